"""What fills the roles of a trigger: signs that tell war from figures of speech, by what does it and to what.

"The army took the pass" and "the firm took the lead" have the same verb. They differ in who takes what: somebody armed,
a weapon, a state, another event of war or nobody named; a place, a building, people; or an illness, a team, a share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sayso.claim.doers import told_doers
from sayso.claim.fillers import Fillers
from sayso.claim.trigger_match import TriggerMatch

FIGURES: Final = ("contest", "illness", "abstract", "animal")
"""Classes of nouns that stand beside war words in figures of speech: a goal, a disease, a budget, a shark."""
SOLDIERS, WEAPONS, TRANSPORT = "soldiers", "weapons", "transport"
AMBIGUOUS: Final = frozenset({"organisation", "civilians", "place", "thing", "abstract", "number", "contest"})
"""Classes that a noun for fighters may have too: a company, a team, a unit, a volunteer."""
PEOPLE: Final = frozenset({"people", "civilians"})
HOSTILE: Final = frozenset({"combat", "operation"})
"""Classes of nouns for what war does, be it claimed or not ("the war has killed 150,000")."""
DOERS: Final = frozenset(
    {"armed", "maybe_armed", "weapon", "state", "police", "people", "place", "organisation", "event"}
)
"""What a doer can be, as the signs tell it apart; any other is a figure or a thing."""
STRUCK: Final = DOERS - {"police"} | {"building"}
"""What it can be done to."""
Words = frozenset[tuple[int, int]]
"""Words by sentence and place in it."""


def words_of_events(shown: Iterable[tuple[TriggerMatch, Fillers]]) -> Words:
    """The words of all triggers given."""
    return frozenset((fillers.graph.index, word) for match, fillers in shown for word in match.words)


def signs_of_fillers(match: TriggerMatch, fillers: Fillers, events: Words) -> dict[str, float]:
    """Of which kinds the doers are, what it is done to, and what stands around; `events`: words of events of war."""
    graph = fillers.graph
    around = [
        child for word in match.words for child in graph.below[word]
        if graph.tokens[child].deprel.startswith(("obl", "nmod"))
    ]  # fmt: skip
    behind = [child for child in around if graph.case_of(child) in graph.vocabulary.struck_after]
    struck = [*fillers.of_role(match.words, match.anchor, "object", match.trigger.form), *behind]
    doers = _doers(match, fillers)
    kinds = {word: _kinds(word, match, fillers, events) for word in {*doers, *struck, *around}}
    signs = dict(_told("doer", doers, kinds, DOERS)) | dict(_told("struck", struck, kinds, STRUCK))
    near = frozenset[str]().union(*(kinds[word] for word in around))
    return signs | {f"around_{kind}": 1.0 for kind in ("place", "weapon", "event") if kind in near}


def _doers(match: TriggerMatch, fillers: Fillers) -> list[int]:
    """Who or what does it, a possessor ("the army's attack") and whoever is told around the trigger among them."""
    graph, form = fillers.graph, match.trigger.form
    agents = graph.agents(match.anchor)
    subjects = agents or fillers.of_role(match.words, match.anchor, "subject", form)
    owners = fillers.of_role(match.words, match.anchor, "poss", form)
    return [*subjects, *owners, *told_doers(match, graph, fillers.scene.lexicon)]


def _kinds(word: int, match: TriggerMatch, fillers: Fillers, events: Words) -> frozenset[str]:
    """The kinds of a filler: its classes, fighters told from what may be fighters, and events of war by themselves."""
    if (fillers.graph.index, word) in events and word not in match.words:
        return frozenset({"event"})
    classes = fillers.classes(word)
    if classes & HOSTILE:
        return classes | {"event"}
    weapon = frozenset({"weapon"} if WEAPONS in classes and TRANSPORT not in classes else ())
    if SOLDIERS in classes:
        armed = "maybe_armed" if classes & AMBIGUOUS else "armed"
        return classes - PEOPLE | weapon | {armed}
    return classes | weapon | ({"people"} if classes & PEOPLE else set())


def _told(
    role: str, heads: Sequence[int], kinds: Mapping[int, frozenset[str]], known: frozenset[str]
) -> Iterator[tuple[str, float]]:
    """The signs of one role."""
    if not heads:
        yield f"{role}_none", 1.0
        return
    found = frozenset[str]().union(*(kinds[word] for word in heads))
    if not found & known:
        yield f"{role}_{'figure' if found & set(FIGURES) else 'thing'}", 1.0
    yield from ((f"{role}_{kind}", 1.0) for kind in found & known)

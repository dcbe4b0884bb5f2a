"""How sure a claim is: the chance that a careful coder would have written it with this type, by many weak signs.

The signs are of the claim, of what fills its trigger's roles, of its sentence and of the whole report: war words in a
report without fighters, weapons or strikes are mostly figures of speech. Their weights (`sureness.yaml` of the
codebook) are fitted by `python -m benchmarks.sureness` on coded documents; `docs/claims.md` shows how well they are
calibrated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log1p
from typing import Final

from sayso.claim.filler_signs import FIGURES, signs_of_fillers, words_of_events
from sayso.claim.fillers import Fillers
from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.claim.trigger_match import TriggerMatch
from sayso.model import Claim
from sayso.packs.codebook import FALLBACK
from sayso.packs.sureness_rules import TYPE

WAR: Final = frozenset({"battle", "strike", "territory", "harm", "civilians", "damage", "force"})
"""Families whose claims, said of somebody armed, show that a report tells of a war."""
LONG: Final = 40
"""Sentences beyond which a report is no longer; the coded documents have 2 to 60, and what is learned of length ends
there."""
MANY: Final = 4
"""Earlier claims of a type in a report beyond which more tell nothing more, for the same reason."""
ARMED: Final = frozenset({"MIL", "REB", "COP", "SPY"})
"""Sectors of those who bear arms."""
ALONE: Final = (
    "actor_armed", "target_armed", "actor_party", "place", "settlement", "count", "source", "fighters", "weapons",
    "people", "factuality", "beside_contest", "beside_illness", "beside_abstract", "beside_animal",
)  # fmt: skip
"""Signs of a sentence that count otherwise in a report of one or two sentences."""
SIGNS_OF_TALK: Final = ("family_statement", f"type_{FALLBACK}", f"bare_{FALLBACK}")
"""Signs of every attributed statement in which no event is found."""
MAYBE_OF_TALK: Final = (
    "place", "settlement", "time", "source", "anonymous", "quote", "status_happened", "status_ongoing",
    "status_attempted", "status_planned", "status_possible", "status_denied", "alone_place", "alone_settlement",
    "alone_source",
)  # fmt: skip
"""Signs that one may have beside them."""
Signs = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A claim with what shows it: the match of a trigger and the fillers of its sentence.

    An attributed statement has neither.
    """

    claim: Claim
    match: TriggerMatch | None = None
    fillers: Fillers | None = None

    @property
    def graph(self) -> Graph | None:
        """The graph of its sentence."""
        return self.fillers.graph if self.fillers is not None else None


def weigh(shown: Sequence[Shown], scene: Scene) -> Iterator[Claim]:
    """The claims that are sure enough, each with its confidence, in the order given."""
    rules = scene.codebook.sureness
    for one, signs in zip(shown, signs_of(shown, scene), strict=True):
        sureness = rules.sureness(signs)
        if rules.is_enough(sureness, one.claim.event):
            yield replace(one.claim, confidence=round(sureness, 2))


def may_hold_talk(shown: Sequence[Shown], scene: Scene) -> bool:
    """Whether an attributed statement in which no event is found can be sure enough in an article that shows this.

    It cannot where even all signs that speak for one would leave it below the least, and then none need be made.
    """
    rules = scene.codebook.sureness
    known = _signs_of_article(shown, scene) | dict.fromkeys(SIGNS_OF_TALK, 1.0)
    best = {name: 1.0 for name in MAYBE_OF_TALK if rules.weights.get(name, 0.0) > 0}
    return rules.is_enough(rules.sureness(known | best | {"same_type": log1p(MANY)}), FALLBACK)


def signs_of(shown: Sequence[Shown], scene: Scene) -> list[Signs]:
    """The signs of each claim of an article, with those of the article."""
    article, seen = _signs_of_article(shown, scene), Counter[tuple[str, ...]]()
    together = Counter(one.graph.index for one in shown if one.graph is not None)
    events = words_of_events(
        (one.match, one.fillers) for one in shown if one.match and one.fillers and one.claim.family in WAR
    )
    signs = []
    for one in shown:
        claim = one.claim
        told = ("slots", claim.event, *sorted(place.name or place.text for place in claim.places), *_numbers(claim))
        own = _signs_of_claim(claim) | _signs_of_trigger(one, scene) | article
        own["again"] = min(2.0, float(seen[told]))
        own["same_type"] = log1p(min(MANY, seen["type", claim.event]))
        if one.graph is not None:
            own["others"] = min(4.0, together[one.graph.index] - 1.0)
        seen[told] += 1
        seen["type", claim.event] += 1
        of_fillers = signs_of_fillers(one.match, one.fillers, events) if one.match and one.fillers else {}
        signs.append(own | of_fillers | _signs_alone(own, of_fillers))
    return signs


def _signs_alone(signs: Signs, of_fillers: Signs) -> Signs:
    """The signs of a sentence once more where the report is hardly more than it, so that the rest tells nothing."""
    if not signs["short"]:
        return {}
    return {f"alone_{name}": signs.get(name, 0.0) for name in ALONE} | {
        f"alone_{name}": value for name, value in of_fillers.items()
    }


def _numbers(claim: Claim) -> list[str]:
    return [f"{count.low}-{count.high}" for count in claim.counts]


def _signs_of_article(shown: Sequence[Shown], scene: Scene) -> Signs:
    """How much of the article is about a war, for all its claims."""
    sentences = max(1, sum(scene.kind_of(one) != "cell" or scene.tells(one) for one in scene.reading.sentences))
    of_war = [one.claim for one in shown if one.claim.family in WAR]
    armed = [claim for claim in of_war if _is_armed(claim)]
    return {
        "bias": 1.0,
        "war": log1p(10 * len(of_war) / sentences),
        "armed": log1p(10 * len(armed) / sentences),
        "short": float(sentences <= 2),
        "length": log1p(min(LONG, sentences)) / 4,
        "many_parties": log1p(len({part.party for claim in armed for part in (*claim.actors, *claim.targets)})),
    }


def _is_armed(claim: Claim) -> bool:
    """Whether somebody armed does or suffers what is claimed, or it is a strike."""
    return claim.event.startswith("strike.") or any(part.sector in ARMED for part in (*claim.actors, *claim.targets))


def _signs_of_claim(claim: Claim) -> Signs:
    """What the claim's own slots tell."""
    return {
        f"family_{claim.family}": 1.0,
        f"{TYPE}{claim.event}": 1.0,
        f"status_{claim.status}": 1.0,
        "actor": float(bool(claim.actors)),
        "actor_party": float(any(actor.party for actor in claim.actors)),
        "actor_armed": float(any(actor.sector in ARMED for actor in claim.actors)),
        "target": float(bool(claim.targets)),
        "target_party": float(any(target.party for target in claim.targets)),
        "target_armed": float(any(target.sector in ARMED for target in claim.targets)),
        "place": float(any(place.precision != "unresolved" for place in claim.places)),
        "settlement": float(any(place.kind == "settlement" for place in claim.places)),
        "time": float(claim.when.basis != "none"),
        "count": float(bool(claim.counts)),
        "source": float(bool(claim.sources)),
        "anonymous": float(any(source.kind == "anonymous" for source in claim.sources[:1])),
        "quote": float(claim.quote is not None),
    }


def _signs_of_trigger(one: Shown, scene: Scene) -> Signs:
    """What the trigger and the nouns of its sentence tell."""
    if one.match is None or one.graph is None:
        return {f"bare_{FALLBACK}": 1.0}
    trigger, tokens = one.match.trigger, one.graph.tokens
    nouns = [token for token in tokens if token.upos == "NOUN"]
    classes = Counter(name for token in nouns for name in scene.lexicon.classes_of(token.lemma))
    signs = {
        f"form_{trigger.form}": 1.0,
        "phrase": float(bool(trigger.phrase)),
        "asks": float(any(not need.empty_ok for need in trigger.needs)),
        "priority": max(-3.0, min(3.0, float(trigger.priority))) / 3,
        "factuality": tokens[one.match.anchor].factuality / 3,
        "in_title": float(scene.is_in_title(one.claim.trigger.start)),
        "sentence": log1p(len(tokens)) / 4,
        "fighters": min(2.0, float(classes["soldiers"])),
        "weapons": min(2.0, float(classes["weapons"])),
        "people": min(2.0, float(classes["people"])),
    }
    return signs | {f"beside_{name}": min(2.0, classes[name]) / max(1, len(nouns)) for name in FIGURES}

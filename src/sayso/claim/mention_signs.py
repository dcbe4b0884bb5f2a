"""How a report mentions an event: signs that tell what it tells anew from what it takes for known.

"An attack killed ten" tells of the attack; "he spoke of the scene of the attack" only mentions it, and who coded the
report wrote it down once, where it was told.
"""

from __future__ import annotations

from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.trigger_match import TriggerMatch
from sayso.packs.lexicon import Lexicon

PLACES: Final = {
    "root": "main", "nsubj": "subject", "obj": "object", "iobj": "object", "obl": "around", "nmod": "under_noun",
    "compound": "under_noun", "amod": "under_noun", "appos": "under_noun", "acl": "clause_of_noun",
    "advcl": "beside_clause", "ccomp": "said", "parataxis": "said", "xcomp": "under_verb", "conj": "joined",
}  # fmt: skip
"""Relations of a trigger to what it hangs on, by the name of their sign."""
ELSE: Final = "else"


def signs_of_mention(match: TriggerMatch, graph: Graph, events: frozenset[int], lexicon: Lexicon) -> dict[str, float]:
    """How the trigger stands in its sentence; `events` are the words of the other triggers in it."""
    top = _top(match, graph)
    token = graph.tokens[top]
    form = "verb" if match.trigger.form == "verb" else "noun"
    place = PLACES.get(token.deprel.split(":")[0], ELSE)
    signs = {f"{form}_{place}": 1.0}
    if form == "noun":
        signs |= {f"named_{_article(match, graph)}": 1.0}
        signs["under_event"] = float(token.head in events)
        signs["as_earlier"] = float(graph.case_of(top) in lexicon.earlier)
        signs["as_within"] = float(graph.case_of(top) in lexicon.within)
    return signs


def _top(match: TriggerMatch, graph: Graph) -> int:
    """The word of the trigger that hangs on a word outside it, and where it is joined to others, the first of them."""
    at = match.anchor
    while graph.tokens[at].head in match.words:
        at = graph.tokens[at].head
    return at


def _article(match: TriggerMatch, graph: Graph) -> str:
    """`known` behind "the" or a possessor, `counted` with a number, `new` behind "a" or "another", else `bare`."""
    under = [child for word in match.words for child in graph.below[word] if child not in match.words]
    words = {graph.tokens[child].text.lower() for child in under}
    if words & graph.vocabulary.known or any(graph.tokens[child].deprel == "nmod:poss" for child in under):
        return "known"
    if any(graph.tokens[child].deprel.startswith("nummod") for child in under):
        return "counted"
    return "new" if any(graph.tokens[child].deprel == "det" for child in under) else "bare"

"""How an expression of time bears on the words of its sentence: what it hangs on, and how far it reaches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final, Literal

from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.model import Span, Token, When

OWN: Final = frozenset({"obl", "advmod", "nmod", "nummod", "obj", "amod", "compound", "appos", "dep", "det"})
UPWARD: Final = frozenset(
    {"xcomp", "conj", "obj", "obl", "nsubj", "nmod", "acl", "appos", "advcl", "compound", "amod", "advmod", "iobj"}
)
"""Relations over which a time that hangs on the governor holds for what it governs too."""
APART: Final = frozenset({"acl:relcl", "advcl:relcl"})
"""Relations under which a clause has a time of its own."""
SPEECH: Final = frozenset({"ccomp", "parataxis"})
"""Relations under which a clause is what somebody says: the day of the saying is not the day of what is said."""
LEAD: Final = 25
"""Characters from the sentence's start within which a time opens it. Set by reading sentences, not swept."""

Step = Literal["same", "earlier", "later", "said", "top", "apart"]


def bearing(word: int, graph: Graph, scene: Scene) -> Step:
    """What the step from a word to its governor does to a time: `top` and `apart` end the climb.

    `apart` also leaves out the time that opens the sentence.
    """
    token = graph.tokens[word]
    relation = token.deprel.split(":")[0]
    if token.head < 0:
        return "top"
    if token.deprel in APART:
        return "apart"
    if relation in SPEECH or (relation in ("xcomp", "obj") and _is_said(word, graph, scene)):
        return "said" if is_cue(token.head, graph, scene) else "apart"
    if relation not in UPWARD:
        return "top"
    return _order(word, relation, graph, scene)


def _order(word: int, relation: str, graph: Graph, scene: Scene) -> Step:
    """Whether what hangs on a verb lies before it ("after the fall", "having fallen", "troops captured there")."""
    token, lexicon = graph.tokens[word], scene.lexicon
    marks = [graph.tokens[child] for child in graph.children(word, "mark", "case")]
    outside = [
        mark.text.lower() for mark in marks if not scene.times(mark.start, mark.end)
    ]  # not "two days before that"
    leading = {" ".join(outside), *outside[:1], graph.case_of(word) if len(outside) == len(marks) else ""}
    if relation in ("obl", "nmod", "advcl", "acl") and leading & lexicon.later:
        return "later"
    if relation in ("obl", "nmod", "advcl", "acl", "advmod") and leading & lexicon.earlier:
        return "earlier"
    if relation in ("acl", "amod") and token.xpos in graph.tags.past_participle:
        return "earlier"
    return "earlier" if relation in ("advcl", "acl") and has_had(word, graph) else "same"


def has_had(word: int, graph: Graph) -> bool:
    """Whether a verb stands in a perfect of the past ("had", "having")."""
    return any(graph.tokens[child].text.lower() in graph.vocabulary.had for child in graph.children(word, "aux"))


def is_cue(word: int, graph: Graph, scene: Scene) -> bool:
    """Whether a word carries a saying: for the language core or for the lexicon."""
    token = graph.tokens[word]
    return bool(scene.lexicon.cues(token.lemma.lower()) or scene.marks("cue", token.start, token.end))


def _is_said(word: int, graph: Graph, scene: Scene) -> bool:
    """Whether an infinitive or an object is what a cue says ("claimed to have taken it", "announced its capture")."""
    token = graph.tokens[word]
    head = graph.tokens[token.head]
    cues = [cue for cue in scene.lexicon.cues(head.lemma.lower()) if cue.form == "verb" and not cue.clause_only]
    if token.deprel == "xcomp":
        perfect = any(
            graph.tokens[child].lemma.lower() in graph.vocabulary.have for child in graph.children(word, "aux")
        )
        return bool(cues) and (perfect or any(cue.stance == "planned" for cue in cues))
    return bool(cues) and bool(scene.marks("cue", head.start, head.end)) and token.upos == "NOUN"


def cue_word(cue: Span, scene: Scene) -> tuple[int, Graph] | None:
    """The word of a cue that carries the saying, its verb or else its first word, and its sentence's graph."""
    graph = scene.graph_at(cue.start)
    if graph is None:
        return None
    inside = [index for index, token in enumerate(graph.tokens) if cue.start <= token.start < cue.end]
    verbs = [index for index in inside if graph.tokens[index].upos == "VERB"]
    return ((verbs or inside)[0], graph) if inside else None


def _start(token: Token) -> int:
    return token.start


def _end(token: Token) -> int:
    return token.end


def dated(when: When) -> bool:
    """Whether an expression gives a day on one side at least."""
    return bool(when.from_day or when.to_day)


def hangs_on(time: When, word: int, graph: Graph) -> bool:
    """Whether the top word of a time expression hangs on the word, or one step further down in a noun phrase of it."""
    top = top_of(time, graph)
    if top is None:
        return False
    if (since := counts_on(time, graph)) is not None:
        return graph.tokens[since].head == word
    head = graph.tokens[top].head
    if head == word and graph.tokens[top].deprel.split(":")[0] in OWN:
        return True
    return (
        head >= 0
        and graph.tokens[head].head == word
        and graph.tokens[head].deprel in ("obj", "advmod")
        and graph.tokens[head].upos in ("NOUN", "ADV")
    )


def counts_on(time: When, graph: Graph) -> int | None:
    """The word "since" behind an expression that counts to another event ("four months to the day since")."""
    behind = bisect_left(graph.tokens, time.end or 0, key=_start)
    return (
        behind
        if behind < len(graph.tokens) and graph.tokens[behind].text.lower() in graph.vocabulary.counted_from
        else None
    )


def names(time: When, graph: Graph) -> int | None:
    """The noun whose name a year or a month is a part of ("the 2022 counteroffensive"): no time of anything else."""
    top = top_of(time, graph)
    if top is None or time.precision not in ("year", "month"):
        return None
    head = graph.tokens[top].head
    before = top < head and graph.tokens[head].upos in ("NOUN", "PROPN")
    return head if before and graph.tokens[top].deprel in ("nummod", "compound", "amod", "nmod") else None


def top_of(time: When, graph: Graph) -> int | None:
    """The word of the expression that hangs on a word outside it."""
    if time.start is None or time.end is None:
        return None
    first = bisect_right(graph.tokens, time.start, key=_end)
    words = range(first, bisect_left(graph.tokens, time.end, lo=first, key=_start))
    return next((word for word in words if graph.tokens[word].head not in words), None)


def leads(time: When, graph: Graph, anchor: int) -> bool:
    """Whether the expression opens the sentence, before its predicate, so that it holds for all of it."""
    start = time.start
    if start is None or start - graph.sentence.start >= LEAD:
        return False
    root = next((token for token in graph.tokens if token.head < 0), graph.tokens[anchor])
    return start < min(root.start, graph.tokens[anchor].start)


def reaches(time: When, anchor: int, at: int, graph: Graph) -> bool:
    """Whether a time that hangs on a verb holds for what is joined to it: not from behind it for another's doing.

    "The footage was taken in July, and analysts showed …": of the second nothing is said.
    """
    while anchor != at:
        token = graph.tokens[anchor]
        has_subject = token.deprel == "conj" and graph.children(anchor, "nsubj", "csubj")
        if has_subject and graph.tokens[token.head].start < (time.start or 0) < token.start:
            return False
        anchor = token.head
    return True


def sums_up(time: When, anchor: int, graph: Graph, scene: Scene) -> bool:
    """Whether a day sums up what had come to pass until then ("had been freed as of 18 March")."""
    perfect = any(graph.tokens[child].lemma.lower() in graph.vocabulary.have for child in graph.children(anchor, "aux"))
    before = [token.text.lower() for token in graph.tokens if token.end <= (time.start or 0)]
    return perfect and " ".join(before[-2:]) in scene.lexicon.so_far


def is_of_saying(time: When, graph: Graph, scene: Scene) -> bool:
    """Whether a time describes a statement ("according to a 24 July report")."""
    top = top_of(time, graph)
    head = -1 if top is None else graph.tokens[top].head
    if top is None or head < top or graph.tokens[head].upos != "NOUN":
        return False
    return any(cue.form == "noun" for cue in scene.lexicon.cues(graph.tokens[head].lemma.lower()))

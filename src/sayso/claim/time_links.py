"""How an expression of time bears on the words of its sentence: what it hangs on, and how far it reaches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final, Literal

from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.model import Span, Token, When

OWN: Final = frozenset({"obl", "advmod", "nmod", "nummod", "obj", "amod", "compound", "appos", "dep", "det"})
UPWARD: Final = frozenset(
    {
        "xcomp",
        "conj",
        "obj",
        "obl",
        "nsubj",
        "csubj",
        "nmod",
        "acl",
        "appos",
        "advcl",
        "compound",
        "amod",
        "advmod",
        "iobj",
    }
)
"""Relations over which a time that hangs on the governor holds for what it governs too."""
APART: Final = frozenset({"acl:relcl", "advcl:relcl"})
"""Relations under which a clause has a time of its own."""
SPEECH: Final = frozenset({"ccomp", "parataxis"})
"""Relations under which a clause is what somebody says: the day of the saying is not the day of what is said."""
CLAUSES: Final = frozenset({"acl:relcl", "acl", "ccomp"})
"""Relations of a verb whose time the tree may hang on the verb over it."""
NOMINAL: Final = frozenset({"obj", "obl", "nmod", "appos", "conj", "flat", "compound", "nsubj"})
"""Relations from a noun to what it belongs to, up to its verb."""
NOUNS: Final = 4
"""Nouns at most between such a day and its verb. By hand, not swept."""

SEMICOLONS: Final = frozenset({";"})
"""Marks that part two clauses that are told one behind the other."""

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
    if token.deprel in APART or graph.tokens[token.head].lemma.lower() in scene.lexicon.remembering:
        return "apart"
    if relation == "parataxis" and _stands_beside(word, graph, scene):
        return "same"
    if relation in SPEECH or (relation in ("xcomp", "obj") and _is_said(word, graph, scene)):
        return "said" if is_cue(token.head, graph, scene) else "apart"
    if relation not in UPWARD:
        return "top"
    return _order(word, relation, graph, scene)


def _stands_beside(word: int, graph: Graph, scene: Scene) -> bool:
    """Whether a clause is told on behind a semicolon ("On Friday a bomb hit a bus; six passengers died")."""
    first = graph.yields(word)[0]
    is_parted = first > 0 and graph.tokens[graph.tokens[word].head].end <= graph.tokens[first].start
    marks = {graph.tokens[at].text for at in (first, first - 1)}
    return is_parted and bool(marks & SEMICOLONS) and not is_cue(graph.tokens[word].head, graph, scene)


def _order(word: int, relation: str, graph: Graph, scene: Scene) -> Step:
    """Whether what hangs on a verb lies before it ("after the fall", "having fallen", "troops captured there")."""
    lexicon = scene.lexicon
    marks = [graph.tokens[child] for child in graph.children(word, "mark", "case")]
    outside = [
        mark.text.lower() for mark in marks if not scene.times(mark.start, mark.end)
    ]  # not "two days before that"
    if _is_looked_back_on(word, relation, graph, scene):
        return "earlier"
    leading = {" ".join(outside), *outside[:1], graph.case_of(word) if len(outside) == len(marks) else ""}
    if relation in ("obl", "nmod", "advcl", "acl") and leading & lexicon.later:
        return "later"
    if relation in ("obl", "nmod", "advcl", "acl", "advmod") and leading & lexicon.earlier:
        return "same" if _is_brief(word, graph, scene) else "earlier"
    if describes(word, graph):
        return "earlier"
    return "earlier" if relation in ("advcl", "acl") and has_had(word, graph) else "same"


def is_ordered(word: int, graph: Graph, scene: Scene) -> bool:
    """Whether a clause only tells in which order things came ("after encircling the town", "before pulling back").

    Not what opens the sentence ("After regaining the town, they went on"), nor "weeks after they took it", nor what
    "had" puts further back.
    """
    token = graph.tokens[word]
    if token.deprel != "advcl" or word < token.head or has_had(word, graph):
        return False
    opener = graph.yields(word)[0]
    is_mark = graph.tokens[opener].deprel == "mark" and graph.tokens[opener].head == word
    return is_mark and graph.tokens[opener].text.lower() in scene.lexicon.ordering


def _is_brief(word: int, graph: Graph, scene: Scene) -> bool:
    """Whether a noun names what is short and told for the first time ("captured it after heavy clashes")."""
    articles = {graph.tokens[child].text.lower() for child in graph.children(word, "det", "nmod:poss")}
    is_new = not articles & graph.vocabulary.known and not graph.children(word, "nmod:poss")
    return is_new and graph.tokens[word].lemma.lower() in scene.lexicon.brief


def _is_looked_back_on(word: int, relation: str, graph: Graph, scene: Scene) -> bool:
    """Whether an event is what somebody is sentenced for, condemns or mourns, and so lies before that."""
    token = graph.tokens[word]
    if relation in ("advcl", "acl") and token.xpos in graph.tags.present_participle:
        marks = {graph.tokens[child].text.lower() for child in graph.children(word, "mark", "case")}
        if marks & graph.vocabulary.cause:
            return True
    is_below = relation in ("obj", "obl", "nmod", "advcl", "acl", "xcomp")
    return is_below and graph.tokens[token.head].lemma.lower() in scene.lexicon.looking_back


def describes(word: int, graph: Graph) -> bool:
    """Whether a participle only tells which thing is meant ("areas abandoned by rebels", "the besieged town")."""
    token = graph.tokens[word]
    return token.deprel.split(":")[0] in ("acl", "amod") and token.xpos in graph.tags.past_participle


def is_purpose(word: int, graph: Graph) -> bool:
    """Whether a verb names what something is done for ("in preparation to storm the city")."""
    token = graph.tokens[word]
    marks = {graph.tokens[child].xpos for child in graph.children(word, "mark")}
    return token.deprel in ("acl", "advcl", "xcomp") and bool(marks & graph.tags.infinitive_mark)


def has_had(word: int, graph: Graph) -> bool:
    """Whether a verb stands in a perfect of the past ("had", "having")."""
    return any(graph.tokens[child].text.lower() in graph.vocabulary.had for child in graph.children(word, "aux"))


def is_cue(word: int, graph: Graph, scene: Scene) -> bool:
    """Whether a word carries a saying: for the language core or for the lexicon."""
    token = graph.tokens[word]
    return bool(scene.lexicon.cues(token.lemma.lower()) or scene.marks("cue", token.start, token.end))


def confirms(word: int, graph: Graph, scene: Scene) -> bool:
    """Whether a cue only says that what others told is so ("confirmed", "admitted")."""
    return any(cue.kind == "confirms" for cue in scene.lexicon.cues(graph.tokens[word].lemma.lower()))


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
    if (verb := _verb_beside(time, top, graph)) is not None:
        return verb == word
    head = graph.tokens[top].head
    if head == word and graph.tokens[top].deprel.split(":")[0] in OWN:
        return True
    if _verb_of_bare(top, graph) == word or _is_of_all(time, head, word, graph):
        return True
    return (
        head >= 0
        and graph.tokens[head].head == word
        and graph.tokens[head].deprel in ("obj", "advmod")
        and graph.tokens[head].upos in ("NOUN", "ADV")
    )


def _is_of_all(time: When, head: int, word: int, graph: Graph) -> bool:
    """Whether a time behind the last of some doings is that of all ("shelled it, killed nine and fled on Sunday")."""
    first = _first_joined(word, graph)
    if head < 0 or _first_joined(head, graph) != first:
        return False
    doings = [first, *graph.children(first, "conj")]
    own = [doing for doing in doings if doing != first and graph.children(doing, "nsubj", "csubj")]
    return word in doings and not own and graph.tokens[doings[-1]].end <= (time.start or 0)


def _first_joined(word: int, graph: Graph) -> int:
    token = graph.tokens[word]
    return token.head if token.deprel == "conj" and token.upos == "VERB" else word


def _verb_beside(time: When, top: int, graph: Graph) -> int | None:
    """The verb that a time stands beside, where the tree may hang it on one further off.

    Right before it ("freed those whom they took on Friday"), or behind it and the "and" ("and on Monday shelled it").
    """
    inside = [at for at in graph.yields(top) if graph.tokens[at].end > (time.start or 0)]
    first = min([top, *inside, *graph.children(top, "case")])
    if not first:
        return None
    token = graph.tokens[first - 1]
    if token.deprel == "cc" and token.head > top and graph.tokens[token.head].upos == "VERB":
        return token.head
    if (
        token.deprel not in CLAUSES
        or not 0 <= graph.tokens[top].head < first - 1
        or _is_bare_twin(first - 1, top, graph)
    ):
        return None
    return first - 1 if token.xpos in graph.tags.past | graph.tags.past_participle else None


def _is_bare_twin(word: int, top: int, graph: Graph) -> bool:
    """Whether a participle only says again of another noun what the verb of a time says of its own.

    "Nine killed and two trucks burned on Friday": the day is that of both.
    """
    noun = graph.tokens[word].head
    is_joined = graph.tokens[noun].deprel == "conj" and graph.tokens[noun].head == graph.tokens[top].head
    return is_joined and graph.tokens[noun].upos == "NOUN" and graph.tokens[graph.tokens[top].head].upos == "VERB"


def tells_of_doing(time: When, noun: int, graph: Graph, scene: Scene) -> bool:
    """Whether a time hangs on a participle that tells how a noun's event was done ("a raid launched on Friday")."""
    top = top_of(time, graph)
    verb = graph.tokens[top].head if top is not None else -1
    if verb <= noun or graph.tokens[verb].head != noun or graph.tokens[noun].upos != "NOUN":
        return False
    token = graph.tokens[verb]
    return token.deprel == "acl" and token.xpos in graph.tags.past_participle and not is_cue(verb, graph, scene)


def lies_within(time: When, word: int, graph: Graph, scene: Scene) -> bool:
    """Whether an expression dates an event in which the word's lies: "killed in Monday's attack"."""
    top = top_of(time, graph)
    event = -1 if top is None else graph.tokens[top].head
    if top is None or event < 0 or graph.tokens[top].deprel.split(":")[0] not in OWN:
        return False
    token = graph.tokens[event]
    is_part = token.head == word and token.deprel.split(":")[0] in ("obl", "nmod") and token.upos == "NOUN"
    return is_part and graph.case_of(event) in scene.lexicon.within


def _verb_of_bare(top: int, graph: Graph) -> int | None:
    """The word that is dated by a day that the tree hangs on a noun before it ("detained two men yesterday").

    Without a preposition it is the verb over that; with one, what stands over a name.
    """
    at = graph.tokens[top].head
    if at < 0 or top < at or graph.children(top, "nmod:poss") or graph.tokens[top].deprel == "nmod:poss":
        return None
    if graph.children(top, "case"):
        return _over_name(at, graph)
    for _ in range(NOUNS):
        if graph.tokens[at].upos == "VERB":
            return at
        if graph.tokens[at].deprel.split(":")[0] not in NOMINAL or graph.tokens[at].head < 0:
            return None
        at = graph.tokens[at].head
    return None


def _over_name(at: int, graph: Graph) -> int | None:
    """What a name belongs to that the tree hangs a day on: "killed three in Khartoum in June 2019"."""
    for _ in range(NOUNS):
        if graph.tokens[at].upos != "PROPN":
            return at
        if graph.tokens[at].deprel.split(":")[0] not in NOMINAL or graph.tokens[at].head < 0:
            return None
        at = graph.tokens[at].head
    return None


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


def is_owner(time: When, graph: Graph) -> bool:
    """Whether a day belongs to one event alone ("Tuesday's attack")."""
    top = top_of(time, graph)
    return top is not None and graph.tokens[top].deprel == "nmod:poss"


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

"""The words of status that stand beside an event's own word: negation, auxiliaries, tense, phrases, turned clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.status_reading import StatusReading
from sayso.model import EventStatus
from sayso.packs.lexicon import Lexicon
from sayso.packs.status_words import StatusWord

UPWARD: Final = 5
"""Steps up the tree at most to the verb whose tense a word has. By hand, not swept."""
LONGEST_PHRASE: Final = 6
"""Words before the event's own in which a phrase of status may begin: the longest listed has four. By
reasoning."""


def beside_word(word: int, graph: Graph, lexicon: Lexicon, *, climbing: bool = False) -> Iterator[StatusReading]:
    """Words that hang on the event's own word: negation, auxiliaries, adjectives, a conjunction before its clause."""
    on_noun = graph.tokens[word].upos in ("NOUN", "PROPN")
    for child in graph.below[word]:
        token = graph.tokens[child]
        for entry in (*lexicon.status_words(token.lemma.lower()), *lexicon.status_words(token.text.lower())):
            if _hangs_as(entry, child, graph, on_noun=on_noun):
                yield StatusReading(
                    status=_in_its_clause(entry, child, word, graph, lexicon), words=(child,), near=True
                )
    yield from _phrases(word, graph, lexicon)
    yield from _taken_for_preposition(word, graph, lexicon)
    if not climbing:
        yield from _tense(word, graph, lexicon)
        yield from _denied_part(word, graph, lexicon)
        yield from _turned(word, graph, lexicon)


def _taken_for_preposition(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """ "Is due to withdraw": what stands before an infinitive is an adjective, though the tree has a preposition."""
    for child in (child for child in graph.below[word] if child + 1 < word):
        mark, behind = graph.tokens[child + 1], graph.tokens[child + 2]
        is_infinitive = behind.upos in ("VERB", "AUX") and behind.text.lower() == behind.lemma.lower()
        if is_infinitive and mark.text.lower() in graph.vocabulary.infinitive:
            for entry in lexicon.status_words(graph.tokens[child].text.lower()):
                if entry.form == "adjective" and entry.reach == "complement":
                    yield StatusReading(status=entry.gives, words=(child,), near=True)


def _in_its_clause(entry: StatusWord, child: int, word: int, graph: Graph, lexicon: Lexicon) -> EventStatus:
    """What an entry gives; planned, for "would" in what is announced and "should" in what is demanded."""
    text, clause = graph.tokens[child].text.lower(), word
    while graph.tokens[clause].deprel == "conj" and graph.tokens[clause].head >= 0:
        clause = graph.tokens[clause].head
    conditions = [reading for below in graph.children(word, "advcl") for reading in clause_marks(below, graph, lexicon)]
    token = graph.tokens[clause]
    if entry.form != "auxiliary" or token.deprel != "ccomp" or conditions:
        return entry.gives
    cues = [cue for cue in lexicon.cues(graph.tokens[token.head].lemma.lower()) if cue.form == "verb"]
    kinds = {cue.kind for cue in cues}
    if text in graph.vocabulary.would and kinds & lexicon.whether.announcing and not kinds & {"thinks", "warns"}:
        return "planned"
    return "planned" if text in lexicon.whether.demanded and kinds & {"asks", "orders"} else entry.gives


def _denied_part(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """What is said of "no troops", "not a single soldier" or "neither side" is denied, of an object too."""
    token = graph.tokens[word]
    shared = token.deprel == "obj" and not lexicon.cues(graph.tokens[token.head].lemma.lower())
    verbs = [word, token.head] if shared else [word]
    parts = [child for verb in verbs for child in graph.children(verb, "nsubj")]
    if token.upos == "VERB":
        parts += graph.children(word, "obj")
    whether = lexicon.whether
    parts += [at for at in graph.children(word, "obl") if graph.tokens[at].lemma.lower() in whether.at_no]
    first = _verb_before_or(word, graph)
    parts += graph.children(first, "nsubj") if first is not None else []
    for part in parts:
        yield from _nobody(part, graph, lexicon)
    yield from _denied_before_or(first, graph, lexicon) if first is not None else ()


def _denied_before_or(verb: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    for child in graph.children(verb, "advmod"):
        for entry in lexicon.status_words(graph.tokens[child].lemma.lower()):
            if entry.gives == "denied" and entry.reach == "head" and child < verb:
                yield StatusReading(status="denied", words=(child,), near=True)


def _verb_before_or(word: int, graph: Graph) -> int | None:
    """The verb before "or" whose subject and "not" a verb shares: "no civilians were killed or wounded"."""
    token = graph.tokens[word]
    if token.deprel != "conj" or graph.children(word, "nsubj", "aux"):
        return None
    joined = graph.children(token.head, "conj")
    links = {graph.tokens[link].text.lower() for verb in joined for link in graph.children(verb, "cc")}
    return token.head if links & graph.vocabulary.either else None


def _nobody(part: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    is_pronoun = graph.tokens[part].text.lower() in lexicon.whether.nobody
    if is_pronoun and graph.tokens[part].deprel.split(":")[0] in ("obj", "nsubj"):
        yield StatusReading(status="denied", words=(part,), near=True)
    first = min([part, *(word for child in graph.below[part] if child < part for word in graph.yields(child))])
    for child in graph.below[part]:
        token = graph.tokens[child]
        if token.text.lower() in graph.vocabulary.none_of and token.deprel.split(":")[0] in ("det", "cc", "advmod"):
            yield StatusReading(status="denied", words=(child,), near=True)
    for entry in phrases_from(first, graph, lexicon):
        words = match_at(entry.word.split(), first, graph) if entry.form == "determiner" else None
        if words:
            yield StatusReading(status=entry.gives, words=words, near=True)


def _turned(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """Possible, for a clause that begins with its auxiliary ("had they attacked"), and for what "anyone who" does."""
    subjects = graph.children(word, "nsubj", "expl")
    auxiliaries = [child for child in graph.children(word, "aux", "cop") if child < min(subjects, default=-1)]
    first = min(graph.yields(word))
    if (
        auxiliaries
        and auxiliaries[0] == first
        and graph.tokens[first].text.lower() in lexicon.whether.inverted
        and graph.tokens[-1].text != "?"
    ):
        yield StatusReading(status="possible", words=(first,), near=True)
    antecedent = [graph.tokens[word].head] if graph.tokens[word].deprel == "acl:relcl" else []
    for whoever in (*subjects, *antecedent):
        if graph.tokens[whoever].text.lower() in lexicon.whether.anyone:
            yield StatusReading(status="possible", words=(whoever,), near=True)


def clause_marks(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """Conjunctions that open a word's clause, which hold for what is joined to it ("if they take X and seize Y")."""
    for child in graph.children(word, "mark"):
        for entry in lexicon.status_words(graph.tokens[child].lemma.lower()):
            if entry.reach == "clause":
                yield StatusReading(status=entry.gives, words=(child,))


def _hangs_as(entry: StatusWord, child: int, graph: Graph, *, on_noun: bool) -> bool:
    relation = graph.tokens[child].deprel.split(":")[0]
    if child == 0 and len(graph.tokens) > 1 and graph.tokens[1].text == ",":
        return False  # "Still, by October they withdrew" joins sentences
    if entry.reach == "head":
        return relation in ("advmod", "aux", "det", "discourse", "nsubj", "cc") and (
            entry.form != "pronoun" or relation == "nsubj"
        )
    if entry.reach == "noun":
        return on_noun and relation in ("amod", "det", "compound")
    if entry.reach == "clause":
        return relation == "mark"
    if entry.form == "preposition":
        known = not entry.past and is_past(graph.tokens[child].head, graph)
        return relation in ("mark", "case") and child < graph.tokens[child].head and not known
    led = entry.form == "adjective" and entry.reach == "complement" and not on_noun
    return led and relation in ("mark", "aux", "advmod")  # "was due to leave", with "due to" taken for one word


def _tense(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """The progressive is ongoing, as is what lasts since a day or under which a place lies; a purpose is planned."""
    token = graph.tokens[word]
    if is_under_way(word, graph):
        yield StatusReading(status="ongoing", words=())
    lasts = token.lemma.lower() in lexicon.whether.lasting and token.deprel in ("acl", "amod", "advcl")
    if lasts and any(graph.case_of(child) in lexicon.whether.since for child in graph.children(word, "obl", "advmod")):
        yield StatusReading(status="ongoing", words=())
    under = [at for at in graph.children(word, "case") if graph.tokens[at].text.lower() in lexicon.whether.under]
    if under and (graph.children(word, "cop") or links(token.head, graph, lexicon) or _is_coming(token.head, graph)):
        yield StatusReading(status="ongoing", words=(under[0],))
    marks = [
        child
        for child in graph.children(word, "mark")
        if graph.tokens[child].text.lower() in graph.vocabulary.infinitive
    ]
    served = token.head >= 0 and graph.tokens[token.head].lemma.lower() in lexicon.whether.serving
    if token.deprel == "advcl" and marks and not (served and is_past(token.head, graph)):
        yield StatusReading(status="planned", words=(marks[0],))


def is_under_way(verb: int, graph: Graph) -> bool:
    """Whether a verb stands in the progressive: "were shelling", "is being shelled"."""
    helpers = [graph.tokens[child] for child in graph.children(verb, "aux")]
    token = graph.tokens[verb]
    if not helpers and token.deprel == "conj" and graph.tokens[token.head].xpos == token.xpos:
        return is_under_way(token.head, graph)  # "are still resisting and fighting"
    forms = [
        helper.xpos in graph.tags.present_participle
        for helper in helpers
        if helper.lemma.lower() in graph.vocabulary.be
    ]
    if graph.tokens[verb].xpos in graph.tags.present_participle:
        return bool(forms)
    return any(forms) and not all(forms)


def _is_coming(word: int, graph: Graph) -> bool:
    return word >= 0 and is_under_way(word, graph)


def is_past(word: int, graph: Graph) -> bool:
    """Whether a word stands in the past, by its form, its auxiliaries or the verb that it hangs on."""
    for _ in range(UPWARD):
        token = graph.tokens[word]
        helpers = graph.children(word, "aux", "cop")
        if helpers:
            return any(graph.tokens[child].text.lower() in graph.vocabulary.over for child in helpers)
        if token.xpos in graph.tags.past | graph.tags.past_participle:
            return True
        if token.xpos in graph.tags.present | graph.tags.base or token.head < 0:
            return False
        word = token.head
    return False


def links(word: int, graph: Graph, lexicon: Lexicon) -> bool:
    """Whether a word says what its subject is: "remains", "seems"."""
    return word >= 0 and graph.tokens[word].lemma.lower() in lexicon.whether.linking


def _phrases(word: int, graph: Graph, lexicon: Lexicon) -> Iterator[StatusReading]:
    """Phrases of status that end right before the event's word or one of the words that hang on its left."""
    first = min(
        [
            word,
            *(
                child
                for child in graph.below[word]
                if child < word and graph.tokens[child].deprel in ("mark", "det", "amod", "compound", "aux", "aux:pass")
            ),
        ]
    )
    for start in range(max(0, first - LONGEST_PHRASE), word):
        for entry in phrases_from(start, graph, lexicon):
            words = match_at(entry.word.split(), start, graph) if entry.form in ("phrase", "adverb") else None
            if words and first - 1 <= words[-1] < word:
                yield StatusReading(status=entry.gives, words=words)


def phrases_from(start: int, graph: Graph, lexicon: Lexicon) -> list[StatusWord]:
    """The phrases of status that may begin with a word, by its lemma or as written."""
    token = graph.tokens[start]
    names = dict.fromkeys((token.lemma.lower(), token.text.lower()))
    return [entry for name in names for entry in lexicon.status_phrases(name)]


def match_at(phrase: Sequence[str], start: int, graph: Graph) -> tuple[int, ...] | None:
    """The words of a phrase, by lemma or as written, from a place on; `None` where it does not stand there."""
    stop = start + len(phrase)
    if start < 0 or stop > len(graph.tokens):
        return None
    same = all(
        part in (token.lemma.lower(), token.text.lower())
        for part, token in zip(phrase, graph.tokens[start:stop], strict=True)
    )
    return tuple(range(start, stop)) if same else None

"""Trees in which a slip of the parser turns who did it into whom it was done to, set right before they are read.

The parser is known to go wrong in these ways.

"The Ministry of Defence of Ukraine": each "of" belongs to the noun behind it. "Shelling by the RSF killed
three": who stands behind "by" is no subject of the next verb, nor of the one before ("depots hit by drones").
"Taken by the army and by militias": the second "by" names one more. "US strikes on the port killed six": of two
objects the one before the verb is its subject. "An airstrike wounded five civilians": a verb between its
subject and its object is no participle. "The vehicles had entered the city": who stands before a verb and its
auxiliary is no object. "The guerrillas also kidnapped two": a verb with an object and no auxiliary of the
passive is not in the passive. "In Tuesday's train hijacking": who stands before "'s" owns what is behind it.
"Goma, where two bombs landed": the clause tells of the noun before it. "A round hit the Golan Heights": a name
right behind a verb is its object. "Won back Taiz airport": so is a noun with a name or an owner before it, behind
the verb or its particle. "The army, backed by jets, took the town": who stands before a participle is
no doer behind "by". "The troops had withdrawn": a verb right under the perfect's auxiliary is in no passive.
"The marchers were mowed down": a verb under the passive's is in it. "The European Union imposed sanctions": a
name right before a verb is its subject. "He said that they came, shot at the post and left": a second clause
without a subject goes on with the first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sayso.claim.branches import Branches, is_tree
from sayso.model import Token
from sayso.packs.language import TagSet

NOUNS = ("NOUN", "PROPN")
MAIN = frozenset({"root", "ccomp", "parataxis", "conj"})
"""Relations of the word that carries a clause."""
NOMINAL = frozenset({"compound", "flat", "appos", "nmod", "amod"})
"""Relations within the phrase of a noun."""
ROOT = "root"
APART = "dislocated"
"""The relation of what stands before a sentence and heads it."""
OBJECT_REACH = 5
"""Words at most from a preposition to the noun behind it ("of the Russian Federation"). By hand, not swept."""


def without_lead(tokens: tuple[Token, ...], end: int, tags: TagSet) -> tuple[Token, ...]:
    """The words of a sentence, of which what heads it and ends at a character carries nothing: "Arauca: Rebels took …".

    Where it carries the sentence, the first verb that hangs on it does, or else the first word; where it was taken for
    a subject, the noun that hangs on it is one, or the clause has one of its own. As it was where no tree comes out.
    """
    inside = [token.start < end for token in tokens]
    tops = [index for index, token in enumerate(tokens) if inside[index] and not _within(token, inside)]
    head = min(tops, key=lambda index: tokens[index].head >= 0, default=None)
    hung = [index for index, token in enumerate(tokens) if not inside[index] and _within(token, inside)]
    words = [index for index in hung if tokens[index].upos != "PUNCT"]
    if head is None or (tokens[head].head < 0 and not words):
        return tokens
    made = list(tokens)
    if tokens[head].head < 0:
        finite = tags.past | tags.present | tags.past_participle
        top, relation, governor = next((at for at in words if tokens[at].xpos in finite), words[0]), ROOT, -1
    else:
        governor, relation = tokens[head].head, tokens[head].deprel
        others = [one for one in tokens if one.head == governor and one is not tokens[head] and one.deprel == relation]
        nouns = [at for at in words if tokens[at].upos in ("NOUN", "PROPN", "PRON", "NUM")]
        top = governor if others or not nouns else nouns[0]
        if not others and not nouns:
            return tokens
    for index in hung:
        made[index] = replace(tokens[index], head=top)
    if top != governor:
        made[top] = replace(tokens[top], head=governor, deprel=relation)
    made[head] = replace(tokens[head], head=top, deprel=APART)
    for index in tops:  # what else of it the tree hung elsewhere
        if index != head:
            made[index] = replace(tokens[index], head=head, deprel=APART)
    return tuple(made) if is_tree(made) else tokens


def _within(token: Token, inside: Sequence[bool]) -> bool:
    """Whether the word that governs a word stands in what heads the sentence."""
    return token.head >= 0 and inside[token.head]


def repaired(
    tokens: tuple[Token, ...],
    tags: TagSet,
    by: Sequence[str],
    where: Collection[str] = (),
    times: Sequence[tuple[int, int]] = (),
    perfect: Collection[str] = (),
    active: Collection[str] = (),
) -> tuple[Token, ...]:
    """The words of a sentence with their tree, mended in the ways told above.

    `by`: words before who does what a passive says; `where`: words that open a clause on what is in a place; `times`:
    the stretches of the sentence that tell when; `perfect`: lemmas of the perfect's auxiliary; `active`: lemmas of
    verbs that are never in the passive.
    """
    tree = Branches(tokens)
    for index, token in enumerate(tokens):
        if token.upos == "PART" and token.deprel == "case" and index and tokens[index - 1].deprel != "nmod:poss":
            _mend_owner(index - 1, tree, tags)
    for index, token in enumerate(tokens):
        if token.deprel == "case" and token.upos == "ADP" and 0 <= token.head < index:
            _mend_case(index, tree)
    _mend_agents(tree, by)
    for index in range(len(tokens)):
        _mend_verb(index, tree, tags, perfect, active)
        _mend_bare(index, tree, times)
        _mend_second_clause(index, tree)
        if tree.tokens[index].deprel == "advmod" and tree.tokens[index].text.lower() in where:
            _mend_where(index, tree)
    return tuple(tree.tokens)


def _mend_agents(tree: Branches, by: Sequence[str]) -> None:
    if not any(token.text.lower() in by for token in tree.tokens):
        return
    for index in range(len(tree.tokens)):
        if tree.tokens[index].deprel in ("nsubj", "nsubj:pass", "obj"):
            _mend_agent(index, tree, by)
        elif tree.tokens[index].deprel == "obl:agent" and index < tree.tokens[index].head:
            _mend_backed(index, tree)
        elif tree.tokens[index].deprel == "conj":
            _mend_second_agent(index, tree, by)


def _mend_second_clause(word: int, tree: Branches) -> None:
    """Of two clauses that one verb says, the later without a subject is joined to the first, in the same form."""
    token = tree.tokens[word]
    if token.deprel != "ccomp" or token.upos != "VERB" or tree.below(word, "nsubj", "csubj", "mark", "aux", "expl"):
        return
    others = [at for at in tree.below(token.head, "ccomp") if token.head < at < word]
    if others and tree.tokens[others[0]].xpos == token.xpos and tree.below(others[0], "nsubj"):
        tree.hang(word, others[0], "conj")


def _mend_verb(word: int, tree: Branches, tags: TagSet, perfect: Collection[str], active: Collection[str]) -> None:
    if tree.tokens[word].upos == "VERB":
        _mend_subject(word, tree)
        _mend_voice(word, tree, tags, perfect, active)
    token = tree.tokens[word]
    if token.deprel in ("acl", "amod") and token.head == word - 1:
        _mend_participle(word, tree, tags)


def _mend_bare(word: int, tree: Branches, times: Sequence[tuple[int, int]]) -> None:
    """A noun without a preposition right behind an active verb that has no object is its object, unless a time.

    It is a name, or has one or an owner before it; the verb's particle may stand between ("won back Taiz airport").
    """
    token = tree.tokens[word]
    if token.deprel not in ("obl", "iobj") or token.upos not in NOUNS or token.head < 0:
        return
    if token.head > word:
        if token.deprel == "obl" and token.upos == "PROPN":
            _mend_bare_before(word, tree, times)
        return
    verb = token.head
    if tree.tokens[verb].upos != "VERB" or tree.below(verb, "obj", "ccomp", "xcomp", "aux:pass"):
        return
    between = [at for at in range(verb + 1, word) if tree.tokens[at].head != word]
    is_behind = all(_is_particle(at, verb, tree) for at in between)
    if is_behind and _is_named(word, tree) and not _is_time(token, times) and not tree.below(word, "case"):
        tree.change(word, deprel="obj")


def _is_particle(word: int, verb: int, tree: Branches) -> bool:
    """Whether a word is a particle of this verb."""
    token = tree.tokens[word]
    return token.head == verb and (token.deprel == "compound:prt" or (token.upos == "ADP" and token.deprel == "advmod"))


def _is_named(word: int, tree: Branches) -> bool:
    """Whether a noun is a name, or one or an owner stands before it."""
    before = [tree.tokens[at] for at in tree.below(word, "nmod", "compound") if at < word]
    return tree.tokens[word].upos == "PROPN" or any(one.upos == "PROPN" or one.deprel == "nmod:poss" for one in before)


def _mend_bare_before(word: int, tree: Branches, times: Sequence[tuple[int, int]]) -> None:
    """A name without a preposition right before an active verb that has no subject is its subject, unless a time."""
    token, verb = tree.tokens[word], tree.tokens[word].head
    if verb != word + 1 or tree.tokens[verb].upos != "VERB" or tree.below(verb, "nsubj", "csubj", "aux", "mark"):
        return
    if not _is_time(token, times) and not tree.below(word, "case"):
        tree.change(word, deprel="nsubj")


def _is_time(token: Token, times: Sequence[tuple[int, int]]) -> bool:
    return any(start < token.end and token.start < end for start, end in times)


def _mend_case(word: int, tree: Branches) -> None:
    """A preposition that hangs on a noun before it belongs to the noun behind it, if that has none of its own."""
    for noun in range(word + 1, min(len(tree.tokens), word + 1 + OBJECT_REACH)):
        token = tree.tokens[noun]
        if token.upos in ("PUNCT", "ADP", "VERB", "SCONJ", "CCONJ"):
            return
        if token.upos in NOUNS and token.head < word:
            if token.head >= 0 and not tree.below(noun, "case") and token.deprel.startswith(("nmod", "obl")):
                tree.hang(word, noun, "case")
            return


def _mend_owner(word: int, tree: Branches, tags: TagSet) -> None:
    """Who stands before "'s" owns what is named behind it: "Tuesday's deadly attack", "in Tuesday's hijacking"."""
    tokens, end = tree.tokens, word + 2
    while end < len(tokens) and (tokens[end].upos in (*NOUNS, "ADJ", "NUM") or _is_hyphen(end, tree)):
        end += 1
    if end < len(tokens) and tokens[end].xpos in tags.present_participle and tokens[word].head == end:
        _mend_gerund(word, end, tree)
    elif end > word + 2 and tokens[end - 1].upos == "NOUN" and tokens[end - 1].head == tokens[word].head:
        tree.hang(word, end - 1, "nmod:poss")


def _is_hyphen(word: int, tree: Branches) -> bool:
    before, token = tree.tokens[word - 1 : word + 1]
    return (
        token.upos == "PUNCT"
        and before.end == token.start
        and token.end - token.start == 1
        and token.text not in ".,;:"
    )


def _mend_gerund(owner: int, gerund: int, tree: Branches) -> None:
    """A gerund behind an owner is a noun, and the preposition before the owner is its own."""
    tokens = tree.tokens
    for child in tree.below(gerund):
        if owner < child < gerund:
            tree.change(child, deprel="compound")
    for case in [at for at in range(owner) if tokens[at].deprel == "case" and owner <= tokens[at].head < gerund]:
        tree.hang(case, gerund, "case")
        tree.change(gerund, deprel="obl" if tokens[tokens[gerund].head].upos == "VERB" else "nmod")
    tree.hang(owner, gerund, "nmod:poss")
    tree.change(gerund, upos="NOUN")


def _mend_agent(word: int, tree: Branches, by: Sequence[str]) -> None:
    tokens = tree.tokens
    cases = [child for child in tree.below(word, "case") if tokens[child].text.lower() in by]
    before = cases[0] - 1 if cases else -1
    if cases and 0 <= tokens[word].head < word and tokens[word].deprel.startswith("nsubj"):
        tree.change(word, deprel="obl:agent")
    elif tokens[word].deprel == "nsubj:pass":
        return
    elif before >= 0 and tokens[before].upos in (*NOUNS, "VERB") and word not in (before, *tree.above(before)):
        tree.hang(word, before, "nmod" if tokens[before].upos in NOUNS else "obl")


def _mend_backed(word: int, tree: Branches) -> None:
    """ "The army, backed by jets, took the town": who stands before a participle is the subject of the verb behind."""
    tokens, participle = tree.tokens, tree.tokens[word].head
    verbs = [at for at in tree.above(participle) if at > participle and tokens[at].upos == "VERB"]
    if tree.below(word, "case") or not verbs or tree.below(verbs[0], "nsubj", "csubj"):
        return
    tree.hang(word, verbs[0], "nsubj")
    tree.hang(participle, word, "acl")


def _mend_second_agent(word: int, tree: Branches, by: Sequence[str]) -> None:
    """Who stands behind the second "by" of "by the army and by militias" is joined to who stands behind the first."""
    tokens = tree.tokens
    if not any(tokens[child].text.lower() in by for child in tree.below(word, "case")):
        return
    agents = [at for at in range(word) if tokens[at].deprel == "obl:agent"]
    if agents and tokens[word].head < agents[-1]:
        tree.hang(word, agents[-1], "conj")


def _mend_subject(verb: int, tree: Branches) -> None:
    if tree.below(verb, "nsubj", "csubj"):
        return
    objects = [child for child in tree.below(verb, "obj") if tree.tokens[child].upos in NOUNS]
    before = [child for child in objects if child < verb]
    helpers = tree.below(verb, "aux")
    if helpers:
        _mend_helped(verb, before, helpers, tree)
        return
    if not before or before == objects:
        return
    tree.change(before[0], deprel="nsubj")
    for other in before[1:]:
        tree.hang(other, before[0], "nmod")


def _mend_helped(verb: int, before: Sequence[int], helpers: Sequence[int], tree: Branches) -> None:
    """ "The vehicles had entered the city": the object before the auxiliary is the subject, a bare noun behind the
    verb its object."""
    is_passive = any(tree.tokens[helper].deprel == "aux:pass" for helper in helpers)
    if is_passive or not before or before[0] > helpers[0]:
        return
    tree.change(before[0], deprel="nsubj")
    bare = [
        child for child in tree.below(verb, "obl")
        if child > verb and tree.tokens[child].deprel == "obl" and not tree.below(child, "case")
    ]  # fmt: skip
    if bare and not any(child > verb for child in tree.below(verb, "obj")):
        tree.change(bare[0], deprel="obj")


def _mend_voice(verb: int, tree: Branches, tags: TagSet, perfect: Collection[str], active: Collection[str]) -> None:
    """A participle under the passive's auxiliary has a subject that undergoes it.

    A verb that is never in the passive has a plain one, and so has a verb with an object, or right under the perfect's
    auxiliary, and without the passive's.
    """
    subjects = tree.below(verb, "nsubj")
    if len(subjects) != 1 or subjects[0] > verb:
        return
    helpers = tree.below(verb, "aux")
    if tree.tokens[verb].lemma.lower() in active:
        tree.change(subjects[0], deprel="nsubj")
        return
    if any(tree.tokens[child].deprel == "aux:pass" for child in helpers):
        if tree.tokens[verb].xpos in tags.past_participle | tags.past:
            tree.change(subjects[0], deprel="nsubj:pass")
        return
    is_perfect = bool(helpers) and tree.tokens[helpers[-1]].lemma.lower() in perfect
    if is_perfect or any(child > verb for child in tree.below(verb, "obj")):
        tree.change(subjects[0], deprel="nsubj")


def _mend_where(word: int, tree: Branches) -> None:
    """A clause that begins with "where" right behind a noun, or its comma, tells of that noun."""
    tokens, clause = tree.tokens, tree.tokens[word].head
    before = word - 2 if word > 1 and tokens[word - 1].upos == "PUNCT" else word - 1
    if before < 0 or tokens[clause].deprel.split(":")[0] != "advcl" or tokens[before].upos not in NOUNS:
        return
    while tokens[before].deprel.split(":")[0] in NOMINAL and 0 <= tokens[before].head < word:
        before = tokens[before].head
    if tokens[before].upos in NOUNS and before not in tree.yields(clause):
        tree.hang(clause, before, "acl:relcl")


def _mend_participle(verb: int, tree: Branches, tags: TagSet) -> None:
    token = tree.tokens[verb]
    noun = token.head
    if token.xpos not in tags.past_participle | tags.past:
        return
    behind = [child for child in tree.below(noun, "nmod", "obj", "appos") if child > verb]
    if not behind or _first(behind[0], tree) != verb + 1 or tree.below(behind[0], "case"):
        return
    above = tree.tokens[noun]
    if above.deprel not in MAIN or tree.below(noun, "cop", "nsubj"):
        return
    moved = [child for child in tree.below(noun) if child > verb]
    tree.change(verb, upos="VERB")
    tree.hang(verb, above.head, above.deprel)
    tree.hang(noun, verb, "nsubj")
    for child in moved:
        relation = tree.tokens[child].deprel.replace("nmod", "obl") if child != behind[0] else "obj"
        tree.hang(child, verb, relation)


def _first(word: int, tree: Branches) -> int:
    """The first word of what hangs on a word."""
    return min([word, *(_first(child, tree) for child in tree.below(word) if child < word)])

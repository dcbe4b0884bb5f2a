"""What governs a name in its sentence, and what that wants: who is arrested is a person, what is shelled is a place.

A slot is a governing word with the role that the name has beside it: the object of "shell", what stands behind "from"
with "withdraw", what owns "outskirts". A list tells which slots want a place, may want one, or want a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.model import Sentence, Token
from sayso.packs.language import Language

Slot = tuple[str, str]
"""A role and the lemma of the word that gives it: `("object", "shell")`, `("from", "withdraw")`."""

FILE: Final = "place_frames.yaml"
PARTICLED: Final = "particle_verb"
"""The role of what a verb with a particle acts upon; the lemma is followed by the particle."""
ARGUMENTS: Final = frozenset({"object", "subject", PARTICLED})
"""Roles that verbs give without a preposition."""
STEPS: Final = 8
"""Steps at most from a name to the first of those that it is listed with; it ends what would be rings. By reasoning."""
VERBAL: Final = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameWords:
    """A language's slots: what they want."""

    wants: Mapping[Slot, frozenset[str]]
    past_participle: frozenset[str]

    def wanted_by(self, slots: Sequence[Slot]) -> frozenset[tuple[str, bool]]:
        """What the slots want, each with whether it is a verb's own argument that is wanted so."""
        return frozenset((want, slot[0] in ARGUMENTS) for slot in slots for want in self.wants.get(slot, ()))


def frame_words(language: Language) -> FrameWords:
    """The slots of the lexicon's table. Raises `KeyError` when a part is missing."""
    wants: dict[Slot, set[str]] = {}
    for want, roles in language.lexicon.yaml(FILE).items():
        for role, lemmas in roles.items():
            for lemma in lemmas:
                wants.setdefault((str(role), str(lemma)), set()).add(want)
    return FrameWords(
        wants={slot: frozenset(wanted) for slot, wanted in wants.items()},
        past_participle=language.tags.past_participle,
    )


def slots_by_word(sentences: Sequence[Sentence], words: FrameWords) -> dict[int, list[tuple[int, list[Slot]]]]:
    """By the character where a capitalised word begins: where its governor begins (-1: it has none), and its slots."""
    found: dict[int, list[tuple[int, list[Slot]]]] = {}
    for sentence in sentences:
        below: list[list[int]] = [[] for _ in sentence.tokens]
        for index, token in enumerate(sentence.tokens):
            if token.head >= 0:
                below[token.head].append(index)
        for index, token in enumerate(sentence.tokens):
            if token.text[0].isupper() or token.upos == "PROPN":  # "al" of "al-Hermel"
                above = sentence.tokens[token.head].start if token.head >= 0 else -1
                slots = _slots(index, sentence.tokens, below, words)
                found.setdefault(token.start, []).append((above, slots))
    return found


def _slots(word: int, tokens: Sequence[Token], below: Sequence[Sequence[int]], words: FrameWords) -> list[Slot]:
    """The slots of a word; one that is listed with another, or is a part of its name, has the other's."""
    slots = _described_by(word, tokens, below, words)
    for _ in range(STEPS):
        token = tokens[word]
        relation = token.deprel.split(":")[0]
        is_of_name = relation == "compound" and token.head == word + 1 and tokens[token.head].upos == "PROPN"
        if token.head < 0 or not (relation in ("conj", "flat", "appos") or is_of_name):
            break
        word = token.head
        slots += _described_by(word, tokens, below, words)
    return [*_governed(word, tokens, below), *slots]


def _governed(word: int, tokens: Sequence[Token], below: Sequence[Sequence[int]]) -> list[Slot]:
    """The slots that the word above gives, the fullest first."""
    token = tokens[word]
    if token.head < 0:
        return []
    governor, relation = tokens[token.head], token.deprel.split(":")[0]
    lemma = governor.lemma.lower()
    case = _case(word, tokens, below)
    if token.deprel in ("nmod:poss", "compound") or (relation == "nmod" and not case):
        return [("noun", lemma)]
    if relation in ("obj", "nsubj") and governor.upos in VERBAL:
        role = "object" if relation == "obj" or token.deprel == "nsubj:pass" else "subject"
        return [*_with_more(role, lemma, tokens, below[token.head], below), (role, lemma)]
    if relation in ("obl", "nmod", "advmod") and case:
        objects = [tokens[at].lemma.lower() for at in below[token.head] if tokens[at].deprel == "obj" and at < word]
        roles = dict.fromkeys((case, case.split()[-1]))
        return [(role, above) for above in (lemma, *objects) for role in roles]  # "took control | of Goma"
    return []


def _with_more(
    role: str, lemma: str, tokens: Sequence[Token], beside: Sequence[int], below: Sequence[Sequence[int]]
) -> list[Slot]:
    """The slots of a verb with a word beside it: "took back Lyman", "Goma fell to"."""
    particles = [tokens[at].text.lower() for at in beside if tokens[at].deprel == "compound:prt"]
    cases = [_case(at, tokens, below) for at in beside if role == "subject" and tokens[at].deprel == "obl"]
    return [
        *((PARTICLED, f"{lemma} {particle}") for particle in particles if role == "object"),
        *((role, f"{lemma} {case}") for case in cases),
    ]


def _described_by(word: int, tokens: Sequence[Token], below: Sequence[Sequence[int]], words: FrameWords) -> list[Slot]:
    """The slots of participles behind a noun: "Bakhmut, captured in May"."""
    return [
        ("object", tokens[child].lemma.lower())
        for child in below[word]
        if child > word and tokens[child].deprel == "acl" and tokens[child].xpos in words.past_participle
    ]


def _case(word: int, tokens: Sequence[Token], below: Sequence[Sequence[int]]) -> str:
    """The preposition before a word, all its words, in small letters; empty if none."""
    cases = [child for child in below[word] if tokens[child].deprel == "case" and child < word]
    parts = [part for case in cases for part in (case, *(at for at in below[case] if tokens[at].deprel == "fixed"))]
    return " ".join(tokens[part].text.lower() for part in sorted(parts))

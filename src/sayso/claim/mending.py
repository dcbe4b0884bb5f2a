"""Trees mended around numbers, where parsers trained on other text go wrong: verbs whose subject is a bare number.

"Three people were killed and 12 wounded" has two verbs and two subjects; of "nine killed and 14 others hurt" none is
active; in "18 of whom died" the eighteen died; "injuries to 37" belong together. What is mended is asked for by words
(`claim.yaml`) and by the numbers that were marked, so a sentence without numbers stays as it was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.claim.branches import Branches
from sayso.claim.vocabulary import ClaimVocabulary
from sayso.model import Count, Sentence, Token
from sayso.packs.language import TagSet

ADVERBS: Final = 2
"""Adverbs at most between a number and its verb ("12 others seriously wounded"). By hand, not swept."""
VERB_REACH: Final = 5
"""Words at most between "one of whom" and its verb ("one of whom has since died"). By hand, not swept."""
NOUN_REACH: Final = 4
"""Words at most from a number to the noun that it counts ("one suspected insurgent"). By hand, not swept."""
CLAUSES: Final = frozenset({"root", "conj", "ccomp", "parataxis", "xcomp", "advcl", "acl:relcl"})
"""Relations that a verb of its own can have; any other, of a number that its verb hung on, becomes `advcl`."""
HEADED: Final = frozenset({"root", "conj", "ccomp", "xcomp", "parataxis", "dep"})
"""Relations of a verb that may be the only one of a headline ("Nine killed in Quetta")."""


def mended(sentence: Sentence, counts: Sequence[Count], tags: TagSet, vocabulary: ClaimVocabulary) -> Sentence:
    """The sentence, its tree mended around these numbers, which lie in it."""
    if not counts:
        return sentence
    mending = _Mending(sentence.tokens, tags, vocabulary)
    for word in range(len(mending.tokens)):
        mending.part_tolls(word)
        mending.turn_got(word)
        mending.hang_whole(word)
        mending.hang_on_noun(word)
        mending.join_to_pronoun(word)
    for count in counts:
        words = [at for at, token in enumerate(mending.tokens) if token.start < count.end and count.start < token.end]
        if words:
            mending.join_verb(words)
            mending.drop_case(words)
            mending.give_object(words)
            mending.give_verb(words)
            mending.give_harm(words)
    for word in range(len(mending.tokens)):
        mending.turn_active(word)
        mending.turn_passive(word)
    return replace(sentence, tokens=tuple(mending.tokens))


class _Mending(Branches):
    """The tree of one sentence while it is mended."""

    def __init__(self, tokens: Sequence[Token], tags: TagSet, vocabulary: ClaimVocabulary) -> None:
        super().__init__(tokens)
        self.tags = tags
        self.vocabulary = vocabulary

    def hang_whole(self, word: int) -> None:
        """ "Dozens of people were killed": what stands behind "of" is no second subject."""
        token = self.tokens[word]
        cases = [at for at, child in self._children(word) if child.deprel == "case" and at < word]
        if not token.deprel.startswith("nsubj") or not cases or self._text(cases[0]) not in self.vocabulary.of:
            return
        if cases[0] and self.tokens[cases[0] - 1].upos in ("NOUN", "NUM"):
            self._move(word, cases[0] - 1, "nmod")

    def hang_on_noun(self, word: int) -> None:
        """ "Detained one suspected insurgent": a number is no head of the noun that it stands before."""
        number = self.tokens[word]
        if number.upos != "NUM" or number.deprel.startswith("nummod"):
            return
        for noun in range(word + 1, min(len(self.tokens), word + 1 + NOUN_REACH)):
            token = self.tokens[noun]
            if token.upos not in ("ADJ", "NOUN", "PROPN", "VERB", "ADV"):
                return
            is_twin = (token.head, token.deprel) == (number.head, number.deprel) and number.deprel == "obj"
            if is_twin or (token.head == word and token.upos in ("NOUN", "PROPN") and not self._case_of(noun)):
                self.change(noun, upos="NOUN")
                self.hang(noun, number.head, number.deprel)
                self.hang(word, noun, "nummod")
                return

    def join_to_pronoun(self, word: int) -> None:
        """ "One of whom later died", "37 of them were injured": the number is the subject of the next verb."""
        token = self.tokens[word]
        if token.upos != "NUM" and token.text.lower() not in self.vocabulary.count_words:
            return
        if not self._is_part_of_pronoun(word) or self._case_of(word) or token.deprel in ("obj", "nummod"):
            return
        for verb in range(word + 3, min(len(self.tokens), word + 3 + VERB_REACH)):
            token = self.tokens[verb]
            if token.upos == "PUNCT":
                return
            if token.upos == "VERB" or (token.upos == "ADJ" and self._is_harm(verb)):
                passive = any(child.deprel == "aux:pass" for _, child in self._children(verb))
                self._move(word, verb, "nsubj:pass" if passive else "nsubj")
                return

    def part_tolls(self, word: int) -> None:
        """ "12 dead and 30 wounded": the first is no part of the second, but what it is joined to."""
        token = self.tokens[word]
        if token.head <= word + 1 or token.deprel not in ("amod", "compound", "nummod", "nsubj"):
            return
        if self._text(word) not in self.vocabulary.harmed or not self._is_harm(token.head) or word == 0:
            return
        is_counted = self.tokens[word - 1].upos == "NUM"
        if is_counted and self.tokens[word + 1].upos in ("CCONJ", "PUNCT"):
            later, above = token.head, self.tokens[token.head]
            self._move(word, above.head, above.deprel)
            self._move(later, word, "conj")

    def give_verb(self, words: Sequence[int]) -> None:
        """The participle behind a number is its verb: "and 12 wounded", "14 others seriously hurt", "70 dead"."""
        verb = self._behind(words[-1] + 1)
        head = self._head_of(words)
        if verb is None or head is None or not self._can_undergo(verb, words):
            return
        if not self._opens(words[0]) and not self._is_said_of(words[0] - 1, verb):
            if self._text(words[0] - 1) in self.vocabulary.toll_cases and self._text(verb) in self.vocabulary.harmed:
                self._move(verb, head, "acl")  # "put the toll at 33 civilians dead"
            return
        is_bare = self.tokens[head].upos == "NUM" or self._text(head) in self.vocabulary.bare
        if not is_bare and not self._is_harm(verb):
            return
        self._attach(head, verb)

    def join_verb(self, words: Sequence[int]) -> None:
        """ "Killed three and wounded five": the word of harm between "and" and a number is a verb beside the first."""
        verb, head = words[0] - 1, self._head_of(words)
        if verb < 2 or head is None or self.tokens[verb - 1].upos not in ("CCONJ", "PUNCT"):
            return
        if not self._is_harm(verb):
            return
        token = self.tokens[verb]
        first = next(
            (at for at in range(verb - 2, -1, -1) if self.tokens[at].upos == "VERB" and self._is_harm(at)), None
        )
        hangs_on_verb = token.upos == "VERB" and token.head >= 0 and self.tokens[token.head].upos == "VERB"
        if hangs_on_verb or first is None or not self._has_object(first):
            return
        lemma = self.vocabulary.harmed.get(self._text(verb), token.lemma)
        self.change(verb, upos="VERB", xpos=min(self.tags.past), lemma=lemma)
        self._move(verb, first, "conj")
        self._move(head, verb, "obj")

    def give_object(self, words: Sequence[int]) -> None:
        """ "Killed at least 9": the number right behind a verb of harm is its object, and its subject did it."""
        verb, head = words[0] - 1, self._head_of(words)
        if verb < 0 or head is None or self.tokens[verb].lemma.lower() not in self.vocabulary.harming:
            return
        token, children = self.tokens[verb], self._children(verb)
        if token.upos != "VERB" or self.tokens[head].head != verb or self._has_object(verb):
            return
        if any(child.deprel == "aux:pass" for _, child in children):
            return
        self._move(head, verb, "obj")
        for at, child in children:
            if child.deprel == "nsubj:pass" and at < verb:
                self._move(at, verb, "nsubj")
                self.change(verb, xpos=min(self.tags.past))

    def drop_case(self, words: Sequence[int]) -> None:
        """ "Seized as many as 12 villages": a bound before a number is no preposition, so the verb has an object."""
        head = self._head_of(words)
        if head is None or self.tokens[head].deprel != "obl" or not 0 <= self.tokens[head].head < words[0]:
            return
        verb = self.tokens[head].head
        cases = [at for at, child in self._children(head) if child.deprel == "case"]
        is_passive = any(child.deprel == "aux:pass" for _, child in self._children(verb))
        if self.tokens[verb].upos != "VERB" or is_passive or self._has_object(verb):
            return
        if cases and all(at in words for at in cases):
            self._move(head, verb, "obj")
            for at in cases:
                self._move(at, head, "advmod")

    def give_harm(self, words: Sequence[int]) -> None:
        """ "Injuries to 37": the number hangs on the harm; and the harm on the harm before it, not on who suffered."""
        case = words[0] - 1
        noun, head = case - 1, self._head_of(words)
        if (
            noun < 0
            or head is None
            or self._text(case) not in self.vocabulary.harm_cases
            or not self._is_harm_noun(noun)
        ):
            return
        self._move(head, noun, "nmod")
        above = self.tokens[noun].head
        if self.tokens[noun].deprel == "conj" and above >= 0 and self.tokens[above].deprel == "nmod":
            harm = self.tokens[above].head
            if harm >= 0 and self._is_harm_noun(harm):
                self._move(noun, harm, "conj")

    def turn_got(self, word: int) -> None:
        """ "Five got injured": the verb before a participle of harm is its auxiliary, and the subject is the harmed."""
        verb, token = word + 1, self.tokens[word]
        if token.lemma.lower() not in self.vocabulary.getting or verb >= len(self.tokens) or not self._is_harm(verb):
            return
        if self.tokens[verb].upos != "VERB" or token.deprel.startswith("aux"):
            return
        if self.tokens[verb].head == word:
            self._move(verb, token.head, token.deprel)
        for at, child in self._children(word):
            if child.deprel == "nsubj":
                self._move(at, verb, "nsubj:pass")
        self._move(word, verb, "aux:pass")

    def turn_active(self, word: int) -> None:
        """ "A strike killed the mayor": of two objects of a verb of harm, the one before it did it."""
        token = self.tokens[word]
        if token.upos != "VERB" or token.lemma.lower() not in self.vocabulary.harming:
            return
        children = self._children(word)
        if any(child.deprel in ("aux:pass", "nsubj") for _, child in children):
            return
        before = [at for at, child in children if child.deprel in ("obj", "nsubj:pass") and at < word]
        if len(before) == 1 and any(child.deprel == "obj" and at > word for at, child in children):
            self._move(before[0], word, "nsubj")
            self.change(word, xpos=min(self.tags.past))

    def turn_passive(self, word: int) -> None:
        """ "Nine killed in Quetta": a verb that asks for an object and has none tells what its subject underwent."""
        token = self.tokens[word]
        bent = self.tags.past | self.tags.past_participle
        if token.xpos not in bent or token.lemma.lower() not in self.vocabulary.harming or token.deprel not in HEADED:
            return
        children = self._children(word)
        if any(child.deprel in ("obj", "aux", "aux:pass", "iobj") for _, child in children):
            return
        if any(child.deprel == "conj" and child.upos == "VERB" and self._has_object(at) for at, child in children):
            return
        for at, child in children:
            if child.deprel == "nsubj" and at < word:
                self._move(at, word, "nsubj:pass")
                self.change(word, xpos=min(self.tags.past_participle))

    def _text(self, word: int) -> str:
        return self.tokens[word].text.lower()

    def _children(self, word: int) -> list[tuple[int, Token]]:
        return [(at, self.tokens[at]) for at in self.below(word)]

    def _has_object(self, word: int) -> bool:
        return any(child.deprel == "obj" for _, child in self._children(word))

    def _head_of(self, words: Sequence[int]) -> int | None:
        """The word of a number that hangs on none of its others."""
        return next((word for word in reversed(words) if self.tokens[word].head not in words), None)

    def _behind(self, word: int) -> int | None:
        """The word at a place, past adverbs and auxiliaries; `None` at the end."""
        for at in range(word, min(len(self.tokens), word + 1 + ADVERBS)):
            if self.tokens[at].upos not in ("ADV", "AUX") and not self.tokens[at].deprel.startswith("aux"):
                return at
        return None

    def _is_harm(self, word: int) -> bool:
        return self._text(word) in self.vocabulary.harmed or self.tokens[word].lemma.lower() in self.vocabulary.harming

    def _is_harm_noun(self, word: int) -> bool:
        return self.tokens[word].lemma.lower() in self.vocabulary.harms

    def _case_of(self, word: int) -> bool:
        return any(child.deprel == "case" for _, child in self._children(word))

    def _is_part_of_pronoun(self, word: int) -> bool:
        """Whether "of whom" or "of them" stands right behind a word."""
        if word + 2 >= len(self.tokens):
            return False
        pronouns = self.vocabulary.relatives | self.vocabulary.several
        return self._text(word + 1) in self.vocabulary.of and self._text(word + 2) in pronouns

    def _opens(self, first: int) -> bool:
        """Whether a number stands where a clause of its own can begin: first, behind "and", a comma, "left", "with"."""
        while first and self.tokens[first - 1].upos == "DET":
            first -= 1
        if not first:
            return True
        before = self.tokens[first - 1]
        return before.upos in ("CCONJ", "PUNCT") or bool(
            {before.lemma.lower(), before.text.lower()} & self.vocabulary.leaving
        )

    def _is_said_of(self, above: int, verb: int) -> bool:
        """Whether a participle is the complement of the verb before its number ("reported 27 killed").

        The parser may take the verb for a noun: "authorities report 42 dead".
        """
        token = self.tokens[verb]
        if token.head == above and token.deprel in ("amod", "acl") and self._text(verb) in self.vocabulary.harmed:
            return True
        return self.tokens[above].upos == "VERB" and token.head == above and token.deprel in ("xcomp", "ccomp")

    def _can_undergo(self, verb: int, words: Sequence[int]) -> bool:
        """Whether a word is a participle, or one such as "dead", without a subject, auxiliary or object of its own."""
        token = self.tokens[verb]
        bent = self.tags.past | self.tags.past_participle
        if not (token.upos == "VERB" and token.xpos in bent) and self._text(verb) not in self.vocabulary.harmed:
            return False
        if token.head > verb and token.deprel in ("amod", "compound"):
            return False  # "12 wounded soldiers"
        children = [child for at, child in self._children(verb) if at not in words and at < words[0]]
        if any(child.deprel.split(":")[0] in ("nsubj", "aux", "cop") for child in children):
            return False
        return not any(child.deprel == "obj" and at not in words for at, child in self._children(verb))

    def _attach(self, head: int, verb: int) -> None:
        """Makes a number what its verb happened to; `orphan` where the verb shares its auxiliary with another."""
        if head in self.above(verb):
            old = self.tokens[head]
            self._move(verb, old.head, old.deprel if old.deprel in CLAUSES else "advcl")
        token = self.tokens[verb]
        lemma = self.vocabulary.harmed.get(self._text(verb), token.lemma)
        if (token.upos == "ADJ" or token.xpos in self.tags.adjective) and lemma not in self.vocabulary.harming:
            self.change(verb, upos="ADJ")  # "70 dead", "25 missing"
            self._move(head, verb, "nsubj")
            return
        self.change(verb, upos="VERB", xpos=min(self.tags.past_participle), lemma=lemma)
        has_auxiliary = any(child.deprel.startswith("aux") for _, child in self._children(verb))
        shares = token.deprel == "conj" and not has_auxiliary
        self._move(head, verb, "orphan" if shares else "nsubj:pass")

    def _move(self, word: int, head: int, relation: str) -> None:
        if head != word and (head < 0 or word not in self.above(head)):
            self.hang(word, head, relation)

"""A sentence's tree asked in an analyst's words: who is the subject, what is the object, what stands after "in"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from sayso.claim.vocabulary import ClaimVocabulary
from sayso.model import Sentence, Token
from sayso.packs.language import TagSet
from sayso.packs.status_words import StatusWord

SHARING: Final = 4
"""Verbs from one to the next at most whose subject or object a verb shares: "to enter, hold and shell". By hand."""
NOUN_DOERS: Final = 3
"""Steps up the tree at most from a noun to the verb or owner that tells who does it. By hand, not swept."""
HYPHENS: Final = frozenset({"-", "‐", "‑", "–"})
"""Signs that join two words where no blank stands beside them."""
NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"})
RELATING: Final = frozenset({"PRON", "SCONJ", "DET", "ADV"})


def words_of(tokens: Iterable[Token]) -> Iterator[str]:
    """The words by lemma and as written, in lower case."""
    for token in tokens:
        yield token.lemma.lower()
        yield token.text.lower()


class Graph:
    """Questions to one sentence; words are named by their index."""

    def __init__(self, sentence: Sentence, place: int, tags: TagSet, vocabulary: ClaimVocabulary) -> None:
        """`place` is the sentence's index in its article."""
        self.tags = tags
        self.vocabulary = vocabulary
        self.sentence = sentence
        self.index = place
        self.tokens = sentence.tokens
        self.status_entries: dict[int, tuple[StatusWord, ...]] = {}
        """What `status_tales` has looked up, by word."""
        self._cases: dict[int, str] = {}
        self._passives: dict[int, bool] = {}
        self.below: list[list[int]] = [[] for _ in self.tokens]
        self._under: list[list[tuple[int, str, str]]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head >= 0:
                self.below[token.head].append(index)
                self._under[token.head].append((index, token.deprel, token.deprel.split(":")[0]))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the sentence, as written and by lemma, in lower case."""
        return frozenset(words_of(self.tokens))

    def children(self, word: int, *relations: str) -> list[int]:
        """The dependants of a word under these relations; a relation without subtype takes its subtypes in."""
        under = self._under[word]
        if not under:
            return []
        return [child for child, full, plain in under if full in relations or plain in relations]

    def yields(self, word: int) -> list[int]:
        """The word and all below it, in text order."""
        words, waiting = list[int](), [word]
        while waiting:
            at = waiting.pop()
            words.append(at)
            waiting += self.below[at]
        return sorted(words)

    def with_conjuncts(self, word: int) -> list[int]:
        """The word and what is joined to it by "and" or "or"."""
        return [word, *[conjunct for child in self.children(word, "conj") for conjunct in self.with_conjuncts(child)]]

    def is_passive(self, word: int) -> bool:
        """Whether a verb stands in the passive, by its auxiliary or as a past participle behind a noun."""
        if word not in self._passives:
            is_told = bool(self.children(word, "nsubj:pass", "aux:pass", "csubj:pass", "orphan"))
            is_participle = self.tokens[word].xpos in self.tags.past_participle
            self._passives[word] = is_told or (is_participle and self._is_bare_passive(word))
        return self._passives[word]

    def _is_bare_passive(self, word: int) -> bool:
        """Whether a past participle without an auxiliary of the passive is one nonetheless."""
        token = self.tokens[word]
        if self.children(word, "nsubj"):  # "the video shows the hotel reduced to rubble"
            return token.deprel == "ccomp" and not self.children(word, "aux", "obj", "mark")
        if token.deprel in ("acl", "amod"):
            return True
        if token.deprel == "conj" and token.head >= 0 and self._is_joined_passive(word):
            return True
        return token.deprel in ("xcomp", "advcl") and not self.children(word, "aux", "obj")

    def _is_joined_passive(self, word: int) -> bool:
        """Whether a participle behind "and" is in the passive as what it is joined to is."""
        above = self.tokens[self.tokens[word].head]
        if above.upos == "ADJ":
            return not self.children(word, "aux", "obj")  # "remained unseen, besieged, displaced"
        is_joined = above.xpos in self.tags.past_participle and not self.children(word, "aux")
        return is_joined and self.is_passive(self.tokens[word].head)

    def case_of(self, word: int) -> str:
        """The preposition before a word, all its words ("south of", "because of"), in lower case; empty if none."""
        if word not in self._cases:
            self._cases[word] = self._find_case(word)
        return self._cases[word]

    def _find_case(self, word: int) -> str:
        cases = [
            child
            for child in self.children(word, "case")
            if child < word and self.tokens[child].text.lower() not in self.vocabulary.genitives
        ]
        words = [part for case in cases for part in (case, *self.children(case, "fixed"))]
        adverbs = [child for case in cases[:1] for child in range(max(0, case - 1), case) if self._joins(child, case)]
        return " ".join(self.tokens[at].text.lower() for at in sorted({*adverbs, *words}))

    def _joins(self, word: int, case: int) -> bool:
        """Whether a word belongs to the preposition behind it: "south of", "along with"."""
        token = self.tokens[word]
        if f"{token.text} {self.tokens[case].text}".lower() in self.vocabulary.beside:
            return True
        return token.upos in ("ADV", "NOUN", "PROPN") and token.text.lower() in self.vocabulary.directions

    def subjects(self, word: int, *, depth: int = SHARING) -> list[int]:
        """Who does what a verb says: its subject, the by-phrase of a passive, or what it shares with another verb."""
        if self.is_passive(word):
            return self.agents(word)
        direct = [
            child
            for child in self.children(word, "nsubj")
            if self.tokens[child].deprel != "nsubj:pass" and not (child > word and self.case_of(child))
        ]
        if any(child < word for child in direct):  # "we urge Moscow to stop"
            direct = [child for child in direct if child < word]
        if not direct and (
            self.tokens[word].xpos in self.tags.present_participle or self.tokens[word].deprel in ("nmod", "obl")
        ):  # "after Ukraine retaking it": a verb has no compound
            direct = [child for child, full, _ in self._under[word] if full == "compound" and child < word]
        return self._expanded(direct) or (self._shared_subjects(word, depth) if depth > 0 else [])

    def agents(self, word: int) -> list[int]:
        """Who does what a passive says."""
        agents = [
            child for child in self.children(word, "obl:agent") if self.case_of(child) in ("", *self.vocabulary.by)
        ]
        found = self._expanded([*agents, *self.after(word, *self.vocabulary.by)])
        return found or [agent for child in self.children(word, "conj") for agent in self._shared_agents(child)]

    def _shared_agents(self, joined: int) -> list[int]:
        """Who does what a participle without an auxiliary says: "ten were killed and two tanks burned by troops"."""
        verbs = [joined] if self.tokens[joined].upos == "VERB" else self.children(joined, "acl")
        bare = [verb for verb in verbs if self.tokens[verb].xpos in self.tags.past_participle]
        return [agent for verb in bare if not self.children(verb, "aux", "mark") for agent in self.agents(verb)]

    def objects(self, word: int, *, depth: int = SHARING) -> list[int]:
        """What a verb acts upon: its object, the subject of a passive, or what it shares with another verb."""
        if self.is_passive(word):
            objects = self._expanded(self.children(word, "nsubj:pass", "orphan"))
            return objects or (self._passive_subject(word, depth) if depth > 0 else [])
        direct = self.children(word, "obj") or self._behind_particle(word)
        bare = [child for child in direct if not self.case_of(child)]  # "accused Moscow of genocide"
        objects = self._expanded(bare or direct)
        return objects or self._expanded(self._addressed(word)) or self._shared_objects(word)

    def _behind_particle(self, word: int) -> list[int]:
        """The bare noun behind a verb's particle, where the tree has it as no object: "ripped up the road"."""
        particles = self.children(word, "compound:prt")
        return [
            child for child in self.children(word, "obl")
            if self.tokens[child].deprel == "obl" and not self.case_of(child) and any(at < child for at in particles)
        ][:1]  # fmt: skip

    def _addressed(self, word: int) -> list[int]:
        """Who is told to do what an infinitive behind a verb says, wherever the tree hangs them: "urge Moscow to"."""
        subjects = self.children(word, "nsubj")
        behind = [child for child in subjects if child > word and not self.case_of(child)]
        told = self.children(word, "iobj") or (behind if min(subjects, default=word) < word else [])
        for verb in self.children(word, "xcomp") if not told else ():
            marks = {self.tokens[child].text.lower() for child in self.children(verb, "mark")}
            if marks & self.vocabulary.infinitive:
                told += [child for child in self.children(verb, "nsubj") if word < child < verb]
        return told

    def after(self, word: int, *prepositions: str) -> list[int]:
        """What hangs on a word by one of the prepositions, possessors aside."""
        dependants = [
            child for child, full, plain in self._under[word]
            if plain in ("obl", "nmod", "advmod", "advcl", "acl", "xcomp", "ccomp") and full != "nmod:poss"
            and self._stands_after(child, prepositions)
        ]  # fmt: skip
        return self._expanded(dependants)

    def owners(self, word: int) -> list[int]:
        """Possessors, and every adjective and noun before a noun ("Moscow's", "Russian", "government" forces)."""
        return self._expanded(self._possessors(word)) + self.children(word, "amod", "compound", "nmod:desc")

    def joined_before(self, word: int) -> list[int]:
        """The word that a hyphen joins to one behind it ("SDF-held"), wherever the tree hangs it."""
        if word < 2 or self.tokens[word - 1].text not in HYPHENS:
            return []
        before, hyphen = self.tokens[word - 2 : word]
        return [word - 2] if before.end == hyphen.start and hyphen.end == self.tokens[word].start else []

    def _possessors(self, word: int) -> list[int]:
        """Whose a noun is; one behind it is another noun's ("the annexation of Ukraine's regions")."""
        return [child for child in self.children(word, "nmod:poss") if child < word]

    def _stands_after(self, word: int, prepositions: Sequence[str]) -> bool:
        case = self.case_of(word)
        return case in prepositions or (
            " " in case and case.split()[-1] in prepositions and case.split()[0] in self.vocabulary.directions
        )

    def _expanded(self, words: list[int]) -> list[int]:
        if not words:
            return []
        expanded = [
            conjunct
            for word in words
            for antecedent in self.antecedents(word)
            for conjunct in self.with_conjuncts(antecedent)
        ]
        return list(dict.fromkeys(expanded))

    def antecedents(self, word: int) -> list[int]:
        """What a relative pronoun stands for; any other word stands for itself."""
        if self.tokens[word].xpos in self.tags.relative and (described := self.children(word, "acl:relcl")):
            seeming = [child for verb in described for child in self.children(verb, "xcomp")]
            return [child for child in seeming if self.tokens[child].upos in NOMINAL] or [word]  # "what appeared to be"
        if self.tokens[word].text.lower() not in self.vocabulary.relatives or self.tokens[word].upos not in RELATING:
            return [word]
        at = word
        while self.tokens[at].head >= 0:
            if self.tokens[at].deprel in ("acl:relcl", "advcl:relcl"):
                return [self.tokens[at].head]
            at = self.tokens[at].head
        if self.tokens[word].xpos not in self.tags.relative:
            return [word]
        nouns = [index for index in range(word) if self.tokens[index].upos in ("NOUN", "PROPN")]
        return nouns[-1:] or [word]

    def _shared_subjects(self, word: int, depth: int) -> list[int]:
        token = self.tokens[word]
        if token.head < 0:
            return []
        if token.deprel in ("acl", "acl:relcl"):
            return self._noun_before(word, depth)
        if self._is_done_by_agent(word):
            return self.agents(token.head)
        if moved := self._moved(word):
            return moved
        if token.deprel in ("conj", "xcomp", "advcl", "parataxis"):
            return self._subjects_above(token.head, token.deprel, depth)
        partner = self._joined_partner(word)
        return self.subjects(partner, depth=depth - 1) if partner is not None else []

    def _is_done_by_agent(self, word: int) -> bool:
        """Whether a participle says what the doer of a passive did by it: "was taken by rebels, cutting the road"."""
        token = self.tokens[word]
        is_loose = token.xpos in self.tags.present_participle and not self.children(word, "mark")
        return token.deprel == "advcl" and is_loose and self.is_passive(token.head) and bool(self.agents(token.head))

    def _joined_partner(self, word: int) -> int | None:
        """The verb before an "and" that a verb without a subject hangs beside, where the tree has them as equals."""
        if not self.children(word, "cc"):
            return None
        beside = [child for child in self.below[self.tokens[word].head] if child < word]
        verbs = [child for child in beside if self.tokens[child].upos == "VERB"]
        return verbs[-1] if verbs else None

    def _noun_before(self, word: int, depth: int) -> list[int]:
        """The noun that a clause describes, where it does what the clause says ("troops entering", "troops that")."""
        token = self.tokens[word]
        if token.deprel == "acl:relcl":
            free = not self._has_relative_object(word) and not self.children(word, "nsubj")
            return self.with_conjuncts(token.head) if free else []
        if token.xpos in self.tags.present_participle and self.tokens[token.head].upos in NOMINAL:
            return [token.head]
        if token.xpos not in self.tags.base:
            return []
        return self._named_before(token.head) or self.noun_doers(token.head, depth=depth - 1)

    def _named_before(self, noun: int) -> list[int]:
        """The names set before a noun: "Ukrainian attempts to retake it" are Ukraine's, whoever repelled them."""
        if self.tokens[noun].upos != "NOUN":
            return []
        before = [child for child in self.children(noun, "amod", "compound") if child < noun]
        return [child for child in before if child and self.tokens[child].text[:1].isupper()]

    def _subjects_above(self, governor: int, relation: str, depth: int) -> list[int]:
        if self.is_passive(governor):
            if self.tokens[governor].lemma.lower() in self.vocabulary.using and (users := self.agents(governor)):
                return users  # "was used by militias to launch drones"
            subjects = self._expanded(self.children(governor, "nsubj:pass"))
            return subjects or self._passive_subject(governor, depth - 1)
        if self.tokens[governor].upos in ("VERB", "AUX", "ADJ"):
            return self.subjects(governor, depth=depth - 1)
        if self.children(governor, "cop") or relation == "conj":
            return self._expanded(self.children(governor, "nsubj"))
        return []

    def noun_doers(self, noun: int, *, depth: int = NOUN_DOERS) -> list[int]:
        """Who does what a noun names: its owner, or the subject of the verb that it is the object or complement of."""
        if owners := self._expanded(self._possessors(noun)):
            return owners
        if self.children(noun, "cop"):  # "the troops were in no rush to take it"
            return self._expanded(self.children(noun, "nsubj"))
        token = self.tokens[noun]
        if depth <= 0 or token.head < 0:
            return []
        if self.tokens[token.head].upos == "VERB" and token.deprel in ("obj", "obl", "xcomp"):
            return self.subjects(token.head, depth=depth - 1)
        if token.deprel in ("nmod", "conj"):
            return self.noun_doers(token.head, depth=depth - 1)
        return []

    def _controller(self, governor: int) -> list[int]:
        """The object of "order", "force", "allow", which does what the infinitive behind it says."""
        objects = self.children(governor, "obj", "iobj")
        return self._expanded(objects) if self.tokens[governor].upos == "VERB" else []

    def _moved(self, word: int) -> list[int]:
        """Who is ordered, called on or kept from what a verb says, by the verb above it."""
        token = self.tokens[word]
        if token.deprel in ("xcomp", "ccomp") and (moved := self._controller(token.head)):
            return moved
        if token.deprel not in ("xcomp", "advcl"):
            return []
        return self._asked(word) or self._kept(word) or self._granted(word)

    def _granted(self, word: int) -> list[int]:
        """Who is given what it takes to do what an infinitive says ("gave the troops three days to withdraw")."""
        governor = self.tokens[word].head
        marks = {self.tokens[child].text.lower() for child in self.children(word, "mark")}
        if (
            not marks & self.vocabulary.infinitive
            or self.tokens[governor].lemma.lower() not in self.vocabulary.granting
        ):
            return []
        objects = sorted(self.children(governor, "iobj", "obj"))
        return self._expanded(objects[:1]) if len(objects) > 1 else []

    def _kept(self, word: int) -> list[int]:
        """Who is kept from what a verb says."""
        is_kept = self.tokens[word].deprel == "advcl" and self._is_kept_from(word)
        return self._controller(self.tokens[word].head) if is_kept else []

    def _asked(self, word: int) -> list[int]:
        """Who is called on to do what an infinitive says ("called on the rebels to surrender")."""
        governor = self.tokens[word].head
        marks = {self.tokens[child].text.lower() for child in self.children(word, "mark")}
        if not marks & self.vocabulary.infinitive or self.tokens[governor].lemma.lower() not in self.vocabulary.asking:
            return []
        return [one for one in self.after(governor, *self.vocabulary.called_on) if governor < one < word]

    def _is_kept_from(self, word: int) -> bool:
        """Whether a verb is what somebody is kept from ("prevented civilians from leaving")."""
        return any(
            self.tokens[child].text.lower() in self.vocabulary.kept_from
            for child in self.children(word, "mark", "case")
        )

    def _passive_subject(self, word: int, depth: int) -> list[int]:
        token = self.tokens[word]
        if token.head < 0 or depth <= 0:
            return []
        if token.deprel in ("acl", "amod", "acl:relcl"):
            return self.with_conjuncts(token.head)
        if token.deprel == "xcomp" and (left := self._controller(token.head)):
            return left  # "left nine people killed"
        if token.deprel in ("conj", "advcl", "xcomp"):
            if self.is_passive(token.head):
                return self.objects(token.head, depth=depth - 1)
            return self.subjects(token.head, depth=depth - 1)
        return []

    def _has_relative_object(self, word: int) -> bool:
        return any(self.tokens[child].text.lower() in self.vocabulary.relatives for child in self.children(word, "obj"))

    def _shared_objects(self, word: int) -> list[int]:
        token = self.tokens[word]
        if token.deprel == "acl:relcl" and self.children(word, "nsubj") and not self.children(word, "obl"):
            pronouns = [
                child
                for child in self.children(word, "nsubj")
                if self.tokens[child].text.lower() in self.vocabulary.relatives
            ]
            if not pronouns:
                return [token.head]
        partner = self._joined_partner(word)
        joined = [token.head] if token.deprel == "conj" else self.children(word, "conj")
        for verb in joined if partner is None else [*joined, partner]:
            nouns = [child for child in self.children(verb, "conj") if self.tokens[child].upos in ("NOUN", "PROPN")]
            behind = [child for child in (*self.children(verb, "obj"), *nouns) if child > max(word, verb)]
            if behind and self.tokens[verb].upos == "VERB" and not self.children(word, "obl", "ccomp", "xcomp"):
                return self._expanded(behind)
        return []

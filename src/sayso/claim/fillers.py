"""Who and what fills the roles of a trigger, and of which class a filler is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.claim.graph import HYPHENS, Graph
from sayso.claim.phrases import phrase_words
from sayso.claim.pronouns import antecedent_head
from sayso.claim.scene import Scene
from sayso.packs.codebook import HYPHEN, TriggerForm
from sayso.packs.lexicon import UNLISTED

REACH: Final = 250
"""Characters back to a place that "it" can stand for: about two sentences. Set by hand, not swept."""
SECTOR_CLASS: Final = {
    "MIL": "soldiers",
    "REB": "soldiers",
    "COP": "soldiers",
    "SPY": "soldiers",
    "CVL": "civilians",
    "GOV": "state",
}


OWNERS: Final = frozenset({"soldiers", "state", "people", "civilians", "organisation", "police"})
"""Classes of nouns that can own what the noun behind them names ("rebel advance", "police raid")."""


class Fillers:
    """The fillers of one sentence."""

    def __init__(self, graph: Graph, scene: Scene) -> None:
        self.graph = graph
        self.scene = scene
        self._classes: dict[int, frozenset[str]] = {}
        self._of_verb: dict[tuple[Sequence[int], str], list[int]] = {}
        """What fills a role of a verb, asked by many triggers: the tree alone says it, but for owners."""

    def beside(self, graph: Graph) -> Fillers:
        """The fillers of another sentence of the same article."""
        return Fillers(graph, self.scene)

    def of_role(self, words: Sequence[int], anchor: int, role: str, form: TriggerForm) -> list[int]:
        """The head words that fill a role of a trigger covering `words`, whose roles hang on `anchor`."""
        if form != "verb" or role == "poss" or len(words) > 1:
            return self._find(words, anchor, role, form)
        key = (words, role)
        if key not in self._of_verb:
            self._of_verb[key] = self._find(words, anchor, role, form)
        return list(self._of_verb[key])

    def _find(self, words: Sequence[int], anchor: int, role: str, form: TriggerForm) -> list[int]:
        if role == "subject":
            return self._subjects(anchor, form, alone=len(words) == 1)
        if role == "object":
            return self._objects(words, anchor, form)
        if role == "poss":
            nouns = [word for word in words if self.graph.tokens[word].upos in ("NOUN", "PROPN")]
            owners = [owner for noun in nouns for owner in self.graph.owners(noun) if owner not in words]
            owners = owners or [owner for noun in nouns for owner in self._owners_around(noun)]
            joined = self.graph.joined_before(anchor) if form == "adjective" else []
            return [owner for owner in owners if self._can_own(owner)] + joined
        return self._after(words, anchor, role, form)

    def _subjects(self, anchor: int, form: TriggerForm, *, alone: bool) -> list[int]:
        """Who does or is what a trigger says; one word `alone` that is a verb's object is nobody's: "named 30 dead"."""
        graph = self.graph
        is_counted = alone and graph.tokens[anchor].deprel in ("obj", "obl")
        if form == "verb":
            return graph.subjects(anchor)
        subjects = graph.children(anchor, "nsubj")
        if subjects:
            return [filler for child in subjects for filler in graph.with_conjuncts(child)]
        governor = graph.tokens[anchor].head
        if form == "adjective" and governor >= 0:
            if graph.tokens[governor].upos in ("NOUN", "PROPN", "NUM") and graph.tokens[anchor].deprel in (
                "amod",
                "compound",
                "nmod",
                "acl",
                "acl:relcl",
            ):
                return graph.with_conjuncts(governor)
            if graph.tokens[governor].upos in ("VERB", "AUX") and not is_counted:
                return graph.objects(governor) if graph.tokens[anchor].deprel == "xcomp" else graph.subjects(governor)
        return graph.noun_doers(anchor) if form == "noun" else []

    def _objects(self, words: Sequence[int], anchor: int, form: TriggerForm) -> list[int]:
        if form == "verb":
            objects = [word for word in self.graph.objects(anchor) if word not in words]
            return objects or self._given_to(words, anchor)
        return self._subjects(anchor, form, alone=len(words) == 1) if form == "adjective" else []

    def _given_to(self, words: Sequence[int], anchor: int) -> list[int]:
        """Who gets what a phrase itself names: "gave the garrison an ultimatum"."""
        if len(words) < 2 or not set(self.graph.children(anchor, "obj")) & set(words):
            return []
        getting = [word for word in self.graph.children(anchor, "iobj") if word not in words]
        return [filler for word in getting for filler in self.graph.with_conjuncts(word)]

    def _after(self, words: Sequence[int], anchor: int, preposition: str, form: TriggerForm) -> list[int]:
        graph = self.graph
        fillers = [filler for word in words for filler in graph.after(word, preposition) if filler not in words]
        if not fillers and form == "verb" and preposition not in graph.vocabulary.of:
            fillers = [
                filler
                for noun in graph.objects(anchor)
                for filler in graph.after(noun, preposition)
                if filler not in words
            ]
        if not fillers and form == "noun" and preposition not in graph.vocabulary.nouns_own:
            governor = graph.tokens[anchor].head
            if (
                governor >= 0
                and graph.tokens[anchor].deprel in ("obj", "nsubj:pass")
                and graph.tokens[governor].upos == "VERB"
            ):
                fillers = [filler for filler in graph.after(governor, preposition) if filler != anchor]
        whole = graph.tokens[anchor].head
        if not fillers and form == "noun" and preposition in graph.vocabulary.facing_by:
            fillers = self._behind_verb(anchor, preposition)
        if not fillers and form == "noun" and whole >= 0 and graph.case_of(anchor) in graph.vocabulary.of:
            fillers = (
                [] if preposition in graph.vocabulary.of else graph.after(whole, preposition)
            )  # "a wave of raids on"
        return list(dict.fromkeys(fillers))

    def _behind_verb(self, anchor: int, preposition: str) -> list[int]:
        """Who stands behind the verb of a noun that is its subject: "fighting broke out between", "erupted with"."""
        graph, token = self.graph, self.graph.tokens[anchor]
        is_subject = token.deprel.startswith("nsubj") and token.head > anchor
        if not is_subject or graph.tokens[token.head].upos != "VERB":
            return []
        return [filler for filler in graph.after(token.head, preposition) if self.is_of(filler, OWNERS)]

    def _owners_around(self, word: int) -> list[int]:
        """Whose what a noun is set before is: "the president's withdrawal order", "the group's bombing campaign"."""
        token = self.graph.tokens[word]
        if token.deprel != "compound" or self.graph.tokens[token.head].upos != "NOUN" or token.head < word:
            return []
        owners = [owner for owner in self.graph.children(token.head, "nmod:poss") if owner < word]
        return [one for owner in owners for one in self.graph.with_conjuncts(owner)]

    def _can_own(self, word: int) -> bool:
        """Whether a word before a noun is an owner or a side ("Moscow's", "Russian"), not just any adjective."""
        token = self.graph.tokens[word]
        if token.deprel == "amod" and token.xpos in self.graph.tags.past_participle:
            return False
        if token.deprel.startswith("nmod:poss") or self.scene.place_at(token.start, token.end):
            return True
        if self.scene.party_of(token.text) is not None:
            return True
        is_noun = token.upos not in ("ADJ", "ADV") or self.scene.lexicon.unnamed.has(token.text)
        return is_noun and bool(self.classes(word) & OWNERS)

    def is_of(self, word: int, classes: frozenset[str]) -> bool:
        """Whether a filler is of one of the classes."""
        return bool(self.classes(word) & classes)

    def classes(self, word: int) -> frozenset[str]:
        """All classes that a head word is of: by the lexicon, by marks, by the party it names."""
        if word not in self._classes:
            self._classes[word] = frozenset({"thing"})  # what it is while it is being found: "dozens of them"
            self._classes[word] = self._find_classes(word)
        return self._classes[word]

    def _find_classes(self, word: int) -> frozenset[str]:
        token = self.graph.tokens[word]
        word_form = token.text.lower()
        if word_form in self.graph.vocabulary.count_words and token.upos in ("PRON", "DET"):
            return frozenset(self._counted(word)) | {"number"}
        if token.upos == "PRON" or self.scene.lexicon.pronoun_classes(word_form):
            return self._pronoun_classes(word, word_form)
        if wholes := self._wholes(word):
            return frozenset(name for whole in wholes for name in self.classes(whole)) | {"number"}
        classes = self._noun_classes(word)
        common = bool(classes) and token.upos == "NOUN"
        if not common and self.scene.place_at(token.start, token.end):
            classes |= {"place"}
        if not common and self.scene.name_at("person", token.start, token.end):
            classes |= {"people"}
        if self.scene.name_at("organisation", token.start, token.end):
            classes |= {"organisation"}
        if token.upos == "NUM" or word_form in self.graph.vocabulary.count_words | self.graph.vocabulary.bare:
            classes |= self._counted(word) | {"number"}
        classes |= self._party_classes(word, common=common)
        if not classes and word and token.xpos in self.graph.tags.plural and token.text[:1].isupper():
            classes.add("people")  # "Bedouins", "Alawites"
        return frozenset(classes or {"thing", UNLISTED})

    def _noun_classes(self, word: int) -> set[str]:
        """The classes of a noun by the lexicon; one that opens a sentence ("Rebels took Goma") may pass for a name.

        A phrase that is listed goes before its last word: "mortar bombs" are no bombs of aircraft.
        """
        token = self.graph.tokens[word]
        if word and self.graph.tokens[word - 1].head == word and self.graph.tokens[word - 1].deprel != "case":
            before = self.graph.tokens[word - 1].text
            first = f"{self.graph.tokens[word - 2].text}-" if before == HYPHEN and word > 1 else f"{before} "
            for form in (token.lemma, token.text):
                if classes := self.scene.lexicon.classes_of_phrase(f"{first}{form}"):
                    return set(classes)
        forms = {token.lemma.lower(), token.text.lower()} | self._written_together(word)
        if token.upos == "PROPN":
            forms |= {token.text.lower().removesuffix(ending) for ending in self.graph.vocabulary.plural}
        return {name for form in forms for name in self.scene.lexicon.classes_of(form)}

    def _written_together(self, word: int) -> set[str]:
        """The word with all that hyphens join to it, as a type of weapon is written ("Su-25", "T-72s"), if any are."""
        first = last = word
        tokens = self.graph.tokens
        while first and tokens[first - 1].end == tokens[first].start:
            first -= 1
        while last + 1 < len(tokens) and tokens[last + 1].start == tokens[last].end:
            last += 1
        whole = "".join(token.text for token in tokens[first : last + 1]).lower()
        if first == last or not any(token.text in HYPHENS for token in tokens[first : last + 1]):
            return set()
        return {whole, *(whole.removesuffix(ending) for ending in self.graph.vocabulary.plural)}

    def _pronoun_classes(self, word: int, low: str) -> frozenset[str]:
        """What a pronoun is, by what it stands for; one that nothing resolves is of no class but its own."""
        if fixed := self.scene.lexicon.pronoun_classes(low):
            return fixed
        classes = set[str]()
        if candidate := antecedent_head(word, self):
            classes |= candidate[0].classes(candidate[1])
        places = self.scene.places_before(self.graph.tokens[word].start, REACH)
        if low in self.graph.vocabulary.place_pronouns and places:
            classes.add("place")
        return frozenset(classes or {"thing"})

    def _wholes(self, word: int) -> list[int]:
        """What a word of portion is a part of: "most of the city", "dozens of tanks", "one third of the region"."""
        token = self.graph.tokens[word]
        if (
            token.lemma.lower() not in self.scene.lexicon.portions
            and token.text.lower() not in self.scene.lexicon.portions
        ):
            return []
        return self.graph.after(word, *self.graph.vocabulary.of)

    def _counted(self, word: int) -> set[str]:
        """A bare number is of people unless it says what it counts ("four were killed", "dozens of tanks"); what is no
        number of its own is of no soldiers ("thousands fled")."""
        token = self.graph.tokens[word]
        things = self.graph.after(word, *self.graph.vocabulary.of)
        if not things and token.deprel == "conj" and self.graph.tokens[token.head].upos == "NOUN":
            things = [token.head]  # "captured two villages and another two"
        return (
            {name for thing in things for name in self.classes(thing)}
            if things
            else {"people", "civilians"} | (set() if token.upos == "NOUN" else {"soldiers"})
        )

    def _party_classes(self, word: int, *, common: bool) -> set[str]:
        words = phrase_words(self.graph, word)
        start, end = self.scene.span_of(self.graph, words)
        match = self.scene.party_of(self.scene.text[start:end])
        if match is None:
            return set()
        if match.sector in SECTOR_CLASS:
            return {SECTOR_CLASS[match.sector]} | ({"organisation"} if not common else set())
        if match.kind in ("state", "government", "adjective") and not common:
            return {"state"} | ({"people"} if match.kind == "adjective" else set())
        return {"people", "soldiers"} if match.kind in ("people", "group") and not common else set()

"""Names drawn from the gazetteer, the codebook and lists, and sentences filled with them.

`Fillers` swaps the names of a sentence for others of their kind, and writes short reports out of the templates of
`war_sentences.yaml`. Names of persons are made of `person_names.yaml`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sayso.gazetteer.lookup import KINDS, Gazetteer
from sayso.mark.core.sequence import spans_of
from sayso.mark.core.tokens import Cutter
from sayso.packs.pack import load_pack, read_yaml
from training.names import NameDocument, NameSentence

AT_WAR_SHARE: Final = 0.75
"""Share of the places drawn that lie in countries that had wars since 1990. By hand, not swept."""
SWAPPED: Final = 0.6
"""Share of the names of a sentence that are swapped, if any are. By hand, not swept."""
AGAIN: Final = 0.25
"""Share of the names in a made report that are names it has had. By hand, not swept."""
LISTED: Final = 0.5
"""Share of the bodies drawn that the codebook lists; the others are made of patterns. By hand, not swept."""
FOLDER: Final = Path(__file__).parent
SMALL_WORDS: Final = frozenset(["of", "the", "and", "for", "in", "al", "de", "la", "du", "des", "on", "to"])
"""Words in small letters that a body's name may have."""
SLOT, CHOICE = re.compile(r"\{(\w+)\}"), re.compile(r"\[([^\[\]]*)\]")
NAME: Final = re.compile("\x01(\\w+)\x02([^\x03]*)\x03")
"""A filled name in a made text: its kind and itself, between marks that no text has."""
Draw = Callable[[random.Random], str]


def _yaml(file: str) -> Any:
    return read_yaml((FOLDER / file).read_text(encoding="utf-8"), origin=file)


class Fillers:
    """Names by kind, and sentences to put them in."""

    def __init__(self, cut: Cutter) -> None:
        """`cut` parts a text into words as the chain will."""
        self.cut = cut
        texts = _yaml("war_sentences.yaml")
        self.parts: dict[str, list[str]] = texts["parts"]
        self.sentences: list[str] = texts["sentences"]
        self.bodies: list[str] = texts["bodies"]
        self.facilities: list[str] = texts["facilities"]
        self.peoples = [name.replace("_", " ") for name in texts["peoples"].split()]
        self.groups = sorted(group_names().difference(texts["not_bodies"]))
        self.persons = Persons(_yaml("person_names.yaml"))
        self.places = Places(frozenset(texts["at_war"].split()))

    def name(self, kind: str, chance: random.Random) -> str:
        """A fresh name of a kind: PER, ORG, LOC, FAC, NORP, and of LOC one word (TOWN), a CAPITAL, a country (LAND)."""
        if kind == "PER":
            return self.persons.full(chance)
        if kind == "NORP":
            return chance.choice(self.peoples)
        if kind == "FAC":
            return self._pattern(self.facilities, chance)
        if kind == "ORG":
            return chance.choice(self.groups) if chance.random() < LISTED else self._pattern(self.bodies, chance)
        return self.places.draw(kind, chance)

    def _pattern(self, patterns: Sequence[str], chance: random.Random) -> str:
        """A name made of a pattern, whose own names are no names by themselves."""
        draws = {
            "A": lambda: chance.choice("ABCDEFGHIJKLMNOPRSTUVWZ"),
            "PER2": lambda: self.persons.short(chance),
        }
        filled = chosen(chance.choice(patterns), chance)
        return SLOT.sub(lambda m: draws[m[1]]() if m[1] in draws else self.name(m[1], chance), filled)

    def swap(self, sentence: NameSentence, chance: random.Random) -> NameSentence:
        """The sentence with most of its persons, bodies and located names swapped for others of their kind."""
        words, tags, at = list[str](), list[str](), 0
        for kind, first, last in spans_of(list(sentence.tags)):
            if kind not in ("PER", "ORG", "LOC") or chance.random() > SWAPPED:
                continue
            fresh = self._words(self._like(kind, last - first, chance))
            words += [*sentence.words[at:first], *fresh]
            tags += [*sentence.tags[at:first], *(f"{'I' if more else 'B'}-{kind}" for more in range(len(fresh)))]
            at = last
        return replace(sentence, words=[*words, *sentence.words[at:]], tags=[*tags, *sentence.tags[at:]])

    def _like(self, kind: str, size: int, chance: random.Random) -> str:
        """A name for one of so many words: a single one of a person is how persons are named again."""
        if kind == "PER" and size == 1:
            return self.persons.short(chance)
        return self.name(chance.choice(("LOC", "LOC", "TOWN", "LAND")) if kind == "LOC" else kind, chance)

    def _words(self, text: str) -> list[str]:
        return [text[start:end] for start, end in self.cut(text, 0, len(text))]

    def report(self, chance: random.Random) -> NameDocument:
        """A made report: one sentence as often as not, else up to six that share names."""
        story = Story(self, chance)
        size = chance.choice((1, 1, 1, 2, 3, 4, 6))
        return [self._tagged(story.fill(chance.choice(self.sentences))) for _ in range(size)]

    def _tagged(self, filled: str) -> NameSentence:
        """The words and tags of a filled template."""
        text, spans, at = "", list[tuple[str, int, int]](), 0
        for found in NAME.finditer(filled):
            text += filled[at : found.start()]
            spans.append((found[1], len(text), len(text) + len(found[2])))
            text += found[2]
            at = found.end()
        text += filled[at:]
        text = text[:1].upper() + text[1:]
        cut = self.cut(text, 0, len(text))
        tags = ["O"] * len(cut)
        for kind, start, end in spans:
            inside = [number for number, (first, last) in enumerate(cut) if first < end and last > start]
            for number in inside:
                tags[number] = f"{'I' if number > inside[0] else 'B'}-{kind}"
        return NameSentence(words=[text[start:end] for start, end in cut], tags=tags, loose=False)


class Story:
    """The names of one made report."""

    def __init__(self, fillers: Fillers, chance: random.Random) -> None:
        self._fillers, self._chance = fillers, chance
        self._had: dict[str, list[str]] = {}

    def fill(self, template: str) -> str:
        """The template with its choices made and its slots filled; each name between marks."""
        filled = chosen(template, self._chance)
        return SLOT.sub(lambda found: self._slot(found[1]), filled)

    def _slot(self, slot: str) -> str:
        if slot in self._fillers.parts:
            return self.fill(self._chance.choice(self._fillers.parts[slot]))
        if slot == "AGAIN":
            last = self._had.get("PER", [""])[-1]
            return f"\x01PER\x02{last.split()[-1] if last else self._fillers.persons.short(self._chance)}\x03"
        had = self._had.setdefault(slot, [])
        again = bool(had) and self._chance.random() < AGAIN
        name = self._chance.choice(had) if again else self._fillers.name(slot, self._chance)
        had.append(name)
        return f"\x01{'LOC' if slot in ('TOWN', 'LAND', 'CAPITAL') else slot}\x02{name}\x03"


def chosen(template: str, chance: random.Random) -> str:
    """The template with one of each `[a|b]`, the innermost first."""
    while CHOICE.search(template):
        template = CHOICE.sub(lambda found: chance.choice(found[1].split("|")), template)
    return template


class Persons:
    """Names of persons, each culture as likely as another."""

    def __init__(self, cultures: Sequence[Mapping[str, Any]]) -> None:
        self._cultures = [{**one, "given": _names(one["given"]), "family": _names(one["family"])} for one in cultures]

    def full(self, chance: random.Random) -> str:
        """A full name, in one of five a short one."""
        one = chance.choice(self._cultures)
        return self._made(one, chance.choice(one["forms"] if chance.random() < 0.8 else one["short"]), chance)

    def short(self, chance: random.Random) -> str:
        """How a person is named again."""
        one = chance.choice(self._cultures)
        return self._made(one, chance.choice(one["short"]), chance)

    def _made(self, one: Mapping[str, Any], form: str, chance: random.Random) -> str:
        lists = {"G": one["given"], "F": one["family"]}
        made = re.sub(r"\b[GF]\b", lambda found: chance.choice(lists[found[0]]), form)
        return made.replace("_", " ")


def _names(listed: str) -> list[str]:
    return [name.replace("_", " ") for name in listed.split()]


class Places:
    """Main names of the gazetteer's places, by country."""

    def __init__(self, at_war: frozenset[str]) -> None:
        """`at_war` are the codes of the countries that had wars."""
        self._at_war = at_war
        self._gazetteer = Gazetteer.load(load_pack("gazetteer-world"))
        kinds = self._gazetteer.places["kind"]
        country = KINDS.index("country")
        settlement = KINDS.index("settlement")
        self._rows = {"LOC": self._by_country(kinds != country), "TOWN": self._by_country(kinds == settlement)}
        self._drawn = {
            "LAND": np.flatnonzero(kinds == country),
            "CAPITAL": np.flatnonzero(self._gazetteer.places["is_capital"] == 1),
        }

    def _by_country(self, kept: NDArray[np.bool_]) -> dict[str, NDArray[np.int64]]:
        rows = np.flatnonzero(kept)
        codes = self._gazetteer.places["country"][rows]
        return {code.decode(): rows[codes == code] for code in np.unique(codes) if code}

    def draw(self, kind: str, chance: random.Random) -> str:
        """A place of the kind, three in four from countries that had wars, each country as likely as another."""
        if kind in self._drawn:
            return self._gazetteer.label(int(chance.choice(self._drawn[kind])))
        rows = self._rows[kind]
        codes = [code for code in rows if code in self._at_war] if chance.random() < AT_WAR_SHARE else list(rows)
        for _ in range(20):
            name = self._gazetteer.label(int(chance.choice(rows[chance.choice(codes)])))
            if kind != "TOWN" or " " not in name:
                break
        return name


def group_names() -> set[str]:
    """The names of armed groups, bodies and outlets in the codebook, but phrases with words in small letters."""
    pack, names = load_pack("codebook"), set[str]()
    for file in ("groups", "bodies", "outlets"):
        for entries in pack.yaml(f"parties/{file}.yaml").values():
            for entry in entries if isinstance(entries, list) else []:
                if isinstance(entry, dict) and "name" in entry:
                    names |= {entry["name"], *entry.get("also", [])}
    return {name for name in names if all(w[:1].isupper() or w in SMALL_WORDS for w in name.split())}

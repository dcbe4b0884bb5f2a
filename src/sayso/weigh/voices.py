"""Who says it first: the voice of a claim, and how many voices stand behind several claims.

A voice is the earliest origin that the words name: the nearest speaker or body of the chain of sources (who told whom
and who cites it does not count), else the agency or outlet that is cited, else the outlet itself. Articles that are
copies of one text speak with one voice. The count errs low, so that three voices are three: what is said for a state
or its unnamed officials adds a voice only where no body or person of that party has spoken, and once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal
from unicodedata import combining, normalize

from sayso.model import Claim, Source
from sayso.packs.parties import Parties

VoiceKind = Literal["person", "body", "party", "outlet", "unnamed"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")
_SPELLINGS: Final = ((r"['’`ʼ-]", ""), (r"kh|gh|g", "h"), (r"[yj]", "i"), ("w", "v"), ("ck", "k"), (r"(.)\1+", r"\1"))
"""What transliterations of one name write differently: Gaidai, Haidai; Oleksiy, Oleksii; Zelenskyy, Zelensky."""


@dataclass(frozen=True, slots=True)
class Voice:
    """An origin as one claim names it. Two voices that share a key are one."""

    kind: VoiceKind
    keys: tuple[str, ...]
    party: str | None = None


@dataclass(frozen=True, slots=True)
class VoiceFinder:
    """Tells the voices of claims; remembers the names that it has seen."""

    parties: Parties
    _seen: dict[tuple[str, str, str | None], Voice | None] = field(default_factory=dict, repr=False)
    _outlets: dict[str, str] = field(default_factory=dict, repr=False)

    def voice_of(self, claim: Claim, *, copies: str) -> Voice:
        """The voice of a claim; `copies` is the group of copies that its article belongs to."""
        nearest = claim.sources[0] if claim.sources else None
        if nearest is None:
            outlet = claim.article.outlet
            return _outlet_voice(copies, self._folded(outlet) if outlet else None)
        return self._named(nearest) or Voice("unnamed", (f"copy:{copies}:{fold_name(nearest.name)}",), nearest.party)

    def _folded(self, outlet: str) -> str:
        if outlet not in self._outlets:
            self._outlets[outlet] = fold_name(self._outlet(outlet))
        return self._outlets[outlet]

    def _outlet(self, name: str) -> str:
        """The outlet's one name. Names that are a party's only in some reports ("AFP") are no party's here."""
        party = self.parties.for_report("", countries={"": 0}, day=None).find_party(name)
        return party.name if party is not None and party.kind == "outlet" else name

    def _named(self, source: Source) -> Voice | None:
        key = (source.name, source.kind, source.party)
        if key not in self._seen:
            self._seen[key] = self._find(source)
        return self._seen[key]

    def _find(self, source: Source) -> Voice | None:
        """The voice that a source names; `None` where it names nobody ("residents", "the man")."""
        name, party = source.name, source.party
        if source.kind == "outlet":
            return Voice("outlet", (f"outlet:{self._folded(name)}",), party)
        if source.kind == "person":
            person = self._person(name)
            return Voice("person", (f"person:{person}",), party) if person else self._for_party(party)
        if source.kind in ("group", "anonymous") or self._is_state(name, party):
            return self._for_party(party)
        if not any(word[:1].isupper() for word in _WORD.findall(name)):
            return self._for_party(party)
        return Voice("body", (f"body:{fold_name(name)}",), party)

    def _for_party(self, party: str | None) -> Voice | None:
        return Voice("party", (f"party:{party}",), party) if party else None

    def _is_state(self, name: str, party: str | None) -> bool:
        """Whether only the state or group itself is named ("Moscow said"), not one of its bodies."""
        known = self.parties.parties.get(party or "")
        if known is None or known.kind == "body":
            return False
        return fold_name(name) in {fold_name(known.name), fold_name(known.adjective or known.name)}

    def _person(self, name: str) -> str:
        """The folded name of a person without office, rank and description; empty for a mere description."""
        best = ""
        for part in name.split(","):
            bare = self._without_office(part)
            words = _WORD.findall(bare)
            proper = [word for word in words if word[0].isupper()]
            if proper and (not best or len(proper) == len(words)):
                holder = self.parties.find_holder(" ".join(proper))
                best = fold_name(holder.name if holder else " ".join(proper))
        return best

    def _without_office(self, name: str) -> str:
        for match in (self.parties.find_office(name), self.parties.find_party(name)):
            if match is not None and name[match.end :].strip():
                name = name[: match.start] + " " * (match.end - match.start) + name[match.end :]
        return name


@lru_cache(maxsize=1_024)
def _outlet_voice(copies: str, outlet: str | None) -> Voice:
    """The voice of a text whose outlet says it: one record for all claims of an article."""
    return Voice("outlet", (f"copy:{copies}", f"outlet:{outlet}") if outlet else (f"copy:{copies}",))


@lru_cache(maxsize=65_536)
def fold_name(name: str) -> str:
    """A name by which its usual transliterations are one: lower case, without accents and doubled letters."""
    plain = "".join(letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))
    for pattern, into in _SPELLINGS:
        plain = re.sub(pattern, into, plain)
    return " ".join(re.findall(r"\w+", plain))


def tell_apart(voices: Sequence[Voice]) -> list[int]:
    """For each voice a number that it shares with those that are one with it, from 0 in the order given."""
    if len(voices) == 1:
        return [0]
    first: dict[str, int] = {}
    leads = list(range(len(voices)))
    for at, voice in enumerate(voices):
        for key in voice.keys:
            _join(leads, at, first.setdefault(key, at))
    people = sorted({key for voice in voices if voice.kind == "person" for key in voice.keys}, key=len)
    for index, short in enumerate(people):
        for long in people[index + 1 :]:
            if _is_short_for(short, long) and _agree(voices[first[short]].party, voices[first[long]].party):
                _join(leads, first[short], first[long])
    numbers: dict[int, int] = {}
    return [numbers.setdefault(_lead(leads, at), len(numbers)) for at in range(len(voices))]


def count_voices(voices: Sequence[Voice]) -> int:
    """How many independent voices these are, at least."""
    apart = tell_apart(voices)
    spoken = {voice.party for voice in voices if voice.kind in ("person", "body")}
    return len({number for number, voice in zip(apart, voices, strict=True) if not _is_covered(voice, spoken)})


def are_different(left: Voice, right: Voice) -> bool:
    """Whether two voices are surely not one: a state's unnamed officials may be any of its bodies."""
    if "party" in (left.kind, right.kind) and left.party == right.party:
        return False
    return len(set(tell_apart((left, right)))) > 1


def _is_covered(voice: Voice, spoken: set[str | None]) -> bool:
    return voice.kind == "party" and voice.party in spoken


def _is_short_for(short: str, long: str) -> bool:
    """Whether "haidai" is short for "serhi haidai"."""
    return set(short.removeprefix("person:").split()) < set(long.removeprefix("person:").split())


def _agree(left: str | None, right: str | None) -> bool:
    return left is None or right is None or left == right


def _lead(leads: list[int], at: int) -> int:
    while leads[at] != at:
        at = leads[at]
    return at


def _join(leads: list[int], left: int, right: int) -> None:
    left, right = _lead(leads, left), _lead(leads, right)
    leads[max(left, right)] = min(left, right)

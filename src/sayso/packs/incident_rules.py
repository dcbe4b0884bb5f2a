"""Which types can tell of one incident, and which numbers count the same thing: the rows of `incidents.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from sayso.base.errors import CodebookError
from sayso.packs.pack import Pack
from sayso.packs.parties import Parties

T = TypeVar("T")
FILE: Final = "incidents.yaml"
WORDS: Final = "words.yaml"
LISTS: Final = ("incidents", "sayings", "counted")
ROW_KEYS: Final = ("id", "types", "alike", "days", "reach")
COUNTED_KEYS: Final = ("id", "nouns", "who", "mixed")
MOST_DAYS: Final = 31
"""Days apart at most that two tellings of one incident may be: a slip of the pen is told of. By reasoning."""
ONE_SIDE: Final = 0.9
"""What two parties are worth that stand on one side of a war, where the same party is worth 1. By hand, not swept."""
REACHES: Final = ("settlement", "district", "region", "country")
"""How coarse a place may be, the finest first; the index is a spot's `level`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentKind:
    """Types that can tell of one incident."""

    id: str
    types: frozenset[str]
    alike: float
    """What two different types of the row are worth as evidence, in [0, 1]."""
    days: int
    """How many days apart two tellings may be; 0 for what comes back every day."""
    reach: int
    """The coarsest level of a place that tells the incident by itself: an index of `REACHES`."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """What two types have in common: their worth as evidence and the days that may lie between two tellings."""

    alike: float
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountKind:
    """Nouns that count the same thing."""

    id: str
    nouns: frozenset[str]
    who: bool = False
    """Of a harm, it tells whom it befell: dead soldiers are not dead civilians."""
    mixed: bool = False
    """It counts dead and wounded together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentWords:
    """Words by which claims are weighed, in small letters: `words.yaml`."""

    common: frozenset[str] = frozenset()
    """Words that tell nothing of what a sentence is about."""
    uncounted: str = ""
    """What a number counts where the text names nothing."""
    vague: Mapping[str, int] = field(default_factory=dict)
    """Words that stand for a number, with the least that they can mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRules:
    """The rows, indexed by type, what is counted, by noun, and the parties with their sides."""

    rows: tuple[IncidentKind, ...]
    counted: Mapping[str, CountKind]
    sayings: frozenset[str]
    """Types of which two are one incident only where they are one sentence."""
    parties: Parties
    order: Mapping[str, int]
    """The place of each type in the rows and the codebook: the lower is preferred where as many voices say each."""
    words: IncidentWords
    file_hash: str
    """The sha256 of `incidents.yaml` and of `words.yaml`, one behind the other; empty for rules that no file says."""
    _by_type: Mapping[str, tuple[IncidentKind, ...]] = field(repr=False)
    _kin: dict[tuple[str, str], Kinship | None] = field(default_factory=dict, repr=False)
    _allied: dict[tuple[frozenset[str], frozenset[str], str | None], float] = field(default_factory=dict, repr=False)

    def rows_of(self, event: str) -> tuple[IncidentKind, ...]:
        """The rows in which a type stands, its own row first; a row of its own for a type that stands in none."""
        return self._by_type.get(event) or (_alone(event),)

    def kinship(self, left: str, right: str) -> Kinship | None:
        """What two types have in common; `None` if they cannot tell of one incident."""
        key = (left, right)
        if key not in self._kin:
            self._kin[key] = self._find_kinship(left, right)
        return self._kin[key]

    def allied(self, parties: frozenset[str], others: frozenset[str], country: str | None) -> float:
        """1 if some party is in both, 0.9 if two stand together in a war fought in that country (alpha-2), else 0."""
        key = (parties, others, country)
        known = self._allied.get(key)
        if known is None:
            same = self.parties.same_side
            sided = any(same(left, right, country=country) for left in parties for right in others)
            known = self._allied[key] = 1.0 if parties & others else ONE_SIDE if sided else 0.0
        return known

    def _find_kinship(self, left: str, right: str) -> Kinship | None:
        if left in self.sayings or right in self.sayings:
            return None
        if left == right:
            return Kinship(1.0, self.rows_of(left)[0].days)
        shared = [row for row in self.rows_of(left) if right in row.types]
        best = max(shared, key=lambda row: (row.alike, row.days), default=None)
        return Kinship(best.alike, best.days) if best else None


def _alone(event: str) -> IncidentKind:
    return IncidentKind(id=event, types=frozenset({event}), alike=1.0, days=0, reach=0)


def load_incident_rules(pack: Pack, parties: Parties, *, types: Iterable[str] = ()) -> IncidentRules:
    """The rules of that codebook pack. Raises `CodebookError` for an entry that cannot be used.

    `types` are the codebook's, in its order.
    """
    rows = [_read(pack, "incidents", number, build_row) for number in range(len(pack.yaml(FILE)["incidents"]))]
    counted = [_read(pack, "counted", number, build_counted) for number in range(len(pack.yaml(FILE)["counted"]))]
    sayings = pack.yaml(FILE)["sayings"]
    file_hash = pack.files[FILE] + pack.files[WORDS]
    return incident_rules_of(
        rows, parties, counted=counted, sayings=sayings, types=types, words=read_words(pack), file_hash=file_hash
    )


def read_words(pack: Pack) -> IncidentWords:
    """The words of that codebook pack. Raises `CodebookError` for a file that cannot be used."""
    entry = pack.yaml(WORDS)
    try:
        return IncidentWords(
            common=frozenset(str(word) for word in entry["common"]),
            uncounted=str(entry["uncounted"]),
            vague={str(word): int(number) for word, number in entry["vague"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        hint = "it has the lists common and vague, and the word uncounted"
        raise CodebookError(f"the words cannot be read: {error!r}", hint=hint, file=str(pack.folder / WORDS)) from None


def _read(pack: Pack, name: str, number: int, build: Callable[[Mapping[str, Any]], T]) -> T:
    try:
        return build(pack.yaml(FILE)[name][number])
    except (KeyError, TypeError, ValueError) as error:
        raise CodebookError(
            f"the entry cannot be read: {error!r}",
            hint="run: sayso codebook check",
            file=str(pack.folder / FILE),
            line=pack.line(FILE, name, number),
        ) from None


def build_row(entry: Mapping[str, Any]) -> IncidentKind:
    """The row that one entry says. Raises `KeyError`, `TypeError` or `ValueError` if ill formed."""
    return IncidentKind(
        id=entry["id"],
        types=frozenset(entry["types"]),
        alike=float(entry["alike"]),
        days=int(entry["days"]),
        reach=REACHES.index(entry["reach"]),
    )


def build_counted(entry: Mapping[str, Any]) -> CountKind:
    """The nouns of one entry. Raises as `build_row`."""
    return CountKind(
        id=entry["id"],
        nouns=frozenset(entry["nouns"]),
        who=bool(entry.get("who")),
        mixed=bool(entry.get("mixed")),
    )


def incident_rules_of(
    rows: Iterable[IncidentKind],
    parties: Parties,
    *,
    counted: Iterable[CountKind] = (),
    sayings: Iterable[str] = (),
    types: Iterable[str] = (),
    words: IncidentWords | None = None,
    file_hash: str = "",
) -> IncidentRules:
    """Rules of these rows, nouns and sayings; `file_hash` is that of the file that says them."""
    kept = tuple(rows)
    by_type: dict[str, tuple[IncidentKind, ...]] = {}
    for row in kept:
        for event in sorted(row.types):
            by_type[event] = (*by_type.get(event, ()), row)
    order = {event: at for at, event in enumerate(dict.fromkeys([*by_type, *types]))}
    nouns = {noun: kind for kind in counted for noun in kind.nouns}
    return IncidentRules(
        rows=kept,
        counted=nouns,
        sayings=frozenset(sayings),
        parties=parties,
        order=order,
        words=words or IncidentWords(),
        file_hash=file_hash,
        _by_type=by_type,
    )


def word_problems(content: Mapping[str, Any], _types: Iterable[str]) -> Iterator[tuple[str | int, ...]]:
    """What is wrong in `words.yaml`: what, what to do, and the keys where it stands."""
    kinds: dict[str, type] = {"common": list, "uncounted": str, "vague": dict}
    for key in [key for key in content if key not in kinds]:
        yield f"{key!r} is nothing of this file", f"it has: {', '.join(kinds)}", str(key)
    for key in [key for key, kind in kinds.items() if not isinstance(content.get(key), kind)]:
        yield f"the file has no usable {key}", f"add {key}: as in the bundled codebook"
    vague = content.get("vague")
    for word, number in vague.items() if isinstance(vague, dict) else ():
        if not isinstance(number, int) or isinstance(number, bool):
            said = f"{word} stands for {number!r}, which is no whole number"
            yield said, "give the least that it can mean", "vague", str(word)


def row_problems(content: Mapping[str, Any], types: Iterable[str]) -> Iterator[tuple[str | int, ...]]:
    """What is wrong in `incidents.yaml`: what, what to do, and the keys where it stands. `types` are the codebook's."""
    known = set(types)
    for key in [key for key in content if key not in LISTS]:
        yield f"{key!r} is no list of this file", f"it is one of: {', '.join(LISTS)}", str(key)
    for key in [key for key in LISTS if not isinstance(content.get(key), list)]:
        yield f"the file has no list {key}", f"add {key}:"
    for event in [event for event in content.get("sayings") or () if event not in known]:
        yield f"there is no type {event}", "see the ids in events/", "sayings"
    for name, keys, must in (("incidents", ROW_KEYS, ROW_KEYS), ("counted", COUNTED_KEYS, COUNTED_KEYS[:2])):
        for number, entry in enumerate(content.get(name) or ()):
            if not isinstance(entry, dict):
                yield (
                    "an entry is no mapping",
                    f"write it as {{{', '.join(f'{key}: …' for key in must)}}}",
                    name,
                    number,
                )
                continue
            for key in [key for key in entry if key not in keys]:
                yield f"{key!r} is no key of this list", f"it is one of: {', '.join(keys)}", name, number, str(key)
            for key in [key for key in must if key not in entry]:
                yield f"the entry has no {key}", f"add {key}:", name, number
            for message, hint, key in _value_problems(entry, known) if name == "incidents" else ():
                yield message, hint, name, number, key


def _value_problems(row: Mapping[str, Any], known: set[str]) -> Iterator[tuple[str, str, str]]:
    for event in row.get("types") or ():
        if event not in known:
            yield f"there is no type {event}", "see the ids in events/", "types"
    alike, days = row.get("alike", 1), row.get("days", 0)
    if isinstance(alike, bool) or not isinstance(alike, int | float) or not 0 <= alike <= 1:
        yield f"alike is {alike!r}", "write a number from 0 to 1: what two different types are worth", "alike"
    if isinstance(days, bool) or not isinstance(days, int) or not 0 <= days <= MOST_DAYS:
        yield f"days is {days!r}", f"write a whole number of days from 0 to {MOST_DAYS}", "days"
    if "reach" in row and row["reach"] not in REACHES:
        yield f"{row['reach']!r} is no reach", f"it is one of: {', '.join(REACHES)}", "reach"

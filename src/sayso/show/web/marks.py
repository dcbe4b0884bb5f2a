"""All that is marked on a text, and what its claims took of it: nested as it stands, and told in wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from sayso.model import Attribution, Claim, Count, Mark, Name, Place, When
from sayso.show.web import wording

KINDS: Final[Mapping[str, str]] = {
    "trigger": "the words that show a claim",
    "person": "somebody by name",
    "organisation": "a body by name",
    "actor": "somebody whom a claim takes for a doer or target, by what they are",
    "weapon": "a weapon, by its class",
    "place": "a place, and what it resolves to",
    "time": "a time, and the days that it stands for",
    "count": "a number, with its bounds",
    "source": "who says something",
    "cue": "the word that carries the saying",
    "content": "what is said, and by whom",
}
"""Kinds of marks on an article's page, in the order of its legend, each with what it is."""
_USED: Final[Mapping[str, tuple[str, ...]]] = {
    "actors": ("person", "organisation", "actor"), "targets": ("person", "organisation", "actor"),
    "places": ("place",), "counts": ("count",), "sources": ("source",),
}  # fmt: skip
"""Fields of a claim, and the kinds of marks that they take; the last kind is what they are if nothing is marked."""
_OCCURRENCES: Final = 12
"""Links to one thing's marks in the list of marks; more are counted. Set by hand."""
_SPELLINGS: Final = 3
"""Ways in which the text writes one thing that the list shows; set by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMark:
    """A mark on the page: its span, what it says in words, and the claims that take it up."""

    kind: str
    start: int
    end: int
    text: str
    says: str
    claims: tuple[str, ...] = ()
    number: int = 0
    """Counts from 0 in text order: what addresses on the page name."""
    thing: int = 0
    """Which of the things listed beside the text it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupStep:
    """A step in writing a text: some of its characters, or a mark that opens or closes there."""

    text: str = ""
    opens: ShownMark | None = None
    is_first: bool = True
    """It opens where its mark begins, and not after another that it crosses."""
    is_link: bool = False
    closes: bool = False
    was_link: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What several marks of one kind stand for, with where they stand and the claims that take one of them up."""

    number: int
    kind: str
    says: str
    texts: tuple[str, ...]
    marks: tuple[int, ...]
    more: int
    """Marks that are not among them."""
    claims: tuple[str, ...]


def show_marks(
    marks: Sequence[Mark], claims: Iterable[Claim], text: str, *, start: int = 0, end: int | None = None
) -> list[ShownMark]:
    """Every mark of `text[start:end]` but sentences, and every span that a claim took, in order, the wider first."""
    last = len(text) if end is None else min(end, len(text))
    shown_at: dict[tuple[str, int, int], ShownMark] = {}
    for mark in marks:
        if mark.kind in KINDS and max(start, mark.start) < min(last, mark.end):
            shown_mark = _shown(mark.kind, mark.start, mark.end, text, _says(mark, marks, text))
            shown_at[mark.kind, mark.start, mark.end] = shown_mark
    uses: defaultdict[tuple[str, int, int], list[str]] = defaultdict(list)
    for claim in claims:
        for kinds, part, says in _parts(claim):
            if not max(start, part.start) < min(last, part.end):
                continue
            keys = [(kind, part.start, part.end) for kind in kinds]
            key = next((candidate for candidate in keys if candidate in shown_at), keys[-1])
            shown_at.setdefault(key, _shown(key[0], part.start, part.end, text, says))
            uses[key].append(claim.id)
    order = list(KINDS)
    kept = sorted(shown_at.items(), key=lambda item: (item[1].start, -item[1].end, -order.index(item[1].kind)))
    used = {key: tuple(dict.fromkeys(claim_ids)) for key, claim_ids in uses.items()}
    return [replace(shown_mark, claims=used.get(key, ()), number=at) for at, (key, shown_mark) in enumerate(kept)]


def _shown(kind: str, start: int, end: int, text: str, says: str) -> ShownMark:
    return ShownMark(kind=kind, start=start, end=end, text=text[start:end], says=says)


def _parts(claim: Claim) -> Iterator[tuple[tuple[str, ...], Any, str]]:
    """The spans of a claim, each with the kinds of mark that it may be and what it says."""
    yield ("trigger",), claim.trigger, f"{wording.event(claim.event)}, {claim.status}"
    for name, kinds in _USED.items():
        for part in getattr(claim, name):
            yield kinds, part, _part_says(part)
    for actor in (*claim.actors, *claim.targets):
        if actor.given is not None:
            yield _USED["actors"], actor.given, wording.actor(actor)
    if claim.when.text is not None and claim.when.start is not None:
        yield ("time",), claim.when, wording.when(claim.when)


def _part_says(part: Any) -> str:
    if isinstance(part, Place):
        return _place_says(part)
    return wording.count(part) if isinstance(part, Count) else wording.actor(part)


def _says(mark: Mark, marks: Sequence[Mark], text: str) -> str:
    """What a mark stands for, in wording."""
    refers = mark.refers
    if isinstance(refers, Place):
        return _place_says(refers)
    if isinstance(refers, When):
        return wording.when(refers) if refers.from_day or refers.to_day else "no day that can be told"
    if isinstance(refers, Count):
        return wording.count(refers)
    if isinstance(refers, Name):
        return refers.name
    if isinstance(refers, Attribution):
        return _attribution_says(refers, marks, text)
    return text[mark.start : mark.end].casefold()


def _place_says(place: Place) -> str:
    if place.precision == "unresolved":
        return f"“{place.text}”, not resolved"
    where = "" if place.latitude is None else f", {place.latitude:.2f}, {place.longitude:.2f}"
    use = {"place": "", "people": ", the people of it", "part": ", as part of another name"}[place.use]
    country = f", {place.country}" if place.country else ""
    return f"{wording.place(place)}{country}{where}{use}"


def _attribution_says(attribution: Attribution, marks: Sequence[Mark], text: str) -> str:
    source, cue = (
        marks[at] if at is not None and at < len(marks) else None for at in (attribution.source, attribution.cue)
    )
    name = source.refers.name if source is not None and isinstance(source.refers, Name) else None
    by = f"by {name}" if name else "by somebody who is not named"
    carried = f", “{text[cue.start : cue.end]}”" if cue is not None else ""
    return f"{'quoted' if attribution.direct else 'said'} {by}{carried}"


def list_things(marks: Sequence[ShownMark]) -> tuple[list[ShownMark], list[Thing]]:
    """The marks, each with the number of its thing, and the things by kind, those with most marks first."""
    grouped: dict[tuple[str, str], list[ShownMark]] = {}
    for mark in marks:
        grouped.setdefault((mark.kind, mark.says.casefold()), []).append(mark)
    order = list(KINDS)
    keys = sorted(grouped, key=lambda key: (order.index(key[0]), -len(grouped[key]), key[1]))
    numbers = {key: at for at, key in enumerate(keys)}
    things = [_thing(numbers[key], grouped[key]) for key in keys]
    return [replace(mark, thing=numbers[mark.kind, mark.says.casefold()]) for mark in marks], things


def _thing(number: int, marks: Sequence[ShownMark]) -> Thing:
    first = marks[0]
    return Thing(
        number=number, kind=first.kind, says=first.says,
        texts=tuple(dict.fromkeys(mark.text for mark in marks))[:_SPELLINGS],
        marks=tuple(mark.number for mark in marks[:_OCCURRENCES]), more=max(0, len(marks) - _OCCURRENCES),
        claims=tuple(dict.fromkeys(claim for mark in marks for claim in mark.claims)),
    )  # fmt: skip


def nest(text: str, marks: Sequence[ShownMark], *, start: int = 0, end: int | None = None) -> list[MarkupStep]:
    """The text as steps in which marks open and close like brackets; one that crosses another is cut in two.

    Together the characters are `text[start:end]`. Links never stand in each other.
    """
    last = len(text) if end is None else min(end, len(text))
    inside = [mark for mark in marks if max(start, mark.start) < min(last, mark.end)]
    cuts = sorted(
        {start, last, *(max(mark.start, start) for mark in inside), *(min(mark.end, last) for mark in inside)}
    )
    tokens: list[MarkupStep] = []
    open_: list[tuple[ShownMark, bool]] = []
    at = 0
    for begin, close in pairwise(cuts):
        stale = next((index for index, (mark, _) in enumerate(open_) if mark.end <= begin), len(open_))
        again = [mark for mark, _ in open_[stale:] if mark.end > begin]
        for _, is_link in reversed(open_[stale:]):
            tokens.append(MarkupStep(closes=True, was_link=is_link))
        del open_[stale:]
        new = []
        while at < len(inside) and inside[at].start <= begin:
            new.append(inside[at])
            at += 1
        for mark in (*again, *new):
            is_link = mark.kind == "trigger" and not any(linked for _, linked in open_)
            open_.append((mark, is_link))
            tokens.append(MarkupStep(opens=mark, is_first=mark.start == begin, is_link=is_link))
        tokens.append(MarkupStep(text=text[begin:close]))
    tokens += [MarkupStep(closes=True, was_link=is_link) for _, is_link in reversed(open_)]
    return tokens

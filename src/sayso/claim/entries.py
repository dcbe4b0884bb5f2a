"""The little documents of an article: sections, items, rows and posts, each with the place and the day that head it.

What heads one stands in a heading ("Kachin State", "8 April", "14:20 GMT"), or at the head of a paragraph, before a
colon, a dash or a stop: "El Fasher: …", "14:20 Kherson – …", "5 February. …".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal

from sayso.model import Block, Mark, Place, Reading, When

LONGEST: Final = 80
"""Characters of what heads a little document, at most. By reasoning, not tuned."""
PLAIN: Final = 50
"""Rank of a heading of plain text, whose level nothing shows: below all that syntax ranks."""
LINE: Final = 60
"""Rank of a line of a paragraph's kind that says nothing but a place or a time."""
ITEM: Final = 100
"""Rank of the items of an outermost list."""
ALIKE: Final = 2
"""Different places or days that head something on a page, from which they head parts of it: a single one is where or
when the report was written. By reasoning, not tuned."""
MANY: Final = 1 / 3
"""Share of a page's items that begin with a place or a time, from which all of them stand apart. By reasoning, not
tuned."""
POSTS: Final = 2
"""Hours that head something on a page, from which they tell posts of its day and not the page's own hour."""
_ENDS: Final = re.compile(r"[:–—|]|\s-\s|[.)]\s|\n")
"""What may end the head of a paragraph."""
_HOUR: Final = re.compile(r"(?<![\d:.])(?:[01]?\d|2[0-3])[:.h][0-5]\d(?![\d:])")
_BRACKETS: Final = re.compile(r"\(([^()]+)\)\W*$")
_WORD: Final = re.compile(r"[^\W_]+")
_FILE: Final = re.compile(r"[^\n:–—|]{1,60}\w\.[a-z]{3,4}\s+")
"""The name of a file of an image, which a page's text may keep before an entry ("Flag of Syria.svg 22 March – …")."""
_DAYS: Final = frozenset({"day", "days"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What heads a block, or all of it."""

    place: Place | None = None
    day: When | None = None
    hour: tuple[int, int] | None = None
    """Where the time of a day stands that it gives."""
    is_whole: bool = False
    """The block says nothing else."""

    @property
    def says(self) -> bool:
        """Whether it heads anything."""
        return bool(self.place or self.day or self.hour)

    @property
    def tells(self) -> Literal["place", "day"]:
        """What it is about first."""
        return "place" if self.place is not None else "day"


NOTHING: Final = Lead()


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """What holds for the sentences of one block."""

    first: int = 0
    """The first sentence of its little document."""
    is_apart: bool = False
    """Something heads the little document, or it is a row, or an item of a list on a page of which some are: what
    "the town" is there, is told there."""
    place: Place | None = None
    day: When | None = None


@dataclass(slots=True, kw_only=True)
class _Walk:
    """What stands while the blocks are walked through."""

    open: list[tuple[int, Lead]] = field(default_factory=list)
    """What heads what comes, the highest rank first."""
    major: dict[int, str] = field(default_factory=dict)
    """Of a rank whose headings say places and days in turns, what the first of them said."""

    def head(self, rank: int, lead: Lead) -> None:
        """Takes in a heading, which ends those of its rank and below; of plain text a day need not end a place."""
        is_minor = False
        if rank in (PLAIN, LINE) and lead.says:
            is_minor = lead.tells != self.major.setdefault(rank, lead.tells)
        self.open = [
            (at, old) for at, old in self.open if at < rank or (at == rank and is_minor and old.tells != lead.tells)
        ]
        self.open.append((rank, lead))

    def close_items(self) -> None:
        """Ends the items of lists."""
        self.open = [(at, lead) for at, lead in self.open if at < ITEM]


class Entries:
    """The little documents of one article."""

    def __init__(self, reading: Reading, words: frozenset[str]) -> None:
        """`words` may stand beside a place or a time that heads something ("GMT", "front", "district")."""
        self.reading = reading
        self.words = words
        self._marks = [mark for mark in reading.marks if isinstance(mark.refers, (Place, When))]
        self._starts = [mark.start for mark in self._marks]
        blocks = reading.article.blocks
        self._leads = self._like_others([self._lead(block) for block in blocks])
        self._posts = sum(lead.hour is not None for lead in self._leads) >= POSTS
        self._standing = list(self._stand(blocks))

    def _like_others(self, leads: Sequence[Lead]) -> list[Lead]:
        """The leads; of those that no syntax shows only what others say too: one place or day alone is the report's."""
        ranked = [block.kind == "heading" and block.level > 0 for block in self.reading.article.blocks]
        places = {lead.place.name or lead.place.text for lead in leads if lead.place is not None}
        days = {lead.day.from_day for lead in leads if lead.day is not None}
        return [
            lead
            if is_ranked
            else replace(
                lead,
                place=lead.place if len(places) >= ALIKE or (lead.day and len(days) >= ALIKE) else None,
                day=lead.day if len(days) >= ALIKE else None,
            )
            for lead, is_ranked in zip(leads, ranked, strict=True)
        ]

    def lead_end(self, block: int) -> int | None:
        """Where the text of a block begins behind what heads it; `None` if nothing heads it, or all of it does."""
        lead, start = self._leads[block], self.reading.article.blocks[block].start
        if not lead.says or lead.is_whole:
            return None
        separator = _ENDS.search(self.reading.article.text, self._end_of(lead, self.reading.article.blocks[block]))
        return separator.end() if separator is not None and separator.end() <= start + LONGEST else None

    def of(self, block: int) -> Headed:
        """What holds for a block, by its number."""
        return self._standing[block]

    def _stand(self, blocks: Sequence[Block]) -> Iterator[Headed]:
        walk, first, is_apart, row = _Walk(), 0, False, 0
        sentences = [sentence.start for sentence in self.reading.sentences]
        headed = self._is_headed(blocks)
        for block, lead in zip(blocks, self._leads, strict=True):
            own = NOTHING
            is_item = headed and _is_item(block)
            begins = lead.says or is_item or (block.row > 0 and block.row != row)
            row = block.row
            if block.kind == "heading" or (lead.says and lead.is_whole):
                walk.head(LINE if block.kind != "heading" else block.level or PLAIN, lead)
            elif block.kind == "paragraph" and block.level:
                walk.head(ITEM + block.level, lead)
            elif block.kind in ("paragraph", "cell"):
                walk.close_items()
                own = lead
            if begins or (headed and block.kind == "heading"):
                first = bisect_right(sentences, block.start - 1)
                is_apart = begins and (block.kind != "heading" or lead.says)
            yield self._standing_of([*(lead for _, lead in walk.open), own], first, is_apart=is_apart)

    def _is_headed(self, blocks: Sequence[Block]) -> bool:
        """Whether the page is made of little documents: some heading says where or when, or many items begin so."""
        items = [lead for lead, block in zip(self._leads, blocks, strict=True) if _is_item(block)]
        others = (lead.says for lead, block in zip(self._leads, blocks, strict=True) if not _is_item(block))
        return any(others) or 0 < MANY * len(items) <= sum(lead.says for lead in items)

    def _standing_of(self, leads: Sequence[Lead], first: int, *, is_apart: bool) -> Headed:
        place = next((lead.place for lead in reversed(leads) if lead.place), None)
        day = next((lead.day for lead in reversed(leads) if lead.day), None)
        hour = next((lead.hour for lead in reversed(leads) if lead.hour), None)
        if day is None and hour is not None and self._posts and (of_page := self._day_of_page()) is not None:
            day = self._on(of_page, hour)
        return Headed(first=first, is_apart=is_apart, place=place, day=day)

    def _day_of_page(self) -> date | None:
        """The day of publication, else the only day that the title gives."""
        titles = [block for block in self.reading.article.blocks if block.kind == "title"]
        times = [mark.refers for block in titles for mark in self._within(block.start, block.end)]
        days = [time.from_day for time in times if isinstance(time, When) and time.precision == "day"]
        return self.reading.article.published or (days[0] if len(days) == 1 else None)

    def _on(self, day: date, hour: tuple[int, int]) -> When:
        """A day, by the time of the day that stands on the page."""
        text = self.reading.article.text[slice(*hour)]
        return When(
            text=text, start=hour[0], end=hour[1], from_day=day, to_day=day, precision="day", basis="relative"
        )  # fmt: skip

    def _lead(self, block: Block) -> Lead:
        """What heads a block: the longest beginning that says only where and when."""
        if block.kind not in ("heading", "paragraph"):
            return NOTHING
        text, stop = self.reading.article.text, min(block.end, block.start + LONGEST)
        image = _FILE.match(text, block.start, stop)
        start = image.end() if image is not None else block.start
        ends = [match.start() for match in _ENDS.finditer(text, start, stop)]
        if block.end == stop:
            ends.append(block.end)
        leads = (lead for end in reversed(ends) if (lead := self._said(start, end)).says)
        lead = next(leads, NOTHING)
        behind = _WORD.search(text, self._end_of(lead, block), block.end) if lead.says else None
        if block.kind == "heading" and (behind is not None or not lead.says):
            return self._bracketed(block)
        return replace(lead, is_whole=lead.says and behind is None)

    def _bracketed(self, block: Block) -> Lead:
        """The day in the brackets that end a heading ("Presidential election (3 June 2014)")."""
        match = _BRACKETS.search(self.reading.article.text, block.start, block.end)
        day = self._said(*match.span(1)).day if match is not None else None
        return Lead(day=day, is_whole=True) if day is not None else NOTHING

    def _end_of(self, lead: Lead, block: Block) -> int:
        """Where what a lead says ends, the words beside it with it."""
        ends = [span[1] for span in self._spans(lead)]
        text, at = self.reading.article.text, max(ends, default=block.start)
        while (match := _WORD.search(text, at, block.end)) and match[0].lower() in self.words:
            if _ENDS.search(text, at, match.start()):  # "22 March - A helicopter crashed"
                return at
            at = match.end()
        return at

    def _spans(self, lead: Lead) -> list[tuple[int, int]]:
        marks = [lead.place, lead.day]
        spans = [(mark.start, mark.end) for mark in marks if mark is not None and mark.start is not None]
        return [*((start, end) for start, end in spans if end is not None), *([lead.hour] if lead.hour else [])]

    def _said(self, start: int, end: int) -> Lead:
        """What a stretch says, if it says only where and when; one place, or one and those that hold it."""
        text = self.reading.article.text
        marks = self._within(start, end)
        hours = [match.span() for match in _HOUR.finditer(text, start, end)]
        covered = [*((mark.start, mark.end) for mark in marks), *hours]
        left = [word for word in _WORD.finditer(text, start, end) if not _lies_in(word.span(), covered)]
        if any(word[0].lower() not in self.words and not _is_number(word, start, text) for word in left):
            return NOTHING
        places = [mark.refers for mark in marks if isinstance(mark.refers, Place) and mark.refers.use != "people"]
        days = [mark.refers for mark in marks if isinstance(mark.refers, When)]
        days = [day for day in days if day.precision in _DAYS and day.from_day is not None]
        return Lead(
            place=places[0] if places else None,
            day=days[0] if len(days) == 1 else None,
            hour=hours[0] if hours else None,
        )

    def _within(self, start: int, end: int) -> list[Mark]:
        """The marks of places and times that lie in a stretch."""
        first, last = bisect_right(self._starts, start - 1), bisect_right(self._starts, end)
        return [mark for mark in self._marks[first:last] if mark.end <= end]


def _is_item(block: Block) -> bool:
    return block.kind == "paragraph" and block.level > 0


def _lies_in(span: tuple[int, int], covered: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in covered)


def _is_number(word: re.Match[str], start: int, text: str) -> bool:
    """Whether a word is the number of an item: "1.", "(2)"."""
    return word[0].isdecimal() and not _WORD.search(text, start, word.start())

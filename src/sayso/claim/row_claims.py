"""Claims out of the rows of tables: what the columns hold says what is told of the place and the day of the row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from sayso.base.ids import claim_id
from sayso.claim.row_cells import SPOTS, Row, RowWords, harms_in, number_in, rows_of
from sayso.claim.scene import Scene
from sayso.claim.speakers import SourceBuilder
from sayso.model import Actor, Block, Claim, ColumnKind, Count, Name, Source, Span, When

SURENESS: Final = 0.8
"""Confidence of what a column says. By reasoning: a title and a number leave little to guess but who is meant."""
TAKEN: Final[tuple[ColumnKind, ...]] = ("captor", "recaptor", "holder")
"""Columns that name who has a place."""
COUNTED: Final[tuple[ColumnKind, ...]] = ("killed", "wounded", "prisoners", "missing", "displaced")
"""Columns of numbers."""
DONE: Final = frozenset({"battle", "strike", "civilians", "harm", "damage"})
"""Families of events that somebody does to somebody."""


class RowClaims:
    """Makes the claims of the rows of one article."""

    def __init__(self, scene: Scene, speakers: SourceBuilder, words: RowWords, maker: str) -> None:
        self.scene = scene
        self.speakers = speakers
        self.words = words
        self.maker = maker
        self._rows = rows_of(scene)

    def filled(self, claim: Claim) -> Claim:
        """A claim of a cell's text with what the other cells of its row say; another claim as it is."""
        block = self.scene.block_at(claim.trigger.start)
        if block is None or block.row not in self._rows:
            return claim
        row, spot = self._rows[block.row], self._is_of_spot(claim.event)
        known = tuple(place for place in claim.places if place.precision != "unresolved")
        known = tuple(place for place in known if place.kind in SPOTS) if spot else known
        is_done = claim.family in DONE
        return replace(
            claim,
            places=known or row.place(spot=spot) or claim.places,
            when=_finer(claim.when, row.when(spot=spot)),
            actors=claim.actors or (self._who(row, "attacker") if is_done else ()),
            targets=claim.targets or (self._who(row, "target") if is_done and claim.family != "harm" else ()),
            sources=claim.sources or self._sources(row),
            sentence=row.span if claim.sentence.text == self.scene.text[block.start : block.end] else claim.sentence,
        )

    def claims(self, told: Sequence[Claim]) -> list[Claim]:
        """What the columns say; not what the cells' own texts, whose claims are `told`, tell with a number."""
        counted = {
            (block.row, claim.event)
            for claim in told
            if (block := self.scene.block_at(claim.trigger.start)) is not None and block.row and claim.counts
        }
        return [
            claim
            for number, row in self._rows.items()
            for claim in self._of(row)
            if (number, claim.event) not in counted
        ]

    def _of(self, row: Row) -> Iterator[Claim]:
        for cell in row.of(*TAKEN):
            yield from self._taken(cell, row)
        for cell in row.of(*COUNTED):
            if count := number_in(cell, self.scene, self.words):
                yield self._harmed(row, str(cell.column), count, row.title(cell))
        for cell in row.of("losses"):
            for harm, count in harms_in(cell, self.scene, self.words):
                yield self._harmed(row, harm, count, Span(text=count.text, start=count.start, end=count.end))

    def _taken(self, cell: Block, row: Row) -> Iterator[Claim]:
        places = row.place(spot=True)
        if not places:
            return
        is_contested = self.scene.text[cell.start : cell.end].casefold() in self.words.contested
        actors = () if is_contested else self._actors(cell)
        if is_contested and cell.column == "holder":
            event = self.words.events["contested"]
            yield self._claim(row, event, Span(text=row.title(cell).text, start=cell.start, end=cell.end))
        elif any(actor.party for actor in actors):
            yield replace(self._claim(row, self.words.events[str(cell.column)], row.title(cell)), actors=actors)

    def _harmed(self, row: Row, harm: str, count: Count, trigger: Span) -> Claim:
        claim = self._claim(row, self.words.events[harm], trigger)
        targets = self._suffering(trigger) or self._who(row, "side") or self._who(row, "target", with_people=True)
        return replace(claim, counts=(count,), actors=self._who(row, "attacker"), targets=targets)

    def _claim(self, row: Row, event: str, trigger: Span) -> Claim:
        """A claim with the place, the day and the source of its row."""
        text = self.scene.text[trigger.start : trigger.end]
        spot = self._is_of_spot(event)
        return Claim(
            id=claim_id(self.scene.reading.article.id, event, trigger.start, trigger.end, self.maker),
            article=self.scene.reading.article.head, event=event, trigger=replace(trigger, text=text), actors=(),
            targets=(), places=row.place(spot=spot), when=row.when(spot=spot) or When(), counts=(), status="happened",
            status_cue=None, sources=self._sources(row), quote=None, sentence=row.span, confidence=SURENESS,
            maker=self.maker,
        )  # fmt: skip

    def _who(self, row: Row, column: ColumnKind, *, with_people: bool = False) -> tuple[Actor, ...]:
        """Who stands in a column; `with_people` only those who are people or of a party, and not what is struck."""
        actors = [actor for cell in row.of(column) for actor in self._actors(cell)]
        return tuple(actor for actor in actors if not with_people or actor.party or self._are_people(actor.text))

    def _actors(self, cell: Block) -> tuple[Actor, ...]:
        """Each party that a cell names, else who it says it was."""
        people = self.speakers.people
        matches = self.scene.parties.find_parties(self.scene.text[cell.start : cell.end])
        spans = [(cell.start + match.start, cell.start + match.end) for match in matches]
        return tuple(people.actor(*span) for span in (spans if len(spans) > 1 else [(cell.start, cell.end)]))

    def _suffering(self, title: Span) -> tuple[Actor, ...]:
        """Whose losses a column is of, by its title ("Hezbollah fatalities", "Civilians killed")."""
        text = self.scene.text[title.start : title.end]
        for match in self.scene.parties.find_parties(text):
            return (self.speakers.people.actor(title.start + match.start, title.start + match.end),)
        word = next((word for word in text.split() if word.lower() in self.words.people), None)
        if word is None:
            return ()
        start = title.start + text.index(word)
        return (self.speakers.people.actor(start, start + len(word)),)

    def _are_people(self, text: str) -> bool:
        return any(word.lower() in self.words.people for word in text.split())

    def _sources(self, row: Row) -> tuple[Source, ...]:
        """Who stands in the column of sources."""
        spans = [(cell.start, cell.end) for cell in row.of("source")]
        names = [Name(text=self.scene.text[a:b], start=a, end=b, name=self.scene.text[a:b]) for a, b in spans]
        return tuple(self.speakers.source(name, None) for name in names if not name.text.isdecimal())

    def _is_of_spot(self, event: str) -> bool:
        """Whether a type tells who holds a place."""
        control = self.scene.codebook.types[event].control
        return control is not None and bool(control.gain or control.lose or control.hold or control.end)


def _finer(own: When, of_row: When | None) -> When:
    """A claim's own days, but those of its row where it has none, or they lie among its own ("battle of X (2012)")."""
    if of_row is None:
        return own
    if own.from_day is None or own.to_day is None or of_row.from_day is None or of_row.to_day is None:
        return of_row if own.basis == "none" else own
    return of_row if own.from_day <= of_row.from_day and of_row.to_day <= own.to_day else own

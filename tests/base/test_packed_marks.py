"""Marks to bytes and back: nothing is lost, and bytes that are none are told."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.base.errors import LedgerFormatError
from sayso.base.packed_marks import KINDS, pack_marks, unpack_marks
from sayso.model import Attribution, Candidate, Count, Mark, Name, Place, When

TEXT = "On Friday the mayor Ä. Ö said 12 tanks reached Zale, “a village”."


def at(words: str) -> dict[str, str | int]:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def mark(kind: str, words: str, refers: type | None = None, /, **more: object) -> Mark:
    span = at(words)
    made = None if refers is None else refers(**span, **more)
    return Mark(kind=kind, start=span["start"], end=span["end"], refers=made)  # type: ignore[arg-type]


OTHER = Candidate(name="Zale", geonameid=None, latitude=1.5, longitude=2.25, country=None, admin1=None, score=0.1,
                  gazetteer_id="own:7")  # fmt: skip
MARKS = (
    mark("sentence", TEXT),
    mark("time", "On Friday", When, from_day=date(2022, 6, 24), to_day=date(2022, 6, 24), precision="day",
         basis="relative"),
    mark("source", "the mayor Ä. Ö", Name, name="Ä. Ö"),
    mark("person", "Ä. Ö", Name, name="Ä. Ö"),
    mark("cue", "said"),
    mark("content", "12 tanks reached Zale", Attribution, source=2, cue=4, direct=False),
    mark("count", "12 tanks", Count, of="tanks", low=12, high=None),
    mark("weapon", "tanks", Name, name="vehicle"),
    mark("place", "Zale", Place, name="Zale", geonameid=5, latitude=48.75, longitude=38.49, country="UA",
         kind="settlement", precision="near", score=0.5, alternatives=(OTHER,), distance_m=300, bearing=90.0),
    mark("place", "village", Place),
    mark("content", "village", Attribution, source=None, cue=None, direct=True),
    mark("organisation", "village", Name, name="Village"),
)  # fmt: skip


def test_every_kind_comes_back_as_it_was() -> None:
    assert {one.kind for one in MARKS} == set(KINDS)
    assert unpack_marks(pack_marks(MARKS), TEXT) == MARKS


def test_no_marks_come_back_as_none() -> None:
    assert unpack_marks(pack_marks(()), TEXT) == ()


@pytest.mark.parametrize("data", [b"", b"not zlib", pack_marks(MARKS)[:-9]])
def test_bytes_that_are_no_marks_are_told(data: bytes) -> None:
    with pytest.raises(LedgerFormatError, match="marks"):
        unpack_marks(data, TEXT)

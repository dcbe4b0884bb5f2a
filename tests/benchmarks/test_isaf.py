"""The press releases' runner: what counts as right, from claims written by hand."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks import isaf
from sayso.model import Actor, ArticleHead, Claim, Count, Place, Span, When

ARTICLE = ArticleHead(id="a-1", path=None, title=None, outlet=None, url=None, published=None)
GOLD: dict[str, Any] = {
    "start_date": "2012-08-05",
    "province": ["paktya"],
    "target_group": ["aq;taliban"],
    "min_killed": 3,
    "min_captured": 0,
}


def claim(event: str, *, low: int | None = None, status: str = "happened", **slots: Any) -> Claim:
    counts = () if low is None else (Count(text=str(low), start=0, end=1, of="killed", low=low, high=low),)
    return Claim(
        id="c-1", article=ARTICLE, event=event, trigger=Span(text="killed", start=0, end=6), actors=(),
        targets=slots.get("targets", ()), places=slots.get("places", ()), when=slots.get("when", When()), counts=counts,
        status=status, status_cue=None, sources=(), quote=None, sentence=Span(text="", start=0, end=0), confidence=1.0,
        maker="m",
    )  # fmt: skip


def place(admin1: str | None) -> Place:
    return Place(text="x", start=0, end=1, name="y", kind="settlement", admin1=admin1)


def target(text: str, party: str | None = None) -> Actor:
    return Actor(text=text, start=0, end=1, name=text, party=party)


def share(field: str, *claims: Claim, **gold: Any) -> float:
    return isaf.metrics_of([({**GOLD, **gold}, claims)])[field]


def test_the_largest_count_of_what_happened_is_the_number() -> None:
    claims = [claim("harm.killed", low=1), claim("harm.killed", low=3), claim("harm.killed", low=9, status="denied")]
    assert isaf.largest_count(claims, isaf.KILLED) == 3


def test_the_total_takes_a_claim_without_a_number_for_one() -> None:
    assert isaf.total_count([claim("law.arrest"), claim("harm.captured", low=2)], isaf.CAPTURED) == 3


def test_a_claim_without_a_number_tells_of_one_and_one_that_says_none_of_nobody() -> None:
    assert isaf.people_told([claim("law.arrest"), claim("law.arrest")], isaf.CAPTURED) == 1
    assert isaf.people_told([claim("law.arrest", low=0)], isaf.CAPTURED) == 0


@pytest.mark.parametrize("words", ["two additional suspects", "two other men", "another man"])
def test_further_people_are_added_to_those_told_before(words: str) -> None:
    claims = [claim("law.arrest", low=3), claim("law.arrest", low=2, targets=(target(words),))]
    assert isaf.people_told(claims, isaf.CAPTURED) == 5


def test_more_than_ten_are_no_further_ones() -> None:
    assert not isaf.is_further(claim("law.arrest", targets=(target("more than ten men"),)))


def test_a_release_without_dead_is_right_where_nobody_is_said_to_be_killed() -> None:
    assert share("captured") == 100.0
    assert share("captured", claim("law.arrest", low=1)) == 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [("paktya", "Paktiya"), ("sar-e pul", "Sar-e Pol"), ("nimroz", "Nīmrūz"), ("wardak", "Maidan Wardak")],
)
def test_spellings_of_a_province_are_one(one: str, other: str) -> None:
    assert isaf.fold_province(one) == isaf.fold_province(other)


def test_neighbours_with_like_names_are_two() -> None:
    assert isaf.fold_province("Paktika") != isaf.fold_province("Paktia")


def test_the_province_is_that_of_the_first_claim_with_a_place() -> None:
    claims = [
        claim("harm.killed"),
        claim("harm.killed", places=(place("Kabul"),)),
        claim("x", places=(place("Paktia"),)),
    ]
    assert (share("province", *claims), share("province_any", *claims)) == (0.0, 100.0)


def test_a_province_is_its_own() -> None:
    region = Place(text="Paktiya", start=0, end=7, name="Paktia", kind="region")
    assert share("province", claim("harm.killed", places=(region,))) == 100.0


def test_a_place_without_a_province_is_in_none() -> None:
    assert share("province", claim("harm.killed", places=(place(None),))) == 0.0


def test_the_day_is_that_of_the_first_event_that_has_one() -> None:
    early, right = (When(from_day=date(2012, 8, day), to_day=date(2012, 8, day)) for day in (4, 5))
    claims = [claim("statement.other", when=early), claim("harm.killed"), claim("harm.killed", when=right)]
    assert share("day", *claims) == 100.0


def test_every_group_of_the_coder_has_to_be_named() -> None:
    taliban, qaeda = claim("x", targets=(target("leader", "TALIBAN"),)), claim("x", targets=(target("al-Qaida man"),))
    assert (share("group", taliban), share("group", taliban, qaeda)) == (0.0, 100.0)


def test_a_field_that_the_coder_left_empty_is_not_scored() -> None:
    releases = [({**GOLD, "province": [""]}, ()), (GOLD, (claim("x", places=(place("Paktia"),)),))]
    assert isaf.metrics_of(releases)["province"] == 100.0


def test_the_releases_are_read_through_the_chain(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    text = "KABUL, Afghanistan (Aug. 6, 2012)\nCoalition forces killed three insurgents in Kandahar yesterday."
    line = json.dumps({"id": "1", "text": text, "gold": GOLD})
    (tmp_path / isaf.RELEASES).write_text(line + "\n", encoding="utf-8")
    metrics = isaf.run(tmp_path)["metrics"]
    assert (metrics["releases"], metrics["killed"]) == (1.0, 100.0)

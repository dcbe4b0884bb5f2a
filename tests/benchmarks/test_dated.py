"""The sample of dated claims that a person judges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from benchmarks.dated import SIZE, draw, has_day, told
from sayso.model import ArticleHead, Claim, Span, When

HEAD = ArticleHead(id="a-1", path="x/one.md", title=None, outlet=None, url=None, published=None)
CLAIM = Claim(
    id="c-1",
    article=HEAD,
    event="territory.captured",
    trigger=Span(text="took", start=15, end=19),
    actors=(),
    targets=(),
    places=(),
    when=When(text="5 May", start=0, end=5, to_day=date(2022, 5, 5), precision="days", basis="relative"),
    counts=(),
    status="happened",
    status_cue=None,
    sources=(),
    quote=None,
    sentence=Span(text="They\nsoon took it.", start=5, end=23),
    confidence=0.5,
    maker="m",
)


def test_a_claim_with_one_open_side_carries_a_day_and_one_without_days_does_not() -> None:
    assert has_day(CLAIM)
    assert not has_day(replace(CLAIM, when=When()))


def test_a_sample_depends_on_its_seed_and_not_on_the_order_of_reading() -> None:
    many = [replace(CLAIM, trigger=Span(text="took", start=n, end=n + 4)) for n in range(4 * SIZE)]
    assert draw(many, 7) == draw(many[::-1], 7) != draw(many, 8)
    assert len(draw(many, 7)) == SIZE


def test_a_judge_sees_the_days_and_the_marked_trigger_in_its_sentence() -> None:
    assert told(CLAIM) == (
        "one.md · territory.captured · happened · None to 2022-05-05, days, relative, “5 May”\n"
        "   They soon >>took<< it."
    )

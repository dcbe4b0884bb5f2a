from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from sayso.cli.table import claims_table, print_table, words
from sayso.model import Article, Claim, Count, Place, Source, Span, When


def drawn(*claims: Claim, width: int = 160) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(claims_table(claims, width=width))
    return capture.get()


def row(*claims: Claim, width: int = 160) -> str:
    """What stands in the table below its head, each run of blanks as one."""
    return " ".join("\n".join(drawn(*claims, width=width).splitlines()[3:]).split())


def test_a_row_tells_when_where_what_who_and_who_says_so(claim: Claim) -> None:
    text = row(claim)
    for cell in ("2022-06-24", "Hirske, Luhansk", "territory.captured", "Russian armed forces", "unnamed city leader"):
        assert cell in text


@pytest.mark.parametrize("width", [80, 100, 120, 160])
def test_no_line_is_wider_than_the_console(claim: Claim, width: int) -> None:
    assert max(len(line.rstrip()) for line in drawn(claim, claim, width=width).splitlines()) <= width


def test_a_wide_table_tells_the_place_in_the_text_and_the_confidence(claim: Claim) -> None:
    assert "27 0.81" in row(claim, width=160)
    assert "0.81" not in row(claim, width=100)


def test_a_status_other_than_happened_is_told_with_its_words(claim: Claim) -> None:
    planned = replace(claim, status="planned", status_cue=Span(text="will", start=0, end=4))
    assert "planned “will”" in row(planned)
    assert "happened" not in row(claim)


def test_a_claim_without_a_source_is_the_outlets(claim: Claim) -> None:
    assert "(The Bulletin)" in row(replace(claim, sources=()))


def test_a_chain_of_sources_is_told_from_the_speaker_outwards(claim: Claim) -> None:
    reuters = Source(text="Reuters", start=0, end=7, name="Reuters", role=None, kind="outlet", cue="told")
    text = row(replace(claim, sources=(*claim.sources, reuters)))
    assert text.index("city leader") < text.index("via Reuters")


def test_a_place_that_is_not_resolved_is_told_as_written_with_a_question_mark(claim: Claim) -> None:
    assert "its twin city ?" in row(replace(claim, places=(Place(text="its twin city", start=0, end=13),)))


def test_a_place_nearby_is_told_with_its_distance(claim: Claim) -> None:
    near = replace(claim.places[0], precision="near", distance_m=10_000)
    assert "10 km from Hirske" in row(replace(claim, places=(near,)))


def test_what_the_clause_does_not_state_says_so_behind_it(claim: Claim) -> None:
    they = replace(claim.actors[0], text="they", basis="resolved", rule="pronoun")
    army = replace(claim.actors[0], name="the army", basis="resolved", rule="naming")
    place, when = replace(claim.places[0], basis="linked"), replace(claim.when, basis="carried")
    text = row(replace(claim, actors=(they,), targets=(army,), places=(place,), when=when), width=240)
    for cell in (
        "(linked)",
        "(carried)",
        "Russian armed forces RUS (for “they”)",
        "the army RUS (side inferred)",
    ):
        assert cell in text
    assert "(" not in row(replace(claim, sources=claim.sources), width=240)


def test_what_is_not_known_is_a_dash(claim: Claim) -> None:
    assert row(replace(claim, when=When(), places=(), actors=())).startswith("– – ")


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2014, 1, 1), date(2014, 12, 31), "2014"),
        (date(2022, 2, 1), date(2022, 2, 28), "February"),
        (date(2022, 6, 20), date(2022, 6, 26), "06-26"),
        (None, date(2022, 6, 26), "up to"),
        (date(2022, 6, 20), None, "since"),
    ],
)
def test_a_run_of_days_is_told_as_shortly_as_it_can_be(
    claim: Claim, first: date | None, last: date | None, told: str
) -> None:
    when = When(text="x", start=0, end=1, from_day=first, to_day=last, precision="days", basis="stated")
    assert told in row(replace(claim, when=when))


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(None, 2000, "≤ 2,000 troops"), (6, None, "≥ 6 troops"), (6, 6, " 6 troops"), (1800, 2200, "1,800–2,200")],
)
def test_a_count_is_told_with_its_bounds(claim: Claim, low: int | None, high: int | None, told: str) -> None:
    count = Count(text="many", start=0, end=4, of="troops", low=low, high=high)
    assert told in row(replace(claim, counts=(count,)))


def test_a_long_sentence_is_cut_at_words_around_the_trigger(claim: Claim) -> None:
    text = "one two three four five six seven eight nine ten " * 5
    at = text.index("six", 120)
    long = replace(
        claim,
        sentence=Span(text=text, start=100, end=100 + len(text)),
        trigger=Span(text="six", start=100 + at, end=103 + at),
    )
    shown_words = words(long, room=60).plain
    assert shown_words.startswith("… ")
    assert shown_words.endswith(" …")
    assert set(shown_words.split()) <= {*text.split(), "…"}
    assert "six" in shown_words
    assert len(shown_words) <= 64


def test_a_trigger_that_reaches_out_of_its_sentence_breaks_nothing(claim: Claim) -> None:
    assert words(replace(claim, trigger=Span(text="x", start=0, end=999)), room=80).plain.startswith("Russian")


def test_the_report_is_named_above_its_claims(
    article: Article, claim: Claim, capsys: pytest.CaptureFixture[str]
) -> None:
    print_table(replace(article, title="Town [falls] :smile:"), [claim])
    assert "Town [falls] :smile: · The Bulletin · 2022-06-25 · x.txt" in capsys.readouterr().out


def test_a_report_without_claims_says_so(article: Article, capsys: pytest.CaptureFixture[str]) -> None:
    print_table(article, [])
    assert "no claims" in capsys.readouterr().out

"""What of a claim is weighed: its days and bounds, places, numbers and words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sayso.model import Claim, When
from sayso.weigh import Features, VoiceFinder, features_of, features_of_article
from sayso.weigh.incidents.features import (
    CountBounds,
    bounds_of,
    number_of,
    plain_place,
    reports_its_days,
    run_of,
    spot_of,
)
from tests.weigh.claims import (
    ALDEN,
    BIRCH,
    DISTRICT,
    NOWHERE,
    SHIRE,
    UKRAINE,
    claim_of,
    codebook,
    features_from,
    source,
    town,
)

RULES = codebook().incidents
OUT = date(2023, 5, 20)
"""The day on which the reports come out."""


def dated(days_before: int | None) -> Claim:
    claim = claim_of("strike.shelling", ALDEN, published=str(OUT))
    if days_before is None:
        return claim
    day = OUT - timedelta(days=days_before)
    return replace(claim, when=When(from_day=day, to_day=day))


@pytest.mark.parametrize(
    ("days", "is_report"),
    [
        ([0], True),
        ([14], True),
        ([15], False),
        ([400], False),
        ([-30], True),
        ([14, 400, 400, 400, 400], True),
        ([14, 400, 400, 400, 400, 400], False),
        ([14, 400, 400, 400, 400, None, None, None], True),
        ([None, None], True),
        ([], True),
    ],
)
def test_an_article_reports_its_own_days_if_a_fifth_of_its_dated_claims_lie_in_two_weeks(
    days: list[int | None], is_report: bool
) -> None:
    assert reports_its_days([dated(before) for before in days]) is is_report


def test_a_claim_of_an_article_without_a_day_of_publication_says_nothing_of_its_own_days() -> None:
    unpublished = replace(dated(400), article=replace(dated(400).article, published=None))
    assert reports_its_days([unpublished, dated(400)]) is False
    assert reports_its_days([unpublished, dated(3)]) is True


def days_of(first: int | None, last: int | None, status: str = "happened", published: str | None = str(OUT)) -> Claim:
    def day(number: int | None) -> date | None:
        return date(2023, 5, number) if number else None

    claim = claim_of("territory.captured", ALDEN, status=status, published=published)
    return replace(claim, when=When(from_day=day(first), to_day=day(last)))


@pytest.mark.parametrize(
    ("claim", "is_report", "bounds"),
    [
        (days_of(3, 4), True, (3, 4, None)),
        (days_of(3, None), True, (3, 10, 3)),
        (days_of(None, 9), True, (2, 9, 9)),
        (days_of(None, 9, "planned"), True, (2, 16, 9)),
        (days_of(None, 9, "possible"), True, (2, 16, 9)),
        (days_of(None, 9), False, (2, 9, 9)),
        (days_of(None, None), True, (13, 20, 20)),
        (days_of(None, None, "planned"), True, (13, 27, 20)),
        (days_of(None, None), False, (None, None, None)),
        (days_of(None, None, published=None), True, (None, None, None)),
    ],
)
def test_an_event_is_bounded_by_its_days_by_the_side_that_is_said_or_by_its_report(
    claim: Claim, is_report: bool, bounds: tuple[int | None, ...]
) -> None:
    first = date(2023, 5, 1).toordinal() - 1
    assert [day and day - first for day in bounds_of(claim, is_report=is_report)] == list(bounds)


def test_a_run_of_days_needs_both_its_ends() -> None:
    first = date(2023, 5, 1).toordinal() - 1
    assert run_of(days_of(3, 5).when) == (first + 3, first + 5)
    assert run_of(days_of(3, None).when) == run_of(days_of(None, 5).when) == (None, None)


def test_words_that_give_one_side_give_no_other() -> None:
    first = date(2023, 5, 1).toordinal() - 1
    assert sides_of(days_of(3, None)) == (first + 3, None)
    assert sides_of(days_of(None, 9)) == (None, first + 9)
    assert sides_of(days_of(3, 9)) == (None, None)


def sides_of(claim: Claim) -> tuple[int | None, int | None]:
    features = features_from(claim)
    return features.since, features.until


@pytest.mark.parametrize(
    ("event", "place", "on", "leads"),
    [
        ("strike.shelling", ALDEN, "2023-05-01", True),
        ("strike.shelling", ALDEN, ("2023-05-01", "2023-05-02"), True),
        ("strike.shelling", ALDEN, ("2023-05-01", "2023-05-03"), False),
        ("strike.shelling", ALDEN, None, False),
        ("strike.shelling", SHIRE, "2023-05-01", False),
        ("territory.captured", SHIRE, "2023-05-01", True),
        ("territory.captured", UKRAINE, "2023-05-01", False),
        ("strike.shelling", NOWHERE, "2023-05-01", False),
        ("statement.other", ALDEN, "2023-05-01", False),
    ],
)
def test_a_claim_leads_with_a_day_or_a_night_and_a_place_fine_enough(
    event: str, place: Any, on: Any, leads: bool
) -> None:
    assert features_from(claim_of(event, place, on=on)).is_core is leads


def test_a_place_that_nobody_found_is_none_and_one_said_to_lie_near_is_another() -> None:
    assert spot_of(NOWHERE) is None
    assert spot_of(replace(ALDEN, latitude=None)) is None
    assert spot_of(replace(ALDEN, longitude=None)) is None
    spots = [spot_of(place) for place in (ALDEN, replace(ALDEN, precision="near", distance_m=7_000, bearing=90.0))]
    assert [(spot.key, spot.level, spot.is_settlement) for spot in spots if spot] == [
        ("484", 0, True), ("484+7000@90.0", 0, False),
    ]  # fmt: skip


def test_a_place_without_a_name_goes_by_its_words_and_none_keeps_where_they_stand() -> None:
    place = replace(ALDEN, text="the old town", start=7, end=19, name=None)
    assert (plain_place(place).text, plain_place(place).start, plain_place(place).end) == ("the old town", 0, 12)
    assert plain_place(replace(ALDEN, text="Aldin", start=7, end=12)) == plain_place(ALDEN)


def test_only_a_settlement_itself_is_one() -> None:
    site, district = spot_of(town("Alden Works", 48.7, 38.4, kind="facility")), spot_of(DISTRICT)
    assert site is not None
    assert district is not None
    assert (site.is_settlement, district.is_settlement, district.level) == (False, False, 1)


def test_the_finest_place_stands_for_the_claim_and_each_place_once() -> None:
    features = features_from(claim_of("strike.shelling", SHIRE, BIRCH, BIRCH, UKRAINE))
    assert features.place == plain_place(BIRCH)
    assert [spot.name for spot in features.spots] == ["Luhansk", "Birch", "Ukraine"]
    assert features_from(claim_of("strike.shelling", NOWHERE)).place is None
    assert features_from(claim_of("strike.shelling")).place is None
    assert features_from(claim_of("strike.shelling", NOWHERE, BIRCH)).place == plain_place(BIRCH)


def test_a_number_without_bounds_is_none_and_one_without_a_noun_counts_people() -> None:
    (count,) = claim_of("battle.clash", ALDEN, count=("people", 5, None)).counts
    assert number_of(replace(count, low=None), "battle.clash", RULES) is None
    assert number_of(replace(count, low=None, high=50), "battle.clash", RULES) == CountBounds("people", None, 50)
    assert number_of(count, "battle.clash", RULES) == CountBounds("people", 5, None)
    assert [number_of(replace(count, of=of), "battle.clash", RULES).of for of in (None, "Dead", "drones")] == [  # type: ignore[union-attr]
        "people", "people", "drones",
    ]  # fmt: skip


def words_of(words: str, start: int = 4) -> Features:
    claim = claim_of("strike.shelling", ALDEN, words=words)
    return features_from(replace(claim, trigger=replace(claim.trigger, start=start)))


def test_words_are_told_apart_by_their_first_six_letters_and_small_ones_left_out() -> None:
    attacked = words_of("Attacked Kuzyks").words
    assert attacked == words_of("ATTACKING and the kuzyks at it").words
    assert words_of("Shelling Alden").words != words_of("Shelter Alden").words
    assert words_of("Alden 7").words.bit_count() == 2
    assert words_of("it is at").words == 0


def test_a_sentence_is_known_again_by_its_words_its_trigger_and_its_type() -> None:
    sentence = words_of("The guns were heard").sentence
    assert words_of("the GUNS, heard!").sentence == sentence
    assert words_of("The guns were heard", start=5).sentence != sentence
    assert words_of("The guns were silent").sentence != sentence
    assert features_from(claim_of("strike.air", ALDEN)).sentence != sentence
    claim = claim_of("strike.shelling", ALDEN)
    later = replace(
        claim,
        sentence=replace(claim.sentence, start=100, end=119),
        trigger=replace(claim.trigger, start=104, end=108),
    )
    assert features_from(later).sentence == sentence
    assert (features_from(later).start, features_from(later).begins) == (104, 100)


def test_the_nearest_source_and_its_party_say_it() -> None:
    chain = (source("Ann Bell", party="UKR"), source("Reuters", "outlet"))
    features = features_from(claim_of("strike.shelling", ALDEN, by=chain))
    assert (features.source, features.party) == ("Ann Bell", "UKR")
    nobody = features_from(claim_of("strike.shelling", ALDEN))
    assert (nobody.source, nobody.party) == (None, None)


def test_the_copies_of_an_article_speak_with_its_voice() -> None:
    speakers, claim = VoiceFinder(codebook().parties), claim_of("strike.shelling", ALDEN)
    alone, copied = (features_of(claim, rules=RULES, speakers=speakers, copies=copies) for copies in (None, "a-0"))
    assert alone.voice.keys == ("copy:a-1",)
    assert copied.voice.keys == ("copy:a-0",)
    (grouped,) = features_of_article([claim], rules=RULES, speakers=speakers, copies={"a-1": "a-0"})
    (other,) = features_of_article([claim], rules=RULES, speakers=speakers, copies={"a-7": "a-0"})
    assert (grouped, other) == (copied, alone)

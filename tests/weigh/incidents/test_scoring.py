"""What each part of a score is worth, at its bounds, and in which ways two claims meet."""

from __future__ import annotations

from dataclasses import replace
from math import log2
from typing import Any

import pytest

from sayso.model import When
from sayso.weigh import Features
from sayso.weigh.incidents.features import CountBounds, Spot, spot_of
from sayso.weigh.incidents.scoring import (
    NONE,
    REGION,
    actors_part,
    are_comparable,
    are_twins,
    could_link,
    counts_part,
    day_part,
    distance_km,
    do_link,
    is_link,
    middle,
    most_without_days,
    numbers_part,
    overlap,
    place_part,
    reference_day,
    run_part,
    score_pair,
    spots_part,
    windows_meet,
    words_part,
)
from sayso.weigh.incidents.weights import TABLE
from tests.weigh.claims import ALDEN, BIRCH, CORVIN, DISTRICT, SHIRE, UKRAINE, claim_of, codebook, features_from, town

RULES = codebook().incidents
DAY = "2023-05-01"
WORDS = "The guns were heard all night in the eastern quarter of town"
OTHER_WORDS = "Smoke rose over market hall and old school before dawn came"
ALIKE_WORDS = "Smoke rose over the quarter as guns were heard before dawn came"
WORKS = town("Alden Works", 48.705, 38.402, kind="facility")
"""Within a kilometre of Alden."""


def shelling(on: Any = DAY, *places: Any, event: str = "strike.shelling", **more: Any) -> Features:
    return features_from(claim_of(event, *(places or (ALDEN,)), on=on, **more))


def spot(latitude: float, **more: Any) -> Spot:
    place = spot_of(town(more.pop("name", f"At {latitude}"), latitude, 38.40, **more))
    assert place is not None
    return place


def north(kilometres: float, **more: Any) -> Spot:
    """A place so far north of Alden."""
    return spot(48.70 + kilometres / 111.195, **more)


HERE = spot(48.70, name="Alden")
SITE = replace(HERE, key="site", is_settlement=False)


# Days


@pytest.mark.parametrize(
    ("first", "second", "apart", "worth"),
    [
        ("2023-05-01", "2023-05-01", 0, 1.0),
        ("2023-05-01", "2023-05-02", 0, 0.0),
        ("2023-05-01", "2023-05-02", 1, 0.5),
        ("2023-05-02", "2023-05-01", 1, 0.5),
        ("2023-05-01", "2023-05-04", 3, 0.25),
        ("2023-05-01", "2023-05-05", 3, 0.0),
        (("2023-05-01", "2023-05-03"), "2023-05-04", 1, 0.5),
        (("2023-05-01", "2023-05-04"), "2023-05-05", 1, 0.0),
        (("2023-05-01", "2023-05-02"), "2023-05-02", 0, 1 - 0.14),
        (("2023-05-01", "2023-05-03"), "2023-05-02", 0, 1 - 0.14 * log2(3)),
        (("2023-05-01", "2023-05-04"), "2023-05-02", 0, 0.1),
        (("2023-05-01", "2023-05-04"), "2023-05-02", 1, 0.1),
        (("2023-05-01", "2023-05-04"), "2023-05-02", 2, 1 - 0.14 * 2),
        (("2023-05-01", "2023-05-04"), ("2023-05-01", "2023-05-04"), 0, 1 - 0.14 * 2),
    ],
)
def test_days_are_worth_less_the_farther_apart_and_the_longer_the_run(
    first: Any, second: Any, apart: int, worth: float
) -> None:
    left, right = shelling(first), shelling(second)
    assert day_part(left, right, apart) == pytest.approx(worth)
    assert day_part(right, left, apart) == pytest.approx(worth)


def test_the_longest_runs_are_worth_a_little_all_the_same() -> None:
    assert run_part(1_000, same=True, once=False) == 0.5
    assert run_part(1_000, same=False, once=True) == 0.3
    assert run_part(1_000, same=False, once=False) == 0.1
    assert run_part(1, same=False, once=False) == 1.0


def undated(published: str | None = "2023-05-10", *, article: str = "a-1", start: int = 0, begins: int = 0) -> Features:
    return replace(
        features_from(claim_of("territory.captured", ALDEN, published=published, article=article)),
        start=start, begins=begins,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("right", "once", "comes_back"),
    [
        (undated("2023-05-11", article="a-2"), 0.65, 0.1),
        (undated("2023-05-12", article="a-2"), 0.5, 0.1),
        (undated("2023-05-17", article="a-2"), 0.5, 0.1),
        (undated("2023-05-18", article="a-2"), 0.0, 0.0),
        (undated(None, article="a-2"), 0.2, 0.05),
        (undated(start=400, begins=90), 0.55, 0.1),
        (undated(start=401, begins=90), 0.65, 0.1),
        (undated(start=900, begins=0), 0.7, 0.7),
    ],
)
def test_a_day_that_is_not_said_is_worth_what_bounds_and_nearness_make_likely(
    right: Features, once: float, comes_back: float
) -> None:
    left = undated()
    for apart, worth in ((2, once), (1, comes_back), (0, comes_back)):
        assert day_part(left, right, apart) == pytest.approx(worth)
        assert day_part(right, left, apart) == pytest.approx(worth)


def test_bounds_meet_where_they_share_a_day() -> None:
    left = replace(undated(), early=10, late=17)
    for early, late, meet in ((17, 24, True), (18, 25, False), (3, 10, True), (2, 9, False)):
        assert windows_meet(left, replace(left, early=early, late=late)) is meet
    assert windows_meet(left, replace(left, early=None, late=None)) is None


def test_the_nearer_end_of_a_run_counts_for_a_claim_told_by_a_day() -> None:
    told = undated("2023-05-10")
    for on, worth in (
        (("2023-05-03", "2023-05-09"), 0.65),
        (("2023-05-03", "2023-05-08"), 0.5),
        (("2023-05-10", "2023-05-10"), 0.65),
    ):
        assert day_part(told, shelling(on, article="a-2"), 2) == pytest.approx(worth)


# Places


@pytest.mark.parametrize(
    ("left", "right", "worth"),
    [
        (HERE, HERE, 1.0),
        (HERE, north(0.99), 0.95),
        (HERE, north(1.01), 0.15),
        (HERE, north(9.99), 0.15),
        (HERE, north(10.01), 0.0),
        (SITE, north(1.01), 0.8 - 0.4 * 0.101),
        (SITE, north(9.99), 0.4),
        (SITE, north(10.01), 0.0),
        (HERE, north(29.9, precision="district"), 0.4),
        (HERE, north(30.1, precision="district"), 0.0),
        (HERE, north(9.99, precision="district"), 0.4),
        (SITE, north(29.9), 0.0),
        (HERE, replace(north(9.99, precision="district"), admin1="Kharkiv"), 0.0),
        (north(0.5, precision="district"), replace(north(5, precision="district"), key="other"), 0.0),
        (HERE, spot(60.0, precision="region", name="Luhansk"), 0.5),
        (HERE, spot(60.0, precision="region", name="Kharkiv", admin1="Kharkiv"), 0.0),
        (replace(HERE, admin1=None), spot(60.0, precision="region", name="Luhansk"), 0.0),
        (spot(60.0, precision="region", name="A"), spot(60.0, precision="region", name="B"), 0.0),
        (HERE, spot(60.0, precision="country", name="Ukraine"), 0.3),
        (spot(60.0, precision="region", name="A"), spot(60.0, precision="country", name="Ukraine"), 0.3),
        (replace(HERE, country="RU"), spot(60.0, precision="country", name="Ukraine"), 0.0),
        (replace(HERE, country=None), spot(60.0, precision="country", name="Ukraine"), 0.3),
        (replace(HERE, country="RU"), spot(60.0, precision="region", name="Luhansk"), 0.0),
    ],
)
def test_places_are_worth_less_the_farther_off_and_the_coarser(left: Spot, right: Spot, worth: float) -> None:
    assert spots_part(left, right) == pytest.approx(worth, abs=1e-3)
    assert spots_part(right, left) == pytest.approx(worth, abs=1e-3)


def test_of_several_places_the_best_pair_counts_and_none_is_unknown() -> None:
    assert place_part((), (HERE,)) == place_part((HERE,), ()) == 0.4
    assert place_part((north(50), HERE), (HERE,)) == place_part((HERE,), (north(50), HERE)) == 1.0


def test_distances_are_along_the_globe() -> None:
    paris, kyiv = replace(HERE, latitude=48.8566, longitude=2.3522), replace(HERE, latitude=50.4501, longitude=30.5234)
    assert distance_km(paris, kyiv) == pytest.approx(2_024, rel=0.002)
    assert distance_km(paris, replace(paris, latitude=-48.8566, longitude=2.3522 - 180)) == pytest.approx(
        20_015, rel=0.001
    )


# Actors


@pytest.mark.parametrize(
    ("left", "right", "worth"),
    [
        (("RUS", None), ("RUS", None), 1.0),
        (("RUS", None), ("DPR", None), 0.9),
        (("RUS", None), ("UKR", None), 0.0),
        (("RUS", "UKR"), ("RUS", "UKR"), 1.0),
        (("RUS", "UKR"), ("UKR", "UKR"), 0.5),
        (("RUS", "UKR"), ("RUS", "RUS"), 0.5),
        (("RUS", "UKR"), ("RUS", None), 1.0),
        ((None, "UKR"), (None, "UKR"), 1.0),
        ((None, "UKR"), ("UKR", None), 0.8),
        ((None, "DPR"), ("RUS", None), 0.77),
        ((None, "UKR"), ("RUS", None), 0.4),
        ((None, None), ("RUS", None), 0.5),
        ((None, None), (None, None), 0.5),
    ],
)
def test_actors_are_worth_what_party_and_side_say(
    left: tuple[str | None, str | None], right: tuple[str | None, str | None], worth: float
) -> None:
    one, other = (shelling(actor=actor, target=target) for actor, target in (left, right))
    assert actors_part(one, other, RULES) == pytest.approx(worth)
    assert actors_part(other, one, RULES) == pytest.approx(worth)


def test_two_stand_on_one_side_in_the_country_of_the_war_whichever_claim_names_it() -> None:
    russians, proxies = shelling(DAY, actor="RUS"), replace(shelling(DAY, actor="DPR"), spots=())
    assert actors_part(russians, proxies, RULES) == actors_part(proxies, russians, RULES) == 0.9
    abroad = replace(HERE, country="FR")
    assert actors_part(replace(russians, spots=(abroad,)), proxies, RULES) == 0.0


# Numbers


def number(low: int | None, high: int | None = None, who: str | None = None, of: str = "killed") -> CountBounds:
    return CountBounds(of, low, high, who)


@pytest.mark.parametrize(
    ("left", "right", "worth"),
    [
        (number(10, 10), number(9, 9), 1.0),
        (number(20, 20), number(17, 17), 0.55),
        (number(5, 5), number(5, 5), 1.0),
        (number(4, 4), number(4, 4), 0.8),
        (number(0, 0), number(0, 0), 0.8),
        (number(None, 50), number(20, 20), 0.7),
        (number(5, None), number(12, 12), 0.7),
        (number(10, 10), number(5, 5), 0.2),
        (number(100, 100), number(20, 20), 0.0),
    ],
)
def test_numbers_are_worth_what_their_ratio_and_bounds_say(left: CountBounds, right: CountBounds, worth: float) -> None:
    assert numbers_part(left, right) == numbers_part(right, left) == pytest.approx(worth)


def test_an_interval_stands_for_its_middle_or_its_only_end() -> None:
    assert [middle(number(10, 20)), middle(number(10)), middle(number(None, 20)), middle(number(0))] == [15, 10, 20, 0]


def test_intervals_share_a_number_at_their_ends_too() -> None:
    assert overlap(number(1, 5), number(5, 9))
    assert overlap(number(5, 9), number(1, 5))
    assert not overlap(number(1, 4), number(5, 9))
    assert not overlap(number(5, 9), number(1, 4))
    assert overlap(number(None, 5), number(None, 90))


def test_only_numbers_of_one_thing_are_set_beside_each_other() -> None:
    assert are_comparable(number(5, who="troops"), number(5))
    assert are_comparable(number(5), number(5, who="troops"))
    assert are_comparable(number(5, who="troops"), number(5, who="troops"))
    assert not are_comparable(number(5, who="troops"), number(5, who="civilians"))
    assert not are_comparable(number(5), number(5, of="wounded"))
    assert counts_part((number(5),), (number(5, of="wounded"),)) is None
    assert counts_part((number(5, 5), number(90, 90)), (number(5, 5),)) == 1.0


# Words


def test_words_are_the_share_of_the_shorter_sentence_of_five_words_and_more() -> None:
    assert words_part(0b11111, 0b1111111) == 1.0
    assert words_part(0b1111111, 0b11111) == 1.0
    assert words_part(0b11111, 0b1111100) == 0.6
    assert words_part(0b1111, 0b1111) == 0.0


# Scores


def test_a_score_is_the_weighted_mean_of_its_parts() -> None:
    left = shelling(("2023-05-01", "2023-05-02"), actor="RUS", words=WORDS)
    right = shelling(DAY, WORKS, actor="DPR", words=ALIKE_WORDS, article="a-2", event="strike.air")
    score = score_pair(left, right, RULES)
    words = words_part(left.words, right.words)
    assert words == pytest.approx(3 / 7)
    assert score.parts == (("day", 0.86), ("place", 0.95), ("event", 0.6), ("actors", 0.9), ("words", words))
    mean = (0.25 * 0.86 + 0.25 * 0.95 + 0.15 * 0.6 + 0.15 * 0.9 + 0.08 * words) / 0.88
    assert score.total == pytest.approx(mean)


def test_numbers_of_both_weigh_too_and_of_one_alone_do_not() -> None:
    left = shelling(actor="RUS", words=WORDS, count=("people", 10, 10))
    right = shelling(actor="RUS", words=OTHER_WORDS, article="a-2", count=("people", 5, 5))
    words = words_part(left.words, right.words)
    score = score_pair(left, right, RULES)
    assert score.parts[4] == ("counts", pytest.approx(0.2))
    assert [name for name, _ in score.parts] == ["day", "place", "event", "actors", "counts", "words"]
    assert score.total == pytest.approx((0.25 + 0.25 + 0.15 + 0.15 + 0.2 * 0.2 + 0.08 * words) / 1.08)
    assert "counts" not in dict(score_pair(left, replace(right, numbers=()), RULES).parts)


def test_a_score_below_the_floor_or_what_is_asked_for_is_none() -> None:
    left = shelling(("2023-05-01", "2023-05-08"), actor="RUS", words=WORDS)
    right = shelling("2023-05-03", actor="UKR", words=OTHER_WORDS, article="a-2")
    total = score_pair(left, right, RULES, least=0.0).total
    assert 0 < total < TABLE.floor
    assert score_pair(left, right, RULES) == NONE
    assert score_pair(left, right, RULES, least=total - 1e-9).total == total
    assert score_pair(left, right, RULES, least=total + 1e-9) == NONE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (shelling(event="diplomacy.talks"), shelling(article="a-2")),
        (shelling(), shelling("2023-05-02", article="a-2")),
        (shelling(DAY, ALDEN), shelling(DAY, CORVIN, article="a-2")),
        (shelling(DAY, ALDEN), shelling(DAY, BIRCH, article="a-2")),
        (shelling(DAY, ALDEN, count=("people", 9, 9)), shelling(DAY, BIRCH, article="a-2", count=("people", 4, 4))),
    ],
)
def test_types_days_and_places_that_differ_rule_one_incident_out(left: Features, right: Features) -> None:
    assert score_pair(left, right, RULES, least=0.0) == NONE
    assert not could_link(left, right, RULES)


def test_two_towns_near_each_other_score_with_the_same_telling_number() -> None:
    left, right = (shelling(DAY, place, count=("people", 40, 40), words=WORDS) for place in (ALDEN, BIRCH))
    other = replace(right, sentence="other", article="a-2")
    assert dict(score_pair(left, other, RULES).parts)["place"] == 0.15


def test_one_sentence_in_two_copies_is_one_unless_days_or_places_differ() -> None:
    left = shelling(words=WORDS)
    copy = replace(left, id="c-2", article="a-2")
    assert are_twins(left, copy)
    assert score_pair(left, copy, RULES).total == 1.0
    assert score_pair(left, copy, RULES).parts == tuple(
        (name, 1.0) for name in ("day", "place", "event", "actors", "words")
    )
    assert not are_twins(left, replace(copy, sentence="other"))
    assert not are_twins(left, replace(copy, last=(left.last or 0) + 1))
    assert are_twins(left, replace(copy, first=None, last=None))
    assert not are_twins(left, replace(copy, spots=(north(50),)))
    assert are_twins(left, replace(copy, spots=()))
    assert are_twins(left, replace(copy, spots=(north(50), *left.spots)))


# Ways to meet


def test_a_pair_links_from_the_threshold_on_if_it_meets() -> None:
    left, right = shelling(actor="RUS", words=WORDS), shelling(actor="RUS", words=OTHER_WORDS, article="a-2")
    score = score_pair(left, right, RULES)
    assert is_link(left, right, replace(score, total=TABLE.link), RULES)
    assert not is_link(left, right, replace(score, total=TABLE.link - 1e-6), RULES)
    assert do_link(left, right, RULES)


def linking(left: Features, right: Features) -> bool:
    """Whether two claims that score enough meet, each being of another sentence."""
    return is_link(left, replace(right, sentence=f"{left.sentence} again"), replace(NONE, total=1.0), RULES)


def test_claims_meet_at_near_places_on_days_that_can_be_the_same() -> None:
    assert linking(shelling(), shelling("2023-06-20", article="a-2"))
    assert linking(shelling(DAY, ALDEN), shelling(DAY, BIRCH, article="a-2"))
    assert not linking(shelling(DAY, ALDEN), shelling(DAY, CORVIN, article="a-2"))
    assert not linking(shelling(DAY, ALDEN), shelling(DAY, SHIRE, article="a-2"))
    assert linking(shelling(DAY, SHIRE), shelling(DAY, SHIRE, article="a-2"))
    assert not linking(shelling(DAY, UKRAINE), shelling(DAY, SHIRE, article="a-2"))
    assert linking(shelling(DAY, ALDEN), shelling(DAY, DISTRICT, article="a-2"))


def test_claims_of_long_runs_do_not_meet_at_a_place() -> None:
    month, more = ("2023-05-01", "2023-05-31"), ("2023-05-01", "2023-06-01")
    assert linking(shelling(month), shelling(DAY, article="a-2"))
    assert not linking(shelling(more), shelling(DAY, article="a-2"))
    assert not linking(shelling(DAY), shelling(more, article="a-2"))


def test_claims_without_a_day_meet_at_a_place_if_told_within_three_days() -> None:
    assert linking(undated("2023-05-10"), undated("2023-05-13", article="a-2"))
    assert not linking(undated("2023-05-10"), undated("2023-05-14", article="a-2"))
    assert not linking(undated("2023-05-10"), undated(None, article="a-2"))
    assert linking(undated("2023-05-10"), shelling("2023-05-07", article="a-2"))
    assert not linking(undated("2023-05-10"), shelling("2023-05-06", article="a-2"))


def test_a_list_of_places_meets_by_its_first_four() -> None:
    far = [town(f"Far {at}", 40.0 + at, 20.0) for at in range(4)]
    assert linking(shelling(DAY, *far[:3], ALDEN), shelling(DAY, ALDEN, article="a-2"))
    assert not linking(shelling(DAY, *far, ALDEN), shelling(DAY, ALDEN, article="a-2"))
    assert not linking(shelling(DAY, ALDEN), shelling(DAY, *far, ALDEN, article="a-2"))


def test_claims_meet_by_a_telling_number_within_a_month() -> None:
    def told(on: str, low: int, place: Any = ALDEN, article: str = "a-1") -> Features:
        return shelling(on, place, count=("people", low, low), article=article)

    left = told("2023-05-01", 50)
    assert linking(left, told("2023-05-31", 45, CORVIN, "a-2"))
    assert not linking(left, told("2023-06-01", 50, CORVIN, "a-2"))
    assert not linking(left, told("2023-05-01", 44, CORVIN, "a-2"))
    assert linking(told("2023-05-01", 5), told("2023-05-01", 5, CORVIN, "a-2"))
    assert not linking(told("2023-05-01", 4), told("2023-05-01", 4, CORVIN, "a-2"))
    assert reference_day(left) == left.first
    assert reference_day(replace(left, late=None, published=7)) == 7
    assert reference_day(replace(left, late=None, published=None)) == 0


def test_claims_meet_in_one_sentence_and_of_what_happens_once_beside_each_other() -> None:
    def at(event: str, start: int, begins: int, article: str = "a-1") -> Features:
        return replace(shelling(DAY, ALDEN, event=event, article=article), spots=(), start=start, begins=begins)

    one = at("strike.shelling", 10, 0)
    assert linking(one, replace(at("strike.air", 900, 0), sentence="b"))
    assert not linking(one, replace(at("strike.air", 30, 20), sentence="b"))
    assert not linking(one, replace(at("strike.air", 10, 0, "a-2"), sentence="b"))
    once = at("territory.captured", 10, 0)
    assert linking(once, replace(at("territory.captured", 410, 90), sentence="b"))
    assert not linking(once, replace(at("territory.captured", 411, 90), sentence="b"))
    assert not linking(once, replace(at("territory.captured", 30, 20, "a-2"), sentence="b"))
    assert is_link(once, replace(once, article="a-2"), replace(NONE, total=1.0), RULES)


def test_what_could_link_is_what_links_if_all_words_agreed() -> None:
    left = shelling(("2023-05-01", "2023-05-03"), actor="RUS", words=WORDS)
    right = shelling("2023-05-02", event="strike.air", words=OTHER_WORDS, article="a-2")
    assert score_pair(left, right, RULES).total < TABLE.link
    assert could_link(left, right, RULES)
    assert could_link(left, replace(right, actors=frozenset({"UKR"})), RULES) is False
    assert could_link(left, replace(left, article="a-2"), RULES)
    assert not could_link(left, replace(right, spots=(north(50),), event="strike.air"), RULES)


def test_without_days_the_rest_can_make_up_for_it_only_if_type_and_parties_agree() -> None:
    assert most_without_days(alike=1.0, actors=1.0) == pytest.approx((0.025 + 0.25 + 0.15 + 0.08 + 0.15) / 0.88)
    assert most_without_days(alike=0.6, actors=0.5) == pytest.approx((0.025 + 0.25 + 0.09 + 0.08 + 0.075) / 0.88)


def test_a_time_given_by_one_side_alone_is_no_run_of_days() -> None:
    by_then = replace(claim_of("territory.captured", ALDEN), when=When(to_day=claim_of("x", on=DAY).when.to_day))
    assert features_from(by_then).first is None


def test_two_unknown_towns_at_the_point_of_one_region_are_two_places() -> None:
    where = {"latitude": 35.9, "longitude": 36.6, "country": "SY", "admin1": "Idlib"}
    one, other = (Spot(name, name, REGION, is_rough=True, **where) for name in ("Gzdar", "Mastuma"))
    idlib, hama = Spot("1", "Idlib", REGION, 35.9, 36.6, "SY", None), Spot("2", "Hama", REGION, 35.1, 36.7, "SY", None)
    assert (spots_part(one, one), spots_part(one, other)) == (1.0, 0.0)
    assert spots_part(one, idlib) > spots_part(one, hama) == 0.0

"""What one claim asserts of who holds its places: by its event, status, words and days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sayso.model import Actor, Claim, ControlAssertion, Place, Span, When
from sayso.packs.codebook import ControlEffect
from sayso.weigh.control.assertions import (
    area_key,
    asserter_of,
    assertions_of,
    bearing_events,
    days_in_force,
    first_by_name,
    in_order,
    kept_assertions,
    keys_of,
    place_of,
    places_held,
    sayer_of,
)
from tests.weigh.control.control_claims import HELD, REGION, TOWN, claim_of, codebook

DAY = "2022-06-24"
FLAG = {"words": "raised a flag in", "trigger": "raised"}


def asserted(*claims: Claim) -> tuple[ControlAssertion, ...]:
    return assertions_of(claims, HELD, codebook())


def kinds(claim: Claim) -> list[tuple[str, str | None, str]]:
    return [(assertion.kind, assertion.party, assertion.fired) for assertion in asserted(claim)]


@pytest.mark.parametrize(
    ("event", "status", "more", "expected"),
    [
        ("territory.captured", "happened", {}, [("gains", "RUS", "gain")]),
        ("territory.captured", "denied", {}, [("lacks", "RUS", "unreal")]),
        ("territory.captured", "ongoing", {}, [("fought", "RUS", "unreal")]),
        ("territory.captured", "attempted", {"words": "took parts of"}, [("fought", "RUS", "unreal")]),
        ("territory.captured", "happened", {"words": "took parts of"}, [("fought", "RUS", "part")]),
        ("territory.captured", "happened", {"words": "took a mine in"}, [("fought", "RUS", "part")]),
        ("territory.captured", "happened", FLAG, [("gains", "RUS", "gain")]),
        ("territory.captured", "happened", {"words": "took villages around"}, []),
        ("territory.captured", "planned", {}, []),
        ("territory.captured", "possible", {}, []),
        ("territory.transferred", "happened", {"target": "LPR"}, [("gains", "LPR", "gain")]),
        ("territory.held", "happened", {}, [("holds", "RUS", "hold")]),
        ("territory.held", "ongoing", {}, [("holds", "RUS", "hold")]),
        ("territory.held", "ongoing", {"trigger": "tighten their grip"}, [("fought", "RUS", "part")]),
        ("territory.held", "attempted", {}, []),
        ("territory.held", "denied", {}, [("lacks", "RUS", "unreal")]),
        ("territory.held", "denied", {"words": "hold all of"}, [("fought", None, "part")]),
        ("territory.held", "happened", {"words": "hold all of"}, [("holds", "RUS", "hold")]),
        ("territory.held", "happened", {"words": "hold most of"}, [("fought", None, "part")]),
        ("territory.held", "happened", {"trigger": "Defended"}, [("holds", "RUS", "implied")]),
        ("territory.held", "denied", {"trigger": "defended"}, [("lacks", "RUS", "unreal")]),
        ("territory.withdrawn", "happened", {}, [("leaves", "RUS", "leave")]),
        ("territory.withdrawn", "ongoing", {}, [("fought", None, "leave")]),
        ("territory.withdrawn", "attempted", {}, []),
        ("territory.withdrawn", "denied", {}, [("holds", "RUS", "unreal")]),
        ("territory.withdrawn", "happened", {"words": "left parts of"}, [("fought", None, "part")]),
        ("territory.withdrawn", "happened", {"words": "left a mine in"}, [("leaves", "RUS", "leave")]),
        ("battle.repelled", "happened", {}, [("fought", None, "fight"), ("holds", "RUS", "implied")]),
        ("battle.repelled", "attempted", {}, [("fought", None, "fight")]),
        ("territory.annexed", "happened", {}, [("holds", "RUS", "implied")]),
        ("territory.annexed", "denied", {}, []),
        ("battle.clash", "happened", {}, [("fought", "RUS", "fight")]),
        ("battle.clash", "denied", {}, []),
        ("battle.clash", "attempted", {}, [("fought", "RUS", "fight")]),
        ("battle.advance", "happened", {"trigger": "entered"}, [("fought", "RUS", "fight")]),
        ("battle.advance", "happened", {"trigger": "advanced"}, []),
        ("strike.shelling", "happened", {}, []),
    ],
)  # fmt: skip
def test_a_claim_asserts_by_its_event_its_status_and_its_words(
    event: str, status: str, more: dict[str, Any], expected: list[tuple[str, str | None, str]]
) -> None:
    assert kinds(claim_of(event, "RUS", DAY, status=status, **more)) == expected


def test_what_is_implied_is_marked_so_and_nothing_else_is() -> None:
    implied = [claim_of("territory.held", "RUS", DAY, trigger="defended"), claim_of("territory.annexed", "RUS", DAY),
               claim_of("territory.withdrawn", "RUS", DAY, status="denied")]  # fmt: skip
    assert [assertion.is_implied for assertion in asserted(*implied)] == [True] * 3
    plain = [claim_of(f"territory.{what}", "RUS", DAY) for what in ("held", "captured", "withdrawn")]
    assert [assertion.is_implied for assertion in asserted(*plain)] == [False] * 3


def test_only_words_of_hearsay_make_what_is_possible_count_as_told() -> None:
    claim = claim_of("territory.captured", "RUS", DAY, status="possible")
    cue = Span(text="Reportedly", start=0, end=10)
    assert kinds(replace(claim, status_cue=cue)) == [("gains", "RUS", "gain")]
    assert kinds(replace(claim, status_cue=replace(cue, text="may"))) == []
    assert kinds(replace(claim, status="planned", status_cue=cue)) == []


def test_a_taking_names_its_first_taker_and_loser_and_a_hold_every_holder_once() -> None:
    def actors(*parties: str | None) -> tuple[Actor, ...]:
        return tuple(Actor(text="x", start=0, end=1, name="x", party=party, sector="MIL") for party in parties)

    taking = replace(
        claim_of("territory.captured", None, DAY), actors=actors(None, "LPR", "RUS"), targets=actors("UKR", "GBR")
    )
    assert [(assertion.party, assertion.loser) for assertion in asserted(taking)] == [("LPR", "UKR")]
    held = replace(claim_of("territory.held", None, DAY), actors=actors("RUS", "LPR", None, "RUS"))
    assert [assertion.party for assertion in asserted(held)] == ["LPR", "RUS"]
    assert [
        (assertion.party, assertion.loser) for assertion in asserted(claim_of("territory.captured", None, DAY))
    ] == [(None, None)]


def test_of_a_type_that_takes_from_nobody_no_loser_is_named() -> None:
    types = dict(codebook().types)
    types["territory.captured"] = replace(types["territory.captured"], control=ControlEffect(gain="actor"))
    claim = claim_of("territory.captured", "RUS", DAY, target="UKR")
    (assertion,) = assertions_of([claim], HELD, replace(codebook(), types=types))
    assert (assertion.party, assertion.loser) == ("RUS", None)


def test_who_says_it_is_the_party_of_the_nearest_source() -> None:
    claim = claim_of("territory.captured", "RUS", DAY, by="UKR")
    farther = replace(claim.sources[0], party="GBR")
    assert sayer_of(replace(claim, sources=(claim.sources[0], farther))) == "UKR"
    assert sayer_of(claim_of("territory.captured", "RUS", DAY)) is None


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2022-06-01", "2022-06-24", ("2022-06-01", "2022-06-24")),
        ("2022-06-24", "2022-06-24", (DAY, DAY)),
        ("2022-06-01", None, ("2022-06-01", "2022-06-01")),
        (None, "2022-06-24", (DAY, DAY)),
        ("2022-06-24", "2022-06-23", None),
        (None, None, None),
    ],
)
def test_a_claim_is_in_force_on_the_days_that_it_says(
    since: str | None, until: str | None, days: tuple[str, str] | None
) -> None:
    when = When(from_day=since and date.fromisoformat(since), to_day=until and date.fromisoformat(until))  # type: ignore[arg-type]
    claim = replace(claim_of("territory.captured", "RUS", DAY), when=when)
    in_force = days_in_force(claim)
    assert (in_force and (str(in_force[0]), str(in_force[1]))) == days


def test_what_is_known_to_have_happened_by_a_day_is_bound_to_it() -> None:
    claim = claim_of("territory.captured", "RUS", DAY)
    assert [assertion.is_bound for assertion in asserted(claim)] == [False]
    assert [assertion.is_bound for assertion in asserted(replace(claim, when=replace(claim.when, from_day=None)))] == [
        True
    ]
    assert [assertion.is_bound for assertion in asserted(replace(claim, when=replace(claim.when, to_day=None)))] == [
        False
    ]


@pytest.mark.parametrize(("precision", "throughout"), [("day", True), ("days", True), ("month", False)])
def test_a_hold_on_days_that_are_known_to_the_day_is_one_on_all_of_them(precision: Any, throughout: bool) -> None:
    for event, expected in (("territory.held", throughout), ("territory.captured", False)):
        claim = claim_of(event, "RUS", ("2022-06-01", DAY))
        assert [
            assertion.is_throughout
            for assertion in asserted(replace(claim, when=replace(claim.when, precision=precision)))
        ] == [expected]


def places(claim: Claim, *at: Place) -> Claim:
    return replace(claim, places=at)


@pytest.mark.parametrize("precision", ["near", "country", "unresolved"])
def test_a_place_that_is_not_told_closely_is_not_held(precision: Any) -> None:
    claim = claim_of("territory.captured", "RUS", DAY)
    assert keys_of(places(claim, replace(claim.places[0], precision=precision)), codebook()) == ()


def test_only_kinds_of_place_that_can_be_held_and_are_found_are_held() -> None:
    claim = claim_of("territory.captured", "RUS", DAY)
    town = claim.places[0]
    assert keys_of(places(claim, replace(town, kind="country")), codebook()) == ()
    nowhere = replace(town, geonameid=None, name=None, latitude=None, longitude=None)
    assert keys_of(places(claim, nowhere), codebook()) == ()
    assert kept_assertions(places(claim, nowhere), codebook()) == ()
    assert keys_of(places(claim, nowhere, replace(town, kind="facility")), codebook()) == ("g:708273",)
    beside = replace(
        claim, sentence=replace(claim.sentence, text="x Hirske axis"), places=(replace(town, start=2, end=8),)
    )
    assert keys_of(replace(beside, sentence=Span(text="x Hirske axis", start=0, end=13)), codebook()) == ()


def test_all_of_a_region_that_is_gained_or_held_is_told_of_all_places_in_it() -> None:
    for event, keys in (
        ("captured", ("g:702657", "area:UA/Luhansk")),
        ("held", ("g:702657", "area:UA/Luhansk")),
        ("withdrawn", ("g:702657",)),
    ):
        assert keys_of(claim_of(f"territory.{event}", "RUS", DAY, place=REGION, words="x all of"), codebook()) == keys
    assert keys_of(claim_of("territory.captured", "RUS", DAY, place=REGION, words="took"), codebook()) == ("g:702657",)
    (assertion,) = asserted(claim_of("territory.captured", "RUS", DAY, place=REGION, words="took all of"))
    assert (assertion.is_area, assertion.fired) == (True, "area")


@pytest.mark.parametrize("place", [
    replace(REGION, kind="district"), replace(REGION, name="Starobilsk"), replace(REGION, name=None),
    replace(REGION, admin1=None), replace(REGION, country=None),
])  # fmt: skip
def test_all_of_what_is_no_region_or_of_one_that_is_not_known_is_told_of_no_place_in_it(place: Place) -> None:
    keys = keys_of(claim_of("territory.captured", "RUS", DAY, place=place, words="took all of"), codebook())
    assert [key for key in keys if key.startswith("area:")] == []


def test_a_region_is_known_by_the_first_letters_of_its_name() -> None:
    luhansk = replace(REGION, name="Luhanska Oblast")
    keys = keys_of(claim_of("territory.captured", "RUS", DAY, place=luhansk, words="took all of"), codebook())
    assert "area:UA/Luhansk" in keys


def test_the_key_of_a_region_needs_its_country_and_its_name() -> None:
    assert area_key(TOWN) == area_key(HELD) == "area:UA/Luhansk"
    assert area_key(replace(TOWN, country=None)) is None
    assert area_key(replace(TOWN, admin1=None)) is None


def test_what_is_kept_names_every_place_once_with_what_is_asserted_of_it() -> None:
    claim = claim_of("territory.captured", "RUS", DAY)
    town, other = claim.places[0], replace(claim.places[0], name="Zolote", geonameid=5, precision="near")
    kept = kept_assertions(places(claim, town, town, other, other), codebook())
    assert [(row.key, row.telling.kind if row.telling else None) for row in kept] == [
        ("g:708273", "gains"),
        ("g:5", None),
    ]
    assert [row.place.name if row.place else None for row in kept] == ["Hirske", "Zolote"]
    assert {row.area for row in kept} == {"area:UA/Luhansk"}
    planned = kept_assertions(replace(claim, status="planned"), codebook())
    assert [(row.key, row.telling) for row in planned] == [("g:708273", None)]
    assert kept_assertions(claim_of("strike.shelling", "RUS", DAY), codebook()) == ()
    assert kept_assertions(claim_of("territory.captured", "RUS", None), codebook())[0].telling is None


def test_what_is_kept_of_a_whole_region_has_no_place() -> None:
    kept = kept_assertions(claim_of("territory.captured", "RUS", DAY, place=REGION, words="took all of"), codebook())
    assert [(row.key, row.place is None, row.area) for row in kept] == [
        ("g:702657", False, "area:UA/Luhansk"), ("area:UA/Luhansk", True, None),
    ]  # fmt: skip


def test_places_are_those_of_which_something_is_asserted_by_key_and_by_their_first_name() -> None:
    claim = claim_of("territory.captured", "RUS", DAY)
    town = claim.places[0]
    other, near = replace(town, name="Also Hirske"), replace(town, geonameid=5, precision="near")
    for order in ((town, other, near), (near, other, town)):
        assert [place.name for place in places_held([places(claim, *order)], codebook())] == ["Also Hirske"]
    assert places_held([claim_of("battle.advance", "RUS", DAY, trigger="advanced")], codebook()) == ()
    both = places_held([places(claim, replace(town, geonameid=9), replace(town, geonameid=10))], codebook())
    assert [place.geonameid for place in both] == [10, 9]
    assert place_of(replace(town, name=None)).name == town.text
    assert first_by_name([HELD, replace(HELD, name="A")]).name == "A"


def test_the_order_of_assertions_is_that_of_their_days_and_then_of_all_that_they_say() -> None:
    (base,) = asserted(claim_of("territory.captured", "RUS", DAY))
    later = replace(base, from_day=date(2022, 6, 25), to_day=date(2022, 6, 25))
    longer = replace(base, to_day=date(2022, 6, 25))
    edits: list[dict[str, Any]] = [
        {"kind": "holds"}, {"party": "UKR"}, {"loser": "UKR"}, {"sayer": "UKR"}, {"claim": "z"}, {"is_area": True},
        {"is_implied": True}, {"is_bound": True}, {"is_throughout": True}, {"fired": "hold"},
    ]  # fmt: skip
    assert in_order([later, longer, base]) == (base, longer, later)
    for other in (replace(base, **edit) for edit in edits):
        assert in_order([other, base]) == in_order([base, other]) == (base, other)


def test_types_that_bear_on_control_have_an_effect_or_imply_a_hold() -> None:
    bearing = bearing_events(codebook())
    assert {"territory.captured", "battle.clash", "battle.repelled", "territory.annexed"} <= bearing
    assert "strike.shelling" not in bearing


def test_who_makes_assertions_changes_with_the_rules_that_they_are_made_by_and_not_with_days() -> None:
    control = codebook().control
    edits: list[dict[str, Any]] = [
        {"hearsay": frozenset({"apparently"})}, {"kinds": frozenset({"region"})}, {"flag_words": ("wav",)},
        {"implied": {}}, {"implied_words": {}}, {"inside_words": {}}, {"whole": control.part}, {"part": control.whole},
        {"inside": control.part}, {"beside": control.part},
    ]  # fmt: skip
    makers = [asserter_of(replace(codebook(), control=replace(control, **edit))) for edit in edits]
    types = dict(codebook().types)
    types["battle.clash"] = replace(types["battle.clash"], control=None)
    makers += [asserter_of(codebook()), asserter_of(replace(codebook(), types=types))]
    assert len(set(makers)) == len(makers)
    assert asserter_of(replace(codebook(), control=control.with_decay(7))) == asserter_of(codebook())

"""Claims that link are found: by the keys of a ledger, and by the numbers by which all of a ledger are weighed."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Claim
from sayso.weigh import asked_keys, stored_keys
from sayso.weigh.incidents.blocking import cell_of, cells_around
from sayso.weigh.incidents.features import Spot, spot_of
from sayso.weigh.incidents.pairs import linked_pairs
from sayso.weigh.incidents.scoring import distance_km, do_link, score_pair
from sayso.weigh.incidents.weights import TABLE
from tests.weigh.claims import ALDEN, BIRCH, CORVIN, NOWHERE, SHIRE, claim_of, codebook, features_from, town

BESIDE_ALDEN = town("Alden Works", 48.705, 38.402, kind="facility")
NORTH_OF_ALDEN = town("Alden", 48.76, 38.40, precision="near", distance_m=7_000, bearing=0.0)
PLACES = [(), (ALDEN,), (ALDEN,), (BIRCH,), (ALDEN, BIRCH), (CORVIN,), (SHIRE,), (NOWHERE,), (BESIDE_ALDEN,),
          (NORTH_OF_ALDEN,)]  # fmt: skip
TIMES = [None, None, "2023-05-08", "2023-05-09", ("2023-05-08", "2023-05-09"), ("2023-05-05", "2023-05-11"),
         ("2023-05-05", "2023-05-11"), ("2023-04-20", "2023-05-15"), ("2023-01-01", "2023-12-31")]  # fmt: skip
EVENTS = ["strike.shelling", "strike.missile", "harm.killed", "territory.captured", "territory.held", "battle.assault",
          "battle.clash", "statement.other"]  # fmt: skip
NUMBERS = [None, None, ("soldiers", 40, 40), ("soldiers", 42, 42), ("people", 3, 3), ("people", None, 50)]
WORDS = ["The guns were heard all night in the eastern quarter", "Smoke rose over the market hall and the old school",
         "The guns were heard all night in the western quarter again", "Quiet"]  # fmt: skip
CLAIMS = st.builds(
    lambda event, places, on, actor, target, count, article, published, words: claim_of(
        event, *places, on=on, actor=actor, target=target, count=count, article=article, published=published,
        words=words,
    ),
    st.sampled_from(EVENTS),
    st.sampled_from(PLACES),
    st.sampled_from(TIMES),
    st.sampled_from([None, "RUS", "RUS", "UKR", "DPR"]),
    st.sampled_from([None, None, "UKR"]),
    st.sampled_from(NUMBERS),
    st.sampled_from(["a-1", "a-2", "a-3", "a-4"]),
    st.sampled_from(["2023-05-10", "2023-05-12", "2023-05-20", None]),
    st.sampled_from(WORDS),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(CLAIMS, CLAIMS)
def test_two_claims_that_link_find_each_other_by_their_keys(left: Claim, right: Claim) -> None:
    one, other, rules = features_from(left), features_from(right), codebook().incidents
    if do_link(one, other, rules):
        assert set(asked_keys(one, rules)) & set(stored_keys(other, rules))
        assert set(asked_keys(other, rules)) & set(stored_keys(one, rules))


@settings(max_examples=300, deadline=None)
@given(CLAIMS, CLAIMS)
def test_the_score_of_two_claims_does_not_depend_on_which_comes_first(left: Claim, right: Claim) -> None:
    one, other, rules = features_from(left), features_from(right), codebook().incidents
    assert score_pair(one, other, rules) == score_pair(other, one, rules)


@settings(max_examples=100, deadline=None)
@given(st.lists(CLAIMS, min_size=2, max_size=12, unique_by=lambda claim: claim.id))
def test_of_all_claims_at_once_every_pair_that_links_is_found(some: list[Claim]) -> None:
    all_features, rules = [features_from(claim) for claim in some], codebook().incidents
    one, other = linked_pairs(all_features, range(len(all_features)), rules)
    linking = {
        (a, b) for a, b in combinations(range(len(all_features)), 2) if do_link(all_features[a], all_features[b], rules)
    }
    assert linking <= set(zip(one.tolist(), other.tolist(), strict=True))


def test_what_shares_town_and_week_but_neither_words_nor_parties_is_not_looked_at_again() -> None:
    shelled = [
        features_from(claim_of("strike.shelling", ALDEN, article=f"a-{number}", words=words))
        for number, words in enumerate(WORDS)
    ]
    one, _ = linked_pairs(shelled, range(len(shelled)), codebook().incidents)
    assert one.tolist() == []


@given(st.floats(-80, 80), st.floats(-170, 170), st.floats(-1, 1), st.floats(-1, 1))
def test_places_near_each_other_lie_in_cells_around_each_other(
    latitude: float, longitude: float, up: float, right: float
) -> None:
    one = _spot(latitude, longitude)
    other = _spot(latitude + 0.1 * up, longitude + 0.5 * right)
    if distance_km(one, other) <= TABLE.neighbour_km:
        assert cell_of(other) in cells_around(one)


def _spot(latitude: float, longitude: float) -> Spot:
    found = spot_of(town("Alden", latitude, longitude))
    assert found is not None
    return found

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sayso.base.ids import article_id, claim_id, place_key, rule_maker, short_id
from sayso.model import Place


def test_an_id_is_a_prefix_and_twelve_characters_that_survive_being_read_aloud() -> None:
    assert re.fullmatch(r"a-[0-9a-hjkmnp-tv-z]{12}", article_id("Town falls"))


def test_an_id_stays_what_it_was_in_the_first_release() -> None:
    assert article_id("Town falls") == "a-gtx0kdmfmneb"


@given(st.lists(st.text(), min_size=2, max_size=4))
def test_where_one_part_ends_and_the_next_begins_matters(parts: list[str]) -> None:
    assert short_id("x", *parts) != short_id("x", "".join(parts))


def test_a_copy_by_another_outlet_is_another_article() -> None:
    assert article_id("Town falls", "One") != article_id("Town falls", "Other")


def test_a_number_and_its_digits_are_not_the_same_part() -> None:
    assert short_id("x", 1) != short_id("x", "1")


def test_two_claims_that_share_a_trigger_differ_by_what_else_is_told() -> None:
    same = ("a-1", "territory.captured", 27, 35, "sayso@1")
    assert len({claim_id(*same), claim_id(*same, 54), claim_id(*same, 60)}) == 3


def test_half_a_surrogate_pair_does_not_stop_an_id() -> None:
    assert article_id("\ud83d").startswith("a-")


def test_the_maker_of_a_rule_is_its_name_and_version_and_eight_digits_that_stay_what_they_are() -> None:
    assert rule_maker("control@1", "ab12", 180) == "control@1#634df46f"


def test_the_maker_of_a_rule_changes_with_every_part_its_type_and_its_order() -> None:
    lists = [("a", "b"), ("b", "a"), ("a\nb",), ("a", "b", None), ("a", "b", ""), ("1",), (1,), (1.0,), ()]
    assert len({rule_maker("control@1", *parts) for parts in lists}) == len(lists)


def test_a_site_without_a_number_is_one_place_whatever_a_text_calls_it() -> None:
    called = [
        Place(text=text, start=0, end=9, name="Gull Island", latitude=45.2551, longitude=30.204, precision="exact")
        for text in ("Gull Island", "the island", "it")
    ]
    assert {place_key(place) for place in called} == {"p:gull island@45.255,30.204"}


def test_an_unresolved_place_has_but_its_words() -> None:
    assert place_key(Place(text="The  Island", start=0, end=11)) == "t:the island"

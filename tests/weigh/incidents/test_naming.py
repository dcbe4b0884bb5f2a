"""Ids are minted once, kept as long as the incident lives, and lead on after a merger or a split."""

from __future__ import annotations

from sayso.weigh import name_incidents


def test_a_new_incident_gets_a_new_id_that_depends_on_its_claims() -> None:
    (one,), (other,) = name_incidents([["c-1", "c-2"]], {}).ids, name_incidents([["c-2", "c-1"]], {}).ids
    assert one == other
    assert one.startswith("i-")


def test_an_incident_that_grows_keeps_its_id() -> None:
    assert name_incidents([["c-1", "c-2"]], {"c-1": "i-old"}).ids == ("i-old",)


def test_of_two_that_merge_the_one_with_more_claims_keeps_its_id_and_the_other_leads_to_it() -> None:
    naming = name_incidents([["c-1", "c-2", "c-3"]], {"c-1": "i-a", "c-2": "i-b", "c-3": "i-b"})
    assert naming.ids == ("i-b",)
    assert naming.redirects == {"i-a": "i-b"}


def test_of_a_split_the_larger_part_keeps_the_id() -> None:
    naming = name_incidents([["c-1"], ["c-2", "c-3"]], {"c-1": "i-a", "c-2": "i-a", "c-3": "i-a"})
    assert naming.ids[1] == "i-a"
    assert naming.ids[0] not in ("i-a", "")
    assert naming.redirects == {}


def test_an_incident_whose_claims_are_all_gone_leads_nowhere() -> None:
    assert name_incidents([["c-2"]], {"c-1": "i-a"}).redirects == {"i-a": None}


def test_a_claim_made_anew_inherits_the_incident_of_the_one_it_replaces() -> None:
    assert name_incidents([["c-9"]], {"c-1": "i-a"}, heirs={"c-1": "c-9"}).ids == ("i-a",)


def test_an_id_that_was_minted_before_is_not_minted_again() -> None:
    (first,) = name_incidents([["c-1"]], {}).ids
    assert name_incidents([["c-1"]], {}, taken={first}.intersection).ids != (first,)

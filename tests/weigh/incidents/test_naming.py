"""Ids are minted once, kept as long as the incident lives, and lead on after a merger or a split."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sayso.weigh import PairConstraints, find_heirs, name_incidents, pair_of
from tests.weigh.claims import ALDEN, claim_of


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


def test_of_equal_shares_the_smallest_claim_and_the_smallest_id_decide() -> None:
    split = name_incidents([["c-2"], ["c-1"]], {"c-1": "i-a", "c-2": "i-a"})
    assert split.ids[1] == "i-a"
    merged = name_incidents([["c-1", "c-2"]], {"c-1": "i-b", "c-2": "i-a"})
    assert (merged.ids, merged.redirects) == (("i-a",), {"i-b": "i-a"})


def test_the_id_with_most_claims_in_the_group_is_kept_however_large_it_was() -> None:
    old = {"c-1": "i-a", "c-2": "i-a", "c-3": "i-b", "c-4": "i-b", "c-5": "i-b", "c-6": "i-b"}
    naming = name_incidents([["c-1", "c-2", "c-3"], ["c-4"], ["c-5", "c-6"]], old)
    assert (naming.ids[0], naming.ids[2]) == ("i-a", "i-b")
    assert naming.redirects == {}


def test_an_id_that_no_group_keeps_leads_to_the_group_with_most_of_its_claims() -> None:
    old = {"c-1": "i-a", "c-2": "i-a", "c-3": "i-a", "c-4": "i-b", "c-5": "i-b"}
    naming = name_incidents([["c-1", "c-2", "c-3", "c-4"], ["c-5", "c-9"]], old | {"c-9": "i-c"})
    assert naming.ids[0] == "i-a"
    assert naming.redirects == {"i-b": "i-a"}
    assert naming.ids[1] == "i-c"


def test_a_claim_that_still_stands_is_itself_and_not_its_heir() -> None:
    naming = name_incidents([["c-1"], ["c-9"]], {"c-1": "i-a"}, heirs={"c-1": "c-9"})
    assert naming.ids[0] == "i-a"
    assert naming.ids[1] != "i-a"


def test_two_new_groups_get_two_ids_and_one_in_use_is_taken() -> None:
    first, second = name_incidents([["c-1"], ["c-2"]], {}).ids
    assert first != second
    assert name_incidents([["c-1"]], {"c-9": first}).ids != (first,)
    asked: list[int] = []

    def taken(ids: Collection[str]) -> Collection[str]:
        asked.append(len(ids))
        return {first}.intersection(ids)

    assert name_incidents([["c-1"], ["c-2"]], {}, taken=taken).ids[1] == second
    assert asked == [2, 1]


def test_the_heir_of_a_claim_has_its_type_trigger_sentence_and_place_in_it() -> None:
    was = claim_of("strike.shelling", ALDEN, id="c-1")
    moved = replace(
        was, id="c-2", sentence=replace(was.sentence, start=90, end=109), trigger=replace(was.trigger, start=94, end=98)
    )
    assert find_heirs([was], [moved]) == {"c-1": "c-2"}
    assert find_heirs([was], [replace(moved, id="c-0"), moved]) == {"c-1": "c-0"}
    for other in (
        replace(moved, event="strike.air"),
        replace(moved, trigger=replace(moved.trigger, text="gun")),
        replace(moved, trigger=replace(moved.trigger, start=95)),
        replace(moved, sentence=replace(moved.sentence, text="The guns were silent")),
    ):
        assert find_heirs([was], [other]) == {}


def test_a_pair_has_the_smaller_claim_first_and_a_judgement_names_both() -> None:
    assert pair_of("c-2", "c-1") == pair_of("c-1", "c-2") == ("c-1", "c-2")
    judged = PairConstraints(same=frozenset({("c-1", "c-2")}), different=frozenset({("c-3", "c-4")}))
    assert judged.named == {"c-1", "c-2", "c-3", "c-4"}

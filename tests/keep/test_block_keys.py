"""Block keys of all claims, and by which rules they were made."""

from __future__ import annotations

from sayso.keep import Ledger
from sayso.keep.store.block_keys import MIXED, BlockKeys
from tests.keep.made import add, make_article


def test_the_keys_of_a_new_ledger_are_by_the_rules_that_are_noted_first(ledger: Ledger) -> None:
    BlockKeys(ledger).note("k-1")
    add(ledger, make_article(0))
    BlockKeys(ledger).note("k-1")
    assert BlockKeys(ledger).are_by("k-1")


def test_keys_of_a_ledger_that_does_not_say_by_what_they_were_made_may_be_mixed(ledger: Ledger) -> None:
    add(ledger, make_article(0))
    BlockKeys(ledger).note("k-1")
    assert ledger.facts()["block_keys"] == MIXED


def test_keys_written_anew_take_the_place_of_all_others(ledger: Ledger) -> None:
    first, second, third = add(ledger, make_article(0)).come
    BlockKeys(ledger).put_all([(first, ["b", "a"]), (second, ["b"]), (third, [])], "k-2")
    found = {
        key: {claim.id for claim, _ in ledger.current_claims(keys=[key])} for key in ("a", "b", "territory|707308")
    }
    assert found == {"a": {first}, "b": {first, second}, "territory|707308": set()}
    assert BlockKeys(ledger).are_by("k-2")

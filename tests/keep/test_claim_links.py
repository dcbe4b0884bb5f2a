"""Links between claims as they are kept: what links to a claim, and to what it links in turn."""

from __future__ import annotations

import pytest

from sayso.keep import Ledger, Verdict
from sayso.keep.store.claim_links import ClaimLinks
from tests.keep.made import add, make_article, reworded


@pytest.fixture
def claims(ledger: Ledger) -> tuple[str, ...]:
    return add(ledger, make_article(0)).come + add(ledger, make_article(1)).come


def test_a_claim_of_which_nothing_was_kept_is_not_told_of(ledger: Ledger, claims: tuple[str, ...]) -> None:
    assert ClaimLinks(ledger).of(claims) == {}


def test_what_links_to_a_claim_comes_back_and_none_is_an_answer(ledger: Ledger, claims: tuple[str, ...]) -> None:
    one, other, alone, *_ = claims
    ClaimLinks(ledger).put({one: {other}, alone: ()}, most=9)
    assert ClaimLinks(ledger).of(claims) == {one: [other], alone: []}


def test_a_new_link_is_added_to_what_is_kept_of_the_other_claim(ledger: Ledger, claims: tuple[str, ...]) -> None:
    one, other, third, *_ = claims
    ClaimLinks(ledger).put({one: {other}, other: {one}}, most=9)
    ClaimLinks(ledger).put({third: {one}}, most=9)
    kept = ClaimLinks(ledger).of([one, other, third])
    assert {claim: set(others) for claim, others in kept.items()} == {one: {other, third}, other: {one}, third: {one}}


def test_links_of_all_claims_take_the_place_of_what_was_kept(ledger: Ledger, claims: tuple[str, ...]) -> None:
    one, other, third, *_ = claims
    ClaimLinks(ledger).put({third: {one}}, most=9)
    ClaimLinks(ledger).put_all({other: 0, one: 1}, [(0, [1]), (1, [0])])
    assert ClaimLinks(ledger).of(claims) == {one: [other], other: [one]}


def test_a_claim_that_is_gone_is_linked_no_more(ledger: Ledger) -> None:
    article = make_article(0)
    first = add(ledger, article).come
    kept = add(ledger, make_article(1)).come[0]
    ClaimLinks(ledger).put({kept: {first[0]}, first[0]: {kept}}, most=9)
    add(ledger, reworded(article, "dawn", "noon"))
    assert ClaimLinks(ledger).of([kept, first[0]]) == {kept: []}


def test_a_rejected_claim_keeps_its_links_for_the_day_it_is_taken_back(ledger: Ledger, claims: tuple[str, ...]) -> None:
    one, other, *_ = claims
    ClaimLinks(ledger).put({one: {other}, other: {one}}, most=9)
    ledger.judge(Verdict(kind="reject", claims=(one,), reviewer="ann", reason="not said"))
    assert ClaimLinks(ledger).of([one, other]) == {one: [other], other: [one]}


def test_of_a_claim_that_links_to_too_many_nothing_is_kept(ledger: Ledger, claims: tuple[str, ...]) -> None:
    one, other, third, *_ = claims
    ClaimLinks(ledger).put({one: {other}}, most=1)
    ClaimLinks(ledger).put({one: {other, third}, other: {one}}, most=1)
    assert ClaimLinks(ledger).of(claims) == {other: [one]}


def test_what_comes_to_link_to_too_many_is_kept_no_more(ledger: Ledger, claims: tuple[str, ...]) -> None:
    one, other, third, *_ = claims
    ClaimLinks(ledger).put({one: {other}}, most=1)
    ClaimLinks(ledger).put({third: {one}}, most=1)
    assert ClaimLinks(ledger).of(claims) == {third: [one]}

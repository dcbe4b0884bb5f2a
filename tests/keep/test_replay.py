"""Judgements on claims that took the place of others: counted, bound, or listed as orphans."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from sayso.base.codec import claim_to_json
from sayso.keep import Judged, Ledger, Verdict
from sayso.keep.tables import schema
from sayso.model import JudgementKind
from tests.keep.made import MAKER, add, block_keys, make_article, make_claims, reworded

ARTICLE = make_article(1)
MADE = replace(make_claims(ARTICLE)[2], actors=(), sources=())


@pytest.fixture
def claims(ledger: Ledger) -> tuple[str, ...]:
    """Ids of the two claims of the machine's."""
    return add(ledger, ARTICLE, claims=make_claims(ARTICLE)[:2]).come


def judge(ledger: Ledger, kind: JudgementKind, *claims: str, **more: str) -> Judged:
    return ledger.judge(Verdict(kind=kind, claims=claims, reviewer="Ann", **more), block_keys=block_keys)


def bindings(ledger: Ledger) -> list[tuple[int, str, str | None]]:
    """Where each judged claim belongs now: its place in its judgement, how it was found, and why not."""
    columns = schema.bindings.c
    with ledger.reading() as connection:
        query = select(columns.position, columns.how, columns.why).order_by(columns.judgement, columns.position)
        return [tuple(row) for row in connection.execute(query)]


def test_without_judgements_there_is_nothing_to_find(ledger: Ledger, claims: tuple[str, ...]) -> None:
    added = add(ledger, ARTICLE, maker="reader@2")
    assert (added.replayed, added.orphaned) == (0, 0)


def test_every_judged_claim_is_counted_found_or_not(ledger: Ledger, claims: tuple[str, ...]) -> None:
    judge(ledger, "accept", claims[0])
    judge(ledger, "same", *claims)
    judge(ledger, "note", claims[1], reason="seen")
    added = add(ledger, ARTICLE, maker="reader@2", claims=make_claims(ARTICLE, maker="reader@2")[:1])
    assert (added.replayed, added.orphaned) == (2, 2)
    gone = "the text has no claim of strike.shelling any more"
    assert bindings(ledger) == [(0, "exact", None), (0, "exact", None), (1, "orphan", gone), (0, "orphan", gone)]
    assert [(one.judgement.kind, one.claim, one.why) for one in ledger.orphans()] == [
        ("same", claims[1], gone), ("note", claims[1], gone),
    ]  # fmt: skip
    assert ledger.constraints() == ()


def test_where_no_claim_is_left_all_are_orphans(ledger: Ledger, claims: tuple[str, ...]) -> None:
    judge(ledger, "accept", claims[0])
    added = add(ledger, ARTICLE, maker="reader@2", claims=())
    assert (added.replayed, added.orphaned) == (0, 1)
    assert ledger.orphans()[0].why == "the text has no claims any more"


def test_a_judgement_that_was_undone_is_an_orphan_too(ledger: Ledger, claims: tuple[str, ...]) -> None:
    judge(ledger, "undo", undoes=judge(ledger, "reject", claims[0]).judgement.id)
    add(ledger, ARTICLE, maker="reader@2", claims=())
    assert [one.judgement.kind for one in ledger.orphans()] == ["reject"]


def test_judgements_on_another_article_are_left_alone(ledger: Ledger, claims: tuple[str, ...]) -> None:
    other = add(ledger, make_article(2)).come
    judge(ledger, "reject", other[0])
    added = add(ledger, ARTICLE, maker="reader@2", claims=())
    assert (added.replayed, added.orphaned) == (0, 0)
    assert ledger.claim(other[0]).review == "rejected"


def test_a_changed_text_is_searched_by_words_and_a_former_one_changes_nothing(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    judge(ledger, "reject", claims[0])
    changed = reworded(ARTICLE, "Report 1", "Report number one")
    for maker in (MAKER, "reader@2"):
        add(ledger, changed, maker=maker)
        assert bindings(ledger) == [(0, "quote", None)]
    added = add(ledger, ARTICLE, maker="reader@3")
    assert (added.change, added.replayed) == ("unchanged", 0)
    assert bindings(ledger) == [(0, "quote", None)]


def test_how_a_claim_by_hand_was_found_again_is_noted(ledger: Ledger, claims: tuple[str, ...]) -> None:
    (made,) = judge(ledger, "claim", value=claim_to_json(MADE)).claims
    judge(ledger, "note", made, reason="seen")
    add(ledger, ARTICLE, maker="reader@2")
    assert bindings(ledger) == [(0, "exact", None)] * 2
    add(ledger, reworded(ARTICLE, "Report 1", "Report number one"))
    assert bindings(ledger) == [(0, "quote", None)] * 2
    add(ledger, reworded(ARTICLE, " left ", " passed "))
    why = '"left" is gone from the text'
    assert bindings(ledger) == [(0, "orphan", why)] * 2


def test_a_claim_by_hand_that_was_taken_back_is_no_orphan_nor_is_what_was_judged_on_it(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    made = judge(ledger, "claim", value=claim_to_json(MADE))
    judge(ledger, "note", *made.claims, reason="seen")
    judge(ledger, "undo", undoes=made.judgement.id)
    why = "who made the claim took it back"
    assert bindings(ledger) == [(0, "withdrawn", why)] * 2
    added = add(ledger, ARTICLE, maker="reader@2")
    assert (added.replayed, added.orphaned) == (0, 0)
    assert ledger.orphans() == ()


def test_a_correction_in_the_same_text_keeps_its_stretches_where_they_are(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    start = ARTICLE.text.rindex("the army")
    army = {"text": "the army", "start": start, "end": start + 8, "name": "the army", "party": "RUS", "sector": "MIL"}
    judge(ledger, "correct", claims[0], field="actors", value=json.dumps([army]))
    (first, *_) = add(ledger, ARTICLE, maker="reader@2").come
    assert ledger.claim(first).claim.actors[0].start == start


def test_a_correction_that_can_no_longer_be_made_leaves_an_orphan_and_the_rest_stands(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    start = ARTICLE.text.index("officer 1")
    source = {"text": "officer 1", "start": start, "end": start + 9, "name": "One", "role": None, "kind": "person"}
    judge(ledger, "correct", claims[0], field="sources", value=json.dumps([source]))
    judge(ledger, "correct", claims[0], field="status", value='"denied"')
    added = add(ledger, reworded(ARTICLE, "officer 1", "somebody"))
    assert (added.replayed, added.orphaned) == (1, 1)
    assert [(one.judgement.field, one.why) for one in ledger.orphans()] == [
        ("sources", '"officer 1" is gone from the text')
    ]
    assert ledger.claim(added.come[0]).claim.status == "denied"


def test_an_event_that_was_corrected_is_looked_for_by_all_judgements_on_the_claim(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    judge(ledger, "note", claims[0], reason="seen")
    judge(ledger, "correct", claims[0], field="event", value='"territory.held"')
    judge(ledger, "reject", claims[1])
    better = [replace(make_claims(ARTICLE, maker="reader@2")[0], event="territory.held")]
    added = add(ledger, ARTICLE, maker="reader@2", claims=better)
    assert (added.replayed, added.orphaned) == (2, 1)
    assert ledger.orphans()[0].judgement.kind == "reject"


# What stands of pairs


def test_pairs_are_told_in_the_order_in_which_they_were_last_judged(ledger: Ledger) -> None:
    one, two, three = add(ledger, ARTICLE).come
    judge(ledger, "same", one, two)
    judge(ledger, "same", two, three)
    last = judge(ledger, "different", two, one).judgement.id
    pairs = ledger.constraints()
    assert [(pair.kind, pair.claims) for pair in pairs] == [("same", (two, three)), ("different", (two, one))]
    assert pairs[1].judgement == last
    assert [pair.claims for pair in ledger.constraints([three])] == [(two, three)]
    assert ledger.constraints([]) == ()


def test_two_claims_that_became_one_are_no_pair(ledger: Ledger) -> None:
    article = make_article(1)
    claims = make_claims(article)
    twin = replace(claims[0], id="c-twin", status="denied")
    add(ledger, article, claims=[claims[0], twin])
    judge(ledger, "different", claims[0].id, twin.id)
    assert len(ledger.constraints()) == 1
    added = add(ledger, article, maker="reader@2", claims=make_claims(article, maker="reader@2")[:1])
    assert added.replayed == 2
    assert ledger.constraints() == ()


def test_a_judgement_keeps_the_claim_as_it_was_then(ledger: Ledger, claims: tuple[str, ...]) -> None:
    judge(ledger, "correct", claims[0], field="status", value='"denied"')
    judge(ledger, "reject", claims[0], reason="a hoax")
    add(ledger, ARTICLE, maker="reader@2", claims=())
    for orphan in ledger.orphans():
        assert (orphan.said.status, orphan.said.maker, orphan.anchor.quote) == ("happened", MAKER, "occupied")

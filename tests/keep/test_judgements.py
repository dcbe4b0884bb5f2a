"""What people decide: recorded for good, derived from, replayed on what takes a claim's place."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from sayso.base.errors import ConflictError, JudgementError, LedgerError, NotKeptError
from sayso.keep import UNSEEN, Filter, Ledger, Verdict
from sayso.model import JudgementKind
from tests.keep.made import add, block_keys, make_article, make_claims, reworded


@pytest.fixture
def claims(ledger: Ledger) -> tuple[str, ...]:
    """Ids of the three claims of an article in the ledger."""
    return add(ledger, make_article(1)).come


def decide(ledger: Ledger, kind: JudgementKind, *claims: str, **more: str) -> str:
    return ledger.judge(Verdict(kind=kind, claims=claims, reviewer="Ann", **more)).judgement.id


def test_a_claim_nobody_judged_is_unreviewed(ledger: Ledger, claims: tuple[str, ...]) -> None:
    assert ledger.claim(claims[0]).review == "unreviewed"


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        (("accept",), "accepted"),
        (("reject",), "rejected"),
        (("accept", "reject"), "rejected"),
        (("reject", "accept"), "accepted"),
        (("note", "flag", "assess"), "unreviewed"),
        (("accept", "correct"), "corrected"),
        (("correct", "accept"), "corrected"),
        (("correct", "reject"), "rejected"),
        (("reject", "correct"), "corrected"),
    ],
)
def test_the_last_decision_makes_the_state(
    ledger: Ledger, claims: tuple[str, ...], kinds: tuple[JudgementKind, ...], state: str
) -> None:
    more = {
        "correct": {"field": "status", "value": '"denied"'},
        "assess": {"field": "credibility", "value": "3"},
        "note": {"reason": "seen"},
        "flag": {"reason": "odd"},
    }
    for kind in kinds:
        decide(ledger, kind, claims[0], **more.get(kind, {}))
    assert ledger.claim(claims[0]).review == state
    assert ledger.claims(Filter(review=(state,))).total >= 1


def test_a_correction_changes_its_field_and_what_filters_find(ledger: Ledger, claims: tuple[str, ...]) -> None:
    decide(ledger, "correct", claims[0], field="status", value='"denied"')
    kept = ledger.claim(claims[0])
    assert (kept.claim.status, kept.machine.status, kept.review) == ("denied", "happened", "corrected")
    assert [one.claim.id for one in ledger.claims(Filter(status=("denied",)))] == [claims[0]]
    assert ledger.claims(Filter(status=("happened",))).total == 2


def test_corrections_of_several_fields_add_up(ledger: Ledger, claims: tuple[str, ...]) -> None:
    place = {"text": "Kyiv", "start": 0, "end": 0, "name": "Kyiv", "geonameid": 703448, "country": "UA",
             "admin1": "Kyiv City", "kind": "settlement", "precision": "exact", "score": 1.0}  # fmt: skip
    decide(ledger, "correct", claims[0], field="places", value=json.dumps([place]))
    decide(ledger, "correct", claims[0], field="event", value='"strike.air"')
    decide(ledger, "correct", claims[0], field="when", value=json.dumps({"from": "2022-05-01", "to": "2022-05-02"}))
    claim = ledger.claim(claims[0]).claim
    assert (claim.event, claim.places[0].name, str(claim.when.from_day)) == ("strike.air", "Kyiv", "2022-05-01")
    assert ledger.claims(Filter(place=("kyiv",), event=("strike",))).total == 1
    assert ledger.check() == ()


def test_a_rejected_claim_is_listed_and_not_weighed(ledger: Ledger, claims: tuple[str, ...]) -> None:
    decide(ledger, "reject", claims[0])
    assert claims[0] in [kept.claim.id for kept in ledger.claims()]
    assert claims[0] not in [claim.id for claim, _ in ledger.current_claims()]


def test_an_undoing_takes_a_judgement_back_and_its_own_undoing_brings_it_again(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    first = decide(ledger, "reject", claims[0])
    second = decide(ledger, "undo", undoes=first)
    assert ledger.claim(claims[0]).review == "unreviewed"
    decide(ledger, "undo", undoes=second)
    assert ledger.claim(claims[0]).review == "rejected"
    assert [one.kind for one in ledger.judgements(claims[0])] == ["reject", "undo", "undo"]


def test_flags_stand_until_they_are_undone(ledger: Ledger, claims: tuple[str, ...]) -> None:
    flag = decide(ledger, "flag", claims[0], reason="wrong town?")
    assert ledger.claim(claims[0]).flags == ("wrong town?",)
    decide(ledger, "undo", undoes=flag)
    assert ledger.claim(claims[0]).flags == ()


def test_a_judgement_comes_back_with_its_reviewer_day_reason_and_anchor(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    made = datetime(2023, 1, 2, 3, 4, 5, tzinfo=UTC)
    verdict = Verdict(kind="accept", claims=(claims[0],), reviewer="Ann", reason="two photographs", made=made)
    recorded = ledger.judge(verdict).judgement
    assert ledger.judgements() == (recorded,)
    assert (recorded.reviewer, recorded.reason, recorded.made) == ("Ann", "two photographs", made)
    anchor = recorded.anchors[0]
    assert (anchor.quote, anchor.event) == ("occupied", "territory.captured")
    assert anchor.prefix.endswith("Column 1 of the army ")
    assert anchor.suffix.startswith(" Kupiansk at dawn")


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict(kind="accept", claims=("A",), reviewer=" "),
        Verdict(kind="accept", claims=("A", "B"), reviewer="Ann"),
        Verdict(kind="same", claims=("A", "A"), reviewer="Ann"),
        Verdict(kind="note", claims=("A",), reviewer="Ann"),
        Verdict(kind="accept", claims=("A",), reviewer="Ann", field="status", value='"denied"'),
        Verdict(kind="correct", claims=("A",), reviewer="Ann"),
        Verdict(kind="correct", claims=("A",), reviewer="Ann", field="id", value='"c-1"'),
        Verdict(kind="correct", claims=("A",), reviewer="Ann", field="status", value="denied"),
        Verdict(kind="correct", claims=("A",), reviewer="Ann", field="status", value='"perhaps"'),
        Verdict(kind="correct", claims=("A",), reviewer="Ann", field="places", value='{"name": "Kyiv"}'),
        Verdict(kind="undo", reviewer="Ann"),
        Verdict(kind="accept", claims=("A",), reviewer="Ann", undoes="j-1"),
    ],
    ids=lambda verdict: f"{verdict.kind}-{verdict.field}-{verdict.value}",
)
def test_a_judgement_that_says_too_little_or_too_much_is_refused(
    ledger: Ledger, claims: tuple[str, ...], verdict: Verdict
) -> None:
    named = {"A": claims[0], "B": claims[1]}
    with pytest.raises(JudgementError):
        ledger.judge(replace(verdict, claims=tuple(named[claim] for claim in verdict.claims)))
    assert ledger.judgements() == ()


def test_a_judgement_on_what_is_not_kept_is_refused(ledger: Ledger, claims: tuple[str, ...]) -> None:
    with pytest.raises(NotKeptError):
        decide(ledger, "accept", "c-nowhere")
    with pytest.raises(NotKeptError):
        decide(ledger, "undo", undoes="j-nowhere")


def test_a_reviewer_who_missed_a_judgement_is_told_and_nothing_is_recorded(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    accept = Verdict(kind="accept", claims=(claims[0],), reviewer="Ann")
    seen = ledger.judge(accept, seen=UNSEEN).judgement.id
    with pytest.raises(ConflictError, match="Ann made a judgement"):
        ledger.judge(replace(accept, kind="reject", reviewer="Bob"), seen=UNSEEN)
    assert len(ledger.judgements()) == 1
    ledger.judge(replace(accept, kind="reject", reviewer="Bob"), seen=seen)
    assert ledger.claim(claims[0]).review == "rejected"


@pytest.mark.parametrize("table", ["judgements", "judged_claims"])
@pytest.mark.parametrize("change", ["UPDATE {} SET event = 'x'", "DELETE FROM {}", "INSERT INTO {} SELECT * FROM {}"])
def test_a_judgement_is_never_changed_or_removed(
    ledger: Ledger, claims: tuple[str, ...], table: str, change: str
) -> None:
    decide(ledger, "accept", claims[0])
    statement = change.replace("{}", table).replace("event", "event" if table == "judged_claims" else "reason")
    with pytest.raises(LedgerError), ledger.writing() as connection:
        connection.execute(text(statement))
    assert len(ledger.judgements()) == 1


def test_judgements_hold_on_another_makers_claims(ledger: Ledger, claims: tuple[str, ...]) -> None:
    decide(ledger, "correct", claims[0], field="status", value='"denied"')
    decide(ledger, "reject", claims[1])
    added = add(ledger, make_article(1), maker="reader@2")
    assert (added.replayed, added.orphaned) == (2, 0)
    kept = [ledger.claim(claim) for claim in added.come]
    assert [one.review for one in kept] == ["corrected", "rejected", "unreviewed"]
    assert kept[0].claim.status == "denied"


def test_judgements_hold_in_a_changed_text_with_their_corrections_moved(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    claim = ledger.claim(claims[2]).claim
    place = {"text": claim.places[0].text, "start": claim.places[0].start, "end": claim.places[0].end,
             "name": "Hirske, the village", "geonameid": 1}  # fmt: skip
    decide(ledger, "correct", claims[2], field="places", value=json.dumps([place]))
    changed = reworded(make_article(1), "Column 1", "The first column")
    added = add(ledger, changed)
    assert (added.replayed, added.orphaned) == (1, 0)
    moved = ledger.claim(added.come[2]).claim.places[0]
    assert moved.name == "Hirske, the village"
    assert changed.text[moved.start : moved.end] == "Hirske"


def test_what_finds_no_claim_is_listed_as_an_orphan_and_comes_back_with_the_claim(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    decide(ledger, "reject", claims[0], reason="a hoax")
    article = make_article(1)
    without = make_claims(article, maker="reader@2")[1:]
    assert add(ledger, article, maker="reader@2", claims=without).orphaned == 1
    orphan = ledger.orphans()[0]
    assert (orphan.claim, orphan.judgement.reason, orphan.said.event) == (claims[0], "a hoax", "territory.captured")
    added = add(ledger, article, maker="reader@3")
    assert ledger.orphans() == ()
    assert ledger.claim(added.come[0]).review == "rejected"


def test_a_correction_whose_words_are_gone_is_an_orphan(ledger: Ledger, claims: tuple[str, ...]) -> None:
    article = make_article(1)
    begin = article.text.index("officer 0")
    source = {"text": "officer 0", "start": begin, "end": begin + 9, "name": "Officer Zero", "role": None,
              "kind": "person"}  # fmt: skip
    decide(ledger, "correct", claims[0], field="sources", value=json.dumps([source]))
    assert add(ledger, reworded(article, "officer 0", "somebody")).orphaned == 1
    assert "officer 0" in ledger.orphans()[0].why


def test_a_maker_that_sees_what_a_reviewer_corrected_keeps_the_judgement(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    decide(ledger, "correct", claims[0], field="event", value='"territory.held"')
    article = make_article(1)
    better = [replace(claim, event="territory.held") for claim in make_claims(article, maker="reader@2")[:1]]
    assert add(ledger, article, maker="reader@2", claims=better).orphaned == 0
    assert ledger.claim(better[0].id).review == "corrected"


def test_same_and_different_are_given_to_the_weighing_the_last_on_a_pair(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    decide(ledger, "same", claims[0], claims[1])
    last = decide(ledger, "different", claims[1], claims[0])
    assert [(one.kind, set(one.claims)) for one in ledger.constraints()] == [("different", {claims[0], claims[1]})]
    assert ledger.constraints([claims[2]]) == ()
    decide(ledger, "undo", undoes=last)
    assert [one.kind for one in ledger.constraints([claims[0]])] == ["same"]


def test_same_and_different_hold_on_another_makers_claims(ledger: Ledger, claims: tuple[str, ...]) -> None:
    decide(ledger, "same", claims[0], claims[1])
    added = add(ledger, make_article(1), maker="reader@2")
    assert ledger.constraints()[0].claims == added.come[:2]


def test_a_corrected_claim_gets_the_keys_that_it_is_weighed_by(ledger: Ledger, claims: tuple[str, ...]) -> None:
    verdict = Verdict(kind="correct", claims=(claims[0],), reviewer="Ann", field="event", value='"strike.air"')
    ledger.judge(verdict, block_keys=block_keys)
    assert claims[0] in [claim.id for claim, _ in ledger.current_claims(keys=["strike|703646"])]
    assert ledger.unweighed().claims == ()


def test_a_corrected_claim_without_new_keys_is_noted(ledger: Ledger, claims: tuple[str, ...]) -> None:
    decide(ledger, "correct", claims[0], field="event", value='"strike.air"')
    assert ledger.unweighed().claims == (claims[0],)
    ledger.set_block_keys(claims[0], ["strike|703646"])
    assert ledger.unweighed().claims == ()
    assert claims[0] in [claim.id for claim, _ in ledger.current_claims(keys=["strike|703646"])]

"""What judgements on one claim add up to, worked out without a ledger."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from sayso.base.errors import ConflictError, JudgementError
from sayso.keep.judging.seen import UNSEEN, check_last, still_counts
from sayso.keep.judging.standing import (
    FIELDS,
    apply_corrections,
    corrected_events,
    read_value,
    review_state,
    standing_judgements,
)
from sayso.model import Claim, Judgement, JudgementKind
from tests.keep.made import make_article, make_claims

CLAIM = make_claims(make_article(1))[0]


def judged(name: str, kind: JudgementKind = "accept", **more: Any) -> Judgement:
    made = datetime(2023, 1, 2, 12, 30, tzinfo=UTC)
    return Judgement(id=name, kind=kind, claims=("c-1",), anchors=(), reviewer="Ann", made=made, **more)


def chain(length: int) -> list[Judgement]:
    """A rejection, an undoing of it, an undoing of that, and so on: so many undoings."""
    undoings = [judged(f"j-{number}", "undo", undoes=f"j-{number - 1}") for number in range(1, length + 1)]
    return [judged("j-0", "reject"), *undoings]


@pytest.mark.parametrize("length", range(6))
def test_a_judgement_stands_after_an_even_number_of_undoings_one_of_another(length: int) -> None:
    assert [one.id for one in standing_judgements(chain(length))] == (["j-0"] if length % 2 == 0 else [])


@pytest.mark.parametrize("length", range(6))
def test_each_of_a_chain_counts_that_is_not_undone_by_one_that_counts(length: int) -> None:
    history = chain(length)
    counting = [one.id for one in history if still_counts(one, history)]
    assert counting == [f"j-{number}" for number in range(length + 1) if (length - number) % 2 == 0]


def test_what_was_undone_twice_does_not_stand_though_one_undoing_was_undone() -> None:
    first, second = judged("j-1", "undo", undoes="j-0"), judged("j-2", "undo", undoes="j-0")
    again = judged("j-3", "undo", undoes="j-1")
    history = [judged("j-0"), first, second, again]
    assert standing_judgements(history) == []
    assert [still_counts(one, history) for one in history] == [False, False, True, True]


def test_an_undoing_takes_nothing_but_its_own_away() -> None:
    history = [judged("j-0"), judged("j-1", "flag"), judged("j-2", "undo", undoes="j-0")]
    assert [one.id for one in standing_judgements(history)] == ["j-1"]


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((), "unreviewed"),
        (("assess", "note", "flag", "same", "different"), "unreviewed"),
        (("claim",), "accepted"),
        (("claim", "correct"), "corrected"),
        (("accept", "note"), "accepted"),
        (("reject", "accept"), "accepted"),
        (("accept", "reject"), "rejected"),
        (("reject", "note"), "rejected"),
        (("correct", "reject", "accept"), "corrected"),
        (("reject", "accept", "reject"), "rejected"),
    ],
)
def test_the_last_of_accept_correct_and_reject_decides(kinds: tuple[JudgementKind, ...], state: str) -> None:
    assert review_state(judged(f"j-{number}", kind) for number, kind in enumerate(kinds)) == state


def test_corrections_are_made_in_order_and_leave_the_rest() -> None:
    made = apply_corrections(CLAIM, [("status", "denied"), ("event", "strike.air"), ("status", "possible")])
    assert made == replace(CLAIM, status="possible", event="strike.air")


def test_a_correction_after_which_it_is_no_claim_is_refused_with_the_field() -> None:
    with pytest.raises(JudgementError, match="status") as raised:
        apply_corrections(CLAIM, [("status", "perhaps")])
    assert "JSON" in raised.value.hint


def test_a_reviewer_may_correct_all_that_a_claim_says_but_who_made_it_and_where_it_stands() -> None:
    own = {"id", "article", "status_cue", "quote", "sentence", "confidence", "maker", "retells", "salience"}
    assert set(FIELDS) == {field.name for field in fields(Claim)} - own


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_that_a_reviewer_may_correct_is_read(field: str) -> None:
    assert read_value("correct", field, '"x"') == "x"


def test_an_assessment_takes_any_field() -> None:
    assert read_value("assess", "credibility", "3") == 3


@pytest.mark.parametrize("kind", ["accept", "reject", "note", "flag", "same", "different", "undo"])
def test_other_judgements_take_neither_field_nor_value(kind: str) -> None:
    assert read_value(kind, None, None) is None
    for field, value in (("status", None), (None, "1"), ("status", "1")):
        with pytest.raises(JudgementError, match=f"{kind} takes no field and no value"):
            read_value(kind, field, value)


@pytest.mark.parametrize("kind", ["correct", "assess"])
@pytest.mark.parametrize(("field", "value"), [("status", None), (None, "1"), (None, None)])
def test_corrections_and_assessments_need_both(kind: str, field: str | None, value: str | None) -> None:
    with pytest.raises(JudgementError, match=f"{kind} needs a field and a value"):
        read_value(kind, field, value)


def test_a_field_that_is_not_the_reviewers_is_refused_with_those_that_are() -> None:
    with pytest.raises(JudgementError, match="there is no field maker to correct") as raised:
        read_value("correct", "maker", '"me"')
    assert all(field in raised.value.hint for field in FIELDS)


def test_a_claim_is_read_out_of_its_value_and_has_no_field() -> None:
    assert read_value("claim", None, '{"id": "c-1"}') == {"id": "c-1"}
    with pytest.raises(JudgementError, match="claim takes no field"):
        read_value("claim", "status", '{"id": "c-1"}')


@pytest.mark.parametrize("value", ["denied", "", "{", "[" * 100_000])
def test_a_value_that_is_no_json_is_refused(value: str) -> None:
    with pytest.raises(JudgementError, match="the value is no JSON"):
        read_value("correct", "status", value)


def test_corrected_events_are_the_texts_given_for_the_event() -> None:
    judgements = [
        judged("j-0", "correct", field="event", value='"strike.air"'),
        judged("j-1", "correct", field="status", value='"denied"'),
        judged("j-2", "correct", field="event", value='"strike.drone"'),
        judged("j-3", "assess", field="event", value="3"),
        judged("j-4"),
    ]
    assert corrected_events(judgements) == {"strike.air", "strike.drone"}


def test_the_last_judgement_has_to_have_been_seen() -> None:
    history = [judged("j-0"), judged("j-1")]
    check_last("claim c-1", history, "j-1")
    check_last("claim c-1", [], UNSEEN)
    for seen in ("j-0", UNSEEN, "j-2"):
        with pytest.raises(ConflictError):
            check_last("claim c-1", history, seen)


def test_who_is_late_is_told_who_judged_what_when_and_why() -> None:
    last = judged("j-0", "correct", field="status", value='"denied"', reason="he said so")
    with pytest.raises(ConflictError) as raised:
        check_last("claim c-1", [last], UNSEEN)
    told = "claim c-1: Ann made a judgement on it (correct status, 2023-01-02 12:30 UTC): he said so"
    assert raised.value.message == told
    with pytest.raises(ConflictError) as raised:
        check_last("claim c-1", [], "j-0")
    assert raised.value.message == "claim c-1: it has no judgement"

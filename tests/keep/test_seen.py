"""Two reviewers at once: who has not seen what the other decided is told who, what and when, and records nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sayso.base.errors import ConflictError
from sayso.keep import UNSEEN, Ledger, Verdict
from sayso.keep.views.queues import Queues
from sayso.model import JudgementKind
from tests.keep.made import add, make_article

NOON = datetime(2023, 1, 2, 12, 0, tzinfo=UTC)
MORE: dict[str, dict[str, str]] = {
    "correct": {"field": "status", "value": '"denied"'}, "assess": {"field": "credibility", "value": "3"},
    "note": {"reason": "seen"}, "flag": {"reason": "odd"},
}  # fmt: skip
ALONE: tuple[JudgementKind, ...] = ("accept", "correct", "reject", "assess", "note", "flag")
PAIRED: tuple[JudgementKind, ...] = ("same", "different")


@pytest.fixture
def claims(ledger: Ledger) -> tuple[str, ...]:
    return add(ledger, make_article(1)).come


def decide(ledger: Ledger, who: str, kind: JudgementKind, *claims: str, seen: str | None = None, **more: str) -> str:
    verdict = Verdict(kind=kind, claims=claims, reviewer=who, made=NOON, **(MORE.get(kind, {}) | more))
    return ledger.judge(verdict, seen=seen).judgement.id


@pytest.mark.parametrize("theirs", ALONE)
@pytest.mark.parametrize("mine", ALONE)
def test_nobody_decides_over_what_they_did_not_see_on_a_claim(
    ledger: Ledger, claims: tuple[str, ...], mine: JudgementKind, theirs: JudgementKind
) -> None:
    last = decide(ledger, "Bob", theirs, claims[0], seen=UNSEEN)
    with pytest.raises(ConflictError, match=rf"Bob .*\({theirs}.*2023-01-02 12:00 UTC"):
        decide(ledger, "Ann", mine, claims[0], seen=UNSEEN)
    assert len(ledger.judgements()) == 1
    decide(ledger, "Ann", mine, claims[0], seen=last)
    assert len(ledger.judgements()) == 2


@pytest.mark.parametrize("theirs", PAIRED)
@pytest.mark.parametrize("mine", PAIRED)
def test_nobody_decides_over_what_they_did_not_see_on_a_pair(
    ledger: Ledger, claims: tuple[str, ...], mine: JudgementKind, theirs: JudgementKind
) -> None:
    one, other = claims[:2]
    last = decide(ledger, "Bob", theirs, one, other, seen=UNSEEN)
    with pytest.raises(ConflictError, match=rf"claims .* and .*: Bob .*\({theirs}, 2023-01-02 12:00 UTC\)"):
        decide(ledger, "Ann", mine, other, one, seen=UNSEEN)
    assert [constraint.kind for constraint in ledger.constraints()] == [theirs]
    decide(ledger, "Ann", mine, other, one, seen=last)
    assert [constraint.kind for constraint in ledger.constraints()] == [mine]


def test_what_is_judged_of_a_claim_or_of_another_pair_is_no_conflict_on_a_pair(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    decide(ledger, "Bob", "accept", claims[0])
    decide(ledger, "Bob", "different", claims[0], claims[2])
    decide(ledger, "Ann", "same", claims[0], claims[1], seen=UNSEEN)
    assert len(ledger.constraints()) == 2


def test_the_undoing_of_a_pairs_judgement_has_to_have_been_seen_too(ledger: Ledger, claims: tuple[str, ...]) -> None:
    pair = (claims[0], claims[1])
    first = decide(ledger, "Bob", "same", *pair)
    undone = decide(ledger, "Bob", "undo", undoes=first)
    assert [one.id for one in Queues(ledger).pair_history(pair)] == [first, undone]
    with pytest.raises(ConflictError, match="undo"):
        decide(ledger, "Ann", "different", *pair, seen=first)
    decide(ledger, "Ann", "different", *pair, seen=undone)


@pytest.mark.parametrize("kind", ["accept", "same"])
def test_what_somebody_undid_already_is_not_undone_again(
    ledger: Ledger, claims: tuple[str, ...], kind: JudgementKind
) -> None:
    first = decide(ledger, "Ann", kind, *(claims[:2] if kind == "same" else claims[:1]))
    decide(ledger, "Bob", "undo", undoes=first, reason="wrong town")
    with pytest.raises(ConflictError, match=r"no longer counts: Bob .*: wrong town"):
        decide(ledger, "Ann", "undo", undoes=first, seen=first)


@pytest.mark.parametrize(("mine", "theirs"), [("accept", "correct"), ("same", "different"), ("flag", "note")])
def test_who_undoes_something_is_told_what_others_decided_after_it(
    ledger: Ledger, claims: tuple[str, ...], mine: JudgementKind, theirs: JudgementKind
) -> None:
    on = claims[:2] if mine == "same" else claims[:1]
    first = decide(ledger, "Ann", mine, *on)
    last = decide(ledger, "Bob", theirs, *on)
    with pytest.raises(ConflictError, match=rf"judged on since: Bob .*\({theirs}"):
        decide(ledger, "Ann", "undo", undoes=first, seen=first)
    decide(ledger, "Ann", "undo", undoes=first, seen=last)


def test_ones_own_later_judgements_do_not_keep_one_from_undoing(ledger: Ledger, claims: tuple[str, ...]) -> None:
    first = decide(ledger, "Ann", "accept", claims[0])
    second = decide(ledger, "Ann", "correct", claims[0])
    for judgement in (second, first):
        decide(ledger, "Ann", "undo", undoes=judgement, seen=judgement)
    assert ledger.claim(claims[0]).review == "unreviewed"


def test_an_undoing_that_was_undone_is_not_undone_again(ledger: Ledger, claims: tuple[str, ...]) -> None:
    first = decide(ledger, "Ann", "accept", claims[0])
    undone = decide(ledger, "Ann", "undo", undoes=first)
    decide(ledger, "Bob", "undo", undoes=undone)
    with pytest.raises(ConflictError, match="no longer counts: Bob"):
        decide(ledger, "Ann", "undo", undoes=undone, seen=undone)


def test_without_what_was_seen_nothing_is_compared(ledger: Ledger, claims: tuple[str, ...]) -> None:
    decide(ledger, "Bob", "reject", claims[0])
    decide(ledger, "Ann", "accept", claims[0])
    assert ledger.claim(claims[0]).review == "accepted"

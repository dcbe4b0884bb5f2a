"""Undoing: however long the chain, of whatever kind, and what it reaches."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from sayso.base.codec import claim_to_json
from sayso.base.errors import ConflictError, JudgementError, NotKeptError
from sayso.keep import UNSEEN, Judged, Ledger, Verdict
from sayso.model import JudgementKind, Span
from tests.keep.made import MAKER, add, block_keys, make_article, make_claims, reworded

ARTICLE = make_article(1)
MADE = replace(make_claims(ARTICLE)[2], actors=(), sources=())
"""What a person claims here: what the machine would have, had it not missed it."""


@pytest.fixture
def claims(ledger: Ledger) -> tuple[str, ...]:
    """Ids of the two claims of the machine's."""
    return add(ledger, ARTICLE, claims=make_claims(ARTICLE)[:2]).come


def judge(ledger: Ledger, kind: JudgementKind, *claims: str, seen: str | None = None, **more: str) -> Judged:
    verdict = Verdict(kind=kind, claims=claims, **{"reviewer": "Ann"} | more)
    return ledger.judge(verdict, seen=seen, block_keys=block_keys)


def undo(ledger: Ledger, judgement: str, times: int) -> list[Judged]:
    """So many undoings, the first of the judgement and each other of the one before."""
    done: list[Judged] = []
    for _ in range(times):
        done.append(judge(ledger, "undo", undoes=judgement))
        judgement = done[-1].judgement.id
    return done


@pytest.mark.parametrize("times", [1, 2, 3, 4, 5])
def test_a_chain_of_undoings_takes_back_and_brings_again_in_turn(
    ledger: Ledger, claims: tuple[str, ...], times: int
) -> None:
    first = judge(ledger, "reject", claims[0]).judgement.id
    done = undo(ledger, first, times)
    assert ledger.claim(claims[0]).review == ("rejected" if times % 2 == 0 else "unreviewed")
    assert [judged.claims for judged in done] == [(claims[0],)] * times
    ids = [first, *(judged.judgement.id for judged in done)]
    assert [one.id for one in ledger.judgements(claims[0])] == ids
    assert ledger.reached_by(ids) == (claims[0],)


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_a_chain_of_undoings_takes_a_correction_away_and_brings_it_again(
    ledger: Ledger, claims: tuple[str, ...], times: int
) -> None:
    first = judge(ledger, "correct", claims[0], field="event", value='"strike.air"').judgement.id
    undo(ledger, first, times)
    event = "strike.air" if times % 2 == 0 else "territory.captured"
    assert ledger.claim(claims[0]).claim.event == event
    family = event.partition(".")[0]
    assert claims[0] in [claim.id for claim, _ in ledger.current_claims(keys=[f"{family}|703646"])]


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_a_chain_of_undoings_parts_a_pair_and_joins_it_again(
    ledger: Ledger, claims: tuple[str, ...], times: int
) -> None:
    done = undo(ledger, judge(ledger, "same", *claims).judgement.id, times)
    assert len(ledger.constraints()) == (1 if times % 2 == 0 else 0)
    assert set(done[-1].claims) == set(claims)


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_a_chain_of_undoings_takes_a_claim_by_hand_away_and_brings_it_again(
    ledger: Ledger, claims: tuple[str, ...], times: int
) -> None:
    made = judge(ledger, "claim", value=claim_to_json(MADE))
    done = undo(ledger, made.judgement.id, times)
    there = made.claims if times % 2 == 0 else ()
    assert done[-1].claims == there
    assert [kept.claim.id for kept in ledger.claims(order="article")] == [*claims, *there]
    assert ledger.reached_by([done[0].judgement.id]) == there
    assert ledger.check() == ()


def test_a_claim_by_hand_undone_twice_is_there_again_when_both_undoings_are_undone(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    made = judge(ledger, "claim", value=claim_to_json(MADE))
    undoings = [judge(ledger, "undo", undoes=made.judgement.id) for _ in range(2)]
    assert judge(ledger, "undo", undoes=undoings[0].judgement.id).claims == ()
    assert judge(ledger, "undo", undoes=undoings[1].judgement.id).claims == made.claims


def test_a_claim_by_hand_taken_back_is_weighed_no_more_and_its_keys_are_to_be_weighed_again(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    made = judge(ledger, "claim", value=claim_to_json(MADE))
    (key,) = block_keys(MADE)
    assert key in ledger.unweighed().keys
    ledger.put_incidents((), (), {}, weighed_keys=ledger.unweighed().keys)
    judge(ledger, "undo", undoes=made.judgement.id)
    assert ledger.unweighed().keys == (key,)
    assert [claim.id for claim, _ in ledger.current_claims(keys=[key])] == []


def test_of_two_claims_by_hand_the_one_that_was_taken_back_comes_again_and_the_other_stays(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    first, second = (judge(ledger, "claim", value=claim_to_json(MADE)) for _ in range(2))
    undone = judge(ledger, "undo", undoes=second.judgement.id)
    assert ledger.claims().total == 3
    assert judge(ledger, "undo", undoes=undone.judgement.id).claims == second.claims
    assert {kept.claim.id for kept in ledger.claims()} == {*claims, *first.claims, *second.claims}
    assert ledger.claims().total == 4


def test_a_claim_by_hand_that_comes_again_is_to_be_weighed_and_without_block_keys_to_be_given_some(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    made = judge(ledger, "claim", value=claim_to_json(MADE))
    undone = judge(ledger, "undo", undoes=made.judgement.id)
    ledger.put_incidents((), (), {}, weighed_keys=ledger.unweighed().keys)
    again = judge(ledger, "undo", undoes=undone.judgement.id)
    assert (ledger.unweighed().keys, ledger.unweighed().claims) == (tuple(block_keys(MADE)), ())
    undone = judge(ledger, "undo", undoes=again.judgement.id)
    ledger.judge(Verdict(kind="undo", reviewer="Ann", undoes=undone.judgement.id))
    assert ledger.unweighed().claims == made.claims


def test_claims_by_hand_stand_behind_the_machines_in_the_order_made(ledger: Ledger, claims: tuple[str, ...]) -> None:
    made = [claim for _ in range(2) for claim in judge(ledger, "claim", value=claim_to_json(MADE)).claims]
    assert add(ledger, ARTICLE, maker="reader@2", claims=()).gone == (*claims, *made)


def test_a_claim_by_hand_without_block_keys_that_is_taken_back_waits_for_none(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    made = ledger.judge(Verdict(kind="claim", reviewer="Ann", value=claim_to_json(MADE)))
    ledger.judge(Verdict(kind="undo", reviewer="Ann", undoes=made.judgement.id))
    assert ledger.unweighed().claims == ()


def test_a_claim_by_hand_comes_again_into_the_text_that_stands_then(ledger: Ledger, claims: tuple[str, ...]) -> None:
    made = judge(ledger, "claim", value=claim_to_json(MADE))
    undone = judge(ledger, "undo", undoes=made.judgement.id)
    changed = reworded(ARTICLE, "Column 1", "The first column")
    machines = add(ledger, changed, claims=make_claims(changed)[:1]).come
    judge(ledger, "reject", *machines)
    assert judge(ledger, "undo", undoes=undone.judgement.id).claims == made.claims
    assert ledger.claim(made.claims[0]).claim.article.id == changed.id
    assert ledger.claim(machines[0]).review == "rejected"


def test_nothing_is_reached_by_judgements_that_nobody_made(ledger: Ledger, claims: tuple[str, ...]) -> None:
    judge(ledger, "accept", claims[0])
    assert ledger.reached_by(["j-nowhere"]) == ()
    assert ledger.reached_by([]) == ()


def test_claims_are_reached_once_and_by_each_of_the_judgements(ledger: Ledger, claims: tuple[str, ...]) -> None:
    one = judge(ledger, "accept", claims[0]).judgement.id
    other = judge(ledger, "same", claims[1], claims[0]).judgement.id
    assert sorted(ledger.reached_by([one, other])) == sorted(claims)


# What is refused


@pytest.mark.parametrize("kind", ["note", "flag"])
@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_note_or_a_flag_needs_words(
    ledger: Ledger, claims: tuple[str, ...], kind: JudgementKind, reason: str
) -> None:
    with pytest.raises(JudgementError, match=f"a {kind} without words"):
        judge(ledger, kind, claims[0], reason=reason)
    assert ledger.judgements() == ()
    judge(ledger, kind, claims[0], reason="wrong town?")
    assert len(ledger.judgements()) == 1


@pytest.mark.parametrize("kind", ["accept", "reject", "same", "different"])
def test_other_judgements_need_no_words(ledger: Ledger, claims: tuple[str, ...], kind: JudgementKind) -> None:
    judge(ledger, kind, *(claims if kind in ("same", "different") else claims[:1]))
    assert [one.reason for one in ledger.judgements()] == [""]


@pytest.mark.parametrize(
    ("kind", "count", "told"),
    [
        ("accept", 0, "accept takes 1 claims, not 0"),
        ("reject", 2, "reject takes 1 claims, not 2"),
        ("same", 1, "same takes 2 claims, not 1"),
        ("different", 1, "different takes 2 claims, not 1"),
        ("undo", 1, "undo takes 0 claims, not 1"),
        ("claim", 1, "claim takes 0 claims, not 1"),
    ],
)
def test_a_judgement_names_as_many_claims_as_its_kind_takes(
    ledger: Ledger, claims: tuple[str, ...], kind: JudgementKind, count: int, told: str
) -> None:
    with pytest.raises(JudgementError, match=told):
        judge(ledger, kind, *claims[:count])


def test_three_claims_are_no_pair(ledger: Ledger) -> None:
    claims = add(ledger, ARTICLE).come
    with pytest.raises(JudgementError, match="same takes 2 claims, not 3"):
        judge(ledger, "same", *claims)


def test_a_kind_that_there_is_not_is_refused_with_those_that_there_are(ledger: Ledger, claims: tuple[str, ...]) -> None:
    with pytest.raises(JudgementError, match="there is no judgement doubt") as raised:
        judge(ledger, "doubt", claims[0])  # type: ignore[arg-type]
    assert "accept" in raised.value.hint


def test_what_is_not_there_is_named(ledger: Ledger, claims: tuple[str, ...]) -> None:
    with pytest.raises(NotKeptError, match="there is no claim c-nowhere"):
        judge(ledger, "same", claims[0], "c-nowhere")
    with pytest.raises(NotKeptError, match="there is no judgement j-nowhere"):
        judge(ledger, "undo", undoes="j-nowhere")


# What is recorded


def test_a_judgement_on_a_pair_names_the_claims_in_the_order_given(ledger: Ledger, claims: tuple[str, ...]) -> None:
    recorded = judge(ledger, "same", claims[1], claims[0]).judgement
    assert recorded.claims == (claims[1], claims[0])
    assert [anchor.quote for anchor in recorded.anchors] == ["shelled", "occupied"]
    assert ledger.judgements(claims[0]) == ledger.judgements(claims[1]) == (recorded,)
    assert ledger.constraints()[0].claims == (claims[1], claims[0])


def test_two_judgements_alike_have_ids_of_their_own(ledger: Ledger, claims: tuple[str, ...]) -> None:
    made = datetime(2023, 1, 2, tzinfo=UTC)
    verdict = Verdict(kind="accept", claims=claims[:1], reviewer="Ann", made=made)
    assert ledger.judge(verdict).judgement.id != ledger.judge(verdict).judgement.id
    assert len(ledger.judgements(claims[0])) == 2


def test_when_it_was_made_is_kept_in_utc(ledger: Ledger, claims: tuple[str, ...]) -> None:
    made = datetime(2023, 1, 2, 1, 30, tzinfo=timezone(timedelta(hours=3)))
    recorded = ledger.judge(Verdict(kind="accept", claims=claims[:1], reviewer="Ann", made=made)).judgement
    (kept,) = ledger.judgements()
    assert recorded.made.isoformat() == kept.made.isoformat() == "2023-01-01T22:30:00+00:00"


def test_what_changes_nothing_leaves_nothing_to_be_given_keys(ledger: Ledger, claims: tuple[str, ...]) -> None:
    ledger.judge(Verdict(kind="accept", claims=claims[:1], reviewer="Ann"))
    assert ledger.unweighed().claims == ()


def test_a_correction_leaves_the_keys_before_and_after_to_be_weighed(ledger: Ledger, claims: tuple[str, ...]) -> None:
    ledger.put_incidents((), (), {}, weighed_keys=ledger.unweighed().keys)
    judge(ledger, "correct", claims[0], field="event", value='"strike.air"')
    assert ledger.unweighed().keys == ("strike|703646", "territory|703646")


# What somebody else decided meanwhile


def test_who_undoes_without_having_seen_anything_is_told_of_what_others_judged_before(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    judge(ledger, "accept", claims[0], reviewer="Bob")
    mine = judge(ledger, "reject", claims[0]).judgement.id
    with pytest.raises(ConflictError, match="judged on since: Bob"):
        judge(ledger, "undo", undoes=mine, seen=UNSEEN)
    judge(ledger, "undo", undoes=mine, seen=mine)


def test_who_undoes_what_is_undone_is_told_who_undid_it_and_not_who_judged_last(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    mine = judge(ledger, "accept", claims[0]).judgement.id
    judge(ledger, "undo", undoes=mine, reviewer="Bob")
    last = judge(ledger, "reject", claims[0], reviewer="Carl").judgement.id
    with pytest.raises(ConflictError, match="no longer counts: Bob"):
        judge(ledger, "undo", undoes=mine, seen=last)


def test_what_is_undone_is_no_conflict_itself(ledger: Ledger, claims: tuple[str, ...]) -> None:
    theirs = judge(ledger, "reject", claims[0], reviewer="Bob").judgement.id
    judge(ledger, "undo", undoes=theirs, seen=UNSEEN)
    assert ledger.claim(claims[0]).review == "unreviewed"


def test_who_undoes_a_pair_has_to_have_seen_nothing_but_the_pair(ledger: Ledger, claims: tuple[str, ...]) -> None:
    mine = judge(ledger, "same", *claims).judgement.id
    for claim in claims:
        judge(ledger, "reject", claim, reviewer="Bob")
    judge(ledger, "undo", undoes=mine, seen=mine)
    assert ledger.constraints() == ()


@pytest.mark.parametrize("shared", [0, 1])
def test_who_undoes_a_pair_has_to_have_seen_nothing_of_another_pair_with_one_of_its_claims(
    ledger: Ledger, claims: tuple[str, ...], shared: int
) -> None:
    other = add(ledger, make_article(2)).come[0]
    mine = judge(ledger, "same", *claims).judgement.id
    judge(ledger, "different", claims[shared], other, reviewer="Bob")
    judge(ledger, "undo", undoes=mine, seen=mine)
    assert [pair.kind for pair in ledger.constraints()] == ["different"]


def test_who_undoes_on_one_claim_has_to_have_seen_nothing_of_another(ledger: Ledger, claims: tuple[str, ...]) -> None:
    mine = judge(ledger, "accept", claims[0]).judgement.id
    judge(ledger, "reject", claims[1], reviewer="Bob")
    judge(ledger, "undo", undoes=mine, seen=mine)


def test_an_undoing_that_counts_is_undone_with_what_was_seen(ledger: Ledger, claims: tuple[str, ...]) -> None:
    first = judge(ledger, "accept", claims[0]).judgement.id
    undone, again, third = (judged.judgement.id for judged in undo(ledger, first, 3))
    with pytest.raises(ConflictError, match=f"judgement {again} no longer counts"):
        judge(ledger, "undo", undoes=again, seen=third)
    judge(ledger, "undo", undoes=undone, seen=third)
    assert ledger.claim(claims[0]).review == "accepted"


def made_by_bob(ledger: Ledger, start: int, end: int) -> str:
    """The judgement of Bob's that the claim stands at these words."""
    claim = replace(MADE, trigger=Span(text=ARTICLE.text[start:end], start=start, end=end))
    return judge(ledger, "claim", value=claim_to_json(claim), reviewer="Bob").judgement.id


def test_claims_of_the_same_event_on_words_side_by_side_are_no_conflict(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    start, end = MADE.trigger.start, MADE.trigger.end
    made_by_bob(ledger, start - 1, start)
    made_by_bob(ledger, end, end + 1)
    judge(ledger, "claim", value=claim_to_json(MADE), seen=UNSEEN)
    assert ledger.claims().total == 5


@pytest.mark.parametrize(("before", "after"), [(1, -3), (-3, 1), (0, 0), (-1, -1), (1, 1)])
def test_claims_of_the_same_event_on_some_of_the_same_words_are(
    ledger: Ledger, claims: tuple[str, ...], before: int, after: int
) -> None:
    made_by_bob(ledger, MADE.trigger.start - before, MADE.trigger.end + after)
    with pytest.raises(ConflictError, match=r"a claim of territory.withdrawn on these words: Bob"):
        judge(ledger, "claim", value=claim_to_json(MADE), seen=UNSEEN)


def test_a_claim_that_was_taken_back_is_no_conflict(ledger: Ledger, claims: tuple[str, ...]) -> None:
    theirs = made_by_bob(ledger, MADE.trigger.start, MADE.trigger.end)
    judge(ledger, "undo", undoes=theirs, reviewer="Bob")
    judge(ledger, "claim", value=claim_to_json(MADE), seen=UNSEEN)


def test_a_claim_on_an_article_that_is_not_there_is_told_so_whatever_was_seen(
    ledger: Ledger, claims: tuple[str, ...]
) -> None:
    nowhere = claim_to_json(MADE).replace(ARTICLE.id, "a-nowhere")
    with pytest.raises(NotKeptError, match="there is no article a-nowhere"):
        judge(ledger, "claim", value=nowhere, seen=UNSEEN)


def test_the_maker_of_the_machines_claims_stays_as_it_is(ledger: Ledger, claims: tuple[str, ...]) -> None:
    judge(ledger, "correct", claims[0], field="status", value='"denied"')
    assert ledger.claim(claims[0]).claim.maker == MAKER

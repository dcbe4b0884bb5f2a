"""Claims that people make: like the machine's in every listing, and theirs through whatever reads the report again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from sayso.base.codec import claim_to_dict, claim_to_json
from sayso.base.errors import ConflictError, JudgementError, NotKeptError
from sayso.keep import UNSEEN, Filter, Judged, Ledger, Verdict
from sayso.model import Article, Claim, Count, Place, Span
from tests.keep.made import add, block_keys, make_article, make_claims, reworded

ARTICLE = make_article(
    1,
    [
        "Column 1 of the army occupied Hirske at dawn, officer 0 said.",
        "A bridge near Kupiansk fell; 12 people drowned, they say.",
    ],
)


def found(article: Article, words: str, near: str = "") -> dict[str, object]:
    start = article.text.index(words, article.text.index(near) if near else 0)
    return {"text": words, "start": start, "end": start + len(words)}


def drafted(article: Article = ARTICLE, trigger: str = "fell", event: str = "damage.destroyed") -> Claim:
    """A claim that no machine makes of the second sentence."""
    sentence = article.text[article.text.index("A bridge") :]
    machine = make_claims(article)[0]
    return replace(
        machine, id="", maker="", event=event, trigger=Span(**found(article, trigger, "A bridge")), actors=(),
        sources=(), sentence=Span(**found(article, sentence)), places=(Place(**found(article, "Kupiansk"),
        name="Kupiansk", geonameid=703646, precision="near", country="UA"),),
        counts=(Count(**found(article, "12 people"), of="people", low=12, high=12),),
    )  # fmt: skip


Make = Callable[..., Judged]


@pytest.fixture
def make(ledger: Ledger) -> Make:
    """Makes a claim in a ledger that holds the article."""
    add(ledger, ARTICLE)

    def make(claim: Claim | None = None, *, who: str = "Ann", seen: str | None = None) -> Judged:
        value = claim_to_json(claim or drafted())
        verdict = Verdict(kind="claim", reviewer=who, reason="the machine missed it", value=value)
        return ledger.judge(verdict, seen=seen, block_keys=block_keys)

    return make


def test_a_claim_that_a_person_made_is_a_claim_and_says_so(ledger: Ledger, make: Make) -> None:
    (made,) = make().claims
    kept = ledger.claim(made)
    assert (kept.claim.made_by, kept.claim.maker, kept.review) == ("person", "person:Ann", "accepted")
    assert kept.claim.article == ARTICLE.head
    assert (kept.machine, kept.judgements) == (kept.claim, (ledger.judgements()[0].id,))
    assert made in [one.claim.id for one in ledger.claims()]
    assert [one.claim.id for one in ledger.claims(Filter(place=("Kupiansk",), event=("damage",)))] == [made]
    assert made in [claim.id for claim, _ in ledger.current_claims(keys=["damage|703646"])]
    assert [hit.id for hit in ledger.search("drowned", kinds=["claim"])] == [made]
    assert ledger.check() == ()


@pytest.mark.parametrize(("who", "count"), [("person", 2), ("ann", 1), ("Bob", 1), ("Carl", 0)])
def test_what_people_made_is_found_by_that_and_by_their_name(ledger: Ledger, make: Make, who: str, count: int) -> None:
    make()
    make(who="Bob")
    assert ledger.claims(Filter(made_by=(who,))).total == count


def test_the_flat_view_tells_who_made_a_claim(ledger: Ledger, make: Make) -> None:
    make()
    with ledger.reading() as connection:
        rows = connection.execute(text("SELECT made_by, count(*) FROM claims_flat GROUP BY 1 ORDER BY 1")).all()
    assert [tuple(row) for row in rows] == [("machine", 1), ("person", 1)]


def test_the_judgement_holds_the_whole_claim_with_its_anchor(ledger: Ledger, make: Make) -> None:
    recorded = make().judgement
    assert recorded.value == claim_to_json(ledger.claim(recorded.claims[0]).claim)
    assert (recorded.anchors[0].quote, recorded.anchors[0].article) == ("fell", ARTICLE.id)
    assert (recorded.reviewer, recorded.reason) == ("Ann", "the machine missed it")
    assert ledger.judgements(recorded.claims[0]) == (recorded,)


def test_it_keeps_its_id_when_another_maker_reads_the_report_again(ledger: Ledger, make: Make) -> None:
    (made,) = make().claims
    added = add(ledger, ARTICLE, maker="reader@2")
    assert made in added.come
    assert (added.replayed, added.orphaned) == (1, 0)
    assert ledger.claim(made).review == "accepted"
    assert ledger.claims(Filter(article=(ARTICLE.id,))).total == 2
    assert ledger.check() == ()


def test_it_goes_along_into_a_changed_text_with_all_its_parts(ledger: Ledger, make: Make) -> None:
    (made,) = make().claims
    changed = reworded(reworded(ARTICLE, "Column 1", "The first column"), ", they say", ", it is said")
    assert add(ledger, changed).orphaned == 0
    claim = ledger.claim(made).claim
    assert claim.article.id == changed.id
    for part in (claim.trigger, claim.sentence, *claim.places, *claim.counts):
        assert changed.text[part.start : part.end] == part.text
    assert claim.sentence.text == "A bridge near Kupiansk fell; 12 people drowned, it is said."


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("fell;", "stands;", '"fell" is gone'),
        ("12 people", "14 people", '"12 people" is gone'),
        ("near Kupiansk", "near the town", '"Kupiansk" is gone'),
    ],
)
def test_a_claim_whose_words_are_gone_is_an_orphan_and_comes_back_with_them(
    ledger: Ledger, make: Make, old: str, new: str, why: str
) -> None:
    (made,) = make().claims
    ledger.judge(Verdict(kind="note", claims=(made,), reviewer="Bob", reason="good find"))
    changed = reworded(ARTICLE, old, new)
    assert add(ledger, changed).orphaned == 2
    with pytest.raises(NotKeptError):
        ledger.claim(made)
    first, second = ledger.orphans()
    assert (first.judgement.kind, first.claim, first.said.trigger.text) == ("claim", made, "fell")
    assert why in first.why
    assert second.judgement.kind == "note"
    back = reworded(reworded(changed, new, old), "at dawn", "at noon")
    assert add(ledger, back).orphaned == 0
    assert ledger.orphans() == ()
    assert len(ledger.judgements(made)) == 2


def test_it_is_corrected_and_rejected_like_the_machines(ledger: Ledger, make: Make) -> None:
    (made,) = make().claims
    ledger.judge(Verdict(kind="correct", claims=(made,), reviewer="Bob", field="status", value='"possible"'))
    assert (ledger.claim(made).claim.status, ledger.claim(made).review) == ("possible", "corrected")
    assert ledger.claim(made).claim.made_by == "person"
    add(ledger, reworded(ARTICLE, "at dawn", "in the small hours of that day"), maker="reader@2")
    assert (ledger.claim(made).claim.status, ledger.claim(made).review) == ("possible", "corrected")
    ledger.judge(Verdict(kind="reject", claims=(made,), reviewer="Bob"))
    assert made not in [claim.id for claim, _ in ledger.current_claims()]


def test_it_is_taken_back_with_its_judgement_and_comes_again_with_what_was_judged_on_it(
    ledger: Ledger, make: Make
) -> None:
    recorded = make().judgement
    made = recorded.claims[0]
    ledger.judge(Verdict(kind="correct", claims=(made,), reviewer="Bob", field="status", value='"possible"'))
    undone = ledger.judge(Verdict(kind="undo", reviewer="Ann", undoes=recorded.id), block_keys=block_keys)
    assert undone.claims == ()
    assert ledger.claims().total == 1
    assert ledger.orphans() == ()
    assert ledger.check() == ()
    again = ledger.judge(Verdict(kind="undo", reviewer="Ann", undoes=undone.judgement.id), block_keys=block_keys)
    assert again.claims == (made,)
    assert (ledger.claim(made).claim.status, ledger.claim(made).review) == ("possible", "corrected")


def test_what_was_taken_back_stays_so_when_the_report_is_read_again(ledger: Ledger, make: Make) -> None:
    recorded = make().judgement
    ledger.judge(Verdict(kind="undo", reviewer="Ann", undoes=recorded.id))
    added = add(ledger, ARTICLE, maker="reader@2")
    assert (len(added.come), added.orphaned) == (1, 0)
    assert ledger.orphans() == ()


def test_taking_a_claim_back_leaves_judgements_on_the_machines_claims_where_they_are(
    ledger: Ledger, make: Make
) -> None:
    machine = next(iter(ledger.claims())).claim.id
    ledger.judge(Verdict(kind="reject", claims=(machine,), reviewer="Bob"))
    recorded = make().judgement
    ledger.judge(Verdict(kind="undo", reviewer="Ann", undoes=recorded.id))
    assert ledger.claim(machine).review == "rejected"


def test_a_judgement_on_a_machines_claim_never_moves_to_a_persons(ledger: Ledger, make: Make) -> None:
    machine = make_claims(ARTICLE)[0]
    like = drafted(trigger="fell", event=machine.event)
    (made,) = make(replace(like, trigger=machine.trigger, sentence=machine.sentence)).claims
    ledger.judge(Verdict(kind="reject", claims=(machine.id,), reviewer="Bob"))
    assert add(ledger, ARTICLE, maker="reader@2", claims=()).orphaned == 1
    assert ledger.claim(made).review == "accepted"


def test_one_person_makes_two_claims_of_the_same_words(ledger: Ledger, make: Make) -> None:
    one, other = make().claims[0], make().claims[0]
    assert one != other
    assert ledger.claims(Filter(made_by=("Ann",))).total == 2


def test_who_did_not_see_that_somebody_made_the_claim_is_told(ledger: Ledger, make: Make) -> None:
    first = make(who="Bob", seen=UNSEEN).judgement
    with pytest.raises(ConflictError, match="Bob made a judgement on it"):
        make(seen=UNSEEN)
    assert ledger.claims(Filter(made_by=("person",))).total == 1
    make(seen=first.id)
    make(drafted(event="harm.killed"), seen=UNSEEN)
    assert ledger.claims(Filter(made_by=("person",))).total == 3


def test_without_block_keys_it_is_noted_to_be_given_some(ledger: Ledger) -> None:
    add(ledger, ARTICLE)
    made = ledger.judge(Verdict(kind="claim", reviewer="Ann", value=claim_to_json(drafted()))).claims
    assert ledger.unweighed().claims == made


def misplaced() -> list[Claim]:
    good = drafted()
    day = date(2022, 6, 1)
    return [
        replace(good, trigger=Span(text="fell", start=0, end=4)),
        replace(good, trigger=Span(text="occupied", **_at("occupied"))),
        replace(good, places=(replace(good.places[0], end=9_999),)),
        replace(good, when=replace(good.when, from_day=day, to_day=day.replace(day=1, month=5))),
        replace(good, counts=(replace(good.counts[0], low=14),)),
    ]


def _at(words: str) -> dict[str, int]:
    start = ARTICLE.text.index(words)
    return {"start": start, "end": start + len(words)}


@pytest.mark.parametrize("claim", misplaced())
def test_what_does_not_stand_in_the_text_is_refused(ledger: Ledger, make: Make, claim: Claim) -> None:
    with pytest.raises(JudgementError):
        make(claim)
    assert ledger.judgements() == ()


@pytest.mark.parametrize("value", ["", "[]", "{}", '"fell"', "{", "7"])
def test_what_is_no_claim_is_refused(ledger: Ledger, value: str) -> None:
    with pytest.raises(JudgementError):
        ledger.judge(Verdict(kind="claim", reviewer="Ann", value=value))


def test_a_claim_names_no_claims_and_has_a_reviewer(ledger: Ledger, make: Make) -> None:
    value = claim_to_json(drafted())
    for verdict in (Verdict(kind="claim", reviewer=" ", value=value), Verdict(kind="claim", reviewer="Ann"),
                    Verdict(kind="claim", claims=("c-1",), reviewer="Ann", value=value)):  # fmt: skip
        with pytest.raises(JudgementError):
            ledger.judge(verdict)


def test_a_claim_on_a_former_text_or_on_none_is_refused(ledger: Ledger, make: Make) -> None:
    changed = reworded(ARTICLE, "at dawn", "at noon")
    add(ledger, changed)
    with pytest.raises(JudgementError, match=changed.id):
        make()
    with pytest.raises(NotKeptError):
        make(replace(drafted(), article=replace(ARTICLE.head, id="a-none")))


def test_whoever_sends_it_makes_it_whatever_the_line_says(ledger: Ledger, make: Make) -> None:
    forged = replace(drafted(), id="c-mine", maker="sayso-en@9", confidence=0.1)
    claim = ledger.claim(make(forged).claims[0]).claim
    assert (claim.id != "c-mine", claim.maker, claim.confidence) == (True, "person:Ann", 1.0)
    assert claim_to_dict(claim)["maker"] == "person:Ann"

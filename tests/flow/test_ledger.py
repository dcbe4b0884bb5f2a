"""Articles added and weighed one by one: whatever the order, the picture is the same, and it is that of all at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from sayso.base.codec import claim_to_json, control_to_dict, incident_to_dict
from sayso.base.errors import JudgementError, NotKeptError
from sayso.base.settings import Settings
from sayso.flow.chain import load_chain, read_reports
from sayso.flow.ledger import Digest, add_article, digest_article, judge_claims, weigh_ledger, weigher_of
from sayso.flow.weighing import Weigher
from sayso.keep import Ledger, Verdict, open_ledger
from sayso.keep.store.block_keys import MIXED
from sayso.keep.store.claim_links import ClaimLinks
from sayso.keep.tables import schema
from sayso.model import Article, Block, Claim, Span
from sayso.packs.incident_rules import incident_rules_of
from sayso.packs.pack import load_pack
from sayso.weigh import found_by, incidents_maker, sign_text
from tests.weigh.claims import ALDEN, BIRCH, CORVIN, NOWHERE, SHIRE, claim_of, placed_in, town

Told = tuple[Article, Digest]
Reopened = Callable[[], Ledger]


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Reopened]:
    """Makes empty ledgers."""
    opened: list[Ledger] = []
    numbers = count()

    def make() -> Ledger:
        opened.append(open_ledger(tmp_path / f"{next(numbers)}.db"))
        return opened[-1]

    yield make
    for ledger in opened:
        ledger.close()


@dataclass(frozen=True)
class Picture:
    """What a ledger says, ids of incidents aside."""

    incidents: tuple[Any, ...]
    control: tuple[Any, ...]


def picture_of(ledger: Ledger) -> Picture:
    incidents = [incident_to_dict(one) | {"id": None} for one in ledger.incidents(limit=10_000)]
    control = [control_to_dict(run) for run in ledger.control()]
    return Picture(tuple(sorted(incidents, key=repr)), tuple(control))


def add_all(ledger: Ledger, told: Sequence[Told], *, maker: str = "m@1#0") -> Picture:
    weigher = weigher_of(ledger, Settings())
    for article, digest in told:
        add_article(article, digest, weigher, maker=maker)
    weigher.settle_control()
    assert not ledger.unweighed()
    return picture_of(ledger)


def report(number: int, *claims: Claim, text: str | None = None) -> Told:
    """An invented article with its claims, whose ids and places in the text are made to fit."""
    name = f"a-{number:03}"
    text = text or f"Report {number}. " + " ".join(f"Line {line} of report {number}." for line in range(9))
    head = replace(claims[0].article, id=name) if claims else None
    blocks = (Block(kind="paragraph", start=0, end=len(text)),)
    article = Article(id=name, text=text, blocks=blocks, sha256=name, published=head.published if head else None)
    return article, Digest(claims=placed_in(article, claims), signature=sign_text(text))


PLACES = st.sampled_from([ALDEN, BIRCH, CORVIN, SHIRE, NOWHERE])
EVENTS = st.sampled_from(
    ["territory.captured", "territory.withdrawn", "territory.held", "strike.shelling", "battle.clash", "harm.killed"]
)
CLAIMS = st.builds(
    lambda event, place, day, party, status, whole: replace(
        claim_of(
            event,
            place,
            on=f"2023-05-{day:02}" if day else None,
            by="Ada Lovelace" if party == "UKR" else None,
            actor=party,
            count=("people", day, day) if event == "harm.killed" and day else None,
            status=status,
            words="All of it was told" if whole else "The guns were heard",
        )
    ),
    EVENTS,
    PLACES,
    st.integers(0, 6),
    st.sampled_from(["RUS", "UKR"]),
    st.sampled_from(["happened", "happened", "planned", "denied"]),
    st.booleans(),
)
REPORTS = st.lists(st.lists(CLAIMS, min_size=1, max_size=4), min_size=2, max_size=6).map(
    lambda reports: [report(number, *claims) for number, claims in enumerate(reports)]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=REPORTS, data=st.data())
def test_any_order_of_adding_gives_the_same_incidents_and_the_same_control(
    fresh: Reopened, told: list[Told], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(told))
    with fresh() as one, fresh() as other:
        assert add_all(one, told) == add_all(other, shuffled)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=REPORTS)
def test_weighing_all_at_once_changes_nothing(fresh: Reopened, told: list[Told]) -> None:
    with fresh() as ledger:
        one_by_one = add_all(ledger, told)
        names = {incident.id for incident in ledger.incidents(limit=10_000)}
        weigh_ledger(ledger, Settings())
        assert picture_of(ledger) == one_by_one
        assert {incident.id for incident in ledger.incidents(limit=10_000)} == names


JUDGED = st.lists(
    st.tuples(
        st.sampled_from(["reject", "accept", "correct", "same", "different", "undo", "claim", "claim"]),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=REPORTS, decisions=JUDGED)
def test_what_judgements_reach_is_weighed_as_if_all_were_weighed(
    fresh: Reopened, told: list[Told], decisions: list[tuple[Any, int, int]]
) -> None:
    claims = [claim.id for _, digest in told for claim in digest.claims]
    with fresh() as ledger:
        add_all(ledger, told)
        recorded: list[str] = []
        for kind, one, other in decisions:
            pair = tuple(dict.fromkeys((claims[one % len(claims)], claims[other % len(claims)])))
            verdict = Verdict(kind=kind, claims=pair[:1], reviewer="ada")
            if kind in ("same", "different"):
                if len(pair) < 2:
                    continue
                verdict = replace(verdict, claims=pair)
            elif kind == "correct":
                verdict = replace(verdict, field="status", value='"denied"')
            elif kind == "claim":
                digest = told[one % len(told)][1]
                like = digest.claims[other % len(digest.claims)]
                verdict = Verdict(kind="claim", reviewer="ada", value=claim_to_json(made_of(like, ledger)))
            elif kind == "undo":
                if not recorded:
                    continue
                verdict = replace(verdict, claims=(), undoes=recorded[one % len(recorded)])
            with suppress(NotKeptError):  # the claim may have been taken back
                (judged,) = judge_claims([(verdict, None)], ledger, Settings())
                recorded.append(judged.judgement.id)
        assert not ledger.unweighed()
        reached = picture_of(ledger)
        weigh_ledger(ledger, Settings())
        assert picture_of(ledger) == reached


def made_of(like: Claim, ledger: Ledger) -> Claim:
    """A claim such as a person makes: like that one, a day later, with its parts on the first letters of the text."""
    text = ledger.article(like.article.id).article.text
    here = {"text": text[:9], "start": 0, "end": 9}
    parts = {
        name: tuple(replace(one, **here) for one in getattr(like, name))
        for name in ("actors", "targets", "places", "counts", "sources")
    }
    when = replace(like.when, text=None, start=None, end=None)
    return replace(like, when=when, trigger=Span(**here), sentence=Span(**here), status_cue=None, quote=None, **parts)


def test_a_claim_that_a_person_makes_is_weighed_and_bears_on_control_until_it_is_taken_back(fresh: Reopened) -> None:
    told = [report(1, claim_of("battle.clash", ALDEN, on="2023-05-02"))]
    with fresh() as ledger:
        before = add_all(ledger, told)
        taken = claim_of("territory.captured", ALDEN, on="2023-05-02", by="Ada Lovelace", actor="RUS")
        made = made_of(replace(taken, article=told[0][0].head), ledger)
        verdict = Verdict(kind="claim", reviewer="ada", value=claim_to_json(made))
        (judged,) = judge_claims([(verdict, None)], ledger, Settings())
        assert ledger.claim(judged.claims[0]).incident in {one.id for one in ledger.incidents()}
        assert "RUS" in [run.holder for run in ledger.control()]
        undo = Verdict(kind="undo", reviewer="ada", undoes=judged.judgement.id)
        judge_claims([(undo, None)], ledger, Settings())
        assert picture_of(ledger) == before


@pytest.mark.parametrize(("field", "value"), [("event", "territory.sold"), ("party", "Mordor")])
def test_what_the_codebook_has_not_is_refused(fresh: Reopened, field: str, value: str) -> None:
    told = [report(1, claim_of("battle.clash", ALDEN, on="2023-05-02", actor="RUS"))]
    with fresh() as ledger:
        add_all(ledger, told)
        made = made_of(told[0][1].claims[0], ledger)
        made = (
            replace(made, event=value)
            if field == "event"
            else replace(made, actors=(replace(made.actors[0], party=value),))
        )
        verdict = Verdict(kind="claim", reviewer="ada", value=claim_to_json(made))
        with pytest.raises(JudgementError, match=value):
            judge_claims([(verdict, None)], ledger, Settings())
        assert ledger.judgements() == ()


@pytest.fixture(scope="module")
def bulletins() -> list[Told]:
    folder = load_pack("bulletins").folder / "reports"
    chain = load_chain(None)
    read = [one for one in read_reports([folder], Settings()) if isinstance(one, Article)]
    return [(article, digest_article(article, chain)) for article in read]


def test_the_bulletins_give_one_picture_in_whatever_order(fresh: Reopened, bulletins: list[Told]) -> None:
    with fresh() as one, fresh() as other:
        assert add_all(one, bulletins) == add_all(other, bulletins[::-1])


def test_both_sides_say_that_hirske_is_held_by_russia(fresh: Reopened, bulletins: list[Told]) -> None:
    by_ukraine = claim_of("territory.captured", ALDEN, on="2022-06-24", by="Ada Lovelace", actor="RUS")
    hirske = next(
        place for _, digest in bulletins for claim in digest.claims for place in claim.places if place.name == "Hirske"
    )
    admitted = replace(
        by_ukraine, places=(hirske,), sources=(replace(by_ukraine.sources[0], party="UKR", sector="GOV"),)
    )
    with fresh() as ledger:
        add_all(ledger, [*bulletins, report(1, admitted)])
        runs = [run for run in ledger.control() if run.place.name == "Hirske" and run.holder == "RUS"]
        assert [(str(run.from_day), run.standing, run.said_by) for run in runs] == [
            ("2022-06-24", "agreed", ("RUS", "UKR"))
        ]


def test_another_maker_keeps_the_ids_of_incidents_and_the_judgements(fresh: Reopened) -> None:
    captured = claim_of("territory.captured", ALDEN, on="2023-05-02", actor="RUS")
    article, digest = report(1, captured)
    again = replace(digest, claims=tuple(replace(claim, id="c-other", maker="m@2") for claim in digest.claims))
    with fresh() as ledger:
        add_all(ledger, [(article, digest)])
        (before,) = ledger.incidents()
        verdict = Verdict(kind="accept", claims=(digest.claims[0].id,), reviewer="ada")
        judge_claims([(verdict, None)], ledger, Settings())
        add_all(ledger, [(article, again)], maker="m@2#0")
        (after,) = ledger.incidents()
        assert (after.id, after.claims) == (before.id, ("c-other",))
        assert ledger.claim("c-other").review == "accepted"


def test_a_person_parts_and_joins_what_the_score_does_not(fresh: Reopened) -> None:
    told = [
        report(n, claim_of("territory.captured", ALDEN, on="2023-05-02", actor="RUS", by=f"Ada {n}")) for n in (1, 2)
    ]
    pair = tuple(digest.claims[0].id for _, digest in told)
    with fresh() as ledger:
        add_all(ledger, told)
        (together,) = ledger.incidents()
        (judged,) = judge_claims([(Verdict(kind="different", claims=pair, reviewer="ada"), None)], ledger, Settings())
        assert ledger.incidents().total == 2
        assert ledger.incident(together.id).id == together.id
        judge_claims([(Verdict(kind="undo", reviewer="ada", undoes=judged.judgement.id), None)], ledger, Settings())
        assert [incident.claims for incident in ledger.incidents()] == [together.claims]


def test_a_copy_adds_no_voice_and_a_report_of_its_own_does(fresh: Reopened) -> None:
    words = " ".join(f"word{number} of the wire report about the town" for number in range(40))
    captured = claim_of("territory.captured", ALDEN, on="2023-05-02", actor="RUS")
    wire, copy = report(1, captured, text=words), report(2, captured, text=f"By our desk. {words}")
    own = report(3, captured)
    with fresh() as ledger:
        add_all(ledger, [wire, copy])
        assert [incident.voices for incident in ledger.incidents()] == [1]
        add_all(ledger, [own])
        assert [(len(incident.claims), incident.voices) for incident in ledger.incidents()] == [(3, 2)]


def test_what_is_said_of_a_whole_region_reaches_the_towns_in_it_whichever_comes_first(fresh: Reopened) -> None:
    held = report(1, claim_of("territory.held", ALDEN, on="2023-05-01", actor="UKR"))
    whole = replace(
        claim_of("territory.captured", SHIRE, on="2023-05-05", actor="RUS", words="They took all of Luhansk region"),
        places=(replace(SHIRE, text="Luhansk region", start=17, end=31),),
    )
    taken = report(2, whole)
    with fresh() as one, fresh() as other:
        assert add_all(one, [held, taken]) == add_all(other, [taken, held])
        assert "RUS" in {run.holder for run in one.control() if run.place.name == "Alden"}


def test_a_rejected_word_on_a_whole_region_lets_go_of_its_towns(fresh: Reopened) -> None:
    held = report(1, claim_of("territory.held", ALDEN, on="2023-05-01", actor="UKR"))
    whole = replace(
        claim_of("territory.captured", SHIRE, on="2023-05-05", actor="RUS", words="They took all of Luhansk region"),
        places=(replace(SHIRE, text="Luhansk region", start=17, end=31),),
    )
    taken = report(2, whole)
    with fresh() as ledger:
        add_all(ledger, [held, taken])
        verdict = Verdict(kind="reject", claims=(taken[1].claims[0].id,), reviewer="ada")
        judge_claims([(verdict, None)], ledger, Settings())
        assert "RUS" not in {run.holder for run in ledger.control()}


def test_who_holds_a_site_without_a_number_is_told_whatever_reports_call_it(fresh: Reopened) -> None:
    isle = town("Gull Island", 45.255, 30.204, geonameid=None)
    told = [
        report(1, claim_of("territory.captured", isle, on="2023-05-01", actor="RUS")),
        report(2, claim_of("territory.withdrawn", replace(isle, text="the rock"), on="2023-05-09", actor="RUS")),
    ]
    with fresh() as ledger:
        add_all(ledger, told)
        runs = [(run.place.name, run.holder, str(run.from_day)) for run in ledger.control()]
        weigh_ledger(ledger, Settings())
        assert [(run.place.name, run.holder, str(run.from_day)) for run in ledger.control()] == runs
    assert runs == [("Gull Island", "RUS", "2023-05-01"), ("Gull Island", None, "2023-05-09")]


def test_an_incident_from_before_makers_is_read_without_one_and_gets_it_when_it_is_weighed_again(
    fresh: Reopened,
) -> None:
    ledger = fresh()
    weigher = weigher_of(ledger, Settings())
    shelled = [
        report(at, claim_of("strike.shelling", place, on="2023-05-01", actor="RUS"))
        for at, place in enumerate((ALDEN, CORVIN, ALDEN))
    ]
    add_all(ledger, shelled[:2])
    maker = incidents_maker(weigher.codebook.incidents)
    assert makers_of(ledger) == {"Alden": maker, "Corvin": maker}
    with ledger.writing() as connection:
        for number, line in connection.execute(select(schema.incidents.c.number, schema.incidents.c.line)).all():
            old = json.dumps({key: value for key, value in json.loads(line).items() if key != "maker"})
            connection.execute(update(schema.incidents).where(schema.incidents.c.number == number).values(line=old))
    assert makers_of(ledger) == {"Alden": None, "Corvin": None}
    assert ledger.check() == ()
    add_article(*shelled[2], weigher, maker="m@1#0")
    assert makers_of(ledger) == {"Alden": maker, "Corvin": None}
    weigher.weigh_everything()
    assert makers_of(ledger) == {"Alden": maker, "Corvin": maker}


def makers_of(ledger: Ledger) -> dict[str, str | None]:
    """The maker of each incident, by the name of its place."""
    return {one.place.name: one.maker for one in ledger.incidents() if one.place and one.place.name}


def with_other_rows(weigher: Weigher) -> Weigher:
    """The same with a codebook whose rows of types have other names."""
    rules = weigher.codebook.incidents
    edited = incident_rules_of(
        [replace(row, id=f"{row.id}-anew") for row in rules.rows], rules.parties,
        counted={kind.id: kind for kind in rules.counted.values()}.values(), sayings=rules.sayings, types=rules.order,
    )  # fmt: skip
    return Weigher(weigher.ledger, replace(weigher.codebook, incidents=edited))


def test_once_all_is_weighed_by_an_edited_codebook_new_claims_find_the_old_ones(fresh: Reopened) -> None:
    ledger = fresh()
    weigher = weigher_of(ledger, Settings())
    words = ("The guns were heard all night", "Shells fell on the market hall")
    shelled = [
        report(at, claim_of("strike.shelling", ALDEN, on="2023-05-01", actor="RUS", words=words[at])) for at in range(2)
    ]
    add_article(*shelled[0], weigher, maker="m@1#0")
    edited = with_other_rows(weigher)
    edited.weigh_everything()
    add_article(*shelled[1], edited, maker="m@1#0")
    (incident,) = ledger.incidents()
    assert len(incident.claims) == 2
    assert ledger.check() == ()


def test_links_that_were_found_by_another_codebook_are_not_relied_on(
    fresh: Reopened, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = fresh()
    weigher = weigher_of(ledger, Settings())
    shelled = [report(at, claim_of("strike.shelling", ALDEN, on="2023-05-01", actor="RUS")) for at in range(2)]
    add_article(*shelled[0], weigher, maker="m@1#0")
    monkeypatch.setattr(ClaimLinks, "of", lambda _links, _claims: pytest.fail("they were asked for"))
    add_article(*shelled[1], with_other_rows(weigher), maker="m@1#0")
    assert ledger.counts()["articles"] == 2


def test_keys_of_two_codebooks_are_known_to_be_mixed_until_all_is_weighed(fresh: Reopened) -> None:
    ledger = fresh()
    weigher = weigher_of(ledger, Settings())
    edited = with_other_rows(weigher)
    for at, one in enumerate((weigher, edited, weigher)):
        add_article(*report(at, claim_of("strike.shelling", ALDEN, on="2023-05-01")), one, maker="m@1#0")
    assert ledger.facts()["block_keys"] == MIXED
    weigher.weigh_everything()
    assert ledger.facts()["block_keys"] == found_by(weigher.codebook.incidents)

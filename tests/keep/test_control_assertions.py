"""What claims tell of control is kept: what is weighed from it is, after whatever happens, what all claims give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from sayso.base.codec import claim_to_json, record_to_json
from sayso.base.errors import NotKeptError
from sayso.base.ids import place_key
from sayso.base.settings import Settings
from sayso.flow.ledger import Digest, add_article, judge_claims, weigh_ledger, weigher_of
from sayso.flow.weighing import Weigher
from sayso.keep import ControlAssertions, Ledger, Verdict, open_ledger
from sayso.keep.tables import schema
from sayso.model import Article, Block, Claim, ControlAssertion, ControlPlace, KeptAssertion, Place, Span
from sayso.weigh import sign_text
from tests.keep.made import add, make_article
from tests.weigh.claims import ALDEN, BIRCH, CORVIN, NOWHERE, SHIRE, claim_of, codebook, placed_in

WHOLE = "They took all of Luhansk region"
SHIRE_NAMED = replace(SHIRE, text="Luhansk region", start=17, end=31)
ALIAS = replace(ALDEN, text="Old Alden", name="Alden-on-the-Wold")
AREA = "area:UA/Luhansk"
Fresh = Callable[[], Ledger]


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fresh]:
    """Makes empty ledgers, on either engine."""
    opened: list[Ledger] = []
    numbers = count()
    if request.param == "postgresql":
        new, blank = request.getfixturevalue("new_database"), request.getfixturevalue("blank_database")

    def make() -> Ledger:
        where = new(blank) if request.param == "postgresql" else tmp_path / f"{next(numbers)}.db"
        opened.append(open_ledger(where))
        return opened[-1]

    yield make
    for ledger in opened:
        ledger.close()


def taken(day: int, party: str = "RUS", place: Place = ALDEN, **more: Any) -> Claim:
    return claim_of("territory.captured", place, on=f"2023-05-{day:02}", actor=party, **more)


def region(day: int, party: str = "RUS") -> Claim:
    """A claim that all of the region was taken."""
    claim = taken(day, party, SHIRE, words=WHOLE)
    return replace(claim, places=(SHIRE_NAMED,))


def edition(number: int, *claims: Claim, again: int = 0) -> tuple[Article, Digest]:
    """An article, or a later text of it, with these claims on its first letters."""
    text = f"Report {number}. " + " ".join(f"Line {line} of report {number}." for line in range(9)) + " More." * again
    name = f"a-{number:03}-{again}"
    blocks = (Block(kind="paragraph", start=0, end=len(text)),)
    url = f"https://example.org/{number}"
    article = Article(id=name, text=text, blocks=blocks, sha256=name, url=url, published=date(2023, 5, 10))
    return article, Digest(claims=placed_in(article, claims), signature=sign_text(text))


def read(ledger: Ledger, *told: tuple[Article, Digest]) -> None:
    """Adds the articles, each settled before the next."""
    weigher = weigher_of(ledger, Settings())
    for article, digest in told:
        add_article(article, digest, weigher, maker="m@1#0")
        weigher.settle_control()


def runs_of(ledger: Ledger) -> list[str]:
    return [record_to_json(run) for run in ledger.control()]


def holders_of(ledger: Ledger, name: str) -> set[str]:
    return {run.holder for run in ledger.control() if run.place.name == name and run.holder}


DAYS = st.one_of(
    st.none(),
    st.integers(1, 28).map(lambda day: f"2023-05-{day:02}"),
    st.tuples(st.integers(1, 9), st.integers(10, 28)).map(lambda days: tuple(f"2023-05-{day:02}" for day in days)),
    st.sampled_from([("2023-04-01", "2023-05-20"), ("2022-11-01", "2022-11-03"), ("2023-01-01", "2023-12-31")]),
)
EVENTS = st.sampled_from(
    [f"territory.{word}" for word in ("captured", "withdrawn", "held")]
    + [f"battle.{word}" for word in ("advance", "clash", "repelled")]
)
CLAIMS = st.one_of(
    st.builds(region, st.integers(1, 28), st.sampled_from(["RUS", "UKR"])),
    st.builds(
        lambda event, place, on, party, status: claim_of(event, place, on=on, actor=party, target=party, status=status),
        EVENTS,
        st.sampled_from([ALDEN, ALDEN, ALIAS, replace(BIRCH, precision="near"), BIRCH, CORVIN, SHIRE, NOWHERE]),
        DAYS,
        st.sampled_from(["RUS", "UKR", None]),
        st.sampled_from(["happened", "happened", "ongoing", "planned", "denied"]),
    ),
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["read", "read", "reject", "correct", "claim", "undo"]),
        st.integers(0, 3),
        st.lists(CLAIMS, max_size=4),
    ),
    min_size=2,
    max_size=9,
)


class Life:
    """What happens to a ledger: texts come and are changed, people judge and take it back."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.again, self.recorded = ledger, count(), list[str]()

    def step(self, kind: str, number: int, claims: list[Claim]) -> None:
        if kind == "read":
            read(self.ledger, edition(number, *claims, again=next(self.again)))
            return
        there = [claim for claim, _ in self.ledger.current_claims()]
        verdict = self._verdict(kind, number, there)
        if verdict:
            with suppress(NotKeptError):  # the claim may have been taken back
                (judged,) = judge_claims([(verdict, None)], self.ledger, Settings())
                self.recorded.append(judged.judgement.id)

    def _verdict(self, kind: str, number: int, there: list[Claim]) -> Verdict | None:
        if kind == "undo" and self.recorded:
            return Verdict(kind="undo", reviewer="ada", undoes=self.recorded[number % len(self.recorded)])
        if kind == "undo" or not there:
            return None
        claim = there[number % len(there)]
        if kind == "correct":
            return Verdict(kind="correct", claims=(claim.id,), reviewer="ada", field="status", value='"denied"')
        if kind == "claim":
            return Verdict(kind="claim", reviewer="ada", value=claim_to_json(made_of(claim, self.ledger)))
        return Verdict(kind="reject", claims=(claim.id,), reviewer="ada")


def made_of(like: Claim, ledger: Ledger) -> Claim:
    """A claim such as a person makes: like that one, with its parts on the first letters of the text."""
    here = {"text": ledger.article(like.article.id).article.text[:9], "start": 0, "end": 9}
    parts = {
        name: tuple(replace(one, **here) for one in getattr(like, name)) for name in ("actors", "targets", "places")
    }
    when = replace(like.when, text=None, start=None, end=None)
    return replace(like, when=when, trigger=Span(**here), sentence=Span(**here), **parts)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_control_is_what_all_claims_give_whatever_happened_before(fresh: Fresh, steps: list[Any]) -> None:
    with fresh() as ledger:
        life = Life(ledger)
        for kind, number, claims in steps:
            life.step(kind, number, claims)
        assert not ledger.unweighed()
        settled = runs_of(ledger)
        weigh_ledger(ledger, Settings())
        assert runs_of(ledger) == settled


def test_a_ledger_that_keeps_no_tellings_yet_makes_them_before_a_claim_is_judged(fresh: Fresh) -> None:
    with fresh() as ledger:
        shire = edition(2, region(5))
        read(ledger, edition(1, taken(1, "UKR")), shire)
        assert holders_of(ledger, "Alden") == {"UKR", "RUS"}
        with ledger.writing() as connection:
            connection.execute(delete(schema.tellings))
            connection.execute(delete(schema.facts))
        verdict = Verdict(kind="reject", claims=(shire[1].claims[0].id,), reviewer="ada")
        judge_claims([(verdict, None)], ledger, Settings())
        assert holders_of(ledger, "Alden") == {"UKR"}


def test_an_edited_codebook_has_all_told_anew(fresh: Fresh) -> None:
    with fresh() as ledger:
        read(ledger, edition(1, taken(1)))
        rules = replace(codebook().control, kinds=frozenset({"region"}))
        Weigher(ledger, replace(codebook(), control=rules)).settle_control()
        assert ControlAssertions(ledger).of([place_key(ALDEN)])[place_key(ALDEN)].assertions == ()


def makers_of(ledger: Ledger) -> set[str]:
    return {run.rule for run in ledger.control()}


def test_runs_by_other_days_are_all_made_anew_at_the_next_weighing_and_not_again(fresh: Fresh) -> None:
    with fresh() as ledger:
        read(ledger, edition(1, taken(1)), edition(2, taken(1, place=BIRCH)))
        assert makers_of(ledger) == {codebook().control.maker}
        Weigher(ledger, codebook(), decay_days=7).settle_control()
        assert makers_of(ledger) == {codebook().control.with_decay(7).maker}
        assert {str(run.from_day) for run in ledger.control()} == {"2023-05-01", "2023-05-09"}
        again = runs_of(ledger)
        Weigher(ledger, codebook(), decay_days=7).settle_control()
        assert runs_of(ledger) == again
        assert not ledger.unweighed()


def test_runs_of_an_older_ledger_are_named_by_maker_and_rule_at_the_next_weighing(fresh: Fresh) -> None:
    with fresh() as ledger:
        read(ledger, edition(1, taken(1)))
        runs = ledger.control().items
        ledger.put_control((), [replace(run, rule="control@1", fired=None) for run in runs])
        with ledger.writing() as connection:
            connection.execute(delete(schema.facts).where(schema.facts.c.name == "control"))
        weigher_of(ledger, Settings()).settle_control()
        assert ledger.control().items == runs
        assert {run.fired for run in runs} == {"gain", "decay"}


def test_a_place_of_which_no_claim_tells_any_more_loses_its_runs_when_all_are_made_anew(fresh: Fresh) -> None:
    with fresh() as ledger:
        read(ledger, edition(1, taken(1)))
        (run, *_) = ledger.control().items
        gone = replace(run, place=replace(run.place, geonameid=9, name="Gone"))
        ledger.put_control((), [gone])
        Weigher(ledger, codebook(), decay_days=7).settle_control()
        assert holders_of(ledger, "Gone") == set()


def test_everything_weighed_at_once_is_by_the_maker_in_force(fresh: Fresh) -> None:
    with fresh() as ledger:
        read(ledger, edition(1, taken(1)))
        Weigher(ledger, codebook(), decay_days=7).weigh_everything()
        assert makers_of(ledger) == {codebook().control.with_decay(7).maker}
        assert ControlAssertions(ledger).control_maker() == codebook().control.with_decay(7).maker


def test_the_towns_of_a_region_are_weighed_again_only_when_something_new_is_told_of_all_of_it(fresh: Fresh) -> None:
    with fresh() as ledger:
        read(ledger, edition(1, taken(1, "UKR")), edition(2, taken(1, "UKR", BIRCH)), edition(3, region(5)))
        weigher = weigher_of(ledger, Settings())
        article, digest = edition(4, taken(7, "UKR"))
        add_article(article, digest, weigher, maker="m@1#0")
        assert ledger.unweighed().places == (place_key(ALDEN),)
        article, digest = edition(5, region(9, "UKR"))
        add_article(article, digest, weigher, maker="m@1#0")
        assert AREA in ledger.unweighed().places
        weigher.settle_control()
        assert "2023-05-09" in {str(run.from_day) for run in ledger.control() if run.place.name == "Birch"}


PLACE = ControlPlace(name="Alden", geonameid=7, latitude=48.7, longitude=38.4, country="UA", admin1="Luhansk")


def telling(claim: str, **more: Any) -> ControlAssertion:
    plain: dict[str, Any] = {
        "kind": "gains",
        "party": "RUS",
        "loser": None,
        "sayer": "UKR",
        "event": "x.y",
        "fired": "gain",
    }
    plain |= {"from_day": date(2023, 5, 1), "to_day": date(2023, 5, 2)}
    return ControlAssertion(claim=claim, **plain | more)


def test_what_was_told_comes_back_as_it_was(ledger: Ledger) -> None:
    one, other, *_ = add(ledger, make_article(1)).come
    first = telling(one, is_bound=True, is_implied=True, loser="UKR")
    second = telling(one, kind="holds", party=None, sayer=None, is_throughout=True)
    area = telling(one, is_area=True)
    told = [KeptAssertion(key="g:7", area=AREA, place=PLACE, telling=found) for found in (first, second)]
    kept = ControlAssertions(ledger)
    kept.put(
        {
            one: [*told, KeptAssertion(key=AREA, area=None, place=None, telling=area)],
            other: [KeptAssertion(key="g:7", area=AREA, place=replace(PLACE, name="Old Alden"), telling=None)],
        }
    )
    found = kept.of(["g:7", AREA])
    assert set(found["g:7"].assertions) == {first, second}
    assert found["g:7"].places == {PLACE, replace(PLACE, name="Old Alden")}
    assert (found[AREA].places, found[AREA].assertions) == (frozenset(), (area,))
    assert kept.keys([AREA]) == ["g:7"]


def test_what_a_claim_told_goes_with_it_and_its_region_is_marked(ledger: Ledger) -> None:
    (one, *_) = add(ledger, make_article(1)).come
    kept = ControlAssertions(ledger)
    kept.put({one: [KeptAssertion(key=AREA, area=None, place=None, telling=telling(one, is_area=True))]})
    ledger.put_control([AREA], ())
    add(ledger, make_article(1), maker="reader@2")
    assert kept.of([AREA]) == {}
    assert AREA in ledger.unweighed().places


def test_claims_wait_until_it_is_kept_what_they_tell(ledger: Ledger) -> None:
    come = add(ledger, make_article(1)).come
    assert set(ledger.unweighed().tellings) == set(come)
    ControlAssertions(ledger).put(dict.fromkeys(come, ()))
    assert ledger.unweighed().tellings == ()

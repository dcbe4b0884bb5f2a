"""How fillers came to their claims, on every page that tells of them: nothing carried passes for stated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.base.settings import Settings
from sayso.flow.ledger import Digest, add_article, weigher_of
from sayso.keep import Ledger, open_ledger
from sayso.model import Article, Claim, Span, When
from sayso.show.web import bases
from sayso.show.web.lit import lit_of
from sayso.show.web.marks import show_marks
from sayso.weigh import sign_text
from tests.show.small_ledger import KHERSON, MAKER, app_of, claim, report

FIRST, THEN = "Rebels took Hirske on Friday.", "They shelled a market as guards left Kherson."
PADDING = "Nothing else was told of. " * 90


def told(*between: str) -> tuple[Article, Claim]:
    """A claim of the second sentence, whose place, day and doers the first one gave; and what stands between them."""
    article = report(1, "The Courier", [FIRST, *between, THEN])
    they = ("They", "Rebels", "RUS")
    made = claim(
        article, THEN, "shelled", "strike.shelling", who=they, source=None, day=date(2022, 6, 24), town=KHERSON
    )
    given = Span(text="Rebels", start=0, end=6)
    actor = replace(made.actors[0], basis="resolved", rule="pronoun", given=given)
    at = article.text.index("Hirske")
    carried = replace(
        made.places[0], text="Hirske", name="Hirske", start=at, end=at + 6, basis="carried", geonameid=707308
    )
    friday = article.text.index("Friday")
    when = replace(made.when, text="Friday", start=friday, end=friday + 6, basis="carried")
    places = (carried, replace(made.places[0], basis="linked"))
    return article, replace(made, actors=(actor,), places=places, when=when)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "carried.db") as opened:
        weigher = weigher_of(opened, Settings())
        article, made = told(PADDING)
        held = replace(made, id="c-held", event="territory.captured")
        add_article(article, Digest(claims=(made, held), signature=sign_text(article.text)), weigher, maker=MAKER)
        weigher.settle_control()
        yield opened


@pytest.fixture
def client(ledger: Ledger) -> TestClient:
    return TestClient(app_of(ledger))


def test_what_its_clause_states_has_nothing_beside_it() -> None:
    article = report(1, "The Courier", [FIRST])
    made = claim(article, FIRST, "took", "territory.captured", who=("Rebels", "Rebels", "RUS"), source=None,
                 day=date(2022, 6, 24))  # fmt: skip
    parts = (made.actors[0], made.places[0], made.when)
    assert [bases.aside(part, made) for part in parts] == ["", "", ""]
    assert [bases.how(part, made) for part in parts] == ["", "", ""]
    assert "given" not in {span.kind for span in lit_of(made)}


def test_each_way_in_which_a_part_came_to_its_claim_is_said_in_words() -> None:
    _, made = told()
    carried, linked = made.places
    assert bases.how(carried, made) == "taken over from an earlier sentence"
    assert bases.how(replace(carried, start=9_000, end=9_006), made) == "taken over from a later sentence"
    assert bases.how(linked, made) == "told elsewhere in its sentence"
    assert bases.how(made.when, made) == "taken over from an earlier sentence"
    assert [bases.aside(place, made) for place in made.places] == [
        "from an earlier sentence",
        "elsewhere in its sentence",
    ]
    assert bases.aside(carried) == "from another sentence"


def test_whom_words_without_a_name_stand_for_is_said_with_the_words_that_tell_it() -> None:
    _, made = told()
    they = made.actors[0]
    assert bases.how(they, made) == "which stands for “Rebels” in an earlier sentence"
    assert bases.aside(they, made) == "for “They”"
    here = replace(
        they, rule="speaker", given=Span(text="guards", start=made.sentence.start + 24, end=made.sentence.start + 30)
    )
    assert bases.how(here, made) == "which stands for the speaker, “guards” in the same sentence"
    for rule in ("naming", "sides"):
        side = replace(they, rule=rule, given=None)
        assert bases.how(side, made).startswith("which side that is")
        assert bases.aside(side, made).startswith("side ")


def test_the_page_of_a_claim_says_and_lights_what_gave_its_parts(client: TestClient, ledger: Ledger) -> None:
    made = next(kept.claim for kept in ledger.claims() if kept.claim.event == "strike.shelling")
    page = client.get(f"/claims/{made.id}").text
    assert '“They”, <span class="how">which stands for “Rebels” in an earlier sentence</span>' in page
    assert '“Hirske”, <span class="how">taken over from an earlier sentence</span>' in page
    assert "“Friday”, taken over from an earlier sentence, to the day" in page
    assert "Words elsewhere in the article that gave a part of it" in page
    for word in ("Rebels", "Hirske", "Friday"):
        assert 'lit-given" title="' in page.split(f">{word}</span>")[0][-250:]


def test_words_in_the_text_that_is_shown_are_lit_there_alone() -> None:
    article, made = told()
    marked = {(mark.kind, mark.text): mark.claims for mark in show_marks((), [made], article.text)}
    assert marked["actor", "Rebels"] == marked["actor", "They"] == (made.id,)


@pytest.mark.parametrize("path", ["/claims", "/incidents", "/places/g:707308"])
def test_lists_say_beside_a_place_that_another_sentence_gave_it(client: TestClient, path: str) -> None:
    page = client.get(path).text
    said = "from another sentence" if path == "/incidents" else "from an earlier sentence"
    assert f'>Hirske, Kherson</a> <span class="quiet how">({said})</span>' in page


def test_lists_say_for_whom_a_pronoun_stood_and_whence_a_day_is(client: TestClient) -> None:
    page = client.get("/claims").text
    assert 'Rebels (RUS) <span class="quiet how">(for “They”)</span>' in page
    assert '<time>2022-06-24</time> <span class="quiet how">(from an earlier sentence)</span>' in page


@pytest.mark.parametrize("path", ["/control?on=any", "/places/g:707308", "/places/g:707308?on=2022-06-24"])
def test_control_says_which_claims_took_its_place_from_another_sentence(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert 'href="/claims/c-held">1</a> <span class="quiet how">(place from another sentence)</span>' in page


def test_the_page_of_an_incident_says_it_of_the_place_and_of_every_claim(client: TestClient, ledger: Ledger) -> None:
    incident = next(iter(ledger.incidents()))
    page = client.get(f"/incidents/{incident.id}").text
    assert page.count("(from another sentence)") == 1
    assert page.count("(from an earlier sentence)") >= 2
    assert client.get(f"/incidents/{incident.id}.json").json()["place"]["basis"] == "carried"


def test_points_on_a_map_say_how_their_place_came_to_the_claim(client: TestClient) -> None:
    points = client.get("/claims.geojson").json()["features"]
    assert {point["properties"]["place_basis"] for point in points} == {"carried", "linked"}
    assert {point["properties"]["when_basis"] for point in points} == {"carried"}


def test_days_that_are_linked_say_so() -> None:
    _, made = told()
    day = When(text="then", start=3, end=7, from_day=date(2022, 6, 24), to_day=date(2022, 6, 24), basis="linked")
    assert bases.with_aside("2022-06-24", day, made) == "2022-06-24 (elsewhere in its sentence)"

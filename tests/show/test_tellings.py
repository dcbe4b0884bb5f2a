"""Where an article tells one event several times: links both ways, and the tellings together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.base.settings import Settings
from sayso.flow.ledger import Digest, add_article, weigher_of
from sayso.keep import open_ledger
from sayso.model import Claim
from sayso.weigh import sign_text
from tests.show.small_ledger import MAKER, MAYOR, app_of, claim, report

TOLD = "A shell killed 12 people in Hirske on the square, mayor Bo Tan said."
AGAIN = "The deaths in Hirske were confirmed."


def twice() -> tuple[Claim, Claim]:
    article = report(2, "The Bulletin", [TOLD, AGAIN])
    day = date(2022, 6, 21)
    full = claim(article, TOLD, "killed", "harm.killed", who=None, source=MAYOR, day=day, count=12)
    again = claim(article, AGAIN, "deaths", "harm.killed", who=None, source=None, day=day)
    return full, replace(again, retells=full.id)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[TestClient]:
    ledger = open_ledger(tmp_path / "told.db")
    weigher = weigher_of(ledger, Settings())
    article = report(2, "The Bulletin", [TOLD, AGAIN])
    add_article(article, Digest(claims=twice(), signature=sign_text(article.text)), weigher, maker=MAKER)
    with TestClient(app_of(ledger)) as client:
        yield client
    ledger.close()


def test_a_claim_that_tells_again_leads_to_the_fullest_and_back(told: TestClient) -> None:
    full, again = twice()
    page = told.get(f"/claims/{again.id}").text
    assert f'It tells again what <a href="/claims/{full.id}">another claim of the article</a> tells more fully' in page
    assert "tells it again" not in page
    page = told.get(f"/claims/{full.id}").text
    assert f'The article tells it again: <a href="/claims/{again.id}">' in page
    assert "tells more fully" not in page


def test_an_incident_shows_the_fullest_and_folds_what_tells_it_again(told: TestClient) -> None:
    full, again = twice()
    incident = told.get(f"/claims/{full.id}.json").json()["incident"]
    page = told.get(f"/incidents/{incident}").text
    assert f'<tr id="{full.id}">' in page
    assert f'<tr id="{again.id}">' not in page
    assert "Told again there 1 time" in page
    assert f'<li id="{again.id}">' in page
    assert '<a href="/method#part-told">told</a> 1.00' in page


def test_the_line_of_a_claim_tells_what_it_tells_again(told: TestClient) -> None:
    full, again = twice()
    assert told.get(f"/claims/{again.id}.json").json()["retells"] == full.id
    assert told.get(f"/claims/{full.id}.json").json()["retells"] is None


def test_the_page_of_method_says_what_told_is(told: TestClient) -> None:
    assert 'id="part-told"' in told.get("/method").text

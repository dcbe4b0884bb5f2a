"""Lists that change in place: what is found is exchanged, the page and the field that is typed into stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.keep import Ledger
from sayso.show.web.assets import libraries_folder
from tests.show.small_ledger import app_of

Open = Callable[..., Any]


@pytest.fixture
def claims(open_page: Open, small_ledger: Ledger) -> Any:
    """The claims, two on a page, with a mark that a page that is loaded anew would lose."""
    page = open_page(app_of(small_ledger), "/claims?limit=2")
    page.wait_for_function("window.htmx")
    page.evaluate("window.wasHere = true")
    return page


def shown(page: Any, words: str) -> None:
    page.locator("#found .shown", has_text=words).first.wait_for()
    assert page.evaluate("window.wasHere") is True


def test_a_filter_changes_what_is_found_while_it_is_typed(claims: Any) -> None:
    claims.locator("#q").type("square")
    shown(claims, "2 of 2 claims")
    assert "q=square" in claims.url
    assert claims.evaluate("document.activeElement.id") == "q"
    claims.locator("#told", has_text="2 of 2 claims").wait_for(state="attached")


def test_a_choice_narrows_at_once_and_the_address_can_be_sent_on(claims: Any) -> None:
    claims.locator("summary", has_text="More to ask for").click()
    claims.locator("select[name=event]").select_option("strike")
    shown(claims, "1 of 1 claim")
    claims.goto(claims.url)
    claims.locator("#found .shown", has_text="1 of 1 claim").first.wait_for()


def test_the_pager_exchanges_the_rows_and_the_way_back_leads_back(claims: Any) -> None:
    claims.locator("a[rel=next]").first.click()
    shown(claims, "3 to 4")
    assert "page=2" in claims.url
    claims.go_back()
    claims.locator("#found .shown", has_text="1 to 2").first.wait_for()


def test_more_rows_are_added_below(claims: Any) -> None:
    rows = claims.locator("#found tbody tr")
    assert rows.count() == 2
    claims.get_by_role("button", name="Show 2 claims more below").click()
    claims.locator("#found tbody tr").nth(3).wait_for()
    assert rows.count() == len(set(rows.evaluate_all("all => all.map(one => one.id)"))) == 4
    assert claims.evaluate("window.wasHere") is True


def test_what_cannot_be_asked_is_said_where_the_list_was(claims: Any) -> None:
    claims.locator("input[name=from]").fill("2022-06-30")
    claims.locator("input[name=to]").fill("2022-06-01")
    claims.locator("#found", has_text="ends before it begins").wait_for()
    assert claims.evaluate("window.wasHere") is True


def test_without_script_the_same_are_a_form_and_links(client: TestClient) -> None:
    text = client.get("/claims?limit=2").text
    assert '<form class="filter" method="get" action="/claims"' in text
    assert '<a rel="next" href="/claims?limit=2&amp;page=2"' in text


def test_nothing_of_htmx_asks_for_what_the_policy_forbids(client: TestClient) -> None:
    answer = client.get("/claims")
    if libraries_folder() is not None:
        assert '"includeIndicatorCSS": false' in answer.text
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert not any(word in answer.text for word in ("hx-on", "js:", "javascript:"))

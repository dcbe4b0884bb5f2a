"""A static copy that opens from a disk, with no server at all: map, days, list, and the way back to the words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.keep import Ledger
from sayso.show.web.publish import Wishes, write_copy
from sayso.show.web.standalone import bundle
from tests.show.small_ledger import HIRSKE, desk_of

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -r requirements/test.txt")


@pytest.fixture
def folder(small_ledger: Ledger, tmp_path: Path) -> Path:
    """A copy of the ledger of `small_ledger`."""
    write_copy(desk_of(small_ledger), tmp_path / "a copy", Wishes(made=date(2022, 7, 1), ledger="told.db"))
    return tmp_path / "a copy"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page without a network; complaints, and whatever it asks that is no file, fail the test at its end."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("request", lambda asked: complaints.append(asked.url) if _is_elsewhere(asked.url) else None)
    yield page
    context.close()
    assert complaints == []


def _is_elsewhere(address: str) -> bool:
    return address.partition(":")[0] not in ("file", "blob", "data")


def test_a_copy_opened_from_a_disk_draws_map_timeline_and_list(folder: Path, page: Any) -> None:
    page.goto((folder / "index.html").as_uri() + "?side=ukraine/ukrainian")
    page.wait_for_selector("#map[data-drawn]", timeout=90_000)
    page.locator("#count", has_text="2 of 2 shown").wait_for()
    assert page.locator("#timeline .chart").count() == 1
    page.keyboard.press("j")
    assert "claim=c-" in page.url


def test_from_the_map_of_a_copy_one_comes_to_the_words_that_say_so(folder: Path, page: Any) -> None:
    page.goto((folder / "index.html").as_uri() + f"?place=g:{HIRSKE[1]}")
    page.get_by_role("link", name="who holds it, day by day").click()
    page.locator("h1", has_text="Hirske").wait_for()
    page.locator(".grid td a").first.click()
    page.locator(".stretch:target").get_by_role("link", name="claim", exact=True).first.click()
    trigger = page.locator(".text .lit-trigger")
    trigger.wait_for()
    assert trigger.inner_text() in ("captured", "hold", "shelled")
    page.get_by_role("link", name="its article").click()
    page.locator(f".text.whole a:text-is('{trigger.inner_text()}')").first.wait_for()


def test_control_of_a_copy_is_told_for_a_day(folder: Path, page: Any) -> None:
    page.goto((folder / "control.html").as_uri() + "?on=2022-06-20")
    rows = page.locator("tr[data-from]")
    page.locator("#by-day [role=status]", has_text="0 of").wait_for()
    assert rows.count() > 0
    assert rows.locator("visible=true").count() == 0
    page.get_by_role("button", name="All days").click()
    assert rows.locator("visible=true").count() == rows.count()


def test_keys_work_in_a_copy_and_search_leads_to_its_first_page(folder: Path, page: Any) -> None:
    page.goto((folder / "sources.html").as_uri())
    page.locator("dialog#keys").wait_for(state="attached")
    page.keyboard.press("?")
    page.locator("dialog#keys[open]").wait_for()
    page.keyboard.press("?")
    page.keyboard.press("/")
    page.wait_for_url("**/index.html")


def test_a_bundle_holds_what_its_module_imports_and_no_more() -> None:
    script = bundle("pages.js")
    assert '"keys.js":' in script
    assert '"libs/maplibre-gl.mjs":' not in script

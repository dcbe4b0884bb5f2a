"""Every page in a browser, light and dark, wide and narrow: axe finds nothing serious, nothing runs out at the side."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from sayso.base.packed_marks import pack_marks
from sayso.keep import Ledger, Verdict, open_ledger
from sayso.keep.store.article_marks import Marked
from sayso.show.web.accounts import Door, User
from sayso.show.web.app import PAGES
from tests.show.conftest import HOME, answer_request
from tests.show.judged_ledger import addresses, live_in, marks_of
from tests.show.small_ledger import app_of, reports

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -r requirements/test.txt")

AXE: Final = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
ALL: Final = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS: Final = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
NARROW: Final = {"type": "rule", "values": [*COLOURS["values"], "target-size", "scrollable-region-focusable"]}
LOOKS: Final = (("light", 1280, ALL), ("dark", 1280, COLOURS), ("dark", 400, NARROW), ("light", 400, COLOURS))
"""What is asked in each look: all rules once, and again those that hang on colours, or on how wide the page is."""
FIRST: Final = reports()[0][1][0].id
STATES: Final = {
    "a claim that was corrected": f"/claims/{reports()[1][1][0].id}",
    "claims of a filter": "/claims?event=harm&from=2022-06-01&place=Hirske&status=happened",
    "no claim of a filter": "/claims?place=Nowhere",
    "control on a day": "/control?on=2022-06-21",
    "control of all days": "/control?on=any",
    "a day of a place": "/places/g:707308?on=2022-06-21",
    "a claim to review": f"/review?at={FIRST}",
    "sentences to make a claim of": f"/review/claim?article={reports()[0][0].id}",
    "articles to make a claim of": "/review/claim",
    "contradicting": "/review?queue=contradicting",
    "low confidence": "/review?queue=low-confidence",
    "flagged": "/review?queue=flagged",
    "pairs": "/review?queue=pairs",
    "orphaned": "/review?queue=orphaned",
    "hits": "/search?q=Hirske",
    "no hit": "/search?q=Nowhere",
    "no such page": "/nowhere",
    "a bad address": "/claims?from=yesterday",
    "an address that is too long": "/claims?" + "q=a&" * 3_000,
}
"""Addresses where a page looks otherwise than at its own."""
Open = Callable[[Any, str], Any]


@pytest.fixture(scope="module")
def window(browser: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    """One page for all tests of this module, and the app that answers it: opening one is half of the work."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    behind: dict[str, Any] = {"complaints": []}
    context.route("**/*", lambda route: answer_request(behind["app"], route, behind["complaints"]))
    yield context.new_page(), behind
    context.close()


@pytest.fixture
def open_page(window: tuple[Any, dict[str, Any]]) -> Iterator[Open]:
    """Opens an address of an app, light and wide."""
    page, behind = window

    def open_(app: Any, address: str) -> Any:
        behind["app"] = app
        page.context.clear_cookies()
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 860})
        page.goto(HOME + address)
        return page

    yield open_
    assert behind["complaints"] == []


@pytest.fixture(scope="module")
def lived_file(small_ledger_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger's file that people have worked on, to be copied."""
    path = tmp_path_factory.mktemp("lived") / "lived.db"
    shutil.copy(small_ledger_file, path)
    with open_ledger(path) as ledger:
        live_in(ledger)
    return path


@pytest.fixture
def lived(lived_file: Path, tmp_path: Path) -> Iterator[Ledger]:
    """The ledger that people have worked on."""
    shutil.copy(lived_file, tmp_path / "lived.db")
    with open_ledger(tmp_path / "lived.db") as ledger:
        yield ledger


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger to which nothing was ever added."""
    with open_ledger(tmp_path / "empty.db") as ledger:
        yield ledger


def faults_of(page: Any) -> list[str]:
    """What is wrong with the page as it stands open, in every look; what can be unfolded is."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci --prefix web --ignore-scripts")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(
        "for (const one of document.querySelectorAll('details')) { one.removeAttribute('name'); one.open = true }"
    )
    faults = []
    for scheme, width, asked in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 860})
        answer = page.evaluate(f"axe.run(document, {json.dumps({'runOnly': asked, 'resultTypes': ['violations']})})")
        grave = [violation for violation in answer["violations"] if violation["impact"] in ("serious", "critical")]
        faults += [
            f"{scheme} {width}: {violation['id']} {[node['html'][:120] for node in violation['nodes']][:3]}"
            for violation in grave
        ]
        if page.evaluate("document.scrollingElement.scrollWidth") > width:
            faults.append(f"{scheme} {width}: it is wider than the screen")
    return faults


@pytest.mark.parametrize("path", [page.path for page in PAGES if not page.is_data])
def test_axe_finds_nothing_serious_on_any_page(lived: Ledger, open_page: Open, path: str) -> None:
    page = open_page(app_of(lived), addresses(lived)[path])
    if path == "/":
        page.wait_for_selector("#map[data-drawn]")
    assert faults_of(page) == []


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious_in_any_state(lived: Ledger, open_page: Open, state: str) -> None:
    assert faults_of(open_page(app_of(lived), STATES[state])) == []


def test_axe_finds_nothing_serious_where_all_is_marked_and_a_claim_is_made_of_it(
    lived: Ledger, open_page: Open
) -> None:
    article = reports()[0][0]
    Marked(lived).put(article.id, pack_marks(marks_of(article.text)), maker="m@1")
    page = open_page(app_of(lived), f"/articles/{article.id}?mark=-&mark=place&mark=source")
    page.keyboard.press("j")
    assert faults_of(page) == []
    page.keyboard.press("c")
    page.keyboard.press("c")
    page.locator("dialog.claiming #claim-form").wait_for()
    assert faults_of(page) == []


def test_axe_finds_nothing_serious_in_an_empty_ledger(empty: Ledger, open_page: Open) -> None:
    page = open_page(app_of(empty), "/claims")
    for address in ("/claims", "/incidents", "/places", "/control", "/sources", "/articles", "/review", "/review/bulk"):
        page.goto(HOME + address)
        assert faults_of(page) == []


def test_axe_finds_nothing_serious_where_one_logs_in(lived: Ledger, open_page: Open) -> None:
    ann = User(name="ann", role="reviewer", salt=b"", hash=b"")
    for door in (Door(reviewer="ann", users={"ann": ann}), Door(reviewer="ann", token="long enough")):
        assert faults_of(open_page(app_of(lived, door=door), "/login")) == []


def test_axe_finds_nothing_serious_after_many_were_decided(lived: Ledger, open_page: Open) -> None:
    page = open_page(app_of(lived), "/review/bulk?review=unreviewed")
    with page.expect_navigation():
        page.get_by_role("button", name="Accept these").click()
    assert page.get_by_role("button", name="Undo all").is_visible()
    assert faults_of(page) == []


def test_axe_finds_nothing_serious_where_two_decided(lived: Ledger, open_page: Open) -> None:
    page = open_page(app_of(lived), f"/review?at={FIRST}")
    lived.judge(Verdict(kind="reject", claims=(FIRST,), reviewer="bob", reason="misread"))
    with page.expect_navigation():
        page.keyboard.press("a")
    assert "Somebody else judged" in page.locator("h1").inner_text()
    assert faults_of(page) == []


def test_axe_finds_nothing_serious_in_the_list_of_keys(lived: Ledger, open_page: Open) -> None:
    page = open_page(app_of(lived), "/review")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert faults_of(page) == []

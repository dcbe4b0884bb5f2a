"""A browser without a network: every request is answered by an app in this process, or refused."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from starlette.testclient import TestClient

from sayso.keep import Ledger, open_ledger
from sayso.show.web.assets import libraries_folder
from tests.show.small_ledger import app_of, write_ledger

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]  # fmt: skip
HOME = "http://127.0.0.1:8765"
REDIRECT = "led on"
"""Title of the page that stands for a redirect: the browser's driver would send that one to the network."""


def _lack() -> str | None:
    """Why there is no browser to test with; `None` if there is one."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "playwright is not installed: pip install -r requirements/test.txt"
    if CHROMIUM is None:
        return "chromium is not installed: apt-get install chromium"
    if libraries_folder() is None:
        return "this build has no browser libraries: pip install -e ."
    return None


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, drawing in software. Skipped without one, but never where SAYSO_BROWSER_TESTS=1 asks for it."""
    lack = _lack()
    if lack and MUST:
        pytest.fail(lack)
    if lack:
        pytest.skip(lack)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield chromium
        chromium.close()


MUST = os.environ.get("SAYSO_BROWSER_TESTS") == "1"
"""Read here, before the tests' environment is cleared of what begins with SAYSO_."""


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address of an app in a page of its own; what the page complains of fails the test at its end."""
    opened: list[Any] = []
    complaints: list[str] = []

    def open_(app: Any, address: str = "/", **options: Any) -> Any:
        wanted = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light", **options}
        context = browser.new_context(**wanted)
        opened.append(context)
        page = context.new_page()
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        context.route("**/*", lambda route: answer_request(app, route, complaints))
        page.goto(HOME + address)
        return page

    yield open_
    for context in opened:
        context.close()
    assert [complaint for complaint in complaints if not _is_expected(complaint)] == []


def _is_expected(complaint: str) -> bool:
    """What Chromium says without a graphics card, or of a refusal that the page shows, is no complaint of a page."""
    if "status of 409" in complaint or "status of 400" in complaint:
        return True
    return "GPU stall" in complaint or ("WebGL" in complaint and "swiftshader" in complaint.lower())


KEPT: dict[str, tuple[int, dict[str, str], bytes]] = {}
"""Scripts and styles by address: interception switches off the browser's own cache."""


def answer_request(app: Any, route: Any, complaints: list[str]) -> None:
    """Has the app answer what a browser asks for; what goes to the network is refused, and complained of."""
    parts = urlsplit(route.request.url)
    if f"{parts.scheme}://{parts.netloc}" != HOME:
        complaints.append(f"asked the network for {route.request.url}")
        route.abort()
        return
    if parts.path in KEPT:
        status, headers, body = KEPT[parts.path]
        route.fulfill(status=status, headers=headers, body=body)
        return
    request = route.request
    asked = {name.lower(): value for name, value in request.all_headers().items()}
    status, headers, body = call_app(
        app, parts.path, parts.query, method=request.method, headers=asked, body=request.post_data_buffer or b""
    )
    if status == 200 and parts.path.startswith("/static/"):
        KEPT[parts.path] = status, headers, body
    if status in (303, 307) and request.is_navigation_request():
        to = escape(headers.pop("location"))
        stub = f'<title>{REDIRECT}</title><meta http-equiv="refresh" content="0;url={to}">'
        route.fulfill(status=200, content_type="text/html", body=stub)
        return
    route.fulfill(status=status, headers=headers, body=body)


def call_app(
    app: Any, path: str, query: str, *, method: str = "GET", headers: dict[str, str] | None = None, body: bytes = b""
) -> tuple[int, dict[str, str], bytes]:
    """What an ASGI app answers, in a thread of its own since the browser's driver holds this one's loop."""
    kept = {name: value for name, value in (headers or {}).items() if name != "host" and not name.startswith(":")}
    sent_along = [(name.encode(), value.encode()) for name, value in kept.items()]
    sent: list[dict[str, Any]] = []
    heard: list[bool] = []

    async def call() -> None:
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": unquote(path), "raw_path": path.encode(), "root_path": "", "query_string": query.encode(),
            "headers": [(b"host", b"127.0.0.1:8765"), *sent_along],
            "server": ("127.0.0.1", 8765), "client": ("127.0.0.1", 1),
        }  # fmt: skip

        async def receive() -> dict[str, Any]:
            if not heard:
                heard.append(True)
                return {"type": "http.request", "body": body, "more_body": False}
            await asyncio.Event().wait()  # nobody hangs up
            raise AssertionError

        async def send(message: Any) -> None:
            sent.append(message)

        await app(scope, receive, send)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, call()).result()
    answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], answered, b"".join(part.get("body", b"") for part in sent[1:])


@pytest.fixture(scope="session")
def small_ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger's file with the reports of `small_ledger`, to be copied."""
    path = tmp_path_factory.mktemp("small") / "small.db"
    write_ledger(path).close()
    return path


@pytest.fixture
def small_ledger(small_ledger_file: Path, tmp_path: Path) -> Iterator[Ledger]:
    """The ledger of `small_ledger`, of which nobody has judged anything."""
    shutil.copy(small_ledger_file, tmp_path / "small.db")
    with open_ledger(tmp_path / "small.db") as ledger:
        yield ledger


@pytest.fixture
def client(small_ledger: Ledger) -> TestClient:
    """A browser without script before the pages of `small_ledger`."""
    return TestClient(app_of(small_ledger), follow_redirects=False)

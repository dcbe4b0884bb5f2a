"""Every route that the app has, asked in every way: nothing breaks, and whatever goes wrong is told in one shape."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from sayso.export.formats import formats_of
from sayso.keep import Ledger, open_ledger
from sayso.show.web.accounts import Door, User
from sayso.show.web.app import build_app
from sayso.show.web.asked import DATA_LAYOUTS, FILTER, Asked, Viewer, most
from tests.show.judged_ledger import addresses as addresses_of
from tests.show.judged_ledger import keys_of, live_in
from tests.show.small_ledger import app_of, desk_of

SHAPE: Final = {"code", "message", "hint", "status"}
METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
ODD: Final = st.text(max_size=30) | st.sampled_from(
    ["", "g:707308", "2022-06-21", "0001-01-01", "9999-12-31", "2022-02-30", "20220621", "-1", "0", "1e9", "9" * 19,
     "9" * 400, "٣", '"', '"a', "-", "*", "a:b", "UA/", "%", "'", "\\", "RUS", "XXX", "territory", "any",
     "<b>", "\x00", "a\x00b", "\u202e", "\ud7ff", "Hirske", "Bo Tan", "a" * 499, "a" * 501, "..", "../..", "/", "//",
     "🙂" * 40, "\r\nX: y", "nan", "inf"]
)  # fmt: skip
NAMES: Final = st.sampled_from(
    [*FILTER, "order", "page", "limit", "queue", "at", "n", "kind", "last", "skipped", "undone", "next", "token", "x"]
)
RAW: Final = st.text(alphabet="%0123456789abcdefq=&;+/?#_-.", max_size=60) | st.sampled_from(
    ["%ff=%fe", "q=%00", "page=%F0%9F%99%82", "=", "&&&", "q", "from=%", "page=1&page=x&page=2", "q=" + "%41" * 499]
)
FIELDS: Final = st.sampled_from(
    ["claim", "kind", "seen", "reason", "field", "value", "one", "other", "undoes", "claims", "queue", "n", "from",
     "to", "place_0", "new_start", "new_end", "status", "event", "low_0", "next", "name", "password", "token"]
)  # fmt: skip
SENT: Final = (
    ODD
    | st.sampled_from(["accept", "reject", "correct", "flag", "note", "same", "undo", "status", "when", "unseen", "[]"])
    | st.integers() | st.floats() | st.none() | st.booleans() | st.lists(st.integers(), max_size=2)
)  # fmt: skip
BODIES: Final = st.binary(max_size=60) | st.sampled_from(
    [b"{", b"[]", b"1", b'"a"', b"null", b"[" * 9_000, b"a" * 300_000]
)
KINDS: Final = st.sampled_from(
    ["application/json", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "", "a/b;c=\xff"]
)
MANY: Final = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def ledger(small_ledger_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A ledger that people have worked on, and that may be worked on."""
    path = tmp_path_factory.mktemp("routes") / "lived.db"
    shutil.copy(small_ledger_file, path)
    with open_ledger(path) as opened:
        live_in(opened)
        yield opened


def browser_of(ledger: Ledger, name: str | None = None) -> TestClient:
    """A browser in which that user is logged in; without users if none is named."""
    if name is None:
        return TestClient(app_of(ledger), follow_redirects=False)
    users = {
        "ann": User(name="ann", role="reviewer", salt=b"", hash=b""),
        "bob": User(name="bob", role="reader", salt=b"", hash=b""),
    }
    door = Door(reviewer="ann", users=users)
    client = TestClient(app_of(ledger, door=door), follow_redirects=False)
    if name in users:
        client.cookies.set("sayso-8765", door.sign(name=name, role=users[name].role))
    return client


@pytest.fixture(scope="module")
def client(ledger: Ledger) -> TestClient:
    """The browser of whoever sits at this machine."""
    return browser_of(ledger)


@pytest.fixture(scope="module")
def token(client: TestClient) -> str:
    """What a form of that browser's session sends along."""
    return csrf_of(client)


def routes_of(client: TestClient) -> list[Any]:
    """The routes that the app has: one that is added is asked too."""
    return list(client.app.app.routes)  # type: ignore[attr-defined]


def csrf_of(client: TestClient) -> str:
    """What a form of this session sends along."""
    return client.get("/review").text.partition('name="csrf" value="')[2].partition('"')[0]


def addresses(route: Any, keys: dict[str, str]) -> st.SearchStrategy[str]:
    """Addresses of a route: with a key that there is, or with anything."""
    known = keys.get(route.path.removesuffix(".{form:form}"), "none")
    key = (
        st.just(known)
        | ODD.map(lambda text: quote(text, safe=""))
        | st.sampled_from(["%ff", "%00", "%2e%2e%2f", known + "z"])
    )
    form = st.sampled_from(formats_of(DATA_LAYOUTS))

    def fill(parts: tuple[str, str]) -> str:
        return re.sub(r"\{(\w+)(:\w+)?\}", lambda part: parts[1] if part[1] == "form" else parts[0], route.path)

    return st.tuples(key, form).map(fill)


def check(answer: Any, *, is_data: bool) -> None:
    """Holds what every answer has to be."""
    assert answer.status_code < 500, answer.text[:300]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    if answer.request.method == "HEAD" or answer.status_code < 400:
        return
    if answer.headers["content-type"].startswith("application/json"):
        answered = answer.json()
        assert set(answered) == {"error"}
        assert set(answered["error"]) == SHAPE
        assert answered["error"]["status"] == answer.status_code
        assert all(answered["error"][part] for part in ("code", "message", "hint"))
    else:
        assert not is_data
        assert "<h1>" in answer.text


@MANY
@given(data=st.data(), query=st.lists(st.tuples(NAMES, ODD), max_size=4), raw=st.none() | RAW)
def test_no_address_breaks_a_route(
    client: TestClient, ledger: Ledger, data: st.DataObject, query: list[tuple[str, str]], raw: str | None
) -> None:
    route = data.draw(st.sampled_from(routes_of(client)))
    path = data.draw(addresses(route, keys_of(ledger)))
    wants = data.draw(st.sampled_from(["application/json", "text/html"]))
    how: dict[str, Any] = {"params": query} if raw is None else {}
    answer = client.get(path + (f"?{raw}" if raw else ""), headers={"Accept": wants}, **how)
    check(answer, is_data=wants == "application/json")


@pytest.mark.parametrize("method", METHODS)
def test_every_route_answers_every_method_in_one_shape(client: TestClient, ledger: Ledger, method: str) -> None:
    keys = keys_of(ledger)
    for route in routes_of(client):
        known = keys.get(route.path.removesuffix(".{form:form}"), "none")
        path = re.sub(r"\{(\w+)(:\w+)?\}", lambda part, key=known: "json" if part[1] == "form" else key, route.path)
        answer = client.request(method, path, headers={"Accept": "application/json"})
        check(answer, is_data=True)
        taken = {method for other in routes_of(client) if other.path == route.path for method in other.methods}
        assert (answer.status_code == 405) == (method not in taken)


@MANY
@given(data=st.data(), posted=st.dictionaries(FIELDS, SENT), is_form=st.booleans())
def test_nothing_that_is_sent_breaks_a_route(
    client: TestClient, ledger: Ledger, token: str, data: st.DataObject, posted: dict[str, Any], is_form: bool
) -> None:
    path = data.draw(st.sampled_from([route.path for route in routes_of(client) if "POST" in route.methods]))
    claim = ledger.claims(limit=1).items[0].claim.id
    posted = {name: data.draw(st.just(claim) | st.just(value)) if name in ("claim", "one", "at") else value
              for name, value in posted.items()}  # fmt: skip
    headers = {"X-CSRF-Token": token, "Accept": "application/json", "Origin": "http://testserver"}
    sent: dict[str, Any] = {"data": {name: str(value) for name, value in posted.items()}} if is_form else {}
    if not is_form:
        sent = {"content": json.dumps(posted).encode()}
        headers["Content-Type"] = "application/json"
    check(client.post(path, headers=headers, **sent), is_data=True)


@MANY
@given(data=st.data(), body=BODIES, kind=KINDS)
def test_no_body_breaks_a_route(client: TestClient, token: str, data: st.DataObject, body: bytes, kind: str) -> None:
    path = data.draw(st.sampled_from([route.path for route in routes_of(client) if "POST" in route.methods]))
    headers = {"X-CSRF-Token": token, "Accept": "application/json", "Origin": "http://testserver"}
    check(client.post(path, headers=headers | {"Content-Type": kind.encode("latin-1")}, content=body), is_data=True)  # type: ignore[dict-item]


@pytest.mark.parametrize("who", ["ann", "bob", "nobody"])
def test_without_the_token_of_the_session_or_the_role_nothing_is_decided(ledger: Ledger, who: str) -> None:
    client = browser_of(ledger, who)
    claim = ledger.claims(limit=1).items[0].claim.id
    before = len(ledger.judgements())
    whole = {"claim": claim, "kind": "accept", "seen": "unseen", "claims": f"{claim}=unseen", "one": claim,
             "other": claim, "undoes": ledger.judgements()[0].id}  # fmt: skip
    tokens = ["", "0" * 64] if who == "ann" else [csrf_of(client), "", "0" * 64]
    for route in routes_of(client):
        if "POST" not in route.methods or route.path in ("/login", "/logout"):
            continue
        for token in tokens:
            answer = client.post(route.path, json=whole, headers={"X-CSRF-Token": token})
            check(answer, is_data=True)
            assert answer.status_code == (401 if who == "nobody" else 403)
    assert len(ledger.judgements()) == before


def test_where_one_has_to_log_in_nothing_is_told_before(ledger: Ledger) -> None:
    client = browser_of(ledger, "nobody")
    keys = keys_of(ledger)
    for route in routes_of(client):
        known = keys.get(route.path.removesuffix(".{form:form}"), "none")
        path = re.sub(r"\{(\w+)(:\w+)?\}", lambda part, key=known: "json" if part[1] == "form" else key, route.path)
        if path.startswith(("/static/", "/login", "/base-map", "/tiles")):
            continue
        answer = client.request("GET" if "GET" in route.methods else "POST", path)
        assert answer.status_code in (303, 401)
        assert "Hirske" not in answer.text
        assert answer.headers.get("location", "/login").startswith("/login")


def test_a_page_that_breaks_is_told_in_the_one_shape(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    def break_(*_: Any) -> Any:
        raise RuntimeError("secret place")

    app = build_app(replace(desk_of(ledger), derive=break_), hosts={"testserver"})
    for accepted in ("application/json", "text/html"):
        answer = TestClient(app).get(addresses_of(ledger)["/incidents/{key}"], headers={"Accept": accepted})
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        if accepted == "application/json":
            assert set(answer.json()["error"]) == SHAPE
        else:
            assert "<h1>This cannot be shown</h1>" in answer.text
    assert "RuntimeError: secret place" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["html", *formats_of(DATA_LAYOUTS)])
@pytest.mark.parametrize("said", ["1000000", "9" * 18])
def test_no_address_asks_for_more_than_there_is_patience_for(form: Any, said: str) -> None:
    viewer = Viewer(name="ann", role="reader", csrf="")
    asked = Asked(path="/claims", form=form, query=(("limit", said), ("page", said)), viewer=viewer)
    assert asked.limit == most(form)
    assert asked.offset <= 1_000_000

"""Who may ask, from where, for what; and the one shape in which everything that goes wrong is told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from sayso.base.errors import SettingError
from sayso.cli.serve import hosts_of, open_door
from sayso.cli.user import user
from sayso.keep import Ledger, open_ledger
from sayso.show.web.accounts import TRIES, Door, read_users, user_line
from sayso.show.web.app import PAGES
from sayso.show.web.asked import FILTER
from tests.show.small_ledger import app_of, desk_of, reports

PASSWORD = "correct horse"
SHAPE = {"code", "message", "hint", "status"}
ACCEPT_JSON = {"Accept": "application/json"}


def csrf_of(client: TestClient) -> str:
    """What a form of this session sends along."""
    page = client.get("/review").text
    return page.partition('name="csrf" value="')[2].partition('"')[0]


def is_error(answer: Any, status: int) -> bool:
    """Whether it is an error of that status in the one shape."""
    answer_body = answer.json()
    return answer.status_code == status and set(answer_body) == {"error"} and set(answer_body["error"]) == SHAPE


def guarded(small_ledger: Ledger, tmp_path: Path) -> TestClient:
    """A browser before pages that ann may review and bob may read."""
    file = tmp_path / "users"
    lines = ["# who may log in", user_line("ann", "reviewer", PASSWORD), user_line("bob", "reader", PASSWORD)]
    file.write_text("\n".join(lines), encoding="utf-8")
    return TestClient(app_of(small_ledger, door=Door(reviewer="ann", users=read_users(file))), follow_redirects=False)


def log_in(client: TestClient, name: str, password: str = PASSWORD) -> Any:
    form = {"name": name, "password": password, "next": "/claims"}
    return client.post("/login", data=form, headers={"Origin": "http://testserver"})


def test_every_answer_carries_a_strict_policy(client: TestClient) -> None:
    for address in ("/", "/claims.json", "/static/x/theme.css", "/nowhere", "/claims/c-none.json"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "server" not in headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "testserver@evil.example", "[::1"])
def test_a_name_that_is_not_this_servers_is_refused(client: TestClient, host: str) -> None:
    assert is_error(client.get("/claims.json", headers={"Host": host}), 403)


def test_what_others_reach_wants_to_know_who_they_are() -> None:
    with pytest.raises(SettingError, match="nobody would be asked"):
        open_door("ann", host="0.0.0.0", token=None, users=None)
    with pytest.raises(SettingError, match="too short"):
        open_door("ann", host="0.0.0.0", token="short", users=None)
    assert not open_door("ann", host="0.0.0.0", token="long enough", users=None).is_open
    assert open_door("ann", host="127.0.0.1", token=None, users=None).is_open
    assert hosts_of("192.0.2.7", ("pages.example",)) >= {"192.0.2.7", "pages.example", "localhost"}


def test_without_a_session_a_page_leads_to_the_login_and_data_is_refused(small_ledger: Ledger, tmp_path: Path) -> None:
    client = guarded(small_ledger, tmp_path)
    page = client.get("/claims?q=x")
    assert (page.status_code, page.headers["location"]) == (303, "/login?next=%2Fclaims%3Fq%3Dx")
    assert is_error(client.get("/claims.json"), 401)
    assert is_error(client.post("/review/judge", json={}, headers=ACCEPT_JSON), 401)


def test_who_logs_in_comes_to_where_they_wanted_and_leaves_again(small_ledger: Ledger, tmp_path: Path) -> None:
    client = guarded(small_ledger, tmp_path)
    entered = log_in(client, "ann")
    assert (entered.status_code, entered.headers["location"]) == (303, "/claims")
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert client.get("/claims").status_code == 200
    assert client.post("/logout", data={"csrf": csrf_of(client)}).status_code == 303
    assert client.get("/claims").status_code == 303


@pytest.mark.parametrize(("name", "password"), [("ann", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_name_or_password_lets_nobody_in(
    small_ledger: Ledger, tmp_path: Path, name: str, password: str
) -> None:
    client = guarded(small_ledger, tmp_path)
    assert log_in(client, name, password).status_code == 401
    assert client.get("/claims").status_code == 303


def test_after_many_misses_nobody_is_let_in_for_a_while() -> None:
    now = [1000.0]
    door = Door(reviewer="ann", token="the right one", clock=lambda: now[0])
    assert [door.knows("a wrong one") for _ in range(TRIES)] == [False] * TRIES
    assert not door.knows("the right one")
    now[0] += 61
    assert door.knows("the right one")


def test_the_login_leads_nowhere_but_here(small_ledger: Ledger, tmp_path: Path) -> None:
    client = guarded(small_ledger, tmp_path)
    for wanted in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        form = {"name": "ann", "password": PASSWORD, "next": wanted}
        answer = client.post("/login", data=form, headers={"Origin": "http://testserver"})
        assert answer.headers["location"] == "/"


def test_a_reader_looks_and_does_not_judge(small_ledger: Ledger, tmp_path: Path) -> None:
    client = guarded(small_ledger, tmp_path)
    log_in(client, "bob")
    claim = small_ledger.claims().items[0].claim.id
    assert client.get("/review").status_code == 200
    form = {"csrf": csrf_of(client), "claim": claim, "kind": "accept", "seen": "unseen"}
    assert is_error(client.post("/review/judge", data=form, headers=ACCEPT_JSON), 403)
    assert small_ledger.claim(claim).review == "unreviewed"


def test_a_forged_or_old_cookie_is_nobodys(small_ledger: Ledger) -> None:
    now = [1000.0]
    door = Door(reviewer="ann", token="the right one", clock=lambda: now[0])
    cookie = door.sign(name="ann", role="reviewer")
    assert door.viewer(cookie) is not None
    assert door.viewer(cookie[:-1] + ("0" if cookie[-1] != "0" else "1")) is None
    assert Door(reviewer="ann", token="the right one").viewer(cookie) is None
    now[0] += 13 * 3600
    assert door.viewer(cookie) is None


def test_the_token_opens_the_pages_once_and_leaves_the_address(small_ledger: Ledger) -> None:
    client = TestClient(app_of(small_ledger, door=Door(reviewer="ann", token="long enough")), follow_redirects=False)
    assert is_error(client.get("/claims.json"), 401)
    assert client.get("/claims?token=wrong+token", headers=ACCEPT_JSON).status_code == 401
    opened = client.get("/claims?token=long+enough&q=a")
    assert opened.headers["location"] == "/claims?q=a"
    assert client.get("/claims.json").status_code == 200
    program = TestClient(app_of(small_ledger, door=Door(reviewer="ann", token="long enough")))
    assert program.get("/claims.json", headers={"Authorization": "Bearer long enough"}).status_code == 200
    assert is_error(program.get("/claims.json", headers={"Authorization": "Bearer not that"}), 401)


@pytest.mark.parametrize("address", ["/review/judge", "/review/pair", "/review/undo", "/review/bulk", "/review/claim"])
def test_a_decision_needs_the_token_of_the_session_and_comes_from_a_page_of_this_server(
    client: TestClient, small_ledger: Ledger, address: str
) -> None:
    claim = small_ledger.claims().items[0].claim.id
    form = {"claim": claim, "kind": "accept", "seen": "unseen", "claims": f"{claim}=unseen"}
    assert is_error(client.post(address, data=form, headers=ACCEPT_JSON), 403)
    assert is_error(client.post(address, data=form | {"csrf": "0" * 64}, headers=ACCEPT_JSON), 403)
    whole = form | {"csrf": csrf_of(client)}
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert is_error(client.post(address, data=whole, headers=ACCEPT_JSON | headers), 403)
    assert small_ledger.judgements() == ()


@pytest.mark.parametrize(
    "path",
    ["/static/x/../app.py", "/static/x/..%2fapp.py", "/static/x/%2e%2e/app.py", "/static/x//etc/passwd",
     "/static/x/libs/../../app.py", "/static/x/", "/tiles.pmtiles"],
)  # fmt: skip
def test_no_address_reaches_a_file_that_is_not_on_the_list(client: TestClient, path: str) -> None:
    assert is_error(client.get(path, headers=ACCEPT_JSON), 404)


def test_a_file_on_the_list_is_kept_for_good_under_its_stamp(client: TestClient) -> None:
    page = client.get("/claims").text
    address = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]


def test_what_is_too_long_is_refused(client: TestClient) -> None:
    assert is_error(client.get("/claims.json?q=" + "a" * 9_000), 413)
    assert is_error(client.get("/claims.json?q=" + "a" * 600), 400)
    assert is_error(client.post("/review/judge", content=b"a" * 300_000, headers=ACCEPT_JSON), 413)
    assert is_error(client.get("/claims.json?" + "&".join(["q=a"] * 101)), 400)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nowhere.json", 404), ("/claims/c-000000000000.json", 404), ("/places/g:1.json", 404),
        ("/sources/Nobody.json", 404), ("/claims.json?from=yesterday", 400), ("/claims.json?status=true", 400),
        ("/claims.json?limit=many", 400), ("/claims.json?from=2022-06-25&to=2022-06-01", 400),
        ("/claims.json?least=2", 400), ("/claims.json?order=best", 400), ("/review.json?queue=mine", 400),
        ("/sources.geojson", 400), ("/control.json?on=today", 400),
    ],
)  # fmt: skip
def test_what_goes_wrong_has_one_shape(client: TestClient, address: str, status: int) -> None:
    assert is_error(client.get(address), status)


def test_people_are_told_in_a_page_what_went_wrong_and_what_to_do(client: TestClient) -> None:
    page = client.get("/claims?from=yesterday")
    assert page.status_code == 400
    assert "which is no day" in page.text
    assert "such as 2022-06-25" in page.text
    assert client.get("/nowhere").status_code == 404
    assert client.put("/claims", headers=ACCEPT_JSON).json()["error"]["status"] == 405


def test_a_fault_is_told_without_its_trace(small_ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    app = app_of(small_ledger)

    async def broken(*_: Any) -> None:
        raise RuntimeError("secret place /home/ann")

    object.__setattr__(app, "app", broken)
    answer = TestClient(app).get("/claims.json")
    assert is_error(answer, 500)
    assert "secret" not in answer.text
    assert "RuntimeError: secret place" in capsys.readouterr().err


@pytest.fixture(scope="module")
def endless(small_ledger_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A browser for many examples, before a ledger of its own: what it is sent stays there."""
    path = tmp_path_factory.mktemp("endless") / "told.db"
    shutil.copy(small_ledger_file, path)
    with open_ledger(path) as ledger:
        yield TestClient(app_of(ledger), follow_redirects=False)


WORDS = st.text(max_size=30) | st.sampled_from(
    ["", "g:707308", "2022-06-21", "0001-01-01", "9999-12-31", "-1", "1e9", '"', '"a', "-", "*", "a:b", "UA/", "%", "'",
     "\\", "RUS", "territory", "any", "<b>", "\u202e", "\ud7ff", "Hirske"]
)  # fmt: skip
PATHS = st.sampled_from([page.path for page in PAGES])
FORMS = st.sampled_from(["", ".json", ".csv", ".geojson"])
NAMES = st.sampled_from([*FILTER, "order", "page", "limit", "queue", "at", "n", "kind", "last", "skipped", "x"])


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("address", ["/places/g:707308", "/control", "/claims", "/timeline.json", "/places"])
def test_the_first_and_the_last_day_there_is_break_no_page(client: TestClient, address: str, day: str) -> None:
    for asked in ({"on": day}, {"from": day}, {"to": day}):
        assert client.get(address, params=asked).status_code == 200


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=PATHS, form=FORMS, key=WORDS, query=st.lists(st.tuples(NAMES, WORDS), max_size=4))
def test_no_address_breaks_a_page(
    endless: TestClient, path: str, form: str, key: str, query: list[tuple[str, str]]
) -> None:
    from urllib.parse import quote

    address = path.replace("{key:path}", "{key}").replace("{key}", quote(key, safe="")) + form
    answer = endless.get(address, params=query)
    assert answer.status_code < 500
    if answer.status_code >= 400 and form:
        assert set(answer.json()["error"]) == SHAPE
    if answer.status_code >= 400 and not form:
        assert "<h1>" in answer.text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    address=st.sampled_from(["/review/judge", "/review/pair", "/review/undo", "/review/bulk", "/review/claim"]),
    posted=st.dictionaries(
        st.sampled_from(["claim", "kind", "seen", "reason", "field", "value", "one", "other", "undoes", "claims",
                         "queue", "n", "from", "place_0", "new_start", "new_end", "status", "event", "low_0",
                         "article", "trigger"]),
        WORDS | st.sampled_from(["accept", "correct", "same", "status", "when", "trigger", "unseen", "null", "any"])
        | st.integers() | st.none() | st.lists(st.integers(), max_size=2),
    ),
)  # fmt: skip
def test_no_decision_breaks_a_page(endless: TestClient, address: str, posted: dict[str, Any]) -> None:
    token = csrf_of(endless)
    answer = endless.post(address, json=posted, headers={"X-CSRF-Token": token})
    assert answer.status_code < 500
    if answer.status_code >= 400:
        assert set(answer.json()["error"]) == SHAPE


PLAIN = WORDS | st.integers() | st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False)
ANYTHING = st.recursive(
    PLAIN | st.sampled_from(["captured", "Hirske", "the Russian ministry"]),
    lambda values: st.lists(values, max_size=3)
    | st.dictionaries(
        st.sampled_from(["text", "start", "end", "name", "party", "low", "high", "of", "from", "to", "precision",
                         "basis", "latitude", "longitude", "kind", "alternatives"]) | WORDS,
        values, max_size=4,
    ),
    max_leaves=6,
)  # fmt: skip
PARTS = (
    "status", "status_cue", "actors", "targets", "places", "when", "counts", "sources", "quote", "sentence", "reason",
)  # fmt: skip
MORE = dict.fromkeys(("event", "seen", *PARTS), ANYTHING)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.fixed_dictionaries({"trigger": ANYTHING | st.just("captured")}, optional=MORE))
def test_no_claim_that_is_sent_breaks_a_page(endless: TestClient, said: dict[str, Any]) -> None:
    whole = {"article": reports()[0][0].id, "event": "territory.captured", "seen": "any"} | said
    answer = endless.post("/review/claim", json=whole, headers={"X-CSRF-Token": csrf_of(endless)})
    assert answer.status_code < 500
    if answer.status_code >= 400:
        assert set(answer.json()["error"]) == SHAPE


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(posted={"from": "2022-06-24", "when": '{"": 0}'})
@given(
    posted=st.dictionaries(
        st.sampled_from(["event", "event_other", "start", "end", "words", "status", "place_0", "new_place", "from",
                         "to", "new_place_name", "when", "precision", "role_0", "person_0", "new_person",
                         "new_person_party",
                         "count_0", "new_count", "new_low", "source", "new_source", "new_source_kind", "seen"]),
        WORDS | st.sampled_from(["captured", "Hirske", "1", "9", "{}", "[]", "null", '{"text": 1}', "2022-06-24"]),
    )
)  # fmt: skip
def test_no_form_of_a_claim_breaks_a_page(endless: TestClient, posted: dict[str, str]) -> None:
    form = {"article": reports()[0][0].id, "csrf": csrf_of(endless)} | posted
    assert endless.post("/review/claim", data=form).status_code < 500


def test_a_line_of_a_users_file_holds_no_password(tmp_path: Path) -> None:
    ran = CliRunner().invoke(user, ["ann", "--role", "reviewer"], input=f"{PASSWORD}\n")
    assert ran.exit_code == 0
    assert PASSWORD not in ran.output
    file = tmp_path / "users"
    file.write_text(ran.output, encoding="utf-8")
    assert Door(reviewer="x", users=read_users(file)).enter("ann", PASSWORD)


@pytest.mark.parametrize("line", ["ann", "ann:owner:00:00", "ann:reader:zz:00", ":reader:00:00"])
def test_a_line_that_names_no_user_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    file = tmp_path / "users"
    file.write_text(f"# users\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingError, match="no user") as raised:
        read_users(file)
    assert raised.value.line == 2


def test_tiles_of_ones_own_are_served_and_those_of_others_are_let_through(small_ledger: Ledger, tmp_path: Path) -> None:
    from sayso.base.settings import Settings
    from sayso.flow.web import lay_desk
    from sayso.show.web.app import build_app

    (tmp_path / "own.pmtiles").write_bytes(b"PMTiles-and-so-on")
    desk = lay_desk(small_ledger, Settings(), tiles=str(tmp_path / "own.pmtiles"))
    client = TestClient(build_app(desk, hosts={"testserver"}))
    part = client.get("/tiles.pmtiles", headers={"Range": "bytes=0-6"})
    assert (part.status_code, part.content) == (206, b"PMTiles")
    elsewhere = lay_desk(small_ledger, Settings(), tiles="https://tiles.example/a.pmtiles")
    policy = TestClient(build_app(elsewhere, hosts={"testserver"})).get("/").headers["content-security-policy"]
    assert "connect-src 'self' https://tiles.example;" in policy
    assert desk_of(small_ledger).tiles is None

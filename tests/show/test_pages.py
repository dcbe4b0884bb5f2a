"""Every page says what the ledger says, in every form, and takes no text for anything but text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.export.formats import FORMATS
from sayso.export.rows import REVIEWED_COLUMNS
from sayso.keep import Ledger, open_ledger
from sayso.model import Control, ControlPlace
from sayso.show.web.app import PAGES
from tests.show.judged_ledger import addresses, in_form
from tests.show.small_ledger import IMAGE, SCRIPT, app_of

DOCS = Path(__file__).parents[2] / "docs"


class Elements(HTMLParser):
    """The names of all elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[str] = []
        self.sources: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.sources += [value or "" for name, value in attrs if tag == "script" and name == "src"]
        self.ids += [value for name, value in attrs if name == "id" and value]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_page_is_documented_with_its_forms(page: object) -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (DOCS / "web.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `/")
    ]
    stated = {row[0].strip("`"): row[2] for row in rows}
    assert stated[page.path.replace("{key:path}", "{key}")] == " ".join(page.forms)  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_page_can_be_had_in_every_form_that_it_names(
    page: object, client: TestClient, small_ledger: Ledger
) -> None:
    address = addresses(small_ledger)[page.path]  # type: ignore[attr-defined]
    for form in page.forms:  # type: ignore[attr-defined]
        answer = client.get(in_form(address, form))
        assert answer.status_code == 200
        assert answer.headers["content-type"] == FORMATS[form].media_type
        if form != "csv":
            assert isinstance(answer.json(), dict)


COLUMNS = {
    "/incidents": "id,event,from,to,place,latitude,longitude,country,admin1,claims,voices,parties_saying,statuses,"
    "counts,contradictions,place_basis",
    "/places": "key,name,kind,country,admin1,latitude,longitude,claims,holder,side,standing,parties,first,last",
    "/timeline": "day,happened,ongoing,attempted,planned,possible,denied",
    "/control": "place,country,admin1,geonameid,latitude,longitude,holder,from,to,standing,said_by,last_said,claims,"
    "rule,fired",
    "/sources": "name,kind,party,sector,claims,articles",
    "/articles": "id,title,outlet,url,published,language,version,maker,added,claims,characters,sha256",
    "/claims": ",".join(REVIEWED_COLUMNS),
}


@pytest.mark.parametrize("path", COLUMNS)
def test_the_columns_of_each_page_stay_as_they_are(path: str, client: TestClient) -> None:
    assert client.get(f"{path}.csv").text.partition("\n")[0] == COLUMNS[path]


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("/claims", "shown total next claims"),
        ("/control", "shown total next on control"),
        ("/places", "shown total next places"),
        ("/timeline", "days coarse undated sides"),
        ("/review", "shown total next queue claims"),
    ],
)
def test_a_document_says_the_same_in_the_same_order(path: str, keys: str, client: TestClient) -> None:
    assert " ".join(client.get(f"{path}.json").json()) == keys


def test_a_map_of_places_says_its_sides_and_how_many_there_are(client: TestClient) -> None:
    collection = client.get("/places.geojson").json()
    assert " ".join(collection) == "type features sides shown total"
    assert collection["shown"] == collection["total"] == len(collection["features"]) > 0


@pytest.mark.parametrize("page", [page for page in PAGES if not page.is_data], ids=lambda page: page.path)
def test_no_page_holds_script_or_style_of_its_own_or_an_element_out_of_a_text(
    page: object, client: TestClient, small_ledger: Ledger
) -> None:
    answer = client.get(addresses(small_ledger)[page.path])  # type: ignore[attr-defined]
    assert answer.status_code == 200
    elements = Elements(answer.text)
    assert [name for name in elements.attributes if name.startswith("on") or name == "style"] == []
    assert elements.names.count("script") == len(elements.sources)
    assert all(source.startswith("/static/") for source in elements.sources)
    assert "style" not in elements.names
    assert SCRIPT not in answer.text
    assert IMAGE not in answer.text


@pytest.mark.parametrize("page", [page for page in PAGES if not page.is_data], ids=lambda page: page.path)
def test_no_page_gives_one_id_twice_and_all_have_one_heading(
    page: object, client: TestClient, small_ledger: Ledger
) -> None:
    elements = Elements(client.get(addresses(small_ledger)[page.path]).text)  # type: ignore[attr-defined]
    assert len(elements.ids) == len(set(elements.ids))
    assert elements.names.count("h1") == 1


def test_script_in_a_report_stands_on_its_pages_as_text(client: TestClient) -> None:
    page = client.get("/claims", params={"q": "Kherson"}).text
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;" in page
    article = re.search(r"/articles/(a-\w+)", page)
    assert article
    whole = client.get(f"/articles/{article[1]}").text
    assert "Title &lt;script&gt;" in whole
    assert "&lt;img src=x onerror=alert(1)&gt;" in whole
    source = client.get(f"/sources/Source {IMAGE}")
    assert source.status_code == 200
    assert "Source &lt;img" in source.text


def test_a_claim_stands_beside_its_text_and_beside_who_contradicts_it(client: TestClient, small_ledger: Ledger) -> None:
    twelve = next(kept.claim for kept in small_ledger.claims() if kept.claim.counts and kept.claim.counts[0].low == 12)
    page = client.get(f"/claims/{twelve.id}").text
    assert '<span class="lit lit-sentence lit-trigger"' in page
    assert "different number in counts" in page
    assert "30 people" in page


def test_an_incident_sets_the_numbers_side_by_side_and_derives_those_of_others(
    client: TestClient, small_ledger: Ledger
) -> None:
    incident = next(incident for incident in small_ledger.incidents() if incident.contradictions)
    page = client.get(f"/incidents/{incident.id}").text
    assert f">{incident.maker}</a>" in page
    assert client.get(f"/incidents/{incident.id}.json").json()["maker"] == incident.maker
    assert "<h4>12 people</h4>" in page
    assert "<h4>30 people</h4>" in page
    derived = {
        number["name"]: number["value"] for number in client.get(f"/incidents/{incident.id}.json").json()["derived"]
    }
    assert derived["UCDP, low"] == 12
    assert derived["UCDP, high"] == 30


def test_the_id_of_an_incident_that_became_another_leads_there(client: TestClient, small_ledger: Ledger) -> None:
    first, other = small_ledger.incidents().items[:2]
    from sayso.base.settings import Settings
    from sayso.flow.ledger import judge_claims
    from sayso.keep import Verdict

    verdict = Verdict(kind="same", claims=(first.claims[0], other.claims[0]), reviewer="ann")
    judge_claims([(verdict, None)], small_ledger, Settings())
    now = {claim: kept.id for kept in small_ledger.incidents() for claim in kept.claims}
    gone = next(kept for kept in (first, other) if kept.id not in now.values())
    answer = client.get(f"/incidents/{gone.id}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/incidents/{now[gone.claims[0]]}"
    assert client.get(f"/incidents/{gone.id}.json").headers["location"].endswith(".json")


def test_the_grid_of_a_place_says_who_says_that_who_holds_it(client: TestClient) -> None:
    page = client.get("/places/g:707308", params={"on": "2022-06-21"}).text
    assert "RUS gains it, as of 2022-06-21" in page
    assert "UKR holds it, as of 2022-06-21" in page
    assert 'id="said"' in page


def test_a_listing_says_how_many_of_how_many_it_shows_and_where_the_rest_is(client: TestClient) -> None:
    first = client.get("/claims.json", params={"limit": 2, "event": ["harm", "territory"]}).json()
    assert (first["shown"], first["total"]) == (2, 5)
    rest = client.get(first["next"]).json()
    assert not {claim["id"] for claim in first["claims"]} & {claim["id"] for claim in rest["claims"]}
    assert "2 of 5 claims" in client.get("/claims", params={"limit": 2, "event": ["harm", "territory"]}).text


def test_a_side_asks_for_all_who_stand_on_it(client: TestClient) -> None:
    sides = {side["label"]: side["id"] for side in client.get("/timeline.json").json()["sides"]}
    answer = client.get("/claims.json", params={"side": sides["Ukraine"]}).json()
    assert {claim["sources"][0]["party"] for claim in answer["claims"]} == {"UKR"}
    assert {claim["side"] for claim in answer["claims"]} == {sides["Ukraine"]}


def test_the_map_is_told_who_holds_each_place_and_by_which_side(client: TestClient) -> None:
    collection = client.get("/places.geojson", params={"on": "2022-06-21"}).json()
    places = {feature["properties"]["name"]: feature["properties"] for feature in collection["features"]}
    assert places["Hirske"]["key"] == "g:707308"
    assert {"holder", "side", "standing", "parties", "first", "last", "claims"} <= set(places["Hirske"])
    assert collection["shown"] == collection["total"] == len(collection["features"])


def test_every_empty_page_names_the_next_command(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "new.db") as ledger:
        browser = TestClient(app_of(ledger))
        for address in ("/", "/claims", "/incidents", "/places", "/control", "/sources", "/articles", "/review"):
            page = browser.get(address)
            assert page.status_code == 200
            assert "sayso add reports/" in page.text


def test_rejected_claims_are_left_out_unless_they_are_asked_for(client: TestClient, small_ledger: Ledger) -> None:
    from sayso.keep import Verdict

    kept = small_ledger.claims().items[0]
    small_ledger.judge(Verdict(kind="reject", claims=(kept.claim.id,), reviewer="ann"))
    total = client.get("/claims.json").json()["total"]
    assert client.get("/claims.json", params={"review": "any"}).json()["total"] == total + 1
    assert client.get("/claims.json", params={"review": "rejected"}).json()["claims"][0]["id"] == kept.claim.id


def test_a_place_of_many_stretches_lists_the_last_of_them_up_to_the_days_shown(
    client: TestClient, small_ledger: Ledger
) -> None:
    place = ControlPlace(name="Hirske", geonameid=707308, latitude=48.75, longitude=38.49, country="UA", admin1=None)
    day = date(2021, 1, 1)
    runs = [
        Control(place=place, holder="UKR", from_day=day + timedelta(days=number), to_day=day + timedelta(days=number),
                standing="claimed", said_by=("UKR",), claims=(), rule="control@1")
        for number in range(130)
    ]  # fmt: skip
    small_ledger.put_control(["g:707308"], runs)
    whole = client.get("/places/g:707308").text
    assert "100 of 130 stretches of days" in whole
    assert whole.count('data-label="From"') == 100
    early = client.get("/places/g:707308?from=2021-01-01&to=2021-01-10").text
    assert early.count('data-label="From"') == 10
    assert len(client.get("/places/g:707308.csv").text.splitlines()) == 131

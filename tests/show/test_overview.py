"""The page "/" in a browser: map, timeline and list over invented claims, with every way to the network shut."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.show.harness import (
    answer_claims,
    answer_days,
    answer_places,
    build_app,
    draw_page,
    small_world,
    wide_world,
    write_copy,
)

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -r requirements/test.txt")

WORLD = small_world()
AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
DRAWN = "#map[data-drawn]"
MAP = "document.getElementById('overview').placeMap.drawn"
Open = Callable[..., Any]


@pytest.fixture
def overview(open_page: Open) -> Open:
    """Opens the page at an address and waits until its map is drawn."""

    def open_(address: str = "/", **options: Any) -> Any:
        page = open_page(build_app(WORLD), address, **options)
        page.wait_for_selector(DRAWN)
        return page

    return open_


def asked(page: Any) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def count(page: Any) -> str:
    return page.locator("#count").inner_text()


def expect_count(page: Any, wanted: int) -> None:
    page.locator("#count", has_text=f"{wanted} of {wanted} shown").wait_for()


def days_with_claims(**filtered: str) -> list[str]:
    return [day["day"] for day in answer_days(WORLD, filtered)["days"]]


def total(**filtered: str) -> int:
    return int(answer_claims(WORLD, filtered)["total"])


def click_place(page: Any, longitude: float, latitude: float) -> None:
    at = page.evaluate(f"{MAP}.project([{longitude}, {latitude}])")
    page.locator("#map canvas").click(position={"x": at["x"], "y": at["y"]})


def drag(page: Any, first: int, last: int) -> None:
    """Draws a brush over the chart from one share of its width to another, in hundredths."""
    box = page.locator("#timeline .chart").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * first / 100, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * last / 100, y, steps=5)
    page.mouse.up()


def test_the_map_is_drawn_without_a_network(overview: Open) -> None:
    page = overview("/?map=4/46/34")
    read = f"""new Promise(done => {{ const map = {MAP}; map.once("render", () => {{
      const gl = map.getCanvas().getContext("webgl2"); const [w, h] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
      const all = new Uint8Array(w * h * 4); gl.readPixels(0, 0, w, h, gl.RGBA, gl.UNSIGNED_BYTE, all);
      const seen = new Set(); for (let i = 0; i < all.length; i += 4) seen.add(all.slice(i, i + 3).join());
      done([...seen]); }}); map.triggerRepaint(); }})"""
    colours = set(page.evaluate(read))
    sea, land, northern = "219,230,238", "247,245,239", "0,96,168"
    assert {sea, land, northern} <= colours


def test_names_are_drawn_from_the_machines_own_fonts(overview: Open) -> None:
    page = overview("/")
    named = page.evaluate(f"{MAP}.queryRenderedFeatures({{layers: ['place-names']}}).map(one => one.properties.name)")
    assert {"Alder Ford", "Elm Cross", "Birch Hill"} <= set(named)


def test_a_place_selected_on_the_map_narrows_the_list_and_the_days(overview: Open) -> None:
    page = overview("/")
    click_place(page, 37.80, 48.02)
    expect_count(page, total(place="2"))
    assert asked(page)["place"] == "2"
    assert page.locator("#selection").inner_text().startswith("at Birch Hill")
    count = sum(value for day in answer_days(WORLD, {"place": "2"})["days"] for value in day["sides"].values())
    page.locator("#timeline .says", has_text=f"{count} claims").wait_for()


def test_a_claim_selected_in_the_list_is_shown_on_the_map_and_the_days(overview: Open) -> None:
    page = overview("/")
    row = page.locator("#claims li").nth(2)
    row.click()
    claim = next(claim for claim in WORLD.claims if claim["id"] == row.get_attribute("data-id"))
    assert row.get_attribute("aria-current") == "true"
    page.locator("#timeline .marked").wait_for()
    page.wait_for_selector(DRAWN)
    selected = page.evaluate(f"{MAP}.getSource('selected').serialize().data.features.map(one => one.properties.key)")
    assert selected == claim["place_keys"]


def test_a_brush_drawn_with_the_mouse_filters(overview: Open) -> None:
    page = overview("/")
    drag(page, 25, 55)
    page.locator(".chip").wait_for()
    query = asked(page)
    expect_count(page, total(**{"from": query["from"], "to": query["to"]}))
    assert 0 < total(**{"from": query["from"], "to": query["to"]}) < len(WORLD.claims)


def test_a_brush_is_moved_by_keys_alone(overview: Open) -> None:
    page = overview("/")
    first = date.fromisoformat(days_with_claims()[0])
    page.locator("[role=slider][aria-label='First day shown']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageUp")
    wanted = (first + timedelta(days=8)).isoformat()
    assert asked(page)["from"] == wanted
    expect_count(page, total(**{"from": wanted}))


def test_days_are_played_one_after_another_until_stopped(overview: Open) -> None:
    page = overview("/")
    page.keyboard.press("p")
    first = date.fromisoformat(days_with_claims()[0])
    page.locator("#on", has_text=f"{first.day + 2} {first:%B %Y}").wait_for(timeout=10_000)
    page.keyboard.press("p")
    assert page.locator("#play").inner_text() == "Play days"
    on = asked(page)["on"]
    expect_count(page, total(**{"from": on, "to": on}))


def test_arrow_keys_step_from_day_to_day(overview: Open) -> None:
    page = overview("/?on=2022-04-10")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert asked(page)["on"] == "2022-04-17"


def test_an_address_restores_the_view(overview: Open) -> None:
    address = "/?status=happened&from=2022-03-20&to=2022-05-01&place=1&map=7/48.5/36.5&bars=side&hide=boundaries"
    page = overview(address)
    expect_count(page, total(**{"status": "happened", "from": "2022-03-20", "to": "2022-05-01", "place": "1"}))
    where = page.evaluate(f"[{MAP}.getZoom(), {MAP}.getCenter().lat, {MAP}.getCenter().lng]")
    assert where == pytest.approx([7, 48.5, 36.5])
    assert page.locator("[name=status]").input_value() == "happened"
    assert page.locator("#bars").input_value() == "side"
    assert not page.locator("[data-layer=boundaries]").is_checked()
    assert page.evaluate(f"{MAP}.getLayoutProperty('countries', 'visibility')") == "none"
    assert urlsplit(page.url).query == urlsplit(address).query


def test_going_back_lets_go_of_what_was_selected_last(overview: Open) -> None:
    page = overview("/")
    page.locator("[name=status]").select_option("denied")
    expect_count(page, total(status="denied"))
    page.go_back()
    expect_count(page, len(WORLD.claims))
    assert page.locator("[name=status]").input_value() == ""


def test_escape_widens_step_by_step(overview: Open) -> None:
    page = overview("/?from=2022-03-20&to=2022-05-01&place=1&claim=c-0001")
    for gone in ("claim", "place", "from"):
        assert gone in asked(page)
        page.keyboard.press("Escape")
        assert gone not in asked(page)


def test_claims_are_walked_by_keys(overview: Open) -> None:
    page = overview("/")
    for key in "jjk":
        page.keyboard.press(key)
    first = page.locator("#claims li").first
    assert first.get_attribute("aria-current") == "true"
    assert asked(page)["claim"] == first.get_attribute("data-id")


def test_places_are_walked_by_keys(overview: Open) -> None:
    page = overview("/")
    page.keyboard.press("]")
    most = max(answer_places(WORLD, {})["features"], key=lambda feature: feature["properties"]["claims"])
    assert asked(page)["place"] == most["properties"]["key"]


def test_keys_are_off_while_somebody_types(overview: Open) -> None:
    page = overview("/")
    page.keyboard.press("/")
    page.keyboard.type("jp?0")
    assert page.locator("#q").input_value() == "jp?0"
    assert page.locator("#play").inner_text() == "Play days"
    assert not page.locator("dialog").is_visible()


def test_markup_in_a_title_shows_as_text(overview: Open) -> None:
    page = overview("/")
    assert "A day <b>in</b> the lowland" in page.locator("#claims li").first.inner_text()
    assert page.locator("#claims .foot b").count() == 0


def test_the_colours_turn_dark_and_the_map_with_them(overview: Open) -> None:
    page = overview("/")
    page.keyboard.press("t")
    page.keyboard.press("t")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate(f"{MAP}.getPaintProperty('land', 'fill-color')") == "#22262b"


def test_a_narrow_page_does_not_run_out_at_the_side(overview: Open) -> None:
    page = overview("/?place=1&from=2022-03-20&to=2022-05-01", viewport={"width": 400, "height": 800})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 400


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(overview: Open, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci --prefix web --ignore-scripts")
    page = overview("/?place=1&claim=c-0001&on=2022-04-20", color_scheme=scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
    run = f"axe.run(document, {{runOnly: {json.dumps(tags)}}})"
    violations = page.evaluate(f"{run}.then(said => said.violations)")
    grave = [violation for violation in violations if violation["impact"] in ("serious", "critical")]
    assert [(violation["id"], [node["html"][:90] for node in violation["nodes"]][:3]) for violation in grave] == []


def test_without_script_the_claims_can_be_read(open_page: Open) -> None:
    page = open_page(build_app(WORLD), "/?status=denied", java_script_enabled=False)
    assert page.locator("#claims li").count() == total(status="denied")
    assert not page.locator("#timeline").is_visible()


def test_a_build_without_browser_libraries_says_so_and_lists_the_claims(open_page: Open) -> None:
    from starlette.applications import Starlette
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    page_text = draw_page(WORLD, {}, has_map=False, without_map="This build has no map.")
    routes = [Route("/", lambda request: HTMLResponse(page_text)), *build_app(WORLD).routes[1:]]
    page = open_page(Starlette(routes=routes))
    expect_count(page, len(WORLD.claims))
    assert page.locator("#map").inner_text() == "This build has no map."


def test_a_static_copy_counts_as_the_server_does(open_page: Open, tmp_path: Path) -> None:
    from starlette.applications import Starlette
    from starlette.responses import HTMLResponse
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    write_copy(WORLD, tmp_path)
    page_text = draw_page(WORLD, {}, copy="/data")
    kept = [
        route for route in build_app(WORLD).routes if route.path in ("/static/libs", "/static", "/base-map.pmtiles")
    ]
    home = Route("/", lambda request: HTMLResponse(page_text))
    app = Starlette(routes=[home, Mount("/data", StaticFiles(directory=tmp_path)), *kept])
    page = open_page(app, "/?status=happened&from=2022-03-20&to=2022-05-01")
    asked_for = {"status": "happened", "from": "2022-03-20", "to": "2022-05-01"}
    expect_count(page, total(**asked_for))
    places = answer_places(WORLD, asked_for)
    page.locator("#places-count", has_text=f"{places['shown']} of {places['total']} places").wait_for()
    count = sum(value for day in answer_days(WORLD, asked_for)["days"] for value in day["sides"].values())
    page.locator("#timeline .says", has_text=f"{count} claims").wait_for()


def test_thirty_thousand_places_move_at_less_than_a_frame_of_script_each(open_page: Open) -> None:
    page = open_page(build_app(wide_world(30_000)), "/?map=5/48/31")
    page.wait_for_selector(DRAWN, timeout=120_000)
    clock = page.context.new_cdp_session(page)
    clock.send("Performance.enable", {"timeDomain": "threadTicks"})  # the script's own time, whoever else is busy
    before = busy(clock)
    step = "map.jumpTo({center: [31 + x / 20, 48]}); map.redraw();"
    page.evaluate(f"{{ const map = {MAP}; for (let x = 0; x < 40; x += 1) {{ {step} }} 0 }}")
    each = (busy(clock) - before) / 40 * 1000
    print(f"{each:.1f} ms of the page's own thread a frame")  # noqa: T201
    assert each < 16.7


def busy(clock: Any) -> float:
    """Seconds for which the page's main thread has been at work."""
    metrics = clock.send("Performance.getMetrics")["metrics"]
    return next(float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration")

"""The pages of a ledger in a browser, with every way to the network shut: what an analyst does with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from sayso.keep import Filter, Ledger
from sayso.show.web.accounts import Door, User
from sayso.show.web.app import PAGES, build_app
from sayso.show.web.asked import STANDS
from tests.show.conftest import HOME, answer_request
from tests.show.judged_ledger import addresses, live_in
from tests.show.small_ledger import IMAGE, SCRIPT, app_of, carrying_script, desk_of, reports

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -r requirements/test.txt")

Open = Callable[..., Any]
FIRST = reports()[0][1][0].id
MAP = "document.getElementById('overview').placeMap.drawn"


def asked(page: Any) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def counted(page: Any, wanted: int) -> None:
    page.locator("#count", has_text=f"{wanted} of {wanted} shown").wait_for()


def looked_at(ledger: Ledger) -> dict[str, str]:
    """The addresses of the pages that people look at."""
    return {page.path: addresses(ledger)[page.path] for page in PAGES if not page.is_data}


def lines(page: Any) -> set[str]:
    return set(page.locator("main").inner_text().splitlines())


def press(page: Any, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_load_state("load")


def test_map_list_and_days_of_a_ledger_follow_each_other_and_their_address_restores_them(
    small_ledger: Ledger, open_page: Open
) -> None:
    live_in(small_ledger)
    page = open_page(app_of(small_ledger), "/")
    page.wait_for_selector("#map[data-drawn]")
    counted(page, small_ledger.claims(Filter(review=STANDS)).total)
    drawn = f"{MAP}.getSource('places').serialize().data.features.map(one => one.properties.name)"
    assert page.evaluate(drawn) == ["Hirske"]  # the other town's only claim was rejected
    at = page.evaluate(f"{MAP}.project([38.49, 48.75])")
    page.locator("#map canvas").click(position={"x": at["x"], "y": at["y"]})
    counted(page, small_ledger.claims(Filter(place=("g:707308",), review=STANDS)).total)
    box = page.locator("#timeline .chart").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    page.locator(".chip", has_text=" to ").wait_for()
    query = asked(page)
    days = {"since": date.fromisoformat(query["from"]), "until": date.fromisoformat(query["to"])}
    narrowed = Filter(place=(query["place"],), review=STANDS, **days)
    assert (
        0 < small_ledger.claims(narrowed).total < small_ledger.claims(Filter(place=("g:707308",), review=STANDS)).total
    )
    counted(page, small_ledger.claims(narrowed).total)
    page.locator("#claims li").first.click()
    other = open_page(app_of(small_ledger), page.url.removeprefix(HOME))
    other.wait_for_selector("#map[data-drawn]")
    counted(other, small_ledger.claims(narrowed).total)
    assert asked(other) == asked(page)
    assert other.locator("#claims li[aria-current]").count() == 1


def test_every_page_can_be_read_without_script(small_ledger: Ledger, open_page: Open) -> None:
    scripted, plain = (
        open_page(app_of(small_ledger), "/claims"),
        open_page(app_of(small_ledger), "/", java_script_enabled=False),
    )
    assert plain.locator("#claims li").count() == small_ledger.claims().total
    for path, address in looked_at(small_ledger).items():
        plain.goto(HOME + address)
        assert not plain.locator(".needs-script").first.is_visible()
        if path != "/":
            scripted.goto(HOME + address)
            scripted.evaluate("document.querySelectorAll('main .needs-script').forEach((one) => one.remove())")
            assert lines(scripted) - lines(plain) == set(), path


def test_one_comes_from_a_list_to_the_words_without_script(small_ledger: Ledger, open_page: Open) -> None:
    page = open_page(app_of(small_ledger), "/", java_script_enabled=False)
    page.get_by_role("link", name="Incidents").click()
    page.get_by_role("link", name="harm killed").click()
    assert page.locator(".one-side h4").all_inner_texts() == ["12 people", "30 people"]
    page.locator(".one-side a").first.click()
    page.get_by_role("link", name="the whole article").click()
    assert page.locator(".text .m-trigger").inner_text() == "killed"


def scripted(small_ledger: Ledger) -> Any:
    """An app whose codebook carries script too, in a type and in a party."""
    desk = desk_of(small_ledger)
    types = dict(desk.codebook.types)
    for name in ("territory.captured", "harm.killed"):
        types[name] = replace(types[name], label=SCRIPT, definition=f"{SCRIPT} {IMAGE}")
    known = dict(desk.codebook.parties.parties)
    known["RUS"] = replace(known["RUS"], name=f"{SCRIPT} {IMAGE}")
    parties = replace(desk.codebook.parties, parties=known)
    laid = replace(desk, codebook=replace(desk.codebook, types=types, parties=parties))
    return build_app(laid, hosts={"127.0.0.1"}, port=8765)


def test_script_in_title_text_source_and_codebook_shows_as_text_on_every_page(
    small_ledger: Ledger, open_page: Open
) -> None:
    article, (claim,) = carrying_script()
    kept = small_ledger.claim(claim.id)
    own = [f"/claims/{claim.id}", f"/incidents/{kept.incident}", f"/articles/{article.id}", f"/review?at={claim.id}",
           f"/sources/{quote(claim.sources[0].name, safe='')}", "/places/g:706448?on=2022-06-23", "/search?q=Kherson",
           "/claims?q=Kherson", "/review?queue=pairs", "/claims?source=" + quote(IMAGE)]  # fmt: skip
    page = open_page(scripted(small_ledger), "/claims")
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    so_far = ""
    for address in [*own, *looked_at(small_ledger).values()]:
        page.goto(HOME + address)
        assert page.locator("img").count() == 0, address
        assert page.evaluate("[...document.scripts].every(one => one.src.includes('/static/'))"), address
        so_far += page.locator("body").inner_text() + page.locator("main").inner_html()
    assert "Title <script>" in so_far
    assert "Source <img" in so_far
    assert "Army <script>" in so_far
    assert so_far.count("&lt;script&gt;alert") > 10


def test_two_tabs_on_one_claim_never_write_over_each_other(small_ledger: Ledger, open_page: Open) -> None:
    first_tab = open_page(app_of(small_ledger), f"/review?at={FIRST}")
    other = first_tab.context.new_page()
    other.goto(f"{HOME}/review?at={FIRST}")
    press(first_tab, "a")
    press(other, "x")
    assert small_ledger.claim(FIRST).review == "accepted"
    assert "Somebody else judged this meanwhile" in other.locator("h1").inner_text()


def test_two_reviewers_are_told_of_each_other_and_both_stay_on_record(small_ledger: Ledger, browser: Any) -> None:
    users = {name: User(name=name, role="reviewer", salt=b"", hash=b"") for name in ("ann", "bob")}
    door = Door(reviewer="ann", users=users)
    app = app_of(small_ledger, door=door)
    complaints: list[str] = []
    pages = {}
    for name in users:
        context = browser.new_context()
        context.add_cookies([{"name": "sayso-8765", "value": door.sign(name=name, role="reviewer"), "url": HOME}])
        context.route("**/*", lambda route: answer_request(app, route, complaints))
        pages[name] = context.new_page()
        pages[name].goto(f"{HOME}/review?at={FIRST}")
        assert name in pages[name].locator(".top").inner_text()
    press(pages["ann"], "a")
    press(pages["bob"], "x")
    assert "accept, ann" in pages["bob"].locator("main").inner_text()
    assert small_ledger.claim(FIRST).review == "accepted"
    with pages["bob"].expect_navigation():
        pages["bob"].locator("form.decide button").first.click()
    assert [(judgement.kind, judgement.reviewer) for judgement in small_ledger.judgements(FIRST)] == [
        ("accept", "ann"),
        ("reject", "bob"),
    ]
    for page in pages.values():
        page.context.close()
    assert complaints == []


def test_a_reader_is_shown_no_form_that_would_be_refused(small_ledger: Ledger, browser: Any) -> None:
    door = Door(reviewer="ann", users={"bob": User(name="bob", role="reader", salt=b"", hash=b"")})
    context = browser.new_context()
    context.add_cookies([{"name": "sayso-8765", "value": door.sign(name="bob", role="reader"), "url": HOME}])
    context.route("**/*", lambda route: answer_request(app_of(small_ledger, door=door), route, []))
    page = context.new_page()
    for address in ("/review", "/review?queue=pairs", "/review/bulk"):
        page.goto(HOME + address)
        assert page.locator('form[method="post"]:visible').count() == 1  # to log out
        assert "bob may look, and not judge" in page.locator("main").inner_text()
    context.close()

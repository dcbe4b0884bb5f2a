"""The review in a browser: by keys alone, with undo, and never over somebody else's decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sayso.base.codec import claim_to_json
from sayso.base.settings import Settings
from sayso.flow.ledger import Digest, add_article, weigher_of
from sayso.keep import Filter, Ledger, Verdict
from sayso.weigh import sign_text
from tests.show.small_ledger import app_of, reports

OpenPage = Callable[..., Any]


@pytest.fixture
def review(small_ledger: Ledger, open_page: OpenPage) -> Any:
    """The first claim that waits, in a browser."""
    return open_page(app_of(small_ledger), "/review")


def shown(page: Any) -> str:
    """The claim that the page shows."""
    claim: str = page.locator("#review").get_attribute("data-claim")
    return claim


def press(page: Any, key: str) -> None:
    """Presses a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)
    arrive(page)


def arrive(page: Any) -> None:
    """Waits until the page that was led to is there, with its script."""
    page.locator("main").wait_for(state="attached")
    page.wait_for_load_state("load")


def test_a_accepts_and_u_takes_it_back(review: Any, small_ledger: Ledger) -> None:
    claim = shown(review)
    press(review, "a")
    assert small_ledger.claim(claim).review == "accepted"
    assert shown(review) != claim
    press(review, "u")
    assert small_ledger.claim(claim).review == "unreviewed"
    assert shown(review) == claim
    assert [judgement.kind for judgement in small_ledger.judgements(claim)] == ["accept", "undo"]


def test_undo_goes_back_as_far_as_one_went_skips_too(review: Any, small_ledger: Ledger) -> None:
    first = shown(review)
    press(review, "x")
    second = shown(review)
    press(review, "Space")
    third = shown(review)
    press(review, "a")
    for claim in (third, second, first):
        press(review, "u")
        assert shown(review) == claim
    assert {small_ledger.claim(claim).review for claim in (first, second, third)} == {"unreviewed"}


def test_j_and_k_go_on_and_back_without_deciding(review: Any, small_ledger: Ledger) -> None:
    first = shown(review)
    press(review, "j")
    assert shown(review) != first
    press(review, "k")
    assert shown(review) == first
    assert small_ledger.judgements() == ()


def test_keys_are_off_while_one_types_and_the_reason_goes_along(review: Any, small_ledger: Ledger) -> None:
    claim = shown(review)
    review.locator("#reason").focus()
    review.keyboard.type("axe ju")
    review.keyboard.press("Enter")
    assert small_ledger.judgements() == ()
    with review.expect_navigation():
        review.locator('[data-action="reject"]').click()
    arrive(review)
    assert small_ledger.judgements(claim)[0].reason == "axe ju"


def test_numbers_open_a_field_and_choose_its_value_and_enter_saves(review: Any, small_ledger: Ledger) -> None:
    claim = shown(review)
    review.keyboard.press("2")
    review.keyboard.press("4")
    press(review, "Enter")
    kept = small_ledger.claim(claim)
    assert (kept.review, kept.claim.status) == ("corrected", "planned")
    assert shown(review) == claim


def test_a_correction_survives_that_another_maker_reads_the_report_again(review: Any, small_ledger: Ledger) -> None:
    claim = shown(review)
    review.keyboard.press("2")
    review.keyboard.press("4")
    press(review, "Enter")
    article, claims = reports()[0]
    again = tuple(replace(claim, id=f"{claim.id[:-1]}z", maker="another@2") for claim in claims)
    digest = Digest(claims=again, signature=sign_text(article.text))
    add_article(article, digest, weigher_of(small_ledger, Settings()), maker="another@2")
    assert claim == claims[0].id
    assert small_ledger.claim(again[0].id).claim.status == "planned"


def test_arrows_move_the_ends_of_a_stretch_by_words(review: Any, small_ledger: Ledger) -> None:
    claim = shown(review)
    review.keyboard.press("9")
    review.keyboard.press("ArrowRight")
    review.keyboard.press("Shift+ArrowLeft")
    press(review, "Enter")
    assert small_ledger.claim(claim).claim.trigger.text == "troops captured Hirske"


def test_words_that_are_selected_become_part_of_the_open_field(review: Any, small_ledger: Ledger) -> None:
    claim = shown(review)
    review.keyboard.press("7")
    review.evaluate(
        """() => { const box = document.getElementById("text");
        const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT); let node;
        while ((node = walk.nextNode()) && !node.textContent.includes("ministry"));
        const at = node.textContent.indexOf("ministry");
        getSelection().setBaseAndExtent(node, at, node, at + 8); }"""
    )
    review.locator("details[open] fieldset.new output", has_text="ministry").wait_for()
    press(review, "Enter")
    target = small_ledger.claim(claim).claim.targets[0]
    article = small_ledger.article(small_ledger.claim(claim).claim.article.id).article
    assert article.text[target.start : target.end] == target.text == "ministry"


def test_c_without_a_selection_chooses_words_by_keys_and_makes_a_claim_of_them(
    review: Any, small_ledger: Ledger
) -> None:
    claim, address = shown(review), review.url
    review.keyboard.press("c")
    review.keyboard.press("ArrowRight")
    review.keyboard.press("Shift+ArrowRight")
    review.keyboard.press("Enter")
    review.locator("dialog.claiming[open]").wait_for()
    review.keyboard.press("Escape")
    review.locator("dialog.claiming").wait_for(state="detached")
    review.keyboard.press("c")
    form = review.locator("dialog.claiming #claim-form")
    form.wait_for()
    assert form.locator("[name=words]").input_value() == "Hirske"
    form.locator("[name=event_other]").focus()
    review.keyboard.type("force.deployed")
    review.keyboard.press("Enter")
    review.locator(".last", has_text="Recorded: a claim").wait_for()
    (made,) = small_ledger.claims(Filter(made_by=("ann",)))
    assert (made.claim.event, made.claim.trigger.text) == ("force.deployed", "Hirske")
    assert (made.claim.places[0].geonameid, made.claim.maker) == (707308, "person:ann")
    assert (review.url, shown(review)) == (address, claim)
    press(review, "u")
    assert shown(review) == claim
    assert small_ledger.claims(Filter(made_by=("person",))).total == 0


def test_a_claim_made_by_c_survives_that_another_maker_reads_the_report_again(
    review: Any, small_ledger: Ledger
) -> None:
    review.keyboard.press("c")
    review.keyboard.press("c")
    review.locator("dialog.claiming #claim-form").wait_for()
    review.keyboard.press("1")
    review.keyboard.press("Enter")
    review.locator(".last", has_text="Recorded: a claim").wait_for()
    (claim,) = small_ledger.claims(Filter(made_by=("person",)))
    article, claims = reports()[0]
    again = tuple(replace(claim, id=f"{claim.id[:-1]}z", maker="another@2") for claim in claims)
    add_article(
        article,
        Digest(claims=again, signature=sign_text(article.text)),
        weigher_of(small_ledger, Settings()),
        maker="another@2",
    )
    kept = small_ledger.claim(claim.claim.id)
    assert (kept.claim, kept.review) == (claim.claim, "accepted")
    assert kept.incident is not None


def test_keys_behind_the_form_are_off_while_it_is_open(review: Any, small_ledger: Ledger) -> None:
    review.keyboard.press("c")
    review.keyboard.press("c")
    review.locator("dialog.claiming #claim-form").wait_for()
    for key in "axu":
        review.keyboard.press(key)
    assert small_ledger.judgements() == ()


def test_a_claim_that_somebody_made_meanwhile_is_told_in_the_form(review: Any, small_ledger: Ledger) -> None:
    review.keyboard.press("c")
    review.keyboard.press("c")
    form = review.locator("dialog.claiming #claim-form")
    form.wait_for()
    event = form.locator("[name=event]:checked").get_attribute("value")
    _, claims = reports()[0]
    theirs = claim_to_json(replace(claims[0], event=event))
    small_ledger.judge(Verdict(kind="claim", reviewer="bob", value=theirs))
    review.keyboard.press("Enter")
    form.locator("[data-problem]", has_text="bob made a judgement on it").wait_for()
    assert small_ledger.claims(Filter(made_by=("ann",))).total == 0
    form.get_by_role("button", name="Record mine too").click()
    review.locator(".last", has_text="Recorded: a claim").wait_for()
    assert small_ledger.claims(Filter(made_by=("ann",))).total == 1


def test_without_script_a_claim_is_made_on_a_page_of_its_own(small_ledger: Ledger, open_page: OpenPage) -> None:
    page = open_page(app_of(small_ledger), "/review", java_script_enabled=False)
    claim = shown(page)
    page.get_by_role("link", name="Make a claim of this sentence").click()
    page.locator("#claim-form [name=event_other]").fill("force.deployed")
    page.locator("#claim-form [name=reason]").fill("missed")
    page.get_by_role("button", name="Save the claim").click()
    page.wait_for_url("**/review?*last=*")
    (made,) = small_ledger.claims(Filter(made_by=("person",)))
    assert small_ledger.judgements(made.claim.id)[0].reason == "missed"
    assert shown(page) == claim
    page.locator('[data-action="undo"]').click()
    page.wait_for_url("**undone=1*")
    assert small_ledger.claims(Filter(made_by=("person",))).total == 0


def test_what_somebody_else_decided_meanwhile_is_shown_and_not_written_over(review: Any, small_ledger: Ledger) -> None:
    claim = shown(review)
    small_ledger.judge(Verdict(kind="reject", claims=(claim,), reviewer="bob", reason="misread"))
    press(review, "a")
    assert small_ledger.claim(claim).review == "rejected"
    page = review.locator("main").inner_text()
    assert "Somebody else judged this meanwhile" in page
    assert "reject, bob" in page
    with review.expect_navigation():
        review.get_by_role("button", name="Record mine after theirs").click()
    arrive(review)
    assert small_ledger.claim(claim).review == "accepted"


def test_y_says_that_a_pair_is_one_thing(small_ledger: Ledger, open_page: OpenPage) -> None:
    page = open_page(app_of(small_ledger), "/review?queue=pairs")
    pair = {page.locator(f'#pair [name="{name}"]').get_attribute("value") for name in ("one", "other")}
    press(page, "y")
    assert [set(constraint.claims) for constraint in small_ledger.constraints()] == [pair]


def test_h_leaves_a_pair_open(small_ledger: Ledger, open_page: OpenPage) -> None:
    page = open_page(app_of(small_ledger), "/review?queue=pairs")
    press(page, "h")
    assert page.url.endswith("n=1")
    assert small_ledger.judgements() == ()


def test_the_list_of_keys_is_the_table_of_this_page(review: Any) -> None:
    review.keyboard.press("?")
    rows = review.locator("#keys table tr").all_inner_texts()
    assert any("accept" in row for row in rows)
    assert not any("next place in view" in row for row in rows)


def test_without_script_pages_are_read_and_claims_judged(small_ledger: Ledger, open_page: OpenPage) -> None:
    page = open_page(app_of(small_ledger), "/", java_script_enabled=False)
    assert "captured" in page.locator("#claims").inner_text()
    page.goto("http://127.0.0.1:8765/review")
    claim = shown(page)
    page.locator('[data-action="accept"]').click()
    page.wait_for_url("**/review?*last=*")
    assert small_ledger.claim(claim).review == "accepted"


def test_script_in_a_report_never_runs(small_ledger: Ledger, open_page: OpenPage) -> None:
    page = open_page(app_of(small_ledger), "/articles")
    page.on("dialog", lambda dialog: pytest.fail(f"a script of a report ran: {dialog.message}"))
    for address in ("/claims", "/", "/sources", "/review", "/places"):
        page.goto(f"http://127.0.0.1:8765{address}")
        assert page.locator("img").count() == 0

"""Marks on an article: nested as they stand, told in words, joined with what the claims took, and shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from sayso.base.codec import claim_to_json
from sayso.base.packed_marks import pack_marks
from sayso.keep import Filter, Ledger, Verdict
from sayso.keep.store.article_marks import Marked
from sayso.model import Count, Mark, Name, Span, When
from sayso.show.web.marks import KINDS, MarkupStep, ShownMark, list_things, nest, show_marks
from sayso.show.web.pages.articles import PART, parts_of
from tests.show.judged_ledger import marks_of
from tests.show.small_ledger import SCRIPT, app_of, carrying_script, reports

OpenPage = Callable[..., Any]
TEXT = "Mayor Bo Tan said 12 tanks left Zale."


def shown(kind: str, start: int, end: int, **more: Any) -> ShownMark:
    return ShownMark(kind=kind, start=start, end=end, text=TEXT[start:end], says=more.pop("says", ""), **more)


def written(tokens: Sequence[MarkupStep]) -> str:
    """The text with its marks as brackets."""
    return "".join(
        step.text
        or ("]" if step.closes else f"[{step.opens.kind}{'' if step.is_first else '…'} " if step.opens else "")
        for step in tokens
    )


def test_a_mark_within_another_stands_within_its_brackets() -> None:
    tokens = nest(TEXT, [shown("source", 0, 12), shown("person", 6, 12), shown("cue", 13, 17)])
    assert written(tokens).startswith("[source Mayor [person Bo Tan]] [cue said] 12")


def test_a_mark_that_crosses_another_is_cut_in_two() -> None:
    tokens = nest(TEXT, [shown("content", 0, 12), shown("place", 6, 17)])
    assert written(tokens).startswith("[content Mayor [place Bo Tan]][place…  said] 12")


def test_a_link_never_stands_in_a_link() -> None:
    tokens = nest(TEXT, [shown("trigger", 0, 12, claims=("c-1",)), shown("trigger", 6, 12, claims=("c-2",))])
    assert [step.is_link for step in tokens if step.opens] == [True, False]


MARKS = st.lists(
    st.tuples(st.sampled_from(list(KINDS)), st.integers(0, 36), st.integers(1, 20)).map(
        lambda part: shown(part[0], part[1], min(part[1] + part[2], len(TEXT)))
    ),
    max_size=12,
).map(lambda marks: sorted(marks, key=lambda mark: (mark.start, -mark.end)))


@given(marks=MARKS, start=st.integers(0, 20), length=st.integers(0, 40))
def test_whatever_is_marked_the_text_is_whole_and_every_bracket_is_closed(
    marks: list[ShownMark], start: int, length: int
) -> None:
    end = min(len(TEXT), start + length)
    tokens = nest(TEXT, marks, start=start, end=end)
    assert "".join(step.text for step in tokens) == TEXT[start:end]
    open_: list[ShownMark] = []
    at = start
    for step in tokens:
        if step.opens:
            open_.append(step.opens)
        elif step.closes:
            open_.pop()
        for offset in range(at, at + len(step.text)):
            assert {id(mark) for mark in open_} == {id(mark) for mark in marks if mark.start <= offset < mark.end}
        at += len(step.text)
    assert open_ == []


@pytest.fixture
def article(small_ledger: Ledger) -> str:
    """The first report, with its marks kept."""
    first = reports()[0][0]
    Marked(small_ledger).put(first.id, pack_marks(marks_of(first.text)), maker="m@1")
    return first.id


def test_each_mark_says_what_it_stands_for_and_which_claims_take_it_up() -> None:
    article, claims = reports()[0]
    by_kind = {mark.kind: mark for mark in show_marks(marks_of(article.text), claims, article.text)}
    assert by_kind["place"].says == "Hirske, Luhansk, UA, 48.75, 38.49"
    assert by_kind["content"].says == "said by Russian ministry, “said”"
    assert {kind: mark.claims for kind, mark in by_kind.items()} == {
        "content": (), "cue": (), "place": (claims[0].id,), "source": (claims[0].id,), "actor": (claims[0].id,),
        "trigger": (claims[0].id,),
    }  # fmt: skip
    assert "sentence" not in by_kind


def test_times_and_numbers_are_told_with_their_bounds() -> None:
    when = Mark(kind="time", start=0, end=5, refers=When(text="Mayor", start=0, end=5))
    number = Count(text="12 tanks", start=18, end=26, of="tanks", low=12, high=None)
    count = Mark(kind="count", start=18, end=26, refers=number)
    says = [mark.says for mark in show_marks([when, count], (), TEXT)]
    assert says == ["no day that can be told", "at least 12 tanks"]


def test_marks_of_one_thing_are_listed_once() -> None:
    marks = [
        shown("place", 0, 5, says="Zale", number=0),
        shown("place", 32, 36, says="zale", number=1, claims=("c-1",)),
    ]
    numbered, things = list_things(marks)
    assert [mark.thing for mark in numbered] == [0, 0]
    assert [(thing.texts, thing.marks, thing.claims) for thing in things] == [(("Mayor", "Zale"), (0, 1), ("c-1",))]


def test_without_marks_the_page_shows_what_the_claims_took_and_says_so(client: TestClient) -> None:
    page = client.get(f"/articles/{reports()[0][0].id}").text
    assert 'class="m m-trigger"' in page
    assert "add the report again" in page


def test_the_kinds_that_an_address_names_are_lit(client: TestClient, article: str) -> None:
    page = client.get(f"/articles/{article}?mark=-&mark=place").text
    assert re.search(r'id="lit-place" checked', page)
    assert not re.search(r'id="lit-cue" checked', page)


def test_script_in_a_text_and_in_what_is_marked_on_it_shows_as_text(client: TestClient, small_ledger: Ledger) -> None:
    article, _ = carrying_script()
    name = Name(text=SCRIPT, start=0, end=len(SCRIPT), name=f"{SCRIPT}\"'>")
    Marked(small_ledger).put(
        article.id, pack_marks([Mark(kind="person", start=0, end=len(SCRIPT), refers=name)]), maker="m@1"
    )
    page = client.get(f"/articles/{article.id}").text
    assert "<script>alert" not in page
    assert "<img" not in page


def test_the_marks_are_in_the_json(client: TestClient, article: str) -> None:
    small_ledger = client.get(f"/articles/{article}.json").json()["marks"]
    assert [mark["kind"] for mark in small_ledger] == ["sentence", "content", "place", "source", "cue"]
    assert (small_ledger[2]["geonameid"], small_ledger[2]["place_kind"]) == (707308, "settlement")


def test_a_long_text_is_cut_into_parts_at_its_lines() -> None:
    text = "A line of words.\n" * 3_000
    parts = parts_of(text)
    assert [text[start:end] for start, end in parts] != [text]
    assert "".join(text[start:end] for start, end in parts) == text
    assert all(end - start <= PART and text[end - 1] == "\n" for start, end in parts)
    assert parts_of("") == [(0, 0)]
    assert [end - start for start, end in parts_of("x" * (PART + 1))] == [PART, 1]


def test_claims_of_one_word_and_of_a_word_within_it_can_all_be_linked_to(
    client: TestClient, small_ledger: Ledger
) -> None:
    first = reports()[0][1][0]
    for trigger in ("captured", "captured Hirske"):
        start = first.sentence.text.index(trigger)
        second = replace(first, trigger=Span(text=trigger, start=start, end=start + len(trigger)))
        small_ledger.judge(Verdict(kind="claim", reviewer="ann", value=claim_to_json(second)))
    page = client.get(f"/articles/{first.article.id}").text
    for kept in small_ledger.claims(Filter(article=(first.article.id,))):
        assert page.count(f'id="at-{kept.claim.id}"') == 1
    assert re.findall(r"<a[^>]*>[^<]*<a", page) == []


# In a browser


def test_a_kind_is_put_out_and_the_address_keeps_it(small_ledger: Ledger, article: str, open_page: OpenPage) -> None:
    page = open_page(app_of(small_ledger), f"/articles/{article}")
    border = "one => getComputedStyle(one).borderBottomStyle"
    assert page.locator("#text .m-place").evaluate(border) == "dotted"
    page.locator("#lit-place").uncheck()
    assert page.locator("#text .m-place").evaluate(border) == "none"
    page.reload()
    assert not page.locator("#lit-place").is_checked()
    assert page.locator("#lit-cue").is_checked()


def test_a_kind_is_put_out_without_script_too(small_ledger: Ledger, article: str, open_page: OpenPage) -> None:
    page = open_page(app_of(small_ledger), f"/articles/{article}", java_script_enabled=False)
    page.locator("#lit-place").uncheck()
    page.get_by_role("button", name="Keep this choice").click()
    page.wait_for_url("**mark=cue**")
    assert not page.locator("#lit-place").is_checked()
    page.locator("summary", has_text="place").first.click()
    assert "Hirske, Luhansk" in page.locator("tr[data-kind=place]").inner_text()


def test_a_mark_tells_what_it_is_and_which_claims_take_it_up(
    small_ledger: Ledger, article: str, open_page: OpenPage
) -> None:
    page = open_page(app_of(small_ledger), f"/articles/{article}")
    page.locator("#text .m-place").click()
    told_of = page.locator("#mark").inner_text()
    assert "place “Hirske”: Hirske, Luhansk, UA, 48.75, 38.49." in told_of
    assert reports()[0][1][0].id in told_of
    assert "content “Russian troops captured Hirske”: said by Russian ministry" in told_of


def test_j_and_k_go_from_mark_to_mark(small_ledger: Ledger, article: str, open_page: OpenPage) -> None:
    page = open_page(app_of(small_ledger), f"/articles/{article}")
    page.keyboard.press("j")
    first = page.locator("#mark").inner_text()
    page.keyboard.press("j")
    assert page.locator("#mark").inner_text() != first
    page.keyboard.press("k")
    assert page.locator("#mark").inner_text() == first


def test_c_makes_a_claim_of_selected_words_with_the_marks_in_them(
    small_ledger: Ledger, article: str, open_page: OpenPage
) -> None:
    page = open_page(app_of(small_ledger), f"/articles/{article}")
    page.evaluate(
        """() => { const place = document.querySelector("#text .m-place").firstChild;
        getSelection().setBaseAndExtent(place, 0, place, place.length); }"""
    )
    page.keyboard.press("c")
    form = page.locator("dialog.claiming #claim-form")
    form.wait_for()
    assert "Russian ministry" in form.locator("[name=source]").evaluate("one => one.selectedOptions[0].textContent")
    form.locator("[name=event_other]").fill("territory.held")
    page.keyboard.press("Enter")
    page.locator("#status", has_text="Recorded: a claim").wait_for()
    (claim,) = small_ledger.claims(Filter(made_by=("ann",)))
    assert (claim.claim.trigger.text, claim.claim.sources[0].name, claim.claim.sources[0].cue) == (
        "Hirske", "Russian ministry", "said",
    )  # fmt: skip
    assert claim.claim.places[0].geonameid == 707308
    page.locator("#status").get_by_role("button", name="Undo").click()
    page.locator("#status", has_text="Undone").wait_for()
    assert small_ledger.claims(Filter(made_by=("person",))).total == 0

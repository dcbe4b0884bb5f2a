"""Where a judged claim is found again, in the same text and in a changed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from sayso.keep.judging.anchors import find_anchored, find_quote, make_anchor, move_value, nearest
from sayso.model import Anchor, Claim, Span
from tests.keep.made import make_article, make_claims

ARTICLE = make_article(1)
CLAIM, *OTHERS = make_claims(ARTICLE)
START, END = CLAIM.trigger.start, CLAIM.trigger.end
ANCHOR = make_anchor(CLAIM, ARTICLE.text)
CHANGED = replace(ARTICLE, id="a-changed")


def at(start: int, end: int, claim: Claim = CLAIM, **other: Any) -> Claim:
    """The claim with another trigger, in the words of the article's text."""
    return replace(claim, trigger=Span(text=ARTICLE.text[start:end], start=start, end=end), **other)


def find(claims: Sequence[Claim], *, events: Sequence[str] = ()) -> tuple[str | None, str]:
    """Id of the claim that the anchor finds in the same text, and how."""
    match = find_anchored(ANCHOR, CLAIM, claims, ARTICLE.text, events=events)
    return match.claim.id if match.claim else None, match.how


def in_text(text: str, *, event: str = CLAIM.event, word: str = "occupied", **other: Any) -> list[Claim]:
    """A claim of a changed text at each of the places where the word stands there."""
    starts = [start for start in range(len(text)) if text.startswith(word, start)]
    return [
        replace(CLAIM, id=f"c-{number}", article=CHANGED.head, event=event,
                trigger=Span(text=word, start=start, end=start + len(word)), **other)
        for number, start in enumerate(starts)
    ]  # fmt: skip


def test_an_anchor_holds_the_words_and_64_characters_on_either_side() -> None:
    text = "a" * 100 + "fell" + "b" * 100
    anchor = make_anchor(replace(CLAIM, trigger=Span(text="fell", start=100, end=104)), text)
    assert (anchor.start, anchor.end, anchor.quote) == (100, 104, "fell")
    assert (anchor.prefix, anchor.suffix) == ("a" * 64, "b" * 64)


def test_an_anchor_at_the_edge_of_a_text_holds_what_there_is() -> None:
    anchor = make_anchor(replace(CLAIM, trigger=Span(text="fell", start=1, end=5)), "A" + "fell" + "Z")
    assert (anchor.prefix, anchor.suffix) == ("A", "Z")


def test_the_same_stretch_is_found_before_one_that_overlaps() -> None:
    longer = at(START - 4, END + 4, id="c-longer")
    assert find([longer, at(START, END, id="c-exact")]) == ("c-exact", "exact")


@pytest.mark.parametrize("other", [(START + 1, END), (START, END - 1), (START, END + 1), (START - 1, END)])
def test_a_stretch_with_one_end_elsewhere_is_an_overlap(other: tuple[int, int]) -> None:
    assert find([at(*other, id="c-other")]) == ("c-other", "overlap")


def test_the_longest_overlap_is_found_and_of_equals_what_says_the_same() -> None:
    short, long = at(END - 1, END + 9, id="c-short"), at(START - 9, START + 3, id="c-long")
    assert find([short, long]) == ("c-long", "overlap")
    denied = replace(long, id="c-denied", status="denied")
    assert find([short, denied, long]) == ("c-long", "overlap")


@pytest.mark.parametrize("other", [(END, END + 4), (START - 4, START)])
def test_a_stretch_that_only_touches_is_another(other: tuple[int, int]) -> None:
    assert find([at(*other)]) == (None, "orphan")


def test_an_overlap_of_one_character_is_enough() -> None:
    assert find([at(END - 1, END + 4, id="c-one")]) == ("c-one", "overlap")


def test_another_event_type_is_another_claim_unless_a_correction_gave_it() -> None:
    held = replace(CLAIM, id="c-held", event="territory.held")
    assert find([held]) == (None, "orphan")
    assert find([held], events=["territory.held"]) == ("c-held", "exact")


def test_why_nothing_is_found_is_told() -> None:
    gone = find_anchored(ANCHOR, CLAIM, OTHERS, ARTICLE.text)
    assert gone.why == "the text has no claim of territory.captured any more"
    elsewhere = find_anchored(ANCHOR, CLAIM, [at(0, 6)], ARTICLE.text)
    assert elsewhere.why == "no claim of territory.captured stands at its words any more"


@pytest.mark.parametrize(
    "other",
    [
        {"status": "denied"},
        {"sources": ()},
        {"targets": CLAIM.actors},
        {"actors": ()},
        {"places": ()},
    ],
    ids=lambda other: next(iter(other)),
)
def test_claims_on_one_stretch_are_told_apart_by_what_they_say(other: dict[str, Any]) -> None:
    like, unlike = replace(CLAIM, id="c-like"), replace(CLAIM, id="c-unlike", **other)
    assert find([unlike, like]) == find([like, unlike]) == ("c-like", "exact")


def test_of_claims_on_one_stretch_that_say_the_same_the_first_or_the_same_id_is_meant() -> None:
    first, second = replace(CLAIM, id="c-1"), replace(CLAIM, id="c-2")
    assert find([first, second]) == ("c-1", "exact")
    assert find([first, replace(CLAIM, status="denied")]) == (CLAIM.id, "exact")


def test_of_two_event_types_the_one_of_then_is_meant() -> None:
    held = replace(CLAIM, id="c-held", event="territory.held")
    assert find([held, replace(CLAIM, id="c-same")], events=["territory.held"]) == ("c-same", "exact")


@pytest.mark.parametrize("field", ["sources", "targets"])
def test_a_source_or_target_weighs_more_than_a_status(field: str) -> None:
    said = replace(CLAIM, targets=CLAIM.actors)
    other_status = replace(said, id="c-status", status="denied")
    other_field = replace(said, id="c-field", **{field: ()})
    match = find_anchored(ANCHOR, said, [other_field, other_status], ARTICLE.text)
    assert match.claim == other_status


@pytest.mark.parametrize("field", ["sources", "targets"])
def test_a_source_or_target_weighs_as_much_as_two_of_the_rest(field: str) -> None:
    said = replace(CLAIM, targets=CLAIM.actors)
    other_field = replace(said, id="c-field", **{field: ()})
    other_two = replace(said, id="c-two", status="denied", places=())
    for claims in ([other_field, other_two], [other_two, other_field]):
        assert find_anchored(ANCHOR, said, claims, ARTICLE.text).claim == claims[0]


def test_names_are_the_same_in_capitals_or_with_other_spaces() -> None:
    source = CLAIM.sources[0]
    spelt = replace(CLAIM, id="c-spelt", sources=(replace(source, name=source.name.upper().replace(" ", "  ")),))
    none = replace(CLAIM, id="c-none", sources=())
    assert find([none, spelt]) == ("c-spelt", "exact")


def test_in_a_changed_text_the_words_are_found_by_what_stands_around_them() -> None:
    text = "They say that the town was occupied in winter. " + ARTICLE.text.replace("Column 1", "One column")
    claims = in_text(text)
    match = find_anchored(ANCHOR, CLAIM, claims, text)
    assert (match.claim, match.how) == (claims[1], "quote")


def test_in_a_changed_text_words_count_whatever_their_capitals() -> None:
    text = ARTICLE.text.replace("occupied", "OCCUPIED")
    assert find_anchored(ANCHOR, CLAIM, in_text(text, word="OCCUPIED"), text).how == "quote"


def test_in_a_changed_text_words_count_however_far_apart_and_what_stands_behind_them_all() -> None:
    text = "took" + " " * 20 + "over" + "b"
    anchor = replace(ANCHOR, quote="took over", prefix="", suffix="b")
    claims = in_text(text, word=text[:-1])
    assert find_anchored(anchor, CLAIM, claims, text).claim == claims[0]


def test_in_a_changed_text_one_stretch_goes_to_the_claim_that_says_the_same() -> None:
    text = "New. " + ARTICLE.text
    (like,), (unlike,) = in_text(text), in_text(text, status="denied")
    assert find_anchored(ANCHOR, CLAIM, [unlike, like], text).claim == like


@pytest.mark.parametrize(
    ("text", "word", "why"),
    [
        ("Nobody knows who took it.", "took", 'the new text has no claim at "occupied"'),
        ("It rained. Later occupied by bees, 9 hives.", "occupied", 'what stood around "occupied" is gone'),
    ],
)
def test_in_a_changed_text_other_words_or_surroundings_leave_an_orphan(text: str, word: str, why: str) -> None:
    match = find_anchored(ANCHOR, CLAIM, in_text(text, word=word), text)
    assert (match.claim, match.how, match.why) == (None, "orphan", why)


def around(prefix: str, suffix: str, start: int = 0) -> Anchor:
    return replace(ANCHOR, quote="fell", prefix=prefix, suffix=suffix, start=start, end=start + 4)


@pytest.mark.parametrize(("same", "is_found"), [(60, True), (59, False)])
def test_surroundings_have_to_be_alike_by_sixty_of_a_hundred(same: int, is_found: bool) -> None:
    """Both sides hold 50 characters, of which so many in all are the same, so that the mean is that many."""
    before, after = same // 2, same - same // 2
    anchor = around("a" * 50, "b" * 50)
    text = "x" * (50 - before) + "a" * before + "fell" + "b" * after + "y" * (50 - after)
    claim = in_text(text, word="fell")[0]
    match = find_anchored(anchor, CLAIM, [claim], text)
    assert match.how == ("quote" if is_found else "orphan")
    if is_found:
        assert find_quote(anchor, text) == 50
    else:
        with pytest.raises(LookupError, match=r'what stood around "fell" is gone'):
            find_quote(anchor, text)


@pytest.mark.parametrize(("stood", "stands"), [(0, 64), (129, 64), (131, 196), (263, 328), (900, 328)])
def test_of_words_with_the_same_around_them_the_nearest_to_where_they_stood_are_meant(stood: int, stands: int) -> None:
    text = ("a" * 64 + "fell" + "b" * 64) * 3
    assert find_quote(around("a" * 64, "b" * 64, start=stood), text) == stands


def test_words_are_found_by_their_surroundings_before_their_distance() -> None:
    text = "fell " + "the bridge of Hirske fell into the river"
    anchor = around("the bridge of Hirske ", " into the river", start=0)
    assert find_quote(anchor, text) == text.rindex("fell")


def test_words_that_stand_nowhere_are_gone() -> None:
    with pytest.raises(LookupError, match='"fell" is gone from the text'):
        find_quote(around("", ""), "It stands.")


def test_words_nearest_to_an_offset_are_found() -> None:
    text = "ab--ab----ab"
    assert [nearest(text, "ab", to) for to in (0, 1, 3, 6, 8, 99)] == [0, 0, 4, 4, 10, 10]


def test_words_are_found_within_a_stretch_up_to_its_edges() -> None:
    text = "ab--ab----ab"
    assert nearest(text, "ab", 0, within=(4, 6)) == 4
    assert nearest(text, "ab", 0, within=(1, 12)) == 4
    for outside in ((5, 12), (4, 5)):
        with_end = (outside[0], min(outside[1], 11))
        with pytest.raises(LookupError, match='"ab" is gone from its sentence'):
            nearest(text, "ab", 0, within=with_end)


def test_words_that_overlap_themselves_are_found_at_each_place() -> None:
    assert nearest("aaaa", "aa", 1) == 1


@pytest.mark.parametrize(
    "value",
    [
        "denied",
        7,
        None,
        {"name": "Kyiv"},
        {"text": "Kyiv", "start": 0, "end": 4},
        {"text": "", "start": 0, "end": 0},
        {"text": "old", "start": "0", "end": 3},
        {"text": "old", "start": 0, "end": None},
        {"text": None, "start": 0, "end": 3},
    ],
)
def test_what_is_no_stretch_of_the_old_text_stays_as_it_is(value: Any) -> None:
    assert move_value(value, "old text", "the old text") == value


def test_stretches_in_lists_and_in_each_other_are_moved() -> None:
    inner = {"text": "text", "start": 4, "end": 8}
    value = [{"text": "old", "start": 0, "end": 3, "near": inner, "score": 0.5}]
    assert move_value(value, "old text", "the old text") == [
        {"text": "old", "start": 4, "end": 7, "near": {"text": "text", "start": 8, "end": 12}, "score": 0.5}
    ]
    assert move_value(tuple(value), "old text", "old text") == value


def test_where_a_stretch_goes_is_asked_by_its_words_and_where_they_stood() -> None:
    asked = []

    def find_offset(words: str, start: int) -> int:
        asked.append((words, start))
        return 20

    value = {"text": "text", "start": 4, "end": 8}
    assert move_value(value, "old text", "new", find=find_offset) == {"text": "text", "start": 20, "end": 24}
    assert asked == [("text", 4)]


def test_a_stretch_whose_words_are_gone_is_an_error() -> None:
    with pytest.raises(LookupError, match='"text" is gone from the text'):
        move_value({"text": "text", "start": 4, "end": 8}, "old text", "new words")

"""The parts of a claim by hand: held against the text they are made on, and found again in the text that follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sayso.base.errors import JudgementError
from sayso.keep.judging.anchors import make_anchor
from sayso.keep.judging.handmade import carry_claim, check_stretches, read_claim, sentence_of
from sayso.model import Article, Claim, Count, Place, Source, Span, When
from tests.keep.made import make_article, make_claims, reworded

WORDS = '"The bridge fell on Friday, probably," Ivan Petrenko said. It had stood near Hirske, and 12 people drowned.'
ARTICLE = make_article(1, [WORDS])
TEXT = ARTICLE.text
SENTENCE = WORDS.partition(" It had")[0]


def span(words: str, text: str = TEXT) -> dict[str, Any]:
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def claim(**other: Any) -> Claim:
    """A claim with a part of every kind, of which two lie outside its sentence."""
    machine = make_claims(make_article(1))[0]
    whole = replace(
        machine, article=ARTICLE.head, event="damage.destroyed", trigger=Span(**span("fell")), actors=(), targets=(),
        places=(Place(**span("Hirske"), name="Hirske", geonameid=707308),),
        when=When(**span("Friday"), from_day=date(2022, 6, 3), to_day=date(2022, 6, 3), precision="day"),
        counts=(Count(**span("12 people"), of="people", low=12, high=12),), status_cue=Span(**span("probably")),
        sources=(Source(**span("Ivan Petrenko"), name="Ivan Petrenko", role=None, kind="person"),),
        quote=Span(**span("The bridge fell on Friday, probably,")), sentence=Span(**span(SENTENCE)),
    )  # fmt: skip
    return replace(whole, **other)


def carry(changed: Article, made: Claim | None = None) -> Claim:
    made = made or claim()
    return carry_claim(made, make_anchor(made, TEXT), TEXT, changed)


# Held against the text


def test_a_claim_whose_parts_stand_in_the_text_is_one() -> None:
    check_stretches(claim(), TEXT)
    check_stretches(claim(when=When(), status_cue=None, quote=None, places=(), counts=(), sources=()), TEXT)


def test_a_part_may_reach_from_the_first_character_to_the_last() -> None:
    check_stretches(claim(sentence=Span(text=TEXT, start=0, end=len(TEXT))), TEXT)
    only = Span(**span("fell"))
    check_stretches(claim(sentence=only, trigger=only), TEXT)


PARTS = ("trigger", "sentence", "actors", "targets", "places", "when", "counts", "status_cue", "sources", "quote")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "wrong", [{"start": 1}, {"start": 0, "end": 0, "text": ""}, {"text": "x"}, {"start": -4, "end": None}]
)
def test_each_part_has_to_stand_where_it_says(part: str, wrong: dict[str, Any]) -> None:
    whole = claim(actors=make_claims(make_article(1))[0].actors)
    actor = replace(whole.actors[0], **span("Ivan Petrenko"))
    whole = replace(whole, actors=(actor,), targets=(actor,))
    check_stretches(whole, TEXT)
    good = getattr(whole, part)
    one = good[0] if isinstance(good, tuple) else good
    bad = replace(one, **wrong)
    with pytest.raises(JudgementError, match="does not stand at") as raised:
        check_stretches(replace(whole, **{part: (bad,) if isinstance(good, tuple) else bad}), TEXT)
    assert "code points" in raised.value.hint


def test_a_part_behind_the_end_of_the_text_does_not_stand_there() -> None:
    end = len(TEXT)
    with pytest.raises(JudgementError, match="does not stand at"):
        check_stretches(claim(trigger=Span(text="", start=end, end=end + 1)), TEXT)
    with pytest.raises(JudgementError, match="does not stand at"):
        check_stretches(claim(places=(replace(claim().places[0], text=TEXT[-4:], start=end - 4, end=end + 1),)), TEXT)


@pytest.mark.parametrize("sentence", ["bridge", "on Friday, probably", "The bridge fel", "ell on Friday"])
def test_the_words_of_a_claim_lie_in_its_sentence(sentence: str) -> None:
    with pytest.raises(JudgementError, match="do not lie in its sentence"):
        check_stretches(claim(sentence=Span(**span(sentence))), TEXT)


def test_days_and_bounds_of_a_count_do_not_end_before_they_begin() -> None:
    good = claim()
    third, fourth = date(2022, 6, 3), date(2022, 6, 4)
    for from_day, to_day in ((third, third), (third, fourth), (fourth, None), (None, third)):
        check_stretches(replace(good, when=replace(good.when, from_day=from_day, to_day=to_day)), TEXT)
    with pytest.raises(JudgementError, match="the days end before they begin"):
        check_stretches(replace(good, when=replace(good.when, from_day=fourth, to_day=third)), TEXT)
    for low, high in ((12, 12), (11, 12), (0, 0), (12, None), (None, 0)):
        check_stretches(replace(good, counts=(replace(good.counts[0], low=low, high=high),)), TEXT)
    for low, high in ((13, 12), (1, 0)):
        with pytest.raises(JudgementError, match="'12 people' has bounds the wrong way round"):
            check_stretches(replace(good, counts=(replace(good.counts[0], low=low, high=high),)), TEXT)


@pytest.mark.parametrize("plain", [[], {}, "fell", 7, None, {"when": 7}, {"when": {"from": 7}}])
def test_what_is_no_claim_is_told_so(plain: Any) -> None:
    with pytest.raises(JudgementError, match="this is no claim"):
        read_claim(plain)


# Found again


def test_a_claim_in_its_own_text_stays_as_it_is_under_what_is_now_known_of_the_article() -> None:
    named = replace(ARTICLE, title="A better title")
    assert carry(named) == replace(claim(), article=named.head)


def test_every_part_is_moved_with_the_words_before_it() -> None:
    changed = reworded(ARTICLE, "Report 1", "Report number one")
    shift = len("Report number one") - len("Report 1")
    moved = carry(changed)
    for part in ("trigger", "sentence", "when", "status_cue", "quote"):
        before, after = getattr(claim(), part), getattr(moved, part)
        assert (after.start, after.end, after.text) == (before.start + shift, before.end + shift, before.text)
    for part in ("places", "counts", "sources"):
        (before,), (after,) = getattr(claim(), part), getattr(moved, part)
        assert after == replace(before, start=before.start + shift, end=before.end + shift)
    assert moved.article == changed.head


def test_actors_and_targets_are_moved_too() -> None:
    (army,) = make_claims(make_article(1))[0].actors
    actor, target = replace(army, **span("Ivan Petrenko")), replace(army, **span("The bridge"))
    moved = carry(reworded(ARTICLE, "Report 1", "Another report"), claim(actors=(actor,), targets=(target,)))
    for part in (*moved.actors, *moved.targets):
        assert part.start == TEXT.index(part.text) + len("Another report") - len("Report 1")
    assert (moved.actors[0].text, moved.targets[0].text) == ("Ivan Petrenko", "The bridge")


def test_a_part_within_the_sentence_stays_within_it() -> None:
    changed = reworded(ARTICLE, "Report 1\n\n", "Report 1\n\nFriday. Ivan Petrenko. ")
    moved = carry(changed)
    inside = range(moved.sentence.start, moved.sentence.end)
    assert moved.sentence.text == SENTENCE
    assert moved.when.start in inside
    assert moved.sources[0].start in inside


def test_a_part_that_left_the_sentence_is_gone_though_it_stands_elsewhere() -> None:
    changed = reworded(ARTICLE, " Ivan Petrenko said", " he said")
    with pytest.raises(LookupError, match='"Ivan Petrenko" is gone'):
        carry(replace(changed, text=changed.text + " So said Ivan Petrenko."))


def test_a_part_outside_the_sentence_is_found_anywhere_nearest_to_where_it_was() -> None:
    changed = replace(ARTICLE, id="a-changed", text=TEXT.replace("near Hirske", "near it, near Hirske") + " Hirske!")
    moved = carry(changed)
    assert moved.places[0].start == changed.text.index("Hirske")


def test_a_quotation_that_was_changed_is_none_any_more() -> None:
    changed = reworded(ARTICLE, '"The bridge', '"That bridge')
    moved = carry(changed)
    assert moved.quote is None
    assert moved.trigger.text == "fell"


def test_a_claim_without_a_quotation_has_none_later() -> None:
    assert carry(reworded(ARTICLE, "Report 1", "Report 2"), claim(quote=None)).quote is None


def test_a_sentence_that_was_changed_on_one_side_keeps_its_edge_on_the_other() -> None:
    longer = reworded(ARTICLE, " Ivan Petrenko said.", " Ivan Petrenko said at noon. He was there.")
    assert carry(longer).sentence.text == SENTENCE.replace("said.", "said at noon.")
    later = reworded(ARTICLE, '"The bridge fell', 'At noon: "That old bridge fell')
    assert carry(later).sentence.text == SENTENCE.replace('"The bridge', 'At noon: "That old bridge')


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One. Two fell. Three.", "fell", "Two fell."),
        ("One. Two fell! Three.", "fell", "Two fell!"),
        ("One? Two fell? Three.", "fell", "Two fell?"),
        ("One… Two fell… Three.", "fell", "Two fell…"),
        ('One." Two fell." Three.', "fell", 'Two fell."'),
        ("One.» Two fell.» Three.", "fell", "Two fell.»"),
        ("One.) Two fell.) Three.", "fell", "Two fell.)"),
        ("Один. Два впали. Три.", "впали", "Два впали."),
        ("On the approx. ten it fell at 3 p.m. sharp.", "fell", "On the approx. ten it fell at 3 p.m. sharp."),
        ("В м. київ впав міст і т. є. далі.", "впав", "В м. київ впав міст і т. є. далі."),
        ("Title\nIt fell\nMore", "fell", "It fell"),
        ("It fell", "It fell", "It fell"),
        ("It fell. ", "fell", "It fell."),
        ("One fell. Two fell.", "fell. Two", "One fell. Two fell."),
        ("One.Two fell.Three.", "fell", "One.Two fell.Three."),
        ("One. fell. Two.", "fell.", "One. fell."),
        ("One. Fell. Two.", "Fell. ", "Fell."),
        ("One. Fell", "Fell", "Fell"),
    ],
)
def test_a_sentence_goes_from_sign_to_sign_or_line_to_line(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    stretch = sentence_of(text, start, start + len(words))
    assert stretch.text == sentence
    assert text[stretch.start : stretch.end] == sentence

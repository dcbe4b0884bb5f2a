"""Which triggers never get a word, and which can never be met."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sayso.mark.core.lemmas import Lemmas
from sayso.mark.core.tokens import word_cutter
from sayso.mark.core.vocabulary import core_words
from sayso.packs.codebook import build_triggers, cut_trigger, load_codebook
from sayso.packs.language import load_language
from sayso.packs.lexicon import load_lexicon
from sayso.packs.pack import load_pack
from sayso.packs.trigger_check import trigger_problems
from sayso.packs.trigger_order import Collision, PlacedTrigger, find_collisions

DEFAULTS = load_pack("codebook").yaml("defaults.yaml")["defaults"]
LEXICON = load_lexicon(load_pack("lexicon-en"))


def collisions(*lines: tuple[str, dict[str, Any]]) -> list[Collision]:
    placed = [
        PlacedTrigger(trigger=trigger, file=Path("x.yaml"), keys=(number,))
        for number, (event, line) in enumerate(lines)
        for trigger in build_triggers(line, event=event, defaults=DEFAULTS)
    ]
    return list(find_collisions(placed, LEXICON.with_including))


def verb(word: str, **more: Any) -> dict[str, Any]:
    return {"word": word, "as": "verb", **more}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (verb("seize"), verb("seize")),
        (verb("seize"), verb("seize", priority=-1)),
        (verb("seize"), verb("seize", needs={"object": "place"}, priority=-1)),
        (verb("hit", needs={"object": "people"}), verb("hit", needs={"object": "soldiers"})),
        (verb("hit", needs={"object": "place?"}), verb("hit", needs={"object": "none"})),
        (verb("lose", only_with=["town", "city"]), verb("lose", only_with=["town"])),
        ({"phrase": "open fire", "as": "verb", "priority": 1}, {"phrase": "open fire on", "as": "verb"}),
        (verb("cut", priority=1), verb("cut", particle="off")),
    ],
)
def test_a_trigger_that_fits_wherever_another_does_takes_its_words(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    (collision,) = collisions(("a.one", first), ("b.two", second))
    assert (collision.first.trigger.event, collision.second.trigger.event) == ("a.one", "b.two")
    assert not collision.left


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (verb("seize"), {"word": "seize", "as": "noun"}),
        (verb("seize"), verb("seize", needs={"object": "place"})),
        (verb("hit", needs={"object": "soldiers"}), verb("hit", needs={"object": "people"})),
        (verb("hit", needs={"object": "place"}), verb("hit", needs={"subject": "guns"})),
        (verb("hit", needs={"object": "place"}), verb("hit", needs={"object": "place?"})),
        (verb("lose", only_with=["town"]), verb("lose")),
        (verb("cut"), verb("cut", particle="off")),
        (verb("clash", not_with=["police"]), verb("clash", priority=-1)),
        ({"phrase": "open fire", "as": "verb"}, {"phrase": "open fire on", "as": "verb"}),
    ],
)
def test_triggers_that_leave_each_other_room_do_not_collide(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert collisions(("a.one", first), ("b.two", second)) == []


def test_at_one_priority_what_holds_the_first_off_is_all_that_is_left() -> None:
    (collision,) = collisions(("a.one", verb("clash", not_with=["police", "fan"])), ("b.two", verb("clash")))
    assert collision.left == {"police", "fan"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (verb("seized"), "no lemma"),
        ({"word": "weapons", "as": "noun"}, "no lemma"),
        ({"phrase": "seized control", "as": "verb"}, "no lemma"),
        ({"word": "under", "as": "noun"}, "never fires"),
        (verb("e.g."), "never fires"),
    ],
)
def test_a_word_that_no_text_meets_as_it_is_meant_is_told(line: dict[str, Any], message: str) -> None:
    lemmas = Lemmas.load(load_language("en"))
    assert [row[0] for row in trigger_problems(line, LEXICON.class_names, lemmas.of) if message in row[0]]


@pytest.mark.parametrize(
    "line", [verb("stop"), verb("carry"), verb("take"), verb("lay"), verb("down"), {"word": "sit-in", "as": "noun"}]
)
def test_a_lemma_is_not_told(line: dict[str, Any]) -> None:
    lemmas = Lemmas.load(load_language("en"))
    assert list(trigger_problems(line, LEXICON.class_names, lemmas.of)) == []


def test_triggers_are_cut_as_texts_are() -> None:
    spellings = {"Cease-Fire", "anti-aircraft fire", "Slov'yansk", "M777", "hit-and-run"}
    spellings |= {
        " ".join(trigger.phrase) or trigger.word
        for event in load_codebook(load_pack("codebook")).types.values()
        for trigger in event.triggers
    }
    cut_words = word_cutter(core_words(load_language("en")))
    cut = {spelling: tuple(spelling[start:end].lower() for start, end in cut_words(spelling)) for spelling in spellings}
    assert {spelling: cut_trigger(spelling) for spelling in spellings} == cut

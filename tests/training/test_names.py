"""Sentences with names: two sets read for one head, and sentences made of templates."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sayso.mark.core.sequence import spans_of
from training.names import TAGS, NameSentence, allowed_tags, read_core, read_world
from training.swaps import Fillers

WORLD = """# newdoc = one
# source = newspapers

In\tO
Iten\tB-Location
,\tI-Location
Kenya\tI-Location
,\tO
Maasai\tB-NORP
saw\tO
Mara\tB-Facility
Bridge\tI-Facility
on\tO
Monday\tB-Date

# newdoc = two
Kamau\tB-Person
left\tO
"""


@pytest.fixture
def world(tmp_path: Path) -> Path:
    path = tmp_path / "world.iob2"
    path.write_text(WORLD, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def fillers() -> Fillers:
    def cut(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        found, at = list[tuple[int, int]](), 0
        for word in text.split(" "):
            if word:
                found.append((at, at + len(word)))
            at += len(word) + 1
        return found

    return Fillers(cut)


def names_of(sentence: NameSentence) -> list[tuple[str, str]]:
    return [(kind, " ".join(sentence.words[a:b])) for kind, a, b in spans_of(list(sentence.tags))]


def test_the_newspapers_are_read_by_article_and_their_other_kinds_are_outside(world: Path) -> None:
    (first,), (second,) = read_world(world)
    assert names_of(first) == [("LOC", "Iten , Kenya"), ("NORP", "Maasai"), ("FAC", "Mara Bridge")]
    assert names_of(second) == [("PER", "Kamau")]


def test_a_place_and_what_contains_it_are_parted_for_training(world: Path) -> None:
    (first,), _ = read_world(world, parted=True)
    assert names_of(first)[:2] == [("LOC", "Iten"), ("LOC", "Kenya")]


def test_sources_that_are_to_be_repeated_come_as_often(tmp_path: Path) -> None:
    path = tmp_path / "core.iob2"
    path.write_text("# source = wikigold\nIten\tB-LOC\n\n# source = btc\nhi\tO\n\n", encoding="utf-8")
    assert [document[0].words for document in read_core(path, {"wikigold": 2})] == [["Iten"], ["Iten"], ["hi"]]


def test_a_loose_place_may_be_a_facility_and_a_strict_one_may_not() -> None:
    table, place, facility = allowed_tags(TAGS), TAGS.index("B-LOC"), TAGS.index("B-FAC")
    assert not table[place, facility]
    assert table[place + len(TAGS), facility]
    assert table[TAGS.index("B-PER") + len(TAGS)].sum() == 1


def test_a_swapped_name_keeps_its_kind_and_its_neighbours(fillers: Fillers) -> None:
    sentence = NameSentence(words=["Soldiers", "left", "Iten", "today"], tags=["O", "O", "B-LOC", "O"], loose=True)
    swapped = [fillers.swap(sentence, random.Random(seed)) for seed in range(20)]
    for one in swapped:
        assert [kind for kind, _ in names_of(one)] == ["LOC"]
        assert (list(one.words[:2]), one.words[-1], one.loose) == (["Soldiers", "left"], "today", True)
    assert len({names_of(one)[0][1] for one in swapped}) > 5


def test_made_reports_have_names_of_all_kinds_and_no_slot_is_left(fillers: Fillers) -> None:
    chance = random.Random(3)
    sentences = [sentence for _ in range(300) for sentence in fillers.report(chance)]
    assert {kind for sentence in sentences for kind, _ in names_of(sentence)} == {"PER", "ORG", "LOC", "FAC", "NORP"}
    assert not [word for sentence in sentences for word in sentence.words if set(word) & set("{}[]|\x01\x02\x03_")]

"""How much of a place the words beside it make of it, and how far from it they count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model import Claim, Place, Span
from sayso.weigh.control.extent import REACH, scope_of
from tests.weigh.control.control_claims import TOWN, claim_of, codebook

RULES = codebook().control


def extent(sentence: str, trigger: str = "took", *, of: Place = TOWN, offset: int = 0) -> str:
    """The extent of the place in this sentence, which begins so many characters into its text."""
    claim, place = written(sentence, trigger, of=of, offset=offset)
    return scope_of(claim, place, RULES)


def written(sentence: str, trigger: str, *, of: Place, offset: int = 0) -> tuple[Claim, Place]:
    def span(words: str) -> Span:
        start = sentence.index(words) + offset
        return Span(text=words, start=start, end=start + len(words))

    at = span(of.text)
    claim = claim_of("territory.captured", "RUS", "2022-06-24")
    whole = Span(text=sentence, start=offset, end=offset + len(sentence))
    return replace(claim, trigger=span(trigger), sentence=whole), replace(of, start=at.start, end=at.end)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They took Hirske.", "plain"),
        ("They took all of Hirske.", "whole"),
        ("They took the whole of the town of Hirske.", "whole"),
        ("They fully took Hirske.", "whole"),
        ("They took Hirske completely.", "whole"),
        ("They took most of Hirske.", "part"),
        ("They took 70 % of Hirske.", "part"),
        ("They took Hirske partially.", "part"),
        ("They took Hirske airport.", "part"),
        ("They took Hirske's outskirts.", "part"),
        ("They took a mine in Hirske.", "inside"),
        ("They took villages around Hirske.", "beside"),
        ("They took ground around Zolote and Hirske.", "beside"),
        ("They took ground on the Hirske axis.", "beside"),
        ("They took all of the land near Hirske.", "beside"),
        ("They fully took parts of Hirske.", "part"),
        ("They took the ground in all of Hirske.", "whole"),
    ],
)
def test_the_words_beside_a_place_tell_how_much_of_it_is_meant(sentence: str, expected: str) -> None:
    assert extent(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    ["They fled from parts of Zolote; they took Hirske.", "Fully armed, they took Hirske.", "They took Hirske, mostly.",
     "Parts fell (mostly). They took Hirske", "They took Hirske; mostly they rested.", "Mostly.\nThey took Hirske"],
)  # fmt: skip
def test_words_of_another_clause_do_not_count(sentence: str) -> None:
    assert extent(sentence) == "plain"


def test_a_comma_before_and_ends_no_clause() -> None:
    assert extent("They mostly rested, and took Hirske.") == "part"
    assert extent("They took Hirske, and almost all of it.") == "part"
    assert extent("They mostly rested, but took Hirske.") == "plain"


@pytest.mark.parametrize(("gap", "expected"), [(REACH - 5, "whole"), (REACH - 4, "plain")])
def test_words_before_the_place_count_up_to_so_many_characters(gap: int, expected: str) -> None:
    assert REACH == 70
    assert extent(f"fully took {'x' * (gap - 7)} Hirske.") == expected


@pytest.mark.parametrize(("gap", "expected"), [(REACH - 5, "whole"), (REACH - 4, "plain")])
def test_words_after_the_place_count_up_to_so_many_characters(gap: int, expected: str) -> None:
    assert extent(f"They took Hirske{' ' + 'x' * (gap - 2) + ' '}fully.") == expected


def test_after_the_place_words_count_up_to_a_trigger_that_follows_soon() -> None:
    assert extent("Hirske and all took part mostly.", "took") == "plain"
    assert extent("Hirsketook mostly.", "took") == "plain"
    assert extent("Hirske mostly took part.", "took") == "part"
    far = "Hirske " + "x" * (REACH - 1)
    assert extent(f"{far} took it mostly.", "took") == "plain"
    assert extent(f"Hirske{'x' * 3} mostly {'x' * REACH} took it.", "took") == "part"
    assert extent("Hirske took almost all.", "took") == "plain"


@pytest.mark.parametrize("mark", ["'s", "’s"])
def test_of_a_possessive_before_the_trigger_the_place_is_meant_and_not_what_is_its(mark: str) -> None:
    assert extent(f"Hirske{mark} fall was told.", "fall") == "plain"
    assert extent(f"Hirske{mark} mine fell.", "fell") == "part"


def test_quotation_marks_do_not_part_words() -> None:
    for left, right in ('""', "“”", "„“", "«»"):
        assert extent(f"They took {left}most{right} of Hirske.") == "part"
        assert extent(f"They took Hirske {left}partially{right}.") == "part"


def test_a_district_named_after_the_town_is_a_part_of_it_unless_all_of_it_is_taken() -> None:
    district = replace(TOWN, text="the old quarter", precision="district")
    assert extent("They took the old quarter.", of=district) == "part"
    assert extent("They fully took the old quarter.", of=district) == "plain"
    assert extent("They took Hirske Raion.", of=replace(district, text="Hirske Raion")) == "plain"
    assert extent("They took the old quarter.", of=replace(district, name=None)) == "plain"
    assert extent("They took the old quarter.", of=replace(district, precision="exact")) == "plain"


def test_a_place_outside_of_the_sentence_has_no_words_beside_it() -> None:
    claim, place = written("They took most of Hirske", "took", of=TOWN, offset=40)
    assert scope_of(claim, place, RULES) == "part"
    end = claim.sentence.end
    for start, stop in ((0, 6), (39, 45), (end, end + 6), (place.start, end + 1), (place.start, place.start)):
        assert scope_of(claim, replace(place, start=start, end=stop), RULES) == "plain"


def test_a_place_that_begins_before_the_sentence_has_no_words_beside_it() -> None:
    claim, place = written("They mostly took Hirske", "took", of=TOWN, offset=40)
    assert scope_of(claim, place, RULES) == "part"
    assert scope_of(claim, replace(place, start=39, end=45), RULES) == "plain"


def test_where_the_sentence_begins_in_its_text_does_not_matter() -> None:
    for offset in (0, 7, 300):
        assert extent("They took most of Hirske.", offset=offset) == "part"
        assert extent("Hirske mostly took part.", "took", offset=offset) == "part"
        assert extent("Hirske and all took part mostly.", "took", offset=offset) == "plain"

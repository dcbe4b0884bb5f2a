"""Whom words without a name mean in a war."""

from __future__ import annotations

import pytest

from sayso.packs.codebook import Codebook, load_codebook
from sayso.packs.pack import load_pack
from sayso.packs.war_check import war_problems
from sayso.packs.war_words import build_war_words

SIDES = [{"id": "one", "label": "One", "parties": ["YEM"]}, {"id": "two", "label": "Two", "parties": ["HOUTHI", "IRN"]}]


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook(load_pack("codebook"))


def war(*called: object) -> dict[str, object]:
    return {
        "id": "yemen",
        "label": "Yemen",
        "since": "2014-09",
        "places": ["YE"],
        "sides": SIDES,
        "called": list(called),
    }


def test_a_word_means_a_party_where_and_while_the_war_is_fought() -> None:
    namings = build_war_words([war({"party": "HOUTHI", "words": ["Rebel"], "until": "2020"})])

    assert [naming.party for naming in namings.of("rebel", "YE", "2019-03-01")] == ["HOUTHI"]
    assert namings.of("rebel", "YE", "2021-01-01") == []
    assert namings.of("rebel", "YE", "2014-08-31") == []
    assert namings.of("rebel", "SA", "2019-03-01") == []


def test_a_naming_knows_who_stands_with_its_party() -> None:
    naming = build_war_words([war({"party": "HOUTHI", "words": ["rebel"]})]).of("rebel", "YE", None)[0]

    assert naming.side == {"HOUTHI", "IRN"}


def test_words_with_a_hyphen_or_a_blank_are_phrases_the_longest_first() -> None:
    namings = build_war_words([war({"party": "HOUTHI", "words": ["rebel", "Iran-backed", "Iran-backed rebels"]})])

    assert namings.phrases == ("iran-backed rebels", "iran-backed")


@pytest.mark.parametrize(
    ("country", "day", "word", "parties"),
    [
        ("AF", "2021-07-01", "government", ["AFG"]),
        ("AF", "2021-09-01", "government", ["TALIBAN"]),
        ("SY", "2020-01-01", "rebel", ["SYRIAN-OPPOSITION"]),
        ("SY", "2025-03-01", "rebel", []),
        ("SD", "2023-06-01", "paramilitary", ["RSF"]),
        ("MM", "2022-06-01", "junta", ["MMR"]),
        ("YE", "2018-06-01", "coalition", ["SAU"]),
        ("LY", "2020-06-01", "government", ["GNA"]),
        ("UA", "2015-06-01", "separatist", ["DPR"]),
        ("CD", "2024-06-01", "rebel", ["M23"]),
    ],
)
def test_the_codebook_says_whom_a_word_means_on_a_day(
    codebook: Codebook, country: str, day: str, word: str, parties: list[str]
) -> None:
    assert [naming.party for naming in codebook.war_words.of(word, country, day)] == parties


def test_at_least_twenty_five_wars_have_words(codebook: Codebook) -> None:
    wars = load_pack("codebook").yaml("sides.yaml")["wars"]

    assert sum("called" in entry for entry in wars) >= 25
    assert [problem for entry in wars for problem in war_problems(entry)] == []


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"party": "RUS", "words": ["ally"]}, "RUS stands on no side of this war"),
        ({"words": ["rebel"]}, "what somebody is called has no party or no words"),
        ({"party": "YEM", "words": "army"}, "what somebody is called has no party or no words"),
        ({"party": "YEM", "words": ["army"], "untill": 2020}, "'untill' is nothing that is said of these words"),
        ({"party": "YEM", "words": ["army"], "until": "spring"}, "until is spring, which is no day"),
    ],
)
def test_a_mistake_in_whom_words_mean_is_told_with_its_place(entry: dict[str, object], message: str) -> None:
    problems = list(war_problems(war({"party": "YEM", "words": ["army"]}, entry)))

    assert [(problem[0], problem[2:4]) for problem in problems] == [(message, ("called", 1))]

"""The lexicon: what English words are to a report."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from sayso.base.errors import PackContentError
from sayso.packs.lexicon import Lexicon, load_lexicon
from sayso.packs.pack import BUNDLED, load_pack, seal_pack


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(load_pack("lexicon-en"))


def test_a_class_brings_those_that_include_it(lexicon: Lexicon) -> None:
    assert lexicon.classes_of("brigade") == {"soldiers", "people"}


def test_a_phrase_is_of_the_class_of_its_last_word(lexicon: Lexicon) -> None:
    assert "soldiers" in lexicon.classes_of("motor rifle brigade")


def test_a_listed_phrase_goes_before_its_last_word(lexicon: Lexicon) -> None:
    assert "nuclear" in lexicon.classes_of("nuclear power plant")
    assert "nuclear" not in lexicon.classes_of("chemical plant")


def test_an_unlisted_noun_has_no_class(lexicon: Lexicon) -> None:
    assert lexicon.classes_of("yesterday's qwertiness") == frozenset()


def test_who_is_told_stands_as_the_object_of_tell(lexicon: Lexicon) -> None:
    assert [(cue.kind, cue.hearer) for cue in lexicon.cues("tell")] == [("says", "object")]


def test_a_denial_turns_what_is_said_to_denied(lexicon: Lexicon) -> None:
    assert {cue.stance for cue in lexicon.cues("deny")} == {"denied"}
    assert {cue.stance for cue in lexicon.cues("claim")} == {None}


def test_a_phrase_that_carries_a_saying_is_found_by_its_first_word(lexicon: Lexicon) -> None:
    assert "according to" in {cue.word for cue in lexicon.cue_phrases("according")}
    assert lexicon.cues("according to") == ()


def test_a_verb_that_is_a_cue_of_clauses_only_says_so(lexicon: Lexicon) -> None:
    assert all(cue.clause_only for cue in lexicon.cues("show") if cue.form == "verb")
    assert not any(cue.clause_only for cue in lexicon.cues("say"))


def test_a_failure_makes_what_it_governs_an_attempt(lexicon: Lexicon) -> None:
    found = {(word.gives, word.reach) for word in lexicon.status_words("fail")}
    assert ("attempted", "complement") in found


def test_denial_outdoes_every_other_status(lexicon: Lexicon) -> None:
    assert lexicon.status_order[0] == "denied"


def test_a_double_negative_leaves_the_status(lexicon: Lexicon) -> None:
    assert lexicon.status_exceptions[("not", "only")] is None


def test_the_longest_role_wins_over_its_head(lexicon: Lexicon) -> None:
    found = lexicon.find_role(["Kyiv-based", "military", "analyst"])
    assert found is not None
    assert (found.word, found.sector) == ("military analyst", "EDU")


def test_words_without_a_role_have_none(lexicon: Lexicon) -> None:
    assert lexicon.find_role(["ruined", "city"]) is None


def test_the_twin_city_can_only_be_a_settlement(lexicon: Lexicon) -> None:
    assert lexicon.place_kinds("twin city") == ("settlement",)


def test_a_source_names_no_one(lexicon: Lexicon) -> None:
    assert lexicon.is_anonymous("source")
    assert not lexicon.is_anonymous("governor")


def test_we_can_be_a_state_and_he_is_a_person(lexicon: Lexicon) -> None:
    assert "state" in lexicon.pronoun_classes("We")
    assert lexicon.pronoun_classes("he") == {"people"}


def test_what_it_stands_for_is_not_in_the_word(lexicon: Lexicon) -> None:
    assert lexicon.pronoun_classes("it") == frozenset()


def test_every_status_word_gives_a_status_of_the_order(lexicon: Lexicon) -> None:
    assert {
        word.gives for verb in ("try", "prevent", "plan", "may", "continue") for word in lexicon.status_words(verb)
    } == set(lexicon.status_order)


def test_a_lexicon_that_cannot_be_used_is_told_when_it_is_loaded(tmp_path: Path) -> None:
    folder = Path(copytree(BUNDLED / "lexicon-en", tmp_path / "lexicon-en"))
    text = (folder / "roles.yaml").read_text(encoding="utf-8")
    (folder / "roles.yaml").write_text(text.replace("anonymous:", "anonymus:"), encoding="utf-8")
    with pytest.raises(PackContentError, match="anonymous"):
        load_lexicon(seal_pack(folder))


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        ("worshiper", "civilians"), ("miner", "people"), ("goat", "animal"), ("measles", "illness"),
        ("proposal", "abstract"), ("mountain", "place"), ("young miner", "people"),
    ],
)  # fmt: skip
def test_a_noun_that_nobody_listed_by_hand_has_a_class(noun: str, name: str, lexicon: Lexicon) -> None:
    assert name in lexicon.classes_of(noun)

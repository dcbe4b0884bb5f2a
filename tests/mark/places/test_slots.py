"""What governs a name, and what that wants."""

from __future__ import annotations

import pytest

from sayso.mark.places.slots import FrameWords, frame_words, slots_by_word
from sayso.packs.language import load_language
from tests.claim.scenes import sentence


@pytest.fixture(scope="module")
def words() -> FrameWords:
    return frame_words(load_language("en"))


def wanted(written: str, name: str, words: FrameWords) -> set[tuple[str, bool]]:
    made = sentence(written)
    start = next(token.start for token in made.tokens if token.text == name)
    ((_, slots),) = slots_by_word([made], words)[start]
    return set(words.wanted_by(slots))


def test_what_is_shelled_is_a_place_in_the_active_and_the_passive(words: FrameWords) -> None:
    active = "Troops/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Lyman/PROPN/NNP/2/obj"
    passive = "Lyman/PROPN/NNP/3/nsubj:pass was/AUX/VBD/3/aux:pass shelled/VERB/VBN/0/root"
    assert wanted(active, "Lyman", words) == wanted(passive, "Lyman", words) == {("wants_place", True)}


def test_the_last_of_a_list_is_wanted_as_the_first(words: FrameWords) -> None:
    written = (
        "Troops/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Sake/PROPN/NNP/2/obj ,/PUNCT/,/5/punct "
        "Goma/PROPN/NNP/3/conj and/CCONJ/CC/7/cc Minova/PROPN/NNP/3/conj"
    )
    assert wanted(written, "Minova", words) == {("wants_place", True)}


def test_what_fell_to_somebody_is_a_place(words: FrameWords) -> None:
    written = "Goma/PROPN/NNP/2/nsubj fell/VERB/VBD/0/root to/ADP/IN/4/case rebels/NOUN/NNS/2/obl"
    assert ("wants_place", True) in wanted(written, "Goma", words)


def test_control_of_wants_a_place_wherever_the_tree_hangs_it(words: FrameWords) -> None:
    for above, relation in ((3, "nmod"), (2, "obl")):
        written = (
            "Troops/NOUN/NNS/2/nsubj took/VERB/VBD/0/root control/NOUN/NN/2/obj of/ADP/IN/5/case "
            f"Manbij/PROPN/NNP/{above}/{relation}"
        )
        assert wanted(written, "Manbij", words) == {("wants_place", False)}


def test_who_says_and_who_is_arrested_is_a_person(words: FrameWords) -> None:
    says = "Marwan/PROPN/NNP/2/nsubj said/VERB/VBD/0/root so/ADV/RB/2/advmod"
    arrested = "Police/NOUN/NN/2/nsubj arrested/VERB/VBD/0/root Marwan/PROPN/NNP/2/obj"
    assert wanted(says, "Marwan", words) == wanted(arrested, "Marwan", words) == {("wants_person", True)}


def test_a_verb_with_a_particle_is_another_verb(words: FrameWords) -> None:
    written = "Troops/NOUN/NNS/2/nsubj took/VERB/VBD/0/root back/ADP/RP/2/compound:prt Lyman/PROPN/NNP/2/obj"
    assert ("wants_place", True) in wanted(written, "Lyman", words)


def test_a_participle_behind_a_name_wants_it_too(words: FrameWords) -> None:
    written = "Sirte/PROPN/NNP/0/root ,/PUNCT/,/3/punct besieged/VERB/VBN/1/acl since/ADP/IN/5/case May/PROPN/NNP/3/obl"
    assert ("wants_place", True) in wanted(written, "Sirte", words)


def test_a_word_on_no_list_wants_nothing(words: FrameWords) -> None:
    written = "They/PRON/PRP/2/nsubj mentioned/VERB/VBD/0/root Goma/PROPN/NNP/2/obj"
    assert wanted(written, "Goma", words) == set()


@pytest.mark.parametrize("verb", ["shelled", "besieged", "encircled"])
def test_a_name_that_begins_with_an_article_in_small_letters_is_wanted_too(verb: str, words: FrameWords) -> None:
    written = (
        f"Rebels/NOUN/NNS/2/nsubj {verb}/VERB/VBD/0/root al/PROPN/NNP/2/obj -/PUNCT/HYPH/3/flat Hermel/PROPN/NNP/3/flat"
    )
    assert wanted(written, "al", words) == {("wants_place", True)}

"""Which stretches of words are taken for names of places, from an encoder's word that is written out by hand."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.gazetteer.lookup import Gazetteer
from sayso.mark.core.entities import EntityKind
from sayso.mark.core.tokens import word_cutter
from sayso.mark.core.vocabulary import core_words
from sayso.mark.places.candidates import SHARES, Evidence, Names, find_candidates, read_evidence
from sayso.mark.places.choice import (
    LOOKED,
    ChoiceWeights,
    PlaceNameUse,
    Uses,
    best_apart,
    choice_weights,
    choose_places,
)
from sayso.mark.places.frame_features import FRAMED
from sayso.mark.places.name_features import FEATURES, feature_columns
from sayso.mark.places.vocabulary import PlaceWords, place_words
from sayso.model import Sentence
from sayso.packs.language import load_language
from sayso.packs.pack import load_pack
from tests.claim.scenes import sentence

cut = word_cutter(core_words(load_language("en")))
Tags = dict[str, EntityKind]


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(Gazetteer.load(load_pack("gazetteer-world")))


@pytest.fixture(scope="module")
def words() -> PlaceWords:
    return place_words(load_language("en"))


@pytest.fixture(scope="module")
def weights() -> ChoiceWeights:
    return choice_weights(load_pack("lexicon-en").yaml("place_weights.yaml"))


def evidence_of(text: str, tags: Tags) -> Evidence:
    """What an encoder says that knows these names, each where it first stands, and wavers at every other capital."""
    word_spans = cut(text)
    is_capital = np.array([text[start].isupper() for start, _ in word_spans])
    shares = np.where(is_capital[:, None], np.full(len(SHARES), 0.09), np.full(len(SHARES), 0.005)).astype(np.float32)
    shares[:, 0] = np.where(is_capital, 0.46, 0.97)
    spans = []
    for name, kind in tags.items():
        start = text.index(name)
        inside = [at for at, (a, b) in enumerate(word_spans) if start <= a and b <= start + len(name)]
        spans.append((kind, inside[0], inside[-1] + 1))
        for at in inside:
            shares[at] = 0.05
            shares[at, SHARES.index(f"{'B' if at == inside[0] else 'I'}-{kind}")] = 0.7
    return Evidence(spans=word_spans, blocks=[0] * len(word_spans), shares=shares, names=sorted(spans, key=str))


def chosen(text: str, tags: Tags, names: Names, words: PlaceWords, weights: ChoiceWeights) -> list[PlaceNameUse]:
    whole = Sentence(start=0, end=len(text), block=0, tokens=())
    return choose_places(text, [whole], evidence_of(text, tags), names, words, weights)


def as_written(text: str, marked: list[PlaceNameUse]) -> list[tuple[str, str]]:
    return [(text[name.start : name.end], name.use) for name in marked]


def test_a_name_that_the_encoder_missed_is_found_in_the_gazetteer(
    names: Names, words: PlaceWords, weights: ChoiceWeights
) -> None:
    text = "Troops moved from Ukraine to Poland."
    assert as_written(text, chosen(text, {}, names, words, weights)) == [("Ukraine", "place"), ("Poland", "place")]


def test_a_village_that_no_gazetteer_has_is_taken_from_the_encoder(
    names: Names, words: PlaceWords, weights: ChoiceWeights
) -> None:
    text = "Troops reached Xarbivkaq at noon."
    assert as_written(text, chosen(text, {"Xarbivkaq": "LOC"}, names, words, weights)) == [("Xarbivkaq", "place")]


def test_a_list_that_the_encoder_took_for_one_name_is_several(
    names: Names, words: PlaceWords, weights: ChoiceWeights
) -> None:
    text = "They shelled Poland, Hungary and Romania."
    marked = chosen(text, {"Poland, Hungary and Romania": "LOC"}, names, words, weights)
    assert [name for name, _ in as_written(text, marked)] == ["Poland", "Hungary", "Romania"]


@pytest.mark.parametrize(
    ("text", "tagged", "name"),
    [
        ("Troops entered Ukraine yesterday.", "Ukraine yesterday", "Ukraine"),
        ("Fighters left Niger before noon.", "Niger before", "Niger"),
        ("Shells fell in Sudan again.", "Sudan again", "Sudan"),
    ],
)
def test_words_that_are_no_name_are_left_out_of_one(
    text: str, tagged: str, name: str, names: Names, words: PlaceWords, weights: ChoiceWeights
) -> None:
    assert as_written(text, chosen(text, {tagged: "LOC"}, names, words, weights)) == [(name, "place")]


def test_a_word_is_left_out_of_a_town_that_its_sentence_wants(
    names: Names, words: PlaceWords, weights: ChoiceWeights
) -> None:
    shelled = sentence(
        "Troops/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Bukavu/PROPN/NNP/2/obj again/ADV/RB/2/advmod ./PUNCT/./2/punct"
    )
    text = "Troops shelled Bukavu again ."
    marked = choose_places(text, [shelled], evidence_of(text, {"Bukavu again": "LOC"}), names, words, weights)
    assert as_written(text, marked) == [("Bukavu", "place")]


def test_a_word_for_a_people_is_marked_as_such(names: Names, words: PlaceWords, weights: ChoiceWeights) -> None:
    text = "The Turkish army left."
    assert as_written(text, chosen(text, {}, names, words, weights)) == [("Turkish", "people")]


def test_a_name_within_the_name_of_a_body_is_a_part(names: Names, words: PlaceWords, weights: ChoiceWeights) -> None:
    text = "The Ukraine Relief Fund came."
    marked = as_written(text, chosen(text, {"Ukraine Relief Fund": "ORG"}, names, words, weights))
    assert marked == [("Ukraine", "part")]


def test_a_phrase_in_small_letters_is_no_name_of_a_body(
    names: Names, words: PlaceWords, weights: ChoiceWeights
) -> None:
    text = "Reports by residents of Ukraine came in."
    marked = as_written(text, chosen(text, {"residents of Ukraine": "ORG"}, names, words, weights))
    assert marked == [("Ukraine", "place")]


def test_a_person_is_no_place(names: Names, words: PlaceWords, weights: ChoiceWeights) -> None:
    text = "Then President Lincoln spoke."
    assert chosen(text, {"President Lincoln": "PER"}, names, words, weights) == []


def test_a_name_keeps_the_word_for_its_kind(names: Names, words: PlaceWords, weights: ChoiceWeights) -> None:
    text = "It burned in Luhansk Oblast."
    assert as_written(text, chosen(text, {"Luhansk Oblast": "LOC"}, names, words, weights)) == [
        ("Luhansk Oblast", "place")
    ]


def test_the_stop_of_an_abbreviation_belongs_to_it_and_that_of_a_sentence_does_not(
    names: Names, words: PlaceWords
) -> None:
    text = "It was in Lexington, Ky. (News) and then in Kyiv. They left."
    evidence = evidence_of(text, {})
    second = text.index("They")
    candidates = find_candidates(text, evidence, names, words, frozenset({0, second}))
    spelled = {text[evidence.spans[a][0] : evidence.spans[b - 1][1]] for a, b in candidates}
    assert "Ky." in spelled
    assert "Kyiv." not in spelled


def test_a_place_is_looked_for_wherever_its_name_stands(names: Names, words: PlaceWords) -> None:
    text = "They left Xarbivkaq. Later Xarbivkaq fell. Xarbivkaqers wept."
    candidates = find_candidates(text, evidence_of(text, {"Xarbivkaq": "LOC"}), names, words, frozenset({0}))
    assert {(2, 3), (5, 6)} <= set(candidates)
    assert (8, 9) not in candidates


def test_the_article_of_a_name_in_another_language_is_no_name(names: Names, words: PlaceWords) -> None:
    text = "Troops took Al Qwrtzel and left AL on Friday."
    candidates = find_candidates(text, evidence_of(text, {}), names, words, frozenset({0}))
    assert (2, 3) not in candidates
    assert (6, 7) in candidates


def test_names_that_a_dash_joins_are_two_and_a_name_with_a_hyphen_is_one(names: Names, words: PlaceWords) -> None:
    text = "It ran from Lysychansk–Bakhmut to Ivano-Frankivsk."
    evidence = evidence_of(text, {"Lysychansk–Bakhmut": "LOC", "Ivano-Frankivsk": "LOC"})
    candidates = find_candidates(text, evidence, names, words, frozenset({0}))
    spelled = {text[evidence.spans[a][0] : evidence.spans[b - 1][1]] for a, b in candidates}
    assert {"Lysychansk", "Bakhmut", "Ivano-Frankivsk"} <= spelled
    assert "Lysychansk–Bakhmut" not in spelled


def test_a_name_is_not_within_itself_with_a_word_in_small_letters(names: Names, words: PlaceWords) -> None:
    text = "They crossed the Siverskyi Donets river."
    evidence = evidence_of(text, {"Siverskyi Donets river": "LOC"})
    columns = feature_columns(text, evidence, [(3, 5), (3, 6)], names, words, frozenset({0}))
    assert columns[:, FEATURES.index("in_known")].tolist() == [0.0, 0.0]


def test_probabilities_stand_in_the_order_of_this_stage() -> None:
    emissions = np.zeros((1, 7), dtype=np.float32)
    labels = tuple(reversed(SHARES))
    emissions[0, labels.index("B-LOC")] = 9
    evidence = read_evidence([(0, 4)], [0], emissions, labels, [])
    assert evidence.shares[0].argmax() == SHARES.index("B-LOC")


def test_the_spans_worth_most_together_are_chosen() -> None:
    assert best_apart([(0, 3), (0, 1), (2, 3)], [2.0, 1.5, 1.0]) == [(0, 1), (2, 3)]
    assert best_apart([(0, 3), (0, 1), (2, 3)], [3.0, 1.5, 1.0]) == [(0, 3)]
    assert best_apart([(0, 1), (1, 2)], [-1.0, 0.0]) == []


WORDS = st.sampled_from(
    [
        "Kyiv",
        "New",
        "York",
        "the",
        "of",
        "and",
        ",",
        ".",
        "’s",
        "Road",
        "Ky.",
        "Russian",
        "U.S.",
        "Ž",
        "ﬃ",
        "-",
        "x",
        "\n",
        "A",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(WORDS, max_size=25).map(" ".join), st.lists(WORDS, max_size=25).map("".join)
)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, data=st.data())
def test_whatever_the_encoder_says_names_stand_apart_and_end_where_words_do(
    names: Names, words: PlaceWords, weights: ChoiceWeights, text: str, data: st.DataObject
) -> None:
    word_spans = cut(text)
    scores = np.array(
        data.draw(
            st.lists(
                st.lists(st.floats(-9, 9), min_size=7, max_size=7), min_size=len(word_spans), max_size=len(word_spans)
            )
        ),
        dtype=np.float32,
    ).reshape(len(word_spans), 7)
    spans = []
    for at in range(len(word_spans)):
        if data.draw(st.booleans()) and not any(last > at for _, _, last in spans):
            kind = data.draw(st.sampled_from(["PER", "ORG", "LOC"]))
            spans.append((kind, at, min(len(word_spans), at + data.draw(st.integers(1, 9)))))
    evidence = read_evidence(word_spans, [0] * len(word_spans), scores, SHARES, spans)
    marked = choose_places(text, [], evidence, names, words, weights)
    assert all(left.end <= right.start for left, right in pairwise(marked))
    assert {name.start for name in marked} <= {start for start, _ in word_spans}
    assert {name.end for name in marked} <= {end for _, end in word_spans}


def test_every_feature_has_a_weight_and_every_weight_a_feature() -> None:
    assert tuple(load_pack("lexicon-en").yaml("place_weights.yaml")) == (*FEATURES, *FRAMED, *LOOKED)


def test_features_are_numbers(names: Names, words: PlaceWords) -> None:
    text = "In Kyiv and St. Petersburg, the Russian army’s base on Hertford Road burned."
    evidence = evidence_of(text, {"Kyiv": "LOC", "Hertford Road": "LOC"})
    candidates = find_candidates(text, evidence, names, words, frozenset({0}))
    columns = feature_columns(text, evidence, candidates, names, words, frozenset({0}))
    assert columns.shape == (len(candidates), len(FEATURES))
    assert np.isfinite(columns).all()


def seconds_for(text: str, *, is_place: bool, names: Names, words: PlaceWords, weights: ChoiceWeights) -> float:
    """Processor time of choosing places, the best of three; every word is seen as a name, or the whole text as one."""
    word_spans = cut(text)
    scores = np.zeros((len(word_spans), len(SHARES)), dtype=np.float32)
    scores[:, SHARES.index("B-LOC" if is_place else "I-LOC")] = 2
    kind: EntityKind = "LOC" if is_place else "ORG"
    spans = [(kind, at, at + 1) for at in range(len(word_spans))] if is_place else [(kind, 0, len(word_spans))]
    evidence = read_evidence(word_spans, [0] * len(word_spans), scores, SHARES, spans)
    took = []
    for _ in range(3):
        began = process_time()
        choose_places(text, [], evidence, names, words, weights)
        took.append(process_time() - began)
    return min(took)


@pytest.mark.parametrize("is_place", [True, False])
@pytest.mark.parametrize(
    "pattern",
    ["Kyiv, ", "New {}York ", "A", "A-", "Road of the ", "St. {} and ", "kyiv ", "‘’“ ", "Xarb{} "],
)
def test_eight_times_the_text_takes_about_eight_times_as_long(
    pattern: str, is_place: bool, names: Names, words: PlaceWords, weights: ChoiceWeights
) -> None:
    """If time grew with the square of the length, it would take sixty-four times as long."""
    short, long = ("".join(pattern.format(number) for number in range(times)) for times in (150, 1_200))
    took = seconds_for(long, is_place=is_place, names=names, words=words, weights=weights)
    assert took < 24 * max(0.005, seconds_for(short, is_place=is_place, names=names, words=words, weights=weights))


def test_a_line_of_a_megabyte_and_ten_thousand_names_are_chosen_from(
    names: Names, words: PlaceWords, weights: ChoiceWeights
) -> None:
    line = "Troops left Kyiv for Xarbivkaq and Odesa, it was said, and did not come back to any of them again. "

    def seconds(copies: int) -> float:
        text = line * copies
        evidence = evidence_of(text, {"Xarbivkaq": "LOC"})
        began = process_time()
        chosen = choose_places(text, [], evidence, names, words, weights)
        assert len(chosen) >= 2 * copies
        return process_time() - began

    short = seconds(1_275)
    assert len(line) * 10_200 > 1_000_000
    assert seconds(10_200) < 24 * max(0.005, short)


def test_a_town_that_the_encoder_took_for_a_person_is_a_place_where_a_verb_wants_one(
    names: Names, words: PlaceWords, weights: ChoiceWeights
) -> None:
    shelled = sentence("Troops/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Bukavu/PROPN/NNP/2/obj ./PUNCT/./2/punct")
    text = "Troops shelled Bukavu ."
    marked = choose_places(text, [shelled], evidence_of(text, {"Bukavu": "PER"}), names, words, weights)
    assert as_written(text, marked) == [("Bukavu", "place")]


def test_a_name_that_the_dateline_gives_is_a_place_whatever_else_is_said(
    names: Names, words: PlaceWords, weights: ChoiceWeights
) -> None:
    text = "XARBIVKAQ (Reuters) — Troops left."
    evidence = evidence_of(text, {"XARBIVKAQ": "ORG"})
    marked = choose_places(text, [], evidence, names, words, weights, given=[(0, 9)])
    assert as_written(text, marked)[0][0] == "XARBIVKAQ"


def test_a_place_that_is_longer_than_the_person_that_the_encoder_saw_in_it_is_plain(
    names: Names, words: PlaceWords
) -> None:
    text = "Troops hold Chasiv Yar."
    uses = Uses(text, evidence_of(text, {"Chasiv": "PER"}), names, words)
    assert uses.of((2, 4)) == "place"


def test_the_letters_of_a_weapons_model_are_no_place(names: Names, words: PlaceWords) -> None:
    text = "Troops shot down a Mi-8 near Bo."
    candidates = find_candidates(text, evidence_of(text, {}), names, words, frozenset({0}))
    assert [text.split(maxsplit=1)[0] for span in candidates if span[0] == 4] == []


@pytest.mark.parametrize(
    "name", ["al-Sukhnah", "al-Nuaimiya", "ash-Shaddadi", "al-Naseh", "as-Suwayda", "al-Kassara", "el-Obeid", "an-Nabk"]
)
def test_an_article_in_small_letters_begins_a_name(
    name: str, names: Names, words: PlaceWords, weights: ChoiceWeights
) -> None:
    text = f"On Monday they shelled Saraqib and {name}, he said."
    marked = as_written(text, chosen(text, {"Saraqib": "LOC", name: "LOC"}, names, words, weights))
    assert marked == [("Saraqib", "place"), (name, "place")]

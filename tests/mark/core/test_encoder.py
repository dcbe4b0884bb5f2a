"""The encoder's windows and scores, with a session that gives every sub-word its id back; lemmas beside it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
from onnxruntime import InferenceSession, SessionOptions

from sayso.mark.core.encoder import Encoder, Heads, window_runs
from sayso.mark.core.lemmas import Lemmas
from sayso.mark.core.relations import Relations
from sayso.mark.core.windows import PIECES, UNK, WINDOW, EncodedWord, WordPieces
from sayso.mark.core.word_pieces import Vocabulary
from sayso.packs.language import load_language
from sayso.packs.pack import load_pack


class Echo:
    """A session whose only head gives the id of each word's first sub-word."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, int]] = []

    def get_outputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name="id")]

    def run(self, _names: list[str], feed: dict[str, Any]) -> list[Any]:
        self.shapes.append(feed["ids"].shape)
        return [np.take_along_axis(feed["ids"], feed["first"], 1)[:, :, None]]


def pieces_of(words: int, *, block: int) -> list[EncodedWord]:
    return [EncodedWord(ids=(1000 + at,), shape=1, begins=at % block == 0) for at in range(words)]


NO_HEADS = Heads(weights={}, labels={}, relations=Relations(np.zeros((1, 1, 1), np.float32), ["root"], [], {}))


def encoder_of(session: Any) -> Encoder:
    return Encoder(session, WordPieces(Vocabulary({"[UNK]": 0})), NO_HEADS)


def test_every_word_has_its_scores_in_the_order_of_the_text() -> None:
    scores = encoder_of(Echo()).read(pieces_of(1000, block=90))
    assert scores["id"][:, 0].tolist() == [1000 + at for at in range(1000)]


def test_a_window_is_read_by_itself_without_padding() -> None:
    session, pieces = Echo(), pieces_of(400, block=200)
    encoder_of(session).read(pieces)
    assert session.shapes == [(1, 202), (1, 202)]


def test_no_window_is_longer_than_the_encoder_was_tuned_on() -> None:
    runs = window_runs(pieces_of(2000, block=700))
    assert max(last - first + 2 for first, last in runs) <= WINDOW
    assert [first for first, _ in runs[1:]] == [last for _, last in runs[:-1]]


def test_the_shipped_weights_give_the_same_scores_by_quick_sums_and_by_exact_ones() -> None:
    model = load_pack("model-en")
    words = [
        "Officials",
        "said",
        "on",
        "Friday",
        "that",
        "2,000",
        "troops",
        "were",
        "surrounded",
        "near",
        "Hirske",
        ".",
    ]
    scores = []
    for exact in ("0", "1"):
        options = SessionOptions()
        options.add_session_config_entry("session.x64quantprecision", exact)
        session = InferenceSession(str(model.path("encoder.onnx")), options, providers=["CPUExecutionProvider"])
        encoder = Encoder(session, Encoder.load(model).pieces, NO_HEADS)
        scores.append(encoder.read(encoder.pieces.cut(words * 15, [at == 0 for at in range(len(words) * 15)])))
    assert all(np.array_equal(scores[0][head], scores[1][head]) for head in scores[0].of)


def test_a_word_keeps_its_pieces_and_shape_wherever_it_stands() -> None:
    pieces = WordPieces(Vocabulary({"[UNK]": 0, "troops": 1})).cut(["troops", "Kyiv", "troops"], [True, False, False])
    assert [(piece.ids, piece.shape, piece.begins) for piece in pieces] == [
        ((1,), 1, True),
        ((0,), 2, False),
        ((1,), 1, False),
    ]


def test_of_a_very_long_word_the_first_pieces_are_kept_and_a_word_of_nothing_is_unknown() -> None:
    pieces = WordPieces(Vocabulary({"[UNK]": 0, "a": 1, "##a": 2})).cut(["a" * 50, "\u200b"], [True, False])
    assert [piece.ids for piece in pieces] == [(1, *[2] * (PIECES - 1)), (UNK,)]


def test_the_first_lemma_waits_for_the_dictionary() -> None:
    lemmas = Lemmas.load(load_language("en"))
    assert lemmas.of("Attacked", "VERB", "VBD") == "attack"
    assert lemmas.of("left", "VERB", "VBD") == "leave"
    assert lemmas.of("cities", "NOUN", "NNS") == "city"

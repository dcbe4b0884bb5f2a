"""The encoder at work: pieces of words in, one row of scores a word out, by onnxruntime on one thread."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.base.arrays import Float32Array
from sayso.mark.core.relations import Relations
from sayso.mark.core.windows import WINDOW, EncodedWord, WordPieces, pack, stack
from sayso.mark.core.word_pieces import Vocabulary

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from sayso.packs.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the encoder says of each word of an article: arrays `[words, …]` under the names of the heads."""

    of: Mapping[str, Float32Array]

    def __getitem__(self, head: str) -> Float32Array:
        return self.of[head]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """What is computed outside the graph: biaffine weights in float32, and the label sets of all heads."""

    weights: Mapping[str, Float32Array]
    labels: Mapping[str, tuple[str, ...]]
    relations: Relations


class Encoder:
    """The language core, out of the pack of a model (`model-en`)."""

    def __init__(self, session: InferenceSession, pieces: WordPieces, heads: Heads) -> None:
        self._session = session
        self._names = [output.name for output in session.get_outputs()]
        self.pieces = pieces
        self.heads = heads

    @classmethod
    def load(cls, model: Pack) -> Encoder:
        """The encoder of a pack with `encoder.onnx`, `heads.npz`, `labels.json`, `relations.json`, `tokenizer.json`.

        Raises what the pack raises where a file is missing or changed, and `PackContentError` where its words are cut
        in another way than the encoder's.
        """
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("optimization.enable_gelu_approximation", "1")
        session = InferenceSession(str(model.path("encoder.onnx")), options, providers=["CPUExecutionProvider"])
        with np.load(io.BytesIO(model.bytes("heads.npz"))) as stored:
            weights = {name: stored[name].astype(np.float32) for name in stored.files}
        labels = {name: tuple(values) for name, values in json.loads(model.text("labels.json")).items()}
        pieces = WordPieces(Vocabulary.load(model.text("tokenizer.json")))
        of_tag = json.loads(model.text("relations.json"))
        relations = Relations(weights.pop("label"), labels["deprel"], labels["upos"], of_tag)
        return cls(session, pieces, Heads(weights=weights, labels=labels, relations=relations))

    def read(self, pieces: Sequence[EncodedWord]) -> Scores:
        """The scores of an article's words; windows are filled with whole blocks where blocks are short enough.

        Each window is a run of its own: on one thread a batch saves nothing, the padding of its shorter windows cost a
        quarter of the time on news, and the scale to which int8 rounds is then that of the window alone.
        """
        parts: dict[str, list[Float32Array]] = {name: [] for name in self._names}
        for first, last in window_runs(pieces):
            batch = stack([pieces[first:last]])
            feed = {"ids": batch.ids, "shapes": batch.shapes, "begins": batch.begins, "first": batch.first}
            outputs = self._session.run(self._names, feed)
            for name, output in zip(self._names, outputs, strict=True):
                parts[name].append(output[0])
        return Scores(of={name: np.concatenate(arrays) for name, arrays in parts.items() if arrays})


def window_runs(pieces: Sequence[EncodedWord], *, limit: int = WINDOW) -> list[tuple[int, int]]:
    """Stretches of words `[first, last)`, one a window, in order: whole blocks, or parts of one that is too long."""
    starts = [index for index, piece in enumerate(pieces) if piece.begins or not index]
    units = list[tuple[int, int]]()
    for first, last in zip(starts, [*starts[1:], len(pieces)], strict=True):
        at, size = first, 0
        for index in range(first, last):
            if size + len(pieces[index].ids) > limit - 2:
                units.append((at, index))
                at, size = index, 0
            size += len(pieces[index].ids)
        units.append((at, last))
    lengths = [sum(len(piece.ids) for piece in pieces[first:last]) for first, last in units]
    return [(units[first][0], units[last - 1][1]) for first, last in pack(lengths, limit=limit)]

"""What the words that govern a candidate say of it, as numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from sayso.base.arrays import FloatArray
from sayso.mark.places.candidates import SHARES, CharSpan, Evidence
from sayso.mark.places.name_features import FEATURES
from sayso.mark.places.slots import FrameWords, Slot, slots_by_word
from sayso.model import Sentence

WANTED: Final = ("wants_place", "may_want_place", "wants_person")
"""What is wanted, by the lists of the lexicon; `verb_…` the same where a verb wants it of its own argument."""
BESIDE: Final = ("known", "one_word", "as_person", "as_nothing", "surname")
"""What weighs otherwise where something is wanted: what the gazetteer knows, what the encoder takes a name for, and
whether it is a word of a person's longer name elsewhere in the article."""
FEATURED: Final = (*WANTED, *(f"verb_{want}" for want in WANTED))
FRAMED: Final = (
    *FEATURED,
    *(f"{want}_{other}" for want in FEATURED for other in BESIDE),
    "surname", "wanted_elsewhere", "person_wanted_elsewhere",
)  # fmt: skip


def frame_columns(
    text: str,
    evidence: Evidence,
    candidates: Sequence[CharSpan],
    sentences: Sequence[Sentence],
    words: FrameWords,
    features: FloatArray,
) -> FloatArray:
    """What slots want of each candidate `[candidates, framed]`, in the order of `FRAMED`.

    `features` are what else is known of them, as `feature_columns` gives it.
    """
    spelled = [text[evidence.spans[a][0] : evidence.spans[b - 1][1]] for a, b in candidates]
    found = slots_by_word(sentences, words)
    wanted = [words.wanted_by(_slots_of(evidence, span, found)) for span in candidates]
    wants = {
        prefix + want: np.array([float(any((want, of_verb) in one for of_verb in kinds)) for one in wanted])
        for prefix, kinds in (("", (True, False)), ("verb_", (True,)))
        for want in WANTED
    }
    beside: dict[str, FloatArray] = {name: features[:, FEATURES.index(name)] for name in BESIDE if name in FEATURES}
    beside |= _readings(evidence, candidates) | {"surname": _surnames(text, spelled, evidence)}
    columns = {
        **wants,
        **{f"{name}_{other}": wants[name] * beside[other] for name in FEATURED for other in BESIDE},
        "surname": beside["surname"],
        "wanted_elsewhere": _elsewhere(spelled, wants["wants_place"]),
        "person_wanted_elsewhere": _elsewhere(spelled, wants["wants_person"]),
    }
    return np.stack([columns[name] for name in FRAMED], axis=1)


def _readings(evidence: Evidence, candidates: Sequence[CharSpan]) -> dict[str, FloatArray]:
    """How likely the encoder takes the words for a person's name, and for no name at all."""
    shares = evidence.shares.astype(np.float64)
    person = shares[:, SHARES.index("B-PER")] + shares[:, SHARES.index("I-PER")]
    columns = np.stack([person, shares[:, SHARES.index("O")]], axis=1)
    summed = np.concatenate([np.zeros((1, 2)), np.cumsum(columns, axis=0)])
    first, last = np.array(candidates).T
    means = (summed[last] - summed[first]) / (last - first)[:, None]
    return dict(zip(("as_person", "as_nothing"), means.T, strict=True))


def _surnames(text: str, spelled: Sequence[str], evidence: Evidence) -> FloatArray:
    """Whether each name is one word of a person's longer name in the article."""
    persons = [(first, last) for kind, first, last in evidence.names if kind == "PER" and last - first > 1]
    words = {text[slice(*evidence.spans[at])] for first, last in persons for at in range(first, last)}
    return np.array([float(name in words) for name in spelled])


def _slots_of(evidence: Evidence, span: CharSpan, found: Mapping[int, list[tuple[int, list[Slot]]]]) -> list[Slot]:
    """The slots of the candidate's word that the others hang on; none where it is not one phrase."""
    first, last = evidence.spans[span[0]][0], evidence.spans[span[1] - 1][1]
    for start, _ in evidence.spans[span[0] : span[1]]:
        for above, slots in found.get(start, ()):
            if not first <= above < last:
                return slots
    return []


def _elsewhere(spelled: Sequence[str], values: FloatArray) -> FloatArray:
    """The share of the other mentions of the same name of which something is wanted; 0 without others."""
    summed: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for name, value in zip(spelled, values.tolist(), strict=True):
        summed[name][0] += value
        summed[name][1] += 1
    rows = ((*summed[name], value) for name, value in zip(spelled, values.tolist(), strict=True))
    return np.array([(total - value) / (times - 1) if times > 1 else 0.0 for total, times, value in rows])

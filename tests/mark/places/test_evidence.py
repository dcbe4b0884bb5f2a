"""What the choice of places sees of the encoder's scores."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.mark.places.candidates import PLACE_FIRST, SHARES, read_evidence

LABELS = (*SHARES, "B-FAC", "I-FAC", "B-NORP", "I-NORP")


@pytest.mark.parametrize(
    ("label", "taken"), [("B-FAC", "B-LOC"), ("I-FAC", "I-LOC"), ("B-NORP", "O"), ("B-ORG", "B-ORG")]
)
def test_a_facility_speaks_for_a_place_and_a_people_for_no_name(label: str, taken: str) -> None:
    scores = np.zeros((1, len(LABELS)), dtype=np.float32)
    scores[0, LABELS.index(label)] = 9
    shares = read_evidence([(0, 3)], [0], scores, LABELS, []).shares
    assert shares.shape == (1, len(SHARES))
    assert SHARES[int(shares[0].argmax())] == taken
    assert shares.sum() == pytest.approx(1)


def test_a_model_without_the_newer_kinds_is_read_as_before() -> None:
    scores = np.log(np.array([[0.2, 0.1, 0.1, 0.1, 0.1, 0.3, 0.1]], dtype=np.float32))
    assert read_evidence([(0, 3)], [0], scores, SHARES, []).shares[0, PLACE_FIRST] == pytest.approx(0.3)

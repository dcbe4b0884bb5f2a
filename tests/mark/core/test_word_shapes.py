"""The shapes of words."""

from __future__ import annotations

from sayso.mark.core.word_shapes import SHAPES, shape_of


def test_shapes_tell_case_and_digits_apart() -> None:
    shapes = [shape_of(word) for word in ("town", "Town", "UN", "I", "McCain", "24", "T72", "2,000", "“", "d'Ivoire")]
    assert len(set(shapes)) == 10
    assert all(0 < shape < SHAPES for shape in shapes)

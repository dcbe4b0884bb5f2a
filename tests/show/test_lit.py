"""A text cut into pieces that are lit alike."""

from __future__ import annotations

from sayso.show.web.lit import Lit, light


def lit(start: int, end: int, kind: str, claim: str) -> Lit:
    return Lit(start=start, end=end, kind=kind, claim=claim, says="")


def test_the_pieces_together_are_the_text() -> None:
    text = "They took the town."
    pieces = light(text, [lit(5, 9, "trigger", "c-1"), lit(0, 19, "sentence", "c-1"), lit(10, 18, "place", "c-1")])
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.kinds for piece in pieces][1:3] == [("sentence", "trigger"), ("sentence",)]


def test_two_claims_of_one_word_can_both_be_linked_to() -> None:
    pieces = light("They took it.", [lit(5, 9, "trigger", "c-1"), lit(5, 12, "trigger", "c-2")])
    assert [piece.begins for piece in pieces] == [(), ("c-1", "c-2"), (), ()]


def test_a_word_inside_the_word_of_another_claim_can_be_linked_to() -> None:
    pieces = light("They took full control.", [lit(5, 22, "trigger", "c-1"), lit(15, 22, "trigger", "c-2")])
    assert [(piece.claim, piece.begins) for piece in pieces if piece.begins] == [("c-1", ("c-1",)), ("c-2", ("c-2",))]


def test_a_stretch_that_is_cut_by_the_window_begins_nowhere_in_it() -> None:
    pieces = light("They took the town.", [lit(0, 9, "trigger", "c-1")], start=5)
    assert next((piece.text, piece.claim, piece.begins) for piece in pieces) == ("took", "c-1", ())

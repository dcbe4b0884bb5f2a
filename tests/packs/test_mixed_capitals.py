"""Names of groups with capitals within ("LeT")."""

from __future__ import annotations

import pytest

from sayso.packs.codebook import load_codebook
from sayso.packs.pack import load_pack


@pytest.mark.parametrize(("words", "party"), [("LeT fighters", "LET"), ("LET fighters", "LET"), ("Let us", None)])
def test_a_word_with_one_capital_is_no_such_name(words: str, party: str | None) -> None:
    match = load_codebook(load_pack("codebook")).parties.find_party(words)
    assert (match.party if match else None) == party

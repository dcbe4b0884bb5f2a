"""Copies of one text are found through headlines, cuts and small edits; strangers are not taken for them."""

from __future__ import annotations

import random
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.weigh import are_copies, bands_of, group_copies, join_copies, sign_text

WORDS = [
    *("governor", "shells", "bridge", "river", "column", "market", "convoy", "harbour", "depot", "evening", "rain"),
    *("police", "mayor", "hospital", "north", "south", "train", "field", "winter", "guard", "signal", "border"),
]


def text(seed: int, sentences: int = 30) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=12)).capitalize() + "." for _ in range(sentences)]


WIRE = text(1)
OTHER = text(2)
VARIANTS = {
    "under another headline": ["Shells fall at the river, says the paper's own desk.", *WIRE],
    "with an agency's line": ["HARBOUR, 3 May (Agency) -", *WIRE, "Reporting by A. Person; editing by B. Person."],
    "with a new lead": ["The paper tells in words of its own what happened by the river in the night.", *WIRE[2:]],
    "cut to three fifths": WIRE[:18],
    "cut to a third": WIRE[:10],
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_copy_is_found(variant: str) -> None:
    one, other = sign_text(" ".join(WIRE)), sign_text(" ".join(VARIANTS[variant]))
    assert set(bands_of(one)) & set(bands_of(other))
    assert are_copies(one, other)


def test_two_texts_are_no_copies() -> None:
    assert not are_copies(sign_text(" ".join(WIRE)), sign_text(" ".join(OTHER)))


def test_a_text_that_quotes_one_sentence_of_another_is_no_copy() -> None:
    assert not are_copies(sign_text(" ".join(WIRE)), sign_text(" ".join([*OTHER[:15], WIRE[3], *OTHER[15:]])))


def test_a_text_too_short_to_tell_is_a_copy_of_nothing() -> None:
    signed = sign_text("Shells fall at the river")
    assert bands_of(signed) == ()
    assert not are_copies(signed, signed)


def test_capitals_and_punctuation_do_not_change_the_signature() -> None:
    assert sign_text("The river, at night: shells fell on the Market, again and again.") == sign_text(
        "the river at night shells fell on the market again and again"
    )


def test_the_numbers_of_a_signature_never_change_since_ledgers_keep_them() -> None:
    signed = np.frombuffer(sign_text("The river, at night: shells fell on the Market, again and again."), dtype="<u4")
    assert len(signed) == 129
    assert signed[:6].tolist() == [8, 28297798, 881098809, 222703671, 286236355, 1407877467]
    hashed = sha256(sign_text("Ünï \ud800 " + " ".join(map(str, range(5000))))).hexdigest()
    assert hashed == "46808004b325f1f5884baedf64a55ac35c5759c9ca516445d9b388839466f346"


def test_a_text_of_no_runs_is_signed_with_all_bits_set() -> None:
    assert sign_text("four words are few") == bytes(4) + b"\xff" * 512


def test_a_group_of_copies_goes_by_its_smallest_article_and_joins_what_hangs_together() -> None:
    first, middle, last = WIRE[:20], WIRE[5:25], WIRE[11:30]
    signatures = {name: sign_text(" ".join(own)) for name, own in zip("cab", (first, middle, last), strict=True)}
    assert not are_copies(signatures["c"], signatures["b"])
    assert group_copies(signatures | {"d": sign_text(" ".join(OTHER))}) == {"a": "a", "b": "a", "c": "a", "d": "d"}


@given(st.permutations("abcdef"), st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=6))
def test_joining_copies_one_by_one_gives_one_grouping_in_any_order(
    order: list[str], pairs: set[tuple[str, str]]
) -> None:
    at_once = join_copies(sorted(pairs), {})
    groups: dict[str, str] = {}
    for one, other in sorted(pairs, key=lambda pair: (order.index(pair[0]), order.index(pair[1]))):
        groups |= {one: groups.get(one, one), other: groups.get(other, other)}
        groups |= join_copies([(one, other)], groups)
    assert {article: group for article, group in groups.items() if article != group} == at_once

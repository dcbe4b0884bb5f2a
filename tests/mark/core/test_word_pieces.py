"""Words are cut into the sub-words that the encoder saw in training. All ids were made once with tokenizers 0.23.3."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest

from sayso.base.errors import PackContentError
from sayso.mark.core.word_pieces import Vocabulary
from sayso.packs.pack import load_pack

STORED = load_pack("model-en").text("tokenizer.json")
SHIPPED = Vocabulary.load(STORED)
EVERY_SIGN = "96d0046163f9d94d79db5640629de20ee4c9c731629116521063eadfe571d1a6"
"""The hash of the ids of `a` and each code point but surrogates, up to U+32000 and from U+E0000 to U+E0200."""


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("troops", [3629]),
        ("Zaporizhzhia", [23564, 17822, 10993, 2232, 19436, 2050]),
        ("Slov'yansk", [22889, 4492, 1005, 13619, 6711]),
        ("HIMARS", [2032, 11650]),
        ("2,000", [1016, 1010, 2199]),
        ("U.S.", [1057, 1012, 1055, 1012]),
        ("n't", [1050, 1005, 1056]),
        ("’s", [1521, 1055]),
        ("naïve", [15743]),
        ("Ångström", [17076, 15687]),
        ("İstanbul", [9960]),
        ("ΟΔΟΣ", [1169, 29722, 29730, 29733]),
        ("Straße", [2358, 27807]),
        ("ﬁre", [1984, 2890]),
        ("北京", [1781, 1755]),
        ("Kyiv\u200b", [25669]),
        ("a\x85b", [11113]),
        ("x\u0301y", [1060, 2100]),
        ("\xad", []),
        ("…", [1529]),
        ("[CLS]", [101]),
        ("https://x.org/[SEP]/a_b", [16770, 1024, 1013, 1013, 1060, 1012, 8917, 1013, 102, 1013, 1037, 1035, 1038]),
        ("abc\U0001e94a", [100]),
        ("Київ", [1189, 10325, 29760, 25529]),
        ("\u062d\u0644\u0628", [1276, 23673, 29816]),
        ("a\u1df6", [100]),
        ("a\u1734b", [11113]),
        ("☢", [100]),
        ("�", []),
    ],
)
def test_a_word_has_the_ids_that_the_encoder_was_trained_with(word: str, ids: list[int]) -> None:
    assert SHIPPED.ids_of(word) == ids


def test_a_stretch_of_more_than_a_hundred_letters_is_unknown_and_accents_do_not_count() -> None:
    assert SHIPPED.ids_of("a" * 101) == [100]
    assert len(SHIPPED.ids_of("a" * 100)) == 50
    assert SHIPPED.ids_of("e\u0301" * 100) == SHIPPED.ids_of("e" * 100) != [100]


def test_every_sign_of_every_script_is_cleaned_as_in_training() -> None:
    signs = [*range(0xD800), *range(0xE000, 0x32000), *range(0xE0000, 0xE0200)]
    hashed = sha256()
    for sign in signs:
        hashed.update(repr(SHIPPED.ids_of("a" + chr(sign))).encode())
    assert hashed.hexdigest() == EVERY_SIGN


def test_half_a_surrogate_pair_is_left_out() -> None:
    assert SHIPPED.ids_of("troops\ud83d") == SHIPPED.ids_of("troops")


@pytest.mark.parametrize(
    "change",
    [
        {"normalizer": {"type": "BertNormalizer", "lowercase": False}},
        {"pre_tokenizer": {"type": "Metaspace"}},
        {"model": {"type": "BPE"}},
    ],
    ids=["another cleaning", "another parting", "another model"],
)
def test_a_vocabulary_that_is_cut_in_another_way_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(PackContentError, match=r"tokenizer\.json"):
        Vocabulary.load(json.dumps(json.loads(STORED) | change))


def test_a_broken_file_is_refused() -> None:
    with pytest.raises(PackContentError, match=r"tokenizer\.json"):
        Vocabulary.load("{")

"""Encodings, and what is no text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.model import Article, Dropped
from sayso.read import REASONS

ENGLISH = "The “governor” said – on Friday – that troops had left the town’s café after weeks of shelling.\n"
RUSSIAN = "Российские войска заняли город в пятницу, сообщил губернатор области. Объявлена эвакуация жителей.\n"

ReadAll = Callable[..., list[Article | Dropped]]
ReadOne = Callable[..., Article]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_english_is_read_in_every_usual_encoding(read_one: ReadOne, encoding: str) -> None:
    assert read_one((ENGLISH * 3).encode(encoding)).text == ENGLISH * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1251"])
def test_russian_is_read_in_every_usual_encoding(read_one: ReadOne, encoding: str) -> None:
    article = read_one((RUSSIAN * 3).encode(encoding))
    assert (article.text, article.language) == (RUSSIAN * 3, "ru")


def test_one_broken_byte_does_not_spoil_utf8(read_one: ReadOne) -> None:
    assert read_one((RUSSIAN * 3).encode() + b"\xff").text == RUSSIAN * 3 + "\ufffd"


def test_text_is_composed_and_its_lines_end_alike(read_one: ReadOne) -> None:
    assert (
        read_one("Le café\r\nfut détruit\rvendredi, dit le maire.".encode()).text
        == "Le café\nfut détruit\nvendredi, dit le maire."
    )


def test_plain_text_is_otherwise_untouched(read_one: ReadOne) -> None:
    text = "  Troops leave town \n\n\n\tThe  troops left on Friday, the governor said,  after weeks.  \n\n"
    assert read_one(text).text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "binary"),
        (b"PK\x03\x04" + bytes(40), "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "binary"),
        (bytes(range(256)) * 5, "binary"),
        (b"\x1f\x8bnot really", "malformed"),
        (b"The troops left the town. " * 10, "too-long"),
        (b"Advertisement\n\nShare this\n", "no-text"),
        (b"<html><body><p></p></body></html>", "no-text"),
    ],
)
def test_what_cannot_be_read_is_dropped_with_its_reason(read_all: ReadAll, data: bytes, reason: str) -> None:
    (dropped,) = read_all(data, max_chars=200)
    assert isinstance(dropped, Dropped)
    assert dropped.reason == reason
    assert dropped.reason in REASONS


def test_a_pdf_says_what_to_do(read_all: ReadAll) -> None:
    (dropped,) = read_all(b"%PDF-1.7\n")
    assert isinstance(dropped, Dropped)
    assert dropped.detail == "PDF: convert it to text first"

"""The bundled rules for furniture, and two short ways to read a text written out in a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.model import Article, BlockKind, Dropped
from sayso.packs.pack import BUNDLED, read_yaml
from sayso.read import FurnitureRules, furniture_rules, read_bytes

Read = Callable[..., list[Article | Dropped]]


@pytest.fixture(scope="session")
def rules() -> FurnitureRules:
    file = BUNDLED / "lexicon-en" / "furniture.yaml"
    return furniture_rules(read_yaml(file.read_text(encoding="utf-8"), origin=str(file)))


@pytest.fixture
def read_all(rules: FurnitureRules) -> Read:
    """What these bytes, or this text in UTF-8, hold."""

    def read(data: bytes | str, **options: Any) -> list[Article | Dropped]:
        data = data.encode() if isinstance(data, str) else data
        return read_bytes(data, path="page", furniture=rules, function_words={"en": rules.function_words}, **options)

    return read


@pytest.fixture
def read_one(read_all: Read) -> Callable[..., Article]:
    """The one article in these bytes."""

    def read(data: bytes | str, **options: Any) -> Article:
        (article,) = read_all(data, **options)
        assert isinstance(article, Article), article
        return article

    return read


def texts_of(article: Article, *kinds: BlockKind) -> list[str]:
    """The texts of the article's blocks of these kinds."""
    return [article.text[block.start : block.end] for block in article.blocks if block.kind in kinds]

"""Which languages can be read here, and what becomes of a report in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.base.errors import PackMissingError
from sayso.base.settings import Settings
from sayso.model import Article, Dropped

if TYPE_CHECKING:
    from sayso.packs.language import Language

UNREADABLE = "language"
"""Reason of a document in a language without packs."""


@lru_cache(maxsize=2)
def languages(packs: str | None = None) -> dict[str, Language]:
    """The languages that can be read, by their code (ISO 639-1), for a value of the setting `packs`; never none.

    Raises `PackMissingError` if there is none.
    """
    from sayso.packs.language import languages_there, load_language

    folders = pack_folders_of(packs)
    loaded = {code: load_language(code, folders=folders) for code in languages_there(folders=folders)}
    if not loaded:
        hint = "run: pip install --force-reinstall sayso"
        raise PackMissingError("there is no language: a lexicon-CODE and a model-CODE are needed", hint=hint)
    return loaded


def pack_folders_of(packs: str | None) -> list[Path] | None:
    """The folders of the setting `packs`; `None` where it is not set."""
    return Settings(packs=packs).pack_folders or None


def language_of(article: Article, packs: str | None = None) -> Language:
    """The language to read an article in: its own, or the first that is there where it tells too little of itself."""
    there = languages(packs)
    return there.get(article.language or "") or next(iter(there.values()))


def drop_unreadable(documents: Iterable[Article | Dropped], packs: str | None) -> Iterator[Article | Dropped]:
    """The documents; an article in a language without packs is dropped, with what it is in and what is there."""
    there = languages(packs)
    names = next(iter(there.values())).names
    for document in documents:
        if isinstance(document, Dropped) or document.language is None or document.language in there:
            yield document
            continue
        code = document.language
        readable = ", ".join(f"{language.name} ({code})" for code, language in there.items())
        detail = f"it is in {names.get(code, 'a language')} ({code}); there are packs for: {readable}"
        yield Dropped(path=document.path or "-", reason=UNREADABLE, detail=detail)

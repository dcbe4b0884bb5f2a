"""A language: its packs, its tags, and the words that rooms ask for by name.

A language is there if two packs are: `lexicon-CODE`, with its words and rules, and `model-CODE`, with its core. Nothing
below the flow names a language; each room is handed one and asks it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from sayso.base.errors import PackContentError, PackMissingError
from sayso.packs.pack import Pack, list_packs, load_pack

LEXICON: Final = "lexicon-"
MODEL: Final = "model-"
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class TagSet:
    """The fine tags of the language's trees (`Token.xpos`), asked for by what they mean: `tags.yaml`."""

    verb: frozenset[str]
    """Any form of a verb but a modal."""
    modal: frozenset[str]
    """A modal verb ("will", "may")."""
    base: frozenset[str]
    """A verb without an ending ("capture")."""
    past: frozenset[str]
    """A finite verb of the past ("captured the town")."""
    present: frozenset[str]
    """A finite verb of the present."""
    past_participle: frozenset[str]
    """A verb as in "was captured", "the captured town"."""
    present_participle: frozenset[str]
    """A verb as in "capturing the town"."""
    infinitive_mark: frozenset[str]
    """The word before an infinitive ("to")."""
    singular: frozenset[str]
    """A common noun of one thing."""
    plural: frozenset[str]
    """A noun or name of several things."""
    plural_noun: frozenset[str]
    """A common noun of several things."""
    relative: frozenset[str]
    """A word that opens a relative clause ("which", "who")."""
    adjective: frozenset[str]
    """An adjective as the dictionary has it."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """One language with its packs."""

    code: str
    """ISO 639-1."""
    lexicon: Pack
    model: Pack

    @cached_property
    def name(self) -> str:
        """What it is called."""
        return str(self._facts["name"])

    @cached_property
    def lemmas(self) -> str:
        """The code of its dictionary of forms in simplemma."""
        return str(self._facts["lemmas"])

    @cached_property
    def tags(self) -> TagSet:
        """Its tag set. Raises `PackContentError`."""
        return self.words(TagSet, "tags.yaml")

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What it calls languages, by their code (ISO 639-1)."""
        return {str(code): str(name) for code, name in self.lexicon.yaml("languages.yaml").items()}

    def words(self, kind: type[T], file: str) -> T:
        """A room's words, as `word_lists` reads them from a file of the lexicon."""
        return word_lists(kind, self.lexicon.yaml(file), origin=str(self.lexicon.folder / file))

    @cached_property
    def _facts(self) -> Mapping[str, Any]:
        facts: Mapping[str, Any] = self.lexicon.yaml("language.yaml")
        return facts


def word_lists(kind: type[T], lists: Mapping[str, Any], *, origin: str) -> T:
    """The dataclass filled from lists of words, one list a field: in lower case as written, in no order.

    A field that is a tuple keeps the order; one that is a mapping takes words for words. Raises `PackContentError`
    where a field has no list, a list has no field, or a list is none.
    """
    wanted = {field.name: str(field.type) for field in fields(kind)}  # type: ignore[arg-type]
    if strange := sorted({*wanted} ^ {*lists}):
        lacks = "has no" if strange[0] in wanted else "has an unknown"
        raise PackContentError(f"it {lacks} list {strange[0]}", hint="put the bundled file back", file=origin)
    return kind(**{name: _filled(lists[name], wanted[name], name, origin) for name in wanted})


def _filled(said: Any, wanted: str, name: str, origin: str) -> Any:
    if isinstance(said, Mapping) and wanted.startswith("Mapping"):
        return {str(word): str(other) for word, other in said.items()}
    if isinstance(said, Sequence) and not isinstance(said, str) and not wanted.startswith("Mapping"):
        words = tuple(str(word) for word in said)
        return words if wanted.startswith("tuple") else frozenset(words)
    raise PackContentError(f"{name} is not a list of words", hint="write it as [one, two]", file=origin)


def languages_there(*, folders: Sequence[Path] | None = None) -> tuple[str, ...]:
    """The codes of the languages that can be read, by their code: those with both packs."""
    names = {folder.name for folder in list_packs(folders=folders)}
    codes = (name.removeprefix(LEXICON) for name in sorted(names) if name.startswith(LEXICON))
    return tuple(code for code in codes if MODEL + code in names)


def load_language(code: str, *, folders: Sequence[Path] | None = None) -> Language:
    """The language of that code.

    Raises `PackMissingError` if a pack of it is not there, `PackManifestError` if a manifest cannot be used.
    """
    if LEXICON + code not in {folder.name for folder in list_packs(folders=folders)}:
        there = ", ".join(languages_there(folders=folders)) or "none"
        hint = f"languages that are there: {there}"
        raise PackMissingError(f"there is no data pack {LEXICON}{code}", hint=hint)
    lexicon = load_pack(LEXICON + code, folders=folders)
    return Language(code=code, lexicon=lexicon, model=load_pack(MODEL + code, folders=folders))

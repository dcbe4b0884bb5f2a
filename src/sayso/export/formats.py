"""The table of formats: the command line, the pages and static copies take theirs from it.

A new format is a module beside this one and a row here. It takes one of the four layouts, so every place that has
records in that layout offers it from then on; `--format` asks for its name among the choices of the setting too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from sayso.export.csv import write_rows
from sayso.export.exported import Exported
from sayso.export.geojson import write_collection
from sayso.export.json import write_document
from sayso.export.jsonl import write_lines

Layout = Literal["lines", "rows", "document", "features"]
"""How records are laid out: nested values one by one, flat rows, nested values in one object, points on a map."""
RecordKind = Literal["claims", "incidents", "control", "articles", "sources", "places", "other"]
"""`other`: listings of what is counted, searched or decided, of which each has columns of its own."""
KINDS: Final[frozenset[RecordKind]] = frozenset(get_args(RecordKind))
PLACED: Final[frozenset[RecordKind]] = frozenset(("claims", "incidents", "control", "places"))
"""Kinds whose records can have coordinates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format in which records can be had."""

    name: str
    media_type: str
    layout: Layout
    kinds: frozenset[RecordKind]
    """Kinds of records that it can write."""
    write: Callable[[Exported], Iterator[str]]
    """The text, piece by piece; with what is broken in it (lone surrogates) as it came."""

    @property
    def ending(self) -> str:
        """Of files and addresses: `.csv`."""
        return f".{self.name}"

    def text(self, exported: Exported) -> str:
        """The text in one piece."""
        return "".join(self.write(exported))


_TABLE: Final = (
    Format(name="jsonl", media_type="application/jsonl", layout="lines", kinds=KINDS, write=write_lines),
    Format(name="json", media_type="application/json", layout="document", kinds=KINDS, write=write_document),
    Format(name="csv", media_type="text/csv; charset=utf-8", layout="rows", kinds=KINDS, write=write_rows),
    Format(name="geojson", media_type="application/geo+json", layout="features", kinds=PLACED, write=write_collection),
)
FORMATS: Final[Mapping[str, Format]] = {row.name: row for row in _TABLE}
"""Every format by its name, in the order in which they are offered."""


def formats_of(layouts: Collection[Layout], *, kind: RecordKind | None = None) -> tuple[str, ...]:
    """The names of the formats that take one of these layouts, and can write records of that kind if one is given."""
    return tuple(name for name, row in FORMATS.items() if row.layout in layouts and (kind is None or kind in row.kinds))

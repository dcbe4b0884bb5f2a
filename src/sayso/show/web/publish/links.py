"""Addresses of the server turned into files of a copy, or into plain words where the copy has no such page."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode

_LINK: Final = re.compile(r'\b(href|src)="(/[^"]*)"')
_DEAD: Final = re.compile(r"<a\b(?![^>]*\bhref=)[^>]*>(.*?)</a>", re.DOTALL)
_PLAIN: Final = re.compile(r"(?!g-)[a-z0-9_-]{1,60}")
_NUMBERED: Final = re.compile(r"g:([0-9]{1,12})")
_KNOWN: Final = frozenset(("q", "event", "status", "side", "party", "place", "source", "outlet", "article", "from",
                           "to", "on"))  # fmt: skip
"""Parameters by which the first page of a copy filters (`copy.js`)."""
_LONGEST: Final = 48
"""Characters of a name that its file keeps; the hash after them tells names apart that begin alike. Set by hand, far
below the 255 bytes that file systems take."""


def file_of(kind: str, key: str, *, part: str = "") -> str:
    """The file of a page, such as `claims/c-2cjz8knqde00.html`: of a name, its letters and eight digits of its hash.

    No two keys share a file, on systems either that take no notice of case.
    """
    numbered = _NUMBERED.fullmatch(key)
    name = f"g-{numbered[1]}" if numbered else key
    if not numbered and not _PLAIN.fullmatch(name):
        digest = sha256(key.encode("utf-8", "replace")).hexdigest()[:8]
        name = re.sub(r"[^a-z0-9]+", "-", key.casefold())[:_LONGEST].strip("-")
        name = f"{name}-{digest}" if name else digest
    return f"{kind}/{name}{part}.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLinks:
    """Where the pages of a copy lie."""

    files: Mapping[str, str]
    """Address on the server, its path unquoted, to the file; `/incidents/ID` of one claim leads to that claim."""
    query: tuple[tuple[str, str], ...] = ()
    """The copy's own filter, which links need not say."""

    def turn(self, text: str, file: str) -> str:
        """The page with its links turned; a link that leads to nothing becomes plain words."""
        up = "../" * file.count("/")

        def point(link: re.Match[str]) -> str:
            to = self.find(html.unescape(link[2]))
            return f'{link[1]}="{up}{html.escape(to)}"' if to else ""

        return _DEAD.sub(r"<span>\1</span>", _LINK.sub(point, text))

    def find(self, address: str) -> str | None:
        """The file that shows what an address shows, relative to the copy's folder; `None` if there is none."""
        bare, sign, part = address.partition("#")
        if bare.startswith(("/static/", "/data/")):
            return bare[1:]
        path, _, query = bare.partition("?")
        known = self.files.get(bare) or self._narrowed(path, query)
        return f"{known if '?' in known else quote(known)}{sign}{part}" if known else None

    def _narrowed(self, path: str, query: str) -> str | None:
        """The page without what the copy asks anyhow; of a list of claims that is narrowed further, the first page with
        a filter of its own."""
        parameters = [
            parameter
            for parameter in parse_qsl(query)
            if parameter not in self.query and parameter[0] not in ("limit", "order")
        ]
        if not parameters:
            return self.files.get(unquote(path))
        source = [("source", unquote(path.removeprefix("/sources/")))] if path.startswith("/sources/") else []
        page = {"/claims": "index", "/articles": "index", "/control": "control"}.get(path, "index" if source else "")
        is_known = all(name in _KNOWN for name, _ in parameters)
        return f"{page}.html?{urlencode([*source, *parameters])}" if page and is_known else None

"""`/search`: articles, claims and names with wording."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from sayso.export.exported import Exported
from sayso.keep import Hit, Page
from sayso.show.web import wording
from sayso.show.web.answers import Answer, listed
from sayso.show.web.asked import Asked
from sayso.show.web.desk import Desk
from sayso.show.web.pages.choosing import paging


def show_search(desk: Desk, asked: Asked) -> Answer:
    """What has the words of `q`; `kind` is one of `article claim name`."""
    kind: Any = asked.choice("kind", ("article", "claim", "name"))
    words = asked.one("q")
    empty: Page[Hit] = Page(items=(), total=0)
    kinds = {"kinds": (kind,)} if kind else {}
    page = desk.ledger.search(words, limit=asked.limit, offset=asked.offset, **kinds) if words else empty
    hits = [_hit_row(hit) | {"pieces": snippet_pieces(hit.snippet)} for hit in page]
    return Answer(
        template="search.html",
        title=f"Search: {words}" if words else "Search",
        context={"hits": hits, "q": words or "", "kind": kind, "paging": paging(asked, len(page), page.total)},
        document=lambda: Exported(
            before=listed(asked, page.items, page.total), name="hits", records=map(_hit_row, page)
        ),
        rows=lambda: Exported(records=map(_hit_row, page)),
    )


def _hit_row(hit: Hit) -> dict[str, Any]:
    return asdict(hit) | {"address": address_of(hit)}


def address_of(hit: Hit) -> str:
    """The page of what was found; of a name, its page or the claims that name it."""
    if hit.kind != "name":
        return f"/{hit.kind}s/{hit.id}"
    name = hit.snippet.replace("[", "").replace("]", "")
    if hit.title == "place":
        return f"/places/{wording.path_part(hit.id)}"
    if hit.title == "source":
        return wording.source_page(name)
    return "/claims?" + urlencode({"outlet" if hit.title == "outlet" else "party": name})


def snippet_pieces(snippet: str) -> list[tuple[str, bool]]:
    """The snippet in pieces, each with whether it was found; brackets around what was found fall away."""
    pieces: list[tuple[str, bool]] = []
    for at, part in enumerate(snippet.split("[")):
        matched, closed, rest = part.partition("]")
        if at == 0 or not closed:
            pieces.append((part, False))
        else:
            pieces += [(matched, True), (rest, False)]
    return [(text, is_match) for text, is_match in pieces if text]

"""The pages of a copy: which there are, how each is made, and in which file it lies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.show.web.answers import Answer, Elsewhere
from sayso.show.web.asked import Asked, Viewer, most
from sayso.show.web.desk import Desk
from sayso.show.web.pages import claims, incidents, method, places, sources
from sayso.show.web.publish import pages
from sayso.show.web.publish.links import file_of
from sayso.show.web.publish.selection import CopySelection
from sayso.show.web.publish.wishes import Wishes

READER: Final = Viewer(name="reader", role="reader", csrf="")
PER_PAGE: Final = most("html")
"""Records on one page of a list: as many as a server would give at once."""
QueryItems = tuple[tuple[str, str], ...]
Make = Callable[[Desk, Asked], Answer | Elsewhere]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPage:
    """A page of the copy."""

    make: Make
    asked: Asked
    file: str


def pages_of(scope: CopySelection, query: QueryItems, wishes: Wishes) -> Iterator[CopyPage]:
    """Every page but the first, in the order in which they are written."""
    narrow = pages.Narrow(scope=scope, wishes=wishes)
    yield from _listing(claims.list_claims, "/claims", query, len(scope.chosen))
    yield from _listing(incidents.list_incidents, "/incidents", query, len(scope.incidents))
    yield from _listing(places.list_places, "/places", query, len(scope.places))
    yield from _listing(sources.list_sources, "/sources", query, len(scope.sources))
    yield from _listing(narrow.list_articles, "/articles", (), len(scope.articles))
    yield CopyPage(make=narrow.show_control, asked=asked_for("/control", ()), file="control.html")
    yield CopyPage(make=method.show_method, asked=asked_for("/method", ()), file="method.html")
    yield from (_single(narrow.show_claim, "claims", key) for key in sorted(scope.claims))
    yield from (_single(narrow.show_article, "articles", key) for key in sorted(scope.articles))
    yield from (_single(incidents.show_incident, "incidents", key) for key in sorted(several(scope)))
    yield from (_single(narrow.show_place, "places", key) for key in sorted(scope.places))
    for name in sorted(scope.sources):
        yield from _listing(sources.show_source, f"/sources/{name}", query, scope.sources[name], key=name)


def several(scope: CopySelection) -> list[str]:
    """The incidents of more than one claim; of the others, the page of the claim tells all there is."""
    return [key for key, members in scope.incidents.items() if len(members) > 1]


def files_of(scope: CopySelection, copy_pages: Sequence[CopyPage]) -> Mapping[str, str]:
    """Address to file, for `Links`."""
    files = {page.asked.address(): page.file for page in copy_pages}
    files |= {page.asked.path: page.file for page in reversed(copy_pages)}
    files |= {
        f"/incidents/{key}": file_of("claims", members[0])
        for key, members in scope.incidents.items()
        if len(members) == 1
    }
    return files | {"/": "index.html", "/about": "about.html"}


def asked_for(path: str, query: QueryItems, *, key: str = "") -> Asked:
    """A request as the copy makes it."""
    return Asked(path=path, form="html", query=query, viewer=READER, key=key)


def _listing(make: Make, path: str, query: QueryItems, total: int, *, key: str = "") -> Iterator[CopyPage]:
    """A list, page by page; of something with a key, on its own pages."""
    for number in range(1, max(1, -(-total // PER_PAGE)) + 1):
        page = (("page", str(number)),) if number > 1 else ()
        part = f"-{number}" if number > 1 else ""
        asked = asked_for(path, (*query, ("limit", str(PER_PAGE)), *page), key=key)
        file = file_of("sources", key, part=part.replace("-", ".")) if key else f"{path.strip('/')}{part}.html"
        yield CopyPage(make=make, asked=asked, file=file)


def _single(make: Make, kind: str, key: str) -> CopyPage:
    return CopyPage(make=make, asked=asked_for(f"/{kind}/{key}", (), key=key), file=file_of(kind, key))

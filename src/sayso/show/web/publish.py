"""A copy of map, timeline, places and incidents as files: any web server will do, and a disk too."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sayso.codec import line_to_json
from sayso.ids import place_key
from sayso.model import Control
from sayso.show.web.answers import Answer, Elsewhere
from sayso.show.web.asked import MOST, Asked, Viewer, read_filter
from sayso.show.web.assets import libraries_folder, static_folder
from sayso.show.web.desk import Desk
from sayso.show.web.drawing import Drawing, make_environment
from sayso.show.web.pages import claims, incidents, places
from sayso.show.web.standalone import standalone_script

READER: Final = Viewer(name="reader", role="reader", csrf="")
_LINK: Final = re.compile(r'\b(href|src|action)="(/[^"]*)"')
_FORM: Final = re.compile(r"<form\b(?![^>]*\bid=\"filter\").*?</form>", re.DOTALL)
_DEAD: Final = re.compile(r"<a\b(?![^>]*\bhref=)[^>]*>(.*?)</a>", re.DOTALL)
_NAVIGATION: Final = re.compile(r"<nav\b.*?</nav>", re.DOTALL)
_MODULE: Final = re.compile(r'<script src="[^"]*/overview\.js" type="module"></script>')
Query = tuple[tuple[str, str], ...]
Make = Callable[[Desk, Asked], Answer | Elsewhere]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page of the copy."""

    make: Make
    asked: Asked
    file: str


@dataclass(slots=True)
class Copied:
    """How much a copy holds."""

    claims: int = 0
    places: int = 0
    incidents: int = 0
    files: int = field(default=0)


def write_copy(desk: Desk, folder: Path, query: Query, *, note: Callable[[str], None] = lambda _: None) -> Copied:
    """What the copy of the filter in this folder holds; `note` is told the name of every page that is written.

    The first page finds all it needs beside it; pages of places and incidents are complete without script. What a copy
    has no page for (reviewing, searching, single claims) is not linked.
    """
    folder.mkdir(parents=True, exist_ok=True)
    drawing = Drawing(environment=make_environment(desk, "/static"))
    pages = list(_pages(desk, query))
    files = {page.asked.address(): page.file for page in pages} | {"/": "index.html"}
    copied = Copied(incidents=sum(page.make is incidents.show_incident for page in pages))
    copied.places = sum(page.make is places.show_place for page in pages)
    copied.claims = _write_first(desk, drawing, folder, query, files)
    for page in pages:
        made = page.make(desk, page.asked)
        if isinstance(made, Answer):
            text = bytes(drawing.page(made, page.asked).body).decode()
            _write(folder / page.file, _relink(_FORM.sub("", text), page.file, files))
            note(page.file)
    copied.files = len(pages) + 1 + _copy_static(folder)
    return copied


def _pages(desk: Desk, query: Query) -> Iterator[_Page]:
    """The lists of incidents and places, page by page, and a page for each of them."""
    first = Asked(path="/incidents", form="html", query=query, viewer=READER)
    wanted = read_filter(first, desk)
    for number, total in _counted(desk.ledger.incidents(wanted, limit=1).total):
        yield _listing(incidents.list_incidents, "/incidents", query, number)
        for one in desk.ledger.incidents(wanted, limit=total, offset=(number - 1) * total):
            yield _single(incidents.show_incident, "incidents", one.id)
    for number, total in _counted(desk.tallies.places(wanted, limit=1, offset=0).total):
        yield _listing(places.list_places, "/places", query, number)
        for place in desk.tallies.places(wanted, limit=total, offset=(number - 1) * total):
            yield _single(places.show_place, "places", place.key)


def _counted(total: int) -> Iterator[tuple[int, int]]:
    """The numbers of pages, with how many records stand on each."""
    most = MOST["html"]
    yield from ((number, most) for number in range(1, max(1, -(-total // most)) + 1))


def _listing(make: Make, path: str, query: Query, number: int) -> _Page:
    pages = (("page", str(number)),) if number > 1 else ()
    asked = Asked(path=path, form="html", query=(*query, ("limit", str(MOST["html"])), *pages), viewer=READER)
    return _Page(make=make, asked=asked, file=f"{path.strip('/')}{f'-{number}' if number > 1 else ''}.html")


def _single(make: Make, kind: str, key: str) -> _Page:
    asked = Asked(path=f"/{kind}/{key}", form="html", query=(), viewer=READER, key=key)
    return _Page(make=make, asked=asked, file=f"{kind}/{re.sub('[^A-Za-z0-9._-]', '-', key)}.html")


def _write_first(desk: Desk, drawing: Drawing, folder: Path, query: Query, files: Mapping[str, str]) -> int:
    """Writes the first page with its data; gives the number of claims."""
    asked = Asked(path="/", form="html", query=query, viewer=READER)
    told = list(_all_claims(desk, asked))
    shown = {"shown": len(told), "total": len(told), "next": None, "claims": told}
    located = _located(desk, asked)
    for name, said in (("claims.json", shown), ("places.geojson", located)):
        (folder / name).write_text(line_to_json(said), encoding="utf-8")
    answer = claims.overview(desk, asked)
    plain = {"copy": "", "claim_page": None, "tiles": None}
    text = bytes(drawing.page(replace(answer, context={**answer.context, **plain}), asked).body).decode()
    script = standalone_script(
        claims=(folder / "claims.json").read_bytes(), places=(folder / "places.geojson").read_bytes()
    )
    _write(folder / "static" / "page.js", script)
    text = _MODULE.sub("", text).replace("</body>", '<script src="/static/page.js"></script></body>')
    _write(folder / "index.html", _relink(text, "index.html", files))
    return len(told)


def _all_claims(desk: Desk, asked: Asked) -> Iterator[dict[str, Any]]:
    wanted = read_filter(asked, desk)
    at, most = 0, MOST["json"]
    while found := desk.ledger.claims(wanted, order="-day", limit=most, offset=at).items:
        yield from (claims.claim_line(one, desk) for one in found)
        at += most


def _located(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """The places with their runs of control, from which the page tells the holder on any day."""
    runs: dict[str, list[Control]] = defaultdict(list)
    for run in desk.ledger.control():
        runs[place_key(run.place)].append(run)
    made = places.list_places(desk, replace(asked, path="/places", form="geojson")).features
    assert made is not None
    said = dict(made())
    said["features"] = [
        one | {"properties": one["properties"] | {"control": _runs(runs[one["properties"]["key"]], desk)}}
        for one in said["features"]
    ]
    return said


def _runs(runs: Sequence[Control], desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "from": run.from_day.isoformat(),
            "to": run.to_day.isoformat() if run.to_day else None,
            "holder": run.holder,
            "side": desk.inks().side_of(run.holder, run.place.country),
            "standing": run.standing,
        }
        for run in runs
    ]


def _relink(text: str, file: str, files: Mapping[str, str]) -> str:
    """The page with its addresses turned to files beside it; a link that leads to none becomes plain words."""
    up = "../" * file.count("/")

    def point(found: re.Match[str]) -> str:
        name, address = found[1], html.unescape(found[2])
        bare, sign, part = address.partition("#")
        if bare.startswith("/static/"):
            return f'{name}="{up}{html.escape(bare[1:])}"'
        known = files.get(bare) or files.get(bare.partition("?")[0]) or _first_page(bare, files)
        return f'{name}="{up}{quote(known)}{sign}{html.escape(part)}"' if known else ""

    text = _NAVIGATION.sub(lambda found: _DEAD.sub("", found[0]), _LINK.sub(point, text))
    return _DEAD.sub(r"<span>\1</span>", text)


def _first_page(address: str, files: Mapping[str, str]) -> str | None:
    """The file of a listing, whatever else is asked of it."""
    path = address.partition("?")[0]
    return f"{path[1:]}.html" if path in ("/incidents", "/places") and f"{path[1:]}.html" in files.values() else None


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _copy_static(folder: Path) -> int:
    """Copies what the pages load from beside them; gives the number of files."""
    sources = [path for path in static_folder().iterdir() if path.suffix in (".css", ".svg", ".js")]
    libs = libraries_folder()
    beside = [] if libs is None else [libs / name for name in ("pmtiles.js", "maplibre-gl.css")]
    for path, into in [*((one, "static") for one in sources), *((one, "static/libs") for one in beside)]:
        (folder / into).mkdir(parents=True, exist_ok=True)
        (folder / into / path.name).write_bytes(path.read_bytes())
    return len(sources) + len(beside) + 3

"""Writes a copy: the pages, what they load, and the data, into a folder of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sayso.base.errors import NotKeptError
from sayso.export.exported import Exported
from sayso.export.formats import FORMATS, Layout, RecordKind
from sayso.model import PERSON
from sayso.show.web.answers import Answer
from sayso.show.web.asked import FILTER, Asked, read_filter
from sayso.show.web.assets import libraries_folder, static_folder
from sayso.show.web.desk import Desk
from sayso.show.web.drawing import Drawing, make_environment
from sayso.show.web.pages.choosing import choices
from sayso.show.web.publish import data
from sayso.show.web.publish.folder import CopyFolder, open_folder
from sayso.show.web.publish.links import CopyLinks
from sayso.show.web.publish.pages import facts_of
from sayso.show.web.publish.plan import CopyPage, asked_for, files_of, pages_of
from sayso.show.web.publish.selection import CopySelection, select_copy
from sayso.show.web.publish.wishes import SOMEBODY, Wishes
from sayso.show.web.standalone import bundle, standalone_script

NAVIGATION: Final = (
    ("/", "Map"), ("/claims", "Claims"), ("/incidents", "Incidents"), ("/places", "Places"), ("/control", "Control"),
    ("/sources", "Sources"), ("/articles", "Articles"), ("/method", "Method"), ("/about", "About this copy"),
)  # fmt: skip
_LISTED: Final = 50
"""Claims that the first page lists for readers without script, as many as a server's page; set by hand."""
_MODULE: Final = re.compile(r'<script src="([^"]*)/(overview|pages)\.js" type="module"></script>')
_STATIC: Final = ("icon.svg", "pages.css", "theme.css", "theme.js")
_LIBRARIES: Final = ("pmtiles.js", "maplibre-gl.css", "THIRD-PARTY-NOTICES.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """How much a copy holds."""

    claims: int
    beside: int
    """Claims that the filter does not find, and that incidents and control stand on."""
    places: int
    incidents: int
    articles: int
    files: int
    bytes: int
    stale: int
    """Files of the former copy that went."""


def write_copy(
    desk: Desk, root: Path, wishes: Wishes, *, note: Callable[[int, int], None] = lambda _done, _all: None
) -> Copied:
    """What the copy in this folder holds; `note` is told how many of how many pages are written.

    Raises `UsageError` if something else lies in the folder.
    """
    folder = open_folder(root)
    scope = select_copy(desk, read_filter(asked_for("/claims", wishes.asked), desk))
    copy_pages = list(pages_of(scope, wishes.asked, wishes))
    writer = _Writer(desk=desk, folder=folder, scope=scope, wishes=wishes, drawing=_drawing(desk, wishes),
                     links=CopyLinks(files=files_of(scope, copy_pages), query=wishes.asked))  # fmt: skip
    folder.announce([*(page.file for page in copy_pages), *data.FILES, "index.html", "about.html", *_beside()])
    writer.write_first()
    for number, page in enumerate(copy_pages):
        writer.write_page(page)
        note(number + 1, len(copy_pages))
    writer.write_static()
    writer.write_about()
    stale = folder.finish(writer.facts)
    return Copied(
        claims=len(scope.chosen), beside=len(scope.beside), places=len(scope.places), incidents=len(scope.incidents),
        articles=len(scope.articles), files=len(folder.written) + 1, bytes=folder.size, stale=stale,
    )  # fmt: skip


def _drawing(desk: Desk, wishes: Wishes) -> Drawing:
    environment = make_environment(desk, "/static")
    environment.globals.update(
        in_copy=True, has_libraries=False, with_reviewers=wishes.has_reviewers, wishes=wishes, version=desk.version
    )  # fmt: skip
    if not wishes.has_reviewers:
        environment.filters["person"] = lambda maker: SOMEBODY if maker.startswith(PERSON) else maker
    return Drawing(environment=environment, navigation=NAVIGATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """Writes the pages of one copy."""

    desk: Desk
    folder: CopyFolder
    scope: CopySelection
    wishes: Wishes
    drawing: Drawing
    links: CopyLinks

    @property
    def facts(self) -> Mapping[str, Any]:
        """What the copy says of itself to programs."""
        return {
            "sayso": self.desk.version, "made": self.wishes.made.isoformat(), "ledger": self.wishes.ledger,
            "filter": [list(parameter) for parameter in self.wishes.told], "whole_texts": self.wishes.has_whole_texts,
            "reviewers": self.wishes.has_reviewers, "holds": dict(facts_of(self.scope)),
            "makers": [maker for maker in self.desk.ledger.makers() if not maker.startswith(PERSON)],
            "packs": [pack.maker for pack in self.desk.packs],
        }  # fmt: skip

    def write_page(self, page: CopyPage) -> None:
        """Writes one page; a source that nothing is known of any more gets none."""
        try:
            answer = page.make(self.desk, page.asked)
        except NotKeptError:
            return
        if isinstance(answer, Answer):
            self._draw(answer, page.asked, page.file)

    def write_first(self) -> None:
        """Writes the map, timeline and list, with the data that they and programs read."""
        lines = list(data.claim_lines(self.desk, self.scope, self.wishes))
        slim_lines = [data.slim(line) for line in lines]
        located = data.located(self.desk, self.scope)
        self._write_data(lines, located)
        first = Exported(
            before={"shown": len(slim_lines), "total": len(slim_lines), "next": None}, name="claims", records=slim_lines
        )
        claims, places = FORMATS["json"].text(first), FORMATS["geojson"].text(located)
        script = standalone_script(claims=claims.encode(), places=places.encode())
        self.folder.write("static/overview.copy.js", script)
        self.folder.write("static/pages.copy.js", bundle("pages.js"))
        context = {
            "claims": slim_lines[:_LISTED], "shown": min(_LISTED, len(slim_lines)), "total": len(slim_lines),
            "copy": "", "base_map": "", "tiles": None, "attribution": "", "claim_page": "claims/{id}.html",
            "filter": dict.fromkeys(FILTER, ""), "choices": choices_in(slim_lines, self.desk),
        }  # fmt: skip
        title = "Who says that what happened, where and when"
        answer = Answer(template="overview.html", title=title, context=context)
        self._draw(answer, asked_for("/", self.wishes.asked), "index.html")

    def _write_data(self, lines: Sequence[Mapping[str, Any]], located: Exported) -> None:
        contents: dict[tuple[RecordKind, Layout], Exported] = {
            ("claims", "lines"): Exported(records=lines),
            ("claims", "rows"): Exported(records=data.claim_rows(self.desk, self.scope, self.wishes)),
            ("incidents", "lines"): Exported(records=data.incident_lines(self.desk, self.scope)),
            ("control", "lines"): Exported(records=data.control_lines(self.scope)),
            ("places", "features"): located,
        }
        for part in data.DATA:
            form = FORMATS[part.format]
            self.folder.write(part.file, form.text(contents[part.kind, form.layout]))

    def write_static(self) -> None:
        """Writes what the pages load from beside them."""
        for name, path in _beside().items():
            self.folder.write(name, path.read_bytes())

    def write_about(self) -> None:
        """Writes the page that tells what the copy is: which filter, ledger, versions and day."""
        sizes = {name: (self.folder.root / name).stat().st_size for name in data.FILES}
        context = {"facts": self.facts, "holds": facts_of(self.scope), "files": data.FILES, "sizes": sizes,
                   "many": len(self.folder.written) + 1}  # fmt: skip
        answer = Answer(template="copied_about.html", title="About this copy", context=context)
        self._draw(answer, asked_for("/about", ()), "about.html")

    def _draw(self, answer: Answer, asked: Asked, file: str) -> None:
        text = bytes(self.drawing.page(answer, asked).body).decode()
        text, many = _MODULE.subn("", text)
        name = "overview" if file == "index.html" else "pages"
        if many:
            text = text.replace("</body>", f'<script src="/static/{name}.copy.js"></script></body>')
        self.folder.write(file, self.links.turn(text, file))


def choices_in(lines: Sequence[Mapping[str, Any]], desk: Desk) -> list[dict[str, Any]]:
    """The fields of the first page's filter, each with those values only that claims of the copy have."""
    families = {line["event"].partition(".")[0] for line in lines}
    parties = {actor["party"] for line in lines for actor in (*line["actors"], *line["targets"])}
    values = {
        "event": families | {line["event"] for line in lines}, "status": {line["status"] for line in lines},
        "side": {line["side"] for line in lines}, "party": parties,
        "outlet": {line["article"]["outlet"] for line in lines},
    }  # fmt: skip
    fields = [field for field in choices(desk) if field["name"] in values]
    kept = [
        field | {"options": [o for o in field["options"] if o["value"] in values[field["name"]]]} for field in fields
    ]
    return [field for field in kept if field["options"]]


def _beside() -> dict[str, Path]:
    """What the pages load from beside them, by its name in the copy."""
    libs = libraries_folder()
    files = {f"static/{name}": static_folder() / name for name in _STATIC}
    return files | ({} if libs is None else {f"static/libs/{name}": libs / name for name in _LIBRARIES})

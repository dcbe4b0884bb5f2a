"""The app: addresses to pages, in every form; whoever may not look is asked who they are."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any, Final

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from sayso.base.errors import NoPageError, SaysoError
from sayso.export.formats import FORMATS, Layout, RecordKind, formats_of
from sayso.show.web.accounts import Door
from sayso.show.web.answers import Answer, Elsewhere, write_data, write_elsewhere
from sayso.show.web.asked import DATA_LAYOUTS, Asked, Form, Viewer, check_query
from sayso.show.web.desk import Desk
from sayso.show.web.drawing import Drawing, make_environment
from sayso.show.web.error_pages import wants_data
from sayso.show.web.files import Files, list_files
from sayso.show.web.house import House
from sayso.show.web.pages import articles, claims, control, incidents, method, places, search, sources
from sayso.show.web.pages.new_claim import show_claiming
from sayso.show.web.pages.review import show_bulk, show_queue
from sayso.show.web.posting.judging import deciding_routes
from sayso.show.web.posting.login import login_routes
from sayso.show.web.safety import LOCAL, Guard

Make = Callable[[Desk, Asked], Answer | Elsewhere]


class _Form(Convertor[str]):
    regex = "|".join(formats_of(DATA_LAYOUTS))

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("form", _Form())


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRoute:
    """A page, its address and its forms."""

    path: str
    make: Make
    kind: RecordKind
    """The records that it gives as data."""
    layouts: Collection[Layout] = DATA_LAYOUTS
    """Layouts in which it gives them."""
    is_data: bool = False
    """There is no page for people."""

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms other than a page for people."""
        return formats_of(self.layouts, kind=self.kind)


_DOCUMENT: Final[tuple[Layout, ...]] = ("document",)
PAGES: Final = (
    PageRoute(path="/", make=claims.overview, kind="claims", layouts=()),
    PageRoute(path="/claims", make=claims.list_claims, kind="claims"),
    PageRoute(path="/claims/{key}", make=claims.show_claim, kind="claims"),
    PageRoute(path="/incidents", make=incidents.list_incidents, kind="incidents"),
    PageRoute(path="/incidents/{key}", make=incidents.show_incident, kind="incidents"),
    PageRoute(path="/places", make=places.list_places, kind="places"),
    PageRoute(path="/places/{key:path}", make=places.show_place, kind="places"),
    PageRoute(path="/timeline", make=places.timeline, kind="other", is_data=True),
    PageRoute(path="/control", make=control.show_control, kind="control"),
    PageRoute(path="/sources", make=sources.list_sources, kind="sources"),
    PageRoute(path="/sources/{key:path}", make=sources.show_source, kind="sources"),
    PageRoute(path="/articles", make=articles.list_articles, kind="articles"),
    PageRoute(path="/articles/{key}", make=articles.show_article, kind="claims"),
    PageRoute(path="/review", make=show_queue, kind="other"),
    PageRoute(path="/review/bulk", make=show_bulk, kind="claims", layouts=()),
    PageRoute(path="/review/claim", make=show_claiming, kind="other", layouts=_DOCUMENT),
    PageRoute(path="/method", make=method.show_method, kind="other"),
    PageRoute(path="/search", make=search.show_search, kind="other"),
)
"""Every page that can be looked at; docs/web.md tells of each."""


def build_app(
    desk: Desk, *, door: Door | None = None, hosts: Collection[str] = LOCAL, port: int = 8321, is_secure: bool = False
) -> Guard:
    """The whole app. Without a door, everybody who reaches it is the reviewer of this machine.

    `hosts` are the names that a request may ask for; `is_secure` says that browsers reach it by https.
    """
    files = list_files(desk.tiles_file)
    drawing = Drawing(environment=make_environment(desk, f"/static/{files.stamp}"))
    house = House(desk=desk, door=door or Door(reviewer=desk.reviewer), drawing=drawing, port=port, is_secure=is_secure)
    routes = [
        *_file_routes(files), *login_routes(house), *deciding_routes(house),
        *(route for page in PAGES for route in _page_routes(page, house)),
    ]  # fmt: skip
    handlers: Any = {SaysoError: house.tell, HTTPException: house.tell_http, Exception: house.tell_broken}
    inner = Starlette(routes=routes, exception_handlers=handlers)
    inner.router.redirect_slashes = False
    return Guard(app=inner, hosts=hosts, tell=house.tell,
                 tiles=desk.tiles)  # fmt: skip


def read_asked(request: Request, viewer: Viewer, form: Form) -> Asked:
    """The request as pages know it. Raises `UsageError` for what no page takes."""
    query = tuple(request.query_params.multi_items())
    check_query(query)
    path = request.url.path
    if form != "html":
        path = path.removesuffix(FORMATS[form].ending)
    key = str(request.path_params.get("key", ""))
    if "\x00" in key or len(key) > 1_000:
        raise NoPageError("there is no such page", hint="the pages are listed at the top")
    return Asked(path=path or "/", form=form, query=query, viewer=viewer, key=key)


def _page_routes(page: PageRoute, house: House) -> list[BaseRoute]:
    """The page's forms before the page itself, whose key would take their ending for its own."""

    def answer(request: Request) -> Response:
        if "token" in request.query_params and house.door.token is not None:
            return house.let_in(request)
        viewer = house.viewer(request)
        form: Form = request.path_params.get("form", "html")
        asked = read_asked(request, viewer, form)
        if form == "html" and wants_data(request) and page.forms:
            asked = replace(asked, form="json")
        page_answer = page.make(house.desk, asked)
        if isinstance(page_answer, Elsewhere):
            return write_elsewhere(page_answer)
        if asked.form != "html":
            return write_data(page_answer, asked.form)
        return _with_session(house.drawing.page(page_answer, asked))

    def _with_session(response: Response) -> Response:
        if house.door.is_open:
            house.keep_session(response, house.door.sign_local())
        return response

    routes: list[BaseRoute] = []
    if page.forms:
        routes.append(Route(page.path + ".{form:form}", answer))
    if not page.is_data:
        routes.append(Route(page.path, answer))
    return routes


def _file_routes(files: Files) -> list[BaseRoute]:
    def file(request: Request) -> Response:
        return files.answer(request.path_params["stamp"], request.path_params["name"])

    def base_map(_request: Request) -> Response:
        return files.map_answer()

    def tiles(_request: Request) -> Response:
        return files.tiles_answer()

    return [
        Route("/static/{stamp}/{name:path}", file),
        Route("/base-map.pmtiles", base_map),
        Route("/tiles.pmtiles", tiles),
    ]

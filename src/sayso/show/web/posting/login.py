"""`/login` and `/logout`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sayso.base.errors import LoginError, NoPageError
from sayso.show.web.posting.posted import check_posted, read_posted, words_of

if TYPE_CHECKING:
    from sayso.show.web.house import House


def login_routes(house: House) -> list[BaseRoute]:
    """The pages where one says who one is, and lets go of it."""

    def show(request: Request) -> Response:
        return _form(house, _wanted(request.query_params.get("next", "/")))

    async def enter(request: Request) -> Response:
        if house.door.is_open:
            raise NoPageError("nobody has to log in here", hint="the pages are listed at the top")
        posted = await read_posted(request)
        if "origin" not in request.headers and "sec-fetch-site" not in request.headers:
            raise LoginError("the browser does not tell where the form comes from", hint="use another browser")
        cookie = await run_in_threadpool(_enter, house, posted)
        if cookie is None:
            return _form(house, _wanted(words_of(posted, "next")), wrong=True)
        response = RedirectResponse(_wanted(words_of(posted, "next")), 303)
        house.keep_session(response, cookie)
        return response

    async def leave(request: Request) -> Response:
        posted = await read_posted(request)
        viewer = house.viewer(request)
        check_posted(request, {**posted}, viewer.__class__(name=viewer.name, role="reviewer", csrf=viewer.csrf))
        response = RedirectResponse("/login", 303)
        response.delete_cookie(house.cookie, path="/")
        return response

    return [
        Route("/login", show), Route("/login", enter, methods=["POST"]), Route("/logout", leave, methods=["POST"]),
    ]  # fmt: skip


def _enter(house: House, posted: dict[str, Any]) -> str | None:
    token = words_of(posted, "token")
    if house.door.token is not None and token:
        known = house.door.knows(token)
        return house.door.sign(name=house.door.reviewer, role="reviewer") if known else None
    return house.door.enter(words_of(posted, "name"), words_of(posted, "password"))


def _wanted(address: str) -> str:
    """An address of this server, whatever was asked for."""
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_ours else "/"


def _form(house: House, wanted: str, *, wrong: bool = False) -> Response:
    context = {"title": "Log in", "wanted": wanted, "wrong": wrong, "by_token": house.door.token is not None}
    return house.drawing.draw("login.html", context, path="/login", viewer=None, status=401 if wrong else 200)

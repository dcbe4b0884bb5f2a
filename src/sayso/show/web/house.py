"""What every route of the app shares: the desk, who may enter, how pages are drawn, and how errors are told."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.base.errors import LoginError, MethodError, NoPageError, SaysoError, UsageError
from sayso.show.web.accounts import LASTS, Door
from sayso.show.web.asked import Viewer
from sayso.show.web.desk import Desk
from sayso.show.web.drawing import Drawing
from sayso.show.web.error_pages import tell_fault
from sayso.show.web.safety import broken


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What every route shares."""

    desk: Desk
    door: Door
    drawing: Drawing
    port: int
    is_secure: bool

    @property
    def cookie(self) -> str:
        """The name of the session's cookie: browsers do not tell ports apart."""
        return f"sayso-{self.port}"

    def viewer(self, request: Request) -> Viewer:
        """Who asks. Raises `LoginError` if that is not known and has to be."""
        viewer = self.door.bearer(request.headers.get("authorization"))
        viewer = viewer or self.door.viewer(request.cookies.get(self.cookie))
        if viewer is None and self.door.is_open:
            viewer = self.door.local()
        if viewer is None:
            raise LoginError("who are you?", hint="log in at /login, or send the token: Authorization: Bearer …")
        request.state.viewer = viewer
        return viewer

    def _known(self, request: Request) -> Viewer | None:
        """Who asks, where that is known without a token: whom a page may be told the others."""
        viewer = self.door.viewer(request.cookies.get(self.cookie))
        return self.door.local() if viewer is None and self.door.is_open else viewer

    def let_in(self, request: Request) -> Response:
        """The same address without the token, which so stays out of histories; with a session, if it is right.

        Raises `LoginError` if it is not.
        """
        if not self.door.knows(request.query_params["token"]):
            raise LoginError("this is not the token", hint="open the address that sayso serve printed")
        rest = urlencode([pair for pair in request.query_params.multi_items() if pair[0] != "token"])
        response = RedirectResponse(request.url.path + (f"?{rest}" if rest else ""), 303)
        self.keep_session(response, self.door.sign(name=self.door.reviewer, role="reviewer"))
        return response

    def keep_session(self, response: Response, cookie: str) -> None:
        """Has the browser keep a session's cookie."""
        response.set_cookie(
            self.cookie, cookie, max_age=LASTS, httponly=True, samesite="lax", secure=self.is_secure, path="/"
        )

    def tell(self, request: Request, error: Exception) -> Response:
        """The answer for an error."""
        assert isinstance(error, SaysoError)
        if getattr(request.state, "viewer", None) is None:
            request.state.viewer = self._known(request)
        return tell_fault(request, error, self.drawing)

    def tell_broken(self, request: Request, _error: Exception) -> Response:
        """The answer where a page broke; the guard prints why."""
        return self.tell(request, broken())

    def tell_http(self, request: Request, error: Exception) -> Response:
        """The answer where no page was found, or none that is asked in this way."""
        status = getattr(error, "status_code", 500)
        if status == 405:
            return self.tell(request, MethodError("this page is not asked in this way", hint="ask with GET"))
        if status == 404:
            return self.tell(request, NoPageError("there is no such page", hint="the pages are listed at the top"))
        return self.tell(request, UsageError("the request cannot be understood", hint="ask with GET"))

"""What goes wrong, told in one shape: JSON to programs, a page to people."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from sayso.base.errors import LoginError, SaysoError
from sayso.export.formats import FORMATS, formats_of
from sayso.show.web.asked import DATA_LAYOUTS
from sayso.show.web.drawing import Drawing

_DATA: Final = tuple(FORMATS[name].ending for name in formats_of(DATA_LAYOUTS))
"""Endings of addresses that programs ask for."""


def error_shape(error: SaysoError) -> dict[str, Any]:
    """The one shape of errors. The place of a file stays with the server."""
    shape = {"code": error.code, "message": error.message, "hint": error.hint, "status": error.http_status}
    return {"error": shape}


def wants_data(request: Request) -> bool:
    """Whether a program asks, by the address or by what it accepts."""
    accepted, sent = request.headers.get("accept", ""), request.headers.get("content-type", "")
    if request.method == "POST" and sent.startswith("application/json"):
        return True
    return request.url.path.endswith(_DATA) or ("json" in accepted and "text/html" not in accepted)


def tell_fault(request: Request, error: SaysoError, drawing: Drawing) -> Response:
    """The answer for an error; who has not logged in and looks at a page is led to where one does."""
    if wants_data(request):
        return JSONResponse(error_shape(error), status_code=error.http_status)
    if isinstance(error, LoginError) and request.method == "GET":
        asked = urlencode([pair for pair in request.query_params.multi_items() if pair[0] != "token"])
        wanted = request.url.path + (f"?{asked}" if asked else "")
        return RedirectResponse(f"/login?next={quote(wanted, safe='')}", status_code=303)
    title = "Not found" if error.http_status == 404 else "This cannot be shown"
    viewer = getattr(request.state, "viewer", None)
    context = {"title": title, "error": error}
    return drawing.draw("fault.html", context, path=request.url.path, viewer=viewer, status=error.http_status)

"""What stands before every page: the host that was asked for, sizes, headers, and one end for whatever goes wrong."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.base.errors import ForbiddenError, SaysoError, TooLargeError

LARGEST: Final = 262_144
"""Bytes of a request's body: a judgement has hundreds, one on 1,000 claims at once some 20,000. Set by hand."""
LONGEST: Final = 8_192
"""Bytes of an address: about what nginx (`large_client_header_buffers`) and Apache (`LimitRequestLine`) take."""
LOCAL: Final = ("127.0.0.1", "::1", "localhost")
"""Hosts that no other machine reaches."""
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def policy(tiles: str | None = None) -> str:
    """The content security policy: nothing from elsewhere but tiles of one's own, no inline script, no inline style."""
    parts = urlsplit(tiles or "")
    origin = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self' blob:; "
        f"img-src 'self' data: blob:; font-src 'self'; connect-src 'self'{origin}; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """An app behind checks; whatever it raises becomes an answer in the one shape of errors."""

    app: ASGIApp
    hosts: Collection[str]
    """Names that a request may ask for, without port."""
    tell: Callable[[Request, SaysoError], Response]
    """The answer for an error."""
    tiles: str | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        request = Request(scope)
        begun: list[bool] = []
        safely = self._sending(send, begun)
        try:
            check_host(request.headers, self.hosts)
            check_size(scope, request.headers)
            check_origin(request)
            await self.app(scope, _limited(receive), safely)
        except SaysoError as error:
            if not begun:
                await self.tell(request, error)(scope, receive, safely)
        except Exception as error:
            sys.stderr.write(f"error while answering {request.method} {scope['path']!r}: {_in_a_line(error)}\n")
            if not begun:
                await self.tell(request, broken())(scope, receive, safely)

    def _sending(self, send: Send, begun: list[bool]) -> Callable[[Message], Awaitable[None]]:
        async def safely(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                if begun:
                    return
                begun.append(True)
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers["Content-Security-Policy"] = policy(self.tiles)
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        return safely


def broken() -> SaysoError:
    """What is told of a fault of the server's own."""
    hint = "this is a fault of Sayso's: please report it with what the server printed"
    return SaysoError("the page could not be made", hint=hint)


def _in_a_line(error: BaseException) -> str:
    place, trace = "", error.__traceback__
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}: {' '.join(str(error).split())[:400]} ({place})"


def check_host(headers: Headers, hosts: Collection[str]) -> None:
    """Raises `ForbiddenError` if a request asks for a name that is not this server's: a page elsewhere may have had its
    own name lead here (DNS rebinding). An address in numbers cannot be had that way.
    """
    host = headers.get("host", "")
    name = _name_in(host)
    if name.lower() in hosts or ("0.0.0.0" in hosts and is_address(name)):
        return
    hint = "open it by the address that sayso serve printed, or serve it with --name NAME"
    raise ForbiddenError(f"this server is not called {host[:80]!r}", hint=hint)


def _name_in(host: str) -> str:
    """The name in a `Host` header, without port; empty if it cannot be one."""
    if not host.isascii() or any(letter in host for letter in "/@?#"):
        return ""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def is_address(host: str) -> bool:
    """Whether a host is an address in numbers."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def check_size(scope: Scope, headers: Headers) -> None:
    """Raises `TooLargeError` for an address or a body that is longer than any page takes."""
    length = headers.get("content-length", "0")
    if len(scope.get("query_string", b"")) + len(scope.get("raw_path") or b"") > LONGEST:
        raise TooLargeError("the address is too long", hint=f"give {LONGEST:,} bytes at most")
    if not length.isdecimal() or int(length) > LARGEST:
        raise TooLargeError("the body is too long", hint=f"give {LARGEST:,} bytes at most")


def check_origin(request: Request) -> None:
    """Raises `ForbiddenError` for a request to change something that comes from another site's page."""
    if request.method in ("GET", "HEAD"):
        return
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    is_ours = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if not is_ours or site not in (None, "same-origin", "none"):
        raise ForbiddenError("another site's page asked for this", hint="do it from a page of this server")


def _limited(receive: Receive) -> Receive:
    """Raises `TooLargeError` once a body grows beyond what it may have, whatever its header said."""
    size = 0

    async def limited() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > LARGEST:
            raise TooLargeError("the body is too long", hint=f"give {LARGEST:,} bytes at most")
        return message

    return limited

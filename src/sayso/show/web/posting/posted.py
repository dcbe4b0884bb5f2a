"""What a form or a script sends to change something: read within limits, and only from a page of this server."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from sayso.base.errors import ForbiddenError, UsageError
from sayso.show.web.asked import Viewer


async def read_posted(request: Request) -> dict[str, Any]:
    """The fields of a form or of a JSON object. Raises `UsageError` if it is neither."""
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "application/json":
            said = json.loads(body or b"{}")
        elif kind in ("application/x-www-form-urlencoded", ""):
            said = dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=2_000))
        else:
            raise ValueError(f"it is {kind[:60]}")
    except (ValueError, RecursionError) as error:
        hint = "send a form (application/x-www-form-urlencoded) or JSON"
        raise UsageError(f"the body cannot be read: {' '.join(str(error).split())[:120]}", hint=hint) from None
    if not isinstance(said, dict):
        raise UsageError("the body is no object", hint='send an object such as {"kind": "accept"}')
    return said


def check_posted(request: Request, posted: Mapping[str, Any], viewer: Viewer) -> None:
    """Raises `ForbiddenError` if a form was not drawn for this session, or the viewer may not change anything."""
    if viewer.csrf:
        said = request.headers.get("x-csrf-token") or posted.get("csrf") or ""
        if not isinstance(said, str) or not hmac.compare_digest(said.encode(), viewer.csrf.encode()):
            hint = "load the page again and repeat it; the server may have been started anew since"
            raise ForbiddenError("the form was not drawn for this session", hint=hint)
    if viewer.role != "reviewer":
        raise ForbiddenError(f"{viewer.name} may look, and not judge", hint="log in as a reviewer")


def words_of(posted: Mapping[str, Any], name: str, *, most: int = 4_000) -> str:
    """A text among the fields, empty if it is not there. Raises `UsageError` if it is none, or too long."""
    said = posted.get(name, "")
    if said is None:
        return ""
    if not isinstance(said, str) or len(said) > most or "\x00" in said:
        raise UsageError(f"{name} is no text of {most} characters at most", hint="send less")
    return said.strip()

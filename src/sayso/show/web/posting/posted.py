"""What a form or a script sends to change something: read within limits, and only from a page of this server."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from sayso.base.errors import ForbiddenError, UsageError
from sayso.show.web.asked import Viewer

# Characters of what is sent, at most. All are set by hand, wide of what the pages send: they keep a sender from having
# the server work long on one request, and tell nothing of what is right.
TEXT: Final = 4_000
"""Of a reason or note, or where nothing else is said."""
SHORT: Final = 20
"""Of a word out of a list, a day, or a number as it is written."""
ID: Final = 40
"""Of an id, or of a field's name: ids of claims and judgements have 14."""
TYPE: Final = 100
"""Of a type of event, or of the noun that is counted."""
NAME: Final = 200
"""Of a name that is given to somebody."""
PHRASE: Final = 300
"""Of the words of a text that name a place, a number or somebody."""
PASSAGE: Final = 500
"""Of the words of a text that show a claim."""
PARTS: Final = 20_000
"""Of a part of a claim as JSON with its candidates, or of many ids with commas between."""
SEEN_CLAIMS: Final = 30_000
"""Of the claims that are decided at once, each with the judgement that was seen on it."""
DIGITS: Final = 15
"""Of a count or an offset: more than any, and less than what a database cannot hold."""
DIGITS_OF_PAIR: Final = 10
"""Of the number of a pair in its queue."""
_FIELDS: Final = 2_000
"""Fields of a form, at most; set by hand."""


async def read_posted(request: Request) -> dict[str, Any]:
    """The fields of a form or of a JSON object. Raises `UsageError` if it is neither."""
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "application/json":
            fields = json.loads(body or b"{}")
        elif kind in ("application/x-www-form-urlencoded", ""):
            fields = dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_FIELDS))
        else:
            raise ValueError(f"it is {kind[:60]}")
    except (ValueError, RecursionError) as error:
        hint = "send a form (application/x-www-form-urlencoded) or JSON"
        raise UsageError(f"the body cannot be read: {' '.join(str(error).split())[:120]}", hint=hint) from None
    if not isinstance(fields, dict):
        raise UsageError("the body is no object", hint='send an object such as {"kind": "accept"}')
    return fields


def check_posted(request: Request, posted: Mapping[str, Any], viewer: Viewer) -> None:
    """Raises `ForbiddenError` if a form was not drawn for this session, or the viewer may not change anything."""
    if viewer.csrf:
        token = request.headers.get("x-csrf-token") or posted.get("csrf") or ""
        if not isinstance(token, str) or not hmac.compare_digest(token.encode(), viewer.csrf.encode()):
            hint = "load the page again and repeat it; the server may have been started anew since"
            raise ForbiddenError("the form was not drawn for this session", hint=hint)
    if viewer.role != "reviewer":
        raise ForbiddenError(f"{viewer.name} may look, and not judge", hint="log in as a reviewer")


def words_of(posted: Mapping[str, Any], name: str, *, most: int = TEXT) -> str:
    """A text among the fields, empty if it is not there. Raises `UsageError` if it is none, or too long."""
    value = posted.get(name, "")
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > most or "\x00" in value:
        raise UsageError(f"{name} is no text of {most} characters at most", hint="send less")
    return value.strip()

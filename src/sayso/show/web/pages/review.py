"""`/review`: what waits for a person's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import BaseRoute

from sayso.keep.queues import QUEUES
from sayso.show.web.answers import Answer, listed
from sayso.show.web.asked import Asked
from sayso.show.web.desk import Desk
from sayso.show.web.pages.choosing import paging
from sayso.show.web.pages.claims import claim_line, claim_row, row_context

if TYPE_CHECKING:
    from sayso.show.web.app import House


def show_queue(desk: Desk, asked: Asked) -> Answer:
    """The claims of a queue."""
    queue: object = asked.choice("queue", QUEUES) or "unreviewed"
    page = desk.queues.waiting(queue, limit=asked.limit, offset=asked.offset)  # type: ignore[arg-type]
    kept = desk.tallies.kept(page.items)
    return Answer(
        template="queue.html",
        title="Review",
        context={"queue": queue, "claims": row_context(desk, kept), "counts": desk.queues.counts(),
                 "paging": paging(asked, len(page), page.total)},
        lines=lambda: listed(asked, page.items, page.total) | {"claims": [claim_line(one, desk) for one in kept]},
        rows=lambda: [claim_row(one) for one in kept],
    )  # fmt: skip


def post_routes(_house: House) -> list[BaseRoute]:
    """Where decisions are sent."""
    return []

"""What a page gives, in every form that it can be asked for in: a page for people, and formats of the export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import RedirectResponse, Response

from sayso.base.errors import UsageError
from sayso.export.exported import Exported
from sayso.export.formats import FORMATS, Layout, formats_of
from sayso.show.web.asked import Asked, Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A page before it is written. A layout that is `None` is one that the page does not have."""

    template: str
    title: str
    context: Mapping[str, Any] = field(default_factory=dict)
    document: Callable[[], Exported] | None = None
    """Nested values in one object, for JSON."""
    rows: Callable[[], Exported] | None = None
    """Flat rows for CSV, every one with the same columns."""
    features: Callable[[], Exported] | None = None
    """Points for GeoJSON."""
    status: int = 200

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms other than a page for people."""
        return formats_of([layout for layout, lay_out in self._layouts.items() if lay_out is not None])

    def laid_out(self, form: Form) -> Exported:
        """The content in the layout of that format. Raises `UsageError` if the page does not have it."""
        lay_out = self._layouts.get(FORMATS[form].layout)
        if lay_out is None:
            hint = "this page can be had as: " + ", ".join(self.forms) if self.forms else "look at the page itself"
            raise UsageError(f"there is no .{form} of this", hint=hint)
        return lay_out()

    @property
    def _layouts(self) -> Mapping[Layout, Callable[[], Exported] | None]:
        return {"document": self.document, "rows": self.rows, "features": self.features}


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What was asked for stands at another address."""

    address: str


def write_data(answer: Answer, form: Form) -> Response:
    """The answer as data. Raises `UsageError` if it has no such form."""
    text = FORMATS[form].text(answer.laid_out(form))
    media_type = FORMATS[form].media_type
    return Response(text.encode("utf-8", "replace"), status_code=answer.status, media_type=media_type)


def write_elsewhere(answer: Elsewhere) -> Response:
    """A redirect."""
    return RedirectResponse(answer.address, status_code=303)


def listed(asked: Asked, items: Sequence[Any], total: int) -> dict[str, Any]:
    """What every listing says of itself: how many of how many are shown, and where the next are."""
    has_more = asked.offset + len(items) < total and bool(items)
    ending = "" if asked.form == "html" else FORMATS[asked.form].ending
    return {
        "shown": len(items),
        "total": total,
        "next": asked.address(f"{asked.path}{ending}", page=asked.page + 1) if has_more else None,
    }

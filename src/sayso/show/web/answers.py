"""What a page gives, in every form that it can be asked for in: a page for people, JSON, CSV, GeoJSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.responses import RedirectResponse, Response

from sayso.base.codec import line_to_json, rows_to_csv
from sayso.base.errors import UsageError
from sayso.show.web.asked import Asked, Form

TYPES: Final[Mapping[str, str]] = {
    "json": "application/json", "csv": "text/csv; charset=utf-8", "geojson": "application/geo+json",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A page before it is written. A form that is `None` is one that the page does not have."""

    template: str
    title: str
    context: Mapping[str, Any] = field(default_factory=dict)
    lines: Callable[[], Mapping[str, Any]] | None = None
    """Plain values for JSON."""
    rows: Callable[[], Iterable[Mapping[str, Any]]] | None = None
    """Flat rows for CSV, every one with the same columns."""
    features: Callable[[], Mapping[str, Any]] | None = None
    """A FeatureCollection."""
    status: int = 200

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms other than a page for people."""
        having: Sequence[tuple[Form, object]] = (("json", self.lines), ("csv", self.rows), ("geojson", self.features))
        return tuple(form for form, made in having if made is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What was asked for stands at another address."""

    address: str


def write_data(answer: Answer, form: Form) -> Response:
    """The answer as data. Raises `UsageError` if it has no such form."""
    made = {"json": answer.lines, "csv": answer.rows, "geojson": answer.features}.get(form)
    if made is None:
        hint = "this page can be had as: " + ", ".join(answer.forms) if answer.forms else "look at the page itself"
        raise UsageError(f"there is no .{form} of this", hint=hint)
    said: Any = made()
    text = rows_to_csv(said) if form == "csv" else line_to_json(said)
    return Response(text.encode("utf-8", "replace"), status_code=answer.status, media_type=TYPES[form])


def write_elsewhere(answer: Elsewhere) -> Response:
    """A redirect."""
    return RedirectResponse(answer.address, status_code=303)


def listed(asked: Asked, items: Sequence[Any], total: int) -> dict[str, Any]:
    """What every listing says of itself: how many of how many are shown, and where the next are."""
    more = asked.offset + len(items) < total and bool(items)
    said = f".{asked.form}" if asked.form != "html" else ""
    return {
        "shown": len(items),
        "total": total,
        "next": asked.address(f"{asked.path}{said}", page=asked.page + 1) if more else None,
    }


def collection(features: Sequence[Mapping[str, Any]], total: int, **more: Any) -> dict[str, Any]:
    """A FeatureCollection that says how many of how many are shown."""
    return {"type": "FeatureCollection", "features": list(features), **more, "shown": len(features), "total": total}


def point(longitude: float | None, latitude: float | None, properties: Mapping[str, Any]) -> dict[str, Any]:
    """A feature; without coordinates it has no geometry."""
    known = longitude is not None and latitude is not None
    geometry = {"type": "Point", "coordinates": [longitude, latitude]} if known else None
    return {"type": "Feature", "geometry": geometry, "properties": dict(properties)}

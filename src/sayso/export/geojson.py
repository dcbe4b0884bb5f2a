"""GeoJSON: a FeatureCollection of points (RFC 7946), that says how many of how many features it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.base.codec import line_to_json
from sayso.export.exported import Exported, Plain


def write_collection(exported: Exported) -> Iterator[str]:
    """The features, what is said after them, then `shown` and `total` as members of the collection."""
    yield '{"type":"FeatureCollection","features":['
    shown = 0
    for feature in exported.records:
        yield ("," if shown else "") + line_to_json(feature)
        shown += 1
    counted = {"shown": shown, "total": shown if exported.total is None else exported.total}
    yield f"],{line_to_json({**exported.after, **counted})[1:]}"


def point(longitude: float | None, latitude: float | None, properties: Plain) -> dict[str, Any]:
    """A feature at these degrees; without coordinates it has no geometry."""
    known = longitude is not None and latitude is not None
    geometry = {"type": "Point", "coordinates": [longitude, latitude]} if known else None
    return {"type": "Feature", "geometry": geometry, "properties": dict(properties)}

"""A layer of control from outside, a table or GeoJSON of who holds what: one article and one claim a row.

The layer is one more source that says so, under its own name; nothing in it is taken for the truth.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from sayso.base.days import read_day
from sayso.base.ids import article_id, claim_id
from sayso.model import Actor, Article, Block, Claim, ControlPlace, Dropped, Place, Source, Span, When
from sayso.packs.parties import Parties

MAKER: Final = "layer@1"
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name", "place", "settlement", "town", "city", "location"),
    "holder": ("held_by", "holder", "controlled_by", "control", "party", "side"),
    "from": ("first_day", "from", "start", "since", "date", "day"),
    "to": ("last_day", "to", "end", "until"),
    "latitude": ("latitude", "lat", "y"),
    "longitude": ("longitude", "lon", "lng", "long", "x"),
    "geonameid": ("geonameid", "geonames_id", "geonames"),
    "country": ("country", "country_code"),
    "admin1": ("admin1", "region", "oblast", "province"),
}
"""What each column may be called, whatever the case."""
CONTESTED: Final = frozenset({"contested", "disputed", "gray zone", "grey zone"})
SAME_DEGREES: Final = 0.1
"""A row is a known place of its name if it lies so near in latitude and longitude: about 10 km. By hand, not swept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerRow:
    """One row of a layer: where, who, and on which inclusive days; `party` is `None` where the place is contested."""

    name: str
    holder: str
    party: str | None
    first: date
    last: date | None
    place: ControlPlace

    @property
    def text(self) -> str:
        """The row as a sentence, which its claim points at."""
        days = f"on {self.first}" if self.last == self.first else f"from {self.first}"
        until = f" to {self.last}" if self.last and self.last != self.first else ""
        return f"{self.name}: {self.holder}, {days}{until}."


def read_layer(
    data: bytes, *, name: str, path: str, parties: Parties, known: Iterable[ControlPlace] = ()
) -> tuple[Article, tuple[Claim, ...], tuple[Dropped, ...]]:
    """The layer as an article by `name`, a claim a row, and the rows that could not be read.

    A CSV has a line of `COLUMNS`; of GeoJSON, the points are read, with these names as properties. A row without
    coordinates or GeoNames id stays unresolved, unless it is near one of the `known` places of its name.
    """
    places = list(known)
    rows: list[LayerRow] = []
    dropped: list[Dropped] = []
    for number, record in enumerate(_records(data), start=1):
        row = _row(record, parties, places)
        if isinstance(row, LayerRow):
            rows.append(row)
        else:
            dropped.append(Dropped(path=path, reason="malformed", detail=f"row {number}: {row}"))
    article = _article(rows, name, path)
    return article, tuple(_claims(rows, article, name)), tuple(dropped)


def _records(data: bytes) -> Iterator[dict[str, str]]:
    """The rows as texts by lower-case column."""
    text = data.decode("utf-8-sig", errors="replace")
    if text.lstrip().startswith("{"):
        for feature in json.loads(text).get("features") or ():
            geometry = feature.get("geometry") or {}
            stated = feature.get("properties") or {}
            properties = {str(key).lower(): str(value) for key, value in stated.items() if value}
            if geometry.get("type") == "Point":
                longitude, latitude = geometry["coordinates"][:2]
                properties |= {"longitude": str(longitude), "latitude": str(latitude)}
            yield properties
        return
    for record in csv.DictReader(io.StringIO(text)):
        yield {key.strip().lower(): value.strip() for key, value in record.items() if key and isinstance(value, str)}


def _row(record: Mapping[str, str], parties: Parties, known: list[ControlPlace]) -> LayerRow | str:
    """The row, or what is wrong with it."""
    fields = {key: next((record[name] for name in names if record.get(name)), "") for key, names in COLUMNS.items()}
    first, last = read_day(fields["from"]), read_day(fields["to"])
    party = parties.find_party(fields["holder"])
    holder = party.party if party else fields["holder"] if fields["holder"] in parties.parties else None
    if not fields["name"] or first is None:
        return "it has no name" if not fields["name"] else "it has no first day"
    if holder is None and fields["holder"].casefold() not in CONTESTED:
        return f"{fields['holder']!r} is no party of the codebook"
    if last is not None and last < first:
        return f"it ends on {last}, before it begins"
    place = _place(fields)
    near = next((there for there in known if _is_near(there, place)), place)
    return LayerRow(name=fields["name"], holder=fields["holder"], party=holder, first=first, last=last, place=near)


def _place(fields: Mapping[str, str]) -> ControlPlace:
    number = fields["geonameid"]
    latitude, longitude = _number(fields["latitude"]), _number(fields["longitude"])
    return ControlPlace(
        name=fields["name"],
        geonameid=int(number) if number.isdigit() else None,
        latitude=latitude,
        longitude=longitude,
        country=fields["country"] or None,
        admin1=fields["admin1"] or None,
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _is_near(known: ControlPlace, stated: ControlPlace) -> bool:
    if stated.geonameid is not None:
        return known.geonameid == stated.geonameid
    if known.name.casefold() != stated.name.partition(",")[0].casefold():
        return False
    if known.latitude is None or known.longitude is None or stated.latitude is None or stated.longitude is None:
        return False
    apart = max(abs(known.latitude - stated.latitude), abs(known.longitude - stated.longitude))
    return apart <= SAME_DEGREES


def _article(rows: Iterable[LayerRow], name: str, path: str) -> Article:
    lines = [row.text for row in rows]
    text = "\n\n".join(lines)
    blocks, at = list[Block](), 0
    for line in lines:
        blocks.append(Block(kind="paragraph", start=at, end=at + len(line)))
        at += len(line) + 2
    return Article(
        id=article_id(text, name),
        text=text,
        blocks=tuple(blocks),
        sha256=sha256(text.encode()).hexdigest(),
        path=path,
        title=name,
        outlet=name,
    )


def _claims(rows: Iterable[LayerRow], article: Article, name: str) -> Iterator[Claim]:
    for row, block in zip(rows, article.blocks, strict=True):
        start = block.start + len(row.name) + 2
        event = "territory.held" if row.party else "territory.contested"
        holder = Span(text=row.holder, start=start, end=start + len(row.holder))
        yield Claim(
            id=claim_id(article.id, event, holder.start, holder.end, MAKER),
            article=article.head,
            event=event,
            trigger=holder,
            actors=(
                Actor(text=holder.text, start=holder.start, end=holder.end, name=row.holder, party=row.party),
            ) if row.party else (),
            targets=(),
            places=(_placed(row, block.start),),
            when=When(
                text=article.text[holder.end + 2 : block.end - 1], start=holder.end + 2, end=block.end - 1,
                from_day=row.first, to_day=row.last, precision="day" if row.last == row.first else "days",
                basis="stated",
            ),
            counts=(),
            status="happened",
            status_cue=None,
            sources=(Source(text="", start=block.start, end=block.start, name=name, role=None, kind="organisation"),),
            quote=None,
            sentence=Span(text=row.text, start=block.start, end=block.end),
            confidence=1.0,
            maker=MAKER,
        )  # fmt: skip


def _placed(row: LayerRow, start: int) -> Place:
    """The row's place as a claim's, resolved if it has coordinates or a GeoNames id."""
    place = row.place
    is_known = place.geonameid is not None or place.latitude is not None
    return Place(
        text=row.name,
        start=start,
        end=start + len(row.name),
        name=place.name,
        geonameid=place.geonameid,
        latitude=place.latitude,
        longitude=place.longitude,
        country=place.country,
        admin1=place.admin1,
        gazetteer_id=place.gazetteer_id,
        kind="settlement",
        precision="exact" if is_known else "unresolved",
        score=1.0,
    )

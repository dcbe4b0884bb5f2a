"""Sets of articles with the places that people marked in them: TR-News, LGL, GeoWebNews and GeoVirus, as published."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.errors import CannotMeasure
from sayso.model import Article, Block, Sentence

SETS = {"TR-News.xml": "trnews", "GWN.xml": "geowebnews", "lgl.xml": "lgl", "GeoVirus.xml": "geovirus"}
NO_PLACES = frozenset({"Non_Toponym", "Non_Lit_Expression", "Literal_Expression"})
"""Kinds of GeoWebNews that are no names of places: common nouns and names of other things."""
SLIP = 12
"""Characters around a marked stretch in which its phrase is looked for, where the stretch does not hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A marked name; no coordinates where the annotators found none."""

    start: int
    end: int
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article's text with its toponyms in text order."""

    id: str
    text: str
    toponyms: tuple[Toponym, ...]
    url: str | None = None
    """Where it was published: an address, or a domain after "//"."""


def read_documents(path: Path) -> list[Document]:
    """The articles of a set, in whichever of the layouts. Raises `CannotMeasure` if the file is no XML."""
    documents = []
    try:
        root = ET.parse(path).getroot()
    except ET.ParseError as error:
        raise CannotMeasure(f"{path} is no XML: {error}") from None
    for number, element in enumerate(root.iter("article")):
        text = element.findtext("text") or ""
        found = sorted(_toponyms(element, text), key=lambda toponym: (toponym.start, -toponym.end))
        documents.append(Document(id=str(number), text=text, toponyms=tuple(found), url=_url(element)))
    return documents


def article_of(document: Document) -> tuple[Article, tuple[Sentence, ...]]:
    """The text as an article of one block, with each line as a sentence without words."""
    text, start, sentences = document.text, 0, []
    for line in text.splitlines(keepends=True):
        sentences.append(Sentence(start=start, end=start + len(line), block=0, tokens=()))
        start += len(line)
    block = Block(kind="paragraph", start=0, end=len(text))
    return Article(id=document.id, text=text, blocks=(block,), sha256="", url=document.url), tuple(sentences)


def _url(element: ET.Element) -> str | None:
    address = element.findtext("url") or element.findtext("link")
    if not address and (domain := element.findtext("domain")):
        address = "http://" + domain.strip()
    return address.strip() if address else None


def _toponyms(element: ET.Element, text: str) -> Iterator[Toponym]:
    for found in element.iter("toponym"):
        if found.findtext("type") in NO_PLACES:
            continue
        inner = found.find("gaztag")
        phrase = found.findtext("phrase") or found.findtext("extractedName") or ""
        where = found if inner is None else inner
        latitude = where.findtext("lat") or where.findtext("latitude")
        longitude = where.findtext("lon") or where.findtext("longitude")
        id_ = found.findtext("geonamesID") if inner is None else inner.get("geonameid")
        yield _toponym(text, phrase, found, latitude, longitude, id_)
    for found in element.iter("location"):
        yield _toponym(text, found.findtext("name") or "", found, found.findtext("lat"), found.findtext("lon"), None)


def _toponym(
    text: str, phrase: str, found: ET.Element, latitude: str | None, longitude: str | None, id_: str | None
) -> Toponym:
    start, end = _edges(text, phrase.strip(), _number(found.findtext("start")), _number(found.findtext("end")))
    return Toponym(
        start=start,
        end=end,
        latitude=_degrees(latitude, 90),
        longitude=_degrees(longitude, 180),
        geonameid=int(id_) if id_ and id_.strip().isdecimal() else None,
    )


def _edges(text: str, phrase: str, start: int, end: int) -> tuple[int, int]:
    """The stretch; where it does not hold its phrase, the nearest within `SLIP` characters that does."""
    if not phrase or text[start:end] == phrase:
        return start, end
    first, last = max(0, start - SLIP), end + SLIP
    found = [match.start() for match in re.finditer(re.escape(phrase), text[first:last])]
    if not found:
        return start, end
    at = min((first + one for one in found), key=lambda one: abs(one - start))
    return at, at + len(phrase)


def _number(said: str | None) -> int:
    return int(said) if said and said.strip().isdecimal() else 0


def _degrees(said: str | None, most: int) -> float | None:
    """A latitude or longitude; `None` for none, and for what is no number in its range."""
    try:
        degrees = float(said or "")
    except ValueError:
        return None
    return degrees if -most <= degrees <= most else None


def error_km(latitude: float | None, longitude: float | None, toponym: Toponym) -> float:
    """Kilometres between the point and the toponym; infinite if there is no point."""
    if latitude is None or longitude is None or toponym.latitude is None or toponym.longitude is None:
        return float("inf")
    here, there = np.radians([latitude, longitude]), np.radians([toponym.latitude, toponym.longitude])
    half = np.sin((there - here) / 2) ** 2
    return float(12742 * np.arcsin(np.sqrt(half[0] + np.cos(here[0]) * np.cos(there[0]) * half[1])))

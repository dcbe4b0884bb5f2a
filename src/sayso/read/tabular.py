"""JSON and tables: a report a record, its text as it stands in the record."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from sayso.read.facts import facts_from
from sayso.read.formats import TEXT_KEYS, dialect_of, key_name, tell_kind
from sayso.read.html import read_html
from sayso.read.page import Facts, PageText
from sayso.read.plain import read_plain
from sayso.read.reasons import Refused
from sayso.read.rules import FurnitureRules

_LISTS = ("articles", "items", "results", "documents", "docs", "data", "entries", "hits", "stories", "news")
"""Names under which one JSON object holds many records."""
_NAMES_TOLD = 8
"""Names of fields that a refusal tells, so that it stays one line. By hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record: where it stands (its line, or its number), the bytes that say it, and its fields."""

    number: int
    data: bytes
    fields: Mapping[str, object]


def json_line(line: str, number: int) -> Record:
    """The record on a line. Raises `Refused` with `malformed` if the line holds none."""
    try:
        value = json.loads(line)
    except ValueError as error:
        raise Refused("malformed", f"the line is no JSON: {error}") from None
    if not isinstance(value, dict):
        raise Refused("malformed", "the line holds no JSON object")
    return Record(number=number, data=line.strip().encode(), fields=value)


def json_records(text: str) -> Iterator[Record]:
    """The records of one JSON value: an object, an array of them, or an object that holds such an array."""
    try:
        value = json.loads(text)
    except ValueError as error:
        raise Refused("malformed", f"it is no JSON: {error}") from None
    if isinstance(value, dict) and not _texts(value):
        value = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), value)
    records = value if isinstance(value, list) else [value]
    objects = [record for record in records if isinstance(record, dict)]
    if not objects:
        raise Refused("no-text", "the JSON holds no object")
    for number, fields in enumerate(objects, start=1):
        yield Record(number=number, data=json.dumps(fields, ensure_ascii=False).encode(), fields=fields)


def table_records(text: str) -> Iterator[Record]:
    """The rows of a table with a head."""
    rows = csv.reader(io.StringIO(text.lstrip()), delimiter=dialect_of(text) or ",")
    names = next(rows, [])
    for number, row in enumerate((row for row in rows if any(cell.strip() for cell in row)), start=2):
        data = "\x1f".join(row).encode()
        yield Record(number=number, data=data, fields=dict(zip(names, row, strict=False)))


def read_record(record: Record, rules: FurnitureRules) -> PageText:
    """The report in a record. Raises `Refused` with `no-text` if no field of a usual name holds one."""
    source = cast("dict[str, object]", record.fields.get("_source") or record.fields)
    text = next(iter(_texts(source)), None)
    if text is None:
        names = ", ".join(list(map(str, source))[:_NAMES_TOLD])
        raise Refused("no-text", f"no field of a usual name (text, body, content, …) holds a text; there are: {names}")
    facts = facts_from(source)
    if tell_kind(text) == "html":
        page = read_html(text, rules, url=facts.url)
        return replace(page, facts=merge_facts(facts, page.facts))
    return replace(read_plain(text, is_label=rules.is_label), facts=facts)


def merge_facts(first: Facts, second: Facts) -> Facts:
    """The first's facts, and the second's where the first says nothing."""
    return Facts(
        title=first.title or second.title,
        outlet=first.outlet or second.outlet,
        url=first.url or second.url,
        days=(*first.days, *second.days),
        language=first.language or second.language,
    )


def _texts(fields: Mapping[str, object]) -> list[str]:
    """The texts of a record, best field first; NFC and line breaks as in a file."""
    import unicodedata

    named = {key_name(str(key)): value for key, value in fields.items()}
    texts = [value for name in TEXT_KEYS if isinstance(value := named.get(name), str) and value.strip()]
    return [unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")) for text in texts]

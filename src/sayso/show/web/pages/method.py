"""`/method`: by which rules, packs and versions this ledger came about, read from those in use."""

from __future__ import annotations

from dataclasses import asdict, fields, is_dataclass
from typing import Any, Final

from sayso.show.web.answers import Answer
from sayso.show.web.asked import Asked
from sayso.show.web.desk import Desk

_MOST: Final = 40
"""Entries of a table of a rule that the page tells; longer ones are word lists, and stand in the pack."""


def show_method(desk: Desk, _asked: Asked) -> Answer:
    """Packs, makers, rules of incidents and control, and the codebook's types."""
    packs = [
        {"name": one.name, "version": one.version, "maker": one.maker, "source": one.source, "licence": one.licence,
         "built_by": one.built_by, "date": one.date}
        for one in desk.packs
    ]  # fmt: skip
    types = [
        {"id": one.id, "label": one.label, "definition": one.definition,
         "acled": f"{one.acled.event_type}: {one.acled.sub_event_type}" if one.acled else None,
         "plover": one.plover.event if one.plover else None,
         "control": _told(one.control) if one.control else None}
        for one in desk.codebook.types.values()
    ]  # fmt: skip
    sides = [
        {"war": one.war, "side": one.id, "label": one.label, "parties": sorted(one.parties)}
        for one in desk.codebook.parties.sides
    ]
    said = {
        "version": desk.version, "counts": desk.ledger.counts(), "makers": list(desk.ledger.makers()), "packs": packs,
        "control": rules_of(desk.codebook.control), "incidents": rules_of(desk.codebook.incidents), "types": types,
        "sides": sides,
    }  # fmt: skip
    return Answer(
        template="method.html", title="Method", context={"said": said}, lines=lambda: said, rows=lambda: packs
    )


def rules_of(rules: Any) -> dict[str, Any]:
    """The plain values of a record of rules by name: numbers and words, and mappings of these."""
    return {
        one.name: _plain(getattr(rules, one.name))
        for one in fields(rules)
        if not one.name.startswith("_") and _plain(getattr(rules, one.name)) is not None
    }


def _plain(value: Any) -> Any:
    if isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, (tuple, list, frozenset, set)):
        some = [_plain(one) for one in value]
        return sorted(some, key=str) if isinstance(value, (frozenset, set)) else some
    if isinstance(value, dict) or hasattr(value, "items"):
        if len(value) > _MOST:
            return None
        return {str(key): _plain(one) for key, one in value.items()}
    is_record = is_dataclass(value) and not isinstance(value, type)
    return {one.name: _plain(getattr(value, one.name)) for one in fields(value)} if is_record else None


def _told(control: Any) -> str:
    told = [f"{name}: {value}" for name, value in asdict(control).items() if value]
    return ", ".join(told)

"""`/method`: by which rules, packs and versions this ledger came about, read from those in use, told to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from sayso.export.exported import Exported
from sayso.packs.codebook import Codebook, ControlEffect, EventType, Trigger
from sayso.packs.control_rules import DAYS
from sayso.packs.incident_rules import REACHES
from sayso.packs.pack import Pack
from sayso.show.web.answers import Answer
from sayso.show.web.asked import Asked
from sayso.show.web.desk import Desk

CARD: Final = "MODEL_CARD.md"
WORDS_SHOWN: Final = 40
"""Words that show a type which its row tells at most, so that the page can be read; the command tells them all. By
reasoning, not swept."""
_WEAK: Final = "what it is bad at"
_SCORES: Final = "scores"
_LONG: Final[Mapping[str, str]] = {
    "decay_days": "days without a claim that somebody holds a place, after which nobody is said to",
    "contest_days": "days without a claim of fighting, after which a place is its last holder's again",
    "dispute_days": "days for which a side's word that it holds what the other says it took keeps a place contested",
    "admission_days": "days around the other side's gain in which a told withdrawal admits the loss",
    "precise_days": "days that a taking may be spread over, at most, and still date a change",
}
PARTS: Final[Mapping[str, str]] = {
    "day": "the same day, or days that the row of the types allows",
    "place": "the same place; less for a site in it, its district, its region",
    "event": "the same type, or how alike the row says that the two types are",
    "actors": "the same parties did it and suffered it, or parties of one side",
    "counts": "a number of the same thing; weighs only where both give one",
    "words": "the share of the shorter sentence's words that stand in the other",
}
"""What each part of the score of two claims is."""
_EFFECTS: Final[Mapping[str, str]] = {
    "gain": "the {} gains the place", "lose": "the {} loses it", "hold": "the {} holds it", "end": "the {} leaves it",
}  # fmt: skip


def show_method(desk: Desk, _asked: Asked) -> Answer:
    """How claims, incidents and control are made; types, sides, packs with their licences, and known weaknesses."""
    packs = [_pack_row(pack) for pack in desk.packs]
    types = [type_row(event_type) for event_type in desk.codebook.types.values()]
    facts = {
        "version": desk.version, "counts": desk.ledger.counts(), "makers": list(desk.ledger.makers()), "packs": packs,
        "types": types, "incidents": incident_rules(desk.codebook), "score": dict(desk.scoring),
        "control": control_rules(desk.codebook),
        "sides": [{"war": side.war, "side": side.id, "label": side.label, "parties": sorted(side.parties)}
                  for side in desk.codebook.parties.sides],
        "weaknesses": [weakness for pack in desk.packs for weakness in weaknesses(pack)],
        "scores": [score for pack in desk.packs for score in scores(pack)],
    }  # fmt: skip
    families: dict[str, list[dict[str, Any]]] = {}
    for row in types:
        families.setdefault(row["id"].partition(".")[0], []).append(row)
    files = {pack.name: dict(pack.files) for pack in desk.packs}
    return Answer(
        template="method.html",
        title="Method",
        context={"said": facts, "families": families, "score_parts": PARTS, "files": files},
        document=lambda: Exported(before=facts),
        rows=lambda: Exported(records=packs),
    )


def _pack_row(pack: Pack) -> dict[str, Any]:
    return {
        "name": pack.name, "version": pack.version, "maker": pack.maker, "source": pack.source, "licence": pack.licence,
        "built_by": pack.built_by, "date": pack.date,
    }  # fmt: skip


def type_row(event_type: EventType) -> dict[str, Any]:
    """A type of event, with the words that show it and what it does to control."""
    return {
        "id": event_type.id, "label": event_type.label, "definition": event_type.definition,
        "triggers": (words := trigger_words(event_type.triggers))[:WORDS_SHOWN],
        "further": max(0, len(words) - WORDS_SHOWN),
        "control": effect(event_type.control) if event_type.control else None,
        "acled": f"{event_type.acled.event_type}: {event_type.acled.sub_event_type}" if event_type.acled else None,
        "plover": event_type.plover.event if event_type.plover else None, "viina": list(event_type.viina),
    }  # fmt: skip


def trigger_words(triggers: Sequence[Trigger]) -> list[str]:
    """Each word or phrase that shows the type once, with the forms it does so in: `capture (verb, noun)`."""
    forms: dict[str, list[str]] = {}
    for trigger in triggers:
        word = " ".join(trigger.phrase) or " ".join(filter(None, (trigger.word, trigger.particle)))
        kept = forms.setdefault(word, [])
        if trigger.form not in kept:
            kept.append(trigger.form)
    return [f"{word} ({', '.join(word_forms)})" for word, word_forms in forms.items()]


def effect(control: ControlEffect) -> str:
    """What a type does to control, in words."""
    effects = [phrase.format(asdict(control)[name]) for name, phrase in _EFFECTS.items() if asdict(control)[name]]
    return ", ".join([*effects, *(["it is fought for"] if control.contest else [])])


def incident_rules(codebook: Codebook) -> dict[str, Any]:
    """Which types can tell of one incident, which are only sayings, and which numbers count the same thing."""
    rules = codebook.incidents
    counted = {kind.id: kind for kind in rules.counted.values()}
    return {
        "rows": [{"id": row.id, "types": sorted(row.types, key=lambda event_type: rules.order.get(event_type, 0)),
                  "alike": row.alike, "days": row.days, "reach": REACHES[row.reach]} for row in rules.rows],
        "sayings": sorted(rules.sayings),
        "counted": [{"id": kind.id, "nouns": sorted(kind.nouns), "who": kind.who, "mixed": kind.mixed}
                    for kind in counted.values()],
    }  # fmt: skip


def control_rules(codebook: Codebook) -> dict[str, Any]:
    """The rules of control in words, with their maker and the days in force."""
    rules = codebook.control
    return {
        "name": rules.name,
        "maker": rules.maker,
        "rules": [{"id": name, "text": text} for name, text in rules.texts],
        "days": [{"name": name, "value": getattr(rules, name), "limits": _LONG[name]} for name in DAYS],
        "kinds": sorted(rules.kinds),
    }


def weaknesses(pack: Pack) -> list[str]:
    """What the card of a pack's model says that it is bad at; nothing for a pack without a card."""
    bullets: list[str] = []
    for line in _section(pack, _WEAK):
        if line.startswith("- "):
            bullets.append(line[2:].strip())
        elif bullets and line.strip():
            bullets[-1] += f" {line.strip()}"
    return bullets


def scores(pack: Pack) -> list[dict[str, str]]:
    """The measures of the card of a pack's model, each with what the shipped weights reach."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in _section(pack, _SCORES) if line[:1] == "|"
    ]
    return [{"measure": row[0], "shipped": row[-1]} for row in rows[2:] if len(row) > 1]


def _section(pack: Pack, title: str) -> Iterator[str]:
    """The lines under a heading of the card."""
    inside = False
    for line in pack.text(CARD).splitlines() if CARD in pack.files else ():
        if line.startswith("## "):
            inside = line[3:].strip().casefold() == title
        elif inside:
            yield line

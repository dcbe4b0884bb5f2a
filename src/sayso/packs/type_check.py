"""What is wrong in a type of the codebook but for its triggers and examples: names, and what it does to control."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

CheckRow = tuple[str, str, str]
"""What is wrong, what to do, and the key where it stands."""
TYPE_KEYS: Final = (
    "id",
    "label",
    "definition",
    "control",
    "places",
    "weapons",
    "acled",
    "plover",
    "viina",
    "triggers",
    "examples",
    "counterexamples",
)
CONTROL_KEYS: Final = ("gain", "lose", "hold", "end", "contest")
ACLED: Final = {
    "Battles": ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
    "Explosions/Remote violence": (
        "Air/drone strike",
        "Chemical weapon",
        "Grenade",
        "Remote explosive/landmine/IED",
        "Shelling/artillery/missile attack",
        "Suicide bomb",
    ),
    "Protests": ("Excessive force against protesters", "Peaceful protest", "Protest with intervention"),
    "Riots": ("Mob violence", "Violent demonstration"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
    "Violence against civilians": ("Abduction/forced disappearance", "Attack", "Sexual violence"),
}
"""Event types and sub-event types of the ACLED codebook, as of 2023 to 2025."""
PLOVER: Final = frozenset(
    {"ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT"}
    | {"REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"}
)
"""Event types of PLOVER as used for POLECAT."""


def type_problems(entry: Mapping[str, Any], family: Any) -> Iterator[CheckRow]:
    """What is wrong in a type but for its triggers and examples."""
    for key in entry:
        if key not in TYPE_KEYS:
            yield f"{key!r} is no key of a type", nearest(key, TYPE_KEYS), str(key)
    name = entry.get("id")
    if not isinstance(name, str) or name.count(".") != 1 or name.partition(".")[0] != family:
        yield f"the id {name!r} is not of the family {family}", f"write it as {family}.some_name", "id"
    for key in ("label", "definition"):
        if not str(entry.get(key) or "").strip():
            yield f"the type {name} has no {key}", f"add {key}: with what to include and what to exclude", "id"
    if not isinstance(entry.get("places", True), bool):
        yield "places is neither true nor false", "write places: false for what comes to pass nowhere", "places"
    if not isinstance(entry.get("weapons", []), list):
        yield "weapons is no list", "write it as [drone], with classes of the lexicon", "weapons"
    yield from _control_problems(entry.get("control"))
    yield from _name_problems(entry)


def _control_problems(control: Any) -> Iterator[CheckRow]:
    if control is None:
        return
    if not isinstance(control, dict):
        yield "control is no mapping", "write it as {gain: actor, lose: target}, {contest: true} or null", "control"
        return
    for key, value in control.items():
        if key not in CONTROL_KEYS:
            yield f"{key!r} is nothing that an event does to control", nearest(key, CONTROL_KEYS), "control"
        elif key == "contest" and not isinstance(value, bool):
            yield "contest is neither true nor false", "write {contest: true}", "control"
        elif key != "contest" and value not in ("actor", "target", None):
            yield f"{value!r} cannot {key} a place", "write actor or target", "control"


def _name_problems(entry: Mapping[str, Any]) -> Iterator[CheckRow]:
    acled, plover, viina = entry.get("acled"), entry.get("plover"), entry.get("viina")
    if acled is not None:
        names = acled if isinstance(acled, dict) else {}
        kinds = ACLED.get(str(names.get("event_type")), ())
        if names.get("sub_event_type") not in kinds:
            yield "this is no name of ACLED", nearest(names.get("sub_event_type"), kinds or ACLED), "acled"
    if plover is not None and (not isinstance(plover, dict) or plover.get("event") not in PLOVER):
        yield "this is no event of PLOVER", f"event is one of: {', '.join(sorted(PLOVER))}", "plover"
    if viina is not None and not (isinstance(viina, list) and all(str(name).startswith("t_") for name in viina)):
        yield "this is no list of VIINA's labels", "write it as [t_control, t_loc] or null", "viina"


def nearest(name: Any, known: Iterable[str]) -> str:
    """What to say of a name that is none: the likeliest of those that are, or all."""
    known = list(known)
    near = get_close_matches(str(name), known, n=2)
    return f"did you mean {' or '.join(near)}?" if near else f"it is one of: {', '.join(known)}"

"""The codebook: types of events with the words that show them, and the parties, offices and sides of wars.

It is built from the pack `codebook`, YAML that analysts edit; `docs/codebook.md` tells how it reads.
`sayso.packs.codebook_check` finds what is wrong in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from sayso.base.errors import CodebookError
from sayso.model import EventStatus
from sayso.packs.control_rules import ControlRules, build_control_rules
from sayso.packs.incident_rules import IncidentRules, load_incident_rules
from sayso.packs.pack import Pack
from sayso.packs.parties import Parties
from sayso.packs.party_tables import build_parties

TriggerForm = Literal["verb", "noun", "adjective"]
ControlRole = Literal["actor", "target"]

FORMS: Final = ("verb", "noun", "adjective")
FAMILIES: Final = (
    "battle",
    "territory",
    "strike",
    "civilians",
    "harm",
    "damage",
    "force",
    "protest",
    "riot",
    "law",
    "crime",
    "diplomacy",
    "hazard",
    "statement",
)
NONE: Final = "none"
"""As a role: it is not looked for. As a class: the role is empty."""
FALLBACK: Final = "statement.other"
"""The type of an attributed statement in which no trigger is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a trigger asks of the filler of one grammatical role.

    `classes` are classes of the lexicon, one of which the filler must be in. With `empty_ok` the role may be empty;
    without classes it must be.
    """

    role: str
    classes: frozenset[str]
    empty_ok: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word or phrase that shows an event, and the grammatical roles of its parts.

    Roles are `subject` and `object` of the active voice, `of`, `poss` (a possessive, an adjective or a noun set before)
    or any preposition ("south of"), in order of preference; empty means that the part is not looked for.
    """

    event: str
    word: str
    """The lemma by which it is found; of a phrase, its first."""
    form: TriggerForm
    phrase: tuple[str, ...] = ()
    """Lemmas that stand in this order, with gaps allowed; empty for a single word."""
    particle: str | None = None
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    only_with: frozenset[str] = frozenset()
    """One of these lemmas must stand in the clause."""
    not_with: frozenset[str] = frozenset()
    """None of these lemmas may stand beside it in the tree: as its governor, its dependents or theirs."""
    priority: int = 0
    status: EventStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlEffect:
    """What an event does to who controls its places: who gains, loses, holds or leaves, or that they are fought for."""

    gain: ControlRole | None = None
    lose: ControlRole | None = None
    hold: ControlRole | None = None
    end: ControlRole | None = None
    contest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Acled:
    """A type's name in ACLED's codebook."""

    event_type: str
    sub_event_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plover:
    """A type's name in PLOVER: an event and, where there is one, its mode."""

    event: str
    mode: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A type of event as the codebook defines it."""

    id: str
    family: str
    label: str
    definition: str
    control: ControlEffect | None
    acled: Acled | None
    plover: Plover | None
    viina: tuple[str, ...]
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Everything that the pack `codebook` says, indexed."""

    types: Mapping[str, EventType]
    parties: Parties
    control: ControlRules
    incidents: IncidentRules
    maker: str
    _by_word: Mapping[str, tuple[Trigger, ...]] = field(repr=False)

    def triggers(self, lemma: str, text: str | None = None) -> tuple[Trigger, ...]:
        """The triggers that a word may show, the one to prefer first; for a phrase, ask with its first word.

        `text` is the word as written, for nouns that a lemmatiser takes for verbs ("shelling").
        """
        found = self._by_word.get(lemma.lower(), ())
        written = text.lower() if text is not None else lemma.lower()
        if written == lemma.lower():
            return found
        more = [trigger for trigger in self._by_word.get(written, ()) if trigger not in found]
        return tuple(sorted([*found, *more], key=_preference)) if more else found


def load_codebook(pack: Pack) -> Codebook:
    """The codebook of that pack.

    Raises `CodebookError` for what cannot be used, `PackError` for a file that is missing or not its manifest's.
    """
    defaults = _read_defaults(pack)
    types: dict[str, EventType] = {}
    for file in sorted(name for name in pack.files if name.startswith("events/")):
        for event in _read_family(pack, file, defaults):
            types[event.id] = event
    index = _index(trigger for event in types.values() for trigger in event.triggers)
    parties = build_parties(pack)
    return Codebook(
        types=types,
        parties=parties,
        control=build_control_rules(pack, effects=_effects(types)),
        incidents=load_incident_rules(pack, parties, types=types),
        maker=pack.maker,
        _by_word=index,
    )


def _effects(types: Mapping[str, EventType]) -> list[str]:
    """What each type does to control, in words that change whenever that does; by type."""
    return [f"{event.id} {event.family} {event.control!r}" for _, event in sorted(types.items())]


def _read_defaults(pack: Pack) -> Mapping[str, Mapping[str, list[str]]]:
    said: Mapping[str, Mapping[str, list[str]]] = pack.yaml("defaults.yaml")["defaults"]
    return said


def _read_family(pack: Pack, file: str, defaults: Mapping[str, Any]) -> list[EventType]:
    said = pack.yaml(file)
    events = []
    for number, entry in enumerate(said["types"]):
        try:
            events.append(build_type(entry, family=said["family"], defaults=defaults))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CodebookError(
                f"the type cannot be read: {error!r}",
                hint="run: sayso codebook check",
                file=str(pack.folder / file),
                line=pack.line(file, "types", number),
            ) from None
    return events


def build_type(entry: Mapping[str, Any], *, family: str, defaults: Mapping[str, Any]) -> EventType:
    """The type that one entry of an events file says. Raises `KeyError`, `TypeError` or `ValueError` if ill formed."""
    acled, plover, control = entry.get("acled"), entry.get("plover"), entry.get("control")
    triggers = [
        trigger
        for said in entry.get("triggers") or ()
        for trigger in build_triggers(said, event=entry["id"], defaults=defaults)
    ]
    return EventType(
        id=entry["id"],
        family=family,
        label=entry["label"],
        definition=" ".join(entry["definition"].split()),
        control=ControlEffect(**control) if control else None,
        acled=Acled(**acled) if acled else None,
        plover=Plover(event=plover["event"], mode=plover.get("mode")) if plover else None,
        viina=tuple(entry.get("viina") or ()),
        triggers=tuple(triggers),
    )


def build_triggers(said: Mapping[str, Any], *, event: str, defaults: Mapping[str, Any]) -> list[Trigger]:
    """The triggers of one line of an events file: one for each of its words. Raises as `build_type`."""
    form = said["as"]
    usual = defaults[form]
    phrase = tuple(said["phrase"].lower().split()) if "phrase" in said else ()
    words = [phrase[0]] if phrase else _listed(said["word"])
    place = _roles(said, "place", usual)
    if place and "place" in said:
        place += tuple(role for role in usual["place"] if role not in place)
    return [
        Trigger(
            event=event,
            word=word.lower(),
            form=form,
            phrase=phrase,
            particle=said.get("particle"),
            actor=_roles(said, "actor", usual),
            target=_roles(said, "target", usual),
            place=place,
            needs=tuple(_need(role, classes) for role, classes in (said.get("needs") or {}).items()),
            only_with=frozenset(word.lower() for word in _listed(said.get("only_with"))),
            not_with=frozenset(word.lower() for word in _listed(said.get("not_with"))),
            priority=said.get("priority", 0),
            status=said.get("status"),
        )
        for word in words
    ]


def _listed(said: Any) -> list[str]:
    if said is None:
        return []
    return [str(one) for one in said] if isinstance(said, list) else [str(said)]


def _roles(said: Mapping[str, Any], part: str, usual: Mapping[str, Any]) -> tuple[str, ...]:
    roles = _listed(said[part] if part in said else usual[part])
    return () if roles == [NONE] else tuple(roles)


def _need(role: str, classes: Any) -> Need:
    """`place?` is a place or nothing; `none` is nothing."""
    said = _listed(classes)
    return Need(
        role=role,
        classes=frozenset(name.removesuffix("?") for name in said if name != NONE),
        empty_ok=NONE in said or any(name.endswith("?") for name in said),
    )


def _preference(trigger: Trigger) -> tuple[int, int, int, int]:
    """What is tried first: priority, then the longer phrase, the particle, the more that is asked for."""
    asked = len(trigger.needs) + bool(trigger.only_with)
    return (-trigger.priority, -len(trigger.phrase), -bool(trigger.particle), -asked)


def _index(triggers: Iterable[Trigger]) -> Mapping[str, tuple[Trigger, ...]]:
    index: dict[str, list[Trigger]] = {}
    for trigger in triggers:
        index.setdefault(trigger.word, []).append(trigger)
    return {word: tuple(sorted(found, key=_preference)) for word, found in index.items()}

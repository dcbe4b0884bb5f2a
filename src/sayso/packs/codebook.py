"""The codebook: types of events with the words that show them, and the parties, offices and sides of wars.

It is built from the pack `codebook`, YAML that analysts edit; `docs/codebook.md` tells how it reads.
`sayso.packs.codebook_check` finds what is wrong in it.
"""

from __future__ import annotations

import re
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
from sayso.packs.sureness_rules import SurenessRules, load_salience, load_sureness_rules
from sayso.packs.war_words import WarWords, build_war_words

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
"""The families of the bundled codebook, in the order of its design; a codebook may have others."""
NONE: Final = "none"
"""As a role: it is not looked for. As a class: the role is empty."""
HYPHEN: Final = "-"
"""A word of its own in a text, and so in a trigger."""
_CUTS: Final = re.compile(r"(-)|\s+")
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
    has_places: bool = True
    """Whether an event of it comes to pass somewhere; places in an accusation tell whom or what it is on."""
    weapons: tuple[str, ...] = ()
    """Classes of weapons that show it where they do harm or damage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Everything that the pack `codebook` says, indexed."""

    types: Mapping[str, EventType]
    parties: Parties
    war_words: WarWords
    """Whom words without a name mean in each war."""
    control: ControlRules
    incidents: IncidentRules
    sureness: SurenessRules
    salience: Mapping[str, float]
    """What each sign of an article's main event counts, in log odds."""
    maker: str
    weapons: Mapping[str, str]
    """The type that each class of weapons shows where it does harm or damage."""
    _by_word: Mapping[str, tuple[Trigger, ...]] = field(repr=False)
    _keys: frozenset[str] = field(repr=False)
    """Of each trigger the word without which it cannot stand; of a phrase its longest."""
    _asked: dict[tuple[str, str], tuple[Trigger, ...]] = field(default_factory=dict, repr=False, compare=False)
    """What was found for a lemma and a word that is not one."""

    def may_show(self, words: Iterable[str]) -> bool:
        """Whether a sentence of these words, lemmas and written ones in lower case, may hold any trigger."""
        return not self._keys.isdisjoint(words)

    def triggers(self, lemma: str, text: str | None = None) -> tuple[Trigger, ...]:
        """The triggers that a word may show, the one to prefer first; for a phrase, ask with its first word.

        `text` is the word as written, for nouns that a lemmatiser takes for verbs ("shelling").
        """
        low = lemma.lower()
        written = text.lower() if text is not None else low
        triggers, others = self._by_word.get(low, ()), self._by_word.get(written, ())
        if written == low or not others:
            return triggers
        if (low, written) not in self._asked:
            more = [trigger for trigger in others if trigger not in triggers]
            self._asked[low, written] = tuple(sorted([*triggers, *more], key=preference_of))
        return self._asked[low, written]


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
        war_words=_read_war_words(pack),
        control=build_control_rules(pack, effects=_effects(types)),
        incidents=load_incident_rules(pack, parties, types=types),
        sureness=load_sureness_rules(pack),
        salience=load_salience(pack),
        maker=pack.maker,
        weapons={name: event.id for event in types.values() for name in event.weapons},
        _by_word=index,
        _keys=frozenset(
            max(trigger.phrase or (trigger.word,), key=len).lower() for same in index.values() for trigger in same
        ),
    )


def _read_war_words(pack: Pack) -> WarWords:
    """Whom words mean in the wars. Raises `CodebookError` for what cannot be used."""
    try:
        return build_war_words(pack.yaml("sides.yaml")["wars"])
    except (KeyError, TypeError) as error:
        raise CodebookError(
            f"what the sides of wars are called cannot be read: {error!r}", hint="run: sayso codebook check",
            file=str(pack.folder),
        ) from None  # fmt: skip


def _effects(types: Mapping[str, EventType]) -> list[str]:
    """What each type does to control, in words that change whenever that does; by type."""
    return [f"{event.id} {event.family} {event.control!r}" for _, event in sorted(types.items())]


def _read_defaults(pack: Pack) -> Mapping[str, Mapping[str, list[str]]]:
    defaults: Mapping[str, Mapping[str, list[str]]] = pack.yaml("defaults.yaml")["defaults"]
    return defaults


def _read_family(pack: Pack, file: str, defaults: Mapping[str, Any]) -> list[EventType]:
    content = pack.yaml(file)
    events = []
    for number, entry in enumerate(content["types"]):
        try:
            events.append(build_type(entry, family=content["family"], defaults=defaults))
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
        for line in entry.get("triggers") or ()
        for trigger in build_triggers(line, event=entry["id"], defaults=defaults)
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
        has_places=entry.get("places", True),
        weapons=tuple(listed(entry.get("weapons"))),
    )


def build_triggers(line: Mapping[str, Any], *, event: str, defaults: Mapping[str, Any]) -> list[Trigger]:
    """The triggers of one line of an events file: one for each of its words. Raises as `build_type`."""
    form = line["as"]
    usual = defaults[form]
    spellings = [str(line["phrase"])] if "phrase" in line else listed(line["word"])
    cuts = [cut_trigger(spelling) for spelling in spellings]
    place = _roles(line, "place", usual)
    if place and "place" in line:
        place += tuple(role for role in usual["place"] if role not in place)
    return [
        Trigger(
            event=event,
            word=cut[0],
            form=form,
            phrase=cut if "phrase" in line or len(cut) > 1 else (),
            particle=str(line["particle"]).lower() if line.get("particle") else None,
            actor=_roles(line, "actor", usual),
            target=_roles(line, "target", usual),
            place=place,
            needs=tuple(_need(role, classes) for role, classes in (line.get("needs") or {}).items()),
            only_with=frozenset(word.lower() for word in listed(line.get("only_with"))),
            not_with=frozenset(word.lower() for word in listed(line.get("not_with"))),
            priority=line.get("priority", 0),
            status=line.get("status"),
        )
        for cut in cuts
        if cut
    ]


def cut_trigger(spelling: str) -> tuple[str, ...]:
    """The words of a trigger in lower case, cut as texts are: "cease-fire" is `cease`, `-`, `fire`."""
    return tuple(part for part in _CUTS.split(spelling.lower()) if part and not part.isspace())


def listed(value: Any) -> list[str]:
    """A value of the YAML as a list of texts: a single text is a list of one, nothing an empty one."""
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _roles(line: Mapping[str, Any], part: str, usual: Mapping[str, Any]) -> tuple[str, ...]:
    roles = listed(line[part] if part in line else usual[part])
    return () if roles == [NONE] else tuple(roles)


def _need(role: str, classes: Any) -> Need:
    """`place?` is a place or nothing; `none` is nothing."""
    names = listed(classes)
    return Need(
        role=role,
        classes=frozenset(name.removesuffix("?") for name in names if name != NONE),
        empty_ok=NONE in names or any(name.endswith("?") for name in names),
    )


def preference_of(trigger: Trigger) -> tuple[int, int, int, int]:
    """What triggers are sorted by, the least first.

    It is the priority, then the longer phrase, the particle, the more that is asked for.
    """
    asked = len(trigger.needs) + bool(trigger.only_with)
    return (-trigger.priority, -len(trigger.phrase), -bool(trigger.particle), -asked)


def _index(triggers: Iterable[Trigger]) -> Mapping[str, tuple[Trigger, ...]]:
    index: dict[str, list[Trigger]] = {}
    for trigger in triggers:
        index.setdefault(trigger.word, []).append(trigger)
    return {word: tuple(sorted(same, key=preference_of)) for word, same in index.items()}

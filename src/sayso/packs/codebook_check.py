"""What is wrong in a codebook, found before it is used: each problem with its file, its line and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, Final, get_args

from sayso.base.days import read_day
from sayso.base.errors import CodebookError, PackContentError
from sayso.model import EventStatus
from sayso.packs.codebook import FAMILIES, FORMS, NONE
from sayso.packs.control_rules import FILE, rule_problems
from sayso.packs.incident_rules import FILE as INCIDENTS
from sayso.packs.incident_rules import row_problems
from sayso.packs.pack import read_yaml, yaml_line

TYPE_KEYS: Final = ("id", "label", "definition", "control", "acled", "plover", "viina", "triggers")
TRIGGER_KEYS: Final = ("word", "phrase", "as", "particle", "actor", "target", "place", "needs", "only_with", "not_with")
MORE_TRIGGER_KEYS: Final = ("priority", "status")
DAY_KEYS: Final = ("since", "from", "until")
CONTROL_KEYS: Final = ("gain", "lose", "hold", "end", "contest")
GRAMMAR: Final = ("subject", "object", "of", "poss")
PREPOSITIONS: Final = frozenset(
    {"above", "across", "along", "among", "around", "as", "at", "before", "behind", "below", "beneath", "beside"}
    | {"between", "beyond", "by", "closer", "deeper", "down", "for", "from", "in", "inside", "into", "near", "off"}
    | {"on", "onto", "out of", "outside", "over", "past", "through", "throughout", "to", "toward", "towards", "under"}
    | {"up", "upon", "via", "with", "within", "against", "about", "north of", "south of", "east of", "west of"}
    | {"amid", "during", "without", "after"}
)
"""The prepositions that a role may be; "to the north of" and its like go by the shorter form."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookProblem:
    """Something in a codebook that cannot be used, or that is surely not meant."""

    file: str
    line: int
    message: str
    hint: str

    def error(self) -> CodebookError:
        """The problem as an exception."""
        return CodebookError(self.message, hint=self.hint, file=self.file, line=self.line)


def check_codebook(folder: Path, *, classes: Iterable[str] = ()) -> list[CodebookProblem]:
    """What is wrong in the codebook in this folder, by file and line; empty if nothing is.

    `classes` are those of the lexicon (`Lexicon.class_names`), for what triggers need; empty leaves that unchecked.
    """
    check = _Check(folder=folder, classes=frozenset(classes))
    for path in sorted(folder.glob("events/*.yaml")):
        check.events(path)
    if not check.types and not check.problems:
        check.problems.append(_no_events(folder))
    for file, lists in TABLES.items():
        check.table(folder / file, lists)
    check.references(folder)
    check.rules(folder / FILE, rule_problems)
    check.rules(folder / INCIDENTS, row_problems)
    return sorted(check.problems, key=lambda problem: (problem.file, problem.line))


TABLES: Final[Mapping[str, Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]]] = {
    "parties/states.yaml": {"states": (("id", "alpha2", "name"), ("also", "adjectives", "people", "government"))},
    "parties/groups.yaml": {"groups": (("id", "name", "sector"), ("also", "adjectives", "state", "since", "until"))},
    "parties/bodies.yaml": {"bodies": (("id", "name", "sector"), ("also", "adjectives"))},
    "parties/services.yaml": {"services": (("party", "name", "sector"), ("also",))},
    "parties/outlets.yaml": {"outlets": (("name",), ("also", "party"))},
    "offices.yaml": {
        "offices": (("role", "sector", "party", "words"), ()),
        "exceptions": (("party", "sector", "words"), ("in",)),
        "holders": (("name", "role", "party", "sector"), ("also", "from", "until")),
    },
    "sides.yaml": {"wars": (("id", "label", "places", "sides"), ("since", "until"))},
}
"""Each table's lists, with the keys that an entry must and may have."""


def _no_events(folder: Path) -> CodebookProblem:
    return CodebookProblem(
        file=str(folder), line=1, message="there are no event types", hint="add a file such as events/battle.yaml"
    )


@dataclass(slots=True)
class _Check:
    """The problems found so far, and what has been seen."""

    folder: Path
    classes: frozenset[str]
    problems: list[CodebookProblem] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)

    def events(self, path: Path) -> None:
        said, say = self._read(path)
        if said is None:
            return
        family = said.get("family")
        if family not in FAMILIES:
            say(f"{family!r} is no family", _nearest(family, FAMILIES), "family")
        if not isinstance(said.get("types"), list):
            say("the file has no list of types", "add types:, then one entry a type")
            return
        for number, entry in enumerate(said["types"]):
            if isinstance(entry, dict):
                self._type(entry, number, family, path, say)
            else:
                say("a type is no mapping", "write it as id:, label:, definition: …", "types", number)

    def table(self, path: Path, lists: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]) -> None:
        said, say = self._read(path)
        if said is None:
            return
        for name, (must, may) in lists.items():
            if not isinstance(said.get(name), list):
                say(f"the file has no list {name}", f"add {name}: and its entries")
                continue
            seen: set[str] = set()
            for number, entry in enumerate(said[name]):
                self._entry(entry, must, may, seen, partial(_at, say, (name, number)))

    def references(self, folder: Path) -> None:
        """Parties that are named somewhere and stand in no table."""
        known = {NONE, "country-of-place"}
        for file in ("states", "groups", "bodies"):
            said, _ = self._read(folder / "parties" / f"{file}.yaml", again=True)
            known |= {str(entry.get("id")) for entry in (said or {}).get(file) or () if isinstance(entry, dict)}
        for file, name in (("parties/services.yaml", "services"), ("parties/outlets.yaml", "outlets")):
            self._refer(folder / file, name, known)
        for name in ("offices", "exceptions", "holders"):
            self._refer(folder / "offices.yaml", name, known)
        self._sides(folder / "sides.yaml", known)

    def _refer(self, path: Path, name: str, known: set[str]) -> None:
        said, say = self._read(path, again=True)
        for number, entry in enumerate((said or {}).get(name) or ()):
            party = entry.get("party") if isinstance(entry, dict) else None
            if party is not None and str(party) not in known:
                say(f"there is no party {party}", _nearest(party, sorted(known)), name, number)

    def _sides(self, path: Path, known: set[str]) -> None:
        said, say = self._read(path, again=True)
        for number, war in enumerate((said or {}).get("wars") or ()):
            for index, side in enumerate(war.get("sides") or () if isinstance(war, dict) else ()):
                for message, hint in _day_problems(side):
                    say(message, hint, "wars", number, "sides", index)
                for party in side.get("parties") or () if isinstance(side, dict) else ():
                    if str(party) not in known:
                        at = ("wars", number, "sides", index, "parties")
                        say(f"there is no party {party}", _nearest(party, sorted(known)), *at)

    def rules(self, path: Path, problems: Callable[[dict[str, Any], Iterable[str]], Iterable[Any]]) -> None:
        """What is wrong in a file of rules; they are left for later while a file of types that they name is broken."""
        if any(Path(problem.file).parent.name == "events" for problem in self.problems):
            return
        said, say = self._read(path)
        for message, hint, *keys in () if said is None else problems(said, self.types):
            say(message, hint, *keys)

    def _read(self, path: Path, *, again: bool = False) -> tuple[dict[str, Any] | None, Say]:
        """What the file says, and how to tell of a problem in it."""
        try:
            text = path.read_text(encoding="utf-8")
            said = read_yaml(text, origin=str(path))
        except (OSError, UnicodeDecodeError) as error:
            problem = (1, f"the file cannot be read: {error}", "restore it")
        except PackContentError as error:
            problem = (error.line or 1, error.message, error.hint)
        else:
            if isinstance(said, dict):
                return said, lambda message, hint, *keys: self._add(path, yaml_line(text, *keys), message, hint)
            problem = (1, "the file is no mapping", "see docs/codebook.md")
        if not again:
            self._add(path, *problem)
        return None, _silent

    def _add(self, path: Path, line: int, message: str, hint: str) -> None:
        self.problems.append(CodebookProblem(file=str(path), line=line, message=message, hint=hint))

    def _entry(
        self, entry: Any, must: tuple[str, ...], may: tuple[str, ...], seen: set[str], say: Callable[[str, str], None]
    ) -> None:
        if not isinstance(entry, dict):
            say("an entry is no mapping", f"write it as {{{', '.join(f'{key}: …' for key in must)}}}")
            return
        for key in entry:
            if key not in (*must, *may):
                say(f"{key!r} is no key of this table", _nearest(key, (*must, *may)))
        for key in must:
            if key not in entry:
                say(f"the entry has no {key}", f"add {key}:")
        for message, hint in _day_problems(entry):
            say(message, hint)
        name = str(entry.get("id", ""))
        if name and name in seen:
            say(f"the id {name} is said twice", "give one of the two another id, or make them one entry")
        seen.add(name)

    def _type(self, entry: Mapping[str, Any], number: int, family: Any, path: Path, say: Say) -> None:
        at = ("types", number)
        for message, hint, key in _type_problems(entry, family):
            say(message, hint, *at, key)
        name = str(entry.get("id"))
        if name in self.types:
            say(f"the type {name} is said twice, here and in {self.types[name]}", "make them one", *at, "id")
        self.types[name] = path.name
        for index, trigger in enumerate(entry.get("triggers") or ()):
            for message, hint, key in _trigger_problems(trigger, self.classes):
                say(message, hint, *at, "triggers", index, *([key] if key else []))


Say = Callable[..., None]
CheckRow = tuple[str, str, str]
"""What is wrong, what to do, and the key where it stands."""


def _at(say: Say, keys: tuple[str | int, ...], message: str, hint: str) -> None:
    say(message, hint, *keys)


def _silent(message: str, hint: str, *keys: str | int) -> None:
    """Nothing: the file has been told of already."""


def _day_problems(entry: Any) -> Iterator[tuple[str, str]]:
    """What is wrong with the days from which and until which an entry holds; a month or a year will do for a day."""
    for key in DAY_KEYS if isinstance(entry, dict) else ():
        if key in entry and read_day(f"{entry[key]}-01-01") is None:
            yield f"{key} is {entry[key]}, which is no day", "write it as 2022-02-24, 2022-02 or 2022"


def _type_problems(entry: Mapping[str, Any], family: Any) -> Iterator[CheckRow]:
    for key in entry:
        if key not in TYPE_KEYS:
            yield f"{key!r} is no key of a type", _nearest(key, TYPE_KEYS), str(key)
    name = entry.get("id")
    if not isinstance(name, str) or name.count(".") != 1 or name.partition(".")[0] != family:
        yield f"the id {name!r} is not of the family {family}", f"write it as {family}.some_name", "id"
    for key in ("label", "definition"):
        if not str(entry.get(key) or "").strip():
            yield f"the type {name} has no {key}", f"add {key}: with what to include and what to exclude", "id"
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
            yield f"{key!r} is nothing that an event does to control", _nearest(key, CONTROL_KEYS), "control"
        elif key == "contest" and not isinstance(value, bool):
            yield "contest is neither true nor false", "write {contest: true}", "control"
        elif key != "contest" and value not in ("actor", "target", None):
            yield f"{value!r} cannot {key} a place", "write actor or target", "control"


def _name_problems(entry: Mapping[str, Any]) -> Iterator[CheckRow]:
    acled, plover, viina = entry.get("acled"), entry.get("plover"), entry.get("viina")
    if acled is not None:
        said = acled if isinstance(acled, dict) else {}
        kinds = ACLED.get(str(said.get("event_type")), ())
        if said.get("sub_event_type") not in kinds:
            near = _nearest(said.get("sub_event_type"), kinds or ACLED)
            yield "this is no name of ACLED", near, "acled"
    if plover is not None and (not isinstance(plover, dict) or plover.get("event") not in PLOVER):
        yield "this is no event of PLOVER", f"event is one of: {', '.join(sorted(PLOVER))}", "plover"
    if viina is not None and not (isinstance(viina, list) and all(str(name).startswith("t_") for name in viina)):
        yield "this is no list of VIINA's labels", "write it as [t_control, t_loc] or null", "viina"


def _trigger_problems(trigger: Any, classes: frozenset[str]) -> Iterator[CheckRow]:
    if not isinstance(trigger, dict):
        yield "a trigger is no mapping", "write it as {word: capture, as: verb, place: [object]}", ""
        return
    for key in trigger:
        if key not in (*TRIGGER_KEYS, *MORE_TRIGGER_KEYS):
            yield f"{key!r} is no key of a trigger", _nearest(key, (*TRIGGER_KEYS, *MORE_TRIGGER_KEYS)), str(key)
    if bool(trigger.get("word")) == bool(trigger.get("phrase")):
        yield "the trigger has no word", "give it word: or phrase:, one of the two", ""
    if trigger.get("as") not in FORMS:
        yield f"as is {trigger.get('as')!r}", f"write as: {', '.join(FORMS[:-1])} or {FORMS[-1]}", ""
    if trigger.get("status") not in (None, *get_args(EventStatus)):
        yield f"{trigger['status']!r} is no status", _nearest(trigger["status"], get_args(EventStatus)), "status"
    if not isinstance(trigger.get("priority", 0), int):
        yield "the priority is no whole number", "write it as priority: 2", "priority"
    yield from _role_problems(trigger)
    yield from _need_problems(trigger.get("needs"), classes)


def _role_problems(trigger: Mapping[str, Any]) -> Iterator[CheckRow]:
    for part in ("actor", "target", "place"):
        if part not in trigger:
            continue
        for role in _listed(trigger[part]):
            if role != NONE and not is_role(role):
                yield f"{role!r} is no role", _nearest(role, (*GRAMMAR, NONE, *sorted(PREPOSITIONS))), part


def _need_problems(needs: Any, classes: frozenset[str]) -> Iterator[CheckRow]:
    if needs is None:
        return
    if not isinstance(needs, dict):
        yield "needs is no mapping", "write it as needs: {object: place}", "needs"
        return
    for role, said in needs.items():
        if not is_role(role):
            yield f"{role!r} is no role", _nearest(role, (*GRAMMAR, *sorted(PREPOSITIONS))), "needs"
        for name in _listed(said):
            plain = name.removesuffix("?")
            if classes and plain != NONE and plain not in classes:
                yield f"{plain!r} is no class of the lexicon", _nearest(plain, (*sorted(classes), NONE)), "needs"


def is_role(role: Any) -> bool:
    """Whether this is the name of a grammatical role: one of `GRAMMAR` or a preposition."""
    return role in GRAMMAR or role in PREPOSITIONS


def _listed(said: Any) -> list[str]:
    return [str(one) for one in said] if isinstance(said, list) else [str(said)]


def _nearest(said: Any, known: Iterable[str]) -> str:
    known = list(known)
    near = get_close_matches(str(said), known, n=2)
    return f"did you mean {' or '.join(near)}?" if near else f"it is one of: {', '.join(known)}"


def check_or_raise(folder: Path, *, classes: Iterable[str] = ()) -> None:
    """Nothing, if nothing is wrong. Raises `CodebookError` for the first problem that `check_codebook` finds."""
    problems = check_codebook(folder, classes=classes)
    if problems:
        raise problems[0].error()

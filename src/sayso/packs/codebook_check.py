"""What is wrong in a codebook, found before it is used: each problem with its file, its line and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sayso.base.errors import CodebookError, PackContentError
from sayso.packs.codebook import FAMILIES, NONE, build_triggers
from sayso.packs.control_rules import FILE, rule_problems
from sayso.packs.examples import EXAMPLE_KEYS, example_rows
from sayso.packs.incident_rules import FILE as INCIDENTS
from sayso.packs.incident_rules import WORDS, row_problems, word_problems
from sayso.packs.pack import read_yaml, yaml_line
from sayso.packs.trigger_check import LemmaFinder, trigger_problems
from sayso.packs.trigger_order import ClassIncluder, Collision, PlacedTrigger, find_collisions
from sayso.packs.type_check import nearest, type_problems
from sayso.packs.war_check import day_problems, war_problems
from sayso.packs.war_words import CALLED

ListKeys = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
GROUP_KEYS: Final = (
    ("id", "name", "sector"), ("also", "doubtful", "adjectives", "state", "countries", "since", "until"),
)  # fmt: skip
TABLES: Final[Mapping[str, ListKeys]] = {
    "parties/states.yaml": {
        "states": (("id", "alpha2", "name"), ("also", "adjectives", "people", "government", "army"))
    },
    "parties/groups.yaml": {"groups": GROUP_KEYS},
    "parties/bodies.yaml": {"bodies": GROUP_KEYS},
    "parties/services.yaml": {"services": (("party", "name", "sector"), ("also", "doubtful"))},
    "parties/outlets.yaml": {"outlets": (("name",), ("also", "party"))},
    "offices.yaml": {
        "offices": (("role", "sector", "party", "words"), ()),
        "exceptions": (("party", "sector", "words"), ("in",)),
        "holders": (("name", "role", "party", "sector"), ("also", "from", "until")),
    },
    "sides.yaml": {"wars": (("id", "label", "places", "sides"), ("since", "until", CALLED))},
}
"""Each table's lists, with the keys that an entry must and may have."""
NAMING: Final = (
    ("parties/services.yaml", "services"), ("parties/outlets.yaml", "outlets"), ("offices.yaml", "offices"),
    ("offices.yaml", "exceptions"), ("offices.yaml", "holders"),
)  # fmt: skip
"""Files and lists whose entries name a party that stands elsewhere."""
NO_PARTIES: Final = frozenset({NONE, "country-of-place"})
"""What stands for a party and is none."""
Say = Callable[..., None]
"""Tells of a problem: what is wrong, what to do, and the keys under which it stands."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFacts:
    """What a check knows of the words of the triggers' language; what is left out stays unchecked."""

    classes: frozenset[str] = frozenset()
    """The lexicon's classes of nouns (`Lexicon.class_names`)."""
    including: ClassIncluder = field(default=lambda name: frozenset({name}))
    """Which classes include one (`Lexicon.with_including`)."""
    lemma_of: LemmaFinder | None = None


def check_codebook(folder: Path, *, facts: WordFacts | None = None) -> list[CodebookProblem]:
    """What is wrong in the codebook in this folder, by file and line; empty if nothing is."""
    check = _Check(folder=folder, facts=facts or WordFacts())
    for path in sorted(folder.glob("events/*.yaml")):
        check.events(path)
    if not check.types and not check.problems:
        check.problems.append(_no_events(folder))
    if not check.problems:
        check.collisions()
    for file, lists in TABLES.items():
        check.table(folder / file, lists)
    check.references()
    check.rules(folder / FILE, rule_problems)
    check.rules(folder / INCIDENTS, row_problems)
    check.rules(folder / WORDS, word_problems)
    return sorted(check.problems, key=lambda problem: (problem.file, problem.line))


def check_or_raise(folder: Path, *, facts: WordFacts | None = None) -> None:
    """Nothing, if nothing is wrong. Raises `CodebookError` for the first problem that `check_codebook` finds."""
    problems = check_codebook(folder, facts=facts)
    if problems:
        raise problems[0].error()


def _no_events(folder: Path) -> CodebookProblem:
    return CodebookProblem(
        file=str(folder), line=1, message="there are no event types", hint="add a file such as events/battle.yaml"
    )


@dataclass(slots=True)
class _Check:
    """The problems found so far, and what has been seen."""

    folder: Path
    facts: WordFacts
    problems: list[CodebookProblem] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    triggers: list[tuple[str, Any, Path, tuple[str | int, ...]]] = field(default_factory=list)
    """Of each line of triggers its type, what it says, its file and the keys under which it stands."""

    def events(self, path: Path) -> None:
        content, say = self._read(path)
        if content is None:
            return
        if not isinstance(content.get("types"), list):
            say("the file has no list of types", "add types:, then one entry a type")
            return
        family = content.get("family")
        for message, hint in family_problems(family, content["types"]):
            say(message, hint, "family")
        for number, entry in enumerate(content["types"]):
            if isinstance(entry, dict):
                self._type(entry, number, family, path, say)
            else:
                say("a type is no mapping", "write it as id:, label:, definition: …", "types", number)

    def table(self, path: Path, lists: ListKeys) -> None:
        content, say = self._read(path)
        if content is None:
            return
        for name, (must, may) in lists.items():
            if not isinstance(content.get(name), list):
                say(f"the file has no list {name}", f"add {name}: and its entries")
                continue
            seen: set[str] = set()
            for number, entry in enumerate(content[name]):
                for message, hint in entry_problems(entry, must, may, seen):
                    say(message, hint, name, number)
                for message, hint, *keys in war_problems(entry) if name == "wars" else ():
                    say(message, hint, name, number, *keys)

    def references(self) -> None:
        """Parties that are named somewhere and stand in no table."""
        known = set(NO_PARTIES)
        for file in ("states", "groups", "bodies"):
            content, _ = self._read(self.folder / "parties" / f"{file}.yaml", again=True)
            known |= party_ids((content or {}).get(file))
        for file, name in NAMING:
            content, say = self._read(self.folder / file, again=True)
            for message, hint, *keys in unknown_parties((content or {}).get(name), known):
                say(message, hint, name, *keys)
        content, say = self._read(self.folder / "sides.yaml", again=True)
        for message, hint, *keys in unknown_sides((content or {}).get("wars"), known):
            say(message, hint, "wars", *keys)

    def rules(self, path: Path, problems: Callable[[dict[str, Any], Iterable[str]], Iterable[Any]]) -> None:
        """What is wrong in a file of rules; they are left for later while a file of types that they name is broken."""
        if any(Path(problem.file).parent.name == "events" for problem in self.problems):
            return
        content, say = self._read(path)
        for message, hint, *keys in () if content is None else problems(content, self.types):
            say(message, hint, *keys)

    def collisions(self) -> None:
        """Triggers that another takes the words of."""
        content, _ = self._read(self.folder / "defaults.yaml")
        if content is None:
            return
        placed = [
            PlacedTrigger(trigger=trigger, file=path, keys=keys)
            for event, line, path, keys in self.triggers
            for trigger in build_triggers(line, event=event, defaults=content["defaults"])
        ]
        self.problems += [collision_problem(collision) for collision in find_collisions(placed, self.facts.including)]

    def _read(self, path: Path, *, again: bool = False) -> tuple[dict[str, Any] | None, Say]:
        """What the file says, and how to tell of a problem in it."""
        try:
            text = path.read_text(encoding="utf-8")
            content = read_yaml(text, origin=str(path))
        except (OSError, UnicodeDecodeError) as error:
            problem = (1, f"the file cannot be read: {error}", "restore it")
        except PackContentError as error:
            problem = (error.line or 1, error.message, error.hint)
        else:
            if isinstance(content, dict):
                return content, lambda message, hint, *keys: self._add(path, yaml_line(text, *keys), message, hint)
            problem = (1, "the file is no mapping", "see docs/codebook.md")
        if not again:
            self._add(path, *problem)
        return None, _silent

    def _add(self, path: Path, line: int, message: str, hint: str) -> None:
        self.problems.append(CodebookProblem(file=str(path), line=line, message=message, hint=hint))

    def _type(self, entry: Mapping[str, Any], number: int, family: Any, path: Path, say: Say) -> None:
        at = ("types", number)
        for message, hint, key in type_problems(entry, family):
            say(message, hint, *at, key)
        name = str(entry.get("id"))
        if name in self.types:
            say(f"the type {name} is said twice, here and in {self.types[name]}", "make them one", *at, "id")
        self.types[name] = path.name
        for message, hint, *keys in line_problems(entry, self.facts):
            say(message, hint, *at, *keys)
        for index, line in enumerate(entry.get("triggers") or ()):
            self.triggers.append((name, line, path, (*at, "triggers", index)))


def _silent(message: str, hint: str, *keys: str | int) -> None:
    """Nothing: the file has been told of already."""


def family_problems(family: Any, types: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with a file's family: it is none that its types are of. Families are open."""
    ids = [str(entry.get("id")) for entry in types if isinstance(entry, dict)]
    if not isinstance(family, str) or not family.isidentifier():
        yield f"{family!r} is no family", "write one word in lower case, such as family: battle"
    elif family not in FAMILIES and not any(name.partition(".")[0] == family for name in ids):
        yield f"{family!r} is no family of the types below", nearest(family, FAMILIES)


def line_problems(entry: Mapping[str, Any], facts: WordFacts) -> Iterator[tuple[Any, ...]]:
    """What is wrong in the triggers and examples of a type: what, what to do, and the keys below the type."""
    for index, line in enumerate(entry.get("triggers") or ()):
        for message, hint, key in trigger_problems(line, facts.classes, facts.lemma_of):
            yield message, hint, "triggers", index, *([key] if key else [])
    for where in EXAMPLE_KEYS:
        for index, example in enumerate(entry.get(where) or ()):
            for message, hint in example_rows(example, where):
                yield message, hint, where, index


def entry_problems(
    entry: Any, must: tuple[str, ...], may: tuple[str, ...], seen: set[str]
) -> Iterator[tuple[str, str]]:
    """What is wrong in one entry of a table; its id goes to those `seen`."""
    if not isinstance(entry, dict):
        yield "an entry is no mapping", f"write it as {{{', '.join(f'{key}: …' for key in must)}}}"
        return
    for key in entry:
        if key not in (*must, *may):
            yield f"{key!r} is no key of this table", nearest(key, (*must, *may))
    for key in must:
        if key not in entry:
            yield f"the entry has no {key}", f"add {key}:"
    yield from day_problems(entry)
    name = str(entry.get("id", ""))
    if name and name in seen:
        yield f"the id {name} is said twice", "give one of the two another id, or make them one entry"
    seen.add(name)


def party_ids(entries: Any) -> set[str]:
    """The ids of a table of parties, whatever its state."""
    return {str(entry["id"]) for entry in entries or () if isinstance(entry, dict) and "id" in entry}


def unknown_parties(entries: Any, known: set[str]) -> Iterator[tuple[Any, ...]]:
    """Entries that name a party that stands in no table: what, what to do, and the number of the entry."""
    for number, entry in enumerate(entries or ()):
        party = entry.get("party") if isinstance(entry, dict) else None
        if party is not None and str(party) not in known:
            yield f"there is no party {party}", nearest(party, sorted(known)), number


def unknown_sides(wars: Any, known: set[str]) -> Iterator[tuple[Any, ...]]:
    """Sides that name a party that stands in no table: what, what to do, and the keys below `wars`."""
    for number, war in enumerate(wars or ()):
        for index, side in enumerate(war.get("sides") or () if isinstance(war, dict) else ()):
            for party in side.get("parties") or () if isinstance(side, dict) else ():
                if str(party) not in known:
                    yield f"there is no party {party}", nearest(party, sorted(known)), number, "sides", index, "parties"


def collision_problem(collision: Collision, *, at: PlacedTrigger | None = None) -> CodebookProblem:
    """Two triggers of which one takes the other's words, told at the one that comes too late, or at `at`."""
    first, second, blamed = collision.first, collision.second, at or collision.second
    other = second if blamed is first else first
    spelling = " ".join(second.trigger.phrase) or second.trigger.word
    place = f"{other.file.name}:{line_in(other)}"
    if collision.left:
        beside = ", ".join(sorted(collision.left))
        message = f"{spelling!r} shows {second.trigger.event} only beside one of: {beside}; {first.trigger.event} "
    else:
        message = f"{spelling!r} never shows {second.trigger.event}: {first.trigger.event} "
    return CodebookProblem(
        file=str(blamed.file),
        line=line_in(blamed),
        message=f"{message}takes it first ({place})",
        hint="tell the two apart by needs, give one a higher priority, or take one away",
    )


def line_in(placed: PlacedTrigger) -> int:
    """The line on which a trigger stands."""
    return yaml_line(placed.file.read_text(encoding="utf-8"), *placed.keys)

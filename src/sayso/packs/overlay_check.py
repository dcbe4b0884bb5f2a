"""What is wrong in an overlay of a codebook: each problem with the overlay's own file and line, and what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sayso.packs.codebook import FALLBACK, build_triggers, listed
from sayso.packs.codebook_check import (
    NAMING,
    NO_PARTIES,
    TABLES,
    CodebookProblem,
    WordFacts,
    collision_problem,
    entry_problems,
    line_problems,
    party_ids,
    unknown_parties,
    unknown_sides,
)
from sayso.packs.control_rules import FILE as CONTROL
from sayso.packs.control_rules import rule_problems
from sayso.packs.incident_rules import FILE as INCIDENTS
from sayso.packs.incident_rules import row_problems
from sayso.packs.overlay import (
    EVENTS,
    GROWING,
    KNOWN_BY,
    OFF,
    WITHOUT,
    OverlaidPack,
    Overlay,
    is_named,
    laid_entry,
    laid_file,
    lay_over,
    read_overlay,
    words_left,
)
from sayso.packs.pack import Pack, load_pack, yaml_line
from sayso.packs.party_names import cut_name
from sayso.packs.trigger_order import PlacedTrigger, find_collisions
from sayso.packs.type_check import nearest, type_problems
from sayso.packs.war_check import war_problems
from sayso.packs.war_words import CALLED

NAMED: Final = ("name", "also", "adjectives", "people", "government")
"""Keys under which names of a party stand."""


def load_codebook_pack(folders: Sequence[Path] | None = None, overlay: str | Path | None = None) -> Pack:
    """The codebook in use, with an overlay if a folder is given. `folders` are as `load_pack` takes them.

    Raises `CodebookError` for the first problem in the overlay, with its file and line, and as `load_pack`.
    """
    pack = load_pack("codebook", folders=folders)
    return pack if overlay is None else open_overlaid(pack, Path(overlay).expanduser())


def open_overlaid(pack: Pack, folder: Path) -> OverlaidPack:
    """The pack with the overlay in that folder. Raises `CodebookError` for the first problem in it."""
    overlay = read_overlay(folder)
    problems = shape_problems(pack, overlay)
    if problems:
        raise problems[0].error()
    return lay_over(pack, overlay)


def check_overlay(pack: Pack, folder: Path, *, facts: WordFacts | None = None) -> list[CodebookProblem]:
    """What is wrong in the overlay in this folder, laid over that codebook, by file and line.

    Raises `CodebookError` or `PackContentError` if it cannot be read at all.
    """
    overlay, facts = read_overlay(folder), facts or WordFacts()
    problems = shape_problems(pack, overlay, facts)
    if not problems:
        problems += collision_problems(pack, overlay, facts)
    return sorted(problems, key=lambda problem: (problem.file, problem.line))


def shape_problems(pack: Pack, overlay: Overlay, facts: WordFacts | None = None) -> list[CodebookProblem]:
    """What keeps an overlay from being used: wrong keys, names that nothing has, entries that are not whole."""
    check = _OverlayCheck(pack=pack, overlay=overlay, facts=facts or WordFacts())
    for name in overlay.contents:
        if name.startswith(EVENTS):
            check.events(name)
        elif name in TABLES:
            check.table(name)
    if not check.problems:
        check.references()
        check.rules()
    return check.problems


@dataclass(slots=True)
class _OverlayCheck:
    """The problems found so far, and the codebook's types as the overlay has left them."""

    pack: Pack
    overlay: Overlay
    facts: WordFacts
    problems: list[CodebookProblem] = field(default_factory=list)
    types: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        files = [name for name in self.pack.files if name.startswith(EVENTS)]
        self.types = {str(entry["id"]): entry for name in files for entry in self.pack.yaml(name)["types"]}

    def events(self, name: str) -> None:
        """A file of types: those that are known say only what differs."""
        entries = self._list_of(name, "types", is_must=True)
        for number, entry in enumerate(entries):
            at = ("types", number)
            if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
                self._say(name, "the type has no id", "begin it with id: family.name", *at)
                continue
            base = self.types.get(entry["id"], {})
            for message, hint, *keys in _losses(entry, base):
                self._say(name, message, hint, *at, *keys)
            whole = laid_entry(base, entry)
            for message, hint, key in type_problems(whole, entry["id"].partition(".")[0]):
                self._say(name, message, hint, *at, key)
            for message, hint, *keys in line_problems(entry, self.facts):
                self._say(name, message, hint, *at, *keys)
            self.types[entry["id"]] = whole
            if entry.get(OFF):
                del self.types[entry["id"]]

    def table(self, name: str) -> None:
        """A table of parties, offices or sides: entries that are known say only what differs."""
        content, base = self.overlay.contents[name], self.pack.yaml(name)
        for key in content:
            if key not in TABLES[name]:
                self._say(name, f"{key!r} is no list of this file", nearest(key, TABLES[name]), key)
        for key, (must, may) in TABLES[name].items():
            known_by = KNOWN_BY[name][key]
            known = {str(entry.get(known_by)): entry for entry in base[key]} if known_by else {}
            for number, entry in enumerate(self._list_of(name, key)):
                whole: Any = entry
                if isinstance(entry, dict) and known_by and entry.get(known_by) is None:
                    self._say(name, f"the entry has no {known_by}", f"begin it with {known_by}:", key, number)
                elif isinstance(entry, dict):
                    before = known.get(str(entry.get(known_by)), {}) if known_by else {}
                    for message, hint, *keys in _losses(entry, before):
                        self._say(name, message, hint, key, number, *keys)
                    whole = laid_entry(before, entry)
                for message, hint in entry_problems(whole, must, may, set()):
                    self._say(name, message, hint, key, number)
                for message, hint, *keys in war_problems(_own_words(whole, entry)) if key == "wars" else ():
                    self._say(name, message, hint, key, number, *keys)

    def references(self) -> None:
        """Parties that the overlay names and that nobody has, and names that are another party's already."""
        known = set(NO_PARTIES)
        for file, key in (("states", "states"), ("groups", "groups"), ("bodies", "bodies")):
            known |= party_ids(self._laid(f"parties/{file}.yaml")[key])
        for file, key in NAMING:
            for message, hint, *keys in unknown_parties(self.overlay.contents.get(file, {}).get(key), known):
                self._say(file, message, hint, key, *keys)
        for message, hint, *keys in unknown_sides(self.overlay.contents.get("sides.yaml", {}).get("wars"), known):
            self._say("sides.yaml", message, hint, "wars", *keys)
        for file, key, number, message in self._taken_names():
            self._say(file, message, "take it from the other by without:, or write it longer", key, number)

    def rules(self) -> None:
        """Rules of control and of incidents, with the types that are left."""
        if CONTROL in self.overlay.contents:
            for message, hint, *keys in rule_problems(self._laid(CONTROL), self.types):
                if keys and keys[0] in self.overlay.contents[CONTROL]:
                    self._say(CONTROL, message, hint, *keys)
        content, base = self.overlay.contents.get(INCIDENTS), self.pack.yaml(INCIDENTS)
        if content is None:
            return
        rows: dict[str, list[Any]] = {"sayings": self._list_of(INCIDENTS, "sayings")}
        for key, known_by in KNOWN_BY[INCIDENTS].items():
            known = {str(entry[known_by]): entry for entry in base[key]}
            entries = self._list_of(INCIDENTS, key)
            rows[key] = [
                laid_entry(known.get(str(entry.get(known_by)), {}), entry) if isinstance(entry, dict) else entry
                for entry in entries
            ]
        for row in row_problems({**content, **rows}, self.types):
            self._say(INCIDENTS, str(row[0]), str(row[1]), *row[2:])

    def _laid(self, name: str) -> Mapping[str, Any]:
        base: Mapping[str, Any] = self.pack.yaml(name)
        return laid_file(name, base, self.overlay.contents[name]) if name in self.overlay.contents else base

    def _taken_names(self) -> Iterator[tuple[str, str, int, str]]:
        """Names that the overlay gives to one party while another has them: the codebook's would be found first."""
        owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
        tables = [(name, key) for name, lists in TABLES.items() if name.startswith("parties/") for key in lists]
        for name, key in tables:
            for entry in self._laid(name)[key]:
                for words in _names_of(entry):
                    owners[words].add(_party_of(entry))
        for name, key in tables:
            for number, entry in enumerate(self.overlay.contents.get(name, {}).get(key) or ()):
                for words in _names_of(entry):
                    others = owners[words] - {_party_of(entry)}
                    if others:
                        owner = ", ".join(sorted(others))
                        yield name, key, number, f"the name {' '.join(words)!r} is one of {owner} too"

    def _list_of(self, name: str, key: str, *, is_must: bool = False) -> list[Any]:
        entries = self.overlay.contents[name].get(key)
        if isinstance(entries, list):
            return entries
        if is_must or entries is not None:
            self._say(name, f"the file has no list of {key}", f"add {key}: and its entries", key)
        return []

    def _say(self, name: str, message: str, hint: str, *keys: str | int) -> None:
        path = self.overlay.folder / name
        line = yaml_line(path.read_text(encoding="utf-8"), *keys)
        self.problems.append(CodebookProblem(file=str(path), line=line, message=message, hint=hint))


def _own_words(whole: Any, entry: Any) -> Any:
    """A war with only those of its words that the overlay adds: the sides of the others may be said anew."""
    return {**whole, CALLED: entry.get(CALLED)} if isinstance(entry, dict) else whole


def _losses(entry: Mapping[str, Any], base: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """What is wrong in what an entry switches off or takes away: nothing has it, or nothing may lose it."""
    if OFF in entry and entry[OFF] is not True:
        yield "off is not true", "write off: true, or leave it out", OFF
    elif OFF in entry and not base:
        yield "there is nothing of that name to switch off", "check the id", OFF
    elif OFF in entry and entry.get("id") == FALLBACK:
        yield f"{FALLBACK} cannot be switched off", "it is what is left where no type fits", OFF
    if WITHOUT not in entry:
        return
    if not isinstance(entry[WITHOUT], list):
        yield "without is no list", "write it as without: [{word: capture, as: verb}] or without: [a name]", WITHOUT
        return
    for number, item in enumerate(entry[WITHOUT]):
        if not any(is_named(item, value) for key, value in base.items() if key in GROWING):
            yield f"there is no {_shown(item)} to take away", "see: sayso codebook show", WITHOUT, number


def _shown(item: Any) -> str:
    return ", ".join(f"{key}: {value}" for key, value in item.items()) if isinstance(item, dict) else str(item)


def _names_of(entry: Any) -> Iterator[tuple[str, ...]]:
    for key in NAMED if isinstance(entry, dict) else ():
        for name in listed(entry.get(key)):
            yield tuple(token.fold for token in cut_name(name))


def _party_of(entry: Mapping[str, Any]) -> str:
    """The id of the party that an entry is or belongs to; the entry's own name for an outlet of nobody."""
    return str(entry.get("id") or entry.get("party") or entry.get("name"))


def collision_problems(pack: Pack, overlay: Overlay, facts: WordFacts) -> Iterator[CodebookProblem]:
    """Triggers of which one takes the words of another, where the overlay says one of them."""
    defaults = pack.yaml("defaults.yaml")["defaults"]
    placed = [*_base_triggers(pack, overlay, defaults), *_own_triggers(overlay, defaults)]
    for collision in find_collisions(placed, facts.including):
        pair = (collision.second, collision.first)
        own = [trigger for trigger in pair if overlay.folder in trigger.file.parents]
        if own:
            yield collision_problem(collision, at=own[0])


def _base_triggers(pack: Pack, overlay: Overlay, defaults: Mapping[str, Any]) -> Iterator[PlacedTrigger]:
    """The pack's triggers that the overlay leaves."""
    entries = [entry for _, _, entry in _own_entries(overlay)]
    for name in sorted(name for name in pack.files if name.startswith(EVENTS)):
        for number, entry in enumerate(pack.yaml(name)["types"]):
            own = [more for more in entries if more["id"] == entry["id"]]
            if any(more.get(OFF) for more in own):
                continue
            without = [item for more in own for item in more.get(WITHOUT) or ()]
            for index, line in enumerate(entry.get("triggers") or ()):
                for left in words_left(line, without):
                    for trigger in build_triggers(left, event=entry["id"], defaults=defaults):
                        keys = ("types", number, "triggers", index)
                        yield PlacedTrigger(trigger=trigger, file=pack.folder / name, keys=keys)


def _own_triggers(overlay: Overlay, defaults: Mapping[str, Any]) -> Iterator[PlacedTrigger]:
    for path, number, entry in _own_entries(overlay):
        for index, line in enumerate(entry.get("triggers") or ()):
            for trigger in build_triggers(line, event=entry["id"], defaults=defaults):
                yield PlacedTrigger(trigger=trigger, file=path, keys=("types", number, "triggers", index))


def _own_entries(overlay: Overlay) -> Iterable[tuple[Path, int, Mapping[str, Any]]]:
    """The types that an overlay says, each with its file and number."""
    for name, content in overlay.contents.items():
        if name.startswith(EVENTS):
            for number, entry in enumerate(content["types"]):
                yield overlay.folder / name, number, entry

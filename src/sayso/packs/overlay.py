"""A codebook with a folder laid over it that says only what differs: `docs/codebook.md` tells how such a folder reads.

The folder needs no manifest. What comes out is a pack like any other, whose files say both; its maker names the
overlay, so that claims made with it are told from others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sayso.base.errors import CodebookError
from sayso.packs.codebook import cut_trigger, listed
from sayso.packs.control_rules import FILE as CONTROL
from sayso.packs.incident_rules import FILE as INCIDENTS
from sayso.packs.pack import MANIFEST, Pack, read_yaml

OFF: Final = "off"
"""Key of an entry that is switched off."""
WITHOUT: Final = "without"
"""Key of what an entry loses: names, or triggers by their words."""
EVENTS: Final = "events/"
ADDED_FILE: Final = "events/~{family}.yaml"
"""Where new types stand in the pack that comes out: behind all others."""
KNOWN_BY: Final[Mapping[str, Mapping[str, str | None]]] = {
    "parties/states.yaml": {"states": "id"},
    "parties/groups.yaml": {"groups": "id"},
    "parties/bodies.yaml": {"bodies": "id"},
    "parties/services.yaml": {"services": "name"},
    "parties/outlets.yaml": {"outlets": "name"},
    "offices.yaml": {"offices": None, "exceptions": None, "holders": "name"},
    "sides.yaml": {"wars": "id"},
    INCIDENTS: {"incidents": "id", "counted": "id"},
}
"""The lists of each file with the key by which an entry is known; entries known by none go before the codebook's."""
GROWING: Final = frozenset(
    {
        "also",
        "doubtful",
        "countries",
        "adjectives",
        "people",
        "government",
        "words",
        "triggers",
        "examples",
        "counterexamples",
        "types",
        "nouns",
        "sides",
        "called",
    }
)
"""Lists to which an overlay adds; any other value of an entry takes the place of the codebook's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What the files of an overlay say, and their hashes, by name (forward slashes, below the folder)."""

    folder: Path
    contents: Mapping[str, Mapping[str, Any]]
    hashes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlaidPack(Pack):
    """A codebook pack with an overlay: its YAML says both."""

    overlay: Overlay
    contents: Mapping[str, Any]
    """What the files say that are not as in the pack."""

    @property
    def maker(self) -> str:
        """`name@version+overlay#hash`, the hash being eight digits over those of the pack's files and the overlay's."""
        hashes = {**self.files, **{f"overlay/{name}": value for name, value in self.overlay.hashes.items()}}
        listing = "\n".join(f"{hashes[name]}  {name}" for name in sorted(hashes))
        return f"{self.name}@{self.version}+overlay#{sha256(listing.encode()).hexdigest()[:8]}"

    def yaml(self, file: str) -> Any:
        """What the file says with the overlay; raises as `Pack.yaml`."""
        return self.contents[file] if file in self.contents else Pack.yaml(self, file)

    def line(self, file: str, *keys: str | int) -> int:
        """The line in the pack's own file; 1 for what only the overlay says, which is checked when it is laid over."""
        return 1 if file not in self.files or not (self.folder / file).is_file() else Pack.line(self, file, *keys)


def read_overlay(folder: Path) -> Overlay:
    """What lies in the folder.

    Raises `CodebookError` if it is not there or has nothing of a codebook, `PackContentError` for broken YAML.
    """
    if not folder.is_dir():
        raise CodebookError("there is no such folder", hint="name the folder of an overlay", file=str(folder))
    paths = {path.relative_to(folder): path for path in sorted(folder.rglob("*.y*ml"))}
    names = {name.as_posix(): path for name, path in paths.items() if not any(p.startswith(".") for p in name.parts)}
    if not names:
        hint = "add a file such as events/mine.yaml"
        raise CodebookError("there is nothing of a codebook", hint=hint, file=str(folder))
    contents, hashes = {}, {}
    for name, path in names.items():
        contents[name], hashes[name] = _content_of(
            path, is_known=name in (*KNOWN_BY, CONTROL) or name.startswith(EVENTS)
        )
    return Overlay(folder=folder, contents=contents, hashes=hashes)


def _content_of(path: Path, *, is_known: bool) -> tuple[Mapping[str, Any], str]:
    """What the file says, and the hash of its bytes."""
    if not is_known:
        hint = f"an overlay may have events/….yaml, {', '.join(KNOWN_BY)} and {CONTROL}"
        raise CodebookError("an overlay has no such file", hint=hint, file=str(path))
    try:
        data = path.read_bytes()
        content = read_yaml(data.decode("utf-8"), origin=str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"the file cannot be read: {error}", hint="restore it", file=str(path)) from None
    if not isinstance(content, dict):
        raise CodebookError("the file is no mapping", hint="see docs/codebook.md", file=str(path), line=1)
    return content, sha256(data).hexdigest()


def lay_over(pack: Pack, overlay: Overlay) -> OverlaidPack:
    """The pack with the overlay, which has to be well formed (`sayso.packs.overlay_check`)."""
    types = [
        entry for name, content in overlay.contents.items() if name.startswith(EVENTS) for entry in content["types"]
    ]
    base: dict[str, Any] = {name: pack.yaml(name) for name in pack.files if name.startswith(EVENTS)}
    contents = base | laid_types(base, types)
    for name, content in overlay.contents.items():
        if not name.startswith(EVENTS):
            contents[name] = laid_file(name, pack.yaml(name), content)
    off = {str(entry["id"]) for entry in types if entry.get(OFF)}
    if off:
        for name in (CONTROL, INCIDENTS):
            contents[name] = without_types(contents.get(name) or pack.yaml(name), off)
    added = {name: "" for name in contents if name not in pack.files}
    known = {key: getattr(pack, key) for key in ("name", "version", "source", "licence", "built_by", "date", "folder")}
    return OverlaidPack(**known, files={**pack.files, **added}, overlay=overlay, contents=contents)


def laid_types(base: Mapping[str, Mapping[str, Any]], types: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The files of types that differ, by name, with new types in files of their own behind the others."""
    laid: dict[str, Any] = {}
    known = {str(entry["id"]) for content in base.values() for entry in content["types"]}
    for name, content in base.items():
        ids = {str(entry["id"]) for entry in content["types"]}
        more = [entry for entry in types if str(entry["id"]) in ids]
        if more:
            laid[name] = {**content, "types": laid_entries(content["types"], more, "id")}
    for entry in laid_entries([], [entry for entry in types if str(entry["id"]) not in known], "id"):
        family = str(entry["id"]).partition(".")[0]
        laid.setdefault(ADDED_FILE.format(family=family), {"family": family, "types": []})["types"].append(entry)
    return laid


def laid_file(name: str, base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """What a file of tables or rules says with the overlay's file of that name."""
    laid = dict(base)
    if name == CONTROL:
        return _laid_rules(base, more)
    for key, entries in more.items():
        if key in KNOWN_BY[name]:
            laid[key] = laid_entries(base[key], entries or (), KNOWN_BY[name][key])
        else:
            laid[key] = [*base.get(key, ()), *(item for item in entries or () if item not in base.get(key, ()))]
    return laid


def laid_entries(base: Iterable[Any], more: Iterable[Any], key: str | None) -> list[Any]:
    """The entries of a list with those of an overlay; without a key to know them by, the overlay's come first."""
    if key is None:
        return [*more, *base]
    entries = {str(entry[key]): entry for entry in base}
    for entry in more:
        if not isinstance(entry, dict) or key not in entry:
            continue  # told by the check
        name = str(entry[key])
        entries[name] = laid_entry(entries.get(name, {}), entry)
        if entry.get(OFF):
            del entries[name]
    return list(entries.values())


def laid_entry(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """An entry with what an overlay says of it: what it loses, what its lists gain, what is said anew."""
    laid = {key: _kept(value, more.get(WITHOUT)) if key in GROWING else value for key, value in base.items()}
    for key, value in more.items():
        if key in (OFF, WITHOUT):
            continue
        if key == "sides":
            laid[key] = laid_entries(laid.get(key) or (), _items(value), "id")
        elif key in GROWING:
            laid[key] = [*(laid.get(key) or ()), *_items(value)]
        else:
            laid[key] = value
    return laid


def _items(value: Any) -> list[Any]:
    """A value as a list; a single thing is a list of one, nothing an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _kept(items: Any, without: Any) -> Any:
    """The items of a list but for those that an overlay takes away."""
    if not without or not isinstance(items, list):
        return items
    return [left for item in items for left in words_left(item, without)]


def words_left(item: Any, without: Iterable[Any]) -> Iterator[Any]:
    """A name, or a line of a trigger with the words that remain; nothing if what is taken away is the whole of it."""
    if not isinstance(item, dict):
        if str(item) not in {str(name) for name in without if not isinstance(name, dict)}:
            yield item
        return
    patterns = [pattern for pattern in without if isinstance(pattern, dict)]
    key = "phrase" if "phrase" in item else "word"
    words = listed(item.get(key))
    left = [word for word in words if not any(_names_trigger(pattern, item, word) for pattern in patterns)]
    if left == words:
        yield item
    elif left:
        yield {**item, key: left}


def is_named(pattern: Any, items: Any) -> bool:
    """Whether an item of `without` takes anything from this list."""
    return isinstance(items, list) and _kept(items, [pattern]) != items


def _names_trigger(pattern: Mapping[str, Any], trigger: Mapping[str, Any], word: str) -> bool:
    """Whether an item of `without` means this word of this trigger: by its words, and by whatever else it says."""
    wanted = [cut_trigger(spelling) for key in ("word", "phrase") for spelling in listed(pattern.get(key))]
    others = {key: value for key, value in pattern.items() if key not in ("word", "phrase")}
    return cut_trigger(word) in wanted and all(trigger.get(key) == value for key, value in others.items())


def _laid_rules(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Rules of control with an overlay's: mappings by key, lists grow (rules by id), all else is said anew."""
    laid = dict(base)
    for key, value in more.items():
        known = base.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            laid[key] = _laid_rules(known, value)
        elif isinstance(known, list) and isinstance(value, list):
            by_id = all(isinstance(item, dict) and "id" in item for item in (*known, *value))
            laid[key] = (
                laid_entries(known, value, "id") if by_id else [*known, *(item for item in value if item not in known)]
            )
        else:
            laid[key] = value
    return laid


def without_types(rules: Any, off: set[str]) -> Any:
    """Rules of control or of incidents without the types that are switched off, and without rows that lose all."""
    if isinstance(rules, dict):
        return {key: without_types(value, off) for key, value in rules.items() if key not in off}
    if isinstance(rules, list):
        items = [without_types(item, off) for item in rules if not (isinstance(item, str) and item in off)]
        return [item for item in items if not (isinstance(item, dict) and item.get("types") == [])]
    return rules


def is_overlay(folder: Path) -> bool:
    """Whether a folder is no pack of its own: it has no manifest."""
    return folder.is_dir() and not (folder / MANIFEST).is_file()

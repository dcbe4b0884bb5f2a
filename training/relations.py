"""The relations that each part of speech has in the treebanks, for the pack: `python -m training.relations`."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from training.corpora import Tree, read_conllu

FILE: Final = "relations.json"
LEAST: Final = 2
"""Words of a part of speech under a relation from which it is kept: one alone is mostly a slip."""
SHARE: Final = 0.0005
"""The share of a part of speech's words under a relation from which it is kept: it loses .16 % of the words, and saves
a quarter of the time that relations take. .0003, .0005 and .001 tried."""
TREEBANKS: Final = ("en_ewt-ud-train", "en_gum-permissive-train")


def relations_of(trees: Iterable[Tree]) -> dict[str, list[str]]:
    """By part of speech, the relations that at least `LEAST` and `SHARE` of its words have, by name."""
    counts = defaultdict[str, Counter[str]](Counter)
    for tree in trees:
        for tag, relation in zip(tree.upos, tree.deprels, strict=True):
            counts[tag][relation] += 1
    return {
        tag: sorted(name for name, count in of_tag.items() if count >= max(LEAST, SHARE * of_tag.total()))
        for tag, of_tag in sorted(counts.items())
    }


def write_relations(data: Path, pack: Path) -> None:
    """Write `relations.json` of the treebanks below `data` to the folder of a pack."""
    trees = (tree for name in TREEBANKS for tree in read_conllu(data / "ud" / f"{name}.conllu"))
    (pack / FILE).write_text(json.dumps(relations_of(trees), indent=1) + "\n", encoding="utf-8")


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
@click.option("--pack", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
def main(data: Path, pack: Path) -> None:
    """Write the relations of each part of speech to a pack of a model; seal it afterwards."""
    write_relations(data, pack)


if __name__ == "__main__":
    main()

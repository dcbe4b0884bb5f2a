"""Signs as columns, and their weights as a file of the lexicon: what the small fits share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.logistic import Floats
from sayso.packs.pack import BUNDLED, seal_pack

LEXICON: Final = BUNDLED / "lexicon-en"


def signs_seen(choices: Iterable[Mapping[str, float]], least: int) -> list[str]:
    """The names of the signs that say something of `least` choices or more, in their order."""
    seen = Counter(name for signs in choices for name, value in signs.items() if value)
    return sorted(name for name, count in seen.items() if count >= least)


def columns_of(choices: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    """A row for each choice and a column for each name `[choices, names]`; 0 where a sign is not told."""
    index = {name: at for at, name in enumerate(names)}
    rows = np.zeros((len(choices), len(names)))
    for at, signs in enumerate(choices):
        for name in signs.keys() & index.keys():
            rows[at, index[name]] = signs[name]
    return rows


def write_weights(
    file: str, head: str, rules: Sequence[str], weights: Mapping[str, float], pack: Path = LEXICON
) -> None:
    """Write a file of a pack, by default the lexicon, lines of YAML before the weights, and seal the pack."""
    lines = [*rules, "weights:", *(f"  {name}: {weight:.3f}" for name, weight in weights.items())]
    (pack / file).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    seal_pack(pack)

"""The float weights of a pack, to train on from: `python -m training.unpack PACK OUT.pt`.

The int8 matrices are multiplied by their scales again; what rounding took is lost, and the first steps of the next
training mend it. The word table was never trained, so it is taken as it was, from the encoder it came with.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

import click
import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from training.names import TAGS
from training.net import Labels, Net

STORED: Final = ("net.", "_quantized", "_scale", "_zero_point")
"""What names of stored arrays begin with, and what those of int8 arrays, their scales and zero points end with."""
HEADS: Final = {"upos", "xpos", "names", "gear", "said", "sent"}
"""Heads whose nodes leave their table's name out."""
SPACES: Final = re.compile(r"(\w+)/\1\.0$")
"""A node of a biaffine space or a head of two layers names its table twice."""

TABLE: Final = "encoder.embeddings.word_embeddings.weight"
NEW: Final = {"B-FAC": "B-LOC", "I-FAC": "I-LOC", "B-NORP": "O", "I-NORP": "O"}
"""As what the kinds that older packs do not know were taken."""
UNLIKELY: Final = 3.0
"""By how much (log odds) a new kind begins below the one that it was taken for. By hand, not swept."""

Floats = NDArray[np.float32]


def labels_in(pack: Path) -> Labels:
    """The label sets of a pack's heads."""
    stored = json.loads((pack / "labels.json").read_text(encoding="utf-8"))
    return Labels(**{name: tuple(values) for name, values in stored.items()})


def unpack(pack: Path) -> dict[str, torch.Tensor]:
    """The state of `Net` that the pack was made of, the word table but as exact as int8 left it.

    Raises ValueError where a matrix of the graph has no name that the network knows.
    """
    model = onnx.load(pack / "encoder.onnx")
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    floats = {name: array for name, array in stored.items() if name.startswith("net.") and array.dtype == np.float32}
    state = {name.removeprefix("net."): array for name, array in floats.items() if not name.endswith(STORED[1:])}
    for name in [name for name in stored if name.startswith("net.") and name.endswith("_quantized")]:
        state[name.removeprefix("net.").removesuffix("_quantized")] = _restored(stored, name)
    for node in model.graph.node:
        if node.op_type in ("MatMul", "MatMulInteger") and node.input[1] in stored:
            whole = node.input[1]
            state[f"{_module(node.name)}.weight"] = _restored(stored, whole).T
    with np.load(pack / "heads.npz") as heads:
        state |= {name: heads[name].astype(np.float32) for name in heads.files}
    return {name: torch.from_numpy(np.array(array, dtype=np.float32)) for name, array in state.items()}


def begun(pack: Path, net: Net) -> dict[str, torch.Tensor]:
    """A state for `net` to train on from: what the pack holds, the word table and what it lacks as `net` has them.

    Kinds of names that the pack does not know begin as those that they were taken for, only less likely.
    """
    state, own = unpack(pack), net.state_dict()
    for part in ("heads.names.weight", "heads.names.bias"):
        state[part] = _with_kinds(state[part], own[part], labels_in(pack).names)
    return {**own, **state, TABLE: own[TABLE]}


def _with_kinds(stored: torch.Tensor, own: torch.Tensor, known: tuple[str, ...]) -> torch.Tensor:
    """The rows of the names' head for all of `TAGS`, from those for the `known` ones."""
    rows = torch.empty_like(own)
    for at, tag in enumerate(TAGS):
        row = stored[known.index(tag if tag in known else NEW[tag])]
        rows[at] = row if tag in known or row.ndim else row - UNLIKELY
    return rows


def _restored(stored: dict[str, NDArray[np.generic]], name: str) -> Floats:
    """An array as numbers again: int8 ones less their zero point, times their scale."""
    if not name.endswith("_quantized"):
        return stored[name].astype(np.float32)
    stem = name.removesuffix("_quantized")
    levels = stored[name].astype(np.float32) - stored[f"{stem}_zero_point"].astype(np.float32)
    restored: Floats = (levels * stored[f"{stem}_scale"]).astype(np.float32)
    return restored


def _module(node: str) -> str:
    """The layer of the network to which a matrix node belongs."""
    path = node.removeprefix("/net/").rsplit("/MatMul", 1)[0]
    if path.startswith("encoder/encoder/"):
        return path.replace("/", ".")
    if path in HEADS:
        return f"heads.{path}"
    if path.startswith("fact/"):
        return path.removeprefix("fact/")
    if found := SPACES.match(path):
        return f"spaces.{found[1]}.0"
    raise ValueError(f"{node}: no layer of the network is called so")


@click.command()
@click.argument("pack", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
def main(pack: Path, out: Path) -> None:
    """Write the float weights of PACK to OUT."""
    torch.save(unpack(pack), out)


if __name__ == "__main__":
    main()

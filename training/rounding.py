"""int8 weights whose products no processor clips: `python -m training.rounding FROM.onnx TO.onnx`.

Processors without VNNI multiply bytes two at a time and add the two products in 16 bits (AVX2's `vpmaddubsw`, which
clips at 32,767). An activation is 255 at most, so two neighbouring weights of a column that add up to 128 at most are
never clipped. Where they add up to more, scores depend on the machine, or a slower product has to be asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

MOST: Final = 127
"""Size of one weight at most."""
MOST_OF_TWO: Final = 128
"""Size of the sum of two neighbours at most: 255 times it is the last multiple of 255 that 16 bits hold."""
STEPS: Final = np.linspace(1.0, 0.7, 13)
"""Parts of the range that are tried for each column: wide ones round finely, narrow ones leave few pairs to cut."""
QUANTIZED: Final = "_quantized"

Floats = NDArray[np.float64]


def round_in_pairs(weights: Floats) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """int8 weights `[rows, columns]` within both bounds, and the scale of each column, by the least square error."""
    peak = np.maximum(np.abs(weights).max(0), 1e-12)
    least = np.full(weights.shape[1], np.inf)
    rounded, scales = np.zeros(weights.shape, dtype=np.int8), np.ones(weights.shape[1])
    for part in STEPS:
        scale = peak / (MOST * part)
        tried = _cut_pairs(np.round(weights / scale))
        error = np.square(tried * scale - weights).sum(0)
        better = error < least
        least[better], scales[better], rounded[:, better] = error[better], scale[better], tried[:, better]
    return rounded, scales.astype(np.float32)


def _cut_pairs(rounded: Floats) -> Floats:
    """The weights with both of a pair made smaller by half of what their sum has too much."""
    rows, columns = rounded.shape
    pairs = np.concatenate([rounded, np.zeros((rows % 2, columns))]).reshape(-1, 2, columns)
    total = pairs.sum(1)
    over = np.maximum(np.abs(total) - MOST_OF_TWO, 0.0)
    pairs[:, 0] -= np.sign(total) * np.floor(over / 2)
    pairs[:, 1] -= np.sign(total) * np.ceil(over / 2)
    cut: Floats = pairs.reshape(-1, columns)[:rows]
    return cut


def hold_pairs(path: Path, out: Path) -> None:
    """Write the graph of `path`, whose matrices are int8 by column, with its matrices rounded in pairs.

    Raises ValueError where a matrix has a zero point other than 0.
    """
    model = onnx.load(path)
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    for name in [name for name in tensors if name.endswith(QUANTIZED) and "MatMul" in name]:
        stem = name.removesuffix(QUANTIZED)
        scale = numpy_helper.to_array(tensors[f"{stem}_scale"])
        if numpy_helper.to_array(tensors[f"{stem}_zero_point"]).any():
            raise ValueError(f"{stem}: its zero point is not 0")
        weights = numpy_helper.to_array(tensors[name]).astype(np.float64) * scale
        rounded, scales = round_in_pairs(weights)
        tensors[name].CopyFrom(numpy_helper.from_array(rounded, name))
        tensors[f"{stem}_scale"].CopyFrom(numpy_helper.from_array(scales.reshape(scale.shape), f"{stem}_scale"))
    onnx.save(model, out)


FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("source", type=FILE)
@click.argument("out", type=FILE)
def main(source: Path, out: Path) -> None:
    """Round the int8 matrices of SOURCE in pairs and write OUT."""
    hold_pairs(source, out)


if __name__ == "__main__":
    main()

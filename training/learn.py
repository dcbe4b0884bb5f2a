"""The training loop: every batch is of one data set, all heads share the encoder, one schedule for all."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from sayso.mark.windows import WordPieces, stack
from training.batches import Corpus, Example, batched, name_windows, said_windows, tree_windows
from training.net import Labels, Net, chain_loss


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long and how fast to learn. Passes are over each set; a share of a pass is allowed."""

    trees: float = 5.0
    said: float = 4.5
    names: float = 1.25
    gear: float = 2.0
    budget: int = 1800
    """Padded sub-words in a batch."""
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    seed: int = 7


def schedule(corpus: Corpus, labels: Labels, pieces: WordPieces, plan: Plan) -> list[list[Example]]:
    """All batches of a training run in order, the sets mixed evenly over the whole run."""
    chance = random.Random(plan.seed)
    makers: list[tuple[float, Callable[[], list[Example]]]] = [
        (plan.trees, lambda: tree_windows(corpus.trees, pieces, labels, chance)),
        (plan.said, lambda: said_windows(corpus.said, pieces, chance)),
        (plan.names, lambda: name_windows(corpus.names, "names", labels.names, pieces)),
        (plan.gear, lambda: name_windows(corpus.gear, "gear", labels.gear, pieces)),
    ]
    placed: list[tuple[float, list[Example]]] = []
    for passes, make in makers:
        batches = []
        for turn in range(math.ceil(passes)):
            share = min(1.0, passes - turn)
            fresh = batched(make(), budget=plan.budget, chance=chance)
            batches += fresh[: max(1, round(share * len(fresh)))]
        placed += [((place + chance.random()) / len(batches), batch) for place, batch in enumerate(batches)]
    return [batch for _, batch in sorted(placed, key=lambda item: item[0])]


def padded(batch: list[Example], key: str, fill: float, wide: int) -> Tensor:
    rows = np.full((len(batch), wide), fill, dtype=np.float64)
    for row, example in enumerate(batch):
        values = example.gold[key]
        rows[row, : len(values)] = values
    return torch.from_numpy(rows)


def loss_of(net: Net, batch: list[Example], device: str = "cpu") -> tuple[Tensor, dict[str, float]]:
    """The batch's summed loss and its parts."""
    cut = stack([example.pieces for example in batch])
    with torch.autocast(device, dtype=torch.bfloat16):
        out = net(*(torch.from_numpy(array).to(device) for array in (cut.ids, cut.mask, cut.shapes, cut.begins, cut.first)))
    wide, gold = cut.first.shape[1], batch[0].gold
    parts: dict[str, Tensor] = {}
    for name in ("upos", "xpos", "names", "gear"):
        if name in gold:
            target = padded(batch, name, -100, wide).long().to(device)
            parts[name] = F.cross_entropy(out[name].float().flatten(0, 1), target.flatten(), ignore_index=-100)
    if "heads" in gold:
        parts |= tree_losses(net, out, batch, wide, device)
    if "said" in gold:
        parts |= said_losses(net, out, batch, wide, device)
    weight = {"upos": 0.5, "xpos": 0.5, "sent": 0.3, "said": 2.0}
    total = sum((weight.get(name, 1.0) * part for name, part in parts.items()), torch.zeros((), device=device))
    return total, {name: float(part.detach()) for name, part in parts.items()}


def tree_losses(net: Net, out: dict[str, Tensor], batch: list[Example], wide: int, device: str) -> dict[str, Tensor]:
    heads = padded(batch, "heads", -100, wide).long().to(device)
    unit = padded(batch, "unit", -1, wide).to(device)
    same = torch.cat([torch.ones_like(unit[:, :, None]).bool(), unit[:, :, None] == unit[:, None, :]], 2)
    arcs = net.arcs(out).masked_fill(~same, -1e4)
    parts = {"arc": F.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=-100)}
    relation = padded(batch, "deprel", -100, wide).long().to(device)
    rows, words = torch.nonzero(relation >= 0, as_tuple=True)
    scores = net.relations(out, rows, words, heads[rows, words])
    parts["label"] = F.cross_entropy(scores, relation[rows, words])
    begins, known = padded(batch, "sent", 0, wide).float().to(device), heads >= 0
    parts["sent"] = F.binary_cross_entropy_with_logits(out["sent"].float().squeeze(-1)[known], begins[known])
    fact, sure = padded(batch, "fact", math.nan, wide).float().to(device), padded(batch, "sure", 0, wide).float().to(device)
    told = ~fact.isnan()
    if told.any():
        miss = F.smooth_l1_loss(out["fact"].float().squeeze(-1)[told], fact[told], reduction="none", beta=0.5)
        parts["fact"] = (miss * sure[told]).sum() / sure[told].sum().clamp(min=1.0)
    return parts


def said_losses(net: Net, out: dict[str, Tensor], batch: list[Example], wide: int, device: str) -> dict[str, Tensor]:
    tags = padded(batch, "said", -100, wide).long().to(device)
    mask = (tags >= 0).float()
    parts = {"said": chain_loss(out["said"], net.steps, tags.clamp(min=0), mask)}
    cues = [(row, at, bits) for row, example in enumerate(batch) for at, bits in example.cues]
    if cues:
        bits = np.zeros((len(cues), wide), dtype=np.int64)
        for place, (_, _, link) in enumerate(cues):
            bits[place, : len(link)] = link
        target = torch.from_numpy(np.stack([(bits >> k) & 1 for k in range(4)], -1)).float().to(device)
        rows = torch.tensor([row for row, _, _ in cues], device=device)
        scores = net.links(out, rows, torch.tensor([at for _, at, _ in cues], device=device))
        miss = F.binary_cross_entropy_with_logits(scores, target, reduction="none").sum(-1) * mask[rows]
        parts["link"] = miss.sum() / (len(cues) * 25)
    return parts


def learn(
    net: Net, batches: list[list[Example]], plan: Plan, *, save: Path, report: Callable[[str], None],
    check: Callable[[int], None], every: int = 600, device: str = "cpu",
) -> None:  # fmt: skip
    """Train in place; writes the weights to `save` and calls `check` every so many steps."""
    net.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    encoder = [p for n, p in net.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}],
        betas=(0.9, 0.98), weight_decay=0.01,
    )  # fmt: skip
    warm = max(1, round(plan.warmup * len(batches)))

    def rate(step: int) -> float:
        return min((step + 1) / warm, max(0.02, (len(batches) - step) / max(1, len(batches) - warm)))

    rates = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    means: dict[str, float] = {}
    begun, seen = time.monotonic(), 0
    for step, batch in enumerate(batches):
        net.train()
        total, parts = loss_of(net, batch, device)
        total.backward()
        torch.nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
        optimiser.step()
        rates.step()
        optimiser.zero_grad(set_to_none=True)
        seen += sum(example.size for example in batch)
        for name, part in parts.items():
            means[name] = 0.98 * means.get(name, part) + 0.02 * part
        if step % 50 == 49:
            speed = seen / (time.monotonic() - begun)
            told = " ".join(f"{name}={part:.3f}" for name, part in sorted(means.items()))
            report(f"step {step + 1}/{len(batches)} {speed:.0f} sub-words/s {told}")
        if step % every == every - 1 or step == len(batches) - 1:
            torch.save(net.state_dict(), save)
            check(step + 1)
            net.train()

"""The training loop: every batch is of one data set, all heads share the encoder, one schedule for all."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sayso.mark.core.windows import WordPieces, stack
from training.batches import (
    UNSAID,
    Corpus,
    Example,
    batched,
    gear_windows,
    name_windows,
    said_windows,
    tree_windows,
)
from training.names import TAGS, NameDocument, allowed_tags, shuffled_together
from training.net import FORBIDDEN, LINKS, Labels, Net, chain_loss, partial_chain_loss
from training.swaps import Fillers

LINK_WORDS = 25
"""Words over which a cue's link loss, a sum over its whole window, is spread: its weight beside the other parts."""
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "sent": 0.3, "said": 2.0, "names": 0.5}
"""What a part of the loss counts; 1 if it is not here."""
HELD_LABELS = ("upos", "xpos", "said", "gear")
HELD_VECTORS = ("sent", "fact", "arc_dep", "arc_head", "label_dep", "label_head", "link_cue", "link_word")
"""What is held to a teacher's where a batch has names alone, by how it is compared."""
EVERY = 600
"""Steps between two looks at dev."""
HELD = 0.5
"""Share of those batches that are held: a teacher costs a quarter of a step's time. By hand, not swept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long and how fast to learn: passes over each set (a share of one is allowed), rates, sizes."""

    trees: float
    said: float
    names: float
    world: float = 0.0
    made: int = 0
    """Reports made of templates, each once."""
    gear: float
    budget: int = 1800
    """Padded sub-words in a batch."""
    encoder_rate: float
    head_rate: float
    warmup: float
    """Share of the steps in which the rates rise; then they fall."""
    steps: int | None = None
    """Steps after which the stage ends, though its rates fall as if it went on; `None` for all of them."""
    repeats: Mapping[str, int] = field(default_factory=dict)
    """How often sentences with names of a source come in one pass, by the first part of the source's name."""
    swapped: float = 0.0
    """Share of the sentences with names whose names are swapped for others."""
    kept: float = 0.0
    """Share of the weights before the stage that is blended with those after it."""
    holds: bool = False
    """The other heads are held, on batches of names, to what they said before `FURTHER`."""
    seed: int = 7


REPEATS: Final = {"crossner": 4, "wikigold": 2, "grobid": 2, "meantime": 2}
FEWER: Final = {**REPEATS, "crossner": 3}
"""How often small sets of edited text come in a pass, so that tweets do not outweigh them."""
STAGES: Final = (
    Plan(trees=5.0, said=4.5, names=1.25, gear=2.0, encoder_rate=2e-4, head_rate=1e-3, warmup=0.06, steps=2400),
    Plan(
        trees=3.5, said=1.2, names=1.5, gear=2.0, encoder_rate=1e-4, head_rate=5e-4, warmup=0.02, seed=8,
        repeats=REPEATS,
    ),
    Plan(
        trees=0.25, said=0.2, names=0.42, gear=0.5, encoder_rate=4e-5, head_rate=2e-4, warmup=0.05, seed=9,
        repeats=REPEATS, kept=0.5,
    ),
)  # fmt: skip
"""The first stage ends half-way down its rates; the second goes on from there, with more trees and names. The third
is a short one, after which the weights are the mean of those before and after it."""
FURTHER: Final = (
    Plan(
        trees=0.9, said=0.3, names=0.6, world=2.0, gear=0.5, swapped=0.3, encoder_rate=1e-4, head_rate=6e-4,
        warmup=0.03, seed=11, repeats=FEWER,
    ),
    Plan(
        trees=1.0, said=0.4, names=0.9, world=1.2, made=5000, gear=0.5, swapped=0.35, encoder_rate=8e-5,
        head_rate=5e-4, warmup=0.05, seed=12, repeats=FEWER, holds=True,
    ),
    Plan(
        trees=0.15, said=0.07, names=0.12, world=0.15, made=3500, gear=0.1, swapped=0.35, encoder_rate=2e-5,
        head_rate=1e-4, warmup=0.05, seed=13, repeats=FEWER, holds=True, kept=0.5,
    ),
    Plan(
        trees=0.12, said=0.13, names=0.22, world=0.5, made=400, gear=0.05, swapped=0.15, encoder_rate=3e-5,
        head_rate=2e-4, warmup=0.05, seed=14, repeats=FEWER, holds=True,
    ),
)  # fmt: skip
"""Names of the whole world. The first stage learns them from newspapers, the others from made reports too, and they
hold the other heads to what they said before all of them."""


def schedule(
    corpus: Corpus, labels: Labels, pieces: WordPieces, plan: Plan, fillers: Fillers | None = None
) -> list[list[Example]]:
    """All batches of a training run in order, the sets mixed evenly over the whole run."""
    chance = random.Random(plan.seed)

    def names_of(documents: list[NameDocument]) -> list[Example]:
        return name_windows(documents, labels.names, pieces, chance, fillers=fillers, swapped=plan.swapped)

    makers: list[tuple[float, Callable[[], list[Example]]]] = [
        (plan.trees, lambda: tree_windows(corpus.trees, pieces, labels, chance)),
        (plan.said, lambda: said_windows(corpus.said, pieces, chance)),
        (plan.names, lambda: names_of(shuffled_together(corpus.names, chance))),
        (plan.world, lambda: names_of(corpus.world)),
        (1.0, lambda: names_of([fillers.report(chance) for _ in range(plan.made)] if fillers else [])),
        (plan.gear, lambda: gear_windows(corpus.gear, labels.gear, pieces)),
    ]
    placed: list[tuple[float, list[Example]]] = []
    for passes, make in makers:
        batches: list[list[Example]] = []
        for turn in range(math.ceil(passes)):
            share = min(1.0, passes - turn)
            fresh = batched(make(), budget=plan.budget, chance=chance)
            batches += fresh[: round(share * len(fresh))]
        placed += [((place + chance.random()) / len(batches), batch) for place, batch in enumerate(batches)]
    return [batch for _, batch in sorted(placed, key=lambda item: item[0])]


def padded(batch: list[Example], key: str, fill: float, wide: int) -> Tensor:
    """The gold of one name as `[windows, wide]`, filled up behind each window's words."""
    rows = np.full((len(batch), wide), fill, dtype=np.float64)
    for row, example in enumerate(batch):
        values = example.gold[key]
        rows[row, : len(values)] = values
    return torch.from_numpy(rows)


def same_sentence(batch: list[Example], wide: int) -> Tensor:
    """Where an arc may go, `[windows, words, 1 + words]`: to the root, and to the words of the same sentence."""
    unit = padded(batch, "unit", -1, wide)
    return torch.cat([torch.ones_like(unit[:, :, None]).bool(), unit[:, :, None] == unit[:, None, :]], 2)


def loss_of(
    net: Net, batch: list[Example], device: str = "cpu", teacher: Net | None = None
) -> tuple[Tensor, dict[str, float]]:
    """The batch's summed loss and its parts; where it has names, its other heads are held to a `teacher`'s."""
    cut = stack([example.pieces for example in batch])
    arrays = (cut.ids, cut.mask, cut.shapes, cut.begins, cut.first)
    with torch.autocast(device, dtype=torch.bfloat16):
        out = net(*(torch.from_numpy(array).to(device) for array in arrays))
    wide, gold = cut.first.shape[1], batch[0].gold
    parts: dict[str, Tensor] = {}
    if "names" in gold:
        told = padded(batch, "names", UNSAID, wide).long().to(device)
        parts |= names_losses(net, out["names"], told)
        if teacher is not None:
            with torch.no_grad(), torch.autocast(device, dtype=torch.bfloat16):
                kept = teacher(*(torch.from_numpy(array).to(device) for array in arrays))
            parts["held"] = held_loss(out, kept, told >= 0)
    for name in ("upos", "xpos", "gear"):
        if name in gold:
            target = padded(batch, name, UNSAID, wide).long().to(device)
            scores = out[name].float().flatten(0, 1)
            parts[name] = functional.cross_entropy(scores, target.flatten(), ignore_index=UNSAID)
    if "heads" in gold:
        parts |= tree_losses(net, out, batch, wide, device)
    if "said" in gold:
        parts |= said_losses(net, out, batch, wide, device)
    total = sum((WEIGHTS.get(name, 1.0) * part for name, part in parts.items()), torch.zeros((), device=device))
    return total, {name: float(part.detach()) for name, part in parts.items()}


def names_losses(net: Net, scores: Tensor, gold: Tensor) -> dict[str, Tensor]:
    """The losses of the tags that the gold allows, rows of `allowed_tags`: of each word alone, and of their chain."""
    told = gold >= 0
    allowed = torch.from_numpy(allowed_tags(TAGS)).to(scores.device)[gold.clamp(min=0)]
    kept = scores.float()[told]
    right = kept.masked_fill(~allowed[told], FORBIDDEN)
    alone = (torch.logsumexp(kept, -1) - torch.logsumexp(right, -1)).mean()
    return {"names": alone, "chain": partial_chain_loss(scores, net.name_steps, allowed, told.float())}


def held_loss(out: dict[str, Tensor], teacher: dict[str, Tensor], told: Tensor) -> Tensor:
    """How far the heads that a batch has no gold for have moved from what a net said that is to be kept.

    The divergence of their labels, and the squared distance of the vectors of the biaffine spaces (Li and Hoiem 2016,
    "Learning without forgetting").
    """
    parts = [functional.mse_loss(out[name].float()[told], teacher[name].float()[told]) for name in HELD_VECTORS]
    for name in HELD_LABELS:
        was, now = (outputs[name].float()[told].log_softmax(-1) for outputs in (teacher, out))
        parts.append(functional.kl_div(now, was, reduction="batchmean", log_target=True))
    return torch.stack(parts).sum()


def tree_losses(net: Net, out: dict[str, Tensor], batch: list[Example], wide: int, device: str) -> dict[str, Tensor]:
    """The losses of arcs, relations, sentence beginnings and, where the batch tells any, factuality."""
    heads = padded(batch, "heads", UNSAID, wide).long().to(device)
    arcs = net.arcs(out).masked_fill(~same_sentence(batch, wide).to(device), FORBIDDEN)
    parts = {"arc": functional.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=UNSAID)}
    relation = padded(batch, "deprel", UNSAID, wide).long().to(device)
    rows, words = torch.nonzero(relation >= 0, as_tuple=True)
    scores = net.relations(out, rows, words, heads[rows, words])
    parts["label"] = functional.cross_entropy(scores, relation[rows, words])
    begins, known = padded(batch, "sent", 0, wide).float().to(device), heads >= 0
    parts["sent"] = functional.binary_cross_entropy_with_logits(out["sent"].float().squeeze(-1)[known], begins[known])
    fact = padded(batch, "fact", math.nan, wide).float().to(device)
    sure = padded(batch, "sure", 0, wide).float().to(device)
    told = ~fact.isnan()
    if told.any():
        miss = functional.smooth_l1_loss(out["fact"].float().squeeze(-1)[told], fact[told], reduction="none", beta=0.5)
        parts["fact"] = (miss * sure[told]).sum() / sure[told].sum().clamp(min=1.0)
    return parts


def said_losses(net: Net, out: dict[str, Tensor], batch: list[Example], wide: int, device: str) -> dict[str, Tensor]:
    """The losses of the chain of sources, cues and contents and, where the batch has cues, of their links."""
    tags = padded(batch, "said", UNSAID, wide).long().to(device)
    mask = (tags >= 0).float()
    parts = {"said": chain_loss(out["said"], net.steps, tags.clamp(min=0), mask)}
    cues = [(row, at, bits) for row, example in enumerate(batch) for at, bits in example.cues]
    if cues:
        bits = np.zeros((len(cues), wide), dtype=np.int64)
        for place, (_, _, link) in enumerate(cues):
            bits[place, : len(link)] = link
        target = torch.from_numpy(np.stack([(bits >> k) & 1 for k in range(LINKS)], -1)).float().to(device)
        rows = torch.tensor([row for row, _, _ in cues], device=device)
        scores = net.links(out, rows, torch.tensor([at for _, at, _ in cues], device=device))
        miss = functional.binary_cross_entropy_with_logits(scores, target, reduction="none").sum(-1) * mask[rows]
        parts["link"] = miss.sum() / (len(cues) * LINK_WORDS)
    return parts


class Meter:
    """How a run goes: sub-words a second since its beginning, and a moving mean of each part of the loss."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._seen = 0
        self._means: dict[str, float] = {}

    def count(self, batch: list[Example], parts: dict[str, float]) -> None:
        """Take a batch and its losses in; a step counts 2 % of the mean."""
        self._seen += sum(example.size for example in batch)
        for name, part in parts.items():
            self._means[name] = 0.98 * self._means.get(name, part) + 0.02 * part

    def __str__(self) -> str:
        speed = self._seen / (time.monotonic() - self._begun)
        told = " ".join(f"{name}={mean:.3f}" for name, mean in sorted(self._means.items()))
        return f"{speed:.0f} sub-words/s {told}"


def learn(
    net: Net,
    batches: list[list[Example]],
    plan: Plan,
    *,
    save: Path,
    report: Callable[[str], None],
    check: Callable[[int], None],
    device: str = "cpu",
    teacher: Net | None = None,
) -> None:
    """Train in place; every so many steps, and after the last, writes the weights to `save` and calls `check`.

    Half of the batches of names hold the other heads to a `teacher`'s, if there is one.
    """
    chance = random.Random(plan.seed)
    net.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    optimiser = optimiser_of(net, plan)
    rates = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate_at(step, len(batches), plan.warmup))
    learned = [weight for group in optimiser.param_groups for weight in group["params"]]
    meter = Meter()
    last = min(plan.steps or len(batches), len(batches)) - 1
    for step, batch in enumerate(batches[: last + 1]):
        net.train()
        total, parts = loss_of(net, batch, device, teacher if chance.random() < HELD else None)
        total.backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
        rates.step()
        optimiser.zero_grad(set_to_none=True)
        meter.count(batch, parts)
        if step % 50 == 49:
            report(f"step {step + 1}/{len(batches)} {meter}")
        if step % EVERY == EVERY - 1 or step == last:
            torch.save(net.state_dict(), save)
            check(step + 1)


def optimiser_of(net: Net, plan: Plan) -> torch.optim.Optimizer:
    """AdamW over all weights that learn, the encoder's slower than the heads'."""
    encoder = [p for n, p in net.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def rate_at(step: int, steps: int, warmup: float) -> float:
    """The share of the full rate at a step: up in a straight line over the warm-up, then down to 0.01."""
    warm = max(1, round(warmup * steps))
    return min((step + 1) / warm, max(0.01, (steps - step) / max(1, steps - warm)))

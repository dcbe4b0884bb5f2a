# mypy: disallow-subclassing-any=False
"""The network: one encoder, one pass, a head for each mark."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

from sayso.mark.core.word_shapes import SHAPES

ARC, LABEL, LINK = 192, 96, 96
"""Widths of the biaffine spaces: governors, relations, attribution links."""
FORBIDDEN = -1e4
"""Score of an arc out of its sentence; far below any other, and finite in half precision."""
LINKS = 4
"""What a cue's link to a word can say: the word begins or is in its source, begins or is in its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The label sets of the heads, in order."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deprel: tuple[str, ...]
    names: tuple[str, ...]
    gear: tuple[str, ...]
    said: tuple[str, ...]


class Net(nn.Module):
    """Encoder and heads; `forward` gives the word-level outputs by name, each `[windows, words, …]`."""

    def __init__(self, encoder: BertModel, labels: Labels, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.shape = nn.Embedding(2 * SHAPES, width)
        self.begin = nn.Embedding(2, width)
        nn.init.normal_(self.shape.weight, std=0.01)
        nn.init.zeros_(self.begin.weight)
        self.drop = nn.Dropout(dropout)
        sizes = {
            "upos": len(labels.upos), "xpos": len(labels.xpos), "names": len(labels.names), "gear": len(labels.gear),
            "said": len(labels.said), "sent": 1,
        }  # fmt: skip
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in sizes.items()})
        self.fact = nn.Sequential(nn.Linear(width, 128), nn.GELU(), nn.Dropout(dropout), nn.Linear(128, 1))
        spaces = {
            "arc_dep": ARC, "arc_head": ARC, "label_dep": LABEL, "label_head": LABEL,
            "link_cue": LINK, "link_word": LINK,
        }  # fmt: skip
        self.spaces = nn.ModuleDict(
            {name: nn.Sequential(nn.Linear(width, size), nn.GELU()) for name, size in spaces.items()}
        )
        self.root_arc = nn.Parameter(torch.randn(ARC) * 0.05)
        self.root_label = nn.Parameter(torch.randn(LABEL) * 0.05)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label = nn.Parameter(torch.randn(len(labels.deprel), LABEL + 1, LABEL + 1) * 0.02)
        self.link = nn.Parameter(torch.randn(LINKS, LINK + 1, LINK + 1) * 0.02)
        self.steps = nn.Parameter(torch.zeros(len(labels.said), len(labels.said)))
        self.name_steps = nn.Parameter(torch.zeros(len(labels.names), len(labels.names)))

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor, begins: Tensor, first: Tensor) -> dict[str, Tensor]:
        """The outputs of the heads and the vectors of the biaffine spaces, for a batch of `sayso.mark.core.windows`."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.shape(shapes) + self.begin(begins)
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        index = first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        word = self.drop(torch.gather(hidden, 1, index))
        out = {name: head(word) for name, head in self.heads.items()}
        out["fact"] = self.fact(word)
        out |= {name: space(word) for name, space in self.spaces.items()}
        return out

    def arcs(self, out: dict[str, Tensor]) -> Tensor:
        """Scores `[windows, words, 1 + words]` of each governor for each word, the root first."""
        dep, head = self.drop(out["arc_dep"]).float(), self.drop(out["arc_head"]).float()
        root = self.root_arc.expand(head.shape[0], 1, -1)
        return _with_one(dep) @ self.arc @ torch.cat([root, head], 1).transpose(1, 2)

    def relations(self, out: dict[str, Tensor], rows: Tensor, words: Tensor, heads: Tensor) -> Tensor:
        """Scores `[n, relations]` for n words (window, word) and their governors (0 is the root, i + 1 the word i)."""
        dep = out["label_dep"].float()[rows, words]
        govern = torch.cat([self.root_label.expand(out["label_head"].shape[0], 1, -1), out["label_head"].float()], 1)
        return torch.einsum("ni,rij,nj->nr", _with_one(dep), self.label, _with_one(govern[rows, heads]))

    def links(self, out: dict[str, Tensor], rows: Tensor, cues: Tensor) -> Tensor:
        """Scores `[n, words, LINKS]` of each word of its window for n cues (window, word)."""
        cue = _with_one(out["link_cue"].float()[rows, cues])
        word = _with_one(out["link_word"].float()[rows])
        return torch.einsum("ni,lij,nwj->nwl", cue, self.link, word)


def _with_one(vectors: Tensor) -> Tensor:
    """The vectors with a 1 behind each, for the bias of their side."""
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], -1)


def chain_loss(emissions: Tensor, steps: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
    """The mean negative log-likelihood a word of gold label chains under a linear-chain CRF.

    `emissions` are `[windows, words, labels]`, `steps` `[labels, labels]`, `gold` and `mask` (1 for a word, 0 for
    padding) `[windows, words]`.
    """
    emissions = emissions.float()
    score = emissions.gather(2, gold.unsqueeze(-1)).squeeze(-1) * mask
    moves = steps[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]
    return (_all_chains(emissions, steps, mask) - score.sum(1) - moves.sum(1)).sum() / mask.sum()


def partial_chain_loss(emissions: Tensor, steps: Tensor, allowed: Tensor, mask: Tensor) -> Tensor:
    """The same where the gold is not one chain but every chain of `allowed` labels, `[windows, words, labels]`."""
    emissions = emissions.float()
    right = emissions.masked_fill(~allowed, FORBIDDEN)
    every, fulfilled = _all_chains(torch.cat([emissions, right]), steps, torch.cat([mask, mask])).chunk(2)
    return (every - fulfilled).sum() / mask.sum()


def _all_chains(emissions: Tensor, steps: Tensor, mask: Tensor) -> Tensor:
    """The log of the summed exponentials of all chains' scores, `[windows]`."""
    alpha = emissions[:, 0]
    for at in range(1, emissions.shape[1]):
        moved = torch.logsumexp(alpha.unsqueeze(2) + steps, 1) + emissions[:, at]
        alpha = torch.where(mask[:, at, None] > 0, moved, alpha)
    return torch.logsumexp(alpha, 1)

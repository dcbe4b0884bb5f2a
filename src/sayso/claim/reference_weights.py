"""The learned weights of the signs by which a pronoun finds what it stands for: `antecedents.yaml` of the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

FILE: Final = "antecedents.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceWeights:
    """What each sign of an antecedent counts, in log odds."""

    weights: Mapping[str, float] = field(default_factory=dict)
    acting: float = 1.0
    """How likely a noun must be to be taken, in (0, 1], where somebody who acts is meant; 1 takes none."""
    any: float = 1.0
    """The same where it may be anything."""


def reference_weights(table: Mapping[str, Any]) -> ReferenceWeights:
    """The weights of `antecedents.yaml`. Raises `KeyError` when a part is missing."""
    weights = {str(name): float(value) for name, value in table["weights"].items()}
    return ReferenceWeights(weights=weights, acting=float(table["least"]["acting"]), any=float(table["least"]["any"]))

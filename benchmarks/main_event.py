"""The one event of a short report, as runners ask for it that have one label a report."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from sayso.base.settings import Settings
from sayso.flow.chain import claim_reading, load_chain, read_given
from sayso.model import Claim, Dropped

Label = Callable[[Claim], str | None]


def claims_of(text: str) -> list[Claim]:
    """The claims of a report that is nothing but this text."""
    settings, chain, claims = Settings(), load_chain(), list[Claim]()
    for article in read_given(json.dumps({"text": text}, ensure_ascii=False).encode(), settings):
        if not isinstance(article, Dropped):
            claims += claim_reading(chain.mark(article), settings)
    return claims


def main_of(claims: Sequence[Claim], label: Label) -> Claim | None:
    """The most salient claim that has a label; of those alike the one that stands first."""
    labelled = [claim for claim in claims if label(claim) is not None]
    return min(labelled, key=lambda claim: (-claim.salience, claim.trigger.start), default=None)


def label_of(claims: Sequence[Claim], label: Label) -> str | None:
    """The label of the main claim."""
    main = main_of(claims, label)
    return None if main is None else label(main)


def weighted_f1(wanted: Sequence[str], said: Sequence[str | None]) -> float:
    """The F1 of each label in percent, averaged by how often it is wanted."""
    total = 0.0
    for one in set(wanted):
        both = sum(left == right == one for left, right in zip(wanted, said, strict=True))
        total += wanted.count(one) * 2 * both / (wanted.count(one) + sum(right == one for right in said))
    return 100 * total / max(1, len(wanted))

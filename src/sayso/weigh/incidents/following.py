"""What tells again what another claim of its article tells most fully goes where that goes, and is not weighed itself.

So an incident is what its fullest tellings make it, and no claim without a day or a place, such as "the attack", is
left to fit another attack as well. A claim that a person's judgement names is weighed by itself, and so is one whose
fullest is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sayso.weigh.incidents.constraints import PairConstraints, pair_of
from sayso.weigh.incidents.features import Features
from sayso.weigh.incidents.merging import Group
from sayso.weigh.incidents.scoring import Score

TOLD_AGAIN: Final = Score(1.0, (("told", 1.0),))
"""The score of two claims of which one tells again what the other tells more fully."""


def told_key(claim: str) -> str:
    """The key under which claims are stored that tell again what the claim of that id tells."""
    return f"r:{claim}"


def may_follow(features: Features, judged: PairConstraints) -> bool:
    """Whether a claim goes where another goes, if that is there."""
    return features.retells is not None and features.retells != features.id and features.id not in judged.named


def led_by(all_features: Iterable[Features], judged: PairConstraints) -> tuple[list[Features], list[Features]]:
    """Of all current claims those that are weighed, and those that follow one of them."""
    leading, following = list[Features](), list[Features]()
    for features in all_features:
        (following if may_follow(features, judged) else leading).append(features)
    articles = {features.id: features.article for features in leading}
    lost = [features for features in following if articles.get(features.retells or "") != features.article]
    alone = {features.id for features in lost}
    return [*leading, *lost], [features for features in following if features.id not in alone]


def by_fullest(following: Iterable[Features]) -> dict[str, list[Features]]:
    """Claims that follow, by the one that they follow."""
    told: dict[str, list[Features]] = {}
    for features in following:
        told.setdefault(features.retells or "", []).append(features)
    return told


def with_told(group: Group, told: Mapping[str, Sequence[Features]]) -> Group:
    """The group, with what tells again what one of its claims tells."""
    more = [(lead, features) for lead in group.members for features in told.get(lead.id, ())]
    if not more:
        return group
    members = sorted((*group.members, *(features for _, features in more)), key=lambda features: features.id)
    reasons = tuple((pair_of(lead.id, features.id), TOLD_AGAIN) for lead, features in more)
    return replace(group, members=tuple(members), reasons=(*group.reasons, *reasons))


def fullest_of(members: Sequence[Features]) -> list[Features]:
    """The claims of an incident without those that tell again what another of it tells."""
    ids: Collection[str] = {features.id for features in members}
    return [features for features in members if features.retells not in ids]

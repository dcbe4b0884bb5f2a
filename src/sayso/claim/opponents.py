"""Whose fighters and weapons are that nobody names, by who strikes them or whom they strike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.claim.meant import Meant
from sayso.claim.meant_party import resolved
from sayso.claim.pronouns import HasClasses
from sayso.claim.scene import Scene
from sayso.model import Actor

ARMED: Final = frozenset({"soldiers", "weapons"})
"""Classes of those who are somebody's in a war, whoever names them."""
UNARMED: Final = frozenset({"civilians", "police", "prisoner", "state", "number"})
"""Classes of those who may be nobody's, though they are armed or counted like those."""


class Opponents:
    """The enemies of those whom one article names."""

    def __init__(self, scene: Scene, meant: Meant) -> None:
        self.scene = scene
        self.meant = meant

    def of_armed(self, actor: Actor, heads: Sequence[int], fillers: HasClasses, others: Sequence[Actor]) -> Actor:
        """A fighter or a weapon of no known party, with the only enemy of those on the other side of the deed.

        "Ukraine destroyed two launchers" in a report that names Russia alone of its enemies: Russia's. `heads`: the
        head words of all on this side.
        """
        known = {other.party for other in others if other.party is not None}
        if actor.party is not None or len(known) != 1:
            return actor
        tokens = fillers.graph.tokens
        own = [head for head in heads if actor.start <= tokens[head].start < actor.end]
        is_armed = any(fillers.is_of(head, ARMED) and not fillers.is_of(head, UNARMED) for head in own)
        enemy = self.meant.sole_enemy_of(known.pop()) if is_armed else None
        return resolved(actor, self.meant.named(enemy, actor.start), self.scene.text)

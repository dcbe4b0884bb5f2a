"""What each sign of a claim counts for its being one, and how sure a claim must be to be made: `sureness.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Any, Final

from sayso.base.errors import CodebookError
from sayso.packs.pack import Pack

FILE: Final = "sureness.yaml"
SALIENCE: Final = "salience.yaml"
OTHERS: Final = "others"
"""In `least`: the families that it does not name."""
TYPE: Final = "type_"
"""How the names of signs begin that say of which type a claim is."""


MOST: Final = 20.0
"""Log odds beyond which nothing is surer."""


def chance_of(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """What signs and their weights (log odds) say, in (0, 1); a sign without a weight says nothing."""
    return 1 / (1 + exp(-_worth(signs, weights)))


def chances_among(choices: Sequence[Mapping[str, float]], weights: Mapping[str, float]) -> list[float]:
    """How likely each of some choices is the right one, or else none of them: all in (0, 1), together below 1.

    A conditional logit (McFadden 1974), in which "none" has no signs.
    """
    worth = [exp(min(MOST, _worth(signs, weights))) for signs in choices]
    return [one / (1 + sum(worth)) for one in worth]


def _worth(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The log odds of signs: a plain loop, since it is asked for every claim, place and pair."""
    odds, weight = 0.0, weights.get
    for name, value in signs.items():
        if value:
            odds += weight(name, 0.0) * value
    return odds


@dataclass(frozen=True, slots=True, kw_only=True)
class SurenessRules:
    """The weights of signs in log odds, and the least sureness of a claim by the family of its type."""

    weights: Mapping[str, float] = field(default_factory=dict)
    least: Mapping[str, float] = field(default_factory=dict)

    def sureness(self, signs: Mapping[str, float]) -> float:
        """The sureness of a claim with these signs, in (0, 1); a sign without a weight counts nothing."""
        return chance_of(signs, self.weights)

    def is_enough(self, sureness: float, event: str) -> bool:
        """Whether a claim of that type is made if it is so sure; one of a type without a weight always is.

        Nothing was learned of such a type, which somebody added, so how sure its claims look tells nothing.
        """
        if f"{TYPE}{event}" not in self.weights:
            return True
        return sureness >= self.least.get(event.partition(".")[0], self.least.get(OTHERS, 0.0))


def load_sureness_rules(pack: Pack) -> SurenessRules:
    """The rules of the pack; where it has no such file, none: then all claims are made, each as sure as the next.

    Raises `CodebookError` for what is no number.
    """
    if FILE not in pack.files:
        return SurenessRules()
    content = pack.yaml(FILE)
    return SurenessRules(weights=_numbers(content, "weights", pack), least=_numbers(content, "least", pack))


def load_salience(pack: Pack) -> Mapping[str, float]:
    """What each sign counts for an event being an article's main one, in log odds; none where the pack has no file.

    Raises `CodebookError` for what is no number.
    """
    if SALIENCE not in pack.files:
        return {}
    return _numbers(pack.yaml(SALIENCE), "weights", pack, SALIENCE)


def _numbers(content: Any, key: str, pack: Pack, file: str = FILE) -> Mapping[str, float]:
    """The numbers under a key, by name."""
    named = content.get(key) if isinstance(content, dict) else None
    if not isinstance(named, dict) or not all(_is_number(value) for value in named.values()):
        raise CodebookError(
            f"{key} is no list of names with numbers", hint="write a line a name: `name: 0.5`",
            file=str(pack.folder / file),
        )  # fmt: skip
    return {str(name): float(value) for name, value in named.items()}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)

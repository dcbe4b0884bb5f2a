"""Kinds that an article tells of its names elsewhere than beside them: in lists, and where it says what a name is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from sayso.gazetteer.names import normal_name, skeleton
from sayso.mark.places.patterns import Mention, kind_before
from sayso.mark.places.vocabulary import PlaceWords
from sayso.model import PlaceKind

LINK_REACH: Final = 40
"""Characters at most between two names of a list, and before its first, where a plural tells its kind. By hand, not
swept."""

StatedKinds = dict[int, PlaceKind]
"""Kinds by the index of a mention."""


def settle_kinds(text: str, mentions: Sequence[Mention], words: PlaceWords) -> list[Mention]:
    """The mentions in their order; some that nothing beside them tells the kind of have it from elsewhere.

    In "Kherson, Mykolaiv and Odesa oblasts" all three are regions. Where an article says "the region of Luhansk" and
    nowhere "the city of Luhansk", its bare "Luhansk" is the region too, and so is what is joined to it by "and".
    "Luhansk Oblast" is another name: it says nothing of a bare "Luhansk". Likewise a bare "Bara" is the town where an
    article says "the town of Bara" and nowhere that it is more than a town.
    """
    settled = list(mentions)
    order = sorted(range(len(mentions)), key=lambda index: mentions[index].start)
    lists = _lists(text, [mentions[index] for index in order], words)
    for run in lists:
        kind = _kind_of_list(text, [mentions[order[at]] for at in run], words)
        _give(settled, [order[at] for at in run], kind)
    regions = _stated_regions(text, mentions, words)
    if regions:
        _give(settled, [i for i, mention in enumerate(settled) if _key(mention) in regions], "region")
        for run in lists:
            if any(_key(mentions[order[at]]) in regions for at in run):
                _give(settled, [order[at] for at in run], "region")
    if towns := _stated_towns(text, mentions, words):
        _give(settled, [i for i, mention in enumerate(settled) if _key(mention) in towns], "settlement")
    return settled


def _give(settled: list[Mention], indexes: Sequence[int], kind: PlaceKind | None) -> None:
    for index in indexes:
        if kind is not None and settled[index].kind is None:
            settled[index] = replace(settled[index], kind=kind)


def _lists(text: str, mentions: Sequence[Mention], words: PlaceWords) -> list[range]:
    """The runs of two mentions and more that only links of a list part, as ranges of their positions."""
    joined = [
        right.start - left.end < LINK_REACH and bool(words.list_link.fullmatch(text, left.end, right.start))
        for left, right in pairwise(mentions)
    ]
    runs, first = list[range](), 0
    for at, is_joined in enumerate([*joined, False]):
        if not is_joined:
            if at > first:
                runs.append(range(first, at + 1))
            first = at + 1
    return runs


def _kind_of_list(text: str, run: Sequence[Mention], words: PlaceWords) -> PlaceKind | None:
    """The kind that a plural behind the list or in front of it tells of all its names."""
    behind = words.plural_after.match(text, run[-1].end)
    if behind is not None:
        return words.plurals[behind[1].lower()]
    before = words.plural_before.search(text[max(0, run[0].start - LINK_REACH) : run[0].start])
    return None if before is None else words.plurals[before[1].lower()]


def _stated_regions(text: str, mentions: Sequence[Mention], words: PlaceWords) -> set[str]:
    """The names of which the article says that they are a region's, and nowhere that they are a town's."""

    def names_of(kind: PlaceKind, says: Callable[[Mention], bool]) -> set[str]:
        return {_key(mention) for mention in mentions if mention.kind == kind and says(mention)}

    regions = names_of("region", lambda mention: kind_before(text, mention.start, words) == "region")
    return regions - names_of("settlement", lambda _: True) if regions else regions


def _stated_towns(text: str, mentions: Sequence[Mention], words: PlaceWords) -> set[str]:
    """The names of which the article says that they are a town's, and nowhere that they are anything else's."""
    towns = {
        _key(mention)
        for mention in mentions
        if mention.kind == "settlement" and kind_before(text, mention.start, words) == "settlement"
    }
    return towns - {_key(mention) for mention in mentions if mention.kind not in (None, "settlement")}


def _key(mention: Mention) -> str:
    normal = normal_name(mention.name)
    return skeleton(normal) or normal

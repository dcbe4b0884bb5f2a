"""Claims of invented reports, written in one line, and a store in memory to find them in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from sayso.base.ids import claim_id
from sayso.model import Actor, Article, ArticleHead, Claim, Count, Place, Source, Span, When
from sayso.packs.codebook import Codebook, load_codebook
from sayso.packs.pack import load_pack
from sayso.weigh import (
    Features,
    Group,
    PairConstraints,
    VoiceFinder,
    build_incident,
    features_of,
    stored_keys,
    weigh_all,
)


@cache
def codebook() -> Codebook:
    return load_codebook(load_pack("codebook"))


def town(name: str, latitude: float, longitude: float, *, admin1: str = "Luhansk", **more: Any) -> Place:
    plain: dict[str, Any] = {"geonameid": sum(map(ord, name)), "country": "UA", "kind": "settlement"}
    plain |= {"precision": "exact", "admin1": admin1, "latitude": latitude, "longitude": longitude} | more
    return Place(text=name, start=0, end=len(name), name=name, **plain)


ALDEN = town("Alden", 48.70, 38.40)
BIRCH = town("Birch", 48.74, 38.44)
"""5 km from Alden."""
CORVIN = town("Corvin", 49.50, 36.20, admin1="Kharkiv")
SHIRE = town("Luhansk", 49.00, 39.00, kind="region", precision="region")
DISTRICT = town("Alden District", 48.72, 38.42, kind="district", precision="district")
UKRAINE = town("Ukraine", 49.0, 32.0, kind="country", precision="country")
NOWHERE = Place(text="the town", start=0, end=8)


def claim_of(
    event: str,
    *places: Place,
    on: str | tuple[str, str] | None = None,
    by: str | Source | tuple[Source, ...] | None = None,
    actor: str | None = None,
    target: str | None = None,
    count: tuple[str, int | None, int | None] | None = None,
    status: str = "happened",
    article: str = "a-1",
    published: str | None = "2023-05-10",
    outlet: str | None = None,
    words: str = "The guns were heard",
    id: str | None = None,  # noqa: A002
) -> Claim:
    """The claim that it happened there on that day or run of days, by a person of that name or by a source."""
    first, last = on if isinstance(on, tuple) else (on, on)
    day = date.fromisoformat(published) if published else None
    claim: dict[str, Any] = {"status": status, "event": event, "places": places}
    made = id or "-".join(["c", *(str(part) for part in (event, [p.name for p in places], on, by, actor, target))])
    return Claim(
        id=made if id else f"{made}-{count}-{status}-{article}-{words}",
        article=ArticleHead(id=article, path=None, title=None, outlet=outlet, url=None, published=day),
        trigger=Span(text="guns", start=4, end=8),
        actors=_actors(actor),
        targets=_actors(target),
        when=When(from_day=date.fromisoformat(first), to_day=date.fromisoformat(last), precision="day", basis="stated")
        if first and last
        else When(),
        counts=(Count(text="many", start=0, end=4, of=count[0], low=count[1], high=count[2]),) if count else (),
        status_cue=None,
        sources=_sources(by),
        quote=None,
        sentence=Span(text=words, start=0, end=len(words)),
        confidence=0.9,
        maker="test",
        **claim,
    )


def source(name: str, kind: str = "person", party: str | None = None) -> Source:
    kinds: dict[str, Any] = {"kind": kind}
    return Source(text=name, start=0, end=len(name), name=name, role=None, party=party, **kinds)


def _sources(by: str | Source | tuple[Source, ...] | None) -> tuple[Source, ...]:
    if by is None or isinstance(by, tuple):
        return by or ()
    return (source(by),) if isinstance(by, str) else (by,)


def _actors(party: str | None) -> tuple[Actor, ...]:
    return (Actor(text="troops", start=0, end=6, name="troops", party=party, sector="MIL"),) if party else ()


def placed_in(article: Article, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims as those of an article, each on a letter of its own: ids and places in the text made to fit."""
    return tuple(
        replace(
            claim,
            id=claim_id(article.id, claim.event, at, at + 1, "m"),
            article=article.head,
            trigger=Span(text=article.text[at], start=at, end=at + 1),
        )
        for at, claim in enumerate(claims)
    )


def features_from(claim: Claim, *, copies: str | None = None) -> Features:
    return features_of(claim, rules=codebook().incidents, speakers=VoiceFinder(codebook().parties), copies=copies)


def groups_of(*claims: Claim, judged: PairConstraints | None = None) -> list[Group]:
    return list(weigh_all(map(features_from, claims), rules=codebook().incidents, judged=judged or PairConstraints()))


def partition(groups: Iterable[Group]) -> set[frozenset[str]]:
    return {frozenset(member.id for member in group.members) for group in groups}


def incident(*claims: Claim) -> Any:
    """The one incident of these claims; fails if they are more than one."""
    (group,) = groups_of(*claims)
    return build_incident("i-1", group, codebook().incidents, maker="incidents@1#test")


class Store:
    """Gists by the keys under which they are stored."""

    def __init__(self, all_features: Iterable[Features] = ()) -> None:
        self.by_id: dict[str, Features] = {}
        self.by_key: dict[str, set[str]] = {}
        self.links: dict[str, set[str]] = {}
        for one in all_features:
            self.add(one)

    def add(self, one: Features) -> None:
        self.by_id[one.id] = one
        for key in stored_keys(one, codebook().incidents):
            self.by_key.setdefault(key, set()).add(one.id)

    def remove(self, one: Features) -> None:
        del self.by_id[one.id]
        for key in stored_keys(one, codebook().incidents):
            self.by_key[key].discard(one.id)

    def find(self, keys: Collection[str], ids: Collection[str]) -> list[Features]:
        found = {claim for key in keys for claim in self.by_key.get(key, ())} | (set(ids) & set(self.by_id))
        return [self.by_id[claim] for claim in sorted(found)]

    def known(self, claims: Collection[str]) -> dict[str, set[str]]:
        return {claim: self.links[claim] for claim in claims if claim in self.links}

    def keep(self, links: Mapping[str, Collection[str]]) -> None:
        """Keeps links as a ledger does: also of those to which they lead, and never taking one away."""
        for claim, others in links.items():
            for other in others:
                self.links.get(other, set()).add(claim)
            self.links[claim] = set(others)

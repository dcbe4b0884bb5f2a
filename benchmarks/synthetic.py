"""A war that never was: articles and claims with places, days, events, parties and words as unequal as in a real one.

Made anew from a seed, so that every run measures the same ledger. A few places, events, speakers and outlets have most
of the claims (weights fall with the rank, as 1/rank), the early days have more, a sixth of the claims has no day.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from typing import Any, Final

from sayso.base.ids import article_id, claim_id
from sayso.model import Actor, Article, Block, Claim, Count, Place, PlacePrecision, Source, SourceKind, Span, When

FIRST_DAY: Final = date(2022, 2, 24)
DAYS: Final = 1_200
PLACES: Final = 4_000
SOURCES: Final = 6_000
OUTLETS: Final = 250
CLAIMS_AN_ARTICLE: Final = 25
MAKER: Final = "synthetic@1"
EVENTS: Final = (
    "strike.shelling", "strike.missile", "strike.drone", "harm.killed", "battle.assault", "battle.repelled",
    "battle.clash", "territory.captured", "strike.air", "damage.destroyed", "harm.wounded", "civilians.evacuated",
    "territory.recaptured", "territory.held", "battle.advance", "territory.withdrawn", "force.deployed",
    "statement.assessment", "diplomacy.agreement", "statement.other", "civilians.attacked", "force.regrouped",
    "battle.encirclement", "territory.contested", "diplomacy.threat", "civilians.displaced", "statement.intent",
    "strike.explosive", "harm.captured", "law.arrest", "hazard.nuclear", "damage.looted",
)  # fmt: skip
_PARTIES: Final = (
    "RUS",
    "UKR",
    "USA",
    "DPR",
    "LPR",
    "GBR",
    "BLR",
    "POL",
    "DEU",
    "FRA",
    "TUR",
    "CHN",
    "UNO",
    "EUE",
    "IRN",
)
_REGIONS: Final = tuple(f"Region {number}" for number in range(1, 26))
_STATUSES: Final = ("happened", "ongoing", "denied", "planned", "possible", "attempted")
_STATUS_WEIGHTS: Final = (70, 10, 3, 7, 7, 3)
_WORDS: Final = tuple(f"{head}{tail}" for head in ("ar", "ber", "cor", "dul", "en", "for", "gal", "hor", "in", "kal",
    "lom", "mar", "nor", "os", "pel", "ran", "sol", "tor", "ul", "ver") for tail in ("a", "ed", "en", "er", "ic", "ing",
    "ist", "ka", "le", "man", "ner", "on", "or", "rat", "sen", "tel", "um", "ve", "wick", "yar"))  # fmt: skip


@dataclass(frozen=True)
class Ranked:
    """Things of which the first come up most: the weight of each is one over its rank."""

    things: Sequence[Any]

    @cached_property
    def _weights(self) -> list[float]:
        return list(accumulate(1 / rank for rank in range(1, len(self.things) + 1)))

    def pick(self, chance: random.Random) -> Any:
        """One of them."""
        return chance.choices(self.things, cum_weights=self._weights)[0]


class War:
    """Places, speakers and outlets of the war, and its articles."""

    def __init__(self, seed: int = 7) -> None:
        chance = random.Random(seed)
        self.seed = seed
        self.places = Ranked([_place(number, chance) for number in range(PLACES)])
        self.sources = Ranked([_source(number, chance) for number in range(SOURCES)])
        self.actors = Ranked([_actor(number) for number in range(600)])
        self.outlets = Ranked([f"Outlet {number}" for number in range(OUTLETS)])
        self.events = Ranked(EVENTS)
        self.words = Ranked(_WORDS)

    def articles(self, first: int, count: int) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
        """So many articles from the given number on, each the same whatever was asked for before."""
        for number in range(first, first + count):
            yield self._article(number, random.Random(self.seed * 1_000_003 + number))

    def _article(self, number: int, chance: random.Random) -> tuple[Article, tuple[Claim, ...]]:
        published = FIRST_DAY + timedelta(days=int(DAYS * chance.random() ** 1.3))
        sentences = [self._sentence(chance) for _ in range(CLAIMS_AN_ARTICLE)]
        text = f"Report {number}\n\n" + " ".join(sentences)
        outlet = self.outlets.pick(chance)
        url = f"https://news.example/{number}"
        article = Article(
            id=article_id(text, outlet, url), text=text, sha256=sha256(text.encode()).hexdigest(),
            blocks=(Block(kind="paragraph", start=0, end=len(text)),), path=f"news/{number}.txt",
            title=f"Report {number}", outlet=outlet, url=url, published=published, language="en",
        )  # fmt: skip
        starts = accumulate((len(sentence) + 1 for sentence in sentences), initial=text.index("\n\n") + 2)
        claims = [
            self._claim(article, sentence, start, chance) for sentence, start in zip(sentences, starts, strict=False)
        ]
        return article, tuple(claims)

    def _sentence(self, chance: random.Random) -> str:
        words = [self.words.pick(chance) for _ in range(chance.randint(12, 28))]
        return " ".join(words).capitalize() + "."

    def _claim(self, article: Article, sentence: str, start: int, chance: random.Random) -> Claim:
        event = self.events.pick(chance)
        trigger, _, _ = sentence.partition(" ")
        places = tuple(self._placed(chance, start) for _ in range(chance.choices((0, 1, 2), (8, 80, 12))[0]))
        return Claim(
            id=claim_id(article.id, event, start, start + len(trigger), MAKER),
            article=article.head, event=event, trigger=Span(text=trigger, start=start, end=start + len(trigger)),
            actors=tuple(self.actors.pick(chance) for _ in range(chance.choices((0, 1, 2), (25, 65, 10))[0])),
            targets=tuple(self.actors.pick(chance) for _ in range(chance.choices((0, 1), (60, 40))[0])),
            places=places, when=_when(article.published, chance), counts=_counts(chance, start),
            status=chance.choices(_STATUSES, _STATUS_WEIGHTS)[0], status_cue=None,
            sources=tuple(self.sources.pick(chance) for _ in range(chance.choices((0, 1, 2), (25, 65, 10))[0])),
            quote=None, sentence=Span(text=sentence, start=start, end=start + len(sentence)),
            confidence=round(chance.choice((0.9, 0.81, 0.76, 0.69, 0.55)) - chance.random() / 20, 2), maker=MAKER,
        )  # fmt: skip

    def _placed(self, chance: random.Random, start: int) -> Place:
        place: Place = self.places.pick(chance)
        return replace(place, start=start, end=start + len(place.text))


def block_keys(claim: Claim) -> list[str]:
    """Family, place and month: about as many keys as the weighing gives."""
    month = claim.when.from_day.isoformat()[:7] if claim.when.from_day else "-"
    family = claim.event.partition(".")[0]
    return [f"{family}|{place.geonameid}|{month}" for place in claim.places] or [f"{family}|-|{month}"]


def _place(number: int, chance: random.Random) -> Place:
    """A place: a town, and one in 160 a region."""
    kind = "region" if number % 160 == 7 else "settlement"
    region = chance.choices(_REGIONS, [1 / rank for rank in range(1, len(_REGIONS) + 1)])[0]
    precision: PlacePrecision = "region" if kind == "region" else "exact"
    return Place(
        text=f"Place {number}", start=0, end=0, name=f"Place {number}", geonameid=700_000 + number,
        latitude=round(46 + 6 * chance.random(), 4), longitude=round(23 + 16 * chance.random(), 4),
        country="UA" if chance.random() < 0.9 else "RU", admin1=region,
        kind="region" if kind == "region" else "settlement", precision=precision, score=0.9,
    )  # fmt: skip


def _source(number: int, chance: random.Random) -> Source:
    kind: SourceKind = chance.choices(("person", "organisation", "group", "anonymous"), (55, 30, 5, 10))[0]
    party = chance.choices((*_PARTIES, None), (30, 40, *[1] * 13, 10))[0]
    name = f"Source {number}"
    return Source(
        text=name, start=0, end=len(name), name=name, role=None, kind=kind, party=party, sector="GOV", cue="said"
    )


def _actor(number: int) -> Actor:
    """A force; two of five are RUS, two UKR, one of somebody else."""
    name, rank = f"Force {number}", number % 5
    party = _PARTIES[2 + number // 5 % (len(_PARTIES) - 2)] if rank == 4 else _PARTIES[rank % 2]
    return Actor(text=name, start=0, end=len(name), name=name, party=party, sector="MIL")


def _when(published: date | None, chance: random.Random) -> When:
    if published is None or chance.random() < 1 / 6:
        return When()
    first = published - timedelta(days=int(chance.expovariate(0.4)))
    last = first + timedelta(days=chance.choices((0, 6, 29), (88, 8, 4))[0])
    return When(
        text="then", start=0, end=4, from_day=first, to_day=last, precision="day" if first == last else "days",
        basis="relative",
    )  # fmt: skip


def _counts(chance: random.Random, start: int) -> tuple[Count, ...]:
    if chance.random() > 0.3:
        return ()
    number = int(chance.paretovariate(1.0))
    return (Count(text=f"{number} people", start=start, end=start + 6, of="killed", low=number, high=number),)

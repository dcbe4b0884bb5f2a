"""News of the war that never was, as unlike and as alike as real news: what the weighing has to tell apart.

Shares are those of a ledger of the bundled bulletins, the report and forty articles on battles in Ukraine (6,052
claims): 33 % of the claims give their days (78 % of these one day, 14 % more than a week), 23 % only a day by which or
since which, 44 % none; 41 % name no place, and of the places 12 % are not resolved, 8 % lie near a town, 9 % are
regions, 7 % a country; the first town has a tenth of all. Types of events, statuses, actors (54 % of claims have none)
and numbers (11 %) are as frequent as there; a sentence makes 1.8 claims; two sentences of different articles share .12
of the words of the shorter (.25 at the ninth decile), on one place .23, and in one incident .46 at the median.

What that ledger cannot show is how often a thing is retold, since hardly two of its articles tell of the same days.
Here half of the sentences tell what no other does, half retell what happened on a day, the first matter of a day in
some forty sentences, the n-th in an n-th of that: three to ten claims to most matters that are retold. Every article
tells of the days before it, so that claims without a day are bounded by its own: that makes the weighing harder than
the real ledger does, where two in five have no bounds at all.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate, islice
from typing import Any, Final

from benchmarks.synthetic import CLAIMS_AN_ARTICLE, DAYS, FIRST_DAY, MAKER, Ranked, War
from sayso.base.ids import article_id, claim_id
from sayso.model import Actor, Article, Block, Claim, Count, Place, PlacePrecision, Span, When

CLAIMS: Final = 1_000_000

_EVENTS: Final = (
    ("battle.assault", 102), ("battle.clash", 82), ("harm.killed", 78), ("statement.other", 73),
    ("territory.captured", 67), ("damage.destroyed", 61), ("battle.advance", 55), ("strike.shelling", 54),
    ("territory.held", 44), ("territory.withdrawn", 37), ("harm.wounded", 28), ("statement.assessment", 27),
    ("territory.recaptured", 26), ("battle.repelled", 22), ("statement.intent", 22), ("force.deployed", 18),
    ("battle.encirclement", 18), ("civilians.evacuated", 18), ("battle.invasion", 17), ("strike.air", 15),
    ("strike.missile", 12), ("harm.captured", 12), ("civilians.besieged", 11), ("diplomacy.accusation", 9),
    ("battle.surrender", 8), ("diplomacy.demand", 8), ("diplomacy.talks", 7), ("civilians.attacked", 7),
    ("strike.explosive", 6), ("diplomacy.agreement", 6), ("force.supplied", 5), ("force.regrouped", 5),
    ("statement.concern", 4), ("territory.annexed", 4), ("civilians.displaced", 3), ("territory.contested", 3),
    ("civilians.abducted", 3), ("harm.missing", 2), ("force.mobilised", 2), ("protest.peaceful", 2),
)  # fmt: skip
"""Types, each with how many of a thousand claims are of it."""
_STATUSES: Final = (
    ("happened", 805), ("ongoing", 51), ("possible", 46), ("planned", 44), ("attempted", 31), ("denied", 23),
)  # fmt: skip
_RUNS: Final = ((0, 784), (1, 36), (2, 7), (6, 26), (9, 52), (29, 52), (60, 17), (364, 26))
"""Days from the first to the last, and how many of a thousand claims with both have them."""
_COUNTED: Final = (
    ("soldiers", 26), ("civilians", 18), ("wounded", 9), ("people", 13), ("casualties", 5), ("killed", 5),
    ("missiles", 4), ("vehicles", 5), ("tanks", 4), ("villages", 4), ("prisoners", 3),
)  # fmt: skip
_CLAIMS_A_SENTENCE: Final = ((1, 49), (2, 34), (3, 12), (4, 5))
_RETOLD: Final = 0.5
"""The share of sentences that retell what others tell."""
_MATTERS: Final = Ranked(range(150))
"""Matters of one day that are retold."""
_PARTS: Final = tuple(
    tuple(part.split())
    for part in (
        "ar ber cor dul en for gal hor in kal lom mar nor os pel ran sol tor ul ver",
        "ba ce di fo gu ha je ki lu mo na pe ri sa tu va we xi yo zu",
        "l n r s t m k p d g b f v z h c j x w q",
    )
)
_VOCABULARY: Final = tuple(f"{a}{b}{c}" for c in _PARTS[2] for a in _PARTS[0] for b in _PARTS[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What happened, that one sentence or many tell of."""

    event: str
    place: Place | None
    first: date
    last: date
    actor: Actor | None
    target: Actor | None
    number: Count | None
    words: tuple[str, ...]


class News(War):
    """The war with articles that tell of the same things, so many a day as a million claims in 1,200 days make.

    Its `claims` come in the order of their days, as reports do; articles after these are of any day, told late.
    """

    def __init__(self, seed: int = 7, *, claims: int = CLAIMS) -> None:
        super().__init__(seed)
        self.days, self.count = max(1, DAYS * claims // CLAIMS), claims // CLAIMS_AN_ARTICLE
        self.vocabulary = _Shifted(_VOCABULARY)
        self.coarse = _coarse_places()
        self.matter = lru_cache(maxsize=50_000)(self._matter)

    def _article(self, number: int, chance: random.Random) -> tuple[Article, tuple[Claim, ...]]:
        share = number / self.count if number < self.count else chance.random()
        published = FIRST_DAY + timedelta(days=int(self.days * share**1.3))
        told = [(matter, self._sentence_of(matter, chance), count) for matter, count in self._told(published, chance)]
        head = f"Report {number}\n\n"
        text = head + " ".join(sentence for _, sentence, _ in told)
        outlet, url = self.outlets.pick(chance), f"https://news.example/{number}"
        article = Article(
            id=article_id(text, outlet, url), text=text, sha256=sha256(text.encode()).hexdigest(),
            blocks=(Block(kind="paragraph", start=0, end=len(text)),), path=f"news/{number}.txt",
            title=f"Report {number}", outlet=outlet, url=url, published=published, language="en",
        )  # fmt: skip
        starts = accumulate((len(sentence) + 1 for _, sentence, _ in told), initial=len(head))
        claims = [
            self._claim_of(article, matter, Span(text=sentence, start=start, end=start + len(sentence)), turn, chance)
            for (matter, sentence, count), start in zip(told, starts, strict=False)
            for turn in range(count)
        ]
        return article, tuple(islice(claims, CLAIMS_AN_ARTICLE))

    def _told(self, published: date, chance: random.Random) -> list[tuple[Matter, int]]:
        """The matters of an article's sentences, each with the number of its claims."""
        found, claims = list[tuple[Matter, int]](), 0
        while claims < CLAIMS_AN_ARTICLE:
            day = published.toordinal() - int(chance.expovariate(0.4))
            retold = chance.random() < _RETOLD
            matter = self.matter(day, _MATTERS.pick(chance)) if retold else self._made(day, chance)
            found.append((matter, _of(_CLAIMS_A_SENTENCE, chance)))
            claims += found[-1][1]
        return found

    def _matter(self, day: int, rank: int) -> Matter:
        """A matter of that day which is retold: the same whoever tells it."""
        return self._made(day, random.Random((self.seed * 1_000_003 + day) * 1_009 + rank))

    def _made(self, day: int, chance: random.Random) -> Matter:
        place = self._place(chance) if chance.random() < 0.7 else None
        words = [self.vocabulary.pick(chance) for _ in range(chance.randint(8, 22))]
        if place is not None:
            local = random.Random(place.text)
            words += [_VOCABULARY[local.randrange(len(_VOCABULARY))] for _ in range(3)]
        first = date.fromordinal(day)
        return Matter(
            event=_of(_EVENTS, chance), place=place, first=first,
            last=first + timedelta(days=_of(_RUNS, chance)),
            actor=self.actors.pick(chance) if chance.random() < 0.6 else None,
            target=self.actors.pick(chance) if chance.random() < 0.16 else None,
            number=_number(chance) if chance.random() < 0.18 else None, words=tuple(dict.fromkeys(words)),
        )  # fmt: skip

    def _place(self, chance: random.Random) -> Place:
        kind = _of((("unresolved", 12), ("near", 8), ("region", 9), ("country", 7), ("exact", 64)), chance)
        town: Place = self.places.pick(chance)
        if kind == "unresolved":
            return Place(text="the town", start=0, end=8)
        if kind in ("region", "country"):
            return self.coarse[kind].pick(chance)
        if kind == "near":
            return replace(town, precision="near", distance_m=1_000 * chance.randint(1, 15), bearing=90.0)
        return town

    def _sentence_of(self, matter: Matter, chance: random.Random) -> str:
        """The matter in other words; one in ten is word for word what an agency wrote."""
        words = list(matter.words)
        if chance.random() > 0.1:
            words = [word for word in words if chance.random() < 0.6]
            words += [self.vocabulary.pick(chance) for _ in range(chance.randint(2, 10))]
            chance.shuffle(words)
        return " ".join(words or ["nothing"]).capitalize() + "."

    def _claim_of(self, article: Article, matter: Matter, said: Span, turn: int, chance: random.Random) -> Claim:
        """One claim of a sentence: the first tells of the matter, others of what else happened there."""
        event = matter.event if turn == 0 else _of(_EVENTS, chance)
        word = said.text.split(" ")[turn % said.text.count(" ") if " " in said.text else 0]
        start = said.start + said.text.index(word)
        trigger = Span(text=word, start=start, end=start + len(word))
        place = matter.place if matter.place and chance.random() < 0.85 else None
        places = (replace(place, start=said.start, end=said.start + len(place.text)),) if place else ()
        if chance.random() < 0.04:
            places += (self.places.pick(chance),)
        return Claim(
            id=claim_id(article.id, event, trigger.start, trigger.end, MAKER, turn), article=article.head, event=event,
            trigger=trigger, actors=(matter.actor,) if matter.actor and chance.random() < 0.75 else (),
            targets=(matter.target,) if matter.target and chance.random() < 0.8 else (), places=places,
            when=_when(matter, article.published or matter.last, chance),
            counts=(matter.number,) if matter.number and turn == 0 else (),
            status=_of(_STATUSES, chance), status_cue=None,
            sources=(self.sources.pick(chance),) if chance.random() < 0.52 else (), quote=None, sentence=said,
            confidence=round(chance.choice((0.9, 0.81, 0.76, 0.69, 0.55)) - chance.random() / 20, 2), maker=MAKER,
        )  # fmt: skip


class _Shifted(Ranked):
    """Words by rank, less unequal than places: the commonest are left out of what is compared anyway."""

    @property
    def _weights(self) -> list[float]:  # type: ignore[override]
        return _shifted(len(self.things))


@lru_cache
def _shifted(number: int) -> list[float]:
    return list(accumulate(1 / (rank + 3) for rank in range(number)))


def _of(weighed: Sequence[tuple[Any, int]], chance: random.Random) -> Any:
    things, weights = _added_up(tuple(weighed))
    return chance.choices(things, cum_weights=weights)[0]


@lru_cache
def _added_up(weighed: tuple[tuple[Any, int], ...]) -> tuple[tuple[Any, ...], list[int]]:
    things, weights = zip(*weighed, strict=True)
    return things, list(accumulate(weights))


def _coarse_places() -> dict[str, Ranked]:
    """Regions and countries."""

    def made(name: str, number: int, kind: str, precision: PlacePrecision, **more: Any) -> Place:
        return Place(
            text=name, start=0, end=0, name=name, geonameid=800_000 + number, latitude=46.0 + number % 7,
            longitude=23.0 + number % 17, kind="region" if kind == "region" else "country", precision=precision,
            score=0.9, **more,
        )  # fmt: skip

    regions = [
        made(f"Region {number}", number, "region", "region", country="UA", admin1=f"Region {number}")
        for number in range(1, 26)
    ]
    countries = [
        made(f"Country {number}", 100 + number, "country", "country", country=code, admin1=None)
        for number, code in enumerate(("UA", "RU", "BY", "PL", "US"))
    ]
    return {"region": Ranked(regions), "country": Ranked(countries)}


def _when(matter: Matter, published: date, chance: random.Random) -> When:
    """33 % with days, 23 % with one side, 44 % without; one in six that states a day is a day off."""
    share = chance.random()
    if share < 0.44:
        return When()
    if share < 0.46:
        return When(text="since", start=0, end=5, from_day=matter.first, precision="day", basis="stated")
    if share < 0.67:
        by = min(matter.last, published) if chance.random() < 0.5 else published
        return When(text="by then", start=0, end=7, to_day=by, precision="day", basis="relative")
    off = timedelta(days=chance.choice((-1, 1)) if chance.random() < 1 / 6 else 0)
    first, last = matter.first + off, matter.last + off
    return When(
        text="then", start=0, end=4, from_day=first, to_day=last, precision="day" if first == last else "days",
        basis="stated",
    )  # fmt: skip


def _number(chance: random.Random) -> Count:
    """Half of the numbers are below 20, a tenth above 5,000, none above a billion."""
    number = int(10 ** min(9.0, chance.expovariate(0.55)))
    low, high = chance.choices(((number, number), (number, None), (None, number)), (67, 20, 13))[0]
    return Count(text=f"{number}", start=0, end=6, of=_of(_COUNTED, chance), low=low, high=high)

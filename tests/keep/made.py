"""Articles and claims for the tests of the ledger, written out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sayso.base.ids import article_id, claim_id
from sayso.keep import Added, Ledger
from sayso.model import (
    Actor,
    Article,
    Block,
    Claim,
    Contradiction,
    Incident,
    PairReason,
    Place,
    SaidCount,
    SaidStatus,
    Source,
    Span,
    When,
)

MAKER = "reader@1"
TOWNS = (("Hirske", 707308, "Luhansk"), ("Kupiansk", 703646, "Kharkiv"), ("Kherson", 706448, "Kherson"))
VERBS = (("occupied", "territory.captured"), ("shelled", "strike.shelling"), ("left", "territory.withdrawn"))


def block_keys(claim: Claim) -> list[str]:
    """Family and place."""
    return [f"{claim.event.partition('.')[0]}|{place.geonameid}" for place in claim.places]


def make_article(number: int, sentences: Sequence[str] | None = None, **facts: str | None) -> Article:
    """An article of so many sentences; the number tells its words and its day."""
    lines = sentences if sentences is not None else [sentence(number, part) for part in range(3)]
    text = f"Report {number}\n\n" + " ".join(lines)
    known: dict[str, str | None] = {"path": f"reports/{number}.txt", "outlet": "The Bulletin", "url": None} | facts
    return Article(
        id=article_id(text, known["outlet"], known["url"]), text=text, sha256="00", title=f"Report {number}",
        blocks=(Block(kind="paragraph", start=len(f"Report {number}") + 2, end=len(text)),),
        published=date(2022, 6, 1) + timedelta(days=number), language="en", **known,
    )  # fmt: skip


def sentence(number: int, part: int) -> str:
    """A sentence with a verb of `VERBS` and a town of `TOWNS`."""
    verb, town = VERBS[part % 3][0], TOWNS[(number + part) % 3][0]
    return f"Column {number} of the army {verb} {town} at dawn, officer {part} said."


def make_claims(article: Article, *, maker: str = MAKER) -> tuple[Claim, ...]:
    """A claim for each verb of `VERBS` that stands in the text, in its sentence."""
    found = []
    start = article.blocks[0].start
    for said in article.text[start:].split(". "):
        words = said.removesuffix(".") + "."
        for verb, event in VERBS:
            if f" {verb} " in words:
                found.append(make_claim(article, words, start, verb, event, maker))
        start += len(said) + 2
    return tuple(found)


def make_claim(article: Article, words: str, start: int, verb: str, event: str, maker: str) -> Claim:
    """The claim of one sentence: the army did it, at the town behind the verb, said by the officer."""
    begin = start + words.index(f" {verb} ") + 1
    town = next(town for town in TOWNS if town[0] in words)
    at, officer = start + words.index(town[0]), words[words.rindex(",") + 2 : words.rindex(" said")]
    army = Actor(text="the army", start=start, end=start + 8, name="the army", party="RUS", sector="MIL")
    place = Place(
        text=town[0], start=at, end=at + len(town[0]), name=town[0], geonameid=town[1], latitude=48.5, longitude=38.5,
        country="UA", admin1=town[2], kind="settlement", precision="exact", score=0.9,
    )  # fmt: skip
    source = Source(
        text=officer, start=start, end=start + len(officer), name=officer, role=None, kind="person", party="UKR",
        sector="MIL", cue="said",
    )  # fmt: skip
    return Claim(
        id=claim_id(article.id, event, begin, begin + len(verb), maker), article=article.head, event=event,
        trigger=Span(text=verb, start=begin, end=begin + len(verb)), actors=(army,), targets=(), places=(place,),
        when=When(from_day=article.published, to_day=article.published, precision="day", basis="stated"), counts=(),
        status="happened", status_cue=None, sources=(source,), quote=None,
        sentence=Span(text=words, start=start, end=start + len(words)), confidence=0.8, maker=maker,
    )  # fmt: skip


def add(ledger: Ledger, article: Article, *, maker: str = MAKER, claims: Sequence[Claim] | None = None) -> Added:
    """Adds the article with its claims, or with these."""
    made = make_claims(article, maker=maker) if claims is None else claims
    return ledger.add_article(article, made, maker=maker, block_keys=block_keys)


def reworded(article: Article, old: str, new: str) -> Article:
    """A new text of the article, from the same path."""
    text = article.text.replace(old, new)
    block = replace(article.blocks[0], end=len(text))
    return replace(article, id=article_id(text, article.outlet, article.url), text=text, blocks=(block,))


def incident(*, id: str, claims: tuple[str, ...]) -> Incident:  # noqa: A002
    """An incident of these claims at Hirske, of which the first and the last contradict each other."""
    place = make_claims(make_article(0))[0].places[0]
    return Incident(
        id=id, event="territory.captured", place=place, from_day=date(2022, 6, 1), to_day=date(2022, 6, 1),
        claims=claims, voices=2, parties_saying=("RUS", "UKR"),
        counts=(SaidCount(low=None, high=2000, of="troops", claim=claims[0], source="officer 0"),),
        statuses=(SaidStatus(status="happened", claim=claims[0], source=None),),
        contradictions=(Contradiction(field="status", kind="denies", claims=(claims[0], claims[-1])),),
        why=(PairReason(pair=(claims[0], claims[-1]), score=0.9, parts=(("day", 1.0), ("place", 0.5))),),
    )  # fmt: skip

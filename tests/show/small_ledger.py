"""A small ledger, written out by hand: two sides, one town, numbers that differ, and a report that carries script."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sayso.base.ids import article_id, claim_id
from sayso.base.settings import Settings
from sayso.flow.ledger import Digest, add_article, weigher_of
from sayso.flow.web import lay_desk
from sayso.keep import Ledger, open_ledger
from sayso.model import Actor, Article, Block, Claim, Count, Place, Source, Span, When
from sayso.show.web.app import build_app
from sayso.show.web.desk import Desk
from sayso.weigh import sign_text

MAKER = "sayso-en@test#00000000"
SCRIPT = '<script>alert("x")</script>'
IMAGE = "<img src=x onerror=alert(1)>"
HIRSKE = ("Hirske", 707308, 48.75, 38.49, "Luhansk")
KHERSON = ("Kherson", 706448, 46.64, 32.61, "Kherson")
MINISTRY = ("the Russian ministry", "Russian ministry", "RUS")
MAYOR = ("mayor Bo Tan", "Bo Tan", "UKR")


def report(number: int, outlet: str, sentences: list[str], *, title: str | None = None) -> Article:
    """A report of 2022-06-20 and so many days."""
    text = " ".join(sentences)
    return Article(
        id=article_id(text, outlet, None), text=text, blocks=(Block(kind="paragraph", start=0, end=len(text)),),
        sha256=f"{number:064x}", path=f"{outlet[:14]}-{number}-{len(text)}.txt",
        title=title or f"Report {number}", outlet=outlet,
        published=date(2022, 6, 20 + number), language="en",
    )  # fmt: skip


def claim(
    article: Article, words: str, trigger: str, event: str, *, who: tuple[str, str, str] | None,
    source: tuple[str, str, str] | None, day: date, town: tuple[str, int, float, float, str] = HIRSKE,
    count: int | None = None,
) -> Claim:  # fmt: skip
    """The claim of one sentence of the article."""
    text = article.text
    start = text.index(words)

    def span(part: str) -> dict[str, Any]:
        at = text.index(part, start)
        return {"text": part, "start": at, "end": at + len(part)}

    name, number, latitude, longitude, region = town
    place = Place(
        **span(name), name=name, geonameid=number, latitude=latitude, longitude=longitude, country="UA", admin1=region,
        kind="settlement", precision="exact", score=0.9,
    )  # fmt: skip
    shows = span(trigger)
    return Claim(
        id=claim_id(article.id, event, shows["start"], shows["end"], MAKER), article=article.head, event=event,
        trigger=Span(**shows), actors=(Actor(**span(who[0]), name=who[1], party=who[2], sector="MIL"),) if who else (),
        targets=(), places=(place,), when=When(from_day=day, to_day=day, precision="day", basis="relative"),
        counts=(Count(**span(f"{count} people"), of="people", low=count, high=count),) if count else (),
        status="happened", status_cue=None,
        sources=(Source(**span(source[0]), name=source[1], role=None, kind="person", party=source[2], cue="said"),)
        if source else (),
        quote=None, sentence=Span(text=words, start=start, end=start + len(words)), confidence=0.8, maker=MAKER,
    )  # fmt: skip


def reports() -> list[tuple[Article, tuple[Claim, ...]]]:
    """Every report with its claims."""
    troops, guards = ("Russian troops", "Russian armed forces", "RUS"), ("Our guards", "Ukrainian armed forces", "UKR")
    told_reports = []
    lines = [
        (1, "The Bulletin", "Russian troops captured Hirske, the Russian ministry said.", "captured",
         "territory.captured", troops, MINISTRY, None),
        (2, "The Courier", "Our guards hold Hirske today, mayor Bo Tan said.", "hold", "territory.held",
         guards, MAYOR, None),
        (2, "The Bulletin", "A shell killed 12 people in Hirske on the square, mayor Bo Tan said.", "killed",
         "harm.killed", None, MAYOR, 12),
        (2, "The Courier", "A shell killed 30 people in Hirske on the square, the Russian ministry said.", "killed",
         "harm.killed", None, MINISTRY, 30),
        (3, "The Courier", "Russian troops shelled Hirske at noon.", "shelled", "strike.shelling", troops, None, None),
    ]  # fmt: skip
    for number, outlet, words, trigger, event, who, source, count in lines:
        article = report(number, outlet, [words])
        day = date(2022, 6, 21)
        told_reports.append(
            (article, (claim(article, words, trigger, event, who=who, source=source, day=day, count=count),))
        )
    return [*told_reports, carrying_script()]


def carrying_script() -> tuple[Article, tuple[Claim, ...]]:
    """A report whose title, text, outlet, source and actor are script."""
    words = f"{SCRIPT} troops captured Kherson, {IMAGE} said."
    article = report(4, f"Outlet {SCRIPT}", [words], title=f"Title {SCRIPT}")
    made = claim(
        article, words, "captured", "territory.captured", who=(f"{SCRIPT} troops", f"Army {SCRIPT}", "RUS"),
        source=(IMAGE, f"Source {IMAGE}", "RUS"), day=date(2022, 6, 23), town=KHERSON,
    )  # fmt: skip
    alternative = replace(made.places[0], name=f"Place {IMAGE}")
    return article, (replace(made, places=(alternative,)),)


def write_ledger(path: Path) -> Ledger:
    """The ledger with all reports, weighed."""
    ledger = open_ledger(path)
    weigher = weigher_of(ledger, Settings())
    for article, claims in reports():
        digest = Digest(claims=claims, signature=sign_text(article.text))
        add_article(article, digest, weigher, maker=MAKER)
    weigher.settle_control()
    return ledger


def desk_of(ledger: Ledger, *, reviewer: str = "ann", decay_days: int | None = None) -> Desk:
    """The ledger laid out for the pages."""
    return lay_desk(ledger, Settings(reviewer=reviewer, control_decay_days=decay_days))


def app_of(ledger: Ledger, **how: Any) -> Any:
    """The app over the ledger; tests ask for it by the name `testserver`."""
    return build_app(desk_of(ledger), hosts={"testserver", "127.0.0.1"}, port=8765, **how)

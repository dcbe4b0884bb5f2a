"""`/review/claim`: a claim of words that somebody selected, as a form with what is marked around them filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

from sayso.base.codec import line_to_json
from sayso.base.errors import NotKeptError, UsageError
from sayso.export.exported import Exported
from sayso.keep import UNSEEN
from sayso.keep.judging.handmade import sentence_of
from sayso.keep.store.article_marks import Marked
from sayso.model import EventStatus, SourceKind, Span, TimePrecision
from sayso.show.web.answers import Answer, listed
from sayso.show.web.asked import Asked
from sayso.show.web.desk import Desk
from sayso.show.web.pages.articles import shown_row
from sayso.show.web.pages.review import party_choices

_SENTENCES: Final = 500
"""Sentences of an article that are offered to make a claim of; set by hand."""
_CHARACTERS: Final = 100_000
"""Characters of an article without marks that are cut into sentences, so that a book costs no minutes; set by hand."""
_CANDIDATES: Final = 6
"""Other referents of a place that are offered: as many as one reads through; set by hand."""


def show_claiming(desk: Desk, asked: Asked) -> Answer:
    """The form for a span of an article; without a span, its sentences to choose from; without any, articles."""
    article = asked.one("article")
    if article is None:
        return _show_articles(desk, asked)
    if asked.one("start") is None and asked.one("words") is None:
        return _show_sentences(desk, article)
    start, end = _span_asked(desk, asked, article)
    draft = desk.draft(article, start, end)
    title = desk.ledger.article(article).article.title or "without a title"
    return Answer(
        template="claiming.html",
        title="Make a claim",
        context={
            "draft": draft, "article_title": title, "types": sorted(desk.codebook.types), "options": _options(draft),
            "statuses": get_args(EventStatus), "precisions": get_args(TimePrecision), "kinds": get_args(SourceKind),
            "parties": party_choices(desk), "seen": seen_of_draft(desk, draft), "queue": asked.one("queue") or "",
            "at": asked.one("at") or "", "sentences": None,
        },
        document=lambda: Exported(before=draft),
    )  # fmt: skip


def _show_articles(desk: Desk, asked: Asked) -> Answer:
    page = desk.ledger.articles(limit=asked.limit, offset=asked.offset)
    return Answer(
        template="claiming.html",
        title="Make a claim",
        context={"draft": None, "articles": page.items, "sentences": None},
        document=lambda: Exported(
            before=listed(asked, page.items, page.total), name="articles", records=map(shown_row, page)
        ),
    )


def seen_of_draft(desk: Desk, draft: Mapping[str, Any]) -> str:
    """The last claim that a person made of these words, as whoever looks at the form has seen it."""
    by_people = [claim for claim in draft["like"] if desk.ledger.claim(claim).claim.made_by == "person"]
    return desk.ledger.claim(by_people[-1]).judgements[0] if by_people else UNSEEN


def _span_asked(desk: Desk, asked: Asked, article: str) -> tuple[int, int]:
    """The span that the address names, by offsets or by words that stand in the text once."""
    words = asked.one("words")
    if words is None:
        start = asked.number("start", usual=0, least=0, most=10**9)
        return start, asked.number("end", usual=start + 1, least=0, most=10**9)
    text = desk.ledger.article(article).article.text
    at = text.find(words)
    if at < 0:
        raise UsageError(f"“{words[:80]}” does not stand in the text", hint="give words as the text has them")
    return at, at + len(words)


def _show_sentences(desk: Desk, article: str) -> Answer:
    kept = desk.ledger.article(article)
    if kept.versions and kept.versions[-1] != article:
        hint = f"make it on the current text: /articles/{kept.versions[-1]}"
        raise NotKeptError("no claim can be made of a former text", hint=hint)
    text = kept.article.text
    marks = [(mark.start, mark.end) for mark in Marked(desk.ledger).of(article) if mark.kind == "sentence"]
    spans = [Span(text=text[start:end], start=start, end=end) for start, end in marks] or _sentences(text)
    return Answer(
        template="claiming.html",
        title="Make a claim",
        context={"draft": None, "article": article, "article_title": kept.article.title or "without a title",
                 "sentences": spans[:_SENTENCES]},
        document=lambda: Exported(
            before={"article": article}, name="sentences",
            records=({"start": span.start, "end": span.end, "text": span.text} for span in spans),
        ),
    )  # fmt: skip


def _sentences(text: str) -> list[Span]:
    spans: list[Span] = []
    at = 0
    while at < min(len(text), _CHARACTERS) and len(spans) < _SENTENCES:
        span = sentence_of(text, at, at + 1)
        spans += [span] if span.text.strip() else []
        at = max(span.end, at + 1)
        while at < len(text) and text[at].isspace():
            at += 1
    return spans


def _options(draft: Mapping[str, Any]) -> dict[str, Any]:
    """What each part that is offered may be set to: the value as JSON, what it says, and whether it is chosen."""
    return {
        "places": [{"text": offered["value"]["text"], "choices": _place_choices(offered)}
                   for offered in draft["places"]],
        "whens": [_choice(offered) for offered in draft["whens"]],
        "counts": [_choice(offered) for offered in draft["counts"]],
        "sources": [_choice(offered) for offered in draft["sources"]],
        "people": [{"value": line_to_json(person["value"]), "role": person["role"], "said": person["value"]}
                   for person in draft["people"]],
    }  # fmt: skip


def _choice(offered: Mapping[str, Any]) -> dict[str, Any]:
    return {"value": line_to_json(offered["value"]), "chosen": offered["chosen"], "said": offered["value"]}


def _place_choices(offered: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The place as marked, its other candidates, and unresolved."""
    place = offered["value"]
    span = {name: place[name] for name in ("text", "start", "end")}
    others = place.get("alternatives") or ()
    choices = [place] if place["precision"] != "unresolved" else []
    choices += [
        span | dict(candidate) | {"precision": "exact", "score": candidate.get("score", 0.0)}
        for candidate in others[:_CANDIDATES]
    ]
    choices.append(span | {"precision": "unresolved"})
    return [
        {"value": line_to_json(choice), "said": choice, "chosen": offered["chosen"] and choice is choices[0]}
        for choice in choices
    ]

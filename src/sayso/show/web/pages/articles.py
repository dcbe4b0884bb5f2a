"""`/articles` and `/articles/ID` with everything that is marked on the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from sayso.base.codec import mark_to_dict
from sayso.export.exported import Exported
from sayso.export.rows import SHOWN_ARTICLE, article_row
from sayso.keep import Filter, KeptArticle, KeptClaim, Page
from sayso.keep.store.article_marks import Marked
from sayso.model import Claim, Mark
from sayso.show.web.answers import Answer, listed
from sayso.show.web.asked import Asked, read_filter
from sayso.show.web.desk import Desk
from sayso.show.web.marks import KINDS, list_things, nest, show_marks
from sayso.show.web.pages.choosing import filter_context, paging
from sayso.show.web.pages.claims import claim_features, claim_line, claim_rows, row_context

_CLAIMS: Final = 1_000
"""Claims of one article that its page marks in the text, and gives as data; set by hand."""
_ROWS: Final = 200
"""Claims in the table under a text; the rest are on the page of claims. Set by hand."""
PART: Final = 12_000
"""Characters of a text that one page shows, cut at the end of a line. Of the pages of 55 reports, up to 100,000
characters long, 95 of 100 take 0.19 s of processor time or less; at 20,000 it was 0.27 s."""


def list_articles(desk: Desk, asked: Asked) -> Answer:
    """The articles with a claim that passes the filter; days mean the day of publication."""
    page = desk.ledger.articles(_about(desk, asked), limit=asked.limit, offset=asked.offset)
    return Answer(
        template="articles.html",
        title="Articles",
        context={"articles": page.items, **filter_context(desk, asked),
                 "paging": paging(asked, len(page), page.total)} if asked.form == "html" else {},
        document=lambda: Exported(
            before=listed(asked, page.items, page.total), name="articles", records=map(shown_row, page)
        ),
        rows=lambda: Exported(records=map(shown_row, page)),
    )  # fmt: skip


def _about(desk: Desk, asked: Asked) -> Filter:
    from dataclasses import replace

    wanted = read_filter(asked, desk)
    plain = replace(wanted, since=None, until=None, article=(), review=())
    return wanted if plain != Filter() else replace(wanted, review=())


def shown_row(kept: KeptArticle) -> dict[str, Any]:
    """The article as a flat row, without its text and without the path of its file."""
    return article_row(kept, SHOWN_ARTICLE)


def show_article(desk: Desk, asked: Asked) -> Answer:
    """An article: its text with everything that is marked on it and what its claims took of it, and the claims."""
    kept = desk.ledger.article(asked.key)
    page = desk.ledger.claims(Filter(article=(asked.key,)), order="article", limit=_CLAIMS)
    marks = Marked(desk.ledger).of(asked.key)
    text = kept.article.text
    return Answer(
        template="article.html",
        title=kept.article.title or "An article without a title",
        context={"article": kept, "claims": row_context(desk, page.items[:_ROWS]),
                 "paging": paging(asked, min(len(page), _ROWS), page.total), "left_out": 0,
                 **_marked(asked, marks, page, text)} if asked.form == "html" else {},
        document=lambda: Exported(
            before=shown_row(kept) | {"text": text, "versions": list(kept.versions),
                                      "marks": [mark_to_dict(mark, text) for mark in marks]},
            name="claims_of_it", records=(claim_line(claim, desk) for claim in page),
        ),
        rows=lambda: claim_rows(page),
        features=lambda: claim_features(page, page.total, desk),
    )  # fmt: skip


def _marked(asked: Asked, marks: Sequence[Mark], claims: Page[KeptClaim], text: str) -> dict[str, Any]:
    """The text with its marks nested in it, the kinds with how many there are, and what the marks stand for."""
    standing = [kept.claim for kept in claims if kept.review != "rejected"]
    parts = parts_of(text)
    at = _part_asked(asked, standing, parts)
    start, end = parts[at]
    shown_marks, things = list_things(show_marks(marks, standing, text, start=start, end=end))
    counted = Counter(mark.kind for mark in shown_marks)
    lit_kinds = asked.all("mark")
    kinds = [
        {"name": name, "says": says, "count": counted[name], "is_lit": not lit_kinds or name in lit_kinds}
        for name, says in KINDS.items()
        if counted[name]
    ]
    by_kind = {kind: [thing for thing in things if thing.kind == kind] for kind in KINDS if counted[kind]}
    return {
        "tokens": nest(text, shown_marks, start=start, end=end), "text_start": start, "kinds": kinds,
        "text_parts": [{"number": index + 1, "address": asked.address(part=index + 1, claim=None),
                        "is_here": index == at} for index in range(len(parts))],
        "things": by_kind, "has_marks": bool(marks),
        "made": asked.one("made"), "undone": asked.one("undone"),
    }  # fmt: skip


def parts_of(text: str) -> list[tuple[int, int]]:
    """The spans of a text, one a page; at least one."""
    parts = []
    start = 0
    while len(text) - start > PART:
        cut = text.rfind("\n", start, start + PART) + 1 or text.rfind(" ", start, start + PART) + 1 or start + PART
        parts.append((start, cut))
        start = cut
    return [*parts, (start, len(text))]


def _part_asked(asked: Asked, claims: Sequence[Claim], parts: Sequence[tuple[int, int]]) -> int:
    """The index of the part in which the claim stands that the address names, or of the part that it names."""
    wanted = asked.one("claim")
    start = next((claim.trigger.start for claim in claims if claim.id == wanted), None)
    if start is not None:
        return next(at for at, (_, end) in enumerate(parts) if start < end)
    return asked.number("part", usual=1, least=1, most=len(parts)) - 1

"""`/articles` and `/articles/ID` with everything that is marked on the text."""

from __future__ import annotations

from typing import Any, Final

from sayso.keep import Filter, KeptArticle
from sayso.show.web.answers import Answer, collection, listed
from sayso.show.web.asked import Asked, read_filter
from sayso.show.web.desk import Desk
from sayso.show.web.lit import light, lit_of
from sayso.show.web.pages.choosing import filter_context, paging
from sayso.show.web.pages.claims import claim_features, claim_line, claim_row, row_context

_CLAIMS: Final = 1_000
_CHARACTERS: Final = 200_000
"""Characters of a text that its page shows; the rest is in the `.json`."""


def list_articles(desk: Desk, asked: Asked) -> Answer:
    """The articles with a claim that passes the filter; days mean the day of publication."""
    page = desk.ledger.articles(_about(desk, asked), limit=asked.limit, offset=asked.offset)
    return Answer(
        template="articles.html",
        title="Articles",
        context={"articles": page.items, **filter_context(desk, asked),
                 "paging": paging(asked, len(page), page.total)} if asked.form == "html" else {},
        lines=lambda: listed(asked, page.items, page.total) | {"articles": [article_row(one) for one in page]},
        rows=lambda: [article_row(one) for one in page],
    )  # fmt: skip


def _about(desk: Desk, asked: Asked) -> Filter:
    from dataclasses import replace

    wanted = read_filter(asked, desk)
    plain = replace(wanted, since=None, until=None, article=(), review=())
    return wanted if plain != Filter() else replace(wanted, review=())


def article_row(kept: KeptArticle) -> dict[str, Any]:
    """The article as a flat row, without its text."""
    one = kept.article
    return {
        "id": one.id, "title": one.title, "outlet": one.outlet, "url": one.url, "published": one.published,
        "language": one.language, "version": kept.version, "maker": kept.maker, "added": kept.added.isoformat(),
        "claims": kept.claims, "characters": kept.characters, "sha256": one.sha256,
    }  # fmt: skip


def show_article(desk: Desk, asked: Asked) -> Answer:
    """An article: its text with the stretches of all its claims lit, and the claims."""
    kept = desk.ledger.article(asked.key)
    page = desk.ledger.claims(Filter(article=(asked.key,)), order="article", limit=_CLAIMS)
    text = kept.article.text
    standing = [one.claim for one in page if one.review != "rejected"]
    pieces = light(text, [lit for one in standing for lit in lit_of(one)], end=_CHARACTERS)
    return Answer(
        template="article.html",
        title=kept.article.title or "An article without a title",
        context={"article": kept, "pieces": pieces, "claims": row_context(desk, page.items),
                 "paging": paging(asked, len(page), page.total), "left_out": max(0, len(text) - _CHARACTERS)}
        if asked.form == "html" else {},
        lines=lambda: article_row(kept) | {"text": text, "versions": list(kept.versions),
                                           "claims_of_it": [claim_line(one, desk) for one in page]},
        rows=lambda: [claim_row(one) for one in page],
        features=lambda: collection(claim_features(page, desk), page.total),
    )  # fmt: skip

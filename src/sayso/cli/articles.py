"""`sayso articles`: the articles of a ledger, filtered, with "n of N"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sayso.cli.flags import setting_flags
from sayso.cli.ledger_flags import filter_flags, open_for
from sayso.cli.listing import Listing, print_listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from sayso.base.settings import Settings
    from sayso.keep import Filter, KeptArticle


@click.command(name="articles", short_help="List the articles of a ledger.")
@filter_flags
@setting_flags("ledger", "format")
def articles(wanted: Filter, limit: int, offset: int, settings: Settings) -> None:
    """List the articles of a ledger, the latest first."""
    with open_for(settings) as ledger:
        page = ledger.articles(wanted, limit=limit, offset=offset)
        print_listing(page.items, page.total, _ARTICLES, settings)


def _row(kept: KeptArticle) -> dict[str, Any]:
    from sayso.export.rows import LISTED_ARTICLE, article_row

    return article_row(kept, LISTED_ARTICLE)


def _table(kept_articles: Sequence[KeptArticle], *, width: int) -> Table:
    from sayso.cli.table import UNKNOWN, dim, plain_table

    table = plain_table(width, "id", "published", "outlet", "title", "claims", "version")
    for kept in kept_articles:
        article = kept.article
        day = str(article.published or UNKNOWN)
        title = article.title or article.path or UNKNOWN
        table.add_row(dim(article.id), day, article.outlet or UNKNOWN, title, f"{kept.claims:,}", str(kept.version))
    return table


_ARTICLES: Listing[KeptArticle] = Listing(kind="articles", noun="article", line=_row, row=_row, table=_table)

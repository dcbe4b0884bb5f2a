"""What is marked on the articles: packed, one row an article and version, as of the reading that gave its claims."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from sayso.base.errors import NotKeptError
from sayso.base.packed_marks import unpack_marks
from sayso.keep.tables import schema
from sayso.keep.tables.database import Database
from sayso.model import Mark


@dataclass(frozen=True, slots=True)
class Marked:
    """A ledger as far as it keeps marks."""

    ledger: Database

    def put(self, article: str, packed: bytes, *, maker: str) -> None:
        """Keeps the marks of an article in place of those before. Raises `NotKeptError` if there is no such article."""
        table, articles = schema.article_marks, schema.articles.c
        with self.ledger.writing() as connection:
            number = connection.execute(select(articles.number).where(articles.id == article)).scalar()
            if number is None:
                raise NotKeptError(f"there is no article {article}", hint="add it first")
            connection.execute(delete(table).where(table.c.article == number))
            connection.execute(insert(table).values(article=number, maker=maker, marks=packed))

    def has(self, article: str) -> bool:
        """Whether the marks of the article are kept."""
        articles, marks = schema.articles.c, schema.article_marks.c
        query = select(marks.maker).join_from(schema.article_marks, schema.articles).where(articles.id == article)
        with self.ledger.reading() as connection:
            return connection.execute(query).first() is not None

    def of(self, article: str) -> tuple[Mark, ...]:
        """The marks of an article in text order; none if they are not kept."""
        articles, marks = schema.articles.c, schema.article_marks.c
        query = select(marks.marks, articles.text).join_from(schema.article_marks, schema.articles)
        with self.ledger.reading() as connection:
            row = connection.execute(query.where(articles.id == article)).first()
        return () if row is None else unpack_marks(row.marks, row.text)

"""Marks beside their articles: kept, replaced, and each version's own."""

from __future__ import annotations

import pytest

from sayso.base.errors import NotKeptError
from sayso.base.packed_marks import pack_marks
from sayso.keep import Ledger
from sayso.keep.store.article_marks import Marked
from sayso.model import Mark
from tests.keep.made import add, make_article, reworded

TOWN = (Mark(kind="place", start=3, end=9),)
DAY = (Mark(kind="time", start=0, end=2),)


def test_an_article_has_the_marks_that_were_put_last(ledger: Ledger) -> None:
    article, marked = make_article(1), Marked(ledger)
    add(ledger, article)
    assert (marked.has(article.id), marked.of(article.id)) == (False, ())
    marked.put(article.id, pack_marks(TOWN), maker="m@1")
    marked.put(article.id, pack_marks(DAY), maker="m@2")
    assert (marked.has(article.id), marked.of(article.id)) == (True, DAY)


def test_a_former_text_keeps_its_own_marks(ledger: Ledger) -> None:
    article, marked = make_article(1), Marked(ledger)
    later = reworded(article, "Column", "Convoy")
    for one, marks in ((article, TOWN), (later, DAY)):
        add(ledger, one)
        marked.put(one.id, pack_marks(marks), maker="m@1")
    assert ledger.article(later.id).versions == (article.id, later.id)
    assert (marked.of(article.id), marked.of(later.id)) == (TOWN, DAY)


def test_marks_of_an_article_that_is_not_kept_are_refused(ledger: Ledger) -> None:
    with pytest.raises(NotKeptError):
        Marked(ledger).put("a-none", pack_marks(TOWN), maker="m@1")

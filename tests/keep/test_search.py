"""Search over articles, claims and names."""

from __future__ import annotations

import pytest

from sayso.keep import Ledger
from tests.keep.made import add, make_article, reworded


@pytest.fixture
def known(ledger: Ledger) -> Ledger:
    for number in range(2):
        add(ledger, make_article(number))
    return ledger


def test_a_search_finds_articles_claims_and_names_with_the_words_marked(known: Ledger) -> None:
    hits = known.search("Kherson")
    assert [hit.kind for hit in hits] == ["article", "article", "claim", "claim", "name"]
    assert all("[Kherson]" in hit.snippet for hit in hits)
    assert hits.total == 5
    assert hits.items[-1].id == "g:706448"


@pytest.mark.parametrize(
    ("words", "total"),
    [
        ("occupied Kupiansk", 1),
        ('"army occupied"', 2),
        ('"occupied army"', 0),
        ("army -occupied", 4),
        ("occupy", 2),
        ("nowhere", 0),
        ("", 0),
        ('"', 0),
        ("NEAR( AND (", 0),
        ("'; DROP TABLE claims --", 0),
    ],
)
def test_a_search_takes_words_as_people_type_them(known: Ledger, words: str, total: int) -> None:
    assert known.search(words, kinds=("claim",)).total == total


def test_hits_come_in_pages_across_kinds(known: Ledger) -> None:
    pages = [known.search("Kherson", limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [hit.kind for page in pages for hit in page] == ["article", "article", "claim", "claim", "name"]


def test_only_the_current_text_is_found(known: Ledger) -> None:
    add(known, reworded(make_article(1), "at dawn", "at midnight"))
    assert known.search("dawn", kinds=("article",)).total == 1
    assert known.search("midnight", kinds=("article",)).total == 1
    assert known.search("dawn", kinds=("claim",)).total == 3

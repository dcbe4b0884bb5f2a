from __future__ import annotations

from sayso.keep import Filter, Ledger
from sayso.model import Article, Claim


def keys(claim: Claim) -> list[str]:
    return [f"{claim.event.partition('.')[0]}|{place.geonameid}" for place in claim.places]


def test_an_added_article_comes_back_whole_with_its_claims(ledger: Ledger, article: Article, claim: Claim) -> None:
    added = ledger.add_article(article, [claim], maker="m@1", block_keys=keys)
    assert (added.change, added.version, added.come) == ("added", 1, (claim.id,))
    assert ledger.article("a-1").article == article
    assert ledger.claim(claim.id).claim == claim


def test_claims_are_found_by_filter(ledger: Ledger, article: Article, claim: Claim) -> None:
    ledger.add_article(article, [claim], maker="m@1", block_keys=keys)
    for wanted in (
        Filter(),
        Filter(place=("hirske",)),
        Filter(within=("UA",)),
        Filter(party=("RUS",)),
        Filter(source=("UKR",)),
        Filter(event=("territory",)),
        Filter(text="occupied"),
        Filter(outlet=("the bulletin",), status=("happened",)),
    ):
        page = ledger.claims(wanted)
        assert (page.total, [kept.claim for kept in page]) == (1, [claim]), wanted
    assert ledger.claims(Filter(place=("Kyiv",))).total == 0
    assert ledger.sources().total == 1
    assert [hit.kind for hit in ledger.search("hirske")] == ["article", "claim", "name"]
    assert ledger.articles().total == 1
    assert ledger.check() == ()

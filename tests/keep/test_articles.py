"""Articles in the ledger: whole, once, in versions, by their makers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.base.errors import LedgerError, NotKeptError
from sayso.keep import ControlAssertions, Filter, Ledger
from sayso.keep.articles import is_version
from sayso.model import Article, Claim
from tests.keep.made import MAKER, add, block_keys, make_article, make_claims, reworded, sentence


def test_an_article_comes_back_whole_with_its_claims(ledger: Ledger, article: Article, claim: Claim) -> None:
    added = ledger.add_article(article, [claim], maker="m@1", block_keys=block_keys)
    assert (added.change, added.version, added.gone, added.come) == ("added", 1, (), (claim.id,))
    assert ledger.article(article.id).article == article
    assert ledger.claim(claim.id).claim == claim


def test_the_same_article_again_changes_nothing(ledger: Ledger) -> None:
    article = make_article(1)
    add(ledger, article)
    before = [kept.claim.id for kept in ledger.claims()]
    again = add(ledger, article)
    assert (again.change, again.gone, again.come) == ("unchanged", (), ())
    assert [kept.claim.id for kept in ledger.claims()] == before


def test_what_is_read_is_known_by_article_and_maker(ledger: Ledger) -> None:
    article = make_article(1)
    assert not ledger.is_read(article.id, MAKER)
    add(ledger, article)
    assert ledger.is_read(article.id, MAKER)
    assert not ledger.is_read(article.id, "reader@2")


def test_another_makers_claims_replace_those_before(ledger: Ledger) -> None:
    article = make_article(1)
    first = add(ledger, article)
    second = add(ledger, article, maker="reader@2")
    assert second.change == "reread"
    assert second.gone == first.come
    assert ledger.claims().total == 3
    assert set(ledger.makers()) == {"reader@2", MAKER}


def test_a_changed_text_from_the_same_path_is_a_new_version(ledger: Ledger) -> None:
    article = make_article(1)
    add(ledger, article)
    changed = reworded(article, "at dawn", "at midnight")
    added = add(ledger, changed)
    assert (added.change, added.version) == ("changed", 2)
    assert ledger.article(changed.id).versions == (article.id, changed.id)
    assert [kept.article.id for kept in ledger.articles()] == [changed.id]
    assert {kept.claim.article.id for kept in ledger.claims()} == {changed.id}


def test_the_former_text_stays_and_adding_it_again_changes_nothing(ledger: Ledger) -> None:
    article = make_article(1)
    add(ledger, article)
    add(ledger, reworded(article, "at dawn", "at midnight"))
    assert ledger.article(article.id).article.text == article.text
    assert add(ledger, article).change == "unchanged"
    assert ledger.is_read(article.id, "reader@9")


def test_a_wholly_different_text_from_the_same_path_is_another_article(ledger: Ledger) -> None:
    add(ledger, make_article(1, path="news.txt"))
    other = make_article(
        2, ["Traders in the capital reported higher prices for wheat and oil this week."], path="news.txt"
    )
    assert add(ledger, other).change == "added"
    assert ledger.articles().total == 2


def test_a_url_goes_before_the_path_and_its_fragment_means_nothing(ledger: Ledger) -> None:
    article = make_article(1, url="https://news.example/1#top")
    add(ledger, article)
    changed = replace(reworded(article, "at dawn", "at noon"), url="https://news.example/1", path="elsewhere.txt")
    assert add(ledger, changed).change == "changed"


def test_texts_from_stdin_are_no_versions_of_each_other(ledger: Ledger) -> None:
    article = make_article(1, path="-")
    add(ledger, article)
    assert add(ledger, reworded(article, "at dawn", "at noon")).change == "added"


@pytest.mark.parametrize(
    ("new", "version"),
    [
        ("one two three four five six seven eight nine ten", True),
        ("one two three four five six seven eight nine ten and more of it at the end", True),
        ("one two three four five", True),
        ("one two three something else entirely stands here now for all", False),
        ("", False),
    ],
)
def test_a_version_keeps_most_words_of_the_shorter_text_in_order(new: str, version: bool) -> None:
    assert is_version("one two three four five six seven eight nine ten", new) is version


def test_two_claims_of_one_id_are_one(ledger: Ledger) -> None:
    article = make_article(1)
    claim = make_claims(article)[0]
    assert add(ledger, article, claims=[claim, claim]).come == (claim.id,)


def test_a_text_that_no_database_keeps_is_refused_and_leaves_nothing(ledger: Ledger) -> None:
    article = replace(make_article(1), text="a\x00b")
    with pytest.raises(LedgerError, match="cannot be stored"):
        add(ledger, article, claims=[])
    assert ledger.articles().total == 0


def test_a_fault_in_the_middle_leaves_nothing_of_the_article(ledger: Ledger) -> None:
    article = make_article(1)

    def fails(claim: Claim) -> list[str]:
        if claim.event == "territory.withdrawn":
            raise ValueError("no key")
        return []

    with pytest.raises(ValueError, match="no key"):
        ledger.add_article(article, make_claims(article), maker=MAKER, block_keys=fails)
    assert (ledger.counts()["articles"], ledger.counts()["claims"]) == (0, 0)
    assert ledger.check() == ()


def test_what_is_written_in_one_transaction_is_there_whole_or_not_at_all(ledger: Ledger) -> None:
    with pytest.raises(NotKeptError):
        _add_and_fail(ledger)
    assert ledger.articles().total == 0
    with ledger.transaction():
        add(ledger, make_article(1))
        assert ledger.articles().total == 1
        add(ledger, make_article(2))
    assert ledger.articles().total == 2


def _add_and_fail(ledger: Ledger) -> None:
    with ledger.transaction():
        add(ledger, make_article(1))
        ledger.claim("c-nowhere")


def test_signatures_are_found_by_the_bands_that_articles_share(ledger: Ledger) -> None:
    one, two = make_article(1), make_article(2)
    ledger.add_article(one, (), maker=MAKER, block_keys=block_keys, signature=b"\x01\x00", bands=("p", "q"))
    ledger.add_article(two, (), maker=MAKER, block_keys=block_keys, signature=b"\x02", bands=("q", "r"))
    assert ledger.signatures(["p"]) == [(one.id, b"\x01\x00")]
    assert ledger.signatures(["q"]) == [(one.id, b"\x01\x00"), (two.id, b"\x02")]
    assert len(ledger.signatures()) == 2


def test_what_an_addition_touches_is_noted_until_it_is_weighed(ledger: Ledger) -> None:
    added = add(ledger, make_article(0, [sentence(0, 0)]))
    noted = ledger.unweighed()
    assert (noted.keys, noted.places) == (("territory|707308",), ("g:707308",))
    ledger.put_incidents((), (), {}, weighed_keys=noted.keys)
    ledger.put_control(noted.places, ())
    ControlAssertions(ledger).put(dict.fromkeys(noted.tellings, ()))
    assert not ledger.unweighed()
    assert [claim.id for claim, _ in ledger.current_claims(keys=["territory|707308"])] == list(added.come)


def test_articles_are_listed_by_day_of_publication_and_by_what_they_say(ledger: Ledger) -> None:
    articles = [make_article(number) for number in range(3)]
    for article in articles:
        add(ledger, article)
    assert [kept.article.id for kept in ledger.articles()] == [article.id for article in reversed(articles)]
    assert ledger.articles(Filter(since=articles[1].published)).total == 2
    assert ledger.articles(Filter(place=("Kherson",), event=("territory.captured",))).total == 1
    assert ledger.articles(Filter(outlet=("Another",))).total == 0


def test_an_article_that_is_not_kept_is_told_so(ledger: Ledger) -> None:
    with pytest.raises(NotKeptError, match="a-nowhere"):
        ledger.article("a-nowhere")


def test_more_keys_may_be_asked_for_than_an_engine_takes_at_once(ledger: Ledger) -> None:
    added = add(ledger, make_article(0, [sentence(0, 0)]))
    many = ["territory|707308", *(f"key-{number}" for number in range(70_000))]
    assert [claim.id for claim, _ in ledger.current_claims(keys=many, ids=added.come)] == list(added.come)

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from sayso.base.errors import PackMissingError
from sayso.base.settings import Settings
from sayso.flow.chain import claim_reports, load_chain, read_reports
from sayso.flow.languages import drop_unreadable, language_of, languages
from sayso.model import Article, Dropped
from sayso.packs.pack import BUNDLED

ARTICLE = Article(id="a-1", text="Слава", blocks=(), sha256="", path="x.txt", language="uk")
UKRAINIAN = "Збройні сили повідомили, що ворог обстріляв околиці міста вночі. Тридцять людей загинули.\n"


def test_an_article_in_a_language_without_packs_is_dropped_with_its_language_and_what_is_there() -> None:
    (dropped,) = drop_unreadable([ARTICLE], None)
    assert isinstance(dropped, Dropped)
    assert (dropped.path, dropped.reason) == ("x.txt", "language")
    assert dropped.detail == "it is in Ukrainian (uk); there are packs for: English (en)"


@pytest.mark.parametrize("language", ["en", None])
def test_an_article_that_can_be_read_or_tells_nothing_goes_on(language: str | None) -> None:
    article = replace(ARTICLE, language=language)
    assert list(drop_unreadable([article], None)) == [article]
    assert language_of(article).code == "en"


def test_what_was_dropped_before_goes_on() -> None:
    dropped = Dropped(path="y", reason="empty", detail="")
    assert list(drop_unreadable([dropped], None)) == [dropped]


def test_a_report_in_another_language_never_comes_as_one_without_claims(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(UKRAINIAN, encoding="utf-8")
    (dropped,) = claim_reports([tmp_path], Settings())
    assert isinstance(dropped, Dropped)
    assert dropped.reason == "language"


def test_a_language_is_there_as_soon_as_its_two_packs_are(tmp_path: Path) -> None:
    for kind in ("lexicon", "model"):
        copied = copytree(BUNDLED / f"{kind}-en", tmp_path / f"{kind}-uk")
        manifest = copied / "manifest.toml"
        manifest.write_text(manifest.read_text(encoding="utf-8").replace(f"{kind}-en", f"{kind}-uk"), encoding="utf-8")
    (tmp_path / "x.txt").write_text(UKRAINIAN, encoding="utf-8")
    packs = str(tmp_path)
    assert list(languages(packs)) == ["en", "uk"]
    (article,) = read_reports([tmp_path / "x.txt"], Settings(packs=packs))
    assert isinstance(article, Article)
    assert language_of(article, packs).code == "uk"
    assert load_chain(packs, "uk").maker.startswith("sayso-uk@")


def test_a_language_that_is_not_there_cannot_be_loaded() -> None:
    with pytest.raises(PackMissingError, match="lexicon-xx") as raised:
        load_chain(None, "xx")
    assert "languages that are there: en" in str(raised.value)

"""A copy of a ledger as files: complete, linked among themselves, of one filter, and safe to pass on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from sayso.base.errors import UsageError
from sayso.keep import Ledger, Verdict, open_ledger
from sayso.show.web.publish import Copied, Wishes, write_copy
from sayso.show.web.publish.folder import MARK, open_folder
from sayso.show.web.publish.links import CopyLinks, file_of
from tests.show.small_ledger import HIRSKE, SCRIPT, desk_of

Run = Callable[..., Any]
DAY = date(2022, 7, 1)


def copy(ledger: Ledger, folder: Path, **wishes: Any) -> Copied:
    return write_copy(desk_of(ledger), folder, Wishes(made=DAY, ledger="told.db", **wishes))


def pages(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}


def links(text: str) -> list[str]:
    return [unescape(address) for address in re.findall(r'\b(?:href|src|action)="([^"]*)"', text)]


def broken(folder: Path) -> list[str]:
    """Every link of every page that leads to no file of the copy, or to no part of it."""
    small_ledger = pages(folder)
    dead = []
    for file, text in small_ledger.items():
        for link in links(text):
            path, _, part = link.partition("#")
            to = (folder / file).parent / unquote(path.partition("?")[0]) if path else folder / file
            name = to.resolve().relative_to(folder.resolve()).as_posix()
            is_whole = to.is_file() or "/libs/" in link
            if link.startswith("/") or not is_whole or (part and f'id="{part}"' not in small_ledger[name]):
                dead.append(f"{file}: {link}")
    return dead


def test_every_claim_has_a_page_with_its_sentence_lit(small_ledger: Ledger, tmp_path: Path) -> None:
    copied = copy(small_ledger, tmp_path / "copy")
    claims = small_ledger.claims().items
    assert copied.claims == len(claims) > 5
    for kept in claims:
        text = (tmp_path / "copy" / "claims" / f"{kept.claim.id}.html").read_text("utf-8")
        assert re.search(rf'class="lit [^"]*lit-trigger"[^>]*>{kept.claim.trigger.text}</span>', text)


def test_every_link_of_a_copy_leads_to_a_file_of_it(small_ledger: Ledger, tmp_path: Path) -> None:
    copy(small_ledger, tmp_path / "copy")
    assert len(pages(tmp_path / "copy")) > 20
    assert broken(tmp_path / "copy") == []


def test_every_cell_of_a_place_s_days_leads_to_the_claims_that_say_so(small_ledger: Ledger, tmp_path: Path) -> None:
    copy(small_ledger, tmp_path / "copy")
    text = (tmp_path / "copy" / "places" / f"g-{HIRSKE[1]}.html").read_text("utf-8")
    cells = re.findall(r'<td class="[^"]*"><a href="#(on-[^"]+)"', text)
    assert len(cells) > 2
    for cell in cells:
        part = text.partition(f'id="{cell}"')[2].partition("</article>")[0]
        assert re.search(r'href="\.\./claims/c-[a-z0-9]+\.html"', part), cell


def test_the_other_half_of_a_contradiction_is_there_and_says_why(small_ledger: Ledger, tmp_path: Path) -> None:
    copied = copy(small_ledger, tmp_path / "copy", asked=(("source", "Bo Tan"),))
    assert 0 < copied.claims < small_ledger.claims().total
    assert copied.beside > 0
    assert broken(tmp_path / "copy") == []
    beside = [text for name, text in pages(tmp_path / "copy").items() if "The filter of this copy does not" in text]
    assert len(beside) == copied.beside


def test_what_the_filter_does_not_find_is_not_in_the_data(small_ledger: Ledger, tmp_path: Path) -> None:
    copy(small_ledger, tmp_path / "copy", asked=(("place", "g:706448"),))
    lines = [json.loads(line) for line in (tmp_path / "copy/data/claims.jsonl").read_text("utf-8").splitlines()]
    assert [place["geonameid"] for line in lines for place in line["places"]] == [706448]
    assert [path.name for path in (tmp_path / "copy" / "places").iterdir()] == ["g-706448.html"]


def test_the_page_about_a_copy_tells_filter_ledger_version_makers_and_day(small_ledger: Ledger, tmp_path: Path) -> None:
    copy(small_ledger, tmp_path / "copy", asked=(("event", "territory"),))
    text = (tmp_path / "copy" / "about.html").read_text("utf-8")
    for fact in ("event: territory", "told.db", DAY.isoformat(), *small_ledger.makers(), desk_of(small_ledger).version):
        assert fact in text, fact
    assert all(
        'href="about.html"' in page or 'href="../about.html"' in page for page in pages(tmp_path / "copy").values()
    )


def test_who_decided_and_why_stays_at_home_unless_it_is_asked_for(small_ledger: Ledger, tmp_path: Path) -> None:
    claim = small_ledger.claims().items[0].claim.id
    decided = datetime(2022, 6, 30, 12, tzinfo=UTC)
    for kind, reason in (("accept", "rang the mayor"), ("flag", "ask Ana again"), ("note", "my own note")):
        small_ledger.judge(Verdict(kind=kind, claims=(claim,), reviewer="Jo Reviewer", reason=reason, made=decided))  # type: ignore[arg-type]
    private = ("Jo Reviewer", "rang the mayor", "ask Ana again", "my own note")

    def said(folder: Path) -> set[str]:
        whole = "".join(path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file())
        return {secret for secret in private if secret in whole}

    copy(small_ledger, tmp_path / "open")
    assert said(tmp_path / "open") == set()
    copy(small_ledger, tmp_path / "named", has_reviewers=True)
    assert said(tmp_path / "named") == set(private)


def test_the_path_of_a_report_stays_at_home(small_ledger: Ledger, tmp_path: Path) -> None:
    copy(small_ledger, tmp_path / "copy")
    path = small_ledger.claims().items[0].claim.article.path
    assert path
    data = [file.read_text("utf-8") for file in (tmp_path / "copy" / "data").iterdir()]
    assert not any(path in content for content in [*data, *pages(tmp_path / "copy").values()])


def test_of_an_article_only_what_stands_around_its_claims_is_copied(tmp_path: Path, article: Any, claim: Any) -> None:
    far = "Nobody claims anything here. " * 60 + "THE END."
    long = replace(article, text=article.text + "\n\n" + far)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_article(long, [claim], maker="m@1#0", block_keys=lambda _: ())
        copy(ledger, tmp_path / "around")
        copy(ledger, tmp_path / "whole", has_whole_texts=True)
    file = f"articles/{file_of('articles', long.id).partition('/')[2]}"
    around, whole = ((tmp_path / name / file).read_text("utf-8") for name in ("around", "whole"))
    assert ("THE END." in around, "[…]" in around) == (False, True)
    assert ("THE END." in whole, "[…]" in whole) == (True, False)


def test_publishing_again_leaves_nothing_of_the_former_copy(small_ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    first = copy(small_ledger, folder)
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("mine")
    second = copy(small_ledger, folder, asked=(("place", "g:706448"),))
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files - {".git/HEAD"} == {*json.loads((folder / MARK).read_text("utf-8"))["files"], MARK}
    assert (second.files < first.files, second.stale > 0, broken(folder)) == (True, True, [])


def test_the_same_ledger_gives_the_same_files(small_ledger: Ledger, tmp_path: Path) -> None:
    for name in ("one", "other"):
        copy(small_ledger, tmp_path / name)
    first, other = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "other")
    )
    assert first == other


def test_a_folder_that_holds_something_else_is_left_alone(small_ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(UsageError):
        copy(small_ledger, folder)
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


def test_a_doctored_list_of_files_takes_nothing_away_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "copy").mkdir()
    listing = {"made_by": "sayso publish", "files": ["../mine.txt", "/etc/hostname", "a/../../mine.txt"]}
    (tmp_path / "copy" / MARK).write_text(json.dumps(listing))
    open_folder(tmp_path / "copy").finish({})
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_copy_that_was_ended_midway_is_known_for_one_s_own(tmp_path: Path) -> None:
    folder = open_folder(tmp_path / "copy")
    folder.announce(["a.html", "b.html"])
    folder.write("a.html", "half")
    again = open_folder(tmp_path / "copy")
    again.write("c.html", "whole")
    again.finish({})
    assert {path.name for path in (tmp_path / "copy").iterdir()} == {"c.html", MARK}


def test_a_script_in_a_title_or_a_name_stays_text(small_ledger: Ledger, tmp_path: Path) -> None:
    copy(small_ledger, tmp_path / "copy")
    told_pages = pages(tmp_path / "copy").values()
    assert not any(SCRIPT in page or "<img src=x" in page for page in told_pages)
    assert any("&lt;script&gt;" in page for page in told_pages)


def test_two_names_never_share_a_file() -> None:
    names = [
        "Bo Tan",
        "bo tan",
        "Bo-Tan",
        "bo-tan",
        "Бо Тан",
        "Bo Tan " * 40,
        "Bo Tan " * 41,
        "g:1",
        "g-1",
        "../x",
        "CON",
    ]
    files = [file_of("sources", name) for name in names]
    assert len({file.casefold() for file in files}) == len(names)
    assert all(re.fullmatch(r"sources/[a-z0-9-]{1,70}\.html", file) for file in files)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/claims/c-1", "claims/c-1.html"),
        ("/articles/a-1#at-c-1", "articles/a-1.html#at-c-1"),
        ("/claims?event=territory&limit=200", "claims.html"),
        ("/claims?event=territory&place=g%3A1", "index.html?place=g%3A1"),
        ("/sources/Bo%20Tan", "sources/bo-tan-1.html"),
        ("/sources/Bo%20Tan?status=denied", "index.html?source=Bo+Tan&status=denied"),
        ("/control?on=2022-06-24", "control.html?on=2022-06-24"),
        ("/claims?least=0.5", None),
        ("/review?at=c-1", None),
        ("/claims/c-2", None),
        ("/static/theme.css", "static/theme.css"),
    ],
)
def test_an_address_leads_to_the_file_that_shows_the_same(address: str, file: str | None) -> None:
    files = {"/claims/c-1": "claims/c-1.html", "/articles/a-1": "articles/a-1.html", "/claims": "claims.html",
             "/sources/Bo Tan": "sources/bo-tan-1.html"}  # fmt: skip
    assert CopyLinks(files=files, query=(("event", "territory"),)).find(address) == file


def test_the_command_says_what_it_wrote(sayso: Run, small_ledger_file: Path, tmp_path: Path) -> None:
    ran = sayso(
        "publish", tmp_path / "copy", "--ledger", small_ledger_file, "--place", "Hirske", "--from", "2022-06-01"
    )
    assert (ran.code, "index.html" in ran.err, "files" in ran.err) == (0, True, True)
    facts = json.loads((tmp_path / "copy" / MARK).read_text("utf-8"))
    assert (facts["filter"], facts["ledger"]) == ([["place", "Hirske"], ["from", "2022-06-01"]], "small.db")
    assert sayso("publish", tmp_path / "copy", "--ledger", small_ledger_file).code == 0


def test_a_copy_of_all_events_asks_for_talk_too_as_the_command_did(
    sayso: Run, small_ledger_file: Path, tmp_path: Path
) -> None:
    assert sayso("publish", tmp_path / "copy", "--ledger", small_ledger_file, "--event", "any").code == 0
    facts = json.loads((tmp_path / "copy" / MARK).read_text("utf-8"))
    assert facts["filter"] == [["event", "any"]]

"""Files, folders and the standard input."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.model import Article, Dropped
from sayso.read import FurnitureRules, list_files, read_paths

TEXT = "The troops left the town on Friday after weeks of shelling, the governor of the region said."


def test_a_folder_is_walked_in_sorted_order(tmp_path: Path, rules: FurnitureRules) -> None:
    for name in ("b/2.txt", "a/1.txt", "c.txt", ".hidden/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT + name, encoding="utf-8")
    articles = read_paths([tmp_path], furniture=rules)
    assert [Path(article.path or "").relative_to(tmp_path).as_posix() for article in articles] == [
        "a/1.txt",
        "b/2.txt",
        "c.txt",
    ]


def test_the_files_listed_are_the_files_read(tmp_path: Path, rules: FurnitureRules) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(TEXT + name, encoding="utf-8")
    assert list_files([tmp_path, "-"]) == [*(item.path for item in read_paths([tmp_path], furniture=rules)), "-"]


def test_a_missing_file_is_dropped_and_the_next_is_read(tmp_path: Path, rules: FurnitureRules) -> None:
    (tmp_path / "there.txt").write_text(TEXT, encoding="utf-8")
    missing, there = read_paths([tmp_path / "not-there.txt", tmp_path / "there.txt"], furniture=rules)
    assert isinstance(missing, Dropped)
    assert missing.reason == "missing"
    assert isinstance(there, Article)


def test_an_empty_folder_is_dropped(tmp_path: Path, rules: FurnitureRules) -> None:
    (dropped,) = read_paths([tmp_path], furniture=rules)
    assert isinstance(dropped, Dropped)
    assert dropped.reason == "empty"


def test_a_dash_is_the_standard_input(monkeypatch: pytest.MonkeyPatch, rules: FurnitureRules) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (article,) = read_paths(["-"], furniture=rules)
    assert isinstance(article, Article)
    assert (article.text, article.path) == (TEXT, "-")


def test_the_hash_is_that_of_the_file(tmp_path: Path, rules: FurnitureRules) -> None:
    data = TEXT.encode("utf-16")
    (tmp_path / "x.txt").write_bytes(data)
    (article,) = read_paths([tmp_path], furniture=rules)
    assert isinstance(article, Article)
    assert article.sha256 == hashlib.sha256(data).hexdigest()


def test_the_same_text_has_the_same_id_in_any_encoding(tmp_path: Path, rules: FurnitureRules) -> None:
    (tmp_path / "1.txt").write_bytes(TEXT.encode("utf-16"))
    (tmp_path / "2.txt").write_bytes(TEXT.encode("utf-8"))
    first, second = read_paths([tmp_path], furniture=rules)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id == second.id


def test_reading_a_text_loads_no_parser_of_pages() -> None:
    code = "import sys, sayso.read; print({'trafilatura', 'lxml', 'feedparser', 'warcio', 'numpy'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"

"""The commands that the pages show run, and print what the pages show.

A page is followed from top to bottom by one reader in an empty folder. A file that the page asks its reader to save
(a line that ends in its name and a colon, then a fenced block) is written; every ```console block is run by bash.
What is printed has to be what stands below the command. A line `…` stands for any number of lines; ids, hashes and
times may differ. A page's id stands for the one that was printed in its place, also in later commands.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import click
import pytest

import sayso
from sayso.cli import commands
from sayso.packs.pack import load_pack

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    str(page.relative_to(ROOT))
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md"))
    if "```console" in page.read_text("utf-8")
)
WIDTH = 110
"""Columns of the terminal that the pages were written on."""

NOT_RUN = {
    "pip install": "needs the network",
    "python -m venv": "makes an environment, then needs the network",
    "curl": "needs the network",
    "sayso gazetteer add": "needs the network, or a dump that comes from it",
    "sayso serve": "runs until it is ended, and needs a browser",
    "ruff check": "is a step of .ci/run",
    "bash .ci/run": "runs this test",
    "python tools/lock.py": "needs the network",
    "python tools/test_newest.py": "needs the network",
    "python -m benchmarks": "needs the benchmarks' data",
    "python -m tools.mutate": "takes minutes, and has tests of its own",
}
"""Commands that are only parsed, by their beginning, and why."""

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`([\w./-]+)`[^\n`]*:\n\n$")
"""What stands before a block that the reader is to save: the name of the file, and a colon."""

ID = re.compile(r"\b([aceijpst])-[0-9a-hjkmnp-z]{12}\b")
LOOSE = [
    (re.compile(r"@(\d+)(\.\d+)*#[0-9a-f]{8}"), "@VERSION#HASH"),
    (re.compile(r"\d+\.\d s\b"), "N s"),
    (re.compile(r"\d{4}-\d{2}-\d{2}T[\d:.]+(Z|\+00:00)?|\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?"), "TIME"),
]
"""What may differ from one run to the next."""


class Step(NamedTuple):
    """One thing that the reader of a page does: saves a file, or runs a command that shows lines."""

    file: str | None
    text: str
    shown: tuple[str, ...] = ()


def steps(page: str) -> Iterator[Step]:
    """What the reader of a page does, in order."""
    text = (ROOT / page).read_text("utf-8")
    for fence in FENCE.finditer(text):
        named = NAMED.search(text, 0, fence.start())
        if fence[1] == "console":
            for part in re.split(r"^\$ ", fence[2], flags=re.MULTILINE)[1:]:
                yield _command(part.splitlines())
        elif named and named.end() == fence.start():
            yield Step(named[1], fence[2])


def _command(lines: list[str]) -> Step:
    """A command, which goes on while a quotation is open or a line ends in a backslash, and what it shows."""
    for end in range(1, len(lines) + 1):
        command = "\n".join(lines[:end])
        if not command.endswith("\\") and _whole(command):
            return Step(None, command, tuple(lines[end:]))
    raise AssertionError(f"this command has no end: {lines[0]}")


def _whole(command: str) -> bool:
    try:
        shlex.split(command, comments=True)
    except ValueError:
        return False
    return True


def reason_not_to_run(command: str) -> str | None:
    return next((reason for beginning, reason in NOT_RUN.items() if command.startswith(beginning)), None)


def invocations(command: str) -> Iterator[list[str]]:
    """The words of each program that a command starts, without what its output goes into."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words: list[str] = []
    for word in lexer:
        if word in ("&&", "||", "|", ";"):
            yield words
            words = []
        elif word in (">", ">>", "<"):
            next(lexer)
        else:
            words.append(word)
    yield words


def check_parses(words: list[str]) -> None:
    """Raises if Sayso has no such command or flag, or the checkout no such program of Python's."""
    match words:
        case ["sayso", *arguments]:
            _check_arguments(commands, arguments)
        case ["python", "-m", "venv" | "json.tool", *_]:
            pass
        case ["python", "-m", module, *_]:
            assert importlib.util.find_spec(module), f"there is no module {module}"
        case ["python" | "bash", script, *_]:
            assert (ROOT / script).is_file(), f"there is no {script}"


def _check_arguments(command: click.Command, arguments: list[str]) -> None:
    if isinstance(command, click.Group) and arguments and not arguments[0].startswith("-"):
        assert arguments[0] in command.commands, f"sayso has no command {arguments[0]}"
        _check_arguments(command.commands[arguments[0]], arguments[1:])
    else:
        command.make_context(command.name, arguments, resilient_parsing="--help" in arguments)


def loosened(line: str) -> str:
    for pattern, loose in LOOSE:
        line = pattern.sub(loose, line)
    return ID.sub(r"\1-ID", line).rstrip()


def told(text: str) -> list[str]:
    """The lines that are compared: no empty ones, and no bar that shows how far a run is."""
    return [line for line in text.splitlines() if line.strip() and not line.startswith("reading ")]


def paired(shown: list[str], printed: list[str]) -> list[tuple[str, str]] | None:
    """Each line that is shown with the line that was printed in its place; `None` if they do not fit."""
    if not shown:
        return None if printed else []
    if shown[0].strip() == "…":
        tails = (paired(shown[1:], printed[skipped:]) for skipped in range(len(printed) + 1))
        return next((tail for tail in tails if tail is not None), None)
    if not printed or loosened(shown[0]) != loosened(printed[0]):
        return None
    tail = paired(shown[1:], printed[1:])
    return None if tail is None else [(shown[0], printed[0]), *tail]


class Reader:
    """Somebody who follows a page in a folder, and remembers which id of the page stands for which of theirs."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ids = folder / "work", dict[str, str]()
        self.folder.mkdir()
        programs = folder / "bin"
        programs.mkdir()
        for name, start in (("sayso", '-m sayso "$@"'), ("python", '"$@"')):
            (programs / name).write_text(f"#!/bin/sh\nexec {shlex.quote(sys.executable)} {start}\n", "utf-8")
            (programs / name).chmod(0o755)
        self.environment = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder), "LOGNAME": "you",
            "PYTHONPATH": str(Path(sayso.__file__).parent.parent), "PYTHONUTF8": "1", "COLUMNS": str(WIDTH),
        }  # fmt: skip

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """Runs a command as on a terminal: a table, unless what it prints goes into a file or another program."""
        apart = {"SAYSO_FORMAT": "auto" if re.search(r"[|>]", command) else "table"}
        return subprocess.run(
            ["bash", "-o", "pipefail", "-c", command], cwd=self.folder, env=self.environment | apart,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False, timeout=300,
        )  # fmt: skip

    def follow(self, step: Step) -> None:
        """Saves a file or runs a command; fails unless it prints what is shown."""
        if step.file is not None:
            path = self.folder / step.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, "utf-8")
            return
        command = ID.sub(lambda found: self.ids.get(found[0], found[0]), step.text)
        ran = self.run(command)
        assert ran.returncode in CODES.get(command, (0,)), f"$ {command}\n{ran.stdout}"
        pairs = paired(told("\n".join(step.shown)), told(ran.stdout)) if step.shown else []
        assert pairs is not None, f"$ {command}\nprints\n{ran.stdout}\nand not\n" + "\n".join(step.shown)
        for shown, printed in pairs:
            for page_id, own_id in zip(ID.finditer(shown), ID.finditer(printed), strict=True):
                self.ids[page_id[0]] = own_id[0]


CODES = {"sayso doctor": (0, 3)}
"""Exit codes that are right beside 0: the browser libraries may have been left out of the installation."""

NEEDS_LEDGER = ("docs/static-copy.md",)
"""Pages whose reader has a ledger of the bulletins already."""
BULLETINS = ("01-sievierodonetsk-order.txt", "03-hirske-zolote-claimed.txt")
REPORT = (
    "LYSYCHANSK, 25 June 2022 - Russian troops seized Hirske on Friday, the mayor said. Rioters threw stones in Kyiv."
)
TOWNS = "name,held_by,first_day\nHirske,RUS,2022-06-24\n"


def give_files(folder: Path) -> None:
    """What README and the pages of reference take for granted: reports of one's own, and a map of towns."""
    pack = load_pack("bulletins")
    (folder / "reports").mkdir()
    for name in BULLETINS:
        shutil.copy(pack.path(f"reports/{name}"), folder / "reports")
    shutil.copy(pack.path(f"reports/{BULLETINS[1]}"), folder)
    (folder / "reports" / "note.txt").write_text(REPORT, "utf-8")
    (folder / "report.txt").write_text(REPORT, "utf-8")
    (folder / "report.html").write_text(f"<html><body><article><h1>Note</h1><p>{REPORT}</p></article></body></html>")
    (folder / "towns.csv").write_text(TOWNS, "utf-8")


TAKEN_FOR_GRANTED: Mapping[str, str] = {
    "c-2cjz8knqde00": "sayso claims --limit 1 --format jsonl",
    "c-9xhp2fbtxrf2": "sayso claims --limit 1 --offset 1 --format jsonl",
    "a-0c8p3v1x7m2k": "sayso articles --text seized --limit 1 --format jsonl",
}
"""Ids that those pages use without having printed them, and what a reader would list to find one of their own."""


def find_own(reader: Reader, command: str) -> None:
    for page_id in {found[0] for found in ID.finditer(command)} - set(reader.ids):
        listed = reader.run(TAKEN_FOR_GRANTED[page_id]).stdout.splitlines()
        reader.ids[page_id] = json.loads(listed[0])["id"]


def test_the_index_names_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    assert [page.name for page in (ROOT / "docs").glob("[a-z]*.md") if f"]({page.name}" not in index] == []


@pytest.mark.parametrize("page", PAGES)
def test_each_command_of_a_page_is_one_with_these_flags(page: str) -> None:
    for step in steps(page):
        for words in invocations(step.text) if step.file is None else ():
            check_parses(words)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "CONTRIBUTING.md"])
def test_the_commands_of_a_page_run_and_print_what_it_shows(page: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    if page != "docs/tutorial.md":
        give_files(reader.folder)
    if page in NEEDS_LEDGER:
        folder = load_pack("bulletins").path("reports/" + BULLETINS[0]).parent
        assert reader.run(f"sayso add {shlex.quote(str(folder))}").returncode == 0
    ran = [step for step in steps(page) if step.file or not reason_not_to_run(step.text)]
    for step in ran:
        if step.file is None:
            find_own(reader, step.text)
        reader.follow(step)


def test_every_reason_not_to_run_a_command_is_still_needed() -> None:
    written = [step.text for page in PAGES for step in steps(page) if step.file is None]
    assert [beginning for beginning in NOT_RUN if not any(text.startswith(beginning) for text in written)] == []


def test_an_id_of_a_page_stands_for_the_one_that_was_printed_in_its_place() -> None:
    shown, printed = ["… ", "c-aaaaaaaaaaaa read in 0.1 s"], ["first", "c-bbbbbbbbbbbb read in 7.2 s"]
    assert paired(shown, printed) == [(shown[1], printed[1])]


def test_a_line_that_is_shown_and_not_printed_is_noticed() -> None:
    assert paired(["one", "…", "three"], ["one", "two"]) is None


def test_a_command_goes_on_while_its_quotation_is_open() -> None:
    assert _command(["sayso review --claim '{", "}' --reason x", "shown"]) == (
        None,
        "sayso review --claim '{\n}' --reason x",
        ("shown",),
    )

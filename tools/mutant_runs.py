"""Tests run on a mutant: in a copy of the tree, by a child of a warm process.

Every worker has a copy of its own, in which it has imported the whole package with all libraries, and loaded the packs.
For a mutant it writes the changed file into the copy and forks. The child forgets the modules that the change can
reach, so that they are imported anew, and runs the tests; processes that the tests start read the changed file as well.
"""

from __future__ import annotations

import ast
import importlib
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Final, NoReturn

NOT_COPIED: Final = (
    ".git", ".venv", "venv", "build", "dist", "__pycache__", "node_modules", ".*_cache", ".hypothesis",
    "*.db", "*.db-*",
)  # fmt: skip
MOST_MEMORY: Final = 8 * 2**30
"""Bytes of addresses that a child may have: a loop that never ends would else fill the machine."""
OPTIONS: Final = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0",
                  "-W", "ignore::pytest.PytestAssertRewriteWarning")  # fmt: skip
"""The last since plugins were imported before pytest could rewrite their assertions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the tests ended: `passed`, `failed` or `timed-out`; which failed first, and what pytest printed last."""

    ended: str
    seconds: float
    work: float
    """Seconds of the processor, of the child and of what it started."""
    failed: str | None = None
    told: str = ""


def copy_tree(root: Path) -> Path:
    """A copy of the checkout in a scratch folder, without what is made from it. The caller removes its parent."""
    copy = Path(tempfile.mkdtemp(prefix="mutants-")) / "tree"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
    return copy


def enter(root: Path, copies: Any) -> None:
    """Makes this process a worker on one of the copies: all of the package is imported, and the packs are loaded."""
    copy = Path(copies.get())
    os.chdir(copy)
    sys.path[:] = [str(copy / "src"), str(copy), *(path for path in sys.path if not _lies_in(path, root))]
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path[:2])
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False  # what is compiled goes into the copy, once for all mutants
    chain = importlib.import_module("sayso.flow.chain")
    chain.hold_to_one_thread()
    for plugin in entry_points(group="pytest11"):
        plugin.load()
    for name in sorted(modules_of(copy / "src")):
        if not name.rpartition(".")[2].startswith("__main__") and ".migrations" not in name:
            importlib.import_module(name)
    chain.load_chain(None)


def _lies_in(path: str, root: Path) -> bool:
    return Path(path or ".").absolute() in (root, root / "src")


def run_tests(file: str, source: str | None, tests: Sequence[str], *, limit: float) -> Outcome:
    """The outcome of the tests with this source in place of the file's, `None` for the file as it is.

    `limit` is in seconds of the processor; by the clock it may take ten times as long. Call it in a worker.
    """
    path = Path(file)
    kept = path.read_bytes()
    try:
        _write(path, kept if source is None else source.encode())
        return _fork(reached_by(file), tests, limit)
    finally:
        _write(path, kept)


@dataclass(slots=True)
class _Turns:
    count: int = 0


_TURNS: Final = _Turns()


def _write(path: Path, content: bytes) -> None:
    """Writes the file with a time of its own, by which Python sees that what it has compiled is another one."""
    path.write_bytes(content)
    _TURNS.count += 1
    os.utime(path, (1_000_000_000 + _TURNS.count,) * 2)


def _fork(forgotten: frozenset[str], tests: Sequence[str], limit: float) -> Outcome:
    with tempfile.TemporaryFile("w+") as told, tempfile.TemporaryFile("w+") as failed:
        began = time.monotonic()
        child = os.fork()
        if not child:
            _be_child(forgotten, tests, limit, told.fileno(), failed.fileno())
        status, usage = _wait(child, began + 10 * limit)
        told.seek(0)
        failed.seek(0)
        first = failed.readline()
        ended = "passed" if status == 0 else "timed-out" if os.WIFSIGNALED(status) else "failed"
        return Outcome(
            ended=ended, seconds=time.monotonic() - began, work=usage.ru_utime + usage.ru_stime,
            failed=json.loads(first) if first else None, told=told.read()[-3000:],
        )  # fmt: skip


def _wait(child: int, until: float) -> tuple[int, resource.struct_rusage]:
    """How the child ended, and what it took; when its time is over it is killed, and with it all that it started."""
    try:
        while True:
            done, status, usage = os.wait4(child, os.WNOHANG)
            if done:
                return status, usage
            if time.monotonic() > until:
                os.kill(child, signal.SIGKILL)
            time.sleep(0.02)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)


def _be_child(forgotten: frozenset[str], tests: Sequence[str], limit: float, told: int, failed: int) -> NoReturn:
    """Runs the tests and ends the process with pytest's exit code."""
    code = 99
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        for stream in (1, 2):
            os.dup2(told, stream)
        for name in [name for name in sys.modules if name in forgotten or name.partition(".")[0] == "tests"]:
            del sys.modules[name]
        pytest: Any = importlib.import_module("pytest")
        code = int(pytest.main([*OPTIONS, *tests], plugins=[_First(failed)]))
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


class _First:
    """Writes down the first test that fails."""

    def __init__(self, to: int) -> None:
        self.to = to
        self.seen: str | None = None

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Called by pytest for each step of a test."""
        self._note(report)

    def pytest_collectreport(self, report: Any) -> None:
        """Called by pytest for each file that it has looked through for tests."""
        self._note(report)

    def _note(self, report: Any) -> None:
        if report.failed and not self.seen:
            self.seen = report.nodeid
            os.write(self.to, json.dumps(report.nodeid).encode())


def modules_of(source: Path) -> dict[str, Path]:
    """The modules below a folder by their names."""
    found = {}
    for path in source.rglob("*.py"):
        parts = path.relative_to(source).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def reached_by(file: str) -> frozenset[str]:
    """The names of the modules that hold the file's code, or import it over whatever others, late imports too."""
    modules = modules_of(Path("src"))
    (changed,) = (name for name, path in modules.items() if path == Path(file))
    return importers_of(changed, {name: imports_of(name, path, modules) for name, path in modules.items()})


def imports_of(name: str, path: Path, modules: Iterable[str]) -> set[str]:
    """The modules that one imports anywhere in its code, with the packages in which these lie."""
    known, said = set(modules), set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            said |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = name if path.stem == "__init__" else name.rpartition(".")[0]
            above = package.rsplit(".", node.level - 1)[0] if node.level else ""
            base = ".".join(part for part in (above, node.module) if part)
            said |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    parts = [one.split(".") for one in said]
    return {".".join(one[:length]) for one in parts for length in range(2, len(one) + 1)} & known - {name}


def importers_of(changed: str, imports: Mapping[str, set[str]]) -> frozenset[str]:
    """The module, and all that import it, directly or not. Where a package is among them, so is all that lies in it."""
    reached, waiting = {changed}, [changed]
    while waiting:
        one = waiting.pop()
        near = {name for name, some in imports.items() if one in some or name.startswith(f"{one}.")}
        waiting += near - reached
        reached |= near
    return frozenset(reached)

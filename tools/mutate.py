"""Which small changes of logic no test would see: `python -m tools.mutate [FILE or FOLDER…]`, for a person to run.

Each mutant is a file of the package with one change (`tools/mutants.py`), on which the tests of its room run until one
fails (`tools/mutant_runs.py`). A mutant that survives is either a behaviour that no test holds, or a change that cannot
matter: the second kind is written, with its reason, into `tools/mutants.yaml`, and counted apart.

Why not mutmut or cosmic-ray (looked at in versions 3.8 and 8.7): mutmut runs children of a warm process too, but leaves
out most functions with decorators and whatever stands outside of functions, and here a good deal of logic is in
properties, cached functions and named thresholds; cosmic-ray starts Python for each mutant, which with the packs takes
longer than the test that fails. Neither draws a sample, or keeps reasons for survivors outside of the code.
"""

from __future__ import annotations

import json
import multiprocessing
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, Final

import click
import yaml

from tools.mutant_runs import Outcome, copy_tree, enter, run_tests
from tools.mutants import Mutant, apply, find_mutants

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = "src/sayso"
DEFAULT: Final = (
    "weigh/control", "weigh/incidents", "weigh/voices.py", "claim/sources.py", "claim/status.py", "keep/judging",
    "read/furniture.py",
)  # fmt: skip
"""What is mutated if nothing is named: the rooms in which a wrong sign would be a wrong statement about a war."""
TESTS: Final[Mapping[str, Sequence[str]]] = {
    "read": ("tests/read", "tests/flow/test_work.py", "tests/cli/test_read.py"),
    "mark": ("tests/mark", "tests/flow/test_chain.py"),
    "claim": ("tests/claim", "tests/flow/test_chain.py", "tests/weigh/test_bulletins.py"),
    "weigh": ("tests/weigh", "tests/flow/test_ledger.py", "tests/cli/test_ledger.py"),
    "keep": ("tests/keep", "tests/flow/test_ledger.py", "tests/cli/test_ledger.py"),
}
"""The tests of each room, and then those that go from end to end."""
EXPLAINED: Final = ROOT / "tools" / "mutants.yaml"
RESULTS: Final = {"passed": "survived", "failed": "killed", "timed-out": "timed-out"}
BROKEN: Final = "raise RuntimeError('this file is not to be imported')\n"
SLACK: Final = (4.0, 10.0)
"""How many times the processor time of the unchanged file a mutant may take, and seconds more."""

Record = dict[str, Any]


@click.command(help="Run the tests on mutants of the files or folders (default: the list in tools/mutate.py).")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--sample", type=click.IntRange(min=1), help="So many mutants, drawn by chance, in place of all.")
@click.option("--seed", type=int, default=1, show_default=True, help="What they are drawn with.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Mutants at a time.")
@click.option("--log", type=click.Path(path_type=Path), help="JSON lines to write; what it holds is not run again.")
@click.option("--tests", multiple=True, help="Tests to run, in place of those of the room.")
@click.option("--list", "only_list", is_flag=True, help="Print the mutants and run nothing.")
def main(
    paths: tuple[Path, ...], *, sample: int | None, seed: int, jobs: int, log: Path | None, tests: tuple[str, ...],
    only_list: bool,
) -> None:  # fmt: skip
    """Print every mutant's result, the survivors, and their share."""
    mutants = draw([one for file in files_of(paths) for one in find_mutants(_read(file), file)], sample, seed)
    if only_list:
        for mutant in mutants:
            click.echo(f"{mutant.file}:{mutant.line}: {mutant.before}  ->  {mutant.after}")
        return
    rooms = {file: tests or tests_of(file) for file in sorted({mutant.file for mutant in mutants})}
    done = read_log(log) if log else {}
    left = [mutant for mutant in mutants if fingerprint(mutant) not in done]
    for record in _run_all(left, rooms, jobs, done) if left else ():
        done[record["id"]] = record
        click.echo(f"{record['result']:<9} {record['seconds']:6.1f} s  {record['file']}:{record['line']}", err=True)
        if log:
            with log.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(record, ensure_ascii=False) + "\n")
    click.echo(tell([done[fingerprint(mutant)] for mutant in mutants], read_explained(EXPLAINED)))


def files_of(paths: Sequence[Path]) -> list[str]:
    """The modules to be mutated, by their paths from the root. Raises `UsageError` where there is none."""
    package = ROOT / PACKAGE
    wanted = [path.absolute() for path in paths] or [path for told in DEFAULT for path in sorted(package.glob(told))]
    files = [file for path in wanted for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
    if outside := [file for file in files if package not in file.parents]:
        raise click.UsageError(f"{outside[0]} is not in {package}")
    if not files:
        raise click.UsageError("there is no module")
    return list(dict.fromkeys(file.relative_to(ROOT).as_posix() for file in files))


def draw(mutants: Sequence[Mutant], sample: int | None, seed: int) -> list[Mutant]:
    """So many of them by chance, the same for the same seed, in their order; all if there are no more."""
    if sample is None or sample >= len(mutants):
        return list(mutants)
    drawn = sorted(Random(seed).sample(range(len(mutants)), sample))
    return [mutants[at] for at in drawn]


def tests_of(file: str) -> Sequence[str]:
    """The tests of the file's room. Raises `UsageError` where none are known."""
    room = file.removeprefix(f"{PACKAGE}/").split("/")[0]
    if room not in TESTS:
        raise click.UsageError(f"no tests are known for {file}: name them with --tests")
    return TESTS[room]


def in_order(tests: Sequence[str], file: str, kills: Mapping[str, int]) -> list[str]:
    """The files of tests: those that killed most, then those that are named like the file, then as they are told."""
    files = [
        found.relative_to(ROOT).as_posix()
        for test in tests
        for found in (sorted((ROOT / test).rglob("test_*.py")) if (ROOT / test).is_dir() else [ROOT / test])
    ]
    words = set(re.split(r"[/_.]", file.removeprefix(f"{PACKAGE}/"))) - {"py"}
    shared = {one: len(words & set(re.split(r"[_.]", Path(one).name))) for one in files}
    return sorted(shared, key=lambda one: (-kills.get(one, 0), -shared[one]))


def fingerprint(mutant: Mutant) -> str:
    """The mutant's key with a hash of the file as it is now: a file that has changed is run anew."""
    return f"{mutant.key}-{sha256((ROOT / mutant.file).read_bytes()).hexdigest()[:8]}"


def read_log(path: Path) -> dict[str, Record]:
    """What earlier runs wrote, by fingerprint; a line that was cut off is passed over."""
    records: dict[str, Record] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            record = json.loads(line)
        except json.JSONDecodeError:
            continue
        records[record["id"]] = record
    return records


def read_explained(path: Path) -> dict[tuple[str, str, str], str]:
    """Why a survivor cannot matter, by file, line and changed line. Raises `ClickException` if a reason is missing."""
    explained = {}
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")) or []:
        if entry.keys() != {"file", "line", "becomes", "why"} or not all(str(told).strip() for told in entry.values()):
            raise click.ClickException(f"{path.name}: an entry needs file, line, becomes and why: {entry}")
        explained[entry["file"], entry["line"], entry["becomes"]] = entry["why"]
    return explained


def tell(records: Sequence[Record], explained: Mapping[tuple[str, str, str], str]) -> str:
    """The survivors that nobody has explained, and the counts. Their share is of all mutants but the explained ones."""
    survived = [one for one in records if one["result"] == "survived"]
    open_ones = [one for one in survived if (one["file"], one["before"], one["after"]) not in explained]
    counts = Counter(one["result"] for one in records)
    of = len(records) - len(survived) + len(open_ones)
    lines = [f"{one['file']}:{one['line']}\n  - {one['before']}\n  + {one['after']}" for one in open_ones]
    told = f"{len(records)} mutants: {counts['killed']} killed, {counts['timed-out']} timed out, "
    told += f"{len(open_ones)} survived, {len(survived) - len(open_ones)} explained; "
    return "\n".join([*lines, told + f"share of survivors {100 * len(open_ones) / max(1, of):.1f} %"])


def _run_all(
    mutants: Sequence[Mutant], rooms: Mapping[str, Sequence[str]], jobs: int, done: Mapping[str, Record]
) -> Iterator[Record]:
    """The record of each mutant, as they come; the tests that killed some go first for those that are still to come."""
    kills = Counter(file for record in done.values() if (file := _killer(record)))
    with _workers(jobs) as pool:
        limits = {file: _limit(pool, file, in_order(tests, file, kills)) for file, tests in rooms.items()
                  if any(mutant.file == file for mutant in mutants)}  # fmt: skip
        waiting, running = list(reversed(mutants)), dict[Future[Outcome], Mutant]()
        while waiting or running:
            while waiting and len(running) < jobs:
                mutant = waiting.pop()
                source, tests = apply(_read(mutant.file), mutant), in_order(rooms[mutant.file], mutant.file, kills)
                future = pool.submit(run_tests, mutant.file, source, tests, limit=limits[mutant.file])
                running[future] = mutant
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                record = _record(running.pop(future), future.result())
                kills.update([file] if (file := _killer(record)) else [])
                yield record


@contextmanager
def _workers(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of warm processes, each in a copy of the tree; the copies are removed in the end."""
    copies = [copy_tree(ROOT) for _ in range(jobs)]
    context = multiprocessing.get_context("spawn")
    handed = context.Queue()
    for copy in copies:
        handed.put(str(copy))
    try:
        with ProcessPoolExecutor(jobs, mp_context=context, initializer=enter, initargs=(ROOT, handed)) as pool:
            yield pool
    finally:
        for copy in copies:
            shutil.rmtree(copy.parent, ignore_errors=True)


def _limit(pool: ProcessPoolExecutor, file: str, tests: Sequence[str]) -> float:
    """The seconds that a mutant of the file may take. Raises `ClickException` where the tests tell nothing.

    They do not if they fail on the file as it is, or pass although the file cannot be imported.
    """
    plain = pool.submit(run_tests, file, None, tests, limit=3600).result()
    if plain.ended != "passed":
        raise click.ClickException(f"the tests fail on {file} as it is:\n{plain.told}")
    if pool.submit(run_tests, file, BROKEN, tests, limit=3600).result().ended == "passed":
        raise click.ClickException(f"no test imports {file}: name others with --tests")
    click.echo(f"{file}: the tests take {plain.seconds:.1f} s, {plain.work:.1f} s of the processor", err=True)
    return SLACK[0] * plain.work + SLACK[1]


def _record(mutant: Mutant, outcome: Outcome) -> Record:
    return {
        "id": fingerprint(mutant), "result": RESULTS[outcome.ended], "file": mutant.file, "line": mutant.line,
        "before": mutant.before, "after": mutant.after, "failed": outcome.failed, "seconds": round(outcome.seconds, 2),
    }  # fmt: skip


def _killer(record: Record) -> str | None:
    """The file of the test that failed first."""
    return record["failed"].split("::")[0] if record["failed"] else None


def _read(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


if __name__ == "__main__":
    main()

"""`python -m benchmarks NAME --data DIR`, and `gate`, which refuses a result outside its bounds in floors.json."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import click

from benchmarks.core import measure, need
from benchmarks.errors import CannotMeasure
from sayso.flow.chain import hold_to_one_thread

RUNNERS = (
    "claims", "frames", "cases", "status", "case2021", "plover", "meantime", "bias", "isaf", "polnear", "ud", "ner",
    "factuality", "places", "times", "report", "control", "incidents", "speed", "ledger", "weighing", "pages",
)  # fmt: skip
WITHOUT_DATA = ("ledger", "weighing", "pages")
"""Runners that make what they measure."""
ALONE = ("speed", "ledger", "weighing", "pages")
"""Runners that measure time, beside which nothing else may run."""
FLOORS = Path(__file__).parent / "floors.json"

BY_THE_CLOCK: Final = re.compile(r"(?:^|_)(?:s|ms|seconds|second)$")
"""Metrics that count seconds, or what is done in one: they tell the machine and its load as much as the code."""

Bounds = dict[str, dict[str, float]]
"""By metric, the `least` or the `most` that it may be, or both."""

data_option = click.option("--data", type=click.Path(path_type=Path), required=True, help="Folder of the data sets.")


@click.group()
def main() -> None:
    """Measure what is shipped against data sets, each of which stays where it is."""


def _command(name: str) -> click.Command:
    @click.command(name, help=f"Run the benchmark `{name}`.")
    @data_option
    def command(data: Path) -> None:
        _show(measure(name, data))

    return command


for runner in RUNNERS:
    if runner != "control":
        main.add_command(_command(runner))


@main.command("control")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the data sets.")
@click.option("--articles", type=click.Path(path_type=Path), help="Folder of articles, in place of that in --data.")
@click.option(
    "--truth", type=click.Path(path_type=Path), help="List of who held which town, in place of that in --data."
)
def control_command(data: Path | None, articles: Path | None, truth: Path | None) -> None:
    """Run the benchmark `control`."""
    from benchmarks import control

    if data is None and not (articles and truth):
        raise click.UsageError("give --articles and --truth, or --data")
    folder = data or Path()
    _show(control.run_on(need(articles or folder / control.ARTICLES), need(truth or folder / control.LIST)))


@main.command()
@data_option
@click.option("--jobs", type=click.IntRange(min=1), default=1, help="Benchmarks at a time; those of time run alone.")
def gate(data: Path, jobs: int) -> None:
    """Run every benchmark that has floors; exit code 1 if a metric lies outside its bounds."""
    if not data.is_dir():
        click.echo(f"gate skipped: {data} is not there")
        return
    broken, floors = [], read_floors(FLOORS)
    for name, result in _measure_all([*floors], data, jobs):
        _show(result)
        broken += [f"{name}.{told}" for told in _broken(result["metrics"], floors[name])]
    click.echo(f"gate: {'refused: ' + '; '.join(broken) if broken else 'every floor holds'}")
    sys.exit(1 if broken else 0)


def _measure_all(names: Sequence[str], data: Path, jobs: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The results of runners by name: first of those that can share the machine, then of those that measure time."""
    together = [name for name in names if name not in ALONE] if jobs > 1 else []
    if together:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=hold_to_one_thread) as pool:
            yield from zip(together, pool.map(measure, together, repeat(data)), strict=True)
    for name in names:
        if name not in together:
            yield name, measure(name, data)


def read_floors(path: Path) -> dict[str, Bounds]:
    """The bounds by runner. Raises `CannotMeasure` where the file says something that no result could break."""
    if not path.is_file():
        raise CannotMeasure(f"{path} is not there")
    floors: dict[str, Bounds] = json.loads(path.read_text(encoding="utf-8"))
    for name, bounds in floors.items():
        if name not in RUNNERS:
            raise CannotMeasure(f"{path.name}: there is no runner {name}")
        for metric, bound in bounds.items():
            if not bound or bound.keys() - {"least", "most"}:
                raise CannotMeasure(f"{path.name}: {name}.{metric} needs `least`, `most` or both, and nothing else")
            if BY_THE_CLOCK.search(metric):
                raise CannotMeasure(f"{path.name}: {name}.{metric} is by the clock: pin a ratio within one run instead")
    return floors


def _broken(metrics: Mapping[str, float], bounds: Bounds) -> Iterator[str]:
    """What each metric outside its bounds is and should be."""
    for metric, bound in bounds.items():
        value = metrics.get(metric)
        if not _holds(value, bound):
            yield f"{metric} is {value}, " + " and ".join(f"at {side} {limit}" for side, limit in bound.items())


def _holds(value: float | None, bound: Mapping[str, float]) -> bool:
    """Whether the value lies within its bounds; none, and what is not a number, do not."""
    if value is None:
        return False
    return bound.get("least", float("-inf")) <= value <= bound.get("most", float("inf"))


def _show(result: Mapping[str, Any]) -> None:
    click.echo(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    hold_to_one_thread()
    main(prog_name="python -m benchmarks")

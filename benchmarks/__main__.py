"""`python -m benchmarks NAME --data DIR`, and `gate`, which refuses a result below its floor."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import click

from sayso.flow import hold_to_one_thread

RUNNERS = ("polnear", "ud", "ner", "factuality", "places", "report", "speed")
FLOORS = Path(__file__).parent / "floors.json"


@click.group()
def main() -> None:
    """Measure what is shipped against data sets, each of which stays where it is."""


def _command(name: str) -> click.Command:
    @click.command(name, help=f"Run the benchmark `{name}`.")
    @click.option("--data", type=click.Path(path_type=Path), required=True, help="The folder of the data sets.")
    def command(data: Path) -> None:
        _show(measure(name, data))

    return command


def _show(result: dict[str, Any]) -> None:
    click.echo(json.dumps(result, ensure_ascii=False))


def measure(name: str, data: Path) -> dict[str, Any]:
    """The result of one runner."""
    result: dict[str, Any] = importlib.import_module(f"benchmarks.{name}").run(data)
    return result


@main.command()
@click.option("--data", type=click.Path(path_type=Path), required=True, help="The folder of the data sets.")
def gate(data: Path) -> None:
    """Run every benchmark that has floors; exit code 1 if a metric lies below its floor (or above its ceiling)."""
    if not data.is_dir():
        click.echo(f"gate skipped: {data} is not there")
        return
    short = []
    for name, bounds in json.loads(FLOORS.read_text(encoding="utf-8")).items():
        result = measure(name, data)
        _show(result)
        short += [f"{name}.{key}" for key, bound in bounds.items() if not _holds(result["metrics"].get(key), bound)]
    click.echo(f"gate: {'below the floor: ' + ', '.join(short) if short else 'every floor holds'}")
    sys.exit(1 if short else 0)


def _holds(value: float | None, bound: dict[str, float]) -> bool:
    if value is None:
        return False
    return value >= bound.get("least", float("-inf")) and value <= bound.get("most", float("inf"))


for runner in RUNNERS:
    main.add_command(_command(runner))

if __name__ == "__main__":
    hold_to_one_thread()
    main()

"""A town after each verb of war, alone in one sentence: towns of many wars in fifteen frames."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.cases import measure_file
from benchmarks.core import need

FILE = "cases/frames.jsonl"


def run(data: Path) -> dict[str, Any]:
    """How many sentences have the right type and the right town, of all and of each frame."""
    return measure_file("frames", need(data / FILE))

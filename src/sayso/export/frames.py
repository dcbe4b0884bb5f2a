"""Flat rows as a data frame, of pandas or of Polars: neither is needed, either will do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Literal

from sayso.base.errors import UsageError

Frame = Literal["pandas", "polars"]


def frame_of(rows: Sequence[Mapping[str, Any]], library: Frame | None) -> Any:
    """The rows as a data frame of the library, or of the first that is installed."""
    wanted = ("pandas", "polars") if library is None else (library,)
    for name in wanted:
        try:
            frames = import_module(name)
        except ImportError:
            continue
        return frames.DataFrame(list(rows)) if name == "pandas" else frames.DataFrame(rows, infer_schema_length=None)
    raise UsageError(f"{' or '.join(wanted)} is not installed", hint=f"run: pip install {wanted[0]}")

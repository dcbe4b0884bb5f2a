"""What stops a runner before it has measured anything."""

from __future__ import annotations

from typing import IO, Any

import click


class CannotMeasure(click.UsageError):
    """Data or a pack that a runner needs are not there: one line on stderr, and exit code 2."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line, without the usage that click prints before it."""
        click.echo(f"benchmarks: {self.format_message()}", file=file, err=file is None)

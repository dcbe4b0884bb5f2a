"""`sayso gazetteer`: adds, lists and removes gazetteers that are searched together with the world's."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.base.errors import PathError, UsageError
from sayso.cli.flags import setting_flags

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.gazetteer.store import Listed


@click.group(short_help="Add, list or remove gazetteers, so that villages resolve.")
def gazetteer() -> None:
    """Add, list or remove gazetteers, so that villages resolve."""


@gazetteer.command(short_help="Add the places of a country's dump.")
@click.argument("dumps", nargs=-1, required=True, metavar="FILE|COUNTRY…")
@click.option("--name", help="Name of the gazetteer.  [default: the file's, without its ending]")
@click.option("--source", help="Where the file comes from, for the manifest.")
@click.option("--licence", help="Licence of the file, for the manifest.")
@setting_flags("geonames", "packs")
def add(dumps: tuple[str, ...], name: str | None, source: str | None, licence: str | None, settings: Settings) -> None:
    """Add the places of a country's dump.

    FILE is a dump in GeoNames' layout (UA.zip, UA.txt); COUNTRY is a code of two letters, whose dump is fetched from
    GeoNames. Files named alternateNamesV2, admin1CodesASCII and admin2Codes are read beside the dumps. A gazetteer
    of the same name is replaced; a file that is cut off, empty or laid out otherwise is refused, and what was there
    stays.
    """
    from sayso.gazetteer.dump import is_side_file

    beside = [Path(file) for file in dumps if is_side_file(Path(file))]
    wanted = [file for file in dumps if not is_side_file(Path(file))]
    for path in [*beside, *(Path(file) for file in wanted if not is_code(file))]:
        if not path.is_file():
            hint = "name a file, or a country by its code of two letters"
            raise PathError("there is no such file", hint=hint, file=str(path))
    if not wanted or (name and len(wanted) > 1):
        message = "--name is for one dump at a time" if wanted else "there is no dump to add"
        raise UsageError(message, hint="see: sayso gazetteer add --help")
    for file in wanted:
        with _dump(file, settings) as (dump, origin):
            _add_one(dump, name or Path(file).name.partition(".")[0], beside, (source or origin, licence), settings)


@gazetteer.command(name="list", short_help="List the gazetteers.")
@setting_flags("format", "packs")
def list_(settings: Settings) -> None:
    """List the gazetteers: as a table on a terminal, as JSON lines elsewhere."""
    import json
    from dataclasses import asdict

    from sayso.cli.output import chosen_format, write
    from sayso.gazetteer.store import list_gazetteers

    form = chosen_format(settings)
    if form == "csv":
        raise UsageError("gazetteers are listed as table or jsonl", hint="give --format table or --format jsonl")
    listed = list(list_gazetteers(settings.pack_folders or None))
    if form == "table":
        _print_table(listed)
        return
    for row in listed:
        write(json.dumps(asdict(row), ensure_ascii=False) + "\n")


@gazetteer.command(short_help="Remove a gazetteer that was added.")
@click.argument("name")
@setting_flags("packs")
def remove(name: str, settings: Settings) -> None:
    """Remove a gazetteer that was added. The one that came with the package stays."""
    from sayso.flow.chain import load_chain, load_marker
    from sayso.gazetteer.store import remove_gazetteer

    folder = remove_gazetteer(name, folders=settings.pack_folders or None)
    load_chain.cache_clear()
    load_marker.cache_clear()
    sys.stderr.write(f"removed {folder}\n")


def is_code(text: str) -> bool:
    """True for a country's code, in letters of either size, that names no file."""
    return len(text) == 2 and text.isascii() and text.isalpha() and not Path(text).is_file()


@contextmanager
def _dump(wanted: str, settings: Settings) -> Iterator[tuple[Path, str | None]]:
    """The dump's file and, if it was fetched, where from; a fetched one is gone once it has been added."""
    if not is_code(wanted):
        yield Path(wanted), None
        return
    from sayso.gazetteer.fetch import fetch, forget
    from sayso.gazetteer.store import DOWNLOADS, own_folder

    file = f"{wanted.upper()}.zip"
    url = settings.geonames.rstrip("/") + "/" + file
    target = own_folder(settings.pack_folders) / DOWNLOADS / file
    with _bar(file) as progress:
        fetch(url, target, progress=progress)
    try:
        yield target, url
    finally:
        forget(target)


def _add_one(
    dump: Path, name: str, beside: Sequence[Path], provenance: tuple[str | None, str | None], settings: Settings
) -> None:
    from sayso.flow.chain import load_chain, load_marker
    from sayso.gazetteer.store import add_gazetteer, name_gazetteer, own_folder

    source, licence = provenance
    listed, compiled = add_gazetteer(
        dump,
        name=name_gazetteer(name),
        folder=own_folder(settings.pack_folders),
        folders=settings.pack_folders or None,
        beside=beside,
        source=source,
        licence=licence,
    )
    load_chain.cache_clear()
    load_marker.cache_clear()
    rough = f", {compiled.shared:,} of them at the middle of their commune" if compiled.shared else ""
    sys.stderr.write(
        f"added {listed.name} {listed.version}: {compiled.new:,} places{rough}; {compiled.known:,} were known; "
        f"{listed.bytes / 1e6:.1f} MB in {listed.folder}\n"
    )


@contextmanager
def _bar(file: str) -> Iterator[Callable[[int, int | None], None]]:
    """What tells a bar on stderr how much has come."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (TextColumn(f"fetching {file}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), refresh_per_second=4) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _print_table(listed: Sequence[Listed]) -> None:
    from rich import box
    from rich.table import Table

    from sayso.cli.table import make_console

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", padding=(0, 1))
    for column in ("name", "version", "places", "countries", "MB", "source", "licence"):
        right = column in {"places", "MB"}
        table.add_column(column, justify="right" if right else "left", no_wrap=right or column == "name")
    for row in listed:
        size = f"{row.bytes / 1e6:.1f}"
        countries = ", ".join(row.countries) or "all"
        table.add_row(row.name, row.version, f"{row.places:,}", countries, size, row.source, row.licence)
    make_console().print(table)

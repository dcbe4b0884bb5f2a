"""`sayso read`: prints the claims of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

import click

from sayso.cli.flags import check_paths, setting_flags
from sayso.cli.output import chosen_format, write_exported

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.flow.unknown_names import UnknownNames
    from sayso.model import Article, Claim, Dropped

    ReadReport = tuple[Article, tuple[Claim, ...]]
    """A report, and its claims."""


SCENE_FORMATS: Final = ("table", "jsonl")
"""In which a report as a whole is printed."""


@click.command(name="read", short_help="Print the claims of reports.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--scene", is_flag=True, help="Print each report as a whole: who is who, where and when it plays.")
@setting_flags("published", "outlet", "format", "min_confidence", "jobs", "max_chars", "packs", "codebook")
def read(paths: tuple[str, ...], settings: Settings, *, scene: bool) -> None:
    """Print the claims of reports.

    PATH is a file, a folder, or - for stdin. Text, Markdown, HTML, JSON lines, CSV, RSS, Atom and WARC are told apart
    by content. A document that cannot
    be read is counted on stderr and the run goes on; the exit code is 1 only if nothing could be read.
    """
    check_paths(paths)
    (print_scenes if scene else print_claims)(paths, settings)


def print_scenes(paths: tuple[str, ...], settings: Settings) -> None:
    """Prints all documents as wholes, as the format asks for: for people as text, or as a line of JSON each.

    Raises `NothingReadError` if there was no document that could be read.
    """
    from sayso.base.codec import record_to_json
    from sayso.cli.progress import Tally, follow
    from sayso.cli.scene_text import print_scene
    from sayso.flow.chain import scene_reports
    from sayso.model import Dropped

    form = chosen_format(settings)
    if form not in SCENE_FORMATS:
        raise click.UsageError(f"a scene is printed as {' or '.join(SCENE_FORMATS)}, not as {form}")
    tally = Tally()
    for worked in follow(scene_reports(paths, settings), paths, tally):
        if isinstance(worked, Dropped):
            continue
        article, (claims, whole) = worked
        if form == "table":
            print_scene(article, claims, whole)
        else:
            click.echo(record_to_json(whole))
    tally.close()


def print_claims(paths: tuple[str, ...], settings: Settings) -> None:
    """Prints the claims of all documents in the format that the settings ask for.

    Raises `NothingReadError` if there was no document that could be read.
    """
    from sayso.cli.progress import Tally, follow, tell_unknown
    from sayso.flow.chain import claim_reports
    from sayso.flow.unknown_names import UnknownNames

    tally, unknown = Tally(noun="claim"), UnknownNames()
    form = chosen_format(settings)
    print_all = _print_tables if form == "table" else partial(_write_claims, form)
    print_all(_looked_at(follow(claim_reports(paths, settings), paths, tally), unknown))
    tally.close()
    tell_unknown(unknown, settings)


def _looked_at(run: Iterable[ReadReport | Dropped], unknown: UnknownNames) -> Iterator[ReadReport]:
    """The reports of a run, those dropped left out; names that no gazetteer has are noted."""
    from sayso.model import Dropped

    for worked in run:
        if not isinstance(worked, Dropped):
            unknown.add_claims(worked[1])
            yield worked


def _print_tables(reports: Iterable[ReadReport]) -> None:
    from sayso.cli.table import print_table

    for article, claims in reports:
        print_table(article, claims)


def _write_claims(form: str, reports: Iterable[ReadReport]) -> None:
    """Writes the claims of each report as soon as it is read; nothing, not even a header, if none could be."""
    from sayso.base.codec import claim_to_dict
    from sayso.export.exported import Exported
    from sayso.export.formats import FORMATS
    from sayso.export.rows import CLAIM_COLUMNS, claim_row

    reports = iter(reports)
    first = next(reports, None)
    if first is None:
        return
    lay_out = claim_row if FORMATS[form].layout == "rows" else claim_to_dict
    claims = (claim for _, article_claims in chain([first], reports) for claim in article_claims)
    write_exported(form, "claims", Exported(records=map(lay_out, claims), columns=CLAIM_COLUMNS))

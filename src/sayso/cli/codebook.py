"""`sayso codebook`: shows and checks the event types."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.base.errors import CodebookError, UsageError
from sayso.cli.flags import check_paths, setting_flags

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.base.settings import Settings

Type = Mapping[str, Any]


@click.group(short_help="Show or check the event types.")
def codebook() -> None:
    """Show or check the event types."""


@codebook.command(short_help="Print the event types, a family of them, or one in full.")
@click.argument("name", required=False)
@setting_flags("format", "packs")
def show(name: str | None, settings: Settings) -> None:
    """Print the event types, a family of them, or one in full.

    NAME is a family (territory) or a type (territory.captured). With --format jsonl, each type is one line of JSON.
    """
    import json

    from sayso.cli.table import make_console

    types = _chosen(list(read_types(settings)), name)
    if settings.format == "jsonl":
        for event_type in types:
            sys.stdout.write(json.dumps(event_type, ensure_ascii=False) + "\n")
        return
    if settings.format == "csv":
        raise UsageError("the codebook is shown as table or jsonl", hint="give --format table or --format jsonl")
    console = make_console()
    if name and "." in name:
        _print_type(types[0], console)
    else:
        _print_types(types, console)


@codebook.command(short_help="Check a codebook and tell the line of each mistake.")
@click.argument("path", required=False, metavar="[PATH]")
@setting_flags("packs")
def check(path: str | None, settings: Settings) -> int:
    """Check a codebook and tell the line of each mistake.

    PATH is the folder of a codebook pack, whose hashes need not be up to date; the default is the codebook in use.
    """
    from sayso.packs.codebook import load_codebook
    from sayso.packs.codebook_check import check_codebook
    from sayso.packs.lexicon import load_lexicon
    from sayso.packs.pack import load_pack, open_pack

    if path is not None:
        check_paths((path,))
    folders = settings.pack_folders or None
    folder = Path(path) if path is not None else load_pack("codebook", folders=folders).folder
    problems = check_codebook(folder, classes=load_lexicon(load_pack("lexicon-en", folders=folders)).class_names)
    if problems:
        sys.stderr.writelines(f"error {problem.error()}\n" for problem in problems)
        return CodebookError.exit_code
    pack = open_pack(folder, as_it_lies=True)
    codebook = load_codebook(pack)
    triggers = sum(len(event.triggers) for event in codebook.types.values())
    sys.stdout.write(f"{pack.maker}: {len(codebook.types)} types, {triggers:,} triggers, nothing to mend\n")
    return 0


def read_types(settings: Settings) -> Iterator[Type]:
    """Every event type of the codebook in use, as its YAML says it, by file and order."""
    from sayso.packs.pack import load_pack

    pack = load_pack("codebook", folders=settings.pack_folders or None)
    for file in sorted(pack.files):
        if file.startswith("events/"):
            yield from pack.yaml(file).get("types", [])


def _chosen(types: list[Type], name: str | None) -> list[Type]:
    """The types of a name. Raises `UsageError`, with the nearest name, if it is neither a type nor a family."""
    if name is None:
        return types
    matches = [event_type for event_type in types if name in {event_type["id"], _family(event_type)}]
    if matches:
        return matches
    from difflib import get_close_matches

    near = get_close_matches(
        name, sorted({event_type["id"] for event_type in types} | {_family(event_type) for event_type in types}), n=3
    )
    hint = f"did you mean {' or '.join(near)}?" if near else "see: sayso codebook show"
    raise UsageError(f"the codebook has no type or family {name}", hint=hint)


def _family(event_type: Type) -> str:
    return str(event_type["id"]).partition(".")[0]


def _print_types(types: list[Type], console: Console) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", padding=(0, 1))
    for column in ("type", "label", "control", "ACLED", "PLOVER", "VIINA"):
        table.add_column(column, no_wrap=column == "type")
    table.add_column("triggers", justify="right")
    previous = None
    for event_type in types:
        if previous not in {None, _family(event_type)}:
            table.add_section()
        previous = _family(event_type)
        table.add_row(*_row(event_type))
    console.print(table)


def _row(event_type: Type) -> list[str]:
    names = [_names(event_type.get(key)) for key in ("acled", "plover", "viina")]
    return [
        str(event_type["id"]),
        str(event_type["label"]),
        _names(event_type.get("control")),
        *names,
        str(len(event_type.get("triggers", []))),
    ]


def _print_type(event_type: Type, console: Console) -> None:
    from rich.text import Text

    console.print(Text.assemble((str(event_type["id"]), "bold"), f"  {event_type['label']}"))
    console.print(Text(" ".join(str(event_type.get("definition", "")).split())), "")
    for key, title in (("control", "control"), ("acled", "ACLED"), ("plover", "PLOVER"), ("viina", "VIINA")):
        console.print(Text.assemble((f"{title:<9}", "dim"), _names(event_type.get(key))))
    console.print()
    for trigger in event_type.get("triggers", []):
        console.print(Text(_trigger(trigger)))


def _trigger(trigger: Any) -> str:
    """A trigger in one line: its word or phrase, its part of speech, then all else that the codebook says of it."""
    if not isinstance(trigger, Mapping):
        return str(trigger)
    rest = {key: value for key, value in trigger.items() if key not in {"word", "phrase", "as"}}
    details = "; ".join(f"{key}: {_names(value)}" for key, value in rest.items())
    words = _names(trigger.get("word") or trigger.get("phrase"))
    return f"  {words} ({trigger.get('as', 'any')})  {details}".rstrip()


def _names(value: Any) -> str:
    """A value of the codebook in words: lists by commas, a mapping's values by slashes, nothing as a dash."""
    if isinstance(value, Mapping):
        return " / ".join(_named(str(key), part) for key, part in value.items() if part is not None) or "–"
    if isinstance(value, (list, tuple)):
        return ", ".join(_names(part) for part in value) or "–"
    return "–" if value is None else str(value)


def _named(key: str, value: Any) -> str:
    """`lose target`; the value alone where it needs no name, the name alone where the value is `true`."""
    if value is True:
        return key
    return _names(value) if key in {"event_type", "sub_event_type", "event", "mode"} else f"{key} {_names(value)}"

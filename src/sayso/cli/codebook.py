"""`sayso codebook`: shows and checks the event types."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.base.errors import CodebookError, UsageError
from sayso.cli.flags import check_paths, setting_flags
from sayso.cli.trial import examples_in, failing_examples

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.base.settings import Settings
    from sayso.packs.codebook_check import CodebookProblem

Type = Mapping[str, Any]


@click.group(short_help="Show or check the event types.")
def codebook() -> None:
    """Show or check the event types."""


@codebook.command(short_help="Print the event types, a family of them, or one in full.")
@click.argument("name", required=False)
@setting_flags("format", "packs", "codebook")
def show(name: str | None, settings: Settings) -> None:
    """Print the event types, a family of them, or one in full.

    NAME is a family (territory) or a type (territory.captured). With --format jsonl, each type is one line of JSON.
    """
    import json

    from sayso.cli.table import make_console

    types = _chosen(list(read_types(settings)), name)
    if settings.format == "jsonl":
        for entry in types:
            sys.stdout.write(json.dumps(entry, ensure_ascii=False) + "\n")
        return
    if settings.format == "csv":
        raise UsageError("the codebook is shown as table or jsonl", hint="give --format table or --format jsonl")
    console = make_console()
    if name and "." in name:
        _print_type(types[0], console)
    else:
        _print_types(types, console)


@codebook.command(short_help="Check a codebook or an overlay, and tell the line of each mistake.")
@click.argument("path", required=False, metavar="[PATH]")
@click.option("--examples", is_flag=True, help="Read the examples of all types too, and tell those that fail.")
@setting_flags("packs", "codebook")
def check(path: str | None, examples: bool, settings: Settings) -> int:
    """Check a codebook or an overlay, and tell the line of each mistake.

    PATH is the folder of a codebook pack, whose hashes need not be up to date, or of an overlay, which has no manifest;
    the default is the codebook in use, with its overlay if --codebook names one.
    """
    from sayso.packs.codebook import load_codebook
    from sayso.packs.overlay import is_overlay
    from sayso.packs.overlay_check import open_overlaid
    from sayso.packs.pack import load_pack, open_pack

    if path is not None:
        check_paths((path,))
    is_own = path is not None and not is_overlay(Path(path))
    in_use = load_pack("codebook", folders=settings.pack_folders or None).folder
    base = Path(path) if path is not None and is_own else in_use
    overlay = path if path is not None and not is_own else settings.codebook
    problems = find_problems(base, overlay, settings)
    if not problems:
        pack = open_pack(base, as_it_lies=True)
        pack = pack if overlay is None else open_overlaid(pack, Path(overlay).expanduser())
        problems = failing_examples(pack, settings) if examples else []
    if problems:
        sys.stderr.writelines(f"error {problem.error()}\n" for problem in problems)
        return CodebookError.exit_code
    codebook = load_codebook(pack)
    triggers = sum(len(event.triggers) for event in codebook.types.values())
    tried = f"{sum(1 for _ in examples_in(pack)):,} examples read, " if examples else ""
    sys.stdout.write(f"{pack.maker}: {len(codebook.types)} types, {triggers:,} triggers, {tried}nothing to mend\n")
    return 0


def find_problems(base: Path, overlay: str | None, settings: Settings) -> list[CodebookProblem]:
    """What is wrong in a codebook and in the overlay on it, if there is one; the overlay waits for a sound codebook."""
    from sayso.flow.languages import languages
    from sayso.mark.core.lemmas import Lemmas
    from sayso.packs.codebook_check import WordFacts, check_codebook
    from sayso.packs.lexicon import load_lexicon
    from sayso.packs.overlay_check import check_overlay
    from sayso.packs.pack import open_pack

    language = next(iter(languages(settings.packs).values()))
    lexicon, lemmas = load_lexicon(language.lexicon), Lemmas.load(language)
    facts = WordFacts(classes=lexicon.class_names, including=lexicon.with_including, lemma_of=lemmas.of)
    problems = check_codebook(base, facts=facts)
    if problems or overlay is None:
        return problems
    return check_overlay(open_pack(base, as_it_lies=True), Path(overlay).expanduser(), facts=facts)


def read_types(settings: Settings) -> Iterator[Type]:
    """Every event type of the codebook in use, as its YAML says it, by file and order."""
    from sayso.packs.overlay_check import load_codebook_pack

    pack = load_codebook_pack(settings.pack_folders or None, settings.codebook)
    for file in sorted(pack.files):
        if file.startswith("events/"):
            yield from pack.yaml(file).get("types", [])


def _chosen(types: list[Type], name: str | None) -> list[Type]:
    """The types of a name. Raises `UsageError`, with the nearest name, if it is neither a type nor a family."""
    if name is None:
        return types
    chosen = [entry for entry in types if name in {entry["id"], _family(entry)}]
    if chosen:
        return chosen
    from difflib import get_close_matches

    near = get_close_matches(name, sorted({entry["id"] for entry in types} | {_family(entry) for entry in types}), n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "see: sayso codebook show"
    raise UsageError(f"the codebook has no type or family {name}", hint=hint)


def _family(entry: Type) -> str:
    return str(entry["id"]).partition(".")[0]


def _print_types(types: list[Type], console: Console) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", padding=(0, 1))
    for column in ("type", "label", "control", "ACLED", "PLOVER", "VIINA"):
        table.add_column(column, no_wrap=column == "type")
    table.add_column("triggers", justify="right")
    previous = None
    for entry in types:
        if previous not in {None, _family(entry)}:
            table.add_section()
        previous = _family(entry)
        table.add_row(*_row(entry))
    console.print(table)


def _row(entry: Type) -> list[str]:
    names = [_names(entry.get(key)) for key in ("control", "acled", "plover", "viina")]
    return [str(entry["id"]), str(entry["label"]), *names, str(len(entry.get("triggers", [])))]


def _print_type(entry: Type, console: Console) -> None:
    from rich.text import Text

    console.print(Text.assemble((str(entry["id"]), "bold"), f"  {entry['label']}"))
    console.print(Text(" ".join(str(entry.get("definition", "")).split())), "")
    for key, title in (("control", "control"), ("acled", "ACLED"), ("plover", "PLOVER"), ("viina", "VIINA")):
        console.print(Text.assemble((f"{title:<9}", "dim"), _names(entry.get(key))))
    console.print()
    for trigger in entry.get("triggers", []):
        console.print(Text(_trigger(trigger)))
    for example in entry.get("examples", []):
        console.print(Text(f"  e.g. {_sentence(example)}"))
    for example in entry.get("counterexamples", []):
        console.print(Text(f"  not: {_sentence(example)}"))


def _sentence(example: Any) -> str:
    """The text of an example, which may be written alone."""
    return str(example["text"] if isinstance(example, Mapping) else example)


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

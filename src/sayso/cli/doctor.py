"""`sayso doctor`: tells what is installed, what is missing, and the command that repairs it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.base.errors import PackMissingError, SaysoError
from sayso.cli.flags import setting_flags

if TYPE_CHECKING:
    from sayso.base.settings import Settings

PACKS = ("base-map", "bulletins", "codebook", "gazetteer-world", "lexicon-en", "model-en")
"""Packs that come with Sayso, and that the commands need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    topic: str
    name: str
    says: str
    mend: str | None = None
    """The command that mends it; `None` if it is well."""
    is_tip: bool = False
    """It is well, and could be better."""


@click.command(name="doctor", short_help="Tell what is installed, what is missing, and the command that repairs it.")
@setting_flags("packs", "codebook", "jobs", "ledger")
def doctor(settings: Settings) -> int:
    """Tell what is installed, what is missing, and the command that repairs it.

    Looks at Python, the libraries, the pages, the settings, every file of every data pack, and the ledger, if there is
    one, with the names of places that no gazetteer has. The exit code is 3 if anything has to be repaired.
    """
    findings = [
        *look_at_python(),
        *look_at_libraries(),
        look_at_pages(),
        *look_at_settings(settings),
        *look_at_packs(settings),
        *look_at_ledger(settings),
        *look_at_names(settings),
    ]
    for finding in findings:
        sign = "BAD " if finding.mend else "tip " if finding.is_tip else "ok  "
        sys.stdout.write(f"{sign}  {finding.topic:<8}  {finding.name:<22}  {finding.says}\n")
    mends = list(dict.fromkeys(finding.mend for finding in findings if finding.mend))
    for mend in mends:
        sys.stdout.write(f"\nto repair: {mend}")
    sys.stdout.write("\n" if mends else "\neverything is in place\n")
    return PackMissingError.exit_code if mends else 0


def look_at_python() -> Iterator[Finding]:
    """The interpreter and this package."""
    import platform

    from sayso.base.version import __version__

    system = f"{platform.system()} {platform.machine()}"
    yield Finding(
        topic="python", name=platform.python_implementation(), says=f"{platform.python_version()} on {system}"
    )
    yield Finding(topic="package", name="sayso", says=f"{__version__} in {Path(__file__).parent.parent}")


def look_at_libraries() -> Iterator[Finding]:
    """Every library that the installed package asks for, extras aside."""
    from importlib.metadata import PackageNotFoundError, requires, version

    try:
        wanted = [line for line in requires("sayso") or [] if "extra ==" not in line]
    except PackageNotFoundError:
        says = "not installed: its libraries are not known"
        yield Finding(topic="package", name="sayso", says=says, mend="pip install sayso")
        return
    for line in sorted(wanted):
        name, needs = _split(line)
        try:
            yield Finding(topic="library", name=name, says=f"{version(name)} (needs {needs or 'any'})")
        except PackageNotFoundError:
            yield Finding(topic="library", name=name, says="not installed", mend=f"pip install '{name}{needs}'")


def look_at_pages() -> Finding:
    """Whether the browser libraries were built in; a build without them is a choice, and nothing to mend."""
    from sayso.show.web.assets import libraries_folder

    folder = libraries_folder()
    says = "not in this build: the pages have no map" if folder is None else f"in {folder}"
    return Finding(topic="pages", name="browser libraries", says=says)


def look_at_settings(settings: Settings) -> Iterator[Finding]:
    """Every setting that is no default, and where it was said."""
    for name, origin in settings.origins:
        yield Finding(topic="setting", name=name, says=f"{getattr(settings, name)} (from {origin})")


def look_at_packs(settings: Settings) -> Iterator[Finding]:
    """Every pack that is needed or found, each of its files held against its hash; and the codebook's overlay."""
    from sayso.packs.language import LEXICON, MODEL
    from sayso.packs.pack import list_packs

    folders = settings.pack_folders or None
    installed = {folder.name: folder for folder in list_packs(folders=folders)}
    codes = {name.removeprefix(kind) for name in installed for kind in (LEXICON, MODEL) if name.startswith(kind)}
    languages = {kind + code for code in codes for kind in (LEXICON, MODEL)}
    for name in sorted({*PACKS, *installed, *languages}):
        yield _look_at_pack(name, installed.get(name))
    if settings.codebook is not None:
        yield _look_at_overlay(settings.codebook, settings)


def look_at_names(settings: Settings) -> Iterator[Finding]:
    """Each country of which the ledger has many names of places that are in no gazetteer, with the command that helps.

    A ledger or a gazetteer that cannot be read has been told of before.
    """
    from sayso.flow.unknown_names import tips, unknown_in
    from sayso.keep import open_ledger

    if not _has_ledger(settings):
        return
    with suppress(SaysoError), open_ledger(settings.ledger, create=False) as ledger:
        for country, tip in tips(unknown_in(ledger), settings):
            yield Finding(topic="places", name=country, says=tip, is_tip=True)


def _has_ledger(settings: Settings) -> bool:
    """Whether a ledger was made or is named."""
    return any(name == "ledger" for name, _ in settings.origins) or Path(settings.ledger).exists()


def look_at_ledger(settings: Settings) -> Iterator[Finding]:
    """The ledger of the settings, checked through; nothing if none was made and none is named."""
    if not _has_ledger(settings):
        return
    from sayso.keep import open_ledger

    try:
        with open_ledger(settings.ledger, create=False) as ledger:
            problems, counts = ledger.check(), ledger.counts()
    except SaysoError as error:
        says = f"{error.code}: {error.message}"
        yield Finding(topic="ledger", name=Path(settings.ledger).name, says=says, mend=error.hint)
        return
    holdings = ", ".join(f"{number:,} {name}" for name, number in counts.items())
    yield Finding(topic="ledger", name=Path(settings.ledger).name, says=holdings)
    for problem in problems:
        yield Finding(topic="ledger", name=problem.what, says=problem.detail, mend=problem.mend)


def _look_at_pack(name: str, folder: Path | None) -> Finding:
    from sayso.packs.pack import open_pack

    try:
        if folder is None:
            raise PackMissingError("not found", hint="run: pip install --force-reinstall sayso")
        pack = open_pack(folder)
        size = sum(pack.path(file).stat().st_size for file in pack.files)
    except SaysoError as error:
        says = f"{error.code}: {error.place}{error.message}"
        return Finding(topic="pack", name=name, says=says, mend=error.hint.removeprefix("run: "))
    says = f"{pack.maker}  {len(pack.files)} files, {size / 1e6:.1f} MB, {pack.licence}, {folder}"
    return Finding(topic="pack", name=name, says=says)


def _look_at_overlay(folder: str, settings: Settings) -> Finding:
    from sayso.packs.overlay_check import load_codebook_pack

    try:
        pack = load_codebook_pack(settings.pack_folders or None, folder)
    except SaysoError as error:
        says = f"{error.code}: {error.place}{error.message}"
        return Finding(topic="pack", name="codebook overlay", says=says, mend=f"sayso codebook check {folder}")
    return Finding(topic="pack", name="codebook overlay", says=f"{pack.maker}  {folder}")


def _split(requirement: str) -> tuple[str, str]:
    """`name` and `>=1,<2` of a requirement."""
    text = requirement.partition(";")[0].strip()
    cut = next((index for index, char in enumerate(text) if char in "<>=!~ ["), len(text))
    return text[:cut], text[cut:].strip()

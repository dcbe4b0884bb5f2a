"""The claims of a folder of articles and the places that they name, read once and kept in a scratch folder.

What is kept is found again by a hash over the articles, the code that reads them and the packs, so that a change to any
of these reads them anew.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from benchmarks.control_list import SAME_KM, Town
from benchmarks.core import hash_of
from sayso.base.codec import claim_from_json, claim_to_json
from sayso.base.settings import Settings
from sayso.flow.chain import load_chain, read_reports
from sayso.model import Article, Claim, Place
from sayso.packs import pack

PACKAGE: Final = Path(pack.__file__).parent.parent
CODE: Final = ("base", "packs", "gazetteer", "read", "mark", "claim", "data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the articles say: their text, their claims, and each place that they name with where it was put."""

    texts: tuple[str, ...]
    claims: tuple[Claim, ...]
    places: tuple[tuple[str, float, float], ...]

    def last_day(self) -> date:
        """The last day of which the articles tell that something came about: what came later they cannot know."""
        told = (claim.when.to_day for claim in self.claims if claim.status in ("happened", "ongoing"))
        return max((day for day in told if day), default=date.min)

    def times_named(self, town: Town, towns: Sequence[Town]) -> int:
        """How often the articles have the town's name; where towns of the list share it, how often it was put here."""
        if sum(one.plain_name == town.plain_name for one in towns) > 1:
            return sum(town.is_at(*place, within_km=SAME_KM) for place in self.places)
        written = re.compile(rf"(?<!\w){re.escape(town.plain_name)}(?!\w)")
        return sum(len(written.findall(text)) for text in self.texts)


def read_articles(folder: Path) -> Said:
    """What the articles of a folder say, from the scratch folder if they were read before."""
    kept = Path(tempfile.gettempdir()) / "sayso-benchmarks" / f"control-{_print_of(folder)}.jsonl"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        written = "".join(line + "\n" for line in _read(folder))
        kept.with_suffix(".part").write_text(written, encoding="utf-8")
        kept.with_suffix(".part").replace(kept)
    lines = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    return Said(
        texts=tuple(line["text"] for line in lines),
        claims=tuple(claim_from_json(claim) for line in lines for claim in line["claims"]),
        places=tuple((name, lat, lon) for line in lines for name, lat, lon in line["places"]),
    )


def _print_of(folder: Path) -> str:
    code = [path for name in CODE for path in _files(PACKAGE / name)]
    return f"{hash_of([folder])}-{hash_of(code)}"


def _files(path: Path) -> list[Path]:
    """The files that decide what is read; the rules of control are weighed afterwards."""
    if path.is_file():
        return [path]
    left_out = ("control.yaml", "manifest.toml")
    return [file for file in path.rglob("*") if file.is_file() and file.suffix != ".pyc" and file.name not in left_out]


def _read(folder: Path) -> Iterable[str]:
    settings = Settings()
    chain = load_chain(settings.packs, None, settings.codebook)
    for article in read_reports([folder], settings):
        if isinstance(article, Article):
            reading = chain.mark(article)
            named = (mark.refers for mark in reading.marks if isinstance(mark.refers, Place))
            line: dict[str, Any] = {
                "text": article.text,
                "claims": [claim_to_json(claim) for claim in chain.claim(reading)],
                "places": [(p.name, p.latitude, p.longitude) for p in named if p.name and p.latitude is not None],
            }
            yield json.dumps(line)

"""Documents that were coded for this project, put together as `claims/` of the benchmarks' data has them.

`python -m training.coded --data DATA --to FOLDER` makes `FOLDER/claims/dev.jsonl` and `FOLDER/claims/texts/`, so that
each runner and fit that takes `--data` takes them too. What others wrote does not stand in `coded/`: a passage is told
by its file, its title and the stretches of its paragraphs, and where a claim stands by characters of the document.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import click

from sayso.base.settings import Settings
from sayso.flow.chain import read_reports
from sayso.model import Dropped

FOLDER: Final = Path(__file__).parent / "coded"
CLAIMS, PASSAGES, OWN = FOLDER / "claims.jsonl", FOLDER / "passages.json", FOLDER / "texts"
GAP: Final = "\n\n"
"""Between the title, the day and the paragraphs of a passage."""


def documents(data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The text of each coded document, and its line as `dev.jsonl` has it.

    Raises `ValueError` where a text is no longer the one that was coded: its claims would stand elsewhere.
    """
    passages = json.loads(PASSAGES.read_text(encoding="utf-8"))
    for line in CLAIMS.read_text(encoding="utf-8").splitlines():
        coded = json.loads(line)
        text = _text(coded["doc"], passages.get(coded["doc"]), data)
        for claim in coded["claims"]:
            claim["at"] = text[slice(*claim["at"])]
            if claim["trigger"] not in claim["at"]:
                raise ValueError(f"{coded['doc']}: {claim['trigger']!r} does not stand in {claim['at']!r}")
        yield text, coded


def _text(name: str, passage: Mapping[str, Any] | None, data: Path) -> str:
    """A text that was written for this, one of the data's as it stands, or a passage cut from one of its articles."""
    if passage is None:
        return (OWN / f"{name}.txt").read_text(encoding="utf-8")
    file = data / passage["file"]
    if "paragraphs" not in passage:
        return file.read_text(encoding="utf-8")
    (article,) = read_reports([file], Settings())
    if isinstance(article, Dropped):
        raise ValueError(f"{file}: {article.detail}")
    paragraphs = [article.text[start:end] for start, end in passage["paragraphs"]]
    return GAP.join([*passage["heads"], *paragraphs]) + "\n"


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), required=True)
def main(data: Path, folder: Path) -> None:
    """Write the documents and their lines to a folder."""
    texts = folder / "claims" / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    lines = []
    for text, coded in documents(data):
        (texts / f"{coded['doc']}.txt").write_text(text, encoding="utf-8")
        lines.append(json.dumps(coded, ensure_ascii=False))
    (texts.parent / "dev.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} documents in {folder}")


if __name__ == "__main__":
    main()

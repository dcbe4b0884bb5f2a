"""Whether the type of an event changes with whose side it is told of, or with the colour of a word.

`python -m benchmarks bias --data DATA`; `python -m benchmarks.bias --data DATA` prints what changed. Each sentence is
read as it stands and with names of two sides swapped, or a plain word changed for a coloured one
(`gold/bias.yaml`); the types of its claims have to stay what they were. The sentences are our own and those of the
articles and coded documents of the data that have such names and words; those stay where they are.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from benchmarks.core import need, report
from benchmarks.main_event import claims_of
from sayso.base.settings import Settings
from sayso.flow.chain import load_chain, read_reports
from sayso.model import Dropped

GOLD: Final = Path(__file__).parent / "gold" / "bias.yaml"
FOLDERS: Final = ("articles", "claims/texts")
MOST: Final = 12
"""Sentences of the data for each pair of sides, and for each plain word."""
LENGTH: Final = (40, 260)
"""Characters of a sentence that is taken from the data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """A sentence, and the same with something in it changed."""

    kind: str
    """`sides`, or the plain word that was changed."""
    text: str
    changed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The types of both, with the status of each."""

    swap: Swap
    before: Counter[tuple[str, str]]
    after: Counter[tuple[str, str]]

    @property
    def lost(self) -> int:
        """Claims that are no longer made as they were."""
        return sum((self.before - self.after).values())


def run(data: Path) -> dict[str, Any]:
    """The percentage of claims whose type or status changes, for sides and for words, and for each plain word."""
    folders = [need(data / folder) for folder in FOLDERS]
    outcomes = list(outcomes_of(swaps(sentences_of(folders))))
    of_words = [one for one in outcomes if one.swap.kind != "sides"]
    metrics = {
        "sentences": float(len({one.swap.text for one in outcomes})),
        "swaps": float(len(outcomes)),
        "sides_changed": _share([one for one in outcomes if one.swap.kind == "sides"]),
        "words_changed": _share(of_words),
    }
    for kind in sorted({one.swap.kind for one in of_words}):
        metrics[f"{kind}_changed"] = _share([one for one in of_words if one.swap.kind == kind])
    return report("bias", [GOLD, *folders], metrics)


def sentences_of(folders: Sequence[Path]) -> list[str]:
    """The sentences of the articles, of a length, in the order of the files."""
    found = []
    for article in read_reports(folders, Settings()):
        if isinstance(article, Dropped):
            continue
        for sentence in load_chain().mark(article).sentences:
            text = article.text[sentence.start : sentence.end]
            if LENGTH[0] <= len(text) <= LENGTH[1] and "\n" not in text and text.endswith("."):
                found.append(text)
    return found


def swaps(sentences: Sequence[str]) -> Iterator[Swap]:
    """Every sentence with its changes: our own all, of the data's those at even distances."""
    gold = yaml.safe_load(GOLD.read_text(encoding="utf-8"))
    own = [str(sentence) for sentence in gold["sentences"]]
    for names in gold["sides"]:
        both = {**names, **{other: name for name, other in names.items()}}
        for text in [*own, *_some([one for one in sentences if _names(both, one) > 1])]:
            if _names(both, text):
                yield Swap(kind="sides", text=text, changed=_replaced(text, both))
    for plain, others in gold["words"].items():
        for text in [*own, *_some([one for one in sentences if _names({plain: ""}, one)])]:
            if _names({plain: ""}, text):
                yield from (Swap(kind=plain, text=text, changed=_replaced(text, {plain: other})) for other in others)


def _some(sentences: Sequence[str]) -> list[str]:
    step = max(1, len(sentences) // MOST)
    return list(sentences[::step])[:MOST]


def _pattern(names: Mapping[str, str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


def _names(names: Mapping[str, str], text: str) -> int:
    return len({match[0].casefold() for match in _pattern(names).finditer(text)})


def _replaced(text: str, names: Mapping[str, str]) -> str:
    """The text with each name changed for the other; a capital at its beginning stays."""
    of = {name.casefold(): other for name, other in names.items()}

    def other(match: re.Match[str]) -> str:
        new = of[match[0].casefold()]
        return new[0].upper() + new[1:] if match[0][0].isupper() else new

    return _pattern(names).sub(other, text)


def outcomes_of(swaps: Iterator[Swap]) -> Iterator[Outcome]:
    """Both sentences of each change, read."""
    known: dict[str, Counter[tuple[str, str]]] = {}
    for swap in swaps:
        for text in (swap.text, swap.changed):
            if text not in known:
                known[text] = Counter((claim.event, claim.status) for claim in claims_of(text))
        yield Outcome(swap=swap, before=known[swap.text], after=known[swap.changed])


def _share(outcomes: Sequence[Outcome]) -> float:
    """Of a hundred claims, how many are not made as before once the sentence is changed."""
    return 100 * sum(one.lost for one in outcomes) / max(1, sum(one.before.total() for one in outcomes))


def show_changes(data: Path) -> None:
    """Print every change under which a claim is lost or another made."""
    for one in outcomes_of(swaps(sentences_of([need(data / folder) for folder in FOLDERS]))):
        if one.before != one.after:
            gone, new = (", ".join(f"{event} {status}" for event, status in some) for some in (
                one.before - one.after, one.after - one.before))  # fmt: skip
            print(f"{one.swap.kind}: {one.swap.text} => {one.swap.changed} | gone: {gone} | new: {new}")


if __name__ == "__main__":
    show_changes(Path(sys.argv[sys.argv.index("--data") + 1] if "--data" in sys.argv else "../shared/data"))

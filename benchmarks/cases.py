"""Short cases: does one claim of each text say all that its case wants?"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.claim_slots import Plain
from benchmarks.core import bare_letters, need, report
from sayso.base.codec import claim_to_dict
from sayso.base.settings import Settings
from sayso.flow.chain import load_chain, read_given
from sayso.model import Dropped

FILE = "cases/sentences.jsonl"
ARTICLES: Final = re.compile(r"^(?:al|el|ar|as|ash|at)")
"""The Arabic article before a folded name, with which or without which a name is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One short text and what a claim of it must say."""

    number: int
    kind: str
    text: str
    wants: tuple[Plain, ...]
    """Each needs one claim that meets all of it."""
    claims: tuple[Plain, ...]

    @property
    def is_right(self) -> bool:
        return all(any(meets(want, claim) for claim in self.claims) for want in self.wants)


def run(data: Path) -> dict[str, Any]:
    """How many cases come out right, of all that a program can score, and of each kind."""
    return measure_file("cases", need(data / FILE))


def measure_file(name: str, path: Path) -> dict[str, Any]:
    """The result of a runner over one file of cases."""
    scored = list(read_cases(path))
    done = Counter(case.kind for case in scored)
    right = Counter(case.kind for case in scored if case.is_right)
    metrics = {"right": right.total(), "cases": done.total(), "share": 100 * right.total() / max(1, done.total())}
    metrics |= {f"{_key(kind)}_right": right[kind] for kind in sorted(done)}
    return report(name, [path], metrics)


def _key(kind: str) -> str:
    """The kind as part of a metric's name."""
    return re.sub(r"[^a-z0-9]+", "_", kind.casefold()).strip("_")


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file that a program can score, each with the claims of its text."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    claims = claims_of([(line["text"], line.get("published")) for line in lines])
    for number, line in enumerate(lines):
        wants = line["want"] if isinstance(line["want"], list) else [line["want"]]
        if all(isinstance(want, dict) and want.keys() <= MEETS.keys() for want in wants):
            kind = line.get("kind") or line.get("template") or "?"
            yield Case(number=number, kind=kind, text=line["text"], wants=tuple(wants), claims=claims[number])


def claims_of(texts: Sequence[tuple[str, str | None]]) -> list[tuple[Plain, ...]]:
    """The claims of each text, given with its day of publication, each text a report of its own."""
    settings = Settings()
    chain = load_chain(settings.packs)
    found: list[tuple[Plain, ...]] = []
    for text, published in texts:
        line = json.dumps({"text": text, "published": published})
        (article,) = read_given(line.encode(), settings)
        claims = () if isinstance(article, Dropped) else chain.claim(chain.mark(article))
        found.append(tuple(claim_to_dict(claim) for claim in claims))
    return found


def meets(want: Plain, claim: Plain) -> bool:
    """Whether the claim says everything that is wanted."""
    return all(MEETS[key](value, claim) for key, value in want.items())


def _is_placed(name: str, claim: Plain) -> bool:
    """Whether a place of that name stands there, resolved to more than a country."""
    named = (place for place in claim["places"] if place["precision"] not in ("unresolved", "country"))
    return any(spelt_alike(name, place["name"]) or spelt_alike(name, place["text"]) for place in named)


def _is_said_by(name: str, claim: Plain) -> bool:
    """Whether the nearest source holds the name."""
    return any(fold(name) in fold(source["text"]) + fold(source["name"]) for source in claim["sources"][:1])


def _has_day(day: str, claim: Plain) -> bool:
    """Whether the claim begins on that day; with `any`, on a known one."""
    begins = claim["when"]["from"]
    return begins is not None if day == "any" else bool(begins == day)


MEETS: Final[Mapping[str, Callable[[Any, Plain], bool]]] = {
    "event": lambda value, claim: claim["event"].startswith(value),
    "place": _is_placed,
    "country": lambda value, claim: any(place["country"] == value for place in claim["places"]),
    "status": lambda value, claim: claim["status"] in (value if isinstance(value, list) else [value]),
    "trigger": lambda value, claim: value.casefold()[:5] in claim["trigger"]["text"].casefold(),
    "n": lambda value, claim: any(value in (count["low"], count["high"]) for count in claim["counts"]),
    "lo": lambda value, claim: any(count["low"] == value for count in claim["counts"]),
    "hi": lambda value, claim: any(count["high"] == value for count in claim["counts"]),
    "src": _is_said_by,
    "fr": lambda value, claim: claim["when"]["from"] == value,
    "to": lambda value, claim: claim["when"]["to"] == value,
    "day": _has_day,
}
"""What each key of a case's `want` asks of a claim. Of a trigger the first five letters must stand in the claim's."""


def fold(text: str | None) -> str:
    """Letters and digits alone, small and without accents."""
    return re.sub(r"[^a-z0-9]+", "", bare_letters(text))


def spelt_alike(name: str | None, other: str | None) -> bool:
    """Whether two names differ at most in a doubled letter, y, i or e, o or u, or the Arabic article."""
    return bool(name and other) and _spelling(name) == _spelling(other)


def _spelling(name: str | None) -> str:
    bare = ARTICLES.sub("", fold(name).replace("y", "i").replace("e", "i").replace("o", "u"))
    return re.sub(r"(.)\1", r"\1", bare)


def show_cases(path: Path) -> None:
    """Print every case that is wrong, with what is said of it."""
    for case in read_cases(path):
        if not case.is_right:
            print(f"{case.kind}: {case.text} | wanted {[*case.wants]} | said {[brief(c) for c in case.claims]}")


def brief(claim: Plain) -> tuple[object, ...]:
    """A claim in short: type, status, trigger, places, days, bounds of its counts, nearest source."""
    places = [place["name"] or place["text"] for place in claim["places"]]
    bounds = [(count["low"], count["high"]) for count in claim["counts"]]
    nearest = [source["name"] or source["text"] for source in claim["sources"][:1]]
    when = claim["when"]
    return claim["event"], claim["status"], claim["trigger"]["text"], places, when["from"], when["to"], bounds, nearest


if __name__ == "__main__":
    import sys

    show_cases(Path(sys.argv[1]))

"""Pairs of claims judged by hand against what links and what is brought into one incident, over the forty articles.

`python -m benchmarks.incidents DIR`, with the folder of the articles, moves every weight and threshold of the table by
itself, down and up, and prints what that changes; and fits the weights by logistic regression to one half of the pairs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from benchmarks.control_reading import read_articles
from benchmarks.core import need, report, span_scores
from benchmarks.errors import CannotMeasure
from benchmarks.logistic import fit_logistic
from sayso.model import Claim
from sayso.packs.codebook import Codebook, load_codebook
from sayso.packs.pack import load_pack
from sayso.weigh import Features, VoiceFinder, features_of_article, weigh_all
from sayso.weigh.incidents import blocking, contradictions, joining, merging, pairs, prefilter, scoring
from sayso.weigh.incidents.weights import PARTS, TABLE, WeightTable

GOLD: Final = Path(__file__).parent / "gold" / "incident-pairs.yaml"
ARTICLES: Final = Path("articles") / "ukraine"
READERS: Final = (scoring, prefilter, blocking, pairs, merging, joining, contradictions)
"""The modules that read the table."""
STEP: Final = 0.05
"""By how much a weight, a worth or a threshold of the score is moved; other limits are halved and doubled."""
RIDGE: Final = 1.0
"""How much a fitted weight's square counts beside twice the log loss of one pair: holds weights near 0. By hand."""
NEAR: Final = 40
"""Characters by which a claim's trigger may stand elsewhere than the list says, as reading sets aside more or less of a
page; farther off it is another claim. By hand, not swept."""
MOST_UNREAD: Final = 0.5
"""Share of the list's pairs that may be missing. By hand, not swept."""
STEPS: Final = 30
"""Steps of Newton's method: far more than it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPair:
    """Two claims and whether they tell of one incident."""

    left: Features
    right: Features
    is_same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What comes of one table: pairs that link, pairs in one incident, and the incidents, each a set of claims."""

    linked: frozenset[int]
    together: frozenset[int]
    incidents: frozenset[frozenset[str]]


def run(data: Path) -> dict[str, Any]:
    """Precision, recall and F1 of linking and of incidents on the pairs whose claims are read, in percent; how many.

    A pair with a claim that is not read any more is missing from the scores, counted as `pairs_unread`, and named.
    """
    folder = need(data / ARTICLES)
    codebook, features = weighed_of(folder)
    judged, unread = judged_pairs(features)
    for line in unread:
        print(f"not read: {line}", file=sys.stderr)
    outcome = outcome_of(features, judged, codebook)
    metrics = {
        "pairs": float(len(judged)), "pairs_unread": float(len(unread)), "incidents": float(len(outcome.incidents)),
    }  # fmt: skip
    for name, positive in (("link", outcome.linked), ("incident", outcome.together)):
        metrics |= {
            f"{name}_{key}": value for key, value in zip(("p", "r", "f1"), _scores(judged, positive), strict=True)
        }
    return report("incidents", [folder, GOLD], metrics)


def weighed_of(folder: Path) -> tuple[Codebook, dict[str, tuple[Claim, Features]]]:
    """The codebook, and each claim of the articles with its features, by id."""
    codebook = load_codebook(load_pack("codebook"))
    claims = read_articles(folder).claims
    features = features_of_article(claims, rules=codebook.incidents, speakers=VoiceFinder(codebook.parties))
    return codebook, {claim.id: (claim, own) for claim, own in zip(claims, features, strict=True)}


def judged_pairs(weighed: Mapping[str, tuple[Claim, Features]]) -> tuple[list[JudgedPair], list[str]]:
    """The pairs of the list whose claims are read, and a line for each other: which of its claims is missing.

    Raises `CannotMeasure` if more than `MOST_UNREAD` of them are missing: what is left then tells little.
    """
    by_name: dict[tuple[str, str, str], list[tuple[int, Features]]] = {}
    for claim, own in weighed.values():
        name = (Path(claim.article.path or "").stem, claim.event, claim.trigger.text)
        by_name.setdefault(name, []).append((claim.trigger.start, own))
    listed = yaml.safe_load(GOLD.read_text(encoding="utf-8"))["pairs"]
    found, unread = [], []
    for entry in listed:
        left, right = (_nearest(by_name, *claim) for claim in entry["claims"])
        if left is not None and right is not None:
            found.append(JudgedPair(left=left, right=right, is_same=entry["same"]))
        else:
            missing = [claim for claim, own in zip(entry["claims"], (left, right), strict=True) if own is None]
            unread.append(
                "; ".join(f"{article}: {event} {trigger!r} at {start}" for article, event, trigger, start in missing)
            )
    if len(unread) > MOST_UNREAD * len(listed):
        raise CannotMeasure(
            f"{len(unread)} of {len(listed)} pairs of {GOLD.name} name claims that are not read: {unread}"
        )
    return found, unread


def _nearest(
    by_name: Mapping[tuple[str, str, str], Sequence[tuple[int, Features]]],
    article: str, event: str, trigger: str, start: int,
) -> Features | None:  # fmt: skip
    """The claim of that name whose trigger is nearest, as far as it is within `NEAR`; `None` if none is read."""
    named = by_name.get((article, event, trigger), ())
    nearest = min(named, key=lambda claim: abs(claim[0] - start), default=None)
    return None if nearest is None or abs(nearest[0] - start) > NEAR else nearest[1]


def outcome_of(
    weighed: Mapping[str, tuple[Claim, Features]], judged: Sequence[JudgedPair], codebook: Codebook
) -> Outcome:
    """What links, what is one incident, and all incidents, by the table in force."""
    rules = codebook.incidents
    groups = weigh_all((own for _, own in weighed.values()), rules=rules)
    incidents = frozenset(frozenset(member.id for member in group.members) for group in groups)
    incident_of = {claim: incident for incident in incidents for claim in incident}
    return Outcome(
        linked=frozenset(at for at, pair in enumerate(judged) if scoring.do_link(pair.left, pair.right, rules)),
        together=frozenset(at for at, pair in enumerate(judged) if pair.right.id in incident_of[pair.left.id]),
        incidents=incidents,
    )


def _scores(judged: Sequence[JudgedPair], positive: Iterable[int]) -> tuple[float, float, float]:
    return span_scores({at for at, pair in enumerate(judged) if pair.is_same}, set(positive))


@contextmanager
def in_force(table: WeightTable) -> Iterator[None]:
    """Has all modules read this table."""
    for reader in READERS:
        reader.TABLE = table  # type: ignore[attr-defined]
    blocking._near_cells.cache_clear()
    try:
        yield
    finally:
        for reader in READERS:
            reader.TABLE = TABLE  # type: ignore[attr-defined]
        blocking._near_cells.cache_clear()


def moved(name: str) -> tuple[float, float]:
    """The values to which a number of the table is moved."""
    value = getattr(TABLE, name)
    if isinstance(value, int):
        return value // 2, 2 * value
    if value > 1 or name == "same_spot_km":
        return value / 2, 2 * value
    step = STEP if value > STEP else value / 2
    return round(value - step, 3), round(min(1.0, value + step), 3)


def sweep(folder: Path) -> Iterator[str]:
    """A line for each number moved by itself: F1 of the pairs, pairs that come out otherwise, incidents that do."""
    codebook, weighed = weighed_of(folder)
    judged, _ = judged_pairs(weighed)
    base = outcome_of(weighed, judged, codebook)
    yield _line("as it is", "", judged, base, base)
    for field in fields(TABLE):
        for value in moved(field.name) if field.init else ():
            with in_force(replace(TABLE, **{field.name: value})):
                yield _line(field.name, f"{value:g}", judged, outcome_of(weighed, judged, codebook), base)
    yield from _fitted(weighed, judged, codebook)


def _line(name: str, value: str, judged: Sequence[JudgedPair], outcome: Outcome, base: Outcome) -> str:
    """What it is, precision, recall and F1 of links and incidents, pairs otherwise, incidents, new ones among them."""
    scores = (_written(_scores(judged, positive)) for positive in (outcome.linked, outcome.together))
    changed = len(outcome.linked ^ base.linked), len(outcome.together ^ base.together)
    others = len(outcome.incidents - base.incidents)
    return "\t".join([name, value, *scores, *map(str, changed), str(len(outcome.incidents)), str(others)])


def _fitted(
    weighed: Mapping[str, tuple[Claim, Features]], judged: Sequence[JudgedPair], codebook: Codebook
) -> Iterator[str]:
    """The weights fitted to every other pair, and how the pairs kept apart come out by them and by the table's."""
    tuned, apart = judged[::2], judged[1::2]
    table = fit(tuned, codebook)
    yield f"fitted to {len(tuned)} pairs: " + ", ".join(f"{name} {table.parts()[name]:.3f}" for name in PARTS)
    for name, tried in (("table", TABLE), ("fitted", table)):
        with in_force(tried):
            for half, some in (("tuned on", tuned), ("kept apart", apart)):
                outcome = outcome_of(weighed, some, codebook)
                scores = (_written(_scores(some, positive)) for positive in (outcome.linked, outcome.together))
                yield "\t".join([f"{name}, {half}", f"link {tried.link:.2f}", *scores, str(len(outcome.incidents))])


def _written(scores: tuple[float, float, float]) -> str:
    return " / ".join(f"{score:.0f}" for score in scores)


def fit(judged: Sequence[JudgedPair], codebook: Codebook) -> WeightTable:
    """The table with weights fitted by logistic regression, with a ridge, and the `link` at which F1 is highest.

    Weights below 0 are made 0, and all are scaled to add up to what the table's do. A part that a score lacks stands
    for as much as the mean of the others, as the score takes it.
    """
    scores = [scoring.score_pair(pair.left, pair.right, codebook.incidents, least=0.0) for pair in judged]
    parts = np.array([[dict(score.parts).get(name, score.total) for name in PARTS] for score in scores])
    wanted = np.array([pair.is_same for pair in judged], dtype=np.float64)
    middle = parts.mean(axis=0)
    columns = np.column_stack([parts - middle, np.ones(len(parts))])
    weights = fit_logistic(columns, wanted, ridge=RIDGE * np.diag([1.0] * len(PARTS) + [0.0]), steps=STEPS)
    positive = np.maximum(weights[:-1], 0.0)
    scaled = dict(zip(PARTS, map(float, positive * TABLE.all / positive.sum()), strict=True))
    return _with_best_link(replace(TABLE, **scaled), judged, codebook)


def _with_best_link(table: WeightTable, judged: Sequence[JudgedPair], codebook: Codebook) -> WeightTable:
    best = (-1.0, table)
    for link in np.arange(0.5, 0.96, 0.01):
        tried = replace(table, link=float(link))
        with in_force(tried):
            linked = [
                at for at, pair in enumerate(judged) if scoring.do_link(pair.left, pair.right, codebook.incidents)
            ]
        best = max(best, (_scores(judged, linked)[2], tried), key=lambda each: each[0])
    return best[1]


if __name__ == "__main__":
    for line in sweep(Path(sys.argv[1]).absolute()):
        print(line, flush=True)

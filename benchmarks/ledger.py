"""A ledger of a million claims: how long filtered listings, a search, and adding one article take, and in what memory.

SAYSO_BENCH_CLAIMS makes another size; SAYSO_BENCH_LEDGER names the ledger, such as a database of PostgreSQL, which is
filled if it is empty; else one is made in a folder of its own and removed.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks.bulk import copy, lay_aside, load
from benchmarks.core import report
from benchmarks.synthetic import CLAIMS_AN_ARTICLE, MAKER, War, block_keys
from benchmarks.synthetic_weighed import control_runs, incidents
from sayso.keep import Filter, Ledger, Order, open_ledger

CLAIMS: Final = 1_000_000
_BATCH: Final = 400
"""Articles that are loaded in one transaction."""
_COPIES: Final = 10
"""A tenth of the articles is made, with their claims and incidents; the rest are copies with other ids."""
_ADDED: Final = 60
"""Articles that are added one by one once the ledger is full."""


def run(_data: Path) -> dict[str, Any]:
    """Milliseconds at the median and the 95th percentile; memory of the process that did it all, loading too."""
    claims = int(os.environ.get("SAYSO_BENCH_CLAIMS", CLAIMS))
    with tempfile.TemporaryDirectory() as folder:
        location = os.environ.get("SAYSO_BENCH_LEDGER", str(Path(folder) / "ledger.db"))
        with open_ledger(location) as ledger:
            metrics = fill(ledger, claims) if not ledger.articles(limit=0).total else {}
        with open_ledger(location) as ledger:
            metrics |= measure(ledger, claims)
    metrics["largest_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return report("ledger", [], metrics)


def fill(ledger: Ledger, claims: int) -> dict[str, float]:
    """Loads so many claims with their incidents and control; seconds that it took."""
    war, began = War(), time.perf_counter()
    lay_aside(ledger)
    made = war.articles(0, claims // CLAIMS_AN_ARTICLE // _COPIES)
    while batch := list(islice(made, _BATCH)):
        load(ledger, batch, maker=MAKER, block_keys=block_keys)
    loaded = time.perf_counter()
    for some in incidents(ledger):
        ledger.put_incidents([], some, {})
    copy(ledger, _COPIES)
    ledger.put_control([], control_runs(war))
    ledger.analyse()
    return {
        "claims": float(claims), "load_s": loaded - began, "weighed_s": time.perf_counter() - loaded,
        "incidents": float(ledger.counts()["incidents"]),
    }  # fmt: skip


def measure(ledger: Ledger, claims: int) -> dict[str, float]:
    """The times of listings, searches and additions; `_work_` is the time of this process's processor alone."""
    war = War()
    listings = [_time(partial(ledger.claims, wanted, order=order)) for wanted, order in listed()]
    several = [_time(partial(ledger.incidents, wanted, order=order)) for wanted, order in listed()]
    searches = [
        _time(partial(ledger.search, words)) for words in ("marwick", "toring solen", '"berka norer"', "place 17")
    ]
    added = [
        _time(partial(ledger.add_article, article, made, maker=MAKER, block_keys=block_keys))
        for article, made in war.articles(_next(ledger, claims), _ADDED)
    ]
    named = {"claims": listings, "incidents": several, "search": searches, "add": added}
    return {
        key: value
        for name, times in named.items()
        for at, kind in enumerate((name, f"{name}_work"))
        for key, value in _spread(kind, [time[at] for time in times]).items()
    }


def _next(ledger: Ledger, claims: int) -> int:
    """The number of an article that was not made yet, whatever was added since."""
    return claims // CLAIMS_AN_ARTICLE + 1_000 + _ADDED * ledger.articles(limit=0).total


def listed() -> Iterator[tuple[Filter, Order]]:
    """Filters as analysts set them: one field, then two and three together, common and rare values alike."""
    from datetime import date

    spring, month = (date(2022, 3, 1), date(2022, 5, 31)), (date(2022, 10, 1), date(2022, 10, 31))
    single = [
        Filter(), Filter(place=("Place 0",)), Filter(place=("Place 40",)), Filter(place=("Place 3000",)),
        Filter(within=("UA",)), Filter(within=("Region 1",)), Filter(within=("Region 20",)),
        Filter(since=spring[0], until=spring[1]), Filter(since=month[0], until=month[1]),
        Filter(event=("strike",)), Filter(event=("territory.captured",)), Filter(event=("hazard.nuclear",)),
        Filter(party=("RUS",)), Filter(party=("IRN",)), Filter(source=("UKR",)), Filter(source=("Source 1",)),
        Filter(source=("Source 4000",)), Filter(outlet=("Outlet 0",)), Filter(outlet=("Outlet 200",)),
        Filter(status=("happened",)), Filter(status=("denied",)), Filter(review=("unreviewed",)),
        Filter(review=("accepted",)), Filter(text="marwick"), Filter(text='"toring solen"'),
        Filter(standing=("contested",)),
    ]  # fmt: skip
    joined = [
        Filter(place=("Place 2",), event=("strike",)), Filter(place=("Place 0",), since=spring[0], until=spring[1]),
        Filter(party=("RUS",), status=("happened",)), Filter(party=("RUS",), within=("UA",)),
        Filter(source=("UKR",), party=("RUS",)), Filter(event=("territory",), within=("Region 2",)),
        Filter(event=("strike",), since=month[0], until=month[1]), Filter(outlet=("Outlet 3",), status=("denied",)),
        Filter(party=("RUS",), event=("strike.missile",), within=("UA",)),
        Filter(source=("RUS",), status=("denied",), since=spring[0], until=spring[1]),
        Filter(place=("Place 5",), party=("UKR",), source=("UKR",)), Filter(within=("Region 1",), text="marwick"),
        Filter(place=("Place 7",), standing=("agreed", "claimed")), Filter(source=("Source 3",), event=("harm",)),
        Filter(review=("unreviewed",), event=("territory",), least=0.8),
        Filter(place=("Place 1", "Place 3", "Place 9")),
    ]  # fmt: skip
    for wanted in (*single, *joined):
        yield wanted, "day"
        yield wanted, "-day"
        yield wanted, "confidence"


def _time(action: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds that it took, by the clock and of this process's processor."""
    began, work = time.perf_counter(), time.process_time()
    action()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - work)


def _spread(name: str, times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    at = {"p50": 0.5, "p95": 0.95, "most": 1.0}
    return {f"{name}_{key}_ms": ordered[min(len(ordered) - 1, int(share * len(ordered)))] for key, share in at.items()}


def main() -> None:
    """Prints the slowest listings of a ledger that `SAYSO_BENCH_LEDGER` names, filled already."""
    with open_ledger(os.environ["SAYSO_BENCH_LEDGER"], create=False) as ledger:
        for name, find in (("claims", ledger.claims), ("incidents", ledger.incidents)):
            times = [(_time(partial(find, wanted, order=order)), order, wanted) for wanted, order in listed()]
            for (spent, work), order, wanted in sorted(times, key=lambda one: -one[0][1])[:25]:
                said = {key: value for key, value in _said(wanted).items() if value}
                sys.stdout.write(f"{name} {work:7.1f} of {spent:7.1f} ms  {order:<12} {said}\n")


def _said(wanted: Filter) -> dict[str, Any]:
    return {name: getattr(wanted, name) for name in Filter.__slots__}


if __name__ == "__main__":
    main()

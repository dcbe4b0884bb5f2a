"""A ledger of 100,000 weighed claims behind its pages: how long each takes, without the network and the browser's work.

SAYSO_BENCH_CLAIMS makes another size; SAYSO_BENCH_LEDGER names a ledger, which is filled if it is empty. Every address
is asked for once before anything is remembered, by an app that was just started, and then again: both count.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final
from urllib.parse import quote

from starlette.testclient import TestClient

from benchmarks.core import report
from benchmarks.weighing import fill
from sayso.base.settings import Settings
from sayso.flow.web import lay_desk
from sayso.flow.weighing import Weigher
from sayso.keep import Ledger, open_ledger
from sayso.packs.codebook import load_codebook
from sayso.packs.pack import load_pack
from sayso.show.web.app import PAGES, build_app

CLAIMS: Final = 100_000
TIMES: Final = 2
"""How often an address is asked for after the first time."""
FILTERS: Final = (
    "", "event=territory", "party=RUS&status=happened", "from=2022-05-01&to=2022-05-10", "within=UA", "source=UKR",
    "outlet=Outlet+0", "q=marwick", "standing=contested", "side=ukraine/russian", "place=Place+0", "place=Place+3000",
    "least=0.8", "page=20", "within=Region+1&party=UKR&from=2023-01-01", "order=-confidence", "made_by=person",
)  # fmt: skip
"""What listings are asked for."""
LISTED: Final = (
    "/", "/claims", "/incidents", "/places", "/control", "/sources", "/articles", "/review/bulk", "/timeline",
)  # fmt: skip
"""Pages that take a filter."""
OTHERS: Final[dict[str, Sequence[str]]] = {
    "/control": ("on=2022-06-01", "on=2023-01-01&standing=contested", "on=any", "on=any&party=RUS"),
    "/review": (
        "", "queue=low-confidence", "queue=contradicting", "queue=pairs", "queue=flagged", "queue=orphaned",
    ),
    "/method": ("",),
    "/search": ("", "q=marwick", "q=%22toring+solen%22", "q=place+17", "q=marwick&kind=claim", "q=marwick&page=20"),
}  # fmt: skip
"""What else pages are asked for."""
DRAWN: Final = ("/claims.json", "/places.geojson", "/timeline.json")
"""The data that the map, the timeline and the list on the first page are drawn from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One answer: the milliseconds that it took by the clock and of the processor, and its size."""

    address: str
    wall: float
    work: float
    size: int


def run(_data: Path) -> dict[str, Any]:
    """Milliseconds of a page, over all pages; of their other forms; of the page of the place with most claims."""
    claims = int(os.environ.get("SAYSO_BENCH_CLAIMS", CLAIMS))
    with tempfile.TemporaryDirectory() as folder:
        location = os.environ.get("SAYSO_BENCH_LEDGER", str(Path(folder) / "ledger.db"))
        with open_ledger(location) as ledger:
            if not ledger.counts()["claims"]:
                make(ledger, claims)
            metrics = {"claims": float(ledger.counts()["claims"]), **measure(ledger)}
    return report("pages", [], metrics)


def make(ledger: Ledger, claims: int) -> None:
    """Loads so many claims, all different, and weighs them."""
    weigher = Weigher(ledger, load_codebook(load_pack("codebook")))
    fill(ledger, weigher, claims)
    weigher.weigh_everything()
    ledger.analyse()


def measure(ledger: Ledger) -> dict[str, float]:
    """Wall time and processor time, which tells the work where other programs take their share of the machine."""
    pages, twins, largest = ask_all(ledger)
    shown = sorted(one.wall for one in pages), sorted(one.work for one in pages)
    found: dict[str, float] = {"pages": float(len({one.address for one in pages})), "asked": float(len(pages))}
    for name, times in zip(("page", "page_work"), shown, strict=True):
        found |= {f"{name}_median_ms": median(times), f"{name}_p95_ms": times[int(0.95 * (len(times) - 1))]}
        found[f"{name}_most_ms"] = times[-1]
    other = sorted(one.work for one in twins)
    found |= {
        "other_forms": float(len({one.address for one in twins})), "other_forms_work_median_ms": median(other),
        "other_forms_work_p95_ms": other[int(0.95 * (len(other) - 1))],
        "largest_place_work_ms": max(one.work for one in largest),
    }  # fmt: skip
    return found


def ask_all(ledger: Ledger) -> tuple[list[Asked], list[Asked], list[Asked]]:
    """Pages with what they are drawn from; the other forms of pages; and the page of the place with most claims."""
    client = TestClient(build_app(lay_desk(ledger, Settings()), hosts={"testserver"}))
    single = _single(ledger)
    pages = [*_lists(), *_others(), *(one for some in single.values() for one in some)]
    _check_all(single)
    shown = [one for address in pages for one in _ask(client, address)]
    twins = [one for address in _twins(single) for one in _ask(client, address)]
    largest = [one for one in shown if one.address in single["/places/{key:path}"]]
    return shown, twins, largest


def _lists() -> Iterator[str]:
    for path in LISTED:
        if path != "/timeline":
            yield from (f"{path}?{wanted}" for wanted in FILTERS)
    for path in DRAWN:
        yield from (f"{path}?{wanted}" for wanted in FILTERS)


def _others() -> Iterator[str]:
    for path, some in OTHERS.items():
        yield from (f"{path}?{wanted}" for wanted in some)


def _single(ledger: Ledger) -> dict[str, list[str]]:
    """Pages of one thing by route: common and rare ones, those with most to show first."""
    from sayso.keep import Filter

    claims = [one.claim for one in (*ledger.claims(limit=2), *ledger.claims(Filter(status=("denied",)), limit=2))]
    incidents = [*ledger.incidents(order="-confidence", limit=2), *ledger.incidents(limit=2)]
    sources = [one.name for one in (*ledger.sources(limit=2), *ledger.sources(limit=2, offset=3_000))]
    keys = [one.claim.places[0].geonameid for one in _of_places(ledger)]
    return {
        "/claims/{key}": [f"/claims/{one.id}" for one in claims],
        "/incidents/{key}": [f"/incidents/{one.id}" for one in incidents],
        "/sources/{key:path}": [
            *(f"/sources/{quote(name)}" for name in (*sources, "UKR", "RUS")),
            "/sources/UKR?event=territory", "/sources/RUS?status=denied&from=2022-05-01",
        ],
        "/review/claim": [
            f"/review/claim?article={one.article.id}&start={one.trigger.start}&end={one.trigger.end}" for one in claims
        ],
        "/articles/{key}": [f"/articles/{one.article.id}" for one in claims],
        "/places/{key:path}": [
            *(f"/places/g:{key}" for key in keys), f"/places/g:{keys[0]}?on=2022-06-01",
            f"/places/g:{keys[0]}?from=2022-03-01&to=2023-02-28", f"/places/g:{keys[0]}?on=2023-03-03",
        ],
    }  # fmt: skip


def _of_places(ledger: Ledger) -> Iterator[Any]:
    """A claim of the busiest place, of the tenth, and of one with few claims."""
    from sayso.keep import Filter

    for name in ("Place 0", "Place 9", "Place 3000"):
        yield next(one for one in ledger.claims(Filter(place=(name,)), limit=50) if one.claim.places[0].name == name)


def _twins(single: dict[str, list[str]]) -> Iterator[str]:
    """Every other form of every page, with two filters and without; listings two hundred records at a time."""
    for page in PAGES:
        for form in page.forms:
            if page.path in single:
                path, _, wanted = single[page.path][0].partition("?")
                yield f"{path}.{form}?{wanted}"
            else:
                told = "limit=200&q=marwick" if page.path == "/search" else "limit=200"
                yield from (f"{page.path}.{form}?{told}&{wanted}" for wanted in FILTERS[:3])


def _check_all(single: dict[str, list[str]]) -> None:
    """Raises `ValueError` if a page is not asked for."""
    left = {page.path for page in PAGES} - set(LISTED) - set(OTHERS) - set(single)
    if left:
        raise ValueError(f"pages that are not measured: {', '.join(sorted(left))}")


def _ask(client: TestClient, address: str) -> list[Asked]:
    """An address asked for some times."""
    found = []
    for _ in range(1 + TIMES):
        wall, work = time.perf_counter(), time.process_time()
        answer = client.get(address)
        spent = (time.perf_counter() - wall) * 1000, (time.process_time() - work) * 1000
        answer.raise_for_status()
        found.append(Asked(address=address, wall=spent[0], work=spent[1], size=len(answer.content)))
    return found


def main() -> None:
    """Prints the slowest answers of a ledger that `SAYSO_BENCH_LEDGER` names, filled already."""
    with open_ledger(os.environ["SAYSO_BENCH_LEDGER"], create=False) as ledger:
        shown, twins, _ = ask_all(ledger)
    for name, some in (("pages", shown), ("other forms", twins)):
        sys.stdout.write(f"{name}\n")
        for one in sorted(some, key=lambda one: -one.work)[:40]:
            sys.stdout.write(f"{one.work:8.1f} ms of {one.wall:8.1f}  {one.size:9}  {one.address}\n")


if __name__ == "__main__":
    main()

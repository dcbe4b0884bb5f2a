"""A ledger of 100,000 claims behind its pages: how long each page takes, without the network and the browser's drawing.

SAYSO_BENCH_CLAIMS makes another size. A page is asked for once to fill what is remembered, then five times in a row.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any, Final

from starlette.testclient import TestClient

from benchmarks.core import report
from benchmarks.ledger import fill
from sayso.flow_web import lay_desk
from sayso.keep import Ledger, open_ledger
from sayso.settings import Settings
from sayso.show.web.app import build_app

CLAIMS: Final = 100_000
TIMES: Final = 5
LISTS: Final = (
    "/", "/claims", "/claims?page=200", "/claims?event=territory", "/claims?party=RUS&status=happened",
    "/claims?from=2022-05-01&to=2022-05-10", "/incidents", "/incidents?order=-confidence", "/places", "/control",
    "/control?on=2022-06-01", "/sources", "/articles", "/review", "/review?queue=low-confidence",
    "/review?queue=contradicting", "/review?queue=pairs", "/review?queue=flagged", "/method", "/search?q=army",
    "/claims.json", "/places.geojson", "/timeline.json",
)  # fmt: skip
"""Pages and data that need no id."""


def run(_data: Path) -> dict[str, Any]:
    """Milliseconds of a page: over all pages, and for the page of the place with most claims."""
    claims = int(os.environ.get("SAYSO_BENCH_CLAIMS", CLAIMS))
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        fill(ledger, claims)
        metrics = {"claims": float(claims), **measure(ledger)}
    return report("pages", [], metrics)


def measure(ledger: Ledger) -> dict[str, float]:
    """Wall time and processor time, which tells the work where other programs take their share of the machine."""
    client = TestClient(build_app(lay_desk(ledger, Settings()), hosts={"testserver"}))
    *usual, largest = [_time(client, address) for address in (*LISTS, *_single(ledger, client))]
    wall = sorted(one for page in usual for one, _ in page)
    work = sorted(one for page in usual for _, one in page)
    last = int(0.95 * (len(wall) - 1))
    return {
        "pages": float(len(usual)), "page_median_ms": median(wall), "page_p95_ms": wall[last],
        "page_work_median_ms": median(work), "page_work_p95_ms": work[last],
        "largest_place_ms": median(one for one, _ in largest),
    }  # fmt: skip


def _single(ledger: Ledger, client: TestClient) -> list[str]:
    """A claim, an incident, a source, an article, the place that comes tenth, and the one with most claims."""
    claim = ledger.claims(limit=1).items[0].claim
    places = [one["key"] for one in client.get("/places.json?limit=10").json()["places"]]
    return [
        f"/claims/{claim.id}", f"/incidents/{ledger.incidents(limit=1).items[0].id}",
        f"/sources/{ledger.sources(limit=20).items[-1].name}", f"/articles/{claim.article.id}",
        f"/places/{places[-1]}", f"/places/{places[0]}",
    ]  # fmt: skip


def _time(client: TestClient, address: str) -> list[tuple[float, float]]:
    """Milliseconds of wall and of processor time, some times over."""
    client.get(address).raise_for_status()
    times = []
    for _ in range(TIMES):
        wall, work = time.perf_counter(), time.process_time()
        client.get(address).raise_for_status()
        times.append(((time.perf_counter() - wall) * 1000, (time.process_time() - work) * 1000))
    return times

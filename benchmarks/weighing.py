"""A ledger of a million claims like those of news, weighed: seconds for all of it, milliseconds for one article more.

SAYSO_BENCH_CLAIMS makes another size, as dense: the war is as much shorter. SAYSO_BENCH_KEPT names a file in which the
filled ledger is kept, and from which it is taken if it is there: to fill one takes longer than to weigh it. Unlike in
the benchmark `ledger`, no article is a copy of another: copies would be weighed for next to nothing.
"""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks.bulk import copy, lay_aside, load
from benchmarks.core import report
from benchmarks.synthetic import CLAIMS_AN_ARTICLE, MAKER
from benchmarks.synthetic_news import CLAIMS, News
from sayso.flow.ledger import Digest, add_article
from sayso.flow.weighing import Weigher
from sayso.keep import Ledger, open_ledger
from sayso.packs.codebook import Codebook, load_codebook
from sayso.packs.pack import load_pack
from sayso.weigh import sign_text

_BATCH: Final = 400
"""Articles that are loaded in one transaction."""
_ADDED: Final = 60
"""Articles that are added one by one once all is weighed."""
_FIRST: Final = 5
"""Articles that are added before these: the first ones wait for the engine's cache, and for names to be folded."""


def run(_data: Path) -> dict[str, Any]:
    """Seconds to weigh all, for the first time and again; milliseconds for one more article, and for its control."""
    claims = int(os.environ.get("SAYSO_BENCH_CLAIMS", CLAIMS))
    codebook = load_codebook(load_pack("codebook"))
    metrics = {"claims": float(claims)}
    with _filled(claims, codebook) as ledger:
        weigher = Weigher(ledger, codebook)
        for name in ("weigh", "reweigh"):
            with _timed(metrics, name):
                metrics["incidents"] = float(weigher.weigh_everything())
        metrics |= measure(weigher, claims)
    metrics["largest_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return report("weighing", [], metrics)


@contextmanager
def _timed(metrics: dict[str, float], name: str) -> Iterator[None]:
    """Notes the seconds that something takes, by the clock (`_s`) and of this process's work (`_cpu_s`)."""
    began, worked = time.perf_counter(), time.process_time()
    yield
    metrics[f"{name}_s"] = time.perf_counter() - began
    metrics[f"{name}_cpu_s"] = time.process_time() - worked


@contextmanager
def _filled(claims: int, codebook: Codebook) -> Iterator[Ledger]:
    """A ledger of so many claims that were not weighed yet, in a folder of its own."""
    kept = os.environ.get("SAYSO_BENCH_KEPT")
    with tempfile.TemporaryDirectory(dir=Path(kept).parent if kept else None) as folder:
        path = Path(folder) / "ledger.db"
        if kept and Path(kept).exists():
            shutil.copy(kept, path)
        with open_ledger(path) as ledger:
            if not ledger.counts()["claims"]:
                fill(ledger, Weigher(ledger, codebook), claims)
                if kept:
                    ledger.backup(kept)
            yield ledger


def fill(ledger: Ledger, weigher: Weigher, claims: int) -> None:
    """Loads so many claims, with the keys by which they are weighed."""
    weigher.tell_by_rules()
    lay_aside(ledger)
    made = News(claims=claims).articles(0, claims // CLAIMS_AN_ARTICLE)
    while batch := list(islice(made, _BATCH)):
        load(ledger, batch, maker=MAKER, block_keys=weigher.keys_of_block)
    copy(ledger, 1)
    ledger.analyse()


def measure(weigher: Weigher, claims: int) -> dict[str, float]:
    """Milliseconds to add an article and weigh its incidents, and to weigh the control of its places after that."""
    added = list[dict[str, float]]()
    late = claims // CLAIMS_AN_ARTICLE + 1_000
    for article, made in News(claims=claims).articles(late, _FIRST + _ADDED):
        took: dict[str, float] = {}
        digest = Digest(claims=made, signature=sign_text(article.text))
        with _timed(took, "add"):
            add_article(article, digest, weigher, maker=MAKER)
        with _timed(took, "control"):
            weigher.settle_control()
        added.append(took)
    metrics = {}
    for name in added[0]:
        times = sorted(1_000 * took[name] for took in added[_FIRST:])
        for key, share in (("p50", 0.5), ("p95", 0.95), ("max", 1.0)):
            metrics[f"{name[:-2]}_{key}_ms"] = times[min(len(times) - 1, int(share * len(times)))]
    return metrics

"""A ledger of a million different claims, weighed: seconds for all of it, milliseconds for one article more.

SAYSO_BENCH_CLAIMS makes another size. Unlike the benchmark `ledger`, no article is a copy of another: copies would be
weighed for next to nothing.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks.bulk import copy, lay_aside, load
from benchmarks.core import report
from benchmarks.synthetic import CLAIMS_AN_ARTICLE, MAKER, War
from sayso.codebook import load_codebook
from sayso.flow_ledger import Digest, add_article
from sayso.flow_weigh import Weigher
from sayso.keep import Ledger, open_ledger
from sayso.packs import load_pack
from sayso.weigh import sign_text

CLAIMS: Final = 1_000_000
_BATCH: Final = 400
"""Articles that are loaded in one transaction."""
_ADDED: Final = 60
"""Articles that are added one by one once all is weighed."""


def run(_data: Path) -> dict[str, Any]:
    """Seconds to load and to weigh all; milliseconds for one more article, and for the control of its places."""
    claims = int(os.environ.get("SAYSO_BENCH_CLAIMS", CLAIMS))
    codebook = load_codebook(load_pack("codebook"))
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        weigher = Weigher(ledger, codebook)
        began = time.perf_counter()
        fill(ledger, weigher, claims)
        loaded = time.perf_counter()
        incidents = weigher.weigh_everything()
        weighed = time.perf_counter()
        metrics = {
            "claims": float(claims),
            "incidents": float(incidents),
            "load_s": loaded - began,
            "weigh_s": weighed - loaded,
            **measure(weigher, claims),
        }
    metrics["largest_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return report("weighing", [], metrics)


def fill(ledger: Ledger, weigher: Weigher, claims: int) -> None:
    """Loads so many claims, all different, with the keys by which they are weighed."""
    lay_aside(ledger)
    made = War().articles(0, claims // CLAIMS_AN_ARTICLE)
    while batch := list(islice(made, _BATCH)):
        load(ledger, batch, maker=MAKER, block_keys=weigher.keys_of_block)
    copy(ledger, 1)
    ledger.analyse()


def measure(weigher: Weigher, claims: int) -> dict[str, float]:
    """Milliseconds to add an article and weigh its incidents, and to weigh the control of its places after that."""
    added, settled = list[float](), list[float]()
    for article, made in War().articles(claims // CLAIMS_AN_ARTICLE + 1_000, _ADDED):
        began = time.perf_counter()
        add_article(article, Digest(claims=made, signature=sign_text(article.text)), weigher, maker=MAKER)
        between = time.perf_counter()
        weigher.settle_control()
        added.append(1000 * (between - began))
        settled.append(1000 * (time.perf_counter() - between))
    return {
        f"{name}_{key}_ms": sorted(times)[min(len(times) - 1, int(share * len(times)))]
        for name, times in (("add", added), ("control", settled))
        for key, share in (("p50", 0.5), ("p95", 0.95))
    }

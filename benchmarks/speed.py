"""Speed and memory of the whole chain: articles a second on two processes, and one report from a cold start."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from benchmarks.core import need, report
from sayso.base.settings import Settings
from sayso.flow.chain import claim_reports


def run(data: Path) -> dict[str, Any]:
    """Articles and words a second by the wall clock, the better of two runs; the best of three cold starts; the largest
    process in MB. What slows one run down (another machine's work on the same host) is no property of the code.

    Two jobs read TR-News and GeoWebNews (news texts as they come, about 300 words each) twice over.
    """
    files = [need(data / "geoparsing" / name) for name in ("TR-News.xml", "GWN.xml")]
    with tempfile.TemporaryDirectory() as folder:
        words = _write_texts(files, Path(folder))
        texts = sorted(Path(folder).iterdir())
        seconds = min(_time_chain(texts) for _ in range(2))
        cold = min(_cold_start(texts[0]) for _ in range(3))
    metrics = {
        "articles": float(len(texts)),
        "words": float(words),
        "articles_per_s": len(texts) / seconds,
        "words_per_s": words / seconds,
        "cold_start_s": cold,
        "largest_process_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }
    return report("speed", files, metrics)


def _write_texts(files: list[Path], folder: Path) -> int:
    """The number of words written: every article of the files twice, a space apart so that no two texts are alike."""
    words = 0
    for turn in range(2):
        for file in files:
            for number, article in enumerate(ET.parse(file).getroot().iter("article")):
                text = (article.findtext("text") or "").strip()
                title = (article.findtext("title") or "").strip()
                words += len(text.split())
                name = f"{turn}-{file.stem}-{number}.txt"
                (folder / name).write_text(f"{title}\n\n{text}\n" + " " * turn, encoding="utf-8")
    return words


def _time_chain(texts: list[Path]) -> float:
    """Seconds for all texts, the start of the processes included."""
    start = time.perf_counter()
    done = sum(1 for _ in claim_reports([str(text) for text in texts], Settings(jobs=2)))
    if done != len(texts):
        raise RuntimeError(f"{done} of {len(texts)} articles came back")
    return time.perf_counter() - start


def _cold_start(text: Path) -> float:
    """Seconds for one report by a fresh process."""
    command = [sys.executable, "-m", "sayso", "read", str(text), "--format", "jsonl"]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start

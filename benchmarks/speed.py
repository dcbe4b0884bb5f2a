"""Speed and memory of the whole chain: how many times the bare encoder's time it takes, and its pace by the clock."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any, Final

from benchmarks.core import cutter, encoder, need, report
from sayso.base.settings import Settings
from sayso.flow.chain import claim_reports, load_chain, own_process, read_reports
from sayso.model import Dropped

if TYPE_CHECKING:
    from sayso.mark.core.windows import EncodedWord
    from sayso.model import Article

ROUNDS: Final = 5
"""How often chain and encoder are set against each other; the median counts, since some rounds are 5 % off."""
EVERY: Final = 8
"""Of so many texts one is taken for it: 80 of 636, about ten seconds a round."""


def run(data: Path) -> dict[str, Any]:
    """The chain's time as a multiple of the encoder's; articles and words a second by the wall clock, the better of two
    runs; the best of three cold starts; the largest process in MB.

    All but the first and the last depend on the machine and on what else it does, and are printed only. Two jobs read
    TR-News and GeoWebNews (news texts as they come, about 300 words each) twice over.
    """
    files = [need(data / "geoparsing" / name) for name in ("TR-News.xml", "GWN.xml")]
    with tempfile.TemporaryDirectory() as folder:
        words = _write_texts(files, Path(folder))
        texts = sorted(Path(folder).iterdir())
        metrics = {"articles": float(len(texts)), "words": float(words), **set_against_encoder(texts[::EVERY])}
        seconds = min(_time_chain(texts) for _ in range(2))
        cold = min(_cold_start(texts[0]) for _ in range(3))
    metrics |= {
        "articles_per_s": len(texts) / seconds,
        "words_per_s": words / seconds,
        "cold_start_s": cold,
        "largest_process_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }
    return report("speed", files, metrics)


def set_against_encoder(texts: Sequence[Path]) -> dict[str, float]:
    """How many times the bare encoder's time the whole chain takes, the median of some rounds; milliseconds an article
    of both, the least of all rounds. By the processor time of this process, which runs one thread.
    """
    own_process()  # as the commands do
    rounds = [_time_round(texts) for _ in range(ROUNDS)]
    chain, bare = (1000 * min(times) / len(texts) for times in zip(*rounds, strict=True))
    ratio = median(whole / alone for whole, alone in rounds)
    return {"chain_to_encoder": ratio, "chain_article_ms": chain, "encoder_article_ms": bare}


def _time_round(texts: Sequence[Path]) -> tuple[float, float]:
    """Processor seconds to read, mark and claim all texts, and for the encoder alone over the same windows.

    They take turns, article by article: what slows the machine down for a while slows both.
    """
    chain, whole, alone = load_chain(), 0.0, 0.0
    documents = iter(read_reports(texts, Settings()))
    for text in texts:
        began = process_time()
        article = next(documents)
        if isinstance(article, Dropped):
            raise RuntimeError(f"{text.name} was dropped: {article.reason}")
        chain.claim(chain.mark(article))
        whole += process_time() - began
        pieces = _pieces_of(article)
        began = process_time()
        encoder().read(pieces)
        alone += process_time() - began
    return whole, alone


def _pieces_of(article: Article) -> Sequence[EncodedWord]:
    """What the chain hands to the encoder."""
    from sayso.mark import words_of

    words = words_of(article, cutter())
    begins = [not at or words.blocks[at] != words.blocks[at - 1] for at in range(len(words.blocks))]
    return encoder().pieces.cut([article.text[start:end] for start, end in words.spans], begins)


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

"""The order of the stages: reports are read, marked, and their marks become claims.

Packs are loaded once a process. With more than one job, processes take chunks of articles; what comes out keeps the
order of what went in, and no more than a few chunks a process are under way, so a run over an archive stays small.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sayso.base.errors import SaysoError
from sayso.base.garbage import paused_collector
from sayso.flow.languages import drop_unreadable, language_of, languages, pack_folders_of
from sayso.model import Article, Claim, DocumentScene, Dropped, Mark, Reading

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from sayso.base.settings import Settings
    from sayso.mark import Marker

T = TypeVar("T")
Worked = tuple[Article, T] | Dropped
"""An article with what was made of it, or a document that was dropped."""

TellingReport = tuple[tuple[Claim, ...], DocumentScene]
"""The claims of a report, and the report as a whole."""
CHUNK = 4
"""Articles that a process takes at a time: enough to hide the cost of handing them over (below 1 ms an article)."""
AHEAD = 3
"""Chunks under way for each process: one in work, one waiting, one on its way back."""
NEW_OBJECTS = 50_000
"""Objects made since the last look of the garbage collector, 700 by default, in a process of Sayso's own."""
_OWNED: Final = set[int]()
"""Numbers of processes that were set up for Sayso alone: this one, if any."""
FAILED = "failed"
"""Reason of a document on which a stage broke down: a fault of Sayso's, counted like the reasons of the reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The stages that need packs, with their packs loaded."""

    mark: Callable[[Article], Reading]
    claim: Callable[[Reading], tuple[Claim, ...]]
    tell: Callable[[Reading], tuple[tuple[Claim, ...], DocumentScene]]
    """The claims of a reading, and its article as a whole."""
    weapons: Callable[[Reading], tuple[Mark, ...]] = attrgetter("marks")
    """The marks of a reading, with those of its weapons."""
    maker: str = ""
    """Of every claim."""
    packs: tuple[str, ...] = ()
    """Makers of the packs."""


def read_reports(paths: Sequence[str | Path], settings: Settings) -> Iterator[Article | Dropped]:
    """Every document of the paths that is in a language that can be read, in order; `-` is stdin."""
    from sayso.read import read_paths

    documents = read_paths(paths, **_reading_options(settings))
    return drop_unreadable(documents, settings.packs)


def read_given(data: bytes, settings: Settings) -> Iterator[Article | Dropped]:
    """Every document in these bytes, whatever their format, that is in a language that can be read."""
    from sayso.read import read_bytes

    documents = read_bytes(data, path="-", **_reading_options(settings))
    return drop_unreadable(documents, settings.packs)


def _reading_options(settings: Settings) -> dict[str, Any]:
    """What reading is told of the settings and of the languages that are there."""
    from sayso.read import furniture_rules

    rules = {
        code: furniture_rules(language.lexicon.yaml("furniture.yaml"))
        for code, language in languages(settings.packs).items()
    }
    return {
        "published": settings.published,
        "outlet": settings.outlet,
        "max_chars": settings.max_chars,
        "furniture": next(iter(rules.values())),
        "function_words": {code: rule.function_words for code, rule in rules.items()},
    }


def count_files(paths: Sequence[str | Path]) -> int:
    """How many files `read_reports` would open; stdin is one."""
    from sayso.read import list_files

    return len(list_files(paths))


def claim_reading(reading: Reading, settings: Settings) -> tuple[Claim, ...]:
    """The claims of a reading, in text order."""
    return chain_for(reading.article, settings).claim(reading)


def claim_reports(paths: Sequence[str | Path], settings: Settings) -> Iterator[Worked[tuple[Claim, ...]]]:
    """Every document of the paths with its claims of enough confidence, in order."""
    least = settings.min_confidence
    for worked in work_through(read_reports(paths, settings), settings, _claims_of):
        if isinstance(worked, Dropped):
            yield worked
        else:
            article, claims = worked
            yield article, tuple(claim for claim in claims if claim.confidence >= least)


def scene_reports(paths: Sequence[str | Path], settings: Settings) -> Iterator[Worked[TellingReport]]:
    """Every document of the paths with all its claims and its scene, in order."""
    return work_through(read_reports(paths, settings), settings, _claims_and_scene)


def _claims_and_scene(article: Article, chain: Chain) -> TellingReport:
    return chain.tell(chain.mark(article))


def mark_reports(paths: Sequence[str | Path], settings: Settings) -> Iterator[Worked[str]]:
    """Every document of the paths with its marks as a line of JSON, in order."""
    return work_through(read_reports(paths, settings), settings, _marks_of)


def read_whole(paths: Sequence[str | Path], settings: Settings) -> Iterator[Worked[tuple[Reading, tuple[Claim, ...]]]]:
    """Every document of the paths with its reading and its claims, in order."""
    return work_through(read_reports(paths, settings), settings, _reading_and_claims)


def _reading_and_claims(article: Article, chain: Chain) -> tuple[Reading, tuple[Claim, ...]]:
    reading = chain.mark(article)
    return reading, chain.claim(reading)


def chain_for(article: Article, settings: Settings) -> Chain:
    """The stages for an article's language, with their packs."""
    return load_chain(settings.packs, language_of(article, settings.packs).code, settings.codebook)


@lru_cache(maxsize=4)
@paused_collector()
def load_marker(packs: str | None = None, language: str | None = None) -> Marker:
    """The stage that marks, loaded once a process for each language and each value of the setting `packs`.

    Without a language, for the first that is there. Raises `PackMissingError` for one that is not.
    """
    from sayso.base.version import __version__
    from sayso.mark import Marker
    from sayso.packs.language import load_language
    from sayso.packs.pack import load_gazetteers

    folders = pack_folders_of(packs)
    spoken = load_language(language or next(iter(languages(packs))), folders=folders)
    world, *added = load_gazetteers(folders=folders)
    return Marker(spoken, world, added=added, version=__version__)


@lru_cache(maxsize=4)
@paused_collector()
def load_chain(packs: str | None = None, language: str | None = None, overlay: str | None = None) -> Chain:
    """The stages for a language, loaded once a process for each value of the settings `packs` and `codebook`.

    Without a language, for the first that is there. Raises `PackMissingError` for one that is not, `CodebookError` for
    an overlay of the codebook that cannot be used.
    """
    from sayso.base.version import __version__
    from sayso.claim import Claimer
    from sayso.mark.weapons import with_weapons
    from sayso.packs.language import load_language
    from sayso.packs.overlay_check import load_codebook_pack
    from sayso.packs.pack import load_gazetteers

    folders = pack_folders_of(packs)
    spoken = load_language(language or next(iter(languages(packs))), folders=folders)
    codebook = load_codebook_pack(folders, overlay)
    marker, claimer = load_marker(packs, spoken.code), Claimer(codebook, spoken, version=__version__)
    packs_used = tuple(
        pack.maker for pack in (spoken.model, spoken.lexicon, codebook, *load_gazetteers(folders=folders))
    )
    if os.getpid() in _OWNED:
        gc.freeze()  # the packs stay for good: the collector need not go through them again
    return Chain(
        mark=marker, claim=claimer, tell=claimer.tell, weapons=partial(with_weapons, lexicon=claimer.lexicon),
        maker=claimer.maker_with(marker.maker), packs=packs_used,
    )  # fmt: skip


def _claims_of(article: Article, chain: Chain) -> tuple[Claim, ...]:
    return chain.claim(chain.mark(article))


def _marks_of(article: Article, chain: Chain) -> str:
    from sayso.base.codec import reading_to_json

    return reading_to_json(chain.mark(article))


def work_through(
    documents: Iterable[Article | Dropped], settings: Settings, work: Callable[[Article, Chain], T]
) -> Iterator[Worked[T]]:
    """Each document with what the work makes of it, in order, by `settings.jobs` processes."""
    if settings.jobs > 1:
        yield from _share_out(documents, settings, work)
        return
    for document in documents:
        yield _work_on(document, settings, work)


def _work_on(document: Article | Dropped, settings: Settings, work: Callable[[Article, Chain], T]) -> Worked[T]:
    """The document with what the work makes of it; dropped, with the place of the fault, if the work breaks down."""
    if isinstance(document, Dropped):
        return document
    chain = chain_for(document, settings)
    try:
        return document, work(document, chain)
    except SaysoError:
        raise
    except Exception as error:
        return Dropped(path=document.path or "-", reason=FAILED, detail=describe_fault(error))


def _share_out(
    documents: Iterable[Article | Dropped], settings: Settings, work: Callable[[Article, Chain], T]
) -> Iterator[Worked[T]]:
    from concurrent.futures.process import BrokenProcessPool

    remaining = iter(documents)
    waiting: deque[Future[list[Worked[T]]]] = deque()
    with _start_processes(settings.jobs) as pool:
        try:
            while True:
                while len(waiting) < settings.jobs * AHEAD and (chunk := list(islice(remaining, CHUNK))):
                    waiting.append(pool.submit(_work_on_chunk, chunk, settings, work))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            hint = "the system may have run out of memory: try fewer --jobs"
            raise SaysoError("a process that was reading was ended from outside", hint=hint) from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _work_on_chunk(
    chunk: Sequence[Article | Dropped], settings: Settings, work: Callable[[Article, Chain], T]
) -> list[Worked[T]]:
    return [_work_on(document, settings, work) for document in chunk]


def _start_processes(jobs: int) -> ProcessPoolExecutor:
    """A pool of fresh processes: spawned, since forking a process that runs threads can hang."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn"), initializer=_start_process)


def _start_process() -> None:
    """One thread a process, and Ctrl-C is left to the process that started them."""
    import signal

    own_process()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def own_process() -> None:
    """Sets this process up for Sayso alone, which no program that imports Sayso should have done to it.

    One thread for its arithmetic, and a garbage collector that looks more seldom: marks hold no rings, and looking
    after every few hundred objects took 4 % of the time. To be called before numpy is first imported.
    """
    hold_to_one_thread()
    gc.set_threshold(NEW_OBJECTS)
    _OWNED.add(os.getpid())


def hold_to_one_thread() -> None:
    """One thread for the arithmetic of this process and those it starts, if called before numpy is first imported.

    Sayso's matrices are small: threads that wait for each other cost several times what they save, all the more on a
    busy machine.
    """
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"):
        os.environ[variable] = "1"


def describe_fault(error: BaseException) -> str:
    """The error in one line, with the place in Sayso's own code where it came up."""
    place = ""
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "sayso" in file.parts:
            place = f" ({file.parent.name}/{file.name}:{trace.tb_lineno})"
        trace = trace.tb_next
    words = " ".join(str(error).split())
    return f"{type(error).__name__}{': ' + words if words else ''}{place}"

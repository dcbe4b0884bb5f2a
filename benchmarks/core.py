"""What the runners share: the packs under test, the data's hash, and the line that is printed."""

from __future__ import annotations

import importlib
import platform
from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

from benchmarks.errors import CannotMeasure
from sayso.base.errors import SaysoError
from sayso.packs.language import load_language
from sayso.packs.pack import load_pack

if TYPE_CHECKING:
    from sayso.mark.core.encoder import Encoder
    from sayso.mark.core.tokens import Cutter


@cache
def encoder() -> Encoder:
    """The language core that is shipped; loaded late, since numpy counts its threads when it is first imported."""
    from sayso.mark.core.encoder import Encoder

    return Encoder.load(load_pack("model-en"))


@cache
def cutter() -> Cutter:
    """What cuts a text into words."""
    from sayso.mark.core.tokens import word_cutter
    from sayso.mark.core.vocabulary import core_words

    return word_cutter(core_words(load_language("en")))


def measure(name: str, data: Path) -> dict[str, Any]:
    """The result of one runner. Raises `CannotMeasure` if a file or a pack that it needs is not there."""
    try:
        result: dict[str, Any] = importlib.import_module(f"benchmarks.{name}").run(data.absolute())
    except SaysoError as error:
        raise CannotMeasure(str(error)) from None
    except FileNotFoundError as error:
        raise CannotMeasure(f"{error.filename} is not there" if error.filename else str(error)) from None
    return result


def need(path: Path) -> Path:
    """The path. Raises `CannotMeasure` if it is not there."""
    if not path.exists():
        raise CannotMeasure(f"{path} is not there: give --data the folder that docs/benchmarks.md describes")
    return path


def percent(part: float, whole: float) -> float:
    """The part in a hundred of the whole; 0 of nothing."""
    return 100 * part / max(1, whole)


def hash_of(paths: Iterable[Path]) -> str:
    """Sixteen hexadecimal digits over the names and contents of all files under the paths, wherever they lie."""
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file()]
    prints = sorted(file.name.encode() + b"\0" + sha256(file.read_bytes()).digest() for file in files)
    return sha256(b"".join(prints)).hexdigest()[:16]


def report(name: str, data: Iterable[Path], metrics: Mapping[str, float]) -> dict[str, Any]:
    """The result of a runner, as it is printed."""
    return {
        "benchmark": name,
        "metrics": {key: round(value, 4) for key, value in metrics.items()},
        "data": hash_of(data),
        "model": load_pack("model-en").maker,
        "versions": {
            "sayso": version("sayso"), "python": platform.python_version(), "onnxruntime": version("onnxruntime"),
        },
    }  # fmt: skip


def bare_letters(text: str | None) -> str:
    """The text, small and without accents; nothing for none."""
    plain = normalize("NFKD", text or "").casefold()
    return "".join(letter for letter in plain if not combining(letter))


def span_scores(gold: set[Hashable], found: set[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1, in percent."""
    hits = len(gold & found)
    precision, recall = 100 * hits / max(1, len(found)), 100 * hits / max(1, len(gold))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)

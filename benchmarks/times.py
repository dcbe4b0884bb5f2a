"""Expressions of time on MEANTIME and on TimeML files (TempEval-3's layout): extents and normalised values.

Counted are the TIMEX3 of the types DATE, TIME, DURATION and SET that have words of their own in the text, but for the
one that gives the day of creation (TempEval-3 keeps it apart, too) and for those that hold others ("from 2009 to 2011",
whose two years are counted). On the other side stands everything that `find_times` yields, durations, ages
("22-year-old") and times of day too, though they are no times of events. Of MEANTIME the first six sentences are
annotated: title, date and four or five more. Strict: the same extent. Relaxed: an overlap, each expression met once.
Value: a relaxed match with the same value, over all, as N. UzZaman and others count it (SemEval-2013 task 1).
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, cast

from benchmarks.core import cutter, encoder, report
from benchmarks.errors import CannotMeasure
from benchmarks.timex import Timex, TimexType, timexes_of
from sayso.base.days import read_day
from sayso.mark import words_of
from sayso.mark.core.lemmas import Lemmas
from sayso.mark.core.tree import grow_trees
from sayso.mark.times.marking import find_times
from sayso.mark.times.vocabulary import time_tables
from sayso.model import Article, Block, BlockKind, Sentence
from sayso.packs.language import load_language

MEANTIME: Final = "events/meantime_english/intra_cross-doc_annotation"
ANNOTATED: Final = 6
"""Sentences of a MEANTIME document that are annotated, its title and date among them."""
CREATED: Final = ("CREATION_TIME", "PUBLICATION_TIME")
"""What TimeML calls the time of a document itself, the better first."""
TYPES: Final = ("DATE", "TIME", "DURATION", "SET")
_NO_BLANK_BEFORE = re.compile(r"[,.;:!?%)’”]|'s|'|''|n't|-")
_QUOTES = {"``": "“", "''": "”"}
_PARAGRAPH = re.compile(r"\S.*?(?=\n\s*\n|\s*\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with its gold; only what ends before `limit` is annotated, and the stretch of the creation time is not."""

    article: Article
    gold: tuple[Timex, ...]
    limit: int
    created: tuple[int, int] | None = None


def run(data: Path) -> dict[str, Any]:
    """F1 by extent, overlap and value over everything found under the folder, and by type."""
    files = _files(data)
    pairs = [(document, found_in(document)) for document in map(read_document, files)]
    return report("times", files, metrics_of([(document.gold, found) for document, found in pairs]))


def _files(data: Path) -> list[Path]:
    """The `.tml` files under the folder, or MEANTIME's. Raises `CannotMeasure` if there are none."""
    folder = data / MEANTIME if (data / MEANTIME).is_dir() else data
    files = sorted(folder.rglob("*.tml")) or sorted(folder.rglob("*.xml"))
    if not files:
        raise CannotMeasure(f"{folder} holds no .tml file, and no .xml file of MEANTIME")
    return files


def read_document(path: Path) -> Document:
    """A document of either layout. Raises `CannotMeasure` if it is neither, or no XML."""
    try:
        root = ET.parse(path).getroot()
    except ET.ParseError as error:
        raise CannotMeasure(f"{path} is no XML: {error}") from None
    if root.tag == "TimeML":
        return _timeml(root, path.stem)
    if root.find("token") is None:
        raise CannotMeasure(f"{path} is neither TimeML nor MEANTIME")
    return _meantime(root, path.stem)


def _timeml(root: ET.Element, name: str) -> Document:
    """A TimeML document: the text of its element `TEXT`, whose paragraphs blank lines part."""
    body = next(root.iter("TEXT"), None)
    if body is None:
        raise CannotMeasure(f"{name} has no element TEXT")
    pieces, gold = list[str](), list[Timex]()
    _walk(body, pieces, gold, 0)
    text = "".join(pieces)
    blocks: list[tuple[BlockKind, int, int]] = [("paragraph", *found.span()) for found in _PARAGRAPH.finditer(text)]
    article = _article(name, text, blocks, _day_of(root))
    return Document(article=article, gold=_not_nested(gold), limit=len(text))


def _day_of(root: ET.Element) -> date | None:
    """The day of creation: what the element `DCT` holds, else what is said to be it, or of publication."""
    every = list(root.iter("TIMEX3"))
    told = [one for element in root.iter("DCT") for one in element.iter("TIMEX3")]
    told += [one for said in CREATED for one in every if one.get("functionInDocument") == said]
    return next((day for one in told if (day := read_day(one.get("value", "")))), None)


def _walk(element: ET.Element, pieces: list[str], gold: list[Timex], at: int) -> int:
    """Append the element's text and the TIMEX3 in it; the offset behind it."""
    start = at
    pieces.append(element.text or "")
    at += len(pieces[-1])
    for child in element:
        at = _walk(child, pieces, gold, at)
        pieces.append(child.tail or "")
        at += len(pieces[-1])
    if element.tag == "TIMEX3" and not _is_creation(element):
        gold += _trimmed(element, "".join(pieces)[start:at], start)
    return at


def _trimmed(element: ET.Element, text: str, start: int) -> Iterator[Timex]:
    """The TIMEX3 without the blanks at its edges; nothing for one without words of its own."""
    words = text.strip()
    if words:
        first = start + len(text) - len(text.lstrip())
        yield _gold(element, first, first + len(words))


def _gold(element: ET.Element, start: int, end: int) -> Timex:
    kind = cast("TimexType", element.get("type", "DATE"))
    return Timex(start=start, end=end, type=kind, value=element.get("value", ""))


def _is_creation(element: ET.Element) -> bool:
    return element.get("functionInDocument") == "CREATION_TIME"


def _meantime(root: ET.Element, name: str) -> Document:
    """A MEANTIME document: its tokens joined again, a block each for title and date, and one for the rest."""
    text, spans, sentences = _joined(root)
    limit = max(end for number, (_, end) in sentences.items() if number < ANNOTATED)
    gold, created, day = list[Timex](), None, None
    for element in root.iter("TIMEX3"):
        anchors = [spans[anchor.get("t_id", "")] for anchor in element.findall("token_anchor")]
        stretch = (anchors[0][0], anchors[-1][1]) if anchors else None
        if _is_creation(element) or (stretch and created is None and _within(stretch, sentences.get(1))):
            created, day = stretch, read_day(element.get("value", ""))
        elif stretch:
            gold.append(_gold(element, *stretch))
    article = _article(name, text, list(_blocks(sentences)), day or _written(text, created))
    return Document(article=article, gold=_not_nested(gold), limit=limit, created=created)


def _written(text: str, created: tuple[int, int] | None) -> date | None:
    """The day of creation as it stands in the text, for a file whose value for it is no day."""
    if created is None:
        return None
    try:
        return datetime.strptime(text[slice(*created)], "%B %d, %Y").replace(tzinfo=UTC).date()
    except ValueError:
        return None


def _within(inner: tuple[int, int], outer: tuple[int, int] | None) -> bool:
    return outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def _joined(root: ET.Element) -> tuple[str, dict[str, tuple[int, int]], dict[int, tuple[int, int]]]:
    """The text, and the stretches of its tokens and its sentences."""
    text, spans, sentences = "", dict[str, tuple[int, int]](), dict[int, tuple[int, int]]()
    for token in root.iter("token"):
        number, word = int(token.get("sentence", "0")), _QUOTES.get(token.text or "", token.text or "")
        if number not in sentences:
            text += "\n" if number <= 2 and text else " " if text else ""
        elif not (_NO_BLANK_BEFORE.fullmatch(word) or text.endswith(("(", "“", "$"))):
            text += " "
        spans[token.get("t_id", "")] = len(text), len(text) + len(word)
        sentences[number] = sentences.get(number, (len(text), 0))[0], len(text) + len(word)
        text += word
    return text, spans, sentences


def _blocks(sentences: Mapping[int, tuple[int, int]]) -> Iterator[tuple[BlockKind, int, int]]:
    kinds: tuple[BlockKind, ...] = ("title", "dateline")
    for number, kind in enumerate(kinds):
        yield kind, *sentences[number]
    yield "paragraph", sentences[2][0], max(end for _, end in sentences.values())


def _article(name: str, text: str, blocks: Sequence[tuple[BlockKind, int, int]], day: date | None) -> Article:
    cut = tuple(Block(kind=kind, start=start, end=end) for kind, start, end in blocks)
    return Article(id=name, text=text, blocks=cut, sha256="", published=day)


def _not_nested(gold: Sequence[Timex]) -> tuple[Timex, ...]:
    """Those of the four types that hold no other, in text order."""
    kept = [one for one in gold if not any(_holds(one, other) for other in gold)]
    return tuple(sorted((one for one in kept if one.type in TYPES), key=lambda one: (one.start, one.end)))


def _holds(one: Timex, other: Timex) -> bool:
    return one is not other and one.start <= other.start and other.end <= one.end and one.end - one.start > (
        other.end - other.start
    )  # fmt: skip


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """The sentences with their trees, as the mark stage grows them."""
    words = words_of(article, cutter())
    if not words.spans:
        return ()
    begins = [not at or words.blocks[at] != words.blocks[at - 1] for at in range(len(words.blocks))]
    core = encoder()
    pieces = core.pieces.cut([article.text[start:end] for start, end in words.spans], begins)
    lemmas = Lemmas.load(load_language("en"))
    return grow_trees(article.text, words, core.read(pieces), core.heads, lemmas)


def found_in(document: Document) -> tuple[Timex, ...]:
    """What Sayso finds in the annotated part, as TIMEX3."""
    tables = time_tables(load_language("en"))
    every = find_times(document.article, sentences_of(document.article), tables)
    found = [timex for expression in every for timex in timexes_of(expression, tables)]
    return tuple(t for t in found if t.end <= document.limit and not _within((t.start, t.end), document.created))


def metrics_of(pairs: Sequence[tuple[Sequence[Timex], Sequence[Timex]]]) -> dict[str, float]:
    """The scores over all documents, in percent; by type, what counts is that the extents meet and the types agree."""
    scores = _scores(pairs, "")
    for kind in TYPES:
        of_kind = [([t for t in gold if t.type == kind], [t for t in found if t.type == kind]) for gold, found in pairs]
        scores |= _scores(of_kind, f"{kind.lower()}_")
    return scores


def _scores(pairs: Sequence[tuple[Sequence[Timex], Sequence[Timex]]], prefix: str) -> dict[str, float]:
    gold, found = sum(len(one) for one, _ in pairs), sum(len(other) for _, other in pairs)
    hits: Counter[str] = Counter()
    for one, other in pairs:
        for wanted, said in matched(one, other):
            hits["relaxed"] += 1
            hits["strict"] += (wanted.start, wanted.end) == (said.start, said.end)
            hits["value"] += wanted.value == said.value
    f1 = {f"{prefix}{name}_f1": 200 * hits[name] / max(1, gold + found) for name in ("strict", "relaxed", "value")}
    return {**f1, f"{prefix}gold": float(gold), f"{prefix}found": float(found)}


def matched(gold: Sequence[Timex], found: Sequence[Timex]) -> Iterator[tuple[Timex, Timex]]:
    """Pairs of a gold expression and one that overlaps it, the same extent first; none is used twice."""
    left = {(said.start, said.end): said for said in found}
    exact = [(wanted, left.pop((wanted.start, wanted.end))) for wanted in gold if (wanted.start, wanted.end) in left]
    yield from exact
    met = {(wanted.start, wanted.end) for wanted, _ in exact}
    for wanted in gold:
        over = [said for said in left.values() if said.start < wanted.end and wanted.start < said.end]
        if over and (wanted.start, wanted.end) not in met:
            yield wanted, left.pop((over[0].start, over[0].end))


def show_errors(data: Path) -> None:
    """Print what is missed, what is found in vain, and what differs in extent or value, with its surroundings."""
    for document in map(read_document, _files(data)):
        found = found_in(document)
        pairs = list(matched(document.gold, found))
        text = document.article.text
        for wanted, said in pairs:
            if (wanted.start, wanted.end, wanted.value) != (said.start, said.end, said.value):
                print("DIFFERS", _around(text, wanted), wanted.value, "|", text[said.start : said.end], said.value)
        for missed in set(document.gold) - {wanted for wanted, _ in pairs}:
            print("MISSED", _around(text, missed), missed.type, missed.value)
        for extra in set(found) - {said for _, said in pairs}:
            print("EXTRA", _around(text, extra), extra.type, extra.value)


def _around(text: str, timex: Timex) -> str:
    before, behind = text[max(0, timex.start - 30) : timex.start], text[timex.end : timex.end + 20]
    return f"{before}[[{text[timex.start : timex.end]}]]{behind}".replace("\n", " / ")


if __name__ == "__main__":
    show_errors(Path(sys.argv[sys.argv.index("--data") + 1] if "--data" in sys.argv else "../shared/data"))

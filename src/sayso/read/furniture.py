"""Which pieces of a page are the site's and not the report's: by their labels, and by how they stand on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from sayso.read.page import PagePiece, PageText
from sayso.read.plain import SENTENCE_END
from sayso.read.rules import FurnitureRules

_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(…\)|\(\.\.\.\))\s*$")
_BRACKETED_ELLIPSIS = re.compile(r"[\[(](?:…|\.\.\.|&hellip;)[\])]\s*$")
_BULLET = re.compile(r"[-*•·▪◦‣–—]\s|\(?\d{1,2}[.)]\s")
_ADDRESS = re.compile(
    r"(?:https?://|www\.|[@#])\S+|\S+@\S+\.\w+|\S+\.(?:com|org|net|co\.uk|ua|ru|info)(?:/\S*)?", re.IGNORECASE
)
_LEAST_TEASER = 41
"""Characters of a line that is a teaser for ending in "Read more" or the like: a shorter one is a link. By hand, not
swept."""
_CONTENT = 3
"""Letters of a word that says what a text is about, at least. By hand, not swept."""
_STEM = 7
"""Letters by which two words are the same ("bombard", "bombarded"), cheaper than stems. By hand, not swept."""
_LONGEST_TITLE = 130
"""Characters of a line that may be the title of something. By reasoning (99 % of newspaper headlines), not tuned."""
_WHOLE = 8
"""Words that a whole paragraph has at least. By reasoning: shorter ones are labels as often as speech. Not tuned."""
_SHARED = 0.3
"""Share of a paragraph's content words that must have stood in the report before, for the report to go on with it
below a label. Swept 0.1 to 0.7 on the 59 longest reports of PolNeAR train, cut to 40 paragraphs: at 0.3, of three
paragraphs of another report put under "Related articles" 86 % are dropped, and of the last four of the report itself,
under a box with one link, 89 % are kept; at 0.2 it is 37 % and 96 %, at 0.4 97 % and 62 %."""
_LONG_RUN = 6
"""Paragraphs running below a label that are the report, whatever they are about. By reasoning: a box holds fewer."""
_FIRST_PART = 0.4
"""Share of the page's characters in which a label drops no more than a list. By reasoning, not tuned."""
_TELLING = 18
"""Letters of a line that is not said twice by chance, unlike the hours of a live page. By reasoning, not tuned."""
_RUN = 3
"""Title-like lines at the end of a page that make a list of other stories without a label. By reasoning, not tuned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one piece looks, apart from its neighbours."""

    piece: PagePiece
    text: str
    words: frozenset[str]
    whole: bool
    """A whole paragraph: sentences, closed by a stop."""
    short: bool
    """Like the title of something: short, and closed by no stop."""
    cut: bool
    """Breaks off, as a teaser does."""
    bare: bool
    """Nothing in it but links, addresses or signs."""
    cell: bool = False
    """A cell of a table, which is the report's wherever the table is."""


def find_furniture(page: PageText, rules: FurnitureRules) -> frozenset[int]:
    """The indexes of the pieces that are not the report's."""
    looks = [_look(page.text[piece.start : piece.end], piece, rules) for piece in page.pieces]
    furniture = {index for index, look in enumerate(looks) if look.bare}
    furniture.update(_labelled(page, looks, rules))
    if not page.marked_up:
        furniture.update(_trailing(looks, furniture))
    furniture.update(_teasers(looks, furniture))
    furniture.update(_repeated(looks, furniture))
    return frozenset(furniture)


def _look(text: str, piece: PagePiece, rules: FurnitureRules) -> Look:
    words = _WORD.findall(text)
    if piece.shape == "cell":
        return Look(
            piece=piece, text=text, words=frozenset(), whole=False, short=False, cut=False, bare=False, cell=True
        )
    reads_on = len(text) >= _LEAST_TEASER and rules.unfinished.search(text) is not None
    cut = reads_on or _ELLIPSIS.search(text) is not None
    ends = SENTENCE_END.search(text) is not None
    content = frozenset(word.casefold()[:_STEM] for word in words if len(word) >= _CONTENT)
    return Look(
        piece=piece,
        text=text,
        words=content - rules.function_words,
        whole=ends and not cut and len(words) >= _WHOLE and piece.shape not in ("heading", "links"),
        short=not text.endswith((".", ",", ";", ":", "…")) and len(text) <= _LONGEST_TITLE and not _BULLET.match(text),
        cut=cut,
        bare=piece.shape == "links" or (not _WORD.search(_ADDRESS.sub("", text)) and not any(map(str.isdigit, text))),
    )


def _labelled(page: PageText, looks: Sequence[Look], rules: FurnitureRules) -> Iterator[int]:
    """The labels, and what each of them drops."""
    for index, look in enumerate(looks):
        rule = None if look.cell else rules.label_of(look.text)
        if rule is None or (index == 0 and look.piece.level == 1):
            continue
        yield index
        if rule.drops == "section":
            yield from _section(looks, index)
        elif rule.drops == "rest" and look.piece.start >= _FIRST_PART * len(page.text):
            yield from range(index + 1, _resumes(looks, index))
        elif rule.drops != "block":
            yield from _list(looks, index)


def _section(looks: Sequence[Look], label: int) -> Iterator[int]:
    level = looks[label].piece.level
    if not level:
        yield from _list(looks, label)
        return
    for index in range(label + 1, len(looks)):
        if 0 < looks[index].piece.level <= level:
            return
        yield index


def _list(looks: Sequence[Look], label: int) -> Iterator[int]:
    """The short lines, links and teasers right behind a label."""
    for index in range(label + 1, len(looks)):
        look = looks[index]
        if look.whole or look.piece.shape == "heading" or not (look.short or look.cut or look.bare):
            return
        yield index


def _resumes(looks: Sequence[Look], label: int) -> int:
    """Where the report goes on below a label: at the first run of prose that is long, or is about what it was about.

    The end of the page if it does not go on.
    """
    before = frozenset().union(*(look.words for look in looks[:label]))
    index = label + 1
    while index < len(looks):
        run = list(takewhile(_is_prose, looks[index:]))
        teaser = len(run) < 2 or (len(run) == 2 and index - 1 > label and looks[index - 1].short)
        if len(run) >= _LONG_RUN or (not teaser and _mean_share(run, before) >= _SHARED):
            return index
        index += len(run) + 1
    return len(looks)


def _is_prose(look: Look) -> bool:
    return look.whole or not (look.short or look.cut or look.bare or look.piece.shape == "heading")


def _mean_share(run: Sequence[Look], before: frozenset[str]) -> float:
    whole = [look for look in run if look.whole]
    return sum(_share(look.words, before) for look in whole) / max(1, len(whole))


def _share(words: frozenset[str], before: frozenset[str]) -> float:
    return len(words & before) / len(words) if words else 0.0


def _trailing(looks: Sequence[Look], furniture: set[int]) -> Iterator[int]:
    """The list of other stories that ends a page without any label: title-like lines and teasers."""
    start = len(looks)
    while start > 0 and (start - 1 in furniture or looks[start - 1].short or looks[start - 1].cut):
        start -= 1
    above = looks[:start]
    if not any(look.whole for look in above) or above[-1].text.endswith(":"):
        return
    lines = [index for index in range(start, len(looks)) if index not in furniture]
    if len(lines) >= _RUN or (len(lines) > 1 and any(looks[index].cut for index in lines)):
        yield from lines


def _teasers(looks: Sequence[Look], furniture: set[int]) -> Iterator[int]:
    """Teasers: text that breaks off in brackets or in "Read more", and text that breaks off below a title-like line
    with no report after it."""
    last = max((index for index, look in enumerate(looks) if look.whole and index not in furniture), default=-1)
    for index, look in enumerate(looks):
        if not look.cut or index in furniture:
            continue
        above = any(other.whole for other in looks[:index])
        if above and (not _ELLIPSIS.search(look.text) or _BRACKETED_ELLIPSIS.search(look.text)):
            yield index
        elif index > last >= 0 and looks[index - 1].short:
            yield from (index - 1, index)


def _repeated(looks: Sequence[Look], furniture: set[int]) -> Iterator[int]:
    """Pieces that say again what stands above, such as the headline over the comments, or a sentence set large."""
    seen: set[str] = set()
    for index, look in enumerate(looks):
        key = "".join(filter(str.isalnum, look.text.casefold()))
        if len(key) >= _TELLING and key in seen and not look.cell:
            yield index
        elif index not in furniture:
            seen.add(key)

"""Markdown: front matter to facts, prose without its syntax, tables row by row; images, code, footnotes left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.read.facts import facts_from
from sayso.read.page import Facts, PagePart, PageText, Shape, lay_out
from sayso.read.rules import FurnitureRules
from sayso.read.tables import read_table

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FRONT_LINE = re.compile(r"^([\w-]+)[ \t]*:[ \t]*(\S[^\n]*)$", re.MULTILINE)
_FOOTNOTE = re.compile(r"^\[\^[^\]\n]+\]:.*(?:\n[ \t]+.*)*", re.MULTILINE)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\n]+\]")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<!--.*?-->", re.DOTALL)
_TABLES = {"table_open": "table_close"}
_IN_CELLS = {
    "text": "{}", "text_special": "{}", "code_inline": "{}", "image": " {} ", "html_inline": " ", "softbreak": " ",
    "hardbreak": " ",
}  # fmt: skip
"""How the parts of a cell are written; all others, such as emphasis, are left out."""


def read_markdown(text: str, rules: FurnitureRules) -> PageText:
    """The prose of a Markdown text, a blank line between two paragraphs, headings and list items."""
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    body = _FOOTNOTE_MARK.sub("", _FOOTNOTE.sub("", body))
    return replace(lay_out(_parts(body, rules)), facts=_front_facts(front[1]) if front else Facts())


def _front_facts(source: str) -> Facts:
    import yaml

    try:
        metadata = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError):
        metadata = dict(_FRONT_LINE.findall(source))
    if not isinstance(metadata, Mapping):
        return Facts()
    return facts_from({str(key): value for key, value in metadata.items()})


def _parts(body: str, rules: FurnitureRules) -> Iterator[PagePart]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").disable("code").parse(body)
    shape: Shape = "paragraph"
    level = depth = 0
    skip: str | None = None
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            yield read_table(_cells(tokens[place:]), rules)
        if skip is not None or token.type in _TABLES:
            skip = None if token.type == skip else skip or _TABLES[token.type]
        elif token.type == "list_item_open":
            depth += 1
        elif token.type == "list_item_close":
            depth -= 1
        elif token.type == "heading_open":
            shape, level = "heading", int(token.tag[1:])
        elif token.type == "heading_close":
            shape, level = "paragraph", 0
        elif token.type == "inline":
            inner: Shape = shape if shape == "heading" else "item" if depth else "paragraph"
            yield from _inline_parts(token, inner, level if shape == "heading" else depth, rules.note_mark)
        elif token.type == "html_block":
            yield "paragraph", _TAG.sub(" ", token.content), 0


def _cells(tokens: Sequence[Token]) -> list[list[str]]:
    """The cells of the table that these tokens begin with, row by row; of pictures what they show."""
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            texts = (_IN_CELLS.get(child.type, "").format(child.content) for child in token.children or ())
            rows[-1].append("".join(texts))
    return rows


def _inline_parts(token: Token, shape: Shape, level: int, note: re.Pattern[str]) -> Iterator[tuple[Shape, str, int]]:
    """One part, or a part a line where a hard break parts them; a part that is one link and no more is `links`."""
    texts = [""]
    linked = depth = 0
    for child in token.children or ():
        depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type == "hardbreak":
            texts.append("")
        elif child.type == "softbreak":
            texts[-1] += " "
        elif child.type in ("text", "code_inline", "text_special"):
            texts[-1] += child.content
            linked += len(child.content.strip()) if depth else 0
    plain = [note.sub("", text) for text in texts]
    only_links = linked > 0 and sum(len(text.strip(" •·|-–—,")) for text in plain) <= linked
    for text in plain:
        yield ("links" if only_links and shape != "heading" else shape), text, level

"""Who says it by how the page is set: a name behind a dash or in brackets, before a colon, or behind a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.model import Block, Name

FILE: Final = "layouts.yaml"
"""The lexicon's file with the words, each list with its examples."""
LONGEST: Final = 120
"""Characters of a signature, or of a line that introduces a quotation. By reading, not swept."""
INSIDE: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "ADP", "PART", "PRON", "CCONJ", "X"})
"""Parts of speech of the words of a name or description."""
NAMING: Final = frozenset({"NOUN", "PROPN", "PRON"})
"""Those of which it has one at least."""
_QUOTES = '"“”«»„'
_SIGNED = re.compile(rf"[{_QUOTES}][.,]?\s*[–—―-]+\s*(?P<sig>[^{_QUOTES}\n]{{3,{LONGEST}}}?)[.\s]*$")
_OWN_LINE = re.compile(rf"[–—―]\s*(?P<sig>[^{_QUOTES}\n]{{3,{LONGEST}}}?)[.\s]*$")
_BRACKETED = re.compile(rf"\((?P<sig>[^()\n{_QUOTES}]{{3,{LONGEST}}})\)[.\s{_QUOTES}]*$")
_LED = re.compile(rf"(?P<sig>[^:{_QUOTES}\n]{{3,{LONGEST}}}):\s*[{_QUOTES}]")
_LEAD = re.compile(rf"(?P<sig>[^:{_QUOTES}\n]{{3,{LONGEST}}}):\s*$")
_OPENS = re.compile(rf"\s*[{_QUOTES}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutWords:
    """The lists of `layouts.yaml`."""

    openers: tuple[str, ...]
    """What may stand before the name in a line that introduces a quotation, the longest first."""
    verbs: frozenset[str]
    by: frozenset[str]
    reads: frozenset[str]
    papers: frozenset[str]
    authors: frozenset[str]
    counting: frozenset[str]
    """Lemmas of verbs whose subject tells how many ("put the toll at 33", "counted two dead")."""


class Layouts:
    """Finds speakers by the layout of one article."""

    def __init__(self, scene: Scene, words: LayoutWords) -> None:
        self.scene = scene
        self.words = words

    def of(self, word: int, graph: Graph) -> Name | None:
        """The speaker of what a word tells; `None` if no layout names one."""
        return next(self._all(word, graph), None)

    def _all(self, word: int, graph: Graph) -> Iterator[Name]:
        yield from self._at_the_end(word, graph)
        position = graph.tokens[word].start
        blocks = self.scene.reading.article.blocks
        here = blocks[graph.sentence.block]
        if here.kind != "paragraph":
            return
        yield from self._signed(here, position, is_quoted=self.scene.content_at(position, position + 1) is not None)
        yield from self._introduced(here, position)
        beside = [block for block in blocks if block.kind != "furniture"]
        at = beside.index(here)
        text = self.scene.text
        if (
            at
            and _OPENS.match(text, here.start)
            and (lead := _LEAD.match(text, beside[at - 1].start, beside[at - 1].end))
        ):
            yield from self._name(lead)
        if at + 1 < len(beside) and text[here.end - 1] in _QUOTES:
            after = beside[at + 1]
            if signature := _OWN_LINE.match(text, after.start, after.end):
                yield from self._name(signature)

    def _signed(self, block: Block, position: int, *, is_quoted: bool) -> Iterator[Name]:
        """A name behind the closing quotation mark and a dash, or in brackets at the end of a paragraph."""
        text = self.scene.text
        if (match := _SIGNED.search(text, block.start, block.end)) and position < match.start():
            yield from self._name(match)
        match = _BRACKETED.search(text, block.start, block.end)
        if match is None or position >= match.start():
            return
        sentence = self.scene.graph_at(match.start())
        if match["sig"].isupper() and " " not in match["sig"]:  # the short form of the name before it
            return
        in_last = sentence is not None and (sentence.sentence.start <= position or is_quoted)
        if in_last and self._can_speak(match.start("sig"), match.end("sig")):
            yield from self._name(match)

    def _introduced(self, block: Block, position: int) -> Iterator[Name]:
        """A name before the colon and the quotation that it says: "Serhiy Lysak, governor: “…”"."""
        match = _LED.match(self.scene.text, block.start, block.end)
        if match is not None and position >= match.end() and self._can_speak(match.start("sig"), match.end("sig")):
            yield from self._name(match)

    def _can_speak(self, start: int, end: int) -> bool:
        """Whether a stretch names a person, a body or an office."""
        scene = self.scene
        words = re.findall(r"[^\W\d_]+", scene.text[start:end])
        is_named = scene.name_at("person", start, end) or scene.name_at("organisation", start, end)
        has_role = any(scene.lexicon.find_role([word.lower()]) for word in words)
        return bool(is_named or has_role or scene.codebook.parties.find_party(scene.text[start:end]))

    def _name(self, match: re.Match[str]) -> Iterator[Name]:
        yield from self._named(match.start("sig"), match.end("sig"))

    def _named(self, start: int, end: int) -> Iterator[Name]:
        """The stretch without the words that open it; the name of the person in it, if it holds one."""
        text = self.scene.text
        rest = text[start:end].casefold()
        opener = next((word for word in self.words.openers if rest.startswith(word + " ")), "")
        start += len(opener) + (1 if opener else 0)
        while start < end and text[start].isspace():
            start += 1
        written = text[start:end].partition("(")[0].rstrip(" ,.") if ")" not in text[start:end] else text[start:end]
        written = written.rstrip(" ,.")
        if written:
            person = self.scene.name_at("person", start, end)
            name = person.name if person else " ".join(written.split())
            yield Name(text=written, start=start, end=start + len(written), name=name)

    def _at_the_end(self, word: int, graph: Graph) -> Iterator[Name]:
        """The speaker behind the last comma: ", channels claimed", ", wrote X", ", per X", ", reads a post by X"."""
        tokens = graph.tokens
        commas = [index for index, token in enumerate(tokens) if token.text == "," and index > word]
        if not commas:
            return
        last = [index for index in range(commas[-1] + 1, len(tokens)) if tokens[index].upos != "PUNCT"]
        verbs = [index for index in last if tokens[index].upos in ("VERB", "AUX")]
        if len(verbs) == 1 and self._is_saying(verbs[0], graph):
            before = [index for index in last if index < verbs[0]]
            behind = [index for index in last if index > verbs[0]]
            yield from self._phrase(before or self._up_to_preposition(behind, graph), graph)
        elif last and tokens[last[0]].text.lower() in self.words.by:
            yield from self._phrase(last[1:], graph)
        elif last and tokens[last[0]].lemma.lower() in self.words.reads:
            papers = [index for index in last if tokens[index].lemma.lower() in self.words.papers]
            behind = [index for index in last if papers and index > papers[0]]
            if behind and tokens[behind[0]].text.lower() in self.words.authors:
                yield from self._phrase(behind[1:], graph)

    def _is_saying(self, word: int, graph: Graph) -> bool:
        token = graph.tokens[word]
        is_finite = token.xpos in graph.tags.past | graph.tags.present | graph.tags.past_participle
        is_finite = is_finite and not graph.children(word, "aux")
        return token.upos == "VERB" and is_finite and token.lemma.lower() in self.words.verbs

    def _up_to_preposition(self, words: list[int], graph: Graph) -> list[int]:
        """The words up to where or when it was said ("DeepState on Telegram")."""
        stop = next((at for at, word in enumerate(words) if at and graph.tokens[word].upos == "ADP"), len(words))
        return words[:stop]

    def _phrase(self, words: list[int], graph: Graph) -> Iterator[Name]:
        """The stretch of some words, if they are no more than a name or a description."""
        parts = [graph.tokens[word].upos for word in words]
        if not words or not set(parts) <= INSIDE or not set(parts) & NAMING or parts[0] in ("ADP", "CCONJ"):
            return
        if graph.tokens[words[0]].text.lower() in graph.vocabulary.relatives:
            return
        yield from self._named(graph.tokens[words[0]].start, graph.tokens[words[-1]].end)

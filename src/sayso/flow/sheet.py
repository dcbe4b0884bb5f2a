"""An article laid out for somebody who makes a claim of it: its text, what is marked on it, and the claims it has.

What the article's marks do not tell is asked of the stages themselves, without reading the article again: who a phrase
names, and which places bear a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from sayso.base.errors import UsageError
from sayso.flow.languages import languages, pack_folders_of
from sayso.keep import Filter, KeptArticle, KeptClaim, Ledger
from sayso.keep.judging.handmade import sentence_of
from sayso.keep.store.article_marks import Marked
from sayso.model import Actor, Candidate, Mark, MarkKind, Name, Place, Reading, Source, Span

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.claim.people import People
    from sayso.claim.scene import Scene
    from sayso.claim.speakers import SourceBuilder
    from sayso.claim.vocabulary import ClaimVocabulary
    from sayso.gazetteer.lookup import Gazetteer
    from sayso.mark.core.lemmas import Lemmas
    from sayso.packs.codebook import Codebook
    from sayso.packs.lexicon import Lexicon

LONGEST: Final = 2_000
"""Characters of a stretch that somebody selects: a long paragraph."""
_CLAIMS: Final = 2_000
_CANDIDATES: Final = 8
"""Places of one name that are offered: those with most people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the packs know that a ledger does not."""

    lexicon: Lexicon
    vocabulary: ClaimVocabulary
    lemmas: Lemmas
    gazetteer: Gazetteer


@lru_cache(maxsize=2)
def load_tools(packs: str | None = None) -> Tools:
    """The tools, loaded once for each value of the setting `packs`; no model is."""
    from sayso.claim.vocabulary import FILE, ClaimVocabulary
    from sayso.gazetteer.lookup import Gazetteer
    from sayso.mark.core.lemmas import Lemmas
    from sayso.packs.lexicon import load_lexicon
    from sayso.packs.pack import load_gazetteers

    folders = pack_folders_of(packs)
    language = next(iter(languages(packs).values()))
    world, *added = load_gazetteers(folders=folders)
    return Tools(
        lexicon=load_lexicon(language.lexicon),
        vocabulary=language.words(ClaimVocabulary, FILE),
        lemmas=Lemmas.load(language),
        gazetteer=Gazetteer.load(
            world,
            {pack.name.removeprefix("gazetteer-"): pack for pack in added},
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """An article with all that is known of it."""

    kept: KeptArticle
    marks: tuple[Mark, ...]
    claims: tuple[KeptClaim, ...]
    codebook: Codebook
    tools: Tools

    @property
    def text(self) -> str:
        """The text, as the ledger keeps it."""
        return self.kept.article.text

    def span(self, start: int, end: int) -> Span:
        """A stretch, without white space at its ends. Raises `UsageError` if it does not lie in the text."""
        if not 0 <= start < end <= len(self.text) or end - start > LONGEST:
            hint = f"give offsets in code points of the article's text, {LONGEST:,} characters at most"
            raise UsageError(f"the stretch {start} to {end} does not lie in the text", hint=hint)
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        return Span(text=words.strip(), start=start, end=start + len(words.strip()))

    def find(self, words: str, *, near: int | None) -> Span:
        """Where the words stand, nearest to an offset; without one, they have to stand once only.

        Raises `UsageError` if they stand nowhere, or more than once.
        """
        starts = []
        at = self.text.find(words) if words else -1
        while at >= 0:
            starts.append(at)
            at = self.text.find(words, at + 1)
        if not starts:
            raise UsageError(f"“{words[:80]}” does not stand in the text", hint="give words as the text has them")
        if near is None and len(starts) > 1:
            hint = 'say which: {"text": …, "start": …}'
            raise UsageError(f"“{words[:80]}” stands in the text {len(starts)} times", hint=hint)
        start = starts[0] if near is None else min(starts, key=lambda at: abs(at - near))
        return Span(text=words, start=start, end=start + len(words))

    def sentence(self, start: int, end: int) -> Span:
        """The sentences in which a stretch stands: as marked, or where nothing is, by their signs."""
        within = [mark for mark in self.marked("sentence", start, end) if mark.end - mark.start <= 4 * LONGEST]
        if not within:
            return sentence_of(self.text, start, end)
        first, last = min(start, within[0].start), max(end, *(mark.end for mark in within))
        return Span(text=self.text[first:last], start=first, end=last)

    def marked(self, kind: MarkKind, start: int, end: int) -> list[Mark]:
        """The marks of a kind that share a character with the stretch, in text order."""
        return [mark for mark in self.marks if mark.kind == kind and mark.start < end and start < mark.end]

    def actor(self, start: int, end: int) -> Actor:
        """Whom a stretch names."""
        return self._people.actor(start, end)

    def source(self, start: int, end: int, *, cue: str | None = None) -> Source:
        """Whom a stretch names, as somebody who says something."""
        marks = [mark for mark in self.marked("source", start, end) if (mark.start, mark.end) == (start, end)]
        text = self.text[start:end]
        name = next((mark.refers for mark in marks if isinstance(mark.refers, Name)), None)
        return self._speakers.source(name or Name(text=text, start=start, end=end, name=text), cue)

    def place(self, span: Span, *, name: str | None = None) -> Place:
        """What a stretch means as a place: as marked here or elsewhere in the article, else the largest of its name.

        With a name, what that means. `unresolved` where the gazetteer knows none.
        """
        same = [mark.refers for mark in self.marks if isinstance(mark.refers, Place) and mark.refers.text == span.text]
        resolved = [place for place in same if place.precision != "unresolved"]
        if name is None and resolved:
            nearest = min(resolved, key=lambda place: abs(place.start - span.start))
            return _moved(nearest, span)
        return self._looked_up(span, name or span.text)

    def _looked_up(self, span: Span, name: str) -> Place:
        matches = self.tools.gazetteer.find(name)[:_CANDIDATES]
        here = {"text": span.text, "start": span.start, "end": span.end}
        if not matches:
            return Place(**here)  # type: ignore[arg-type]
        first, *others = matches
        candidate = first.candidate
        precision: Any = first.kind if first.kind in ("district", "region", "country") else "exact"
        return Place(
            **here, name=candidate.name, geonameid=candidate.geonameid,  # type: ignore[arg-type]
            latitude=candidate.latitude, longitude=candidate.longitude, country=candidate.country,
            admin1=candidate.admin1, kind=first.kind, precision=precision, score=1 / len(matches),
            alternatives=tuple(_candidate(other.candidate, 1 / len(matches)) for other in others),
            gazetteer_id=candidate.gazetteer_id,
        )  # fmt: skip

    @cached_property
    def _scene(self) -> Scene:
        from sayso.claim.scene import Scene

        reading = Reading(article=self.kept.article, sentences=(), marks=self.marks, maker="")
        return Scene(reading, self.codebook, self.tools.lexicon, self.tools.vocabulary)

    @cached_property
    def _people(self) -> People:
        from sayso.claim.people import People

        return People(self._scene)

    @cached_property
    def _speakers(self) -> SourceBuilder:
        from sayso.claim.fillers import Fillers
        from sayso.claim.meant import Meant
        from sayso.claim.speakers import SourceBuilder

        scene = self._scene
        return SourceBuilder(scene, self._people, Meant(scene), lambda graph: Fillers(graph, scene))


def _moved(place: Place, span: Span) -> Place:
    from dataclasses import replace

    return replace(place, text=span.text, start=span.start, end=span.end)


def _candidate(candidate: Candidate, score: float) -> Candidate:
    from dataclasses import replace

    return replace(candidate, score=score)


def lay_sheet(article: str, ledger: Ledger, settings: Settings) -> Sheet:
    """The article laid out. Raises `NotKeptError` for one that the ledger has not."""
    from sayso.flow.ledger import ledger_codebook

    kept = ledger.article(article)
    return Sheet(
        kept=kept,
        marks=Marked(ledger).of(article),
        claims=ledger.claims(Filter(article=(article,)), order="article", limit=_CLAIMS).items,
        codebook=ledger_codebook(settings.packs, settings.codebook),
        tools=load_tools(settings.packs),
    )


def strings_of(value: Mapping[str, Any] | Sequence[Any] | None) -> list[Any]:
    """What a field says, as a list; a single thing is a list of one."""
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]

"""What coders wrote as claims, as if all of it had been found: more examples for fits that claims found are few for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sayso.claim.scene import Scene
from sayso.model import Actor, Claim, Count, Place, Source, Span, When

Plain = Mapping[str, Any]
NAME: Final = "coded"


class Coded:
    """The coded claims of one document as records; where they stand is looked up in its text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.reading.article.text

    def claim(self, number: int, gold: Plain) -> Claim | None:
        """The claim of one entry, by its place in the document's line; `None` outside the sentences."""
        start = self.text.find(gold["trigger"], self.text.index(gold["at"]))
        graph = self.scene.graph_at(start)
        if graph is None:
            return None
        sentence = (graph.sentence.start, graph.sentence.end)
        return Claim(
            id=str(number), article=self.scene.reading.article.head, event=gold["event"][0],
            trigger=Span(text=gold["trigger"], start=start, end=start + len(gold["trigger"])),
            actors=self._actors(gold["actors"], sentence), targets=self._actors(gold["targets"], sentence),
            places=tuple(self._place(place, sentence) for place in gold["places"]), when=_when(gold),
            counts=tuple(
                Count(text="", start=start, end=start, of=one["of"], low=one["low"], high=one["high"])
                for one in gold["counts"]
            ),
            status=gold["status"][0], status_cue=None,
            sources=tuple(self._source(source, sentence) for source in gold["sources"]), quote=None,
            sentence=Span(text=self.text[slice(*sentence)], start=sentence[0], end=sentence[1]),
            confidence=1.0, maker=NAME,
        )  # fmt: skip

    def _span(self, words: str, sentence: tuple[int, int]) -> tuple[int, int]:
        """Where words stand: in the sentence, else in the last one before that has them, else at its beginning."""
        start = self.text.find(words, *sentence)
        start = start if start >= 0 else self.text.rfind(words, 0, sentence[0])
        return (start, start + len(words)) if start >= 0 else (sentence[0], sentence[0])

    def _actors(self, coded: Sequence[Plain], sentence: tuple[int, int]) -> tuple[Actor, ...]:
        spans = [(one, *self._span(one["words"], sentence)) for one in coded]
        return tuple(
            Actor(text=one["words"], start=start, end=end, name=one["words"], party=next(iter(one["party"]), None))
            for one, start, end in spans
        )

    def _place(self, coded: Plain, sentence: tuple[int, int]) -> Place:
        start, end = self._span(coded["words"], sentence)
        plain = Place(text=coded["words"], start=start, end=end, name=coded["name"], precision="exact")
        known = next((place for place in self.scene.places if place.text == coded["words"] and place.name), plain)
        basis = "stated" if sentence[0] <= start < sentence[1] else "carried"
        return replace(
            known, start=start, end=end, country=coded["country"], kind=coded["kind"],
            basis="stated" if basis == "stated" else "carried",
        )  # fmt: skip

    def _source(self, coded: Plain, sentence: tuple[int, int]) -> Source:
        start, end = self._span(coded["words"], sentence)
        return Source(text=coded["words"], start=start, end=end, name=coded["words"], role=None, kind="person")


def _when(gold: Plain) -> When:
    told = gold.get("when")
    if not told:
        return When()
    first, last = (date.fromisoformat(told[side]) if told[side] else None for side in ("from", "to"))
    return When(
        from_day=first, to_day=last, precision="day" if first == last else "days",
        basis="carried" if "when" in gold["inherited"] else "stated",
    )  # fmt: skip

"""Where a judged claim is found again: after another maker has read the text, or in a changed text.

The rule, first match first:
1. `exact`: the same text, the same event type and the same trigger stretch.
2. `overlap`: the same text, the same event type, and a trigger stretch that overlaps; the longest overlap first.
3. `quote`: a changed text, the same event type, the same trigger words, and the characters around them alike; the most
   alike first.
4. Else the judgement is an orphan: kept, listed, and without effect.

An event type counts as the same if it is the machine's of then, or the one that the reviewer corrected it to. Claims
that share trigger and event are told apart by what else they said: their sources, actors, targets and places.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sayso.model import Anchor, Claim

AROUND: Final = 64
"""Characters on either side of the trigger that an anchor remembers: about half a sentence. By hand, not swept."""
ALIKE: Final = 60.0
"""How alike (0 to 100, rapidfuzz's ratio, the mean of both sides) the characters around a quote have to be in a changed
text: what stands around a trigger in another sentence of the same report comes to 20 to 45. By reasoning, not tuned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorMatch:
    """The claim that an anchor leads to, and by which rule; no claim, and why, for an orphan."""

    claim: Claim | None
    how: str
    why: str | None = None


def make_anchor(claim: Claim, text: str) -> Anchor:
    """The anchor of a claim in its article's text."""
    start, end = claim.trigger.start, claim.trigger.end
    return Anchor(
        article=claim.article.id,
        start=start,
        end=end,
        quote=text[start:end],
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
        event=claim.event,
    )


def find_anchored(
    anchor: Anchor, judged: Claim, claims: Sequence[Claim], text: str, *, events: Collection[str] = ()
) -> AnchorMatch:
    """The claim that the anchor means among the claims of a text; `judged` is what it was, `events` more types."""
    wanted = {anchor.event, *events}
    same_event = [claim for claim in claims if claim.event in wanted]
    if not same_event:
        return AnchorMatch(claim=None, how="orphan", why=f"the text has no claim of {anchor.event} any more")
    if claims[0].article.id == anchor.article:
        return _in_same_text(anchor, judged, same_event)
    return _in_changed_text(anchor, judged, same_event, text)


def _in_same_text(anchor: Anchor, judged: Claim, claims: Sequence[Claim]) -> AnchorMatch:
    overlaps = [
        (min(anchor.end, claim.trigger.end) - max(anchor.start, claim.trigger.start), claim) for claim in claims
    ]
    exact = [claim for claim in claims if (claim.trigger.start, claim.trigger.end) == (anchor.start, anchor.end)]
    if exact:
        return AnchorMatch(claim=_most_alike(exact, judged), how="exact")
    longest = max(overlap for overlap, _ in overlaps)
    if longest > 0:
        best = [claim for overlap, claim in overlaps if overlap == longest]
        return AnchorMatch(claim=_most_alike(best, judged), how="overlap")
    return AnchorMatch(claim=None, how="orphan", why=f"no claim of {anchor.event} stands at its words any more")


def _in_changed_text(anchor: Anchor, judged: Claim, claims: Sequence[Claim], text: str) -> AnchorMatch:
    quoted = [claim for claim in claims if _words(claim.trigger.text) == _words(anchor.quote)]
    if not quoted:
        return AnchorMatch(claim=None, how="orphan", why=f'the new text has no claim at "{anchor.quote}"')
    scores = [(_surroundings(anchor, claim, text), claim) for claim in quoted]
    highest = max(score for score, _ in scores)
    if highest < ALIKE:
        return AnchorMatch(claim=None, how="orphan", why=f'what stood around "{anchor.quote}" is gone')
    return AnchorMatch(claim=_most_alike([claim for score, claim in scores if score == highest], judged), how="quote")


def _surroundings(anchor: Anchor, claim: Claim, text: str) -> float:
    return _around(anchor, text, claim.trigger.start, claim.trigger.end)


def _around(anchor: Anchor, text: str, start: int, end: int | None = None) -> float:
    """How alike the characters around are, 0 to 100: the mean of the side before and the side after."""
    from rapidfuzz import fuzz

    end = start + len(anchor.quote) if end is None else end
    prefix, suffix = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return (fuzz.ratio(anchor.prefix, prefix) + fuzz.ratio(anchor.suffix, suffix)) / 2


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _most_alike(claims: Sequence[Claim], judged: Claim) -> Claim:
    """The claim that says most of what `judged` said; of equals, the first."""
    return max(claims, key=lambda claim: (claim.id == judged.id, _sameness(claim, judged)))


def _sameness(claim: Claim, judged: Claim) -> int:
    return (
        (claim.event == judged.event)
        + (claim.status == judged.status)
        + 2 * _shared([source.name for source in claim.sources], [source.name for source in judged.sources])
        + 2 * _shared([actor.name for actor in claim.targets], [actor.name for actor in judged.targets])
        + _shared([actor.name for actor in claim.actors], [actor.name for actor in judged.actors])
        + _shared([place.text for place in claim.places], [place.text for place in judged.places])
    )


def _shared(names: Sequence[str], judged_names: Sequence[str]) -> int:
    """1 if the names are the same, else 0."""
    return int({_words(name) for name in names} == {_words(name) for name in judged_names})


def find_quote(anchor: Anchor, text: str) -> int:
    """Where the anchor's words stand in a changed text, among surroundings that are alike.

    Raises `LookupError` if they stand nowhere, or nowhere so.
    """
    scores = {start: _around(anchor, text, start) for start in _occurrences(text, anchor.quote)}
    best = max(scores, key=lambda start: (scores[start], -abs(start - anchor.start)))
    if scores[best] < ALIKE:
        raise LookupError(f'what stood around "{anchor.quote}" is gone')
    return best


FindOffset = Callable[[str, int], int]
"""Where words stand in a new text that stood at an offset of an old one. Raises `LookupError` if they do not."""


def move_value(value: Any, old: str, new: str, *, find: FindOffset | None = None) -> Any:
    """A corrected value, as JSON gives it, with its stretches moved to where their words stand in the new text.

    That is where `find` says, or nearest to where they stood. What was no stretch of the old text is left as it is.
    Raises `LookupError` where the words are gone.
    """
    if isinstance(value, (list, tuple)):
        return [move_value(part, old, new, find=find) for part in value]
    if not isinstance(value, Mapping):
        return value
    moved = {key: move_value(part, old, new, find=find) for key, part in value.items()}
    words, start, end = (value.get(key) for key in ("text", "start", "end"))
    if isinstance(words, str) and words and isinstance(start, int) and isinstance(end, int) and old[start:end] == words:
        begin = find(words, start) if find else nearest(new, words, start)
        moved |= {"start": begin, "end": begin + len(words)}
    return moved


def nearest(text: str, words: str, to: int, *, within: tuple[int, int] | None = None) -> int:
    """Where the words stand in a stretch of the text, or in all of it, nearest to an offset.

    Raises `LookupError` if they do not.
    """
    first, last = within or (0, len(text))
    starts = [at for at in _occurrences(text, words) if first <= at and at + len(words) <= last]
    if not starts:
        raise LookupError(f'"{words}" is gone from its sentence')
    return min(starts, key=lambda at: abs(at - to))


def _occurrences(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    if start < 0:
        raise LookupError(f'"{words}" is gone from the text')
    while start >= 0:
        yield start
        start = text.find(words, start + 1)

"""How a part came to its claim, in wording, where its clause does not state it: nothing carried passes for stated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sayso.model import Actor, Claim, Place, Span, When

Part = Place | Actor | When
SIDES: Final = {
    "naming": ("side told elsewhere", "which side that is, the report makes plain elsewhere"),
    "sides": ("side known of the war", "which side that is, the sides of the war tell"),
}
"""By which rule words without a name got their side: in few words, and in a clause."""


def aside(part: Part, claim: Claim | None = None) -> str:
    """In few words, for a list: `from an earlier sentence`, `for “They”`; empty for what is stated."""
    if part.basis == "linked":
        return "elsewhere in its sentence"
    if part.basis == "carried":
        return f"from {_which(part.start, claim)} sentence"
    if part.basis != "resolved":
        return ""
    rule = part.rule if isinstance(part, Actor) else None
    if isinstance(part, Actor) and rule not in SIDES and part.name == part.text:
        rule = "naming"  # "its troops" are not those for whom "its" stands
    return SIDES[rule][0] if rule in SIDES else f"for “{part.text}”"


def with_aside(words: str, part: Part, claim: Claim | None = None) -> str:
    """The words that tell a part, with the aside behind them in brackets."""
    how = aside(part, claim)
    return f"{words} ({how})" if how else words


def how(part: Part, claim: Claim) -> str:
    """In a clause, behind the part's own words: `taken over from an earlier sentence`; empty for what is stated."""
    if part.basis == "linked":
        return "told elsewhere in its sentence"
    if part.basis == "carried":
        return f"taken over from {_which(part.start, claim)} sentence"
    return _meant(part, claim) if isinstance(part, Actor) and part.basis == "resolved" else ""


def _meant(actor: Actor, claim: Claim) -> str:
    """Who words without a name are, and which words tell it."""
    if actor.rule in SIDES:
        return SIDES[actor.rule][1] + (f": “{actor.given.text}”" if actor.given else "")
    if actor.given is None:
        return "which stands for it"
    speaker = "the speaker, " if actor.rule == "speaker" else ""
    return f"which stands for {speaker}“{actor.given.text}” in {_which(actor.given.start, claim)} sentence"


def _which(start: int | None, claim: Claim | None) -> str:
    """Where words stand, as the claim's sentence sees it: `an earlier`, `a later`, `the same`; `another` if unknown."""
    if start is None or claim is None:
        return "another"
    if start < claim.sentence.start:
        return "an earlier"
    return "a later" if start >= claim.sentence.end else "the same"


def given_by(claim: Claim) -> Iterator[tuple[Span, str]]:
    """The stretches outside of its clause that gave the claim a part: those of what is carried or stood for.

    Each with what it gives, in words.
    """
    for kind, parts in (("actor", claim.actors), ("target", claim.targets), ("place", claim.places)):
        for part in parts:
            label = f"{kind}: {part.name or part.text}"
            if part.basis == "carried":
                yield _span(part), f"{label}, {how(part, claim)}"
            if isinstance(part, Actor) and part.given is not None:
                yield part.given, f"{label}, for “{part.text}”"
    if claim.when.basis == "carried" and claim.when.text is not None:
        yield _span(claim.when), f"time: {claim.when.text}, {how(claim.when, claim)}"


def _span(part: Any) -> Span:
    return Span(text=part.text, start=part.start, end=part.end)

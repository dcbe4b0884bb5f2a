"""Examples of a type: a sentence with what is to be found in it, so that a codebook can be tried on its own words.

A counterexample is a sentence with words of the type in which no event of it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sayso.model import Claim

ROLES: Final = ("actor", "target", "place")
EXAMPLE_KEYS: Final = {"examples": ("text", *ROLES), "counterexamples": ("text", "shows")}
"""What may be said of an example and of a counterexample, by the type's list in which it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that shows an event of a type, with words that the event's parts are to hold, where given; or none."""

    event: str
    text: str
    parts: Mapping[str, str]
    """By role (`actor`, `target`, `place`), words of what fills it."""
    file: Path
    keys: tuple[str | int, ...]
    """Where it stands in the file."""
    shows: bool = True
    """Whether it shows an event of the type; a counterexample does not."""
    instead: str | None = None
    """The type that a counterexample shows instead, where given."""


def example_rows(example: Any, where: str = "examples") -> Iterator[tuple[str, str]]:
    """What is wrong in one item of `examples` or `counterexamples`, and what to do."""
    content = {"text": example} if isinstance(example, str) else example
    if not isinstance(content, dict) or not str(content.get("text") or "").strip():
        yield "the example has no text", "write it as {text: …, actor: …, place: …}, or the sentence alone"
        return
    for key in content:
        if key not in EXAMPLE_KEYS[where]:
            yield f"{key!r} is no key of {where}", f"it is one of: {', '.join(EXAMPLE_KEYS[where])}"


def examples_of(types: Iterable[Mapping[str, Any]], file: Path) -> Iterator[Example]:
    """The examples and counterexamples of the types that a file says, in order; they have to be well formed."""
    for number, entry in enumerate(types):
        for where in EXAMPLE_KEYS:
            for index, example in enumerate(entry.get(where) or ()):
                content = {"text": example} if isinstance(example, str) else example
                yield Example(
                    event=str(entry["id"]),
                    text=str(content["text"]),
                    parts={role: str(content[role]) for role in ROLES if role in content},
                    file=file,
                    keys=("types", number, where, index),
                    shows=where == "examples",
                    instead=content.get("shows"),
                )


def failure_of(example: Example, claims: Sequence[Claim]) -> str | None:
    """Why the claims read out of an example's text are not what it shows; `None` if they are."""
    of_type = [claim for claim in claims if claim.event == example.event]
    shown = ", ".join(dict.fromkeys(claim.event for claim in claims)) or "nothing"
    if not example.shows:
        is_as_said = not of_type and example.instead in {None, *(claim.event for claim in claims)}
        return None if is_as_said else f"the counterexample of {example.event} shows {shown}"
    if not of_type:
        return f"the example shows {shown}, not {example.event}"
    lacks = [_missing_parts(example, claim) for claim in of_type]
    fewest = min(lacks, key=len)
    if not fewest:
        return None
    return f"the example shows {example.event} without " + " and ".join(
        f"{role} {example.parts[role]!r}" for role in fewest
    )


def _missing_parts(example: Example, claim: Claim) -> list[str]:
    """The roles that no part of the claim fills with the example's words."""
    filled = {
        "actor": [actor.text for actor in claim.actors],
        "target": [actor.text for actor in claim.targets],
        "place": [place.text for place in claim.places],
    }
    return [role for role, words in example.parts.items() if not any(words in text for text in filled[role])]

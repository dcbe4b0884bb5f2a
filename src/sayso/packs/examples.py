"""Examples of a type: a sentence with what is to be found in it, so that a codebook can be tried on its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sayso.model import Claim

ROLES: Final = ("actor", "target", "place")
EXAMPLE_KEYS: Final = ("text", *ROLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that shows an event of a type, with words that the event's parts are to hold, where given."""

    event: str
    text: str
    parts: Mapping[str, str]
    """By role (`actor`, `target`, `place`), words of what fills it."""
    file: Path
    keys: tuple[str | int, ...]
    """Where it stands in the file."""


def example_rows(example: Any) -> Iterator[tuple[str, str]]:
    """What is wrong in one item of `examples`, and what to do."""
    content = {"text": example} if isinstance(example, str) else example
    if not isinstance(content, dict) or not str(content.get("text") or "").strip():
        yield "the example has no text", "write it as {text: …, actor: …, place: …}, or the sentence alone"
        return
    for key in content:
        if key not in EXAMPLE_KEYS:
            yield f"{key!r} is no key of an example", f"it is one of: {', '.join(EXAMPLE_KEYS)}"


def examples_of(types: Iterable[Mapping[str, Any]], file: Path) -> Iterator[Example]:
    """The examples of the types that a file says, in order; they have to be well formed."""
    for number, entry in enumerate(types):
        for index, example in enumerate(entry.get("examples") or ()):
            content = {"text": example} if isinstance(example, str) else example
            yield Example(
                event=str(entry["id"]),
                text=str(content["text"]),
                parts={role: str(content[role]) for role in ROLES if role in content},
                file=file,
                keys=("types", number, "examples", index),
            )


def failure_of(example: Example, claims: Sequence[Claim]) -> str | None:
    """Why the claims read out of an example's text are not what it shows; `None` if one of them is."""
    of_type = [claim for claim in claims if claim.event == example.event]
    if not of_type:
        events = ", ".join(dict.fromkeys(claim.event for claim in claims)) or "nothing"
        return f"the example shows {events}, not {example.event}"
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

"""What is wrong in the wars of `sides.yaml`: their sides, and whom words without a name are said to mean there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sayso.base.days import read_day
from sayso.packs.war_words import CALLED

DAY_KEYS: Final = ("since", "from", "until")
MAY: Final = ("since", "until", "places")
"""What may be said of words besides whom they mean."""


def war_problems(war: Any) -> Iterator[tuple[Any, ...]]:
    """What is wrong in a war: what, what to do, and the keys below it."""
    for message, hint in side_problems(war):
        yield message, hint, "sides"
    yield from called_problems(war)


def day_problems(entry: Any) -> Iterator[tuple[str, str]]:
    """What is wrong with the days from which and until which an entry holds; a month or a year will do for a day."""
    for key in DAY_KEYS if isinstance(entry, dict) else ():
        if key in entry and read_day(f"{entry[key]}-01-01") is None:
            yield f"{key} is {entry[key]}, which is no day", "write it as 2022-02-24, 2022-02 or 2022"


def side_problems(war: Any) -> Iterator[tuple[str, str]]:
    """What is wrong in the sides of a war: a side is a mapping with an id, a label and the parties that stand on it."""
    for side in (war.get("sides") or ()) if isinstance(war, dict) else ():
        lacks = [key for key in ("id", "label", "parties") if not isinstance(side, dict) or not side.get(key)]
        if lacks:
            yield f"a side has no {lacks[0]}", "write it as {id: …, label: …, parties: [RUS, BLR]}"
        yield from day_problems(side)


def called_problems(war: Any) -> Iterator[tuple[Any, ...]]:
    """What is wrong in what a war's words mean: what, what to do, and the keys below the war."""
    if not isinstance(war, dict):
        return
    standing = {
        str(party)
        for side in war.get("sides") or ()
        for party in (side.get("parties") or () if isinstance(side, dict) else ())
    }
    for number, entry in enumerate(war.get(CALLED) or ()):
        words = entry.get("words") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not entry.get("party") or not isinstance(words, list) or not words:
            hint = "write it as {party: FSA, words: [rebel]}"
            yield "what somebody is called has no party or no words", hint, CALLED, number
            continue
        if str(entry["party"]) not in standing:
            hint = f"name one of {', '.join(sorted(standing))}, or add it to a side"
            yield f"{entry['party']} stands on no side of this war", hint, CALLED, number, "party"
        for key in set(entry) - {"party", "words", *MAY}:
            yield f"{key!r} is nothing that is said of these words", f"use one of: {', '.join(MAY)}", CALLED, number
        for message, hint in day_problems(entry):
            yield message, hint, CALLED, number

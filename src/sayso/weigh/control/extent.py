"""How much of a place a claim speaks of: all of it, a part, something inside or beside it, or just the place."""

from __future__ import annotations

import re
from typing import Final, Literal

from sayso.model import Claim, Place
from sayso.packs.control_rules import ControlRules, ScopeWords

POSSESSIVE: Final = ("'s", "’s")
"""Alone between a place and the trigger it is the place that is meant: "X's fall", but not "X's mine fell"."""
QUOTES: Final = str.maketrans("", "", '"“”„«»')
"""Marks that are left out: in `"most" of X` the words stand side by side."""
Extent = Literal["whole", "part", "inside", "beside", "plain"]
REACH: Final = 70
"""Characters before a place, and after it, in which words tell how much of it is meant; a clause that ends sooner ends
them. By hand: ten words or so. Swept afterwards as in `course`: F1 is the same at 30, 50, 70, 100 and 140."""
CLAUSE_END: Final = re.compile(r"[;:()\n]|,(?!\s(?:and|or)\s)|[.!?]\s")
"""What ends the clause of a place; a comma does, but for one before "and" or "or"."""


def scope_of(claim: Claim, place: Place, rules: ControlRules) -> Extent:
    """Whether the words beside the place make it all of the place, a part of it, or what lies inside or beside it.

    A district that is named after a town is a part of it, unless it is said to be taken fully.
    """
    before, after = _words_beside(claim, place)
    if _says(rules.beside, before, after):
        return "beside"
    if _says(rules.part, before, after):
        return "part"
    is_whole = _says(rules.whole, before, after)
    if place.precision == "district" and place.name and place.name not in place.text:
        return "plain" if is_whole else "part"
    if is_whole:
        return "whole"
    return "inside" if _says(rules.inside, before, after) else "plain"


def _words_beside(claim: Claim, place: Place) -> tuple[str, str]:
    """The words of the place's clause that stand before it, and those that follow it; quotation marks left out."""
    start, end = place.start - claim.sentence.start, place.end - claim.sentence.start
    text = claim.sentence.text
    if not 0 <= start < end <= len(text):
        return "", ""
    trigger = claim.trigger.start - claim.sentence.start
    behind = text[end : trigger if end <= trigger < end + REACH else end + REACH]
    before, after = (part.translate(QUOTES) for part in (text[max(0, start - REACH) : start], behind))
    ends = [found.end() for found in CLAUSE_END.finditer(before)]
    stop = CLAUSE_END.search(after)
    after = after[: stop.start() if stop else None]
    return before[ends[-1] if ends else 0 :], "" if after.strip() in POSSESSIVE else after


def _says(words: ScopeWords, before: str, after: str) -> bool:
    return bool(
        (words.before and words.before.search(before))
        or (words.after and words.after.search(after))
        or (words.anywhere and (words.anywhere.search(before) or words.anywhere.search(after)))
    )

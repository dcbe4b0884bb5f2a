"""One number, one claim: "put the toll at 33 civilians dead" tells of one killing, though two words show it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claim.trigger_match import TriggerMatch
from sayso.model import Claim

Told = tuple[TriggerMatch, Claim]


def without_repeats(claims: Sequence[Told]) -> list[Told]:
    """The claims of one sentence without those that a noun shows and a verb or an adjective shows too.

    Two claims are one where they have the same type, status and sources, and the same number; or where the noun is what
    the other tells of ("the toll was 22 dead").
    """
    return [told for told in claims if not any(_is_told_by(told, other) for other in claims)]


def _is_told_by(told: Told, other: Told) -> bool:
    (match, claim), (other_match, other_claim) = told, other
    if match.trigger.form != "noun" or other_match.trigger.form == "noun" or not other_claim.counts:
        return False
    if (claim.event, claim.status, claim.sources) != (other_claim.event, other_claim.status, other_claim.sources):
        return False
    if claim.counts:
        return {count.start for count in claim.counts} <= {count.start for count in other_claim.counts}
    begin, end = claim.trigger.start, claim.trigger.end
    return any(target.start <= begin and end <= target.end for target in other_claim.targets)

"""Whether the places of two claims leave room for one event."""

from __future__ import annotations

from sayso.model import Claim, Place


def agree(earlier: Claim, claim: Claim) -> bool:
    """Whether the places of two claims leave room for one event: none, the same, or one within the other."""
    if not claim.places or not earlier.places:
        return True
    return any(meet(place, other) for place in claim.places for other in earlier.places)


def meet(place: Place, other: Place) -> bool:
    """Whether two places may be one, or one lies within the other."""
    if place.name == other.name or place.name in (other.country, other.admin1):
        return True
    if place.country is None or place.country != other.country:
        return False
    if "country" in (place.kind, other.kind) or place.kind == "facility":
        return True
    if "region" not in (place.kind, other.kind):
        return False
    here, there = (one.admin1 or (one.name if one.kind == "region" else None) for one in (place, other))
    return here is None or there is None or here in there or there in here

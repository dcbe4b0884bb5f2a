"""Short ids that are the same on every run and every machine."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b, sha256
from typing import Final

from sayso.model import ControlPlace, Place

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u, so ids survive being read aloud
LENGTH = 12
"""Characters of an id: 60 bits, so that ten million ids collide with a chance of about 4 in 100,000."""


def short_id(prefix: str, *parts: str | int | None) -> str:
    """`prefix-` and twelve characters that depend on every part, its order and its type, and on nothing else."""
    digest = blake2b(digest_size=8)
    for part in parts:
        text = "" if part is None else str(part)
        digest.update(f"{type(part).__name__}{len(text)}:{text}".encode("utf-8", "surrogatepass"))
    number = int.from_bytes(digest.digest(), "big") >> (64 - 5 * LENGTH)
    return f"{prefix}-" + "".join(_ALPHABET[(number >> shift) & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def article_id(text: str, *origin: str | None) -> str:
    """The id of a text; `origin` (such as outlet and url) tells apart copies of one text by different outlets."""
    return short_id("a", text, *origin)


def maker_of(language: str, makers: Sequence[str], version: str) -> str:
    """`sayso-en@version#hash`, the hash being over the names of the makers that worked together, in a language."""
    return f"sayso-{language}@{version}#{sha256(chr(10).join(makers).encode()).hexdigest()[:8]}"


def rule_maker(rule: str, *parts: str | float | None) -> str:
    """`rule#hash`, as `control@1#1a2b3c4d`: eight hexadecimal digits over all that the rule rests on, in this order.

    `rule` is a name and a version. `parts` are the hashes of the files that say the rule, and every number that counts
    in it, as it is in force: where a setting goes before a file's number, the setting's. The type of a part counts too.
    """
    listing = "\n".join(f"{type(part).__name__} {part!r}" for part in parts)
    return f"{rule}#{sha256(listing.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def claim_id(article: str, kind: str, start: int, end: int, maker: str, *more: str | int | None) -> str:
    """The id of a claim: its article, event type, trigger stretch and maker.

    `more` tells apart claims that share a trigger, such as the stretch of the source or of the target.
    """
    return short_id("c", article, kind, start, end, maker, *more)


UNRESOLVED: Final = "t:"
"""How the key of a place begins that is known by its words alone."""


def place_key(place: Place | ControlPlace) -> str:
    """What tells one place from all others: `g:GEONAMEID`, `x:pack:number`, else `p:`, its name and where it lies.

    An unresolved place has but its words: `t:` and these.
    """
    if place.geonameid is not None:
        return f"g:{place.geonameid}"
    if place.gazetteer_id is not None:
        return f"x:{place.gazetteer_id}"
    if place.name and place.latitude is not None and place.longitude is not None:
        return f"p:{_folded(place.name)}@{place.latitude:.3f},{place.longitude:.3f}"
    words = place.text if isinstance(place, Place) else place.name
    return UNRESOLVED + _folded(words)


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())

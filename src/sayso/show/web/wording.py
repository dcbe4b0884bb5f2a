"""How pages say things: days, places, numbers, speakers, each as precisely as it was claimed and no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup, escape

from sayso.base.days import month_range, year_range
from sayso.base.ids import place_key
from sayso.model import PERSON, Actor, Claim, Count, Place, SaidCount, Source, When
from sayso.packs.codebook import Codebook
from sayso.show.web.bases import aside, how, with_aside

NOT_SAID = "not said"
_WINDS: Final = (
    "north", "north-northeast", "northeast", "east-northeast", "east", "east-southeast", "southeast", "south-southeast",
    "south", "south-southwest", "southwest", "west-southwest", "west", "west-northwest", "northwest", "north-northwest",
)  # fmt: skip
"""Of each 22.5 degrees, clockwise from north."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def days(first: date | None, last: date | None) -> str:
    """`2022-06-24`, `2022-06-24 to 2022-06-26`, `June 2022`, `2014`, `up to 2022-06-24`; `not said`."""
    if first is None or last is None:
        return f"since {first}" if first else f"up to {last}" if last else NOT_SAID
    if first == last:
        return first.isoformat()
    if (first, last) == year_range(first.year):
        return str(first.year)
    if (first, last) == month_range(first.year, first.month):
        return f"{first:%B %Y}"
    return f"{first} to {last}"


HOW: Final = {
    "relative": "worked out from the day of the report", "linked": "told elsewhere in its sentence",
    "carried": "taken over from an earlier sentence",
}  # fmt: skip
"""How days are known that the words do not state."""


def when(time: When) -> str:
    """The days of a claim."""
    return days(time.from_day, time.to_day)


def when_how(time: When) -> str:
    """How the days are known: the words of the text, or that it has none."""
    if time.text is None:
        return "the text does not say when"
    how = HOW.get(time.basis, "as stated")
    return f"“{time.text}”, {how}, to the {time.precision}" if time.from_day or time.to_day else f"“{time.text}”"


def place_known(place: Place) -> str:
    """Where the coordinates come from."""
    if place.precision == "near" and place.distance_m and place.bearing is not None:
        return "worked out from the gazetteer's"
    return "as the gazetteer has it"


def place(place: Place) -> str:
    """A place by name and region, with its precision unless it is exact."""
    name = _offset(place) + (place.name or place.text)
    if place.admin1 and place.admin1 != place.name:
        name = f"{name}, {place.admin1}"
    is_told = place.precision == "exact" or (place.precision == "near" and place.distance_m)
    return name if is_told else f"{name} ({place.precision})"


def _offset(place: Place) -> str:
    """`8 km west of `, `8 km from `, `west of `, as far as the text says it; else empty."""
    if place.precision != "near" or (not place.distance_m and place.bearing is None):
        return ""
    far = f"{place.distance_m / 1000:g} km " if place.distance_m else ""
    way = "from" if place.bearing is None else f"{_WINDS[round(place.bearing / 22.5) % 16]} of"
    return f"{far}{way} "


def places(claim_places: Sequence[Place]) -> str:
    """Places, or that none is said."""
    return "; ".join(map(place, claim_places)) or "no place said"


def where(claim: Claim) -> str:
    """The places of a claim, with how they came to it where it does not state them, or that none is said."""
    return "; ".join(with_aside(place(one), one, claim) for one in claim.places) or "no place said"


def number(low: int | None, high: int | None) -> str:
    """`12`, `10 to 20`, `at least 10`, `at most 2,000`, `some`."""
    if low is None and high is None:
        return "some"
    if low == high:
        return f"{low:,}"
    if low is None or high is None:
        return f"at least {low:,}" if high is None else f"at most {high:,}"
    return f"{low:,} to {high:,}"


def count(count: Count | SaidCount) -> str:
    """A number with what is counted."""
    return f"{number(count.low, count.high)} {count.of or ''}".strip()


def actor(somebody: Actor | Source) -> str:
    """Somebody by name, with the party."""
    return f"{somebody.name} ({somebody.party})" if somebody.party else somebody.name


def actors(people: Sequence[Actor]) -> str:
    """Everybody by name, with the party."""
    return ", ".join(map(actor, people))


def source(source: Source) -> str:
    """Who says it, with role and party."""
    role = f"{source.role} " if source.role and source.role.casefold() not in source.name.casefold() else ""
    return f"{role}{actor(source)}"


def sayer(claim: Claim) -> str:
    """Who says a claim: the nearest speaker, then whom it was told to; or the outlet itself."""
    if not claim.sources:
        return f"{claim.article.outlet or 'the report'} itself"
    return ", cited by ".join(map(source, claim.sources))


def outlet(claim: Claim) -> str:
    """Who reports it, and when."""
    head = claim.article
    named = head.outlet or (f"“{head.title}”" if head.title else "an outlet that is not named")
    return f"{named}, {head.published}" if head.published else f"{named}, on a day that is not told"


def issued(claim: Claim) -> str:
    """By whom and when, beside a title."""
    head = claim.article
    return ", ".join(str(part) for part in (head.outlet, head.published) if part) or "outlet and day are not told"


def unbroken(text: str) -> Markup:
    """The text with days that no line end parts."""
    return Markup(_DAY.sub(r"<time>\g<0></time>", str(escape(text))))


def event(name: str) -> str:
    """A type of event in words: `territory captured`."""
    return name.replace(".", " ").replace("_", " ")


def plural(many: int, noun: str) -> str:
    """`1 claim`, `12 claims`."""
    is_changed = noun.endswith("y") and not noun.endswith("ay")
    return f"{many:,} {noun}" if many == 1 else f"{many:,} {noun[:-1] + 'ies' if is_changed else noun + 's'}"


def person(maker: str) -> str:
    """Who made a claim, of a person's."""
    return maker.removeprefix(PERSON)


def path_part(text: str) -> str:
    """The text as a part of an address."""
    return quote(text, safe="")


def source_page(name: str) -> str:
    """The address of a source's page."""
    return f"/sources/{path_part(name)}"


def place_page(place: Place) -> str:
    """The address of a place's page."""
    return f"/places/{path_part(place_key(place))}"


_SAYINGS: Final = {
    "holds": "{} holds it", "gains": "{} gains it", "leaves": "{} leaves it", "lacks": "{} does not hold it",
    "fought": "{} fights for it",
}  # fmt: skip


_RULES: Final = {"gains": "gain", "holds": "hold", "leaves": "leave", "lacks": "unreal", "fought": "fight"}


def control_rule(kind: str | None) -> str:
    """The address of a rule of control, by its id, or of the one by which such a saying bears on control.

    Of no rule, as runs have it that were weighed before rules were named: that of all rules.
    """
    return f"/method#control-{_RULES.get(kind, kind)}" if kind else "/method#control"


def saying(kind: str, party: str | None) -> str:
    """What is said of a place: `RUS gains it`, `it is fought for`."""
    if party is None and kind == "fought":
        return "it is fought for"
    return _SAYINGS.get(kind, "{} " + kind + " it").format(party or "somebody")


def party_label(codebook: Codebook) -> Callable[[str | None], str]:
    """Tells a party's name by its id; the id, where the codebook does not know it."""
    known: Mapping[str, Any] = codebook.parties.parties

    def label(party: str | None) -> str:
        if party is None:
            return NOT_SAID
        return known[party].name if party in known else party

    return label


def event_label(codebook: Codebook) -> Callable[[str], str]:
    """Tells a type's definition by its id; nothing, where the codebook does not know it."""
    return lambda name: codebook.types[name].definition if name in codebook.types else ""


FILTERS: Mapping[str, Callable[..., Any]] = {
    "actor": actor, "actors": actors, "aside": aside, "control_rule": control_rule, "count": count,
    "days": days, "event": event, "how": how, "issued": issued,
    "number": number, "outlet": outlet, "path_part": path_part, "person": person, "place": place,
    "place_known": place_known,
    "place_page": place_page, "places": places, "plural": plural, "sayer": sayer, "source": source,
    "source_page": source_page, "saying": saying, "unbroken": unbroken, "when": when, "when_how": when_how,
    "where": where,
}  # fmt: skip
"""What templates call, by name."""

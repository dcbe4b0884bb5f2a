"""What a reviewer's form says, as the new value of a field in the shape that it has in a claim line.

Parts that the form leaves alone keep their basis; of those that a person makes, the codec tells it by where they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, get_args

from sayso.base.codec import claim_to_dict
from sayso.base.days import read_day
from sayso.base.errors import UsageError
from sayso.model import Claim, EventStatus, TimePrecision
from sayso.show.web.posting.posted import DIGITS, NAME, SHORT, TYPE, words_of

Posted = Mapping[str, Any]
MOST: Final = 20
"""Parts of one field, such as actors, that a form can hold; set by hand."""
_SOURCE_KINDS: Final = ("person", "organisation", "group", "anonymous", "outlet")


def corrected_value(field: str, claim: Claim, posted: Posted, text: str) -> Any:
    """The value that the form gives the field; `text` is the article's. Raises `UsageError` for what cannot be."""
    read = _FIELDS.get(field)
    if read is None:
        raise UsageError(f"there is no field {field[:40]!r} to correct", hint="give one of: " + ", ".join(_FIELDS))
    return read(claim_to_dict(claim), posted, text)


def _event(_claim: Posted, posted: Posted, _text: str) -> str:
    event = words_of(posted, "event_other", most=TYPE) or words_of(posted, "event", most=TYPE)
    if not event:
        raise UsageError("no type of event is given", hint="choose one of the codebook's")
    return event


def _status(_claim: Posted, posted: Posted, _text: str) -> str:
    return _one_of(words_of(posted, "status"), get_args(EventStatus), "status")


def _one_of(value: str, choices: Sequence[str], label: str) -> str:
    if value not in choices:
        raise UsageError(f"the {label} is {value[:40]!r}", hint="give one of: " + ", ".join(choices))
    return value


def _when(claim: Posted, posted: Posted, _text: str) -> dict[str, Any]:
    first, last = _day(posted, "from"), _day(posted, "to")
    if first and last and last < first:
        raise UsageError("the days end before they begin", hint="give the earlier day first")
    usual = "day" if first and first == last else "days" if first or last else "unknown"
    precision = words_of(posted, "precision") or usual
    when: dict[str, Any] = dict(claim["when"])
    basis = "none" if first is None and last is None else when["basis"] if when["basis"] != "none" else "stated"
    return when | {
        "from": first, "to": last, "precision": _one_of(precision, get_args(TimePrecision), "precision"),
        "basis": basis,
    }  # fmt: skip


def _day(posted: Posted, name: str) -> str | None:
    text = words_of(posted, name)
    if not text:
        return None
    day = read_day(text)
    if day is None:
        raise UsageError(f"{text[:40]!r} is no day", hint="give a day such as 2022-06-25")
    return day.isoformat()[:10]


def _places(claim: Posted, posted: Posted, text: str) -> list[dict[str, Any]]:
    """Each place stays, goes, becomes unresolved, or becomes one of its other candidates."""
    places = []
    for at, place in enumerate(claim["places"][:MOST]):
        choice = words_of(posted, f"place_{at}") or "keep"
        if choice == "keep":
            places.append(place)
        elif choice == "unresolved":
            places.append({key: place[key] for key in ("text", "start", "end", "basis")} | {"precision": "unresolved"})
        elif choice.isdecimal() and int(choice) < len(place["alternatives"]):
            places.append(_candidate(place, place["alternatives"][int(choice)]))
        elif choice != "drop":
            raise UsageError(f"a place is {choice[:40]!r}", hint="choose one of the candidates")
    if words_of(posted, "new_start"):
        places.append(_new_span(posted, text) | {"precision": "unresolved"})
    return places


def _candidate(place: dict[str, Any], candidate: dict[str, Any]) -> dict[str, Any]:
    """The place as another of its candidates, which stays among them."""
    own = {key: place.get(key) for key in candidate}
    others = [other for other in place["alternatives"] if other is not candidate]
    alternatives = [own | {"score": place["score"]}, *others] if place.get("name") else others
    precision = place["precision"] if place["precision"] != "unresolved" else "exact"
    return place | candidate | {"alternatives": alternatives, "precision": precision, "kind": place.get("kind")}


def _counts(claim: Posted, posted: Posted, text: str) -> list[dict[str, Any]]:
    counts = [
        count | {"low": _bound(posted, f"low_{at}"), "high": _bound(posted, f"high_{at}"),
                 "of": words_of(posted, f"of_{at}", most=TYPE) or None}
        for at, count in enumerate(claim["counts"][:MOST])
        if not words_of(posted, f"drop_{at}")
    ]  # fmt: skip
    if words_of(posted, "new_start"):
        added = {"low": _bound(posted, "new_low"), "high": _bound(posted, "new_high")}
        counts.append(_new_span(posted, text) | added | {"of": words_of(posted, "new_of", most=TYPE) or None})
    return counts


def _bound(posted: Posted, name: str) -> int | None:
    digits = words_of(posted, name, most=SHORT).replace(",", "")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > DIGITS:
        raise UsageError(f"{digits!r} is no number", hint="give digits, or leave it empty where nobody says")
    return int(digits)


def _people(field: str) -> Callable[[Posted, Posted, str], list[dict[str, Any]]]:
    def read(claim: Posted, posted: Posted, text: str) -> list[dict[str, Any]]:
        kept = [
            _renamed(actor, words_of(posted, f"name_{at}", most=NAME) or actor["name"],
                     words_of(posted, f"party_{at}", most=SHORT) or None)
            for at, actor in enumerate(claim[field][:MOST])
            if not words_of(posted, f"drop_{at}")
        ]  # fmt: skip
        if words_of(posted, "new_start"):
            kept.append(_person(posted, text, field))
        return kept

    return read


def _renamed(actor: dict[str, Any], name: str, party: str | None) -> dict[str, Any]:
    """Somebody by the name and party that a person gives: where that is not what other words told, these are let go."""
    changed = actor | {"name": name, "party": party}
    if changed == actor or actor.get("basis") != "resolved":
        return changed
    return {key: value for key, value in changed.items() if key not in ("basis", "given", "rule")}


def _person(posted: Posted, text: str, field: str) -> dict[str, Any]:
    """Somebody who was marked in the text."""
    span = _new_span(posted, text)
    known = {
        "name": words_of(posted, "new_name", most=NAME) or span["text"],
        "party": words_of(posted, "new_party", most=SHORT) or None,
    }
    if field != "sources":
        return span | known
    kind = _one_of(words_of(posted, "new_kind") or "organisation", _SOURCE_KINDS, "kind of source")
    return span | known | {"role": None, "kind": kind}


def _trigger(_claim: Posted, posted: Posted, text: str) -> dict[str, Any]:
    return _new_span(posted, text)


def _new_span(posted: Posted, text: str) -> dict[str, Any]:
    """A span of the text, in code points."""
    start, end = _bound(posted, "new_start"), _bound(posted, "new_end")
    if start is None or end is None or not 0 <= start < end <= len(text) or end - start > 2_000:
        raise UsageError("the stretch does not lie in the text", hint="select the words in the text again")
    return {"text": text[start:end], "start": start, "end": end}


_FIELDS: Final[Mapping[str, Callable[[Posted, Posted, str], Any]]] = {
    "event": _event, "status": _status, "places": _places, "when": _when, "counts": _counts,
    "actors": _people("actors"), "targets": _people("targets"), "sources": _people("sources"), "trigger": _trigger,
}  # fmt: skip

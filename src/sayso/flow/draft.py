"""A claim that a person makes: drafted from what is marked around the words, and completed from what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, get_args

from sayso.base.codec import line_to_json, part_to_dict
from sayso.base.days import read_day
from sayso.base.errors import UsageError
from sayso.flow.sheet import Sheet, lay_sheet, strings_of
from sayso.model import Actor, Attribution, Claim, Count, EventStatus, Place, Source, Span, When

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.keep import Ledger
    from sayso.packs.codebook import Trigger

MOST_TYPES: Final = 9
"""Types that a draft proposes: the keys 1 to 9."""
FEW_WORDS: Final = 4
"""Words of a selection that show an event as they stand; of more, the codebook's word among them is taken, if any."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d{3})*")


def draft_claim(article: str, start: int, end: int, *, ledger: Ledger, settings: Settings) -> dict[str, Any]:
    """What may be said of a stretch that somebody selected, for a form: each part with whether it is chosen.

    Parts that lie in the stretch are chosen; others of its sentence are offered. Raises `UsageError` or `NotKeptError`.
    """
    sheet = lay_sheet(article, ledger, settings)
    chosen = sheet.span(start, end)
    sentence = sheet.sentence(chosen.start, chosen.end)
    types, trigger = _types(sheet, chosen)
    like = [one.claim for one in sheet.claims if _meets(one.claim.trigger, chosen)]
    types = list(dict.fromkeys([*types, *(one.event for one in like)]))[:MOST_TYPES]
    return {
        "article": article, "selected": part_to_dict(chosen), "trigger": part_to_dict(trigger),
        "sentence": part_to_dict(sentence), "types": types, "like": [one.id for one in like],
        "status": like[0].status if like else "happened",
        "places": _offered(_places(sheet, sentence), chosen), "whens": _offered(_whens(sheet, sentence), chosen),
        "counts": _offered(_counts(sheet, sentence), chosen, alone=False),
        "people": [
            {"value": part_to_dict(actor), "role": role} for actor, role in _people(sheet, sentence, like)
        ],
        "sources": [
            {"value": part_to_dict(one), "chosen": said} for one, said in _sources(sheet, sentence, trigger, like)
        ],
    }  # fmt: skip


def _meets(one: Any, other: Any) -> bool:
    """Whether two stretches share a character."""
    return bool(one.start < other.end and other.start < one.end)


def _types(sheet: Sheet, chosen: Span) -> tuple[list[str], Span]:
    """The types whose words stand in the stretch, and the words that show it.

    Of many words, that is the codebook's first verb, else its first noun, whose types then come first: those that the
    word shows elsewhere in the article before others.
    """
    used = Counter((one.claim.trigger.text.lower(), one.claim.event) for one in sheet.claims)

    def order(one: tuple[Trigger, Span]) -> tuple[bool, int, int, int]:
        trigger, word = one
        return trigger.form != "verb", word.start, -used[word.text.lower(), trigger.event], -trigger.priority

    shown = sorted(_shown(sheet, chosen), key=order)
    types = list(dict.fromkeys(trigger.event for trigger, _ in shown))
    is_short = len(chosen.text.split()) <= FEW_WORDS
    return types, chosen if is_short or not shown else shown[0][1]


def _shown(sheet: Sheet, chosen: Span) -> Iterator[tuple[Trigger, Span]]:
    """The triggers of the codebook that the words of a stretch may be, with the word of each."""
    words = list(_WORD.finditer(chosen.text))
    lemmas = [[sheet.tools.lemmas.of(word.group(), upos, "").lower() for upos in ("VERB", "NOUN")] for word in words]
    all_of_them = {lemma for some in lemmas for lemma in some}
    for word, own in zip(words, lemmas, strict=True):
        start = chosen.start + word.start()
        span = Span(text=word.group(), start=start, end=start + len(word.group()))
        for lemma in dict.fromkeys(own):
            for one in sheet.codebook.triggers(lemma, word.group()):
                if set(one.phrase) <= all_of_them:
                    yield one, span


def _offered(parts: list[Any], chosen: Span, *, alone: bool = True) -> list[dict[str, Any]]:
    """The parts with whether they are chosen: those in the stretch; with `alone`, also the only one of a sentence."""
    inside = [one for one in parts if _meets(one, chosen)]
    taken = inside or (parts if alone and len(parts) == 1 else [])
    return [{"value": part_to_dict(one), "chosen": one in taken} for one in parts]


def _places(sheet: Sheet, sentence: Span) -> list[Place]:
    marks = sheet.marked("place", sentence.start, sentence.end)
    found = [one.refers for one in marks if isinstance(one.refers, Place) and one.refers.use == "place"]
    return _apart([*(place for one in sheet.claims for place in one.claim.places), *found], sentence)


def _whens(sheet: Sheet, sentence: Span) -> list[When]:
    marks = sheet.marked("time", sentence.start, sentence.end)
    return _apart([one.refers for one in marks if isinstance(one.refers, When) and one.refers.text], sentence)


def _counts(sheet: Sheet, sentence: Span) -> list[Count]:
    marks = sheet.marked("count", sentence.start, sentence.end)
    found = [one.refers for one in marks if isinstance(one.refers, Count)]
    return _apart([*(count for one in sheet.claims for count in one.claim.counts), *found], sentence)


def _apart(parts: list[Any], sentence: Span) -> list[Any]:
    """The parts that lie in a sentence, each stretch once, in text order; of those that meet, the first given."""
    kept: list[Any] = []
    for one in parts:
        inside = sentence.start <= one.start and one.end <= sentence.end
        if inside and not any(_meets(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _people(sheet: Sheet, sentence: Span, like: list[Claim]) -> Iterator[tuple[Actor, str]]:
    """Who is named in a sentence, and what they are to the claim: as a like claim has it, or not told."""
    roles = {
        (one.start, one.end): role for claim in like for role in ("actors", "targets") for one in getattr(claim, role)
    }
    told = [one for claim in sheet.claims for one in (*claim.claim.actors, *claim.claim.targets)]
    named = [
        sheet.actor(sentence.start + one.start, sentence.start + one.end)
        for one in sheet.codebook.parties.find_parties(sentence.text)
        if one.kind != "adjective" or one.sector is not None
    ]
    marked = [
        sheet.actor(one.start, one.end)
        for kind in ("person", "organisation")
        for one in sheet.marked(kind, sentence.start, sentence.end)
    ]
    for one in _apart([*told, *named, *marked], sentence):
        yield one, roles.get((one.start, one.end), "")


def _sources(sheet: Sheet, sentence: Span, trigger: Span, like: list[Claim]) -> list[tuple[Source, bool]]:
    """Who speaks in a sentence; chosen is whose words hold the trigger, or else whoever says a like claim."""
    known = {(one.start, one.end): one for claim in sheet.claims for one in claim.claim.sources}
    speaker: int | None = None
    cues: dict[int, str] = {}
    for mark in sheet.marks:
        if isinstance(mark.refers, Attribution) and mark.refers.source is not None:
            source = sheet.marks[mark.refers.source].start
            if mark.refers.cue is not None:
                cue = sheet.marks[mark.refers.cue]
                cues[source] = sheet.text[cue.start : cue.end]
            if mark.start <= trigger.start and trigger.end <= mark.end:
                speaker = source
    if speaker is None:
        speaker = next((claim.sources[0].start for claim in like if claim.sources), None)
    found = []
    for mark in (one for one in sheet.marks if one.kind == "source"):
        if mark.start == speaker or _meets(mark, sentence):
            one = known.get((mark.start, mark.end)) or sheet.source(mark.start, mark.end, cue=cues.get(mark.start))
            found.append((one, mark.start == speaker))
    return found


def complete_claim(said: Mapping[str, Any], *, ledger: Ledger, settings: Settings) -> str:
    """The whole claim, as a line of JSON, of what a person says of it: words stand for stretches, and are looked up.

    `article`, `event` and `trigger` have to be said. Raises `UsageError` for what cannot be found, or `NotKeptError`.
    """
    article = said.get("article")
    article = article.get("id") if isinstance(article, Mapping) else article
    event = said.get("event")
    if not isinstance(article, str) or not isinstance(event, str) or not said.get("trigger"):
        hint = 'say at least {"article": "a-…", "event": "territory.captured", "trigger": "seized"}'
        raise UsageError("article, event and trigger have to be said", hint=hint)
    sheet = lay_sheet(article, ledger, settings)
    trigger = _stretch(sheet, said["trigger"], near=None)
    sentence = said.get("sentence")
    around = _stretch(sheet, sentence, near=trigger.start) if sentence else sheet.sentence(trigger.start, trigger.end)
    near = trigger.start
    quote = said["quote"] and _stretch(sheet, said["quote"], near=near) if "quote" in said else _quote(sheet, trigger)
    return line_to_json(
        {
            "id": "", "article": _head(sheet), "event": event, "trigger": part_to_dict(trigger),
            "actors": [_person(sheet, one, near) for one in strings_of(said.get("actors"))],
            "targets": [_person(sheet, one, near) for one in strings_of(said.get("targets"))],
            "places": [_place(sheet, one, near) for one in strings_of(said.get("places"))],
            "when": _when(sheet, said.get("when"), near),
            "counts": [_count(sheet, one, near) for one in strings_of(said.get("counts"))],
            "status": _status(said.get("status")), "status_cue": said.get("status_cue"),
            "sources": [_source(sheet, one, near) for one in strings_of(said.get("sources"))],
            "quote": part_to_dict(quote) if quote else None, "sentence": part_to_dict(around), "confidence": 1.0,
            "maker": "",
        }
    )  # fmt: skip


def _head(sheet: Sheet) -> dict[str, Any]:
    head = sheet.kept.article.head
    return {
        "id": head.id, "path": head.path, "title": head.title, "outlet": head.outlet, "url": head.url,
        "published": head.published,
    }  # fmt: skip


def _status(said: Any) -> str:
    if said is None:
        return "happened"
    if said not in get_args(EventStatus):
        raise UsageError(f"the status is {str(said)[:40]!r}", hint="give one of: " + ", ".join(get_args(EventStatus)))
    return str(said)


def _stretch(sheet: Sheet, said: Any, *, near: int | None) -> Span:
    """The stretch that words mean, or that offsets say. Raises `UsageError` if it cannot be told."""
    if isinstance(said, str):
        return sheet.find(said, near=near)
    if not isinstance(said, Mapping):
        raise UsageError(
            f"{str(said)[:60]!r} names no words", hint='give words of the text, or {"text": …, "start": …}'
        )
    words, start, end = (said.get(name) for name in ("text", "start", "end"))
    if isinstance(start, int) and isinstance(end, int):
        span = sheet.span(start, end)
        if words not in (None, span.text):
            hint = "give code points of the article's text as the ledger has it"
            raise UsageError(f"at {start} to {end} stands “{span.text[:60]}”, not “{str(words)[:60]}”", hint=hint)
        return span
    if not isinstance(words, str):
        raise UsageError("no words are given", hint='give {"text": …}, or {"start": …, "end": …}')
    return sheet.find(words, near=start if isinstance(start, int) else near)


def _person(sheet: Sheet, said: Any, near: int) -> dict[str, Any]:
    span = _stretch(sheet, said, near=near)
    known = part_to_dict(sheet.actor(span.start, span.end))
    return known | _given(said, ("name", "party", "sector"))


def _source(sheet: Sheet, said: Any, near: int) -> dict[str, Any]:
    span = _stretch(sheet, said, near=near)
    known = part_to_dict(sheet.source(span.start, span.end))
    return known | _given(said, ("name", "party", "sector", "role", "kind", "cue"))


def _given(said: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: said[name] for name in names if name in said} if isinstance(said, Mapping) else {}


def _place(sheet: Sheet, said: Any, near: int) -> dict[str, Any]:
    """A place: as said if it has coordinates or says itself unresolved, else looked up by its words, or its name."""
    span = _stretch(sheet, said, near=near)
    if isinstance(said, Mapping) and (said.get("latitude") is not None or said.get("precision") == "unresolved"):
        return {"precision": "exact"} | dict(said) | part_to_dict(span)
    name = said.get("name") if isinstance(said, Mapping) else None
    return part_to_dict(sheet.place(span, name=name if isinstance(name, str) and name.strip() else None))


def _count(sheet: Sheet, said: Any, near: int) -> dict[str, Any]:
    span = _stretch(sheet, said, near=near)
    marks = [one.refers for one in sheet.marked("count", span.start, span.end) if isinstance(one.refers, Count)]
    like = next((one for one in marks if one.text == span.text), None)
    number = _NUMBER.search(span.text)
    value = int(re.sub(r"\D", "", number.group())) if number else None
    known = {"of": like.of, "low": like.low, "high": like.high} if like else {"of": None, "low": value, "high": value}
    return part_to_dict(span) | known | _given(said, ("of", "low", "high"))


def _when(sheet: Sheet, said: Any, near: int) -> dict[str, Any]:
    """The days: as said, or those that the words stand for here."""
    if not said:
        return part_to_dict(When())
    if isinstance(said, str) and read_day(said) is None:
        span = sheet.find(said, near=near)
        marks = [one.refers for one in sheet.marked("time", span.start, span.end) if isinstance(one.refers, When)]
        return part_to_dict(marks[0] if marks else When(text=span.text, start=span.start, end=span.end, basis="stated"))
    days = {"from": said, "to": said} if isinstance(said, str) else said
    if not isinstance(days, Mapping):
        raise UsageError(f"{str(said)[:60]!r} is no time", hint='give {"from": "2022-06-24", "to": "2022-06-25"}')
    first, last = (_day(days.get(name)) for name in ("from", "to"))
    words = _stretch(sheet, days, near=near) if days.get("text") else None
    usual = "day" if first and first == last else "days" if first or last else "unknown"
    basis = days.get("basis") if days.get("basis") not in (None, "none") else "stated"
    return {
        "text": words and words.text, "start": words and words.start, "end": words and words.end, "from": first,
        "to": last, "precision": days.get("precision") or usual, "basis": basis if first or last or words else "none",
    }  # fmt: skip


def _day(said: Any) -> str | None:
    if said in (None, ""):
        return None
    day = read_day(said) if isinstance(said, str) else None
    if day is None:
        raise UsageError(f"{str(said)[:40]!r} is no day", hint="give a day such as 2022-06-25")
    return day.isoformat()[:10]


def _quote(sheet: Sheet, trigger: Span) -> Span | None:
    """The direct quotation that holds the trigger."""
    for mark in sheet.marked("content", trigger.start, trigger.end):
        whole = mark.start <= trigger.start and trigger.end <= mark.end
        if whole and isinstance(mark.refers, Attribution) and mark.refers.direct:
            return Span(text=sheet.text[mark.start : mark.end], start=mark.start, end=mark.end)
    return None

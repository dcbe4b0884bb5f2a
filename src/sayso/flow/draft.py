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
_RESOLVED: Final = ("basis", "given", "rule")
"""What a part says of how it came to its claim."""
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d{3})*")


def draft_claim(article: str, start: int, end: int, *, ledger: Ledger, settings: Settings) -> dict[str, Any]:
    """What may be said of a stretch that somebody selected, for a form: each part with whether it is chosen.

    Parts that lie in the stretch are chosen; others of its sentence are offered. Raises `UsageError` or `NotKeptError`.
    """
    sheet = lay_sheet(article, ledger, settings)
    chosen = sheet.span(start, end)
    sentence = sheet.sentence(chosen.start, chosen.end)
    types, trigger = _types(sheet, chosen)
    like = [kept_claim.claim for kept_claim in sheet.claims if _meets(kept_claim.claim.trigger, chosen)]
    types = list(dict.fromkeys([*types, *(claim.event for claim in like)]))[:MOST_TYPES]
    return {
        "article": article, "selected": part_to_dict(chosen), "trigger": part_to_dict(trigger),
        "sentence": part_to_dict(sentence), "types": types, "like": [claim.id for claim in like],
        "status": like[0].status if like else "happened",
        "places": _offered(_places(sheet, sentence), chosen), "whens": _offered(_whens(sheet, sentence), chosen),
        "counts": _offered(_counts(sheet, sentence), chosen, alone=False),
        "people": [
            {"value": part_to_dict(actor), "role": role} for actor, role in _people(sheet, sentence, like)
        ],
        "sources": [
            {"value": part_to_dict(source), "chosen": speaks}
            for source, speaks in _sources(sheet, sentence, trigger, like)
        ],
    }  # fmt: skip


def _meets(part: Any, other: Any) -> bool:
    """Whether two stretches share a character."""
    return bool(part.start < other.end and other.start < part.end)


def _types(sheet: Sheet, chosen: Span) -> tuple[list[str], Span]:
    """The types whose words stand in the stretch, and the words that show it.

    Of many words, that is the codebook's first verb, else its first noun, whose types then come first: those that the
    word shows elsewhere in the article before others.
    """
    used = Counter((kept_claim.claim.trigger.text.lower(), kept_claim.claim.event) for kept_claim in sheet.claims)

    def order(match: tuple[Trigger, Span]) -> tuple[bool, int, int, int]:
        trigger, word = match
        return trigger.form != "verb", word.start, -used[word.text.lower(), trigger.event], -trigger.priority

    matches = sorted(_shown(sheet, chosen), key=order)
    types = list(dict.fromkeys(trigger.event for trigger, _ in matches))
    is_short = len(chosen.text.split()) <= FEW_WORDS
    return types, chosen if is_short or not matches else matches[0][1]


def _shown(sheet: Sheet, chosen: Span) -> Iterator[tuple[Trigger, Span]]:
    """The triggers of the codebook that the words of a stretch may be, with the word of each."""
    words = list(_WORD.finditer(chosen.text))
    lemmas = [[sheet.tools.lemmas.of(word.group(), upos, "").lower() for upos in ("VERB", "NOUN")] for word in words]
    all_of_them = {lemma for own in lemmas for lemma in own}
    for word, own in zip(words, lemmas, strict=True):
        start = chosen.start + word.start()
        span = Span(text=word.group(), start=start, end=start + len(word.group()))
        for lemma in dict.fromkeys(own):
            for trigger in sheet.codebook.triggers(lemma, word.group()):
                if set(trigger.phrase) <= all_of_them:
                    yield trigger, span


def _offered(parts: list[Any], chosen: Span, *, alone: bool = True) -> list[dict[str, Any]]:
    """The parts with whether they are chosen: those in the stretch; with `alone`, also the only one of a sentence."""
    inside = [part for part in parts if _meets(part, chosen)]
    taken = inside or (parts if alone and len(parts) == 1 else [])
    return [{"value": part_to_dict(part), "chosen": part in taken} for part in parts]


def _places(sheet: Sheet, sentence: Span) -> list[Place]:
    marks = sheet.marked("place", sentence.start, sentence.end)
    marked = [mark.refers for mark in marks if isinstance(mark.refers, Place) and mark.refers.use == "place"]
    return _apart([*(place for kept_claim in sheet.claims for place in kept_claim.claim.places), *marked], sentence)


def _whens(sheet: Sheet, sentence: Span) -> list[When]:
    marks = sheet.marked("time", sentence.start, sentence.end)
    return _apart([mark.refers for mark in marks if isinstance(mark.refers, When) and mark.refers.text], sentence)


def _counts(sheet: Sheet, sentence: Span) -> list[Count]:
    marks = sheet.marked("count", sentence.start, sentence.end)
    marked = [mark.refers for mark in marks if isinstance(mark.refers, Count)]
    return _apart([*(count for kept_claim in sheet.claims for count in kept_claim.claim.counts), *marked], sentence)


def _apart(parts: list[Any], sentence: Span) -> list[Any]:
    """The parts that lie in a sentence, each stretch once, in text order; of those that meet, the first given."""
    kept: list[Any] = []
    for part in parts:
        inside = sentence.start <= part.start and part.end <= sentence.end
        if inside and not any(_meets(part, other) for other in kept):
            kept.append(part)
    return sorted(kept, key=lambda part: part.start)


def _people(sheet: Sheet, sentence: Span, like: list[Claim]) -> Iterator[tuple[Actor, str]]:
    """Who is named in a sentence, and what they are to the claim: as a like claim has it, or not told."""
    roles = {
        (actor.start, actor.end): role
        for claim in like
        for role in ("actors", "targets")
        for actor in getattr(claim, role)
    }
    claimed = [actor for kept_claim in sheet.claims for actor in (*kept_claim.claim.actors, *kept_claim.claim.targets)]
    named = [
        sheet.actor(sentence.start + match.start, sentence.start + match.end)
        for match in sheet.codebook.parties.find_parties(sentence.text)
        if match.kind != "adjective" or match.sector is not None
    ]
    marked = [
        sheet.actor(mark.start, mark.end)
        for kind in ("person", "organisation")
        for mark in sheet.marked(kind, sentence.start, sentence.end)
    ]
    for actor in _apart([*claimed, *named, *marked], sentence):
        yield actor, roles.get((actor.start, actor.end), "")


def _sources(sheet: Sheet, sentence: Span, trigger: Span, like: list[Claim]) -> list[tuple[Source, bool]]:
    """Who speaks in a sentence; chosen is whose words hold the trigger, or else whoever says a like claim."""
    known = {(source.start, source.end): source for kept_claim in sheet.claims for source in kept_claim.claim.sources}
    speaker: int | None = None
    cues: dict[int, str] = {}
    for mark in sheet.marks:
        if isinstance(mark.refers, Attribution) and mark.refers.source is not None:
            start = sheet.marks[mark.refers.source].start
            if mark.refers.cue is not None:
                cue = sheet.marks[mark.refers.cue]
                cues[start] = sheet.text[cue.start : cue.end]
            if mark.start <= trigger.start and trigger.end <= mark.end:
                speaker = start
    if speaker is None:
        speaker = next((claim.sources[0].start for claim in like if claim.sources), None)
    sources = []
    for mark in (mark for mark in sheet.marks if mark.kind == "source"):
        if mark.start == speaker or _meets(mark, sentence):
            source = known.get((mark.start, mark.end)) or sheet.source(mark.start, mark.end, cue=cues.get(mark.start))
            sources.append((source, mark.start == speaker))
    return sources


def complete_claim(draft: Mapping[str, Any], *, ledger: Ledger, settings: Settings) -> str:
    """The whole claim, as a line of JSON, of what a person says of it: words stand for stretches, and are looked up.

    `article`, `event` and `trigger` have to be said. Raises `UsageError` for what cannot be found, or `NotKeptError`.
    """
    article = draft.get("article")
    article = article.get("id") if isinstance(article, Mapping) else article
    event = draft.get("event")
    if not isinstance(article, str) or not isinstance(event, str) or not draft.get("trigger"):
        hint = 'say at least {"article": "a-…", "event": "territory.captured", "trigger": "seized"}'
        raise UsageError("article, event and trigger have to be said", hint=hint)
    sheet = lay_sheet(article, ledger, settings)
    trigger = _stretch(sheet, draft["trigger"], near=None)
    sentence = draft.get("sentence")
    around = _stretch(sheet, sentence, near=trigger.start) if sentence else sheet.sentence(trigger.start, trigger.end)
    near = trigger.start
    quote = (
        draft["quote"] and _stretch(sheet, draft["quote"], near=near) if "quote" in draft else _quote(sheet, trigger)
    )
    return line_to_json(
        {
            "id": "", "article": _head(sheet), "event": event, "trigger": part_to_dict(trigger),
            "actors": [_person(sheet, value, near) for value in strings_of(draft.get("actors"))],
            "targets": [_person(sheet, value, near) for value in strings_of(draft.get("targets"))],
            "places": [_place(sheet, value, near) for value in strings_of(draft.get("places"))],
            "when": _by_place(_when(sheet, draft.get("when"), near), around),
            "counts": [_count(sheet, value, near) for value in strings_of(draft.get("counts"))],
            "status": _status(draft.get("status")), "status_cue": draft.get("status_cue"),
            "sources": [_source(sheet, value, near) for value in strings_of(draft.get("sources"))],
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


def _status(value: Any) -> str:
    if value is None:
        return "happened"
    if value not in get_args(EventStatus):
        raise UsageError(f"the status is {str(value)[:40]!r}", hint="give one of: " + ", ".join(get_args(EventStatus)))
    return str(value)


def _stretch(sheet: Sheet, value: Any, *, near: int | None) -> Span:
    """The stretch that words mean, or that offsets say. Raises `UsageError` if it cannot be told."""
    if isinstance(value, str):
        return sheet.find(value, near=near)
    if not isinstance(value, Mapping):
        raise UsageError(
            f"{str(value)[:60]!r} names no words", hint='give words of the text, or {"text": …, "start": …}'
        )
    words, start, end = (value.get(name) for name in ("text", "start", "end"))
    if isinstance(start, int) and isinstance(end, int):
        span = sheet.span(start, end)
        if words not in (None, span.text):
            hint = "give code points of the article's text as the ledger has it"
            raise UsageError(f"at {start} to {end} stands “{span.text[:60]}”, not “{str(words)[:60]}”", hint=hint)
        return span
    if not isinstance(words, str):
        raise UsageError("no words are given", hint='give {"text": …}, or {"start": …, "end": …}')
    return sheet.find(words, near=start if isinstance(start, int) else near)


def _person(sheet: Sheet, value: Any, near: int) -> dict[str, Any]:
    span = _stretch(sheet, value, near=near)
    known = _bare(part_to_dict(sheet.actor(span.start, span.end)))
    is_resolved = isinstance(value, Mapping) and value.get("basis") == "resolved"
    return known | _given(value, ("name", "party", "sector", *(_RESOLVED if is_resolved else ())))


def _bare(part: Mapping[str, Any]) -> dict[str, Any]:
    """The part without its basis in another claim: by where it stands, the codec tells that in this one."""
    return {name: part[name] for name in part if name not in _RESOLVED}


def _source(sheet: Sheet, value: Any, near: int) -> dict[str, Any]:
    span = _stretch(sheet, value, near=near)
    known = part_to_dict(sheet.source(span.start, span.end))
    return known | _given(value, ("name", "party", "sector", "role", "kind", "cue"))


def _given(value: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value[name] for name in names if name in value} if isinstance(value, Mapping) else {}


def _place(sheet: Sheet, value: Any, near: int) -> dict[str, Any]:
    """A place: as said if it has coordinates or says itself unresolved, else looked up by its words, or its name."""
    span = _stretch(sheet, value, near=near)
    if isinstance(value, Mapping) and (value.get("latitude") is not None or value.get("precision") == "unresolved"):
        return {"precision": "exact"} | _bare(value) | part_to_dict(span)
    name = value.get("name") if isinstance(value, Mapping) else None
    return _bare(part_to_dict(sheet.place(span, name=name if isinstance(name, str) and name.strip() else None)))


def _count(sheet: Sheet, value: Any, near: int) -> dict[str, Any]:
    span = _stretch(sheet, value, near=near)
    marks = [mark.refers for mark in sheet.marked("count", span.start, span.end) if isinstance(mark.refers, Count)]
    like = next((count for count in marks if count.text == span.text), None)
    number = _NUMBER.search(span.text)
    amount = int(re.sub(r"\D", "", number.group())) if number else None
    known = {"of": like.of, "low": like.low, "high": like.high} if like else {"of": None, "low": amount, "high": amount}
    return part_to_dict(span) | known | _given(value, ("of", "low", "high"))


def _when(sheet: Sheet, value: Any, near: int) -> dict[str, Any]:
    """The days: as said, or those that the words stand for here."""
    if not value:
        return part_to_dict(When())
    if isinstance(value, str) and read_day(value) is None:
        span = sheet.find(value, near=near)
        marks = [mark.refers for mark in sheet.marked("time", span.start, span.end) if isinstance(mark.refers, When)]
        return part_to_dict(marks[0] if marks else When(text=span.text, start=span.start, end=span.end, basis="stated"))
    days = {"from": value, "to": value} if isinstance(value, str) else value
    if not isinstance(days, Mapping):
        raise UsageError(f"{str(value)[:60]!r} is no time", hint='give {"from": "2022-06-24", "to": "2022-06-25"}')
    first, last = (_day(days.get(name)) for name in ("from", "to"))
    words = _stretch(sheet, days, near=near) if days.get("text") else None
    usual = "day" if first and first == last else "days" if first or last else "unknown"
    basis = days.get("basis") if days.get("basis") not in (None, "none") else "stated"
    return {
        "text": words and words.text, "start": words and words.start, "end": words and words.end, "from": first,
        "to": last, "precision": days.get("precision") or usual, "basis": basis if first or last or words else "none",
    }  # fmt: skip


def _by_place(when: dict[str, Any], sentence: Span) -> dict[str, Any]:
    """The days, `carried` if their words stand outside the sentence, and else not."""
    if when["start"] is None or when["basis"] == "none":
        return when
    is_inside = sentence.start <= when["start"] < sentence.end
    basis = "stated" if when["basis"] == "carried" else when["basis"]
    return when | {"basis": basis if is_inside else "carried"}


def _day(value: Any) -> str | None:
    if value in (None, ""):
        return None
    day = read_day(value) if isinstance(value, str) else None
    if day is None:
        raise UsageError(f"{str(value)[:40]!r} is no day", hint="give a day such as 2022-06-25")
    return day.isoformat()[:10]


def _quote(sheet: Sheet, trigger: Span) -> Span | None:
    """The direct quotation that holds the trigger."""
    for mark in sheet.marked("content", trigger.start, trigger.end):
        whole = mark.start <= trigger.start and trigger.end <= mark.end
        if whole and isinstance(mark.refers, Attribution) and mark.refers.direct:
            return Span(text=sheet.text[mark.start : mark.end], start=mark.start, end=mark.end)
    return None

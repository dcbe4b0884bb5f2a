"""The head of a report: title, by-line, the line that dates the page, dateline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sayso.read.dates import DayForms, WrittenDay
from sayso.read.plain import SENTENCE_END
from sayso.read.rules import FurnitureRules

_NAME = r"[^\W\d_][\w'’.-]*"
_CITY = rf"{_NAME}(?:[ -]{_NAME}){{0,4}}?"
_PLACE = rf"(?P<place>{_CITY}(?:,? \([A-Z]\w+\))??(?:, {_CITY}){{0,2}}?)"
_BARE = r"(?<=[.,])\s+(?P<bare>(?-i:[A-Z]{3}[A-Z-]*))"
_SIGNED = rf"(?:\s*\((?P<agency>[^()\n]{{2,60}})\)|\s*/(?P<slashed>[A-Z][\w -]{{2,30}})/|{_BARE})"
_DASH = r"(?:\s*[—–―]\s*|\s+-\s+|\s*---?\s*)"
_BEFORE_SIGNATURE = rf"{_DASH}|\s*[|•·]\s*"
_PARTED_BEFORE = re.compile(rf"(?:{_DASH}|\s*[|•·;]\s*|\s/\s)$")
_PARTED_BEHIND = re.compile(rf"\s*(?:$|{_DASH}|[|•·;]|/\s)")
_TIME = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?\s?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?", re.IGNORECASE
)
_ZONES = "GMT|UTC|EES?T|CES?T|MSK|BST|EDT|EST|ET|PDT|PST|PT|CST|CDT|IST|LOCAL TIME|Z"
_ZONE = re.compile(rf"\b(?:{_ZONES})\b(?:[+-]\d{{1,2}}(?::?\d\d)?)?", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBERED = re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])-[A-Z]{1,4}-\d")
_MIDDLE = 15
"""The day that stands for a month of which no more is known. By convention."""
_LONGEST_DATELINE = 200
_LONGEST_OWN_LINE = 80
"""Characters in which a dateline ends, and of one that is a line of its own. By reasoning, not tuned."""
_MOST_PLACE_WORDS = 7
"""Words of a dateline's place. By reasoning ("Kryvyi Rih, Dnipropetrovsk Oblast, Ukraine"), not tuned."""
_MOST_BARE_WORDS = 4
"""The same before a dash alone, without a day or an agency. By reasoning, not tuned."""
_LEAST_BEHIND = 4
"""Words behind such a dash at least: "Joint Command - Afghanistan" is a letterhead. By reasoning, not tuned."""
_MOST_SIGNED = 20
"""Names in a by-line. By reasoning, not tuned."""
_MOST_DATED = 3
"""Names beside the day on a line that dates the page. By reasoning, not tuned."""
_MOST_BESIDE = 10
"""Words beside a day that a sign parts from them. By reasoning, not tuned."""
_LEAST_DATING = 5
"""Letters of a word that says by itself that a line dates the page ("updated"), unlike "at" and "on". By hand, not
swept."""
_LEAST_CAPITALS = 4
"""Letters of the longest word of a place in capitals, so that no abbreviation is one ("UN —"). By hand, not swept."""
_LONGEST_AGENCY = 29
"""Characters of a line that is an agency's name alone. By hand, not swept."""
_LONG_TITLE = 4
"""Words of a line that is rather the title than a shorter one above it. By hand, not swept."""
_LONGEST_BYLINE = 160
_LONGEST_TITLE = 200
"""Characters of a title, and of a by-line. By reasoning, not tuned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """What stands before the dash: `length` characters of the paragraph, dash included."""

    length: int
    place: str
    outlet: str | None
    day: WrittenDay | None


@lru_cache(maxsize=8)
def _forms(days: DayForms) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    """How datelines that open a paragraph look, and how one looks that is a line of its own."""
    day = re.sub(r"[?]P<[a-z0-9]+>", "?:", days.pattern.pattern)
    on = rf"(?:[,.]?\s*\(?(?P<day>{day})\)?\.?)?"
    dashed = rf"{_PLACE}{on}{_SIGNED}?[.,]?(?P<dash>{_DASH}|\s?:\s+)(?=\S)"
    signed = rf"{_PLACE}{on}{_SIGNED}[.,]?(?P<dash>\s+)(?=\S)"
    turned = rf"(?P<day>{day})[,.]?\s*\({_PLACE}\){_SIGNED}?[.,]?(?P<dash>{_DASH}|\s?:\s+)(?=\S)"
    alone = rf"{_PLACE}{on}{_SIGNED}?(?P<dash>\s*)[.,:—–-]?\s*"
    opening = tuple(re.compile(form, re.IGNORECASE) for form in (dashed, signed, turned))
    return opening, re.compile(alone, re.IGNORECASE)


def find_dateline(text: str, rules: FurnitureRules) -> Dateline | None:
    """The dateline that opens a paragraph ("KYIV, June 24 (Reuters) —"), `None` if there is none.

    A name and a dash alone open many sentences; without day or agency the place must be written in capitals, or the
    dash must be the only one of its sentence.
    """
    matches = (form.match(text[:_LONGEST_DATELINE]) for form in _forms(rules.days)[0])
    places = (match for match in matches if match is not None and _is_place(match, text, rules))
    opening = next(places, None)
    return _as_dateline(opening, rules) if opening is not None else None


def find_dateline_line(text: str, rules: FurnitureRules, *, first: bool = False) -> Dateline | None:
    """The dateline that is a line of its own ("Kyiv (Reuters)", "KYIV, June 24"), `None` if it is anything else.

    In the `first` line of a page, which may be its title, the town must be written in capitals.
    """
    line = _without_signature(text, rules)
    match = _forms(rules.days)[1].fullmatch(line) if len(line) < _LONGEST_OWN_LINE else None
    if match is None or not _is_name(_LETTERS.findall(match["place"]), rules):
        return None
    signed = agency_outlet(_signature(match), rules) is not None
    dated = match["day"] is not None and not match["bare"] and match["place"].casefold() not in rules.dated
    named = _is_name(_LETTERS.findall(match["place"]), rules) and match["place"].casefold() not in rules.not_places
    is_place = match["place"].split(",")[0].isupper() or (named and not first)
    return _as_dateline(match, rules) if signed or (dated and is_place) else None


def _without_signature(text: str, rules: FurnitureRules) -> str:
    """A line up to the dash before its by-line ("Pemba, 10 August 2021 – by Jane Doe")."""
    signs = [sign for sign in re.finditer(_BEFORE_SIGNATURE, text) if _is_signature(text[sign.end() :], rules)]
    return text[: signs[0].start()] if signs else text


def dates_page(text: str, rules: FurnitureRules) -> bool:
    """Whether a line says on which day the page appeared, and is no end of a sentence."""
    is_line = not text[:1].islower() and SENTENCE_END.search(text) is None
    line = find_head_line(text, rules, titled=True) if is_line else None
    return line is not None and line.day is not None


def titled_day(title: str, rules: FurnitureRules) -> WrittenDay | None:
    """The day of a title that gives its report's ("Apr. 23: Operations in X", "Daily Update, Jan. 10, 2011").

    `None` for one that names the day of an event: a day behind the words counts only where they name a kind of report.
    """
    text = title.strip()
    day = rules.days.pattern.match(text)
    if day is not None and text[day.end() :].lstrip().startswith(":"):
        return rules.days.written(day)
    last = next((day for day in rules.days.pattern.finditer(text) if day.end() >= len(text) - 1), None)
    words = {word.casefold() for word in _LETTERS.findall(text)}
    return rules.days.written(last) if last is not None and words & rules.reporting else None


def names_days(text: str, rules: FurnitureRules) -> bool:
    """Whether a line is a day, a month or a year and nothing else ("16 November 2019", "March 2020", "2019")."""
    if len(text) > _LONGEST_OWN_LINE:
        return False
    line = text.strip(" =*#:.–—-")
    rest = _YEAR.sub("", line).strip(" ,").casefold()
    is_month = rest in {name for name, _ in rules.days.months}
    return rules.days.pattern.fullmatch(line) is not None or is_month or bool(line and not rest)


def numbered_month(text: str) -> date | None:
    """The middle of the month that the number of a release names ("2011-07-S-064"); `None` for any other line."""
    match = _NUMBERED.search(text) if len(text) <= _LONGEST_OWN_LINE else None
    return date(int(match[1]), int(match[2]), _MIDDLE) if match else None


def _as_dateline(match: re.Match[str], rules: FurnitureRules) -> Dateline:
    day = rules.days.pattern.search(match["day"]) if match["day"] else None
    return Dateline(
        length=match.end(),
        place=match["place"].strip(" ,."),
        outlet=agency_outlet(_signature(match), rules),
        day=rules.days.written(day) if day else None,
    )


def _signature(match: re.Match[str]) -> str:
    return match["agency"] or match["slashed"] or match["bare"] or ""


def _is_place(match: re.Match[str], text: str, rules: FurnitureRules) -> bool:
    place, dash = match["place"].strip(" ,."), match["dash"]
    words = _LETTERS.findall(place)
    if len(words) > _MOST_PLACE_WORDS or not _is_name(words, rules) or place.casefold() in rules.not_places:
        return False
    if agency_outlet(_signature(match), rules) is not None:
        return True
    if words[0].casefold() in rules.not_places or not dash.strip() or match["bare"]:
        return False
    capitals = place.split(",")[0].isupper() and max(map(len, words)) >= _LEAST_CAPITALS
    if match["day"] or capitals:
        return True
    rest = text[match.end() :]
    alone = not re.search(_DASH, re.split(r"[.!?]\s", rest, maxsplit=1)[0])
    return (
        ":" not in dash
        and dash[0].isspace()
        and dash[-1].isspace()
        and len(words) <= _MOST_BARE_WORDS
        and alone
        and len(rest.split()) >= _LEAST_BEHIND
        and _starts(rest)
    )


def _is_name(words: list[str], rules: FurnitureRules) -> bool:
    """Whether the words are capitalised as a name's, small words inside it aside."""
    if not words or words[0].casefold() in rules.function_words or not words[0][0].isupper():
        return False
    return all(word[0].isupper() or word in rules.small_in_places or len(word) == 1 for word in words)


def _starts(rest: str) -> bool:
    first = rest.lstrip("\"'“‘«([")[:1]
    return first.isupper() or first.isdigit()


def agency_outlet(text: str, rules: FurnitureRules) -> str | None:
    """The outlet of the agency that this signature names ("Reuters", "AP, AFP"), `None` if it names none."""
    for part in re.split(rf"[,/;&]| (?:{'|'.join(rules.joints)}) ", text):
        name = part.strip(" .")
        outlet = rules.agencies.get(name) or rules.agencies.get(name.title())
        if outlet:
            return outlet
    return rules.agencies.get(text.strip(" ."))


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadLine:
    """A by-line, or a line that dates the page, and what it says."""

    outlet: str | None
    day: WrittenDay | None


def find_head_line(text: str, rules: FurnitureRules, *, titled: bool = False) -> HeadLine | None:
    """What a by-line ("By Jane Doe and John Roe, Reuters") or a dating line ("Updated 25 June 2022, 10:00") says.

    Below the line that may be the title (`titled`) also one with a day that a sign parts from its other words.
    """
    if len(text) > _LONGEST_BYLINE or "\n" in text.strip():
        return None
    text = _opening_stop(text, rules)
    day_match = rules.days.pattern.search(text)
    day = rules.days.written(day_match) if day_match else None
    rest = _without_time(text, day_match)
    is_dating = day is not None and _says_no_more(_before_signature(rest, rules), rules)
    is_dating = is_dating or (titled and day is not None and _is_parted(text, day, rules))
    if not is_dating and not _is_signature(rest, rules):
        return None
    parts = re.split(rf"[,|/•·]| (?:{'|'.join(rules.for_whom)}) | — | – | - ", rest)
    outlets = (agency_outlet(part.strip(), rules) for part in parts)
    return HeadLine(outlet=next((outlet for outlet in outlets if outlet), None), day=day)


def _opening_stop(text: str, rules: FurnitureRules) -> str:
    """A line up to the stop behind what dates it ("Published 3 March 2022. Prepared with partners."), or all of it."""
    day = rules.days.pattern.search(text)
    behind = text[day.end() :] if day is not None else ""
    if day is None or not behind.startswith(". ") or len(_LETTERS.findall(text[: day.start()])) > _MOST_DATED:
        return text
    before = _LETTERS.findall(text[: day.start()].casefold())
    return text[: day.end()] if any(len(word) >= _LEAST_DATING and word in rules.dated for word in before) else text


def _is_parted(text: str, day: WrittenDay, rules: FurnitureRules) -> bool:
    """Whether a sign parts the only day of a line from what else it says ("The war, hour by hour – 3 March 2022")."""
    days = list(rules.days.pattern.finditer(text))
    if day.year is None or len(days) != 1:
        return False
    before, behind = (
        _without_time(part, None).rstrip(" ,") for part in (text[: days[0].start()], text[days[0].end() :])
    )
    is_open = not before or _PARTED_BEFORE.search(before + " ") is not None
    behind = behind.lstrip(" ,.")
    return (
        is_open and _PARTED_BEHIND.match(behind) is not None and len(_LETTERS.findall(before + behind)) <= _MOST_BESIDE
    )


def _before_signature(rest: str, rules: FurnitureRules) -> str:
    """A dated line up to its by-line ("Posted on 3 March by our reporter in Goma")."""
    openers = re.finditer(rf"\s(?:{'|'.join(map(re.escape, rules.bylines))})\s", rest, re.IGNORECASE)
    return next((rest[: at.start()] for at in openers if _is_signature(rest[at.start() :], rules)), rest)


def _without_time(text: str, day: re.Match[str] | None) -> str:
    if day is not None:
        text = text[: day.start()] + " " + text[day.end() :]
    return _ZONE.sub(" ", _TIME.sub(" ", text))


def _says_no_more(rest: str, rules: FurnitureRules) -> bool:
    """Whether nothing is left of a dated line but the words that go with a day."""
    left = rest.casefold()
    for phrase in sorted(rules.dated, key=len, reverse=True):
        left = re.sub(rf"\b{re.escape(phrase)}\b", " ", left)
    words = [word for word in _LETTERS.findall(left) if word not in rules.weekdays]
    names = [word for word in _LETTERS.findall(rest) if word.casefold() in words]
    opens = _LETTERS.findall(rest.casefold())
    is_dating = any(len(word) >= _LEAST_DATING and word in rules.dated for word in opens)
    are_names = all(map(str.isupper, names)) or (is_dating and all(name[0].isupper() for name in names))
    return not words or (len(names) <= _MOST_DATED and are_names)


def _is_signature(rest: str, rules: FurnitureRules) -> bool:
    """Whether the line is "By" and names, or the name of an agency alone."""
    rest = re.sub(r"\s*\([^()]*\)\s*$", "", rest).strip(" |•·–—-")
    if agency_outlet(rest, rules) is not None and len(rest) <= _LONGEST_AGENCY:
        return True
    opener = next((word for word in rules.bylines if rest.casefold().startswith((word + " ", word + ":"))), None)
    if opener is None or (SENTENCE_END.search(rest) and not re.search(r"\b\w\.$", rest)):
        return False
    words = re.findall(r"[^\W_][\w'’.-]*", rest[len(opener) :])
    names = [word for word in words if word.casefold() not in rules.small_in_bylines | rules.dated]
    named = len(names) <= _MOST_SIGNED and all(word[0].isupper() for word in names)
    return bool(words) and named and words[0].casefold() in rules.articles | {name.casefold() for name in names[:1]}


def find_title(texts: Iterable[tuple[int, str]], *, known: str | None, followed: bool) -> int | None:
    """The index of the piece that is the title, among the pieces above the first whole paragraph.

    `known` is the title by the metadata; `followed` says whether a whole paragraph follows, without which a line alone
    is a message and no title.
    """
    lines = [(index, text) for index, text in texts if len(text) <= _LONGEST_TITLE]
    if known is not None:
        same = [index for index, text in lines if _key(text) == _key(known)]
        if same:
            return same[0]
    if not followed or known is not None:
        return None
    titles = [(index, text) for index, text in lines if not text.rstrip().endswith((".", ",", ";", ":", "…"))]
    long = [index for index, text in titles if len(text.split()) >= _LONG_TITLE]
    return next(iter(long or [index for index, _ in titles]), None)


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))

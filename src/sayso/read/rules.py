"""The rules for what on a page is not the report: `furniture.yaml` of a lexicon pack, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.base.errors import PackContentError
from sayso.model import ColumnKind
from sayso.read.dates import DayForms, day_forms

Drops = Literal["block", "list", "section", "rest"]

_EDGES = " \t\n\u00a0*•·▪◦‣|>»›→▶►✉☰+#_~=-–—:.…,;<«‹←"
_BREAKS = re.compile(r"\s+")
_LONGEST_LABEL = 600
"""Characters of a label: captions and notices on cookies are the longest. By reasoning, not tuned."""
_CUT_SHORT = (3, 4, 5, 9)
"""Letters to which names of weekdays are cut ("Thu", "Thur", "Thurs"); nine is the whole of the longest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRule:
    """Lines of one kind, as one pattern that matches a whole line, and what they drop."""

    kind: str
    drops: Drops
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRules:
    """What a page's labels, datelines and by-lines look like in one language; `furniture_rules` builds it."""

    labels: tuple[LabelRule, ...]
    unfinished: re.Pattern[str]
    bylines: tuple[str, ...]
    dated: frozenset[str]
    reporting: frozenset[str]
    """Words of titles that name a kind of report, whose day is the report's ("Daily Update, 5 May")."""
    agencies: Mapping[str, str]
    not_places: frozenset[str]
    function_words: frozenset[str]
    days: DayForms
    weekdays: frozenset[str]
    """Names of weekdays, whole and cut short."""
    small_in_places: frozenset[str]
    """Words in small letters that stand inside names of places."""
    small_in_bylines: frozenset[str]
    """Words in by-lines that are no names."""
    articles: frozenset[str]
    """Words that may open a by-line's list of names."""
    joints: tuple[str, ...]
    """Words between two signatures."""
    for_whom: tuple[str, ...]
    """Words between who wrote it and for whom."""
    note_mark: re.Pattern[str]
    """The mark of a note as encyclopedias print it, close to what stands before: "[a] town" is a quotation, mended."""
    columns: Mapping[ColumnKind, tuple[str, ...]]
    """Words of the titles of columns, by what the column holds."""
    columns_stand: frozenset[str]
    """Columns that say when or where."""
    columns_tell: frozenset[str]
    """Columns that tell something of it."""
    flags: tuple[re.Pattern[str], ...]
    """Leftovers of flags in cells; the group is whose they are."""
    blank_cells: frozenset[str]
    """Cells that say nothing."""

    def label_of(self, text: str) -> LabelRule | None:
        """The rule that this whole line or paragraph obeys; the farthest-reaching first, `None` if there is none."""
        if len(text) > _LONGEST_LABEL:
            return None
        bare = _BREAKS.sub(" ", text).strip()
        line = bare.strip(_EDGES)
        matching = (rule for rule in self.labels if rule.pattern.fullmatch(line) or rule.pattern.fullmatch(bare))
        return next(matching, None)

    def is_label(self, text: str) -> bool:
        """Whether some rule takes the line for a label."""
        return self.label_of(text) is not None


def furniture_rules(values: object, *, origin: str = "furniture.yaml") -> FurnitureRules:
    """The rules in the plain values of a YAML file.

    Raises `PackContentError`, with `origin`, for a key that is missing, a pattern that is none or an unknown effect.
    """
    if not isinstance(values, Mapping):
        raise _wrong("it is no mapping", origin)
    agencies = values.get("agencies")
    if not isinstance(agencies, Mapping):
        raise _wrong("agencies is no mapping of names to outlets", origin)
    order = get_args(Drops)
    labels = [_label_rule(entry, origin) for entry in _items(values, "labels", origin)]
    return FurnitureRules(
        labels=tuple(sorted(labels, key=lambda rule: -order.index(rule.drops))),
        unfinished=_pattern(_words(values, "unfinished", origin), origin, prefix=r"(?:^|\W)", suffix=r"[\W_]*$"),
        bylines=_words(values, "bylines", origin),
        dated=frozenset(_words(values, "dated", origin)),
        reporting=frozenset(_words(values, "reporting", origin)),
        agencies={str(name): str(outlet) for name, outlet in agencies.items()},
        not_places=frozenset(_words(values, "not_places", origin)),
        function_words=frozenset(_words(values, "function_words", origin)),
        days=_days(values, origin),
        weekdays=frozenset(day[:length] for day in _words(values, "weekdays", origin) for length in _CUT_SHORT),
        small_in_places=frozenset(_words(values, "small_in_places", origin)),
        small_in_bylines=frozenset(_words(values, "small_in_bylines", origin)),
        articles=frozenset(_words(values, "articles", origin)),
        joints=_words(values, "joints", origin),
        for_whom=_words(values, "for_whom", origin),
        note_mark=_joined(_words(values, "note_marks", origin), origin),
        columns=_columns(values, origin),
        columns_stand=frozenset(_words(values, "columns_stand", origin)),
        columns_tell=frozenset(_words(values, "columns_tell", origin)),
        flags=tuple(_as_written(pattern, origin) for pattern in _words(values, "flags", origin)),
        blank_cells=frozenset(_words(values, "blank_cells", origin)),
    )


def _days(values: Mapping[object, object], origin: str) -> DayForms:
    months = _items(values, "months", origin)
    if len(months) != 12 or not all(isinstance(names, list) and names for names in months):
        raise _wrong("months are not twelve lists of names", origin)
    names = [[str(name) for name in listed] for listed in months if isinstance(listed, list)]
    before, ordinals, of = (_words(values, key, origin) for key in ("weekdays_before", "ordinals", "of"))
    _pattern(before, origin)
    return day_forms(names, before, ordinals, of)


def _columns(values: Mapping[object, object], origin: str) -> dict[ColumnKind, tuple[str, ...]]:
    columns = values.get("columns")
    if not isinstance(columns, Mapping) or not columns:
        raise _wrong("columns is no mapping of what they hold to titles", origin)
    if strange := [kind for kind in columns if kind not in get_args(ColumnKind)]:
        raise _wrong(f"columns has {strange[0]!r}, which is none of {', '.join(get_args(ColumnKind))}", origin)
    return {kind: _words(columns, kind, origin) for kind in get_args(ColumnKind) if kind in columns}


def _label_rule(entry: object, origin: str) -> LabelRule:
    if not isinstance(entry, Mapping) or not {"kind", "drops", "patterns"} <= entry.keys():
        raise _wrong("a label has no kind, drops and patterns", origin)
    drops = entry["drops"]
    if drops not in get_args(Drops):
        raise _wrong(f"label {entry['kind']} drops {drops!r}, which is none of {', '.join(get_args(Drops))}", origin)
    return LabelRule(kind=str(entry["kind"]), drops=drops, pattern=_pattern(_words(entry, "patterns", origin), origin))


def _pattern(patterns: Sequence[str], origin: str, *, prefix: str = "", suffix: str = "") -> re.Pattern[str]:
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise _wrong(f"{pattern!r} is no regular expression: {error}", origin) from None
    return re.compile(f"{prefix}(?:{'|'.join(f'(?:{pattern})' for pattern in patterns)}){suffix}", re.IGNORECASE)


def _joined(patterns: Sequence[str], origin: str) -> re.Pattern[str]:
    return re.compile(_pattern(patterns, origin).pattern)


def _as_written(pattern: str, origin: str) -> re.Pattern[str]:
    """The pattern by itself, capitals counting."""
    _pattern([pattern], origin)
    return re.compile(pattern)


def _words(values: Mapping[object, object], key: str, origin: str) -> tuple[str, ...]:
    items = _items(values, key, origin)
    wrong = [item for item in items if not isinstance(item, str)]
    if wrong:
        raise _wrong(f"{key} holds {wrong[0]!r}, which is no text: put it in quotation marks", origin)
    return tuple(str(item) for item in items)


def _items(values: Mapping[object, object], key: str, origin: str) -> list[object]:
    items = values.get(key)
    if not isinstance(items, list) or not items:
        raise _wrong(f"{key} is no list, or an empty one", origin)
    return items


def _wrong(what: str, origin: str) -> PackContentError:
    return PackContentError(what, hint="mend it, or put the bundled file back", file=origin)

"""What speaks for a candidate as the name of a place: the encoder's word, the gazetteer's, and the words around it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log10
from typing import Final

import numpy as np

from sayso.base.arrays import FloatArray
from sayso.gazetteer.lookup import KINDS
from sayso.mark.places.candidates import (
    PLACE_FIRST,
    PLACE_MORE,
    SHARES,
    Bearers,
    CharSpan,
    Evidence,
    Names,
    begins_as_name,
)
from sayso.mark.places.vocabulary import PlaceWords

SOFTEST: Final = 0.001
"""Added to a probability and to what it lacks before its log odds are taken: the encoder is never surer than that.
Set by hand, not swept; the weights are fitted with it, as with the two below."""
SMALL_TOWN: Final = 20_000
"""People of a town below which its name is as likely something else's."""
DIGITS: Final = 3
"""Digits of a number of people that count as much as one thing that is so or is not."""
SHORTEST_CAPITALS: Final = 3
"""Letters from which a name all in capitals tells something: two are an abbreviation. Set by hand, not swept."""
HEADS: Final = ("area", "road", "nature", "school", "building", "town")
"""Classes of the words that end a name and say what it names; `place_words.yaml` lists them under `heads`."""
NOT_A_WORD: Final = "\n"
"""What stands before a block's first word and behind its last."""

TAGGED: Final = (
    "is_place", "is_body", "is_person", "in_body", "in_place", "begins_body", "ends_body", "begins_place", "ends_place",
    "in_person", "ends_person",
)  # fmt: skip
FEATURES: Final = (
    "none", "place_mean", "place_least", "body_mean", "person_mean", "begins", "goes_on", "place_before",
    "person_behind", *TAGGED,
    "known", "unknown", "people", "only_people", "primary", "population", "country", "region", "district",
    "only_town", "small_town", "in_known", "known_likely", "unknown_likely", "unknown_body",
    "population_in_body", "small_placed",
    "placed", "after_the", "after_title", "after_capital", "after_compass", "after_direction", "before_capital",
    "before_lower", "before_head", "before_road", "before_nature", "before_comma", "comma_known", "before_dash",
    "before_body", "ends_sentence", "joined", "begins_sentence", "after_quote", "described",
    "upper", "words", "one_word", "not_alone", "ends_lower", "begins_lower", "many_people", "head_likely",
    *(f"head_{head}" for head in HEADS),
    "best_elsewhere", "mean_elsewhere", "tagged_elsewhere", "share_tagged", "share_person", "listed",
)  # fmt: skip


def feature_columns(
    text: str,
    evidence: Evidence,
    candidates: Sequence[CharSpan],
    names: Names,
    words: PlaceWords,
    starts: frozenset[int],
) -> FloatArray:
    """What speaks for each candidate `[candidates, features]`, in the order of `FEATURES`.

    `starts` are the characters at which sentences begin.
    """
    written = [text[start:end] for start, end in evidence.spans]
    spelled = [text[evidence.spans[a][0] : evidence.spans[b - 1][1]] for a, b in candidates]
    columns: dict[str, FloatArray] = {"none": np.ones(len(candidates))}
    columns |= _encoder_columns(evidence, candidates)
    columns |= _tagged_columns(evidence, candidates)
    bearers = [names.bearers(name) for name in spelled]
    columns |= _gazetteer_columns(bearers, candidates, written)
    columns |= _neighbours(written, evidence, candidates, words, starts)
    columns |= _name_columns(written, spelled, candidates, bearers, words)
    columns |= _elsewhere(written, spelled, evidence, candidates, columns["place_mean"], words)
    columns |= _products(columns)
    return np.stack([columns[name] for name in FEATURES], axis=1)


def _odds(shares: FloatArray) -> FloatArray:
    """The log odds of probabilities."""
    return np.asarray(np.log((shares + SOFTEST) / (1 - shares + SOFTEST)))


def _encoder_columns(evidence: Evidence, candidates: Sequence[CharSpan]) -> dict[str, FloatArray]:
    """Log odds of the words being a place's, a body's or a person's name, and of the words beside them."""
    shares = evidence.shares.astype(np.float64)
    place, body, person = (
        shares[:, SHARES.index(f"B-{kind}")] + shares[:, SHARES.index(f"I-{kind}")] for kind in ("LOC", "ORG", "PER")
    )
    first, last = np.array(candidates).T
    blocks = np.array(evidence.blocks)
    has_before = (first > 0) & (blocks[first - 1] == blocks[first])
    behind = np.minimum(last, len(place) - 1)
    has_behind = (last < len(place)) & (blocks[behind] == blocks[first])
    sums = np.concatenate([np.zeros((1, 3)), np.cumsum(np.stack([place, body, person], axis=1), axis=0)])
    means = (sums[last] - sums[first]) / (last - first)[:, None]
    return {
        "place_mean": _odds(means[:, 0].clip(0, 1)),
        "body_mean": _odds(means[:, 1].clip(0, 1)),
        "person_mean": _odds(means[:, 2].clip(0, 1)),
        "place_least": _odds(np.minimum.reduceat(np.append(place, 1.0), np.stack([first, last], 1).ravel())[::2]),
        "begins": _odds(shares[first, PLACE_FIRST]),
        "goes_on": _odds(shares[behind, PLACE_MORE] * has_behind),
        "place_before": _odds(place[first - 1] * has_before),
        "person_behind": _odds(shares[behind, SHARES.index("I-PER")] * has_behind),
    }


def _tagged_columns(evidence: Evidence, candidates: Sequence[CharSpan]) -> dict[str, FloatArray]:
    """Whether a candidate is one of the encoder's names, lies in one, begins it or ends it."""
    holder: dict[int, tuple[str, int, int]] = {}
    for kind, first, last in evidence.names:
        tag = {"LOC": "place", "ORG": "body", "PER": "person"}[kind]
        holder |= dict.fromkeys(range(first, last), (tag, first, last))
    columns: dict[str, FloatArray] = defaultdict(lambda: np.zeros(len(candidates)))
    for row, (first, last) in enumerate(candidates):
        tag, start, end = holder.get(first, ("", 0, 0))
        if not tag or last > end:
            continue
        if (start, end) == (first, last):
            columns[f"is_{tag}"][row] = 1
            continue
        columns[f"in_{tag}"][row] = 1
        columns[f"begins_{tag}"][row] = start == first
        columns[f"ends_{tag}"][row] = end == last
    return {name: columns[name] for name in TAGGED}


def _gazetteer_columns(
    bearers: Sequence[Bearers], candidates: Sequence[CharSpan], written: Sequence[str]
) -> dict[str, FloatArray]:
    """What the gazetteer knows of the name, and whether it lies within a longer one that it knows.

    One that ends in small letters is not longer: of "Siverskyi Donets river" the name has two words.
    """
    town = frozenset({KINDS.index("settlement")})
    rows = [
        (
            facts.is_known, not (facts.is_known or facts.is_people), facts.is_people, facts.is_only_people,
            facts.is_primary, log10(facts.people + 1) / DIGITS,
            *(KINDS.index(kind) in facts.kinds for kind in ("country", "region", "district")),
            facts.kinds == town, facts.kinds == town and facts.people < SMALL_TOWN,
        )
        for facts in bearers
    ]  # fmt: skip
    titles = (
        "known", "unknown", "people", "only_people", "primary", "population", "country", "region", "district",
        "only_town", "small_town",
    )  # fmt: skip
    columns = dict(zip(titles, np.array(rows, dtype=np.float64).T, strict=True))
    known = [
        span
        for span, facts in zip(candidates, bearers, strict=True)
        if (facts.is_known or facts.is_people) and not written[span[1] - 1][0].islower()
    ]
    return columns | {"in_known": _within(candidates, known)}


def _within(candidates: Sequence[CharSpan], others: Sequence[CharSpan]) -> FloatArray:
    """Whether each candidate lies within another of these, which stand in text order."""
    reach: dict[int, int] = {}
    for first, last in others:
        reach[first] = max(last, reach.get(first, 0))
    furthest, longest = -1, dict[int, int]()
    for first in sorted({first for first, _ in candidates}):
        longest[first] = furthest
        furthest = max(furthest, reach.get(first, -1))
    return np.array(
        [float(last <= longest[first] or last < reach.get(first, -1)) for first, last in candidates], dtype=np.float64
    )


def _neighbours(
    written: Sequence[str],
    evidence: Evidence,
    candidates: Sequence[CharSpan],
    words: PlaceWords,
    starts: frozenset[int],
) -> dict[str, FloatArray]:
    """What the words before and behind say of a candidate."""
    titles = (
        "placed", "after_the", "after_title", "after_capital", "after_compass", "after_direction", "before_capital",
        "before_lower", "before_head", "before_road", "before_nature", "before_comma", "comma_known", "before_dash",
        "before_body", "ends_sentence", "joined", "begins_sentence", "after_quote", "described",
    )  # fmt: skip
    begun = {first for first, _ in candidates}
    rows = [_beside(written, evidence, span, words, starts, begun) for span in candidates]
    return dict(zip(titles, np.array(rows, dtype=np.float64).T, strict=True))


def _beside(
    written: Sequence[str],
    evidence: Evidence,
    span: CharSpan,
    words: PlaceWords,
    starts: frozenset[int],
    begun: set[int],
) -> tuple[bool, ...]:
    first, last = span
    before, ahead = _word(written, evidence, first - 1, first), _word(written, evidence, first - 2, first)
    behind = _word(written, evidence, last, first)
    low, low_behind = before.lower(), behind.lower()
    the = low in words.articles
    is_first = before == NOT_A_WORD or evidence.spans[first][0] in starts
    after_capital = before[0].isupper() and not (first and evidence.spans[first - 1][0] in starts)
    before_capital = behind[0].isupper() and low_behind not in words.after
    head = words.heads.get(low_behind) if behind[0].isupper() else None
    is_compass = low in words.compass
    return (
        (ahead.lower() if the else low) in words.locatives, the,
        (ahead if low == "." else before).lower().rstrip(".") in words.titles,
        after_capital, is_compass and before[0].isupper(), is_compass and not before[0].isupper(),
        before_capital, behind[0].islower(), head is not None, head == "road", head == "nature",
        behind == ",", behind == "," and last + 1 in begun, behind in ("(", "—", "–", "--"),
        low_behind in words.bodies, behind in (".", "?", "!", NOT_A_WORD),
        low in words.joining or low_behind in words.joining, is_first, before in ("\"", "“", "'", "‘"),
        low in words.genitives and _singular(ahead.lower(), words) in words.before,
    )  # fmt: skip


def _singular(noun: str, words: PlaceWords) -> str:
    """The noun without the letters of a plural."""
    return noun.rstrip("".join(words.plural_endings))


def _word(written: Sequence[str], evidence: Evidence, at: int, beside: int) -> str:
    """The word at an index in the block of another."""
    if 0 <= at < len(written) and evidence.blocks[at] == evidence.blocks[beside]:
        return written[at]
    return NOT_A_WORD


def _name_columns(
    written: Sequence[str],
    spelled: Sequence[str],
    candidates: Sequence[CharSpan],
    bearers: Sequence[Bearers],
    words: PlaceWords,
) -> dict[str, FloatArray]:
    """How the name is written, and what its last word says that it names."""
    rows = [
        (
            name.isupper() and len(name) >= SHORTEST_CAPITALS, last - first, last - first == 1,
            last - first == 1 and name.lower().rstrip(".") in words.not_alone,
            not written[last - 1][0].isupper() and written[last - 1] != ".",
            not begins_as_name(written, (first, last), words), facts.is_people and name.endswith(words.plural_endings),
        )
        for name, (first, last), facts in zip(spelled, candidates, bearers, strict=True)
    ]  # fmt: skip
    titles = ("upper", "words", "one_word", "not_alone", "ends_lower", "begins_lower", "many_people")
    columns = dict(zip(titles, np.array(rows, dtype=np.float64).T, strict=True))
    ends = [words.heads.get(written[last - 1].lower()) if last - first > 1 else None for first, last in candidates]
    return columns | {f"head_{head}": np.array([float(end == head) for end in ends]) for head in HEADS}


def _elsewhere(
    written: Sequence[str],
    spelled: Sequence[str],
    evidence: Evidence,
    candidates: Sequence[CharSpan],
    place_mean: FloatArray,
    words: PlaceWords,
) -> dict[str, FloatArray]:
    """What the encoder took the same name for in the whole article, and the names with which this one is listed."""
    odds_of: dict[str, list[float]] = defaultdict(list)
    for name, odds in zip(spelled, place_mean.tolist(), strict=True):
        odds_of[name.lower()].append(odds)
    places = Counter(" ".join(written[a:b]).lower() for kind, a, b in evidence.names if kind == "LOC")
    people = Counter(
        written[at].lower()
        for kind, first, last in evidence.names
        if kind == "PER" and all(word[0].isupper() for word in written[first:last])
        for at in range(first, last)
    )
    summed = {name: (max(odds), sum(odds) / len(odds), len(odds)) for name, odds in odds_of.items()}
    rows = []
    for name, (first, last) in zip(spelled, candidates, strict=True):
        (best, mean, times), tagged = summed[name.lower()], places[" ".join(written[first:last]).lower()]
        as_person = people[name.lower()] if last - first == 1 else 0
        share = as_person / (as_person + tagged) if as_person else 0.0
        rows.append((best, mean, log10(1 + tagged), min(1.0, tagged / times), share))
    titles = ("best_elsewhere", "mean_elsewhere", "tagged_elsewhere", "share_tagged", "share_person")
    columns = dict(zip(titles, np.array(rows, dtype=np.float64).T, strict=True))
    return columns | {"listed": listed_beside(written, candidates, place_mean, words)}


def listed_beside(
    written: Sequence[str], candidates: Sequence[CharSpan], place_mean: FloatArray, words: PlaceWords
) -> FloatArray:
    """The log odds of the likelier neighbour from which a comma or "and" alone parts a candidate; 0 without one."""
    begun: dict[int, float] = {}
    ended: dict[int, float] = {}
    for (first, last), odds in zip(candidates, place_mean.tolist(), strict=True):
        begun[first] = max(odds, begun.get(first, odds))
        ended[last] = max(odds, ended.get(last, odds))
    rows = []
    for first, last in candidates:
        beside = []
        for step in (1, 2):  # ", and" are two words
            if all(word in words.listing for word in written[last : last + step]):
                beside.append(begun.get(last + step))
            if all(word in words.listing for word in written[max(0, first - step) : first]):
                beside.append(ended.get(first - step))
        rows.append(max((odds for odds in beside if odds is not None), default=0.0))
    return np.array(rows)


def _products(columns: dict[str, FloatArray]) -> dict[str, FloatArray]:
    """What two of them say together."""
    heads = sum((columns[f"head_{head}"] for head in HEADS), np.zeros(len(columns["none"])))
    return {
        "known_likely": columns["known"] * columns["place_mean"],
        "unknown_likely": columns["unknown"] * columns["place_mean"],
        "unknown_body": columns["unknown"] * columns["body_mean"],
        "population_in_body": columns["population"] * columns["in_body"],
        "small_placed": columns["small_town"] * columns["placed"],
        "head_likely": heads * columns["place_mean"],
    }

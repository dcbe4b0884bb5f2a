"""What tells whether two claims of one article tell of one event, sign by sign, and what rules it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import asin, cos, log, log1p, radians, sin, sqrt
from typing import Final

from sayso.claim.graph import Graph
from sayso.claim.scene import Scene
from sayso.model import Actor, Claim, Count, Name, Place

Signs = dict[str, float]
OPENING: Final = 3
"""Sentences behind the title that say what the report is about. By reading the coded documents, not swept."""
EARTH_KM: Final = 12_742.0
"""Twice the mean radius of the earth (IUGG: 6,371.0 km)."""
NEAR_KM: Final = 20.0
"""Kilometres between two places that can be one told twice: a site and its town. By reasoning, not swept."""
DAYS_APART: Final = 1
"""Days between two tellings that can still be one: a night, or "today" for yesterday. By reasoning, not swept."""
CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
"""Parts of speech of the words by which sentences are compared."""
TELLING: Final = 3
"""The least number that tells one event from others by itself. By reasoning, not swept."""
RECENT_DAYS: Final = 14
"""Days before a report in which what happened is its news. As `weigh` takes it, not swept."""
UNSEEN: Final = 1.5
"""What a name is worth that is no word of the sentences, as a resolved one is. By hand, not swept."""
AGREEING: Final = {"same": 1.0, "within": 0.5, "next": -0.5, "apart": -1.0}
"""What days tell for one event, by how they agree. By hand."""
FINE: Final = frozenset({"settlement", "facility", "feature"})
"""Kinds of places that are points on the map."""
LEVELS: Final = ("same", "near", "within", "maybe", "beside", "apart")
"""How well two places agree, the best first; `beside` are two towns near each other, `maybe` may hold each other."""
STATUS_KINDS: Final = {
    "happened": "done", "ongoing": "done", "attempted": "done", "possible": "open", "planned": "open",
    "denied": "denied",
}  # fmt: skip
"""Statuses that one event can have in the words of several."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Telling:
    """A claim with what is compared of it."""

    claim: Claim
    number: int
    """Its place among the claims of its article."""
    rank: int
    """How many claims of its type stand before it."""
    total: int
    """How many claims of its type there are."""
    sentence: int
    block: int
    part: str
    """`title` (headings too), `opening` or `body`."""
    lemma: str
    """Of the word that shows the event."""
    definite: bool
    """The event is taken for known: "the attack"."""
    indefinite: bool
    is_bare: bool
    """A noun tells the event, and its sentence neither where, to whom nor how many: "claimed the attack"."""
    adding: bool
    """Its sentence says that one more is told: "also", "another"."""
    words: frozenset[str]
    """The words of its sentence that say something, by lemma."""
    about: float
    """The share of the title's words that its sentence has, the rarer the more."""
    actors: frozenset[str]
    targets: frozenset[str]
    """Parties; where one has none, its name."""
    nouns: frozenset[str]
    """The words that name those who did it and to whom it was done, by lemma, and their names."""
    struck: frozenset[str]
    """The words that name to whom or what it was done, by lemma."""
    persons: frozenset[str]
    """The persons to whom it was done, by name."""


class Tellings:
    """The claims of an article as they are compared, and how much the words of its sentences say."""

    def __init__(self, claims: Sequence[Claim], scene: Scene, adding: frozenset[str]) -> None:
        """`adding` are words that say that one more event is told."""
        self.scene, self.adding = scene, adding
        told = [(number, claim, scene.graph_at(claim.trigger.start)) for number, claim in enumerate(claims)]
        graphs = {graph.index: graph for _, _, graph in told if graph is not None}
        self.words = {at: _content(graph) for at, graph in graphs.items()}
        seen = Counter(word for words in self.words.values() for word in words)
        self.rarity = {word: log((1 + len(self.words)) / count) for word, count in seen.items()}
        """How much it says that two sentences share a word: the less, the more sentences of the article have it."""
        titles = [words for at, words in self.words.items() if self._part(graphs[at]) == "title"]
        self.title = frozenset[str]().union(*(titles or list(self.words.values())[:1]))
        totals, ranks = Counter(claim.event for claim in claims), Counter[str]()
        self.all = list[Telling]()
        """Those in sentences of the article, in text order."""
        for number, claim, graph in told:
            if graph is not None:
                self.all.append(self._telling(claim, graph, (number, ranks[claim.event], totals[claim.event])))
            ranks[claim.event] += 1

    def _telling(self, claim: Claim, graph: Graph, place: tuple[int, int, int]) -> Telling:
        at = next((at for at, token in enumerate(graph.tokens) if token.end > claim.trigger.start), 0)
        over = [graph.tokens[child].text.lower() for child in graph.children(at, "det", "nmod:poss")]
        definite = any(word in self.scene.lexicon.definite for word in over)
        struck = frozenset(word for one in claim.targets for word in self._nouns_of(one))
        done = frozenset(word for one in claim.actors for word in self._nouns_of(one))
        words = self.words[graph.index]
        return Telling(
            claim=claim, number=place[0], rank=place[1], total=place[2], sentence=graph.index,
            block=graph.sentence.block, part=self._part(graph), lemma=graph.tokens[at].lemma.lower(),
            definite=definite, indefinite=bool(over) and not definite,
            is_bare=graph.tokens[at].upos in ("NOUN", "PROPN") and not _says_more(claim),
            adding=not self.adding.isdisjoint(graph.words), words=words, about=self.share_of_title(words),
            actors=_names(claim.actors), targets=_names(claim.targets),
            nouns=struck | done | {one.name.casefold() for one in (*claim.actors, *claim.targets)},
            struck=struck, persons=frozenset(name for one in claim.targets for name in self._persons_of(one)),
        )  # fmt: skip

    def share_of_title(self, words: frozenset[str]) -> float:
        """The share of the title's words that a sentence has."""
        whole = self.worth(self.title)
        return self.worth(self.title & words) / whole if whole else 0.0

    def worth(self, words: Iterable[str]) -> float:
        """How much words say together."""
        return sum(self.rarity.get(word, 0.0) for word in words)

    def _part(self, graph: Graph) -> str:
        if self.scene.kind_of(graph.sentence) in ("title", "heading"):
            return "title"
        return "opening" if graph.index < self._first + OPENING else "body"

    @cached_property
    def _first(self) -> int:
        """The first sentence of the text itself."""
        sentences = self.scene.reading.sentences
        return next((at for at, one in enumerate(sentences) if self.scene.kind_of(one) == "paragraph"), 0)

    def _nouns_of(self, actor: Actor) -> Iterator[str]:
        graph = self.scene.graph_at(actor.start)
        for token in graph.tokens if graph is not None else ():
            if actor.start <= token.start < actor.end and token.upos in ("NOUN", "PROPN"):
                yield token.lemma.lower()

    def _persons_of(self, actor: Actor) -> Iterator[str]:
        for mark in self.scene.marks("person", actor.start, actor.end):
            if isinstance(mark.refers, Name):
                yield mark.refers.name.casefold()


def _says_more(claim: Claim) -> bool:
    """Whether its own sentence tells where, to whom or how many."""
    own: list[Place | Actor | Count] = [*claim.places, *claim.targets, *claim.counts]
    return any(claim.sentence.start <= one.start < claim.sentence.end for one in own)


def _content(graph: Graph) -> frozenset[str]:
    return frozenset(token.lemma.lower() for token in graph.tokens if token.upos in CONTENT)


def _names(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(actor.party or actor.name.casefold() for actor in actors)


def contradict(left: Claim, right: Claim) -> bool:
    """Whether two claims cannot be one event: of other days, other places, other numbers, or one is denied."""
    return (
        _statuses(left, right) == "apart"
        or (days_between(left, right) > DAYS_APART and "carried" not in (left.when.basis, right.when.basis))
        or places_compared(_stated(left.places), _stated(right.places)) == "apart"
        or counts_compared(left.counts, right.counts, harm=left.family == "harm") == "apart"
    )


def _stated(places: Sequence[Place]) -> Sequence[Place]:
    """The places that its own sentence names: what was carried to a claim is less sure than what rules it out."""
    return [place for place in places if place.basis != "carried"]


def _statuses(left: Claim, right: Claim) -> str:
    if left.status == right.status:
        return "same"
    here, there = STATUS_KINDS[left.status], STATUS_KINDS[right.status]
    if here == there:
        return "alike"
    return "mixed" if {here, there} == {"done", "open"} and "planned" not in (left.status, right.status) else "apart"


def days_between(left: Claim, right: Claim) -> int:
    """Days from one run of days to the other, 0 where they meet or one is not known."""
    here, there = left.when, right.when
    gaps = [
        (late.from_day - early.to_day).days
        for early, late in ((here, there), (there, here))
        if late.from_day is not None and early.to_day is not None
    ]
    return max([0, *gaps])


def days_compared(left: Claim, right: Claim) -> str:
    """`same`, `within`, `next`, `apart`, or how many of the two are not known: `one`, `none`."""
    known = [claim.when.from_day is not None or claim.when.to_day is not None for claim in (left, right)]
    if not all(known):
        return "one" if any(known) else "none"
    gap = days_between(left, right)
    if gap:
        return "next" if gap <= DAYS_APART else "apart"
    same = (left.when.from_day, left.when.to_day) == (right.when.from_day, right.when.to_day)
    return "same" if same else "within"


def places_compared(left: Sequence[Place], right: Sequence[Place]) -> str:
    """How well the places agree, by the best pair: one of `LEVELS`; or `one`, `none`, of how many none is known."""
    here, there = [[place for place in places if place.precision != "unresolved"] for places in (left, right)]
    if not here or not there:
        return "one" if left or right else "none"
    found = {_spots(one, other) for one in here for other in there}
    return next(level for level in LEVELS if level in found)


def _spots(left: Place, right: Place) -> str:
    if left.name == right.name and left.country == right.country:
        return "same"
    if left.country and right.country and left.country != right.country:
        return "apart"
    kinds = {left.kind, right.kind}
    if "country" in kinds:
        return "within" if left.country == right.country else "maybe"
    if "region" in kinds:
        return _in_region(*((left, right) if left.kind == "region" else (right, left)))
    return _on_the_map(left, right)


def _in_region(region: Place, other: Place) -> str:
    if other.kind == "region":
        return "apart"
    if not other.admin1:
        return "maybe"
    return "within" if other.admin1 in (region.admin1, region.name) else "apart"


def _on_the_map(left: Place, right: Place) -> str:
    near, kinds = _km(left, right) <= NEAR_KM, {left.kind, right.kind}
    if not kinds <= FINE or _is_rough(left) or _is_rough(right):
        return "within" if near else "maybe" if left.admin1 == right.admin1 else "apart"
    if not near:
        return "apart"
    return "beside" if kinds == {"settlement"} else "near"


def _is_rough(place: Place) -> bool:
    """Whether a place that no list has stands at the point of what contains it."""
    return place.precision in ("district", "region", "country")


def _km(left: Place, right: Place) -> float:
    """Kilometres along the globe; none where a point is not known."""
    if left.latitude is None or right.latitude is None or left.longitude is None or right.longitude is None:
        return 0.0
    north, south = radians(left.latitude), radians(right.latitude)
    rise, run = (north - south) / 2, radians(left.longitude - right.longitude) / 2
    return EARTH_KM * asin(sqrt(min(1.0, sin(rise) ** 2 + cos(north) * cos(south) * sin(run) ** 2)))


def counts_compared(left: Sequence[Count], right: Sequence[Count], *, harm: bool) -> str:
    """How the numbers of the same thing agree: `same`, `meet`, `apart`; or `other`, `one`, `none`.

    Those of a `harm` all count whom it befell.
    """
    here, there = [[count for count in counts if count.low or count.high] for counts in (left, right)]
    if not here or not there:
        return "one" if here or there else "none"
    pairs = [(one, other) for one in here for other in there if harm or one.of == other.of]
    if not pairs:
        return "other"
    if any((one.low, one.high) == (other.low, other.high) for one, other in pairs):
        return "same"
    return "meet" if any(_meet(one, other) for one, other in pairs) else "apart"


def _meet(left: Count, right: Count) -> bool:
    below = left.high is not None and right.low is not None and left.high < right.low
    above = right.high is not None and left.low is not None and right.high < left.low
    return not below and not above


def _parties(left: frozenset[str], right: frozenset[str]) -> str:
    if not left or not right:
        return "one" if left or right else "none"
    return "same" if left & right else "apart"


def signs_of(left: Telling, right: Telling, rarity: Mapping[str, float]) -> Signs:
    """What tells whether two claims, in text order, tell of one event; for `retelling.yaml`."""
    return {
        "bias": 1.0,
        f"family_{right.claim.family}": 1.0,
        "same_type": float(left.claim.event == right.claim.event),
        "same_lemma": float(left.lemma == right.lemma),
        **_of_slots(left, right),
        **_of_words(left, right, rarity),
        **_of_stand(left, right),
        **_of_times(left.claim, right.claim),
    }


def _of_slots(left: Telling, right: Telling) -> Signs:
    """How the slots agree."""
    here, there = left.claim, right.claim
    days, places = days_compared(here, there), places_compared(here.places, there.places)
    counts = counts_compared(here.counts, there.counts, harm=here.family == "harm")
    levels = (days, places, counts, _parties(left.actors, right.actors), _parties(left.targets, right.targets))
    return {
        "days": AGREEING.get(days, 0.0),
        "counts_same": float(counts == "same"),
        "counts_telling": float(counts == "same" and not _numbers(here).isdisjoint(_numbers(there))),
        "counts_one": float(counts == "one"),
        "counts_meet": float(counts == "meet"),
        "number": float(not _numbers(here).isdisjoint(_numbers(there))),
        "mixed": float(_statuses(here, there) == "mixed"),
        "agree": float(sum(level == "same" for level in levels)),
        "apart": float(sum(level in ("apart", "next", "beside") for level in levels)),
    }


def _numbers(claim: Claim) -> set[int]:
    """The numbers that tell something: any deed can befall one or two."""
    return {number for count in claim.counts for number in (count.low, count.high) if number and number >= TELLING}


def _of_words(left: Telling, right: Telling, rarity: Mapping[str, float]) -> Signs:
    """What the sentences share, and those who did it or to whom it was done."""
    nouns = left.nouns & right.nouns
    return {
        "shared": log1p(sum(rarity[word] for word in left.words & right.words)),
        "about": min(left.about, right.about),
        "other_nouns": float(bool(left.nouns and right.nouns and not nouns)),
        "rare_noun": max((rarity.get(noun, UNSEEN) for noun in nouns), default=0.0),
        "same_struck": float(not left.struck.isdisjoint(right.struck)),
        "same_person": float(not left.persons.isdisjoint(right.persons)),
        "adding": float(right.adding),
    }


def _of_stand(left: Telling, right: Telling) -> Signs:
    """Where the two stand, and how."""
    nearest = left.claim.event == right.claim.event and right.rank == left.rank + 1
    titled, lede = left.part == "title", right.part == "opening"
    between = right.sentence - left.sentence
    here, there = left.claim.sources, right.claim.sources
    same_voice = bool(here and there and here[0].name == there[0].name)
    return {
        "title": float(titled),
        "title_lede": float(titled and lede),
        "title_nearest": float(titled and nearest),
        "title_lede_nearest": float(titled and lede and nearest),
        "opening": float(left.part == "opening"),
        "nearest": float(nearest),
        "total": log1p(left.total),
        "same_sentence": float(between == 0),
        "same_block": float(left.block == right.block),
        "distance": log1p(between),
        "same_voice": float(same_voice),
        "other_voice": float(bool(here and there) and not same_voice),
        "definite": float(right.definite),
        "definite_early": float(right.definite and left.part != "body"),
        "bare_definite": float(right.definite and right.is_bare),
        "indefinite": float(right.indefinite),
    }


def _of_times(left: Claim, right: Claim) -> Signs:
    """Whether the events are of the days before the report: news tell one event again, chronicles one after another."""
    known = [news for news in (_is_news(left), _is_news(right)) if news is not None]
    return {"in_news": float(any(known)), "old": float(bool(known) and not any(known))}


def _is_news(claim: Claim) -> bool | None:
    day, published = claim.when.to_day or claim.when.from_day, claim.article.published
    return None if day is None or published is None else abs((published - day).days) <= RECENT_DAYS

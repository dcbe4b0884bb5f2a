"""What a sentence does not say and an earlier one does: the day and the place of the event that it goes on with.

Two kinds go on with an event: what an attack did, told in the sentence behind it ("A missile hit Kremenchuk on Monday.
Twenty people were killed."), and what takes it up by a noun with "the" ("died in the attack").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sayso.claim.carry_words import CarryWords, is_apart, is_definite, is_told_then
from sayso.claim.day_words import day_told_next, names_hour
from sayso.claim.graph import Graph
from sayso.claim.narrative import Narrative, goes_on, is_run
from sayso.claim.one_place import agree
from sayso.claim.place_lists import is_description
from sayso.claim.scene import Scene
from sayso.claim.story_day import StoryDay
from sayso.claim.telling import is_close_under, is_counted, is_telling_verb, is_told_itself
from sayso.claim.time_links import is_cue, is_owner, top_of
from sayso.claim.trigger_match import TriggerMatch
from sayso.model import Claim, Place, When

TOLD: Final = frozenset({"happened", "ongoing", "attempted"})
"""Statuses of events that others may go on with."""
CARRIED: Final = frozenset({"day", "days"})
"""Precisions of days that are carried."""
REACH: Final = 6
"""Sentences back in which what "the attack" takes up is looked for. By reading the coded documents, not swept."""
NEAR: Final = 2
"""Sentences back, in its paragraph, in which the doer of a dated sentence may be named again. By reading press
releases, not swept."""
ATTACKS: Final = frozenset({"battle", "strike", "civilians"})
"""Families of what assailants do."""
TOLLS: Final = frozenset({"harm", "damage"})
"""Families of which a number may be told in the present ("doctors count nine dead")."""
OPENING: Final = 6
"""Words of a sentence's beginning in which it may say that it goes on at the same time. By reasoning, not swept."""


class Carrier:
    """Carries days and places through the claims of one article, which come to it in text order."""

    def __init__(self, scene: Scene, words: CarryWords) -> None:
        self.scene = scene
        self.words = words
        self.narrative = Narrative(scene)
        self._told: list[tuple[Graph, str, Claim]] = []
        self._days: dict[int, tuple[When, int] | None] = {}
        self._story = StoryDay(scene, self._only_day, words.events)

    def carry(self, claims: Sequence[tuple[TriggerMatch, Claim]], graph: Graph) -> list[Claim]:
        """The claims of a sentence, with the day and the place of the event that they go on with."""
        first = self.scene.standing(graph.sentence).first
        self._told = [told for told in self._told if told[0].index >= first]
        carried = [self._carry(match, claim, graph) for match, claim in claims]
        carried = self._shared([match.anchor for match, _ in claims], carried, graph)
        self._told += [
            (graph, graph.tokens[match.anchor].lemma.lower(), claim)
            for (match, _), claim in zip(claims, carried, strict=True)
        ]
        return carried

    def _carry(self, match: TriggerMatch, claim: Claim, graph: Graph) -> Claim:
        since = self._since(match, claim, graph)
        return self._gone_on(match, claim, graph) if since is None else replace(claim, when=since)

    def _shared(self, anchors: Sequence[int], claims: Sequence[Claim], graph: Graph) -> list[Claim]:
        """The claims of a sentence; what it tells on has the one day that was carried to what it tells.

        "Troops repelled the attack, while jets bombed the attackers at Krenuwa."
        """
        days = {
            (claim.when.from_day, claim.when.to_day): claim.when for claim in claims if claim.when.basis == "carried"
        }
        if len(days) != 1 or self.scene.times(graph.sentence.start, graph.sentence.end):
            return list(claims)
        day = next(iter(days.values()))
        return [
            replace(claim, when=day) if claim.when.basis == "none" and self._is_open(anchor, claim, graph) else claim
            for anchor, claim in zip(anchors, claims, strict=True)
        ]

    def _is_open(self, anchor: int, claim: Claim, graph: Graph) -> bool:
        """Whether a verb tells, without a word that sets it apart, what came to pass on the day of what was told."""
        is_clause = graph.tokens[anchor].deprel == "advcl" and graph.tokens[anchor].xpos in graph.tags.past
        is_told = claim.status in TOLD and goes_on(claim.event, claim.status) and _is_of(claim, self.words.in_course)
        return is_told and (is_clause or is_telling_verb(anchor, graph)) and self._goes_on(anchor, graph, claim)

    def _goes_on(self, anchor: int, graph: Graph, claim: Claim) -> bool:
        """Whether no word sets a sentence apart, and it is told of a past day."""
        return not self._apart(anchor, graph, claim) and self._told_then(anchor, graph, claim)

    def _since(self, match: TriggerMatch, claim: Claim, graph: Graph) -> When | None:
        """The days from those told before on, where a verb has "since" alone ("two girls are missing since")."""
        words = graph.children(match.anchor, "advmod", "mark", "case", "obl")
        alone = any(graph.tokens[word].text.lower() in self.words.from_then for word in words)
        if not alone or claim.when.basis != "none":
            return None
        near = [told.when for of, _, told in self._told if self._is_close(of, graph) and told.status in TOLD]
        day = near[-1] if near and near[-1].from_day is not None else None
        return None if day is None else replace(day, to_day=None, basis="carried")

    def _is_close(self, earlier: Graph, graph: Graph) -> bool:
        return earlier.sentence.block == graph.sentence.block and 0 < graph.index - earlier.index <= NEAR

    def _gone_on(self, match: TriggerMatch, claim: Claim, graph: Graph) -> Claim:
        if not self._is_prose(graph) or not goes_on(claim.event, claim.status):
            return claim
        if self.scene.times(graph.sentence.start, graph.sentence.end):
            return self._of_known(match, claim, graph)
        if claim.when.basis != "none" and claim.places:
            return claim
        if claim.when.basis == "none" and (day := day_told_next(graph, self.scene, self.words)) is not None:
            claim = replace(claim, when=replace(day, basis="carried"))
        earlier = next(self._taken_up(match, claim, graph), None) or next(self._followed(match, claim, graph), None)
        if earlier is not None and (claim.when.basis != "none" or _is_dated(earlier.when)):
            return _with(claim, earlier, tuple(map(self._as_named, self._places_of(earlier))))
        day = self._day_of_story(match, claim, graph)
        claim = claim if day is None else replace(claim, when=replace(day, basis="carried"))
        return claim if earlier is None else _with(claim, earlier, tuple(map(self._as_named, self._places_of(earlier))))

    def _of_known(self, match: TriggerMatch, claim: Claim, graph: Graph) -> Claim:
        """The claim of a sentence with a day of its own that only bounds it, by the event that it takes up.

        "On Friday the mayor said that nine had died in the attack" (of Tuesday).
        """
        is_bound = claim.when.basis in ("relative", "linked") and not (claim.when.from_day and claim.when.to_day)
        if claim.family not in TOLLS or not (is_bound or claim.when.basis == "none"):
            return claim
        known = next(self._taken_up(match, claim, graph), None)
        first = known.when.from_day if known is not None else None
        if known is None or first is None or (claim.when.to_day is not None and first > claim.when.to_day):
            return claim
        return replace(claim, when=replace(known.when, basis="carried"))

    def _day_of_story(self, match: TriggerMatch, claim: Claim, graph: Graph) -> When | None:
        """The day of a sentence before that this one goes on with, whatever it tells of it."""
        is_open = claim.status in TOLD or (_has_come_out(claim) and is_told_itself(match.anchor, graph))
        if claim.when.basis != "none" or not is_open or not _is_of(claim, self.words.in_course):
            return None
        if self._is_meantime(graph):
            return self._day_before(graph) if self._told_then(match.anchor, graph, claim) else None
        if not self._goes_on(match.anchor, graph, claim):
            return None
        named = self._named_again(graph)
        if named is not None:
            return named[0]
        day = self._day_of_paragraph(claim, graph) or self._day_of_assailants(graph)
        return self._day_of_report(claim, graph) if day is None and is_told_itself(match.anchor, graph) else day

    def _day_of_assailants(self, graph: Graph) -> When | None:
        """The day of the last attack told of, where a sentence names those who did it ("the assailants fled")."""
        known = (at for at, token in enumerate(graph.tokens) if token.lemma.lower() in self.words.assailants)
        if not any(self._is_known(at, graph) for at in known):
            return None
        days = [told.when for _, _, told in self._told if told.family in ATTACKS and _is_dated(told.when)]
        return days[-1] if days and not is_run(days[-1]) else None

    def _is_known(self, noun: int, graph: Graph) -> bool:
        """Whether a noun comes with "the" or a word that points."""
        return graph.tokens[noun].upos == "NOUN" and is_definite(noun, graph, self.words)

    def _is_meantime(self, graph: Graph) -> bool:
        """Whether a sentence opens with a word for the time of the one before."""
        words = " ".join(token.text.lower() for token in graph.tokens[:OPENING])
        return any(f"{words} ".startswith(f"{word} ") for word in self.words.meantime)

    def _day_before(self, graph: Graph) -> When | None:
        """The one day of the last dated events close before a sentence, wherever they came to pass."""
        near = [(of.index, told.when) for of, _, told in self._told if 0 < graph.index - of.index <= NEAR]
        dated = [(index, when) for index, when in near if _is_dated(when) and not is_run(when)]
        last = {(when.from_day, when.to_day): when for index, when in dated if index == dated[-1][0]}
        return next(iter(last.values())) if len(last) == 1 else None

    def _day_of_report(self, claim: Claim, graph: Graph) -> When | None:
        """The day of the event that the report leads with, unless it came to pass somewhere else."""
        if not _has_come_out(claim) or not self._is_of_day(claim, graph):
            return None
        told = [(of, told) for of, _, told in self._told if told.status in TOLD and _is_of(told, self.words.in_course)]
        day = self._story.at(graph, told)
        if day is None:
            return None
        stated = [one for _, one in told if one.when.basis != "carried"]
        then = [one for one in stated if (one.when.from_day, one.when.to_day) == (day.from_day, day.to_day)]
        placed = [one for one in then if one.places] or then  # what has no place may be anywhere
        claim = self._placed(claim, graph)
        return day if any(agree(one, claim) for one in placed) or not (then or claim.places) else None

    def _placed(self, claim: Claim, graph: Graph) -> Claim:
        """The claim, if it has no place, with the places that its sentence opens with ("In Daraa gunmen fired")."""
        if claim.places:
            return claim
        root = next((token for token in graph.tokens if token.head < 0), graph.tokens[0])
        return replace(claim, places=tuple(self.scene.places_within(graph.sentence.start, root.start)))

    def _day_of_paragraph(self, claim: Claim, graph: Graph) -> When | None:
        """The one day of the last dated events of the paragraph, close before the sentence."""
        if not _has_come_out(claim) or not self._is_of_day(claim, graph):
            return None
        near = [
            (of.index, told)
            for of, _, told in self._told
            if self._is_close(of, graph)
            if told.status in TOLD and _is_dated(told.when) and agree(told, claim)
        ]
        if not near:
            return self._day_of_last(claim, graph)
        last = [told.when for index, told in near if index == near[-1][0]]
        days = {(when.from_day, when.to_day) for when in last}
        return last[0] if len(days) == 1 and not is_run(last[0]) else None

    def _day_of_last(self, claim: Claim, graph: Graph) -> When | None:
        """The only day of the sentence before, where none of its events is known.

        "A pickup blew up on Wednesday. Two people were killed."
        """
        earlier = self.scene.graphs[graph.index - 1] if graph.index and not claim.places else None
        if earlier is None or earlier.sentence.block != graph.sentence.block:
            return None
        day = self._only_day(earlier)
        return None if day is None or is_run(day) else day

    def _is_of_day(self, claim: Claim, graph: Graph) -> bool:
        """Whether a claim is of a kind that comes to pass within a day, or its sentence names an hour of it."""
        return _is_of(claim, self.words.told_on) or names_hour(graph, self.words)

    def _followed(self, match: TriggerMatch, claim: Claim, graph: Graph) -> Iterator[Claim]:
        """What the sentence before tells, where the claim tells what came of it; the last first, dated ones ahead."""
        families = _listed(self.words.follows, claim.event)
        tells = (
            _has_come_out(claim) and is_telling_verb(match.anchor, graph) and self._goes_on(match.anchor, graph, claim)
        )
        if not families or not tells:
            return
        before = [told for of, _, told in self._told if of.index == graph.index - 1 and self._is_prose(of)]
        fitting = [told for told in reversed(before) if _is_of(told, families) and told.status in TOLD]
        yield from sorted((told for told in fitting if agree(told, claim)), key=lambda told: not _is_dated(told.when))

    def _places_of(self, earlier: Claim) -> tuple[Place, ...]:
        """The places of a claim; where none of them is resolved, those of another of its sentence that are."""
        if not all(map(is_description, earlier.places)):
            return earlier.places
        beside = [told for _, _, told in self._told if told.sentence.start == earlier.sentence.start]
        named = (told.places for told in beside if not all(map(is_description, told.places)))
        return next(named, ())

    def _as_named(self, place: Place) -> Place:
        """A place with the words that name it last before, where its own only describe it ("the town")."""
        named = (one for one in self.scene.places_within(0, place.end) if one.name == place.name)
        last = max(named, key=lambda one: one.start, default=place)
        return replace(place, text=last.text, start=last.start, end=last.end)

    def _taken_up(self, match: TriggerMatch, claim: Claim, graph: Graph) -> Iterator[Claim]:
        """The dated event that the clause takes up by a noun with "the": the last that the same word told of.

        Where all that it may be came to pass on one day, it need not be the same word.
        """
        for noun in self._nouns(match, graph):
            lemma = graph.tokens[noun].lemma.lower()
            families = self.words.events[lemma].split()
            near = [
                (word, told)
                for of, word, told in reversed(self._told)
                if 0 < graph.index - of.index <= REACH and _is_of(told, families) and _is_dated(told.when)
            ]
            near = [(word, told) for word, told in near if not self._is_past_by(told, graph)]
            days = {(told.when.from_day, told.when.to_day) for _, told in near}
            near.sort(key=lambda told: told[0] != lemma)  # what the same word told of before all else
            yield from (told for word, told in near if (word == lemma or len(days) == 1) and agree(told, claim))

    def _is_past_by(self, told: Claim, graph: Graph) -> bool:
        """Whether an account has named another day since it told of an event: "the attack" is that of the last."""
        if not self.narrative.is_account:
            return False
        between = self.scene.times(told.sentence.end, graph.sentence.start)
        return any(_is_dated(time) and time.from_day != told.when.from_day for time in between)

    def _named_again(self, graph: Graph) -> tuple[When, int] | None:
        """The only day of an earlier sentence, whose event or doer this one names again with "the", and its index.

        "A force searched a compound on Monday. During the search the force detained two men." One between the two may
        have named it again: "A patrol set out on Monday. During the patrol it met rebels. The rebels killed two."
        """
        first = self.scene.standing(graph.sentence).first
        for back in range(graph.index - 1, max(first - 1, graph.index - 1 - REACH), -1):
            earlier = self.scene.graphs[back]
            day = self._only_day(earlier)
            handed = self._handed(earlier) if day is None else (day, back)
            if handed is None or graph.index - handed[1] > REACH or not self._is_prose(earlier):
                continue
            lemmas = {token.lemma.lower() for token in earlier.tokens if token.upos in ("NOUN", "VERB")}
            near = back >= graph.index - NEAR and earlier.sentence.block == graph.sentence.block
            if any(self._names_again(word, lemmas, graph, near=near) for word in range(len(graph.tokens))):
                return handed
            if day is not None:
                return None
        return None

    def _handed(self, graph: Graph) -> tuple[When, int] | None:
        """The day of an earlier sentence that one without words for time goes on with, and that sentence's index."""
        if graph.index not in self._days:
            self._days[graph.index] = None
            root = next((index for index, token in enumerate(graph.tokens) if token.head < 0), None)
            has_times = self.scene.times(graph.sentence.start, graph.sentence.end)
            if root is not None and not has_times and not self._apart(root, graph) and self._told_then(root, graph):
                self._days[graph.index] = self._named_again(graph)
        return self._days[graph.index]

    def _names_again(self, word: int, lemmas: set[str], graph: Graph, *, near: bool) -> bool:
        token = graph.tokens[word]
        is_known = self._is_known(word, graph) and token.lemma.lower() in lemmas
        is_subject = token.deprel.split(":")[0] == "nsubj"
        return is_known and (token.lemma.lower() in self.words.courses or (near and is_subject))

    def _only_day(self, graph: Graph) -> When | None:
        """The day of a sentence that names one, "Tuesday's attack" aside, and tells of it in the past."""
        every = self.scene.times(graph.sentence.start, graph.sentence.end)
        times = [time for time in every if not is_owner(time, graph)]
        root = next((index for index, token in enumerate(graph.tokens) if token.head < 0), None)
        if root is None or len(times) != 1 or not _is_dated(times[0]) or not self._told_then(root, graph):
            return None
        top = top_of(times[0], graph)
        is_of_saying = (
            top is not None and graph.tokens[top].head >= 0 and is_cue(graph.tokens[top].head, graph, self.scene)
        )
        return None if is_of_saying else times[0]

    def _nouns(self, match: TriggerMatch, graph: Graph) -> list[int]:
        """The nouns that take up an event, by which the trigger stands."""
        nouns = list[int]()
        for word, token in enumerate(graph.tokens):
            if token.upos != "NOUN" or token.lemma.lower() not in self.words.events:
                continue
            is_known = self._is_known(word, graph) and not graph.children(word, "nmod:poss", "acl:relcl")
            is_known = is_known and not is_counted(word, graph)
            is_joined = graph.tokens[match.anchor].deprel == "conj"  # "the attack and the battle" are two
            is_below = not is_joined and is_close_under(match.anchor, word, graph)
            if is_known and (is_below or is_close_under(word, match.anchor, graph)):
                nouns.append(word)
        return nouns

    def _apart(self, word: int, graph: Graph, claim: Claim | None = None) -> bool:
        return is_apart(word, graph, self.scene, self.words, is_toll=claim is not None and _is_toll(claim))

    def _told_then(self, word: int, graph: Graph, claim: Claim | None = None) -> bool:
        return is_told_then(word, graph, self.scene, self.words, is_toll=claim is not None and _is_toll(claim))

    def _is_prose(self, graph: Graph) -> bool:
        return self.scene.kind_of(graph.sentence) == "paragraph"


def _has_come_out(claim: Claim) -> bool:
    """Whether a claim tells what came of something, be it nothing ("nobody was hurt")."""
    return claim.status == "happened" or (claim.status == "denied" and claim.family in TOLLS)


def _is_toll(claim: Claim) -> bool:
    return bool(claim.counts) and claim.family in TOLLS


def _listed(lists: Mapping[str, str], event: str) -> list[str]:
    """What is listed for a type, or for its family."""
    return (lists.get(event) or lists.get(event.partition(".")[0]) or "").split()


def _is_of(claim: Claim, families: Collection[str]) -> bool:
    return claim.event in families or claim.family in families


def _is_dated(when: When) -> bool:
    return when.from_day is not None and when.to_day is not None and when.precision in CARRIED


def _with(claim: Claim, earlier: Claim, places: tuple[Place, ...]) -> Claim:
    """The claim with the day of the other, and the places, where it has none."""
    when = claim.when
    if when.basis == "none" and _is_dated(earlier.when):
        when = replace(earlier.when, basis="carried")
    return replace(claim, when=when, places=claim.places or places)

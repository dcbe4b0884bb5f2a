"""What words are to a report: classes of nouns, cues of saying, words of status, roles, words for other words.

It is built from the lexicon of a language (`lexicon-en`). Words are looked up by lemma, in lower
case; phrases by all their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeVar

from sayso.base.errors import PackContentError
from sayso.model import EventStatus, PlaceKind, SourceKind
from sayso.packs.language import TagSet, word_lists
from sayso.packs.pack import Pack
from sayso.packs.status_words import GOVERNING, StatusWord, WhetherWords, status_words

CueKind = Literal[
    "says",
    "confirms",
    "claims",
    "denies",
    "warns",
    "accuses",
    "orders",
    "asks",
    "promises",
    "thinks",
    "writes",
    "hears",
]
CueForm = Literal["verb", "noun", "adjective", "adverb", "phrase"]

FILES: Final = (
    "classes.yaml",
    "cues.yaml",
    "status.yaml",
    "roles.yaml",
    "generic.yaml",
    "light.yaml",
    "narrative.yaml",
)
TAGS: Final = "tags.yaml"
NOUNS: Final = "nouns.txt"
"""Classes of the nouns that `classes.yaml` does not list: a line a class, its name, a colon and its words."""
UNLISTED: Final = "unlisted"
"""The class of a noun that no list knows: what was killed and is not known is somebody ("five Rohingya")."""
NARRATIVE: Final = (
    "earlier", "later", "so_far", "moving", "ordering", "within", "meanwhile", "brief", "looking_back", "remembering",
)  # fmt: skip
"""Lists of `narrative.yaml` that the lexicon holds under the same names."""
LONGEST_ROLE: Final = 5
"""Words of a role at most, as many as "chief of the general staff" has, the longest listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that carries a saying. `stance`: the status that what is said gets; `hearer`: where the one told is."""

    word: str
    form: CueForm
    kind: CueKind
    stance: EventStatus | None = None
    hearer: Literal["object"] | None = None
    clause_only: bool = False
    """It is a cue only of a clause or a quotation, not of a plain noun ("show the way")."""


_Entry = TypeVar("_Entry", bound=Cue | StatusWord)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleNoun:
    """What a person or group is called, with its sector and the kind of source that it makes."""

    word: str
    sector: str | None
    kind: SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class UnnamedSides:
    """Nouns that stand for a side without naming it, by what tells whose they are: `generic.yaml` says how."""

    state: frozenset[str]
    armies: frozenset[str]
    troops: frozenset[str]
    rebels: frozenset[str]
    called: frozenset[str]
    militias: frozenset[str]
    risen: frozenset[str]
    gangs: frozenset[str]
    either: frozenset[str]
    speakers: frozenset[str]
    missions: frozenset[str]
    unknown: frozenset[str]

    def has(self, word: str) -> bool:
        """Whether a word stands for a state, a force or a group, be it an adjective ("separatist")."""
        return word.lower() in self.state | self.troops | self.rebels


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything that a language's lexicon says of words, indexed."""

    tags: TagSet
    portions: frozenset[str]
    """Words whose class is that of the noun after "of" ("dozens of tanks")."""
    status_order: tuple[EventStatus, ...]
    """Which status holds where several words reach one event, the strongest first."""
    status_exceptions: Mapping[tuple[str, ...], EventStatus | None]
    """Phrases of lemmas that give another status than their words would; `None` leaves it."""
    whether: WhetherWords
    status_weights: Mapping[EventStatus, Mapping[str, float]]
    """By status, the weight of each sign of the learned mix."""
    hearsay: frozenset[str]
    definite: frozenset[str]
    relations: frozenset[str]
    enemies: frozenset[str]
    """Words for the other side, seen from the speaker's."""
    unnamed: UnnamedSides
    anonymous: frozenset[str]
    light: frozenset[str]
    """Verbs whose subject does what their object names ("launched an assault")."""
    facing: frozenset[str]
    """Verbs whose subject is struck by what their object names ("repelled an assault")."""
    accusing: Mapping[str, str]
    """Verbs whose object did the deed behind this preposition ("blamed M23 for")."""
    laid_on: Mapping[str, str]
    """Verbs whose object is the deed of whom this preposition names ("an attack blamed on")."""
    answerable: Mapping[str, str]
    """Adjectives whose subject did the deed behind this preposition ("responsible for")."""
    behind: frozenset[str]
    """Prepositions between who did a deed and the deed."""
    done: frozenset[str]
    """Verbs in the passive before "by" and the doer of the noun that they describe."""
    hands: frozenset[str]
    """Nouns before "of" and the doer ("at the hands of")."""
    earlier: frozenset[str]
    """Words before what came first ("after the fall")."""
    later: frozenset[str]
    """Words before what came next ("until the withdrawal")."""
    so_far: frozenset[str]
    """Words before a day that sums up ("as of")."""
    moving: frozenset[str]
    """Words that move an account off the day that it tells of ("previously", "for weeks")."""
    ordering: frozenset[str]
    """Words that open a clause of what came right before or behind ("after encircling it")."""
    within: frozenset[str]
    """Words before an event whose day is that of what is told of it ("killed in Monday's attack")."""
    meanwhile: frozenset[str]
    """Words that open a clause in the course of which something came to pass ("while he was there")."""
    brief: frozenset[str]
    """Lemmas of what is over on the day of what came of it ("captured after a battle")."""
    looking_back: frozenset[str]
    """Lemmas of what is done about an event that lies before ("condemn", "sentence for")."""
    remembering: frozenset[str]
    """Lemmas of nouns that tell of an event long past ("the anniversary of")."""
    maker: str
    _classes: Mapping[str, frozenset[str]] = field(repr=False)
    _nouns: Mapping[str, frozenset[str]] = field(repr=False)
    _includes: Mapping[str, frozenset[str]] = field(repr=False)
    _cues: Mapping[str, tuple[Cue, ...]] = field(repr=False)
    _cue_phrases: Mapping[str, tuple[Cue, ...]] = field(repr=False)
    _status: Mapping[str, tuple[StatusWord, ...]] = field(repr=False)
    _in_status: frozenset[str] = field(repr=False)
    """All words of the names in `_status`."""
    _status_phrases: Mapping[str, tuple[StatusWord, ...]] = field(repr=False)
    _roles: Mapping[str, RoleNoun] = field(repr=False)
    _places: Mapping[str, tuple[PlaceKind, ...]] = field(repr=False)
    _pronouns: Mapping[str, frozenset[str]] = field(repr=False)

    def classes_of(self, noun: str) -> frozenset[str]:
        """The classes of a noun or noun phrase, by the phrase or by its last word; empty for one that is not listed."""
        words = noun.lower()
        classes = self._classes.get(words)
        if classes is None and " " in words:
            words = words.rsplit(" ", 1)[1]
            classes = self._classes.get(words)
        return classes or self._nouns.get(words, frozenset())

    def classes_of_phrase(self, phrase: str) -> frozenset[str]:
        """The classes of a noun phrase that is listed as a whole ("air force"); empty for any other."""
        return self._classes.get(phrase.lower(), frozenset())

    def with_including(self, name: str) -> frozenset[str]:
        """The class and all classes that include it: `soldiers` gives `soldiers` and `people`."""
        return self._includes.get(name, frozenset({name}))

    @property
    def class_names(self) -> frozenset[str]:
        """All classes of nouns."""
        listed = (*self._classes.values(), *self._nouns.values())
        return frozenset(name for classes in listed for name in classes) | {UNLISTED}

    def cues(self, lemma: str) -> tuple[Cue, ...]:
        """What sayings a word can carry, single words only."""
        return self._cues.get(lemma.lower(), ())

    def cue_phrases(self, first: str) -> tuple[Cue, ...]:
        """The phrases that carry a saying and begin with that word, the longest first."""
        return self._cue_phrases.get(first.lower(), ())

    def status_words(self, lemma: str) -> tuple[StatusWord, ...]:
        """What a word can do to the status of an event, single words only."""
        return self._status.get(lemma.lower(), ())

    def may_tell_status(self, lemma: str, text: str) -> bool:
        """Whether a word, by its lemma or as written, is in any entry that `status_words` knows."""
        return lemma.lower() in self._in_status or text.lower() in self._in_status

    def status_phrases(self, first: str) -> tuple[StatusWord, ...]:
        """The phrases that change a status and begin with that word, the longest first."""
        return self._status_phrases.get(first.lower(), ())

    def find_role(self, words: Sequence[str]) -> RoleNoun | None:
        """The role noun that these words say: the longest, of equals the last ("deputy foreign minister": minister)."""
        folded = [word.lower() for word in words]
        for length in range(min(LONGEST_ROLE, len(folded)), 0, -1):
            for start in range(len(folded) - length, -1, -1):
                role = self._roles.get(" ".join(folded[start : start + length]))
                if role is not None:
                    return role
        return None

    def place_kinds(self, noun: str) -> tuple[PlaceKind, ...]:
        """The kinds of place that a definite description with this noun can stand for; empty if none."""
        kinds = self._places.get(noun.lower())
        if kinds is None and " " in noun:
            kinds = self._places.get(noun.lower().rsplit(" ", 1)[1])
        return kinds or ()

    def pronoun_classes(self, word: str) -> frozenset[str]:
        """The classes of a pronoun that it has whatever it stands for; empty for any other word."""
        return self._pronouns.get(word.lower(), frozenset())

    def is_anonymous(self, noun: str) -> bool:
        """Whether the noun names a speaker without telling who ("a source")."""
        return noun.lower() in self.anonymous


def load_lexicon(pack: Pack) -> Lexicon:
    """The lexicon of that pack.

    Raises `PackContentError` for what cannot be used, `PackError` for a file that is missing or not its manifest's.
    """
    for file in FILES:
        pack.path(file)
    try:
        return _build(pack)
    except (KeyError, TypeError, AttributeError) as error:
        raise PackContentError(
            f"the lexicon cannot be read: {error!r}", hint="mend the file that has this key", file=str(pack.folder)
        ) from None


def _build(pack: Pack) -> Lexicon:
    classes, cues, status, roles, generic, light, narrative = (pack.yaml(file) for file in FILES)
    above = _above(classes["includes"])
    all_cues, all_status = list(_cues(cues)), list(status_words(status["words"]))
    return Lexicon(
        tags=word_lists(TagSet, pack.yaml(TAGS), origin=str(pack.folder / TAGS)),
        portions=_set(classes["portions"]),
        status_order=tuple(status["order"]),
        status_exceptions={
            tuple(exception["phrase"].split()): exception["gives"] for exception in status["exceptions"]
        },
        whether=word_lists(WhetherWords, status["lists"], origin=str(pack.folder / "status.yaml")),
        status_weights=pack.yaml("status_weights.yaml"),
        hearsay=_set(status["hearsay"]),
        definite=_set(generic["definite"]),
        relations=_set(generic["relations"]),
        enemies=_set(generic["enemies"]),
        unnamed=UnnamedSides(**{name: _set(words) for name, words in generic["unnamed"].items()}),
        anonymous=_set(roles["anonymous"]),
        light=_set(light["light"]),
        facing=_set(light["facing"]),
        accusing=dict(light["accusing"]),
        laid_on=dict(light["laid_on"]),
        answerable=dict(light["answerable"]),
        behind=_set(light["behind"]),
        done=_set(light["light"]) | _set(light["done"]),
        hands=_set(light["hands"]),
        **_narrative(narrative),
        maker=pack.maker,
        _classes=_classes(classes["classes"], above),
        _nouns=_nouns(pack, above),
        _includes=above,
        _cues=_by_word(cue for cue in all_cues if " " not in cue.word),
        _cue_phrases=_by_first(cue for cue in all_cues if " " in cue.word),
        **_status_tables(all_status),
        _status_phrases=_by_first(word for word in all_status if " " in word.word),
        _roles={role.word: role for role in reversed(list(_roles(roles["roles"])))},
        _places=_places(generic["places"]),
        _pronouns=_pronouns(generic["pronouns"]),
    )


def _narrative(content: Mapping[str, Any]) -> dict[str, Any]:
    """The lists of `narrative.yaml` by name."""
    return {name: _set(content[name]) for name in NARRATIVE}


def _status_tables(entries: Sequence[StatusWord]) -> dict[str, Any]:
    """The entries that are looked up like a word, and all words of their names."""
    looked_up = (entry for entry in entries if " " not in entry.word or entry.form in GOVERNING)
    by_word: Mapping[str, Any] = _by_word(looked_up)
    return {"_status": by_word, "_in_status": frozenset(part for name in by_word for part in name.split())}


def _set(words: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(word).lower() for word in words)


def _above(includes: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """Each class with those that include it, however far up."""
    parents: dict[str, set[str]] = {}
    for whole, parts in includes.items():
        for part in parts:
            parents.setdefault(part, set()).add(whole)
    above: dict[str, frozenset[str]] = {}
    for name in {*parents, *includes}:
        wholes, rest = {name}, [name]
        while rest:
            new = parents.get(rest.pop(), set()) - wholes
            wholes |= new
            rest.extend(new)
        above[name] = frozenset(wholes)
    return above


def _classes(classes: Mapping[str, Sequence[Any]], above: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    by_word: dict[str, frozenset[str]] = {}
    for name, words in classes.items():
        names = above.get(name, frozenset({name}))
        for word in words:
            by_word[str(word).lower()] = by_word.get(str(word).lower(), frozenset()) | names
    return by_word


def _nouns(pack: Pack, above: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The classes of each noun of the long list; of none where the pack has no such list."""
    if NOUNS not in pack.files:
        return {}
    by_word: dict[str, frozenset[str]] = {}
    for line in pack.text(NOUNS).splitlines():
        name, _, words = line.partition(":")
        by_word |= dict.fromkeys(words.split(), above.get(name, frozenset({name})))
    return by_word


def _cues(content: Mapping[str, Any]) -> Iterable[Cue]:
    clause_only = _set(content["clause_only"])
    for line in content["cues"]:
        for word in line["words"]:
            yield Cue(
                word=str(word).lower(),
                form=line["as"],
                kind=line["kind"],
                stance=line.get("stance"),
                hearer=line.get("hearer"),
                clause_only=line["as"] == "verb" and str(word).lower() in clause_only,
            )


def _roles(lines: Iterable[Mapping[str, Any]]) -> Iterable[RoleNoun]:
    for line in lines:
        for word in line["words"]:
            yield RoleNoun(word=str(word).lower(), sector=line["sector"], kind=line["kind"])


def _places(lines: Iterable[Mapping[str, Any]]) -> dict[str, tuple[PlaceKind, ...]]:
    by_noun: dict[str, tuple[PlaceKind, ...]] = {}
    for line in lines:
        for word in line["words"]:
            by_noun[str(word)] = (*by_noun.get(str(word), ()), line["kind"])
    return by_noun


def _pronouns(lines: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    return {str(word): _set(line["classes"]) for line in lines for word in line["words"]}


def _by_word(entries: Iterable[_Entry]) -> dict[str, tuple[_Entry, ...]]:
    index: dict[str, tuple[_Entry, ...]] = {}
    for entry in entries:
        index[entry.word] = (*index.get(entry.word, ()), entry)
    return index


def _by_first(entries: Iterable[_Entry]) -> dict[str, tuple[_Entry, ...]]:
    index: dict[str, list[_Entry]] = {}
    for entry in entries:
        index.setdefault(entry.word.split()[0], []).append(entry)
    return {
        word: tuple(sorted(entries_of_word, key=lambda entry: -len(entry.word.split())))
        for word, entries_of_word in index.items()
    }

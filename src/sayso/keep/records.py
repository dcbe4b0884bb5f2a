"""What the ledger gives: records with what is known of them beside what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Generic, Literal, TypeVar

from sayso.model import Anchor, Article, Claim, EventStatus, Judgement, JudgementKind, ReviewState, Standing

T = TypeVar("T")
Order = Literal["day", "-day", "confidence", "-confidence", "article"]
"""By first day (`-` latest first; claims without a day last), by confidence, or as they were added."""
TALK: Final = ("statement.other",)
"""Types of statements in which nothing happens."""
ANY_EVENT: Final = "any"
"""What asks for events of all types, talk too, in flags and addresses."""
HitKind = Literal["article", "claim", "name"]
Change = Literal["added", "unchanged", "changed", "reread"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a listing asks for; an empty field asks for nothing, several values of one field are alternatives."""

    place: tuple[str, ...] = ()
    """Names of places, without regard to case, or their keys (`g:707308`)."""
    within: tuple[str, ...] = ()
    """Names or keys of countries and regions, or `UA`, or `UA/Luhansk`: what lies in them, and they themselves."""
    since: date | None = None
    """Last day of the claim not before this."""
    until: date | None = None
    """First day of the claim not after this."""
    event: tuple[str, ...] = ()
    """Types (`territory.captured`) or families (`territory`)."""
    without: tuple[str, ...] = ()
    """Types or families that are left out."""
    party: tuple[str, ...] = ()
    """Parties of actors or targets (`RUS`), or the names of actors or targets."""
    source: tuple[str, ...] = ()
    """Names of sources, or their parties; an outlet's name where it says it itself."""
    outlet: tuple[str, ...] = ()
    status: tuple[EventStatus, ...] = ()
    standing: tuple[Standing, ...] = ()
    """Standing of control, on a day of the claim, of one of its places."""
    review: tuple[ReviewState, ...] = ()
    article: tuple[str, ...] = ()
    """Ids of articles."""
    made_by: tuple[str, ...] = ()
    """`person`, for claims that people made; or the name of one of them."""
    text: str | None = None
    """Words of the sentence; words in quotation marks stand together, `-` before a word excludes it."""
    least: float = 0.0
    """Confidence not below this; means nothing to incidents."""


def events_asked(values: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The fields `event` and `without` of a filter for these types.

    Without any, talk is left out: statements in which nothing happens. `ANY_EVENT` brings it in.
    """
    named = tuple(value for value in values if value != ANY_EVENT)
    return {"event": named if named == values else (), "without": () if values else TALK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some of the items that a listing found, and how many there are."""

    items: tuple[T, ...]
    total: int

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptClaim:
    """A claim as it stands: what the machine read, with a person's corrections."""

    claim: Claim
    """Corrections applied."""
    machine: Claim
    review: ReviewState
    flags: tuple[str, ...]
    """Reasons of the flags raised on it that were not undone."""
    judgements: tuple[str, ...]
    """Ids of the judgements on it, first made first, undone ones too; the last is what `seen` of `judge` means."""
    incident: str | None
    """Id of the incident it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptArticle:
    """An article as the ledger keeps it."""

    article: Article
    """In listings without its text and blocks, which are empty."""
    version: int
    """1 is the first text that was seen at its origin."""
    versions: tuple[str, ...]
    """Ids of all texts seen there, oldest first; the last is the current one. Empty in listings."""
    maker: str
    added: datetime
    claims: int
    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSource:
    """Somebody who says things, and how much of it the ledger holds."""

    name: str
    kind: str
    """A `SourceKind`; of one name with several, the commonest."""
    party: str | None
    sector: str | None
    claims: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that a search found."""

    kind: HitKind
    id: str
    """Of the article or claim; of a name, its key."""
    title: str | None
    """The article's title; of a name, the kind of name (`place`, `source`, `actor`, `outlet`)."""
    snippet: str
    """Words around what was found, which stands between `[` and `]`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding an article changed."""

    article: str
    change: Change
    """`changed`: a new version of a known article; `reread`: the same text by another maker."""
    version: int
    gone: tuple[str, ...] = ()
    """Ids of claims that are no more."""
    come: tuple[str, ...] = ()
    was: tuple[Claim, ...] = ()
    """The claims that are gone, as they stood; those that were rejected aside."""
    replayed: int = 0
    """Judgements that were found their claims again."""
    orphaned: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unweighed:
    """What has changed since it was last weighed: kept in the ledger, so that a killed run is made good."""

    keys: tuple[str, ...]
    """Block keys of claims that came, went or were judged."""
    places: tuple[str, ...]
    """Keys of their places, and of regions of which they speak as a whole."""
    incidents: tuple[str, ...]
    """Incidents that claims have left, or that hold a judged claim."""
    claims: tuple[str, ...]
    """Claims whose block keys may no longer be right, since they were corrected without new ones."""
    tellings: tuple[str, ...] = ()
    """Claims that came, went or were judged, and of which it is not yet kept what they tell of control."""

    def __bool__(self) -> bool:
        return bool(self.keys or self.places or self.incidents or self.claims or self.tellings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person decides, before it is recorded; the fields mean what they mean in `Judgement`."""

    kind: JudgementKind
    claims: tuple[str, ...] = ()
    """One id; two for `same` and `different`; none for `undo`."""
    reviewer: str
    reason: str = ""
    field: str | None = None
    value: str | None = None
    undoes: str | None = None
    made: datetime | None = None
    """With time zone; the present, if not given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judgement that was recorded, and the claims that it reached."""

    judgement: Judgement
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A judgement on a claim that is no more, and why it found no other."""

    judgement: Judgement
    claim: str
    """Id of the claim as it was."""
    anchor: Anchor
    said: Claim
    """The claim as it was."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """Two current claims that a person said are about the same thing, or about different things."""

    kind: Literal["same", "different"]
    claims: tuple[str, str]
    judgement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerProblem:
    """Something that a check of the ledger found wrong."""

    what: str
    detail: str
    mend: str

"""What one report says: the article, the marks on it, and its claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Basis = Literal["stated", "linked", "carried", "resolved"]
"""How a filler came to its claim: it stands in the clause, elsewhere in the sentence, in an earlier sentence; or words
there stand for it (`resolved`)."""
BlockKind = Literal["title", "dateline", "byline", "heading", "paragraph", "furniture", "cell"]
ColumnKind = Literal[
    "day", "first_day", "last_day", "place", "region", "captor", "recaptor", "holder", "attacker", "target", "side",
    "killed", "wounded", "prisoners", "missing", "displaced", "losses", "told", "source", "other",
]  # fmt: skip
"""What the column of a table holds: `told` is read as a text, `other` tells nothing."""
EventStatus = Literal["happened", "ongoing", "attempted", "planned", "possible", "denied"]
MarkKind = Literal["person", "organisation", "place", "time", "count", "source", "cue", "content", "sentence", "weapon"]
"""New kinds come last: the ledger keeps marks by their number. `weapon` is for readers and no `Marker`'s."""
PlaceKind = Literal["settlement", "district", "region", "country", "facility", "feature"]
PlacePrecision = Literal["exact", "near", "district", "region", "country", "unresolved"]
PlaceUse = Literal["place", "people", "part"]
MadeBy = Literal["machine", "person"]
ReferenceRule = Literal["pronoun", "speaker", "naming", "sides"]
"""Who words without a name mean: whom a pronoun stands for, the speaker ("our army"), whom the report calls so or is
about, or whom `sides.yaml` names for the war."""
SourceKind = Literal["person", "organisation", "group", "anonymous", "outlet"]
TimeBasis = Literal["stated", "relative", "linked", "carried", "none"]
TimePrecision = Literal["day", "days", "week", "month", "year", "unknown"]


PERSON = "person:"
"""What the maker of a claim begins with that a person made; their name follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of an article's text, with the text that stands there."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of an article with one role on the page; `furniture` is the site's, not the report's."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Of a heading its rank, 1 for the highest; of a list's item how deep the list is, 1 for the outermost; else 0."""
    column: ColumnKind | None = None
    """Of a cell what its column holds."""
    row: int = 0
    """Of a cell the number of its row on the page, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report. `blocks` are in text order and do not overlap; text outside them is white space or syntax."""

    id: str
    text: str
    blocks: tuple[Block, ...]
    sha256: str
    path: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    dateline: str | None = None
    """The place named by the dateline ("KYIV, June 24 (Reuters) —"), as written."""
    unread_tables: tuple[int, ...] = ()
    """How many rows each table has that could not be read; the text is without them."""

    @property
    def head(self) -> ArticleHead:
        """What a claim tells of the article it comes from."""
        return ArticleHead(
            id=self.id, path=self.path, title=self.title, outlet=self.outlet, url=self.url, published=self.published
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A document that was not read, and why; counted, never raised."""

    path: str
    reason: str
    """One of `sayso.read.REASONS`: a short code such as `empty`, `binary`, `too-long`."""
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word of a sentence, as Universal Dependencies cuts it.

    `head` is the index of the governing token in the same sentence, -1 for the root.
    `factuality` runs from -3 (did not happen) to 3 (happened); it means something on predicates only.
    """

    text: str
    start: int
    end: int
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    factuality: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with its dependency tree; `block` indexes `Article.blocks`."""

    start: int
    end: int
    block: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Another referent that a place name could have had."""

    name: str
    geonameid: int | None
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None
    score: float
    gazetteer_id: str | None = None
    """`pack:number` in an added gazetteer whose numbers are not GeoNames'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as written and what it resolves to; all but the stretch is `None` when `unresolved`."""

    text: str
    start: int
    end: int
    name: str | None = None
    geonameid: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    """ISO 3166 alpha-2."""
    admin1: str | None = None
    kind: PlaceKind | None = None
    precision: PlacePrecision = "unresolved"
    score: float = 0.0
    alternatives: tuple[Candidate, ...] = ()
    distance_m: int | None = None
    """Metres from the named place, where the text gives them ("10 km south of")."""
    bearing: float | None = None
    """Degrees clockwise from north, from the named place."""
    gazetteer_id: str | None = None
    """`pack:number` in an added gazetteer whose numbers are not GeoNames'; then `geonameid` is `None`."""
    use: PlaceUse = "place"
    """`people`: the word tells of a people or what is theirs ("Russian"), and the place is its country; `part`: the
    name is a person's or body's, or part of one ("Kyiv" in "Kyiv Independent"). Only `place` tells where."""
    basis: Basis = "stated"
    """How it came to its claim; of one that is carried, `start` and `end` are the words elsewhere that gave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as written and the inclusive days it stands for; no stretch when `basis` is `none`.

    `stated` and `relative`: the words stand in its clause, with the day or counted from another; `linked`: elsewhere in
    its sentence; `carried`: in an earlier sentence, whose event this one goes on with.
    """

    text: str | None = None
    start: int | None = None
    end: int | None = None
    from_day: date | None = None
    to_day: date | None = None
    precision: TimePrecision = "unknown"
    basis: TimeBasis = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of something as written, with inclusive bounds; an open side is `None`."""

    text: str
    start: int
    end: int
    of: str | None
    """What is counted, as a singular or plural noun of the text ("troops"), or a harm ("killed")."""
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who did it, or to whom: as written, by name, and the party and sector it belongs to."""

    text: str
    start: int
    end: int
    name: str
    party: str | None = None
    """ISO 3166 alpha-3 for states, a codebook id for others (`DPR`)."""
    sector: str | None = None
    """A PLOVER sector: GOV MIL REB COP PTY OPP CVL JRN NGO IGO …"""
    basis: Basis = "stated"
    """How it came to its claim; `resolved`: a pronoun or words without a name stand for it."""
    given: Span | None = None
    """The words elsewhere in the article that tell who it is, where it is `resolved` and its own words do not."""
    rule: ReferenceRule | None = None
    """What it was `resolved` by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who says it. `cue` is the word that carries the saying ("said", "according to")."""

    text: str
    start: int
    end: int
    name: str
    role: str | None
    kind: SourceKind
    party: str | None = None
    sector: str | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person or an organisation as written, with the fullest form of the name in the article; a weapon's class."""

    text: str
    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What a content mark belongs to: indexes into `Reading.marks`, `None` where the text names none."""

    text: str
    start: int
    end: int
    source: int | None
    cue: int | None
    direct: bool
    """The content stands in quotation marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of the text, its kind and what it stands for: a source for its speaker, a cue for nothing."""

    kind: MarkKind
    start: int
    end: int
    refers: Name | Place | When | Count | Attribution | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article with everything marked on it: sentences with trees, and marks in text order by kind."""

    article: Article
    sentences: tuple[Sentence, ...]
    marks: tuple[Mark, ...]
    maker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """What a claim tells of the article it comes from."""

    id: str
    path: str | None
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source says that one event has one status; the unit of the ledger.

    `sources` runs from the nearest speaker outwards; empty means that the outlet itself asserts it.
    """

    id: str
    article: ArticleHead
    event: str
    """A type of the codebook (`territory.captured`)."""
    trigger: Span
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    places: tuple[Place, ...]
    when: When
    counts: tuple[Count, ...]
    status: EventStatus
    status_cue: Span | None
    sources: tuple[Source, ...]
    quote: Span | None
    sentence: Span
    confidence: float
    maker: str
    """Name, version and hash of what made it; `person:` and their name, where a person did."""
    retells: str | None = None
    """The id of the claim of the same article that tells the same event most fully; `None` for that claim itself, and
    for what is told once."""
    salience: float = 0.0
    """The chance that its event is the one of its article that a coder of one would take, in [0, 1]; alike for all
    tellings of an event."""

    @property
    def family(self) -> str:
        """The family of its type: `territory` of `territory.captured`."""
        return self.event.partition(".")[0]

    @property
    def made_by(self) -> MadeBy:
        """Whether a machine found the claim, or a person made it."""
        return "person" if self.maker.startswith(PERSON) else "machine"

"""What one report tells as a whole: who is who in it, and where and when it plays, in text order."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.said import ArticleHead, Basis, BlockKind, Place, Span, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words of a report that mean a participant; `basis` is `resolved` where they do not name it themselves."""

    text: str
    start: int
    end: int
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person, group or side of a report, with all words that mean it, in text order."""

    name: str
    party: str | None
    sector: str | None
    mentions: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A sentence in which something is claimed: where and when it plays, and the ids of its claims, in text order."""

    sentence: Span
    block: BlockKind
    places: tuple[Place, ...]
    """Of all its claims, each once."""
    times: tuple[When, ...]
    """Of all its claims that tell one, each once."""
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentScene:
    """A report as a whole. Participants come in the order of their first mention."""

    article: ArticleHead
    participants: tuple[Participant, ...]
    beats: tuple[Beat, ...]

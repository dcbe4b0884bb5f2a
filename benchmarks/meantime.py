"""MEANTIME: at which of the events of a news text Sayso makes a claim, and are its status and its parties right there.

`python -m benchmarks meantime --data DATA`. The corpus is of business news, and marks every event, so that few are of
the codebook's types; what it tells is how certainty, polarity and participants come out where one is. What counts as
right stands in docs/benchmarks.md.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.core import need, percent, report
from benchmarks.main_event import claims_of
from sayso.model import Actor, Claim

FOLDER: Final = "events/meantime_english/intra-doc_annotation"
ROLES: Final = {"Arg0": "actors", "Arg1": "targets"}
"""PropBank's first two roles, which are mostly who does it and to whom; the runner asks for no others."""
TOKEN: Final = "token"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An event of the corpus: where its words stand, how sure it is, and its participants by role."""

    start: int
    end: int
    statuses: frozenset[str]
    participants: dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document as one text, and its events."""

    text: str
    mentions: Sequence[Mention]


def run(data: Path) -> dict[str, Any]:
    """The share of events with a claim; of these, of right statuses, and of participants that are actors or targets."""
    files = sorted(need(data / FOLDER).rglob("*.xml"))
    texts = [read_text(file) for file in files]
    found = [(mention, claim) for text in texts for mention, claim in met(text.mentions, claims_of(text.text))]
    metrics = {
        "texts": float(len(texts)),
        "events": float(sum(len(text.mentions) for text in texts)),
        "found": float(len(found)),
        "status": percent(sum(claim.status in mention.statuses for mention, claim in found), len(found)),
    }
    for role, slot in ROLES.items():
        told = [(mention.participants[role], claim) for mention, claim in found if mention.participants.get(role)]
        metrics[slot] = percent(sum(_meets(spans, getattr(claim, slot)) for spans, claim in told), len(told))
        metrics[f"{slot}_coded"] = float(len(told))
    return report("meantime", files, metrics)


def _meets(spans: Sequence[tuple[int, int]], fillers: Sequence[Actor]) -> bool:
    """Whether one of the fillers shares a character with one of the participants."""
    return any(one.start < end and start < one.end for one in fillers for start, end in spans)


def met(mentions: Sequence[Mention], claims: Sequence[Claim]) -> Iterator[tuple[Mention, Claim]]:
    """Each event with the first claim, no mere statement, whose trigger shares a character with it."""
    events = [claim for claim in claims if claim.family != "statement"]
    for mention in mentions:
        for claim in events:
            if claim.trigger.start < mention.end and mention.start < claim.trigger.end:
                yield mention, claim
                break


def read_text(file: Path) -> Text:
    """A document of the corpus: its words with spaces between, a line for each sentence."""
    root = ET.parse(file).getroot()
    pieces, spans, at, sentence = list[str](), dict[str, tuple[int, int]](), 0, "0"
    for token in root.iter(TOKEN):
        gap = "\n\n" if token.get("sentence") != sentence else " "
        sentence, word = str(token.get("sentence")), token.text or ""
        pieces += [gap, word] if pieces else [word]
        at += len(gap) if at else 0
        spans[str(token.get("t_id"))] = (at, at + len(word))
        at += len(word)
    stretches = {
        str(mark.get("m_id")): _stretch(mark, spans) for mark in root.iter() if mark.find("token_anchor") is not None
    }
    return Text(text="".join(pieces), mentions=list(_mentions(root, stretches)))


def _stretch(mark: ET.Element, spans: dict[str, tuple[int, int]]) -> tuple[int, int]:
    own = [spans[str(anchor.get("t_id"))] for anchor in mark.iter("token_anchor")]
    return min(start for start, _ in own), max(end for _, end in own)


def _mentions(root: ET.Element, stretches: dict[str, tuple[int, int]]) -> Iterator[Mention]:
    roles: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for link in root.iter("HAS_PARTICIPANT"):
        event, one = link.find("source"), link.find("target")
        if event is not None and one is not None and str(one.get("m_id")) in stretches:
            of_event = roles.setdefault(str(event.get("m_id")), {})
            of_event.setdefault(str(link.get("sem_role")), []).append(stretches[str(one.get("m_id"))])
    for mark in root.iter("EVENT_MENTION"):
        name = str(mark.get("m_id"))
        start, end = stretches[name]
        yield Mention(start=start, end=end, statuses=_statuses(mark), participants=roles.get(name, {}))


def _statuses(mark: ET.Element) -> frozenset[str]:
    """What Sayso may say of an event of this certainty, polarity and time."""
    if mark.get("polarity") == "NEG":
        return frozenset({"denied"})
    if mark.get("certainty") == "UNCERTAIN":
        return frozenset({"possible", "planned", "attempted"})
    if mark.get("time") == "FUTURE":
        return frozenset({"planned", "possible"})
    return frozenset({"happened", "ongoing", "attempted"})

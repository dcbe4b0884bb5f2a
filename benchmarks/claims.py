"""Hand-coded documents of many wars: which claims are found, and which of their slots are right."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.claim_slots import SLOTS, Plain, right_slots
from benchmarks.core import need, percent, report
from sayso.base.codec import claim_to_dict
from sayso.base.settings import Settings
from sayso.flow.chain import claim_reports
from sayso.model import Dropped

FILE, TEXTS = "claims/dev.jsonl", "claims/texts"
WAR: Final = ("battle", "strike", "territory", "harm", "civilians", "damage")
"""Families of types of which stories that are not about a war should say next to nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document's coded claims, and Sayso's, matched one to one."""

    name: str
    kind: str
    text: str
    gold: Sequence[Plain]
    said: Sequence[Plain]
    met: Mapping[int, tuple[int, Mapping[str, bool]]]
    """By coded claim that was found: which claim of Sayso's it is, and which of its slots are right."""

    @property
    def extra(self) -> list[Plain]:
        """Claims of Sayso's that no coder wrote."""
        used = {number for number, _ in self.met.values()}
        return [claim for number, claim in enumerate(self.said) if number not in used]


def run(data: Path) -> dict[str, Any]:
    """Recall and precision of types, the share of each slot right of those found, and noise in quiet stories."""
    file, texts = need(data / FILE), need(data / TEXTS)
    coded, quiet = read_documents(file, texts)
    metrics = scores_of(coded)
    for kind in sorted({document.kind for document in coded}):
        mine = scores_of([document for document in coded if document.kind == kind])
        metrics |= {f"{kind}_{name}": mine[name] for name in ("recall", "precision", "all_right")}
    metrics["quiet_stories"] = len(quiet)
    metrics["quiet_war_claims"] = sum(_is_of_war(claim) for claims in quiet.values() for claim in claims)
    return report("claims", [file, texts], metrics)


def read_documents(file: Path, texts: Path) -> tuple[list[Document], dict[str, list[Plain]]]:
    """The coded documents, and Sayso's claims of the texts that nobody coded."""
    said: dict[str, list[Plain]] = {}
    for worked in claim_reports([texts], Settings()):
        if not isinstance(worked, Dropped):
            article, claims = worked
            said[Path(article.path).stem] = [claim_to_dict(claim) for claim in claims]
    coded = []
    for line in file.read_text(encoding="utf-8").splitlines():
        plain = json.loads(line)
        text = unicodedata.normalize("NFC", (texts / f"{plain['doc']}.txt").read_text(encoding="utf-8"))
        coded.append(match(plain, text, said.pop(plain["doc"], [])))
    return coded, said


def match(coded: Mapping[str, Any], text: str, said: Sequence[Plain]) -> Document:
    """The document with pairs made one to one, those with the same trigger and the most slots right first.

    Two claims can be a pair where Sayso's trigger begins in the words that the coder copied and its type is one of
    those coded.
    """
    pairs = []
    for row, gold in enumerate(coded["claims"]):
        at = text.index(gold["at"])
        for column, claim in enumerate(said):
            if at <= claim["trigger"]["start"] < at + len(gold["at"]) and claim["event"] in gold["event"]:
                right = right_slots(gold, claim)
                pairs.append((not _same_trigger(gold, claim), -sum(right.values()), row, column, right))
    met: dict[int, tuple[int, Mapping[str, bool]]] = {}
    used = set()
    for *_, row, column, right in sorted(pairs, key=lambda pair: pair[:4]):
        if row not in met and column not in used:
            met[row] = (column, right)
            used.add(column)
    return Document(name=coded["doc"], kind=_kind(coded), text=text, gold=coded["claims"], said=said, met=met)


def _kind(coded: Mapping[str, Any]) -> str:
    return str(coded.get("kind", "other")).replace(" ", "_")


def _same_trigger(gold: Plain, claim: Plain) -> bool:
    coded, said = gold["trigger"].casefold(), claim["trigger"]["text"].casefold()
    return said in coded or coded in said


def scores_of(documents: Sequence[Document]) -> dict[str, float]:
    """Counts and shares over the documents; shares of slots are of the claims that were found."""
    gold = sum(len(document.gold) for document in documents)
    rights = [right for document in documents for _, right in document.met.values()]
    extra = Counter(claim["event"].startswith("statement.") for document in documents for claim in document.extra)
    found, whole = len(rights), sum(all(right.values()) for right in rights)
    scores = {"coded": gold, "found": found, "extra": extra[False], "statements": extra[True]}
    scores["recall"] = percent(found, gold)
    scores["precision"] = percent(found, found + extra[False])
    scores["type_f1"] = percent(2 * found, found + extra[False] + gold)
    scores |= {f"{slot}_right": percent(sum(right[slot] for right in rights), found) for slot in SLOTS}
    scores["all_right"] = percent(whole, found)
    scores["all_right_f1"] = percent(2 * whole, found + extra[False] + gold)
    return scores


def _is_of_war(claim: Plain) -> bool:
    return claim["event"].split(".")[0] in WAR


def errors_of(document: Document) -> Iterator[str]:
    """A line for each coded claim that was missed, each slot that is wrong, and each claim too many."""
    for row, gold in enumerate(document.gold):
        if row not in document.met:
            yield f"{document.name} MISSED {gold['event'][0]}: {gold['at']}"
            continue
        column, right = document.met[row]
        for slot in (slot for slot in SLOTS if not right[slot]):
            key = "sources" if slot == "source" else slot
            coded, said = json.dumps(gold.get(key)), json.dumps(_brief(document.said[column][key]))
            yield f"{document.name} {slot.upper()} {gold['event'][0]}: {gold['at']} | coded {coded} | said {said}"
    for claim in document.extra:
        if not claim["event"].startswith("statement."):
            sentence = " ".join(claim["sentence"]["text"].split())
            yield f"{document.name} EXTRA {claim['event']}: {claim['trigger']['text']} | {sentence}"


def _brief(slot: object) -> object:
    """A slot without what no score looks at."""
    keys = ("text", "name", "party", "country", "precision", "low", "high", "from", "to")
    if isinstance(slot, list):
        return [_brief(part) for part in slot]
    return {key: slot[key] for key in keys if slot.get(key) is not None} if isinstance(slot, dict) else slot


def show_errors(data: Path) -> None:
    """Print every miss, every wrong slot, every claim too many, and the claims of war in quiet stories."""
    coded, quiet = read_documents(need(data / FILE), need(data / TEXTS))
    for document in coded:
        print(*errors_of(document), sep="\n")
    for name, claims in quiet.items():
        for claim in filter(_is_of_war, claims):
            print(f"{name} QUIET {claim['event']}: {claim['trigger']['text']} | {claim['sentence']['text']}")


if __name__ == "__main__":
    show_errors(Path(sys.argv[sys.argv.index("--data") + 1] if "--data" in sys.argv else "../shared/data"))

"""`sayso review`: records what a person decides on claims, for good, and weighs again what that reaches."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from sayso.base.errors import UsageError
from sayso.cli.flags import setting_flags
from sayso.cli.ledger_flags import open_for, reviewer_of
from sayso.cli.listing import Listing, print_listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from sayso.base.settings import Settings
    from sayso.keep import Ledger, Orphan, Verdict
    from sayso.model import Judgement, JudgementKind

_HOW = "say one of --accept, --reject, --correct, --same, --different, --assess, --note, --flag, --claim, --undo"


@click.command(name="review", short_help="Record what you decide on claims.")
@click.argument("claims", nargs=-1, metavar="[CLAIM…|-]")
@click.option("--accept", "kind", flag_value="accept", help="Sayso read these claims rightly.")
@click.option("--reject", "kind", flag_value="reject", help="Sayso read these claims wrongly; they no longer count.")
@click.option("--same", "kind", flag_value="same", help="Two claims are about the same thing.")
@click.option("--different", "kind", flag_value="different", help="Two claims are about different things.")
@click.option("--correct", metavar="FIELD=VALUE", multiple=True, help="Correct a field: status=planned, places=[{…}].")
@click.option(
    "--assess", metavar="FIELD=VALUE", help="Say what you think of a claim, without changing it: credibility=low."
)
@click.option("--note", metavar="TEXT", help="Leave a note.")
@click.option("--flag", metavar="TEXT", help="Flag for others, with the reason.")
@click.option("--claim", "made", metavar="JSON|-", multiple=True, help="Make a claim that the machine did not find.")
@click.option("--undo", metavar="JUDGEMENT", help="Take a judgement back; both stay on record.")
@click.option("--reason", default="", metavar="TEXT", help="Why you decide so.")
@click.option("--seen", metavar="JUDGEMENT|unseen", help="Decide only if nobody judged it after this judgement.")
@click.option("--history", is_flag=True, help="List the judgements on the claims, or all.")
@click.option("--orphans", is_flag=True, help="List judgements whose claim is no longer found.")
@setting_flags("ledger", "reviewer", "format", "packs", "codebook", "control_decay_days")
def review(claims: tuple[str, ...], history: bool, orphans: bool, settings: Settings, **decision: Any) -> None:
    """Record what you decide on claims, and weigh again what depends on them.

    CLAIM is an id; - reads ids from stdin, one a line. Nothing is ever changed or deleted. A later judgement counts
    before an earlier one, and --undo takes one back. If the reports are read again with another model or codebook, all
    judgements are applied again.

    --claim takes the article, the event and the words that show it, as JSON, and whatever else the text says, in its
    words: {"article": "a-…", "event": "territory.captured", "trigger": "seized", "places": ["Hirske"]}
    """
    ids = tuple(_ids(claims))
    if orphans or history:
        with open_for(settings) as ledger:
            _list(ledger, ids, settings, orphans=orphans)
        return
    from sayso.flow.ledger import judge_claims

    with open_for(settings) as ledger:
        made_claims, seen = decision.pop("made"), decision.pop("seen")
        lines = [complete(draft, ledger, settings) for draft in _drafts(made_claims)]
        verdicts = list(_verdicts(ids, reviewer_of(settings), lines=lines, **decision))
        judged = judge_claims(list(_with_seen(verdicts, seen)), ledger, settings)
    recorded = [judgement.judgement for judgement in judged]
    print_listing(recorded, len(recorded), _JUDGEMENTS, settings)


def _with_seen(verdicts: Sequence[Verdict], seen: str | None) -> Iterator[tuple[Verdict, str | None]]:
    """The verdicts, the first on each claim with the judgement that was seen on it."""
    begun: set[tuple[str, ...]] = set()
    for verdict in verdicts:
        yield verdict, None if verdict.claims and verdict.claims in begun else seen
        begun.add(verdict.claims)


def _drafts(claim_texts: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """What is said of each claim to make; `-` reads lines of stdin. Raises `UsageError` for what is no JSON object."""
    for text in claim_texts:
        for line in sys.stdin if text == "-" else [text]:
            if line.strip():
                try:
                    draft = json.loads(line)
                except ValueError:
                    draft = None
                if not isinstance(draft, dict):
                    hint = 'give {"article": "a-…", "event": "territory.captured", "trigger": "seized"}'
                    raise UsageError(f"{line.strip()[:60]!r} is no claim in JSON", hint=hint)
                yield draft


def complete(draft: dict[str, Any], ledger: Ledger, settings: Settings) -> str:
    """The whole claim of what is said of it."""
    from sayso.flow.draft import complete_claim

    return complete_claim(draft, ledger=ledger, settings=settings)


def _ids(claims: tuple[str, ...]) -> Iterator[str]:
    for claim in claims:
        if claim == "-":
            yield from (line.strip() for line in sys.stdin if line.strip())
        else:
            yield claim


def _verdicts(
    ids: tuple[str, ...],
    reviewer: str,
    *,
    lines: Sequence[str],
    kind: JudgementKind | None,
    undo: str | None,
    reason: str,
    **decision: Any,
) -> Iterator[Verdict]:
    """What the flags say of the claims. Raises `UsageError` if they say nothing, or more than one thing."""
    from sayso.keep import Verdict

    given = [name for name in ("correct", "assess", "note", "flag") if decision[name]]
    several = len(given) + bool(kind) + bool(undo) + bool(lines)
    if several != 1:
        raise UsageError("several things are decided" if several else "nothing is decided", hint=_HOW)
    for line in lines:
        yield Verdict(kind="claim", reviewer=reviewer, reason=reason, value=line)
    if lines:
        return
    if undo:
        yield Verdict(kind="undo", reviewer=reviewer, reason=reason, undoes=undo)
        return
    if not ids:
        raise UsageError("no claim is named", hint="give the ids that sayso claims lists")
    for claims in [ids] if kind in ("same", "different") else [(claim,) for claim in ids]:
        for decided, field, value, words in _decisions(kind, reason, decision):
            yield Verdict(kind=decided, claims=claims, reviewer=reviewer, reason=words, field=field, value=value)


def _decisions(
    kind: JudgementKind | None, reason: str, decision: dict[str, Any]
) -> Iterator[tuple[JudgementKind, str | None, str | None, str]]:
    """Kind, field, value and reason of each thing that the flags decide on one claim."""
    if kind:
        yield kind, None, None, reason
    if decision["note"]:
        yield "note", None, None, decision["note"]
    if decision["flag"]:
        yield "flag", None, None, decision["flag"]
    for text in decision["correct"]:
        yield "correct", *_assignment(text), reason
    if decision["assess"]:
        yield "assess", *_assignment(decision["assess"]), reason


def _assignment(text: str) -> tuple[str, str]:
    """Field and value as JSON; what is no JSON is a text."""
    field, sign, value = text.partition("=")
    if not sign:
        raise UsageError(f"{text!r} names no value", hint="write FIELD=VALUE")
    try:
        return field.strip(), json.dumps(json.loads(value))
    except ValueError:
        return field.strip(), json.dumps(value)


def _list(ledger: Ledger, ids: tuple[str, ...], settings: Settings, *, orphans: bool) -> None:
    if orphans:
        lost = [orphan for orphan in ledger.orphans() if not ids or orphan.claim in ids]
        print_listing(lost, len(lost), _ORPHANS, settings)
        return
    judgements = (
        [judgement for claim in ids for judgement in ledger.judgements(claim)] if ids else list(ledger.judgements())
    )
    print_listing(judgements, len(judgements), _JUDGEMENTS, settings)


def _judgement_row(judgement: Judgement) -> dict[str, Any]:
    return {
        "id": judgement.id,
        "kind": judgement.kind,
        "claims": "; ".join(judgement.claims),
        "field": judgement.field,
        "value": judgement.value,
        "reviewer": judgement.reviewer,
        "made": judgement.made.isoformat(),
        "reason": judgement.reason,
        "undoes": judgement.undoes,
    }


def _judgement_line(judgement: Judgement) -> dict[str, Any]:
    from sayso.base.codec import judgement_to_dict

    return judgement_to_dict(judgement)


def _orphan_row(orphan: Orphan) -> dict[str, Any]:
    anchor = orphan.anchor
    return {
        **_judgement_row(orphan.judgement),
        "why": orphan.why,
        "article": anchor.article,
        "event": anchor.event,
        "words": f"{anchor.prefix}[{anchor.quote}]{anchor.suffix}",
    }


def _table_of(*names: str) -> Any:
    def table(rows: Sequence[Any], *, width: int) -> Table:
        from sayso.cli.table import UNKNOWN, plain_table

        filled = plain_table(width, *names)
        for record in rows:
            row = _orphan_row(record) if hasattr(record, "why") else _judgement_row(record)
            row |= {"made": f"{record.made:%Y-%m-%d %H:%M}"} if "made" in names else {}
            filled.add_row(*(str(row[name] or UNKNOWN) for name in names))
        return filled

    return table


_JUDGEMENTS: Listing[Judgement] = Listing(
    kind="other",
    noun="judgement",
    line=_judgement_line,
    row=_judgement_row,
    table=_table_of("id", "kind", "claims", "field", "value", "reviewer", "made", "reason"),
)
_ORPHANS: Listing[Orphan] = Listing(
    kind="other",
    noun="orphan",
    line=_orphan_row,
    row=_orphan_row,
    table=_table_of("id", "kind", "claims", "field", "value", "reviewer", "why", "words"),
)

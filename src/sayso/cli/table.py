"""The table of claims: one row a claim, the widths of its columns the same for every report of a run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.model import Count

if TYPE_CHECKING:
    from sayso.model import Actor, Article, Claim, Place, SaidCount, Source, When

PLAIN_WIDTH = 120
"""Columns, where stdout is no terminal and COLUMNS does not tell."""
WIDE = 140
"""Columns from which there is room for the claim's place in the text and its confidence."""
LEAST_WORDS = 60
"""Characters of a sentence that a table shows at least, however narrow the terminal is; set by hand."""
NAME_WIDTH = 20
"""Columns that hold all but the longest names of event types in one line."""
FAMILY_STYLES = {
    "battle": "red",
    "territory": "magenta",
    "strike": "dark_orange",
    "civilians": "yellow",
    "harm": "bright_red",
    "damage": "yellow",
    "force": "blue",
    "diplomacy": "cyan",
    "statement": "green",
}
UNKNOWN = "–"
"""What stands in a cell that the text does not fill."""
BASES: Final = {"linked": " (linked)", "carried": " (carried)"}
"""Behind what another clause of the sentence tells, and what another sentence does."""
SIDE: Final = " (side inferred)"
"""Behind words without a name whose side is told elsewhere in the report, or known of the war."""


def print_table(article: Article, claims: Sequence[Claim]) -> None:
    """Prints a line about the report, then the table of its claims."""
    console = make_console()
    console.print()
    console.print(heading(article), soft_wrap=True)
    if claims:
        console.print(claims_table(claims, width=console.width))
    else:
        console.print("[dim]no claims[/dim]")


def make_console() -> Console:
    """A console on stdout; where that is no terminal, as wide as COLUMNS says, or else `PLAIN_WIDTH`."""
    import os
    import sys

    fixed = None if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit() else PLAIN_WIDTH
    return Console(width=fixed, highlight=False)


def plain_table(width: int, *columns: str) -> Table:
    """An empty table of the common looks; an id is never broken over two lines, so that it can be copied."""
    from rich import box

    table = Table(box=box.HORIZONTALS, show_lines=True, width=width, pad_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column == "id")
    return table


def dim(text: str) -> Text:
    """The text, set back: ids and what else one looks at last."""
    return Text(text, style="dim")


def claims_table(claims: Sequence[Claim], *, width: int, ids: bool = False) -> Table:
    """The claims in the order given, for a console of that many columns; with their ids if these are asked for."""
    table = plain_table(width)
    table.add_column("when", width=10)
    table.add_column("where", width=22 if width >= WIDE else 16, overflow="fold")
    table.add_column("what", width=NAME_WIDTH if width >= WIDE else 14, overflow="fold")
    table.add_column("who → whom", ratio=19, overflow="fold")
    table.add_column("says", ratio=20, overflow="fold")
    table.add_column("words", ratio=36, overflow="fold")
    if width >= WIDE:
        table.add_column("at", width=6, justify="right")
        table.add_column("sure", width=4, justify="right")
    if ids:
        table.add_column("id", width=14, style="dim")
    for claim in claims:
        table.add_row(*_row(claim, width), *([claim.id] if ids else []))
    return table


def _row(claim: Claim, width: int) -> list[Text]:
    cells = [
        _when(claim.when),
        _where(claim, narrow=width < WIDE),
        what_text(claim, narrow=width < WIDE),
        who_text(claim.actors, claim.targets),
        says_text(claim.sources, claim.article.outlet, quoted=claim.quote is not None),
        words(claim, room=max(LEAST_WORDS, width)),
    ]
    if width >= WIDE:
        cells += [Text(str(claim.trigger.start), style="dim"), Text(f"{claim.confidence:.2f}", style="dim")]
    return cells


def heading(article: Article) -> Text:
    """The title of a report, its outlet, its day and the name of its file."""
    facts = [article.outlet, article.published and article.published.isoformat(), Path(article.path or "-").name]
    rest = "".join(f" · {fact}" for fact in facts if fact)
    return Text.assemble((article.title or "untitled", "bold"), (rest, "dim"))


def _when(when: When) -> Text:
    return Text.assemble(days_text(when.from_day, when.to_day), (BASES.get(when.basis, ""), "dim"))


def days_text(first: date | None, last: date | None) -> Text:
    """`2022-06-24`, `2022-06-24 to 06-26`, `June 2022`, `2014`; a dash if the text does not tell."""
    if first is None and last is None:
        return Text(UNKNOWN, style="dim")
    if first is None or last is None:
        return Text(f"since {first}" if first else f"up to {last}")
    if first == last:
        return Text(str(first))
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return Text(str(first.year) if first.year == last.year else f"{first.year} to {last.year}")
    if first.day == 1 and last == _month_end(first):
        return Text(f"{first:%B %Y}")
    return Text(f"{first} to {last:%m-%d}" if first.year == last.year else f"{first} to {last}")


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _where(claim: Claim, *, narrow: bool) -> Text:
    """A line a place, with how it came to the claim where its clause does not state it; a dash for none."""
    lines = [
        Text.assemble(place_text(place, narrow=narrow), (BASES.get(place.basis, ""), "dim")) for place in claim.places
    ]
    return Text("\n").join(lines) if lines else Text(UNKNOWN, style="dim")


def place_text(place: Place, *, narrow: bool) -> Text:
    """The name and region of a place; `?` behind one that is not resolved, the distance before one that is near."""
    if place.precision == "unresolved":
        return Text.assemble(place.text, (" ?", "dim"))
    near = "near "
    if place.distance_m is not None:
        near = f"{place.distance_m / 1000:g} km from "
    joint = ",\n" if narrow else ", "
    region = place.admin1 if place.kind not in {"region", "country"} else None
    return Text.assemble(
        (near if place.precision == "near" else "", "dim"),
        place.name or place.text,
        (f"{joint}{region}" if region else "", "dim"),
    )


def what_text(claim: Claim, *, narrow: bool) -> Text:
    """The event type, its status if it is not `happened`, and what is counted."""
    family, _, name = claim.event.partition(".")
    style = FAMILY_STYLES.get(family, "")
    text = Text.assemble((family, f"dim {style}".strip()), "\n" if narrow else ".", (name, f"bold {style}".strip()))
    if claim.status != "happened":
        cue = f" “{claim.status_cue.text}”" if claim.status_cue else ""
        text = Text.assemble(text, "\n", (claim.status, "bold"), (cue, "dim"))
    for count in claim.counts:
        text = Text.assemble(text, "\n", count_text(count))
    return text


def count_text(count: Count | SaidCount) -> str:
    """`2,000 troops`, `≤ 2,000 troops`, `1,800–2,200 troops`; as written where neither side is known."""
    low, high, of = count.low, count.high, f" {count.of}" if count.of else ""
    if low is None and high is None:
        return count.text if isinstance(count, Count) else UNKNOWN
    if low is None:
        return f"≤ {high:,}{of}"
    if high is None:
        return f"≥ {low:,}{of}"
    return f"{low:,}{of}" if low == high else f"{low:,}–{high:,}{of}"


def who_text(actors: Sequence[Actor], targets: Sequence[Actor]) -> Text:
    """The actors, then `→` and the targets, each with its party."""
    who = Text(", ").join(_actor(actor) for actor in actors)
    whom = Text(", ").join(_actor(target) for target in targets)
    if not targets:
        return who if actors else Text(UNKNOWN, style="dim")
    return Text.assemble(who, "\n" if actors else "", "→ ", whom)


def _actor(actor: Actor) -> Text:
    return Text.assemble(actor.name, _party(actor.party), (_stood_for(actor), "dim"))


def _stood_for(actor: Actor) -> str:
    """How an actor came to the claim where its clause does not name it; whom a pronoun stands for, behind the name."""
    if actor.basis != "resolved":
        return BASES.get(actor.basis, "")
    is_pronoun = actor.rule not in ("naming", "sides") and actor.name != actor.text  # "its troops" are not "it"
    return f" (for “{actor.text}”)" if is_pronoun else SIDE


def _party(party: str | None) -> tuple[str, str]:
    return (f" {party}", "bold dim") if party else ("", "")


def says_text(sources: Sequence[Source], outlet: str | None, *, quoted: bool) -> Text:
    """The speaker, then who they were cited by; the outlet, in brackets, if it speaks for itself."""
    if not sources:
        return Text(f"({outlet or 'the outlet'})", style="dim")
    chain = Text("\n").join(
        Text.assemble(("via ", "dim"), _source(source)) if number else _source(source)
        for number, source in enumerate(sources)
    )
    return Text.assemble(chain, (" “…”" if quoted else "", "dim"))


def _source(source: Source) -> Text:
    """`Oleksiy Babchenko, city leader UKR said`; `unnamed` before a source without a name."""
    role = source.role if source.role and source.role.casefold() not in source.name.casefold() else None
    return Text.assemble(
        ("unnamed " if source.kind == "anonymous" else "", "italic dim"),
        source.name,
        (f", {role}" if role else "", "dim"),
        _party(source.party),
        (f" {source.cue}" if source.cue else "", "italic dim"),
    )


def words(claim: Claim, *, room: int) -> Text:
    """The sentence with the trigger in bold, cut at words around it to about `room` characters."""
    sentence = claim.sentence.text
    start = min(max(claim.trigger.start - claim.sentence.start, 0), len(sentence))
    end = min(max(claim.trigger.end - claim.sentence.start, start), len(sentence))
    left, right = _window(len(sentence), start, end, room)
    while 0 < left < start and not sentence[left - 1].isspace():
        left += 1
    while end < right < len(sentence) and not sentence[right].isspace():
        right -= 1
    ends = ("… " if left else "", " …" if right < len(sentence) else "")
    before, trigger, after = (
        _one_line(part) for part in (sentence[left:start], sentence[start:end], sentence[end:right])
    )
    return Text.assemble(ends[0] + before, (trigger, "bold underline"), after + ends[1])


def _window(length: int, start: int, end: int, room: int) -> tuple[int, int]:
    """A span of about `room` characters around [start, end), two thirds of the rest after it, inside [0, length)."""
    spare = max(0, room - (end - start))
    left = max(0, start - spare // 3)
    right = min(length, end + spare - (start - left))
    return max(0, min(left, right - room)), right


def _one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")

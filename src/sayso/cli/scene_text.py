"""A report as a whole, for people: who is who, then what its sentences tell, with where and when each plays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from rich.text import Text

from sayso.cli.table import BASES, days_text, heading, make_console, place_text, says_text, what_text, who_text

if TYPE_CHECKING:
    from sayso.model import Article, Beat, Claim, DocumentScene, Participant, Place, Reference, When

NO_PARTY: Final = "–"
"""What stands for the party of those who are of none that is known."""


def print_scene(article: Article, claims: Sequence[Claim], scene: DocumentScene) -> None:
    """Prints a line about the report, who is who, and what happens sentence by sentence."""
    console = make_console()
    console.print()
    console.print(heading(article), soft_wrap=True)
    console.print("\nWho is who", style="bold")
    for line in _who_is_who(scene.participants):
        console.print(line)
    console.print("\nWhat is told", style="bold")
    by_id = {claim.id: claim for claim in claims}
    for beat in scene.beats:
        for line in _beat(beat, by_id):
            console.print(line)
    if not scene.beats:
        console.print("no claims", style="dim")


def _who_is_who(participants: Sequence[Participant]) -> Iterator[Text]:
    """A line for each party, then those of none, each with its names and the words that mean it."""
    parties = dict.fromkeys(one.party for one in participants)
    for party in sorted(parties, key=lambda party: party is None):
        yield Text.assemble("  ", (f"{party or NO_PARTY:<10}", "bold cyan" if party else "dim"))
        for one in (one for one in participants if one.party == party):
            yield Text.assemble("    ", one.name, (f" {one.sector}" if one.sector else "", "dim"), *_words(one))


def _words(one: Participant) -> Iterator[tuple[str, str]]:
    """Other words that mean a participant, each once with how often, those that do not name it marked."""
    counted: dict[tuple[str, bool], list[Reference]] = {}
    for mention in one.mentions:
        counted.setdefault((mention.text, mention.basis == "resolved"), []).append(mention)
    for (text, by_reference), mentions in counted.items():
        often = f" ×{len(mentions)}" if len(mentions) > 1 else ""
        if text != one.name or often or by_reference:
            yield f" · “{text}”{often}{' by reference' if by_reference else ''}", "dim"


def _beat(beat: Beat, claims: Mapping[str, Claim]) -> Iterator[Text]:
    yield Text.assemble("\n  ", (" ".join(beat.sentence.text.split()), "italic"))
    where = [Text.assemble(place_text(place, narrow=False), _of_place(place)) for place in beat.places]
    when = [Text.assemble(days_text(time.from_day, time.to_day), _of_time(time)) for time in beat.times]
    facts = [Text(", ").join(part) for part in (where, when) if part]
    if facts:
        yield Text.assemble("    ", Text(" · ").join(facts))
    for claim in (claims[number] for number in beat.claims):
        yield Text.assemble("    - ", *_claim(claim))


def _claim(claim: Claim) -> Iterator[Text]:
    yield _in_line(what_text(claim, narrow=False))
    if claim.actors or claim.targets:
        yield Text.assemble("  ", _in_line(who_text(claim.actors, claim.targets)))
    if claim.sources:
        yield Text.assemble("  ", (f"says {_in_line(says_text(claim.sources, None, quoted=False)).plain}", "green"))


def _in_line(text: Text) -> Text:
    return Text(" ").join(text.split("\n"))


def _of_place(place: Place) -> tuple[str, str]:
    """How a place came to its claim; where the words stand that gave it, if that is another sentence."""
    return BASES.get(place.basis, "") + (f" “{place.text}”" if place.basis == "carried" else ""), "dim"


def _of_time(when: When) -> tuple[str, str]:
    return BASES.get(when.basis, "") + (f" “{when.text}”" if when.basis == "carried" else ""), "dim"

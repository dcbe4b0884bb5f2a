"""A ledger and the packs in use, laid out for the pages, with the work that other stages do for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.base.errors import PathError

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.keep import Ledger
    from sayso.model import Claim, ControlPlace, Incident, LastWord
    from sayso.packs.codebook import Codebook
    from sayso.packs.pack import Pack
    from sayso.show.web.desk import Desk


def lay_desk(ledger: Ledger, settings: Settings, *, tiles: str | None = None) -> Desk:
    """What the pages are about and may do; `tiles` is the file or the address of tiles of one's own.

    Raises `PathError` if that file is not there.
    """
    from sayso.base.version import __version__
    from sayso.flow.draft import complete_claim, draft_claim
    from sayso.flow.ledger import codebook_in_force, judge_claims
    from sayso.show.web.desk import Desk

    codebook = codebook_in_force(settings)
    file = None if tiles is None or tiles.startswith(("http://", "https://")) else Path(tiles)
    if file is not None and not file.is_file():
        raise PathError("there is no such file of tiles", hint="name a .pmtiles file, or an https address", file=tiles)
    return Desk(
        ledger=ledger,
        codebook=codebook,
        packs=tuple(_packs_in_use(settings)),
        version=__version__,
        judge=partial(judge_claims, ledger=ledger, settings=settings),
        sayings=partial(sayings_by_day, ledger=ledger, settings=settings),
        derive=partial(derive_numbers, codebook=codebook),
        draft=partial(draft_claim, ledger=ledger, settings=settings),
        complete=partial(complete_claim, ledger=ledger, settings=settings),
        reviewer=settings.reviewer or user_name(),
        tiles="/tiles.pmtiles" if file else tiles,
        tiles_file=file,
        scoring=scoring_facts(),
    )


def _packs_in_use(settings: Settings) -> Iterator[Pack]:
    """Every pack that is found, the codebook with its overlay."""
    from sayso.flow.languages import pack_folders_of
    from sayso.packs.overlay_check import load_codebook_pack
    from sayso.packs.pack import list_packs, open_pack

    folders = pack_folders_of(settings.packs)
    for folder in list_packs(folders=folders):
        is_codebook = folder.name == "codebook"
        yield load_codebook_pack(folders, settings.codebook) if is_codebook else open_pack(folder)


def scoring_facts() -> Mapping[str, Any]:
    """What the score of two claims is made of, for the page that tells how incidents come about."""
    from sayso.weigh.incidents.weights import TABLE

    return {"weights": dict(TABLE.parts()), "link": TABLE.link, "floor": TABLE.floor}


def user_name() -> str:
    """The name of the system's user."""
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError):
        return "reviewer"


def sayings_by_day(
    place: ControlPlace, days: Sequence[date], *, ledger: Ledger, settings: Settings
) -> Mapping[date, Sequence[LastWord]]:
    """Who says what of a place on each of these days."""
    from sayso.flow.ledger import weigher_of
    from sayso.weigh.control.weighing import sayings_between

    weigher = weigher_of(ledger, settings)
    decay = settings.control_decay_days
    about = weigher.claims_about(place, days)
    return sayings_between(place, about, days, codebook=weigher.codebook, decay_days=decay)


@dataclass(frozen=True, slots=True, kw_only=True)
class FatalityCount:
    """The dead of an incident by one way of counting, with the claims and sources that say so."""

    incident: Incident
    name: str
    value: int | None
    said_by: Sequence[Mapping[str, Any]]


def count_dead(incidents: Sequence[Incident], ledger: Ledger, settings: Settings) -> list[FatalityCount]:
    """The dead as ACLED and UCDP would count them, of each incident whose claims give a number."""
    from sayso.flow.ledger import ledger_codebook

    codebook = ledger_codebook(settings.packs, settings.codebook)
    return [
        FatalityCount(incident=incident, **number)
        for incident in incidents
        for number in derive_numbers(
            incident, [claim for claim, _ in ledger.current_claims(ids=incident.claims)], codebook=codebook
        )
    ]


def derive_numbers(_incident: Incident, claims: Sequence[Claim], *, codebook: Codebook) -> Sequence[Mapping[str, Any]]:
    """The dead of an incident as ACLED and UCDP would count them, each number with those who say it."""
    from sayso.weigh import VoiceFinder, fatalities_of

    fatalities = fatalities_of(claims, rules=codebook.incidents, speakers=VoiceFinder(codebook.parties))
    named = (
        ("ACLED, most conservative", fatalities.acled), ("UCDP, best", fatalities.best), ("UCDP, low", fatalities.low),
        ("UCDP, high", fatalities.high),
    )  # fmt: skip
    if not any(estimate for _, estimate in named):
        return ()
    return [
        {
            "name": name,
            "value": estimate.value if estimate else None,
            "said_by": [{"claim": count.claim, "source": count.source} for count in estimate.said_by]
            if estimate
            else [],
        }
        for name, estimate in named
    ]

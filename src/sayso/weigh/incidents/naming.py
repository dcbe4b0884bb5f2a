"""Ids of incidents: minted once, kept while the incident lives, and redirected after a merger or a split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.base.ids import short_id
from sayso.model import Claim


@dataclass(frozen=True, slots=True)
class Naming:
    """The ids of some incidents, and where ids that are no longer in use lead."""

    ids: tuple[str, ...]
    """One for each group, in the order given."""
    redirects: Mapping[str, str | None]
    """Old ids that no group kept, with that of the group that has most of its claims; `None` if all claims are gone."""


def name_incidents(
    groups: Sequence[Sequence[str]],
    old: Mapping[str, str],
    *,
    heirs: Mapping[str, str] | None = None,
    taken: Callable[[Collection[str]], Collection[str]] = lambda _: (),
) -> Naming:
    """Ids for groups of claims (by id), given the incident that each claim belonged to before.

    An old id goes to the group that has most of its claims, of equals the one with the smallest claim. A group that
    more than one goes to keeps that of which it has most claims, of equals the smallest; the others redirect to it.
    `old` holds every claim of every old incident that the groups touch; `heirs` maps a claim that was replaced to the
    one in its stead; `taken` gives those of some ids that were ever minted.
    """
    now = {claim: at for at, group in enumerate(groups) for claim in group}
    shares: dict[str, Counter[int]] = {}
    for claim, incident in old.items():
        at = now.get(claim if claim in now else (heirs or {}).get(claim, claim))
        shares.setdefault(incident, Counter())
        if at is not None:
            shares[incident][at] += 1
    smallest = [min(group) for group in groups]
    goes = {
        incident: min(share, key=lambda at: (-share[at], smallest[at])) if share else None
        for incident, share in shares.items()
    }
    kept: dict[int, str] = {}
    for incident in sorted(goes, key=lambda incident: (-shares[incident].total(), incident)):
        at = goes[incident]
        if at is not None:
            best = kept.get(at)
            if best is None or (-shares[incident][at], incident) < (-shares[best][at], best):
                kept[at] = incident
    minted = _mint({at: group for at, group in enumerate(groups) if at not in kept}, set(old.values()), taken)
    ids = tuple(kept.get(at) or minted[at] for at in range(len(groups)))
    redirects = {
        incident: None if at is None else ids[at] for incident, at in goes.items() if at is None or ids[at] != incident
    }
    return Naming(ids, redirects)


def find_heirs(was: Iterable[Claim], now: Iterable[Claim]) -> dict[str, str]:
    """For each claim that is no more the one of the same event and words that stands in its stead, if any.

    Words are the trigger and its sentence, so that a claim is known again in a changed text and by another maker.
    """
    heirs = {_words_of(claim): claim.id for claim in sorted(now, key=lambda claim: claim.id, reverse=True)}
    return {claim.id: heirs[words] for claim in was if (words := _words_of(claim)) in heirs}


def _words_of(claim: Claim) -> tuple[str, str, str, int]:
    return claim.event, claim.trigger.text, claim.sentence.text, claim.trigger.start - claim.sentence.start


def _mint(
    groups: Mapping[int, Sequence[str]], used: Collection[str], taken: Callable[[Collection[str]], Collection[str]]
) -> dict[int, str]:
    """A new id for each group, that depends on its claims and, where it was used before, on how often."""
    ids: dict[int, str] = {}
    times, left = 0, dict(groups)
    while left:
        wanted = {at: short_id("i", *sorted(group), times) for at, group in left.items()}
        known = {*used, *taken(wanted.values())}
        ids |= {at: minted for at, minted in wanted.items() if minted not in known}
        left = {at: group for at, group in left.items() if at not in ids}
        times += 1
    return ids

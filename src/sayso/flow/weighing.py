"""What changed in a ledger, weighed again: copies, incidents and control, in the transaction that changed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sayso.base.garbage import paused_collector
from sayso.flow.control import Settling
from sayso.keep import Added, ArticleFacts, Ledger, Weighing
from sayso.keep.store.block_keys import BlockKeys
from sayso.keep.store.claim_links import ClaimLinks
from sayso.weigh import (
    MOST_KEPT,
    AllLinked,
    Features,
    Group,
    PairConstraints,
    VoiceFinder,
    are_copies,
    bands_of,
    build_incident,
    features_of,
    find_heirs,
    found_by,
    group_copies,
    incidents_maker,
    name_incidents,
    pair_of,
    stored_keys,
    weigh_touched,
)
from sayso.weigh.incidents.features import reports_its_days

if TYPE_CHECKING:
    from datetime import date

    from sayso.model import Claim, ControlPlace, Incident
    from sayso.packs.codebook import Codebook

AT_ONCE: Final = 2_000
"""Incidents that are written at a time when everything is weighed: limits the memory they take."""


@dataclass(frozen=True)
class Weigher:
    """Weighs the claims of one ledger by one codebook."""

    ledger: Ledger
    codebook: Codebook
    decay_days: int | None = None

    @cached_property
    def _desk(self) -> Weighing:
        return Weighing(self.ledger)

    @cached_property
    def _links(self) -> ClaimLinks:
        return ClaimLinks(self.ledger)

    @cached_property
    def _block_keys(self) -> BlockKeys:
        return BlockKeys(self.ledger)

    @cached_property
    def _found_by(self) -> str:
        return found_by(self.codebook.incidents)

    @cached_property
    def _incidents_maker(self) -> str:
        return incidents_maker(self.codebook.incidents)

    @cached_property
    def _speakers(self) -> VoiceFinder:
        return VoiceFinder(self.codebook.parties)

    @cached_property
    def _settling(self) -> Settling:
        return Settling(self.ledger, self.codebook, self.decay_days)

    def keys_of_block(self, claim: Claim) -> tuple[str, ...]:
        """The keys under which a claim is found by those that may be about the same thing."""
        return stored_keys(self._features_of(claim, {}), self.codebook.incidents)

    @paused_collector()
    def weigh_added(self, added: Sequence[Added], signatures: Mapping[str, bytes]) -> None:
        """Weighs the incidents that these articles changed; a transaction is under way in which they were added.

        `signatures` are those of their texts, by id. If something else was left unweighed, that is weighed too. Control
        is left to `settle_control`: a run weighs a place once, not once for each article.
        """
        changed = [addition for addition in added if addition.change != "unchanged"]
        self._settling.keep_assertions()
        fresh = {addition.article for addition in changed}
        touched = {claim for addition in changed for claim in addition.come}
        was = [claim for addition in changed for claim in addition.was]
        signed = {article: sign for article, sign in signatures.items() if article in fresh}
        regrouped = self._settle_copies(signed, was)
        self._weigh(touched, was=was, articles=regrouped | self._settle_reports(fresh), whole=not was)

    @paused_collector()
    def weigh_judged(self, reached: Collection[str], *, was: Sequence[Claim], whole: bool) -> None:
        """Weighs what judgements reached, control too; a transaction is under way in which they were recorded.

        `reached` are the ids of the claims, `was` the claims as they stood before; `whole`: those are all of them.
        """
        unweighed = self.ledger.unweighed()
        for claim in self.ledger.current_claims(ids=unweighed.claims) if unweighed.claims else ():
            self.ledger.set_block_keys(claim[0].id, self.keys_of_block(claim[0]))
        articles = {claim.article.id for claim, _ in self.ledger.current_claims(ids=reached)}
        articles |= {claim.article.id for claim in was}
        self._weigh(set(reached), was=was, articles=self._settle_reports(articles), whole=whole)
        self.settle_control()

    @paused_collector()
    def settle_control(self) -> None:
        """Weighs the control of all places on which something new was said, some in each transaction.

        Those of a region of which something was said as a whole go with it.
        """
        self._settling.settle()

    def weigh_everything(self) -> int:
        """How many incidents there are, after everything was weighed from scratch, in one transaction."""
        with paused_collector(), self.ledger.transaction():
            self._settle_all()
            self._settle_keys()
            count = self._write_all()
            self.ledger.put_incidents((), (), {}, weighed_keys=self.ledger.unweighed().keys)
            self._settling.settle_all()
        return count

    def claims_about(self, place: ControlPlace, days: Sequence[date]) -> list[Claim]:
        """The current claims that bear on the control of a place on these days: on it, and on all of its region."""
        return self._settling.claims_about(place, days)

    def tell_by_rules(self) -> None:
        """Has the ledger keep what all claims tell by this codebook's rules; before claims of it are changed.

        Notes, too, by which rules the claims that come get their keys.
        """
        self._block_keys.note(self._found_by)
        self._settling.renew_assertions()

    def forget_places(self, claims: Iterable[Claim], *, but: Collection[str]) -> None:
        """Takes the marks of the places away of which these claims say nothing that bears on control, but for some."""
        self._settling.forget_places(list(claims), but=but)

    # Copies and reports

    def _settle_copies(self, signatures: Mapping[str, bytes], was: Sequence[Claim]) -> set[str]:
        """Writes the groups of copies of these articles and of all that they touch; gives the articles regrouped."""
        left = self._desk.facts({claim.article.id for claim in was} | set(signatures))
        groups = {facts.copies for facts in left.values()}
        near: dict[str, bytes] = {}
        for article, signature in signatures.items():
            others = dict(self.ledger.signatures(bands_of(signature)))
            near |= {other: sign for other, sign in others.items() if other != article and are_copies(signature, sign)}
        groups |= {facts.copies for facts in self._desk.facts(near).values()}
        members = self._desk.copied(groups) | near | dict(signatures)
        return self._regroup(group_copies(members))

    def _regroup(self, groups: Mapping[str, str]) -> set[str]:
        known = self._desk.facts(groups)
        changed = {
            article: group
            for article, group in groups.items()
            if article not in known or known[article].copies != group
        }
        self._desk.put_facts(
            {
                article: ArticleFacts(copies=group, is_report=known[article].is_report if article in known else False)
                for article, group in changed.items()
            }
        )
        return {article for article in changed if article in known}

    def _settle_reports(self, articles: Collection[str]) -> set[str]:
        """Writes which of these articles tell of their own days; gives those of which that has changed."""
        known = self._desk.facts(articles)
        claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._desk.claims(articles=articles):
            claims[claim.article.id].append(claim)
        changed = {}
        for article in sorted(articles):
            now = reports_its_days(claims[article])
            before = known.get(article, ArticleFacts(copies=article, is_report=not now))
            if before.is_report != now:
                changed[article] = replace(before, is_report=now)
        self._desk.put_facts(changed)
        return set(changed)

    def _settle_all(self) -> None:
        signatures = dict(self.ledger.signatures())
        self._regroup(group_copies(signatures))
        articles = sorted(signatures)
        for begin in range(0, len(articles), AT_ONCE):
            self._settle_reports(articles[begin : begin + AT_ONCE])

    def _settle_keys(self) -> None:
        """Gives all claims their keys anew, if they have them by other rules than the codebook's."""
        if not self._block_keys.are_by(self._found_by):
            claims = (claim for claim, _ in self.ledger.current_claims())
            self._block_keys.put_all(((claim.id, self.keys_of_block(claim)) for claim in claims), self._found_by)

    # Incidents

    def _weigh(self, touched: set[str], *, was: Sequence[Claim], articles: Collection[str], whole: bool) -> None:
        """Weighs touched claims and those of articles that weigh otherwise now, and all else that is unweighed.

        `whole`: the touched claims are all that is unweighed, if nothing was before.
        """
        unweighed = self.ledger.unweighed()
        ids = touched | {claim.id for claim in self._desk.claims(articles=articles)}
        ids |= set(self._desk.members_of(unweighed.incidents))
        claims = [claim for claim, _ in self.ledger.current_claims(ids=ids)]
        own = {key for claim in [*claims, *was] for key in self.keys_of_block(claim)}
        if not whole or set(unweighed.keys) - own:
            known = {claim.id for claim in claims}
            claims += [claim for claim, _ in self.ledger.current_claims(keys=unweighed.keys) if claim.id not in known]
        groups, old = self._regrouped(claims, was, unweighed.incidents)
        self._write(groups, old, unweighed.incidents, heirs=find_heirs(was, claims), weighed_keys=unweighed.keys)

    def _regrouped(
        self, claims: list[Claim], was: Sequence[Claim], left: Collection[str]
    ) -> tuple[list[Group], dict[str, str]]:
        """The groups of these claims and all that is linked, and the incidents in which the claims of these stood.

        Whatever stood in an incident with one of them is weighed with them, so that no claim is left without.
        """
        judged, gone = self._judged(), self._features_of_all(was)
        is_kept = self._block_keys.are_by(self._found_by)  # else links were found by other rules, or some were
        while True:
            weighed = weigh_touched(
                self._features_of_all(claims), find=self._find, rules=self.codebook.incidents, judged=judged, gone=gone,
                known=self._links.of if is_kept else None,
            )  # fmt: skip
            if is_kept:
                self._links.put(weighed.links, most=MOST_KEPT)
            groups = weighed.groups
            grouped = {features.id for group in groups for features in group.members}
            old = self._desk.incidents_of(grouped) | self._desk.members_of(left)
            more = [claim for claim, _ in self.ledger.current_claims(ids=set(old) - grouped)]
            if not more:
                return groups, old
            claims = [*claims, *more]

    def _judged(self) -> PairConstraints:
        pairs: dict[str, set[tuple[str, str]]] = {"same": set(), "different": set()}
        for constraint in self.ledger.constraints():
            pairs[constraint.kind].add(pair_of(*constraint.claims))
        return PairConstraints(same=frozenset(pairs["same"]), different=frozenset(pairs["different"]))

    def _find(self, keys: Collection[str], ids: Collection[str]) -> list[Features]:
        return self._features_of_all(claim for claim, _ in self.ledger.current_claims(keys=keys, ids=ids))

    def _features_of_all(self, claims: Iterable[Claim]) -> list[Features]:
        kept = list(claims)
        facts = self._desk.facts({claim.article.id for claim in kept})
        return [self._features_of(claim, facts) for claim in kept]

    def _features_of(self, claim: Claim, facts: Mapping[str, ArticleFacts]) -> Features:
        known = facts.get(claim.article.id)
        return features_of(
            claim,
            rules=self.codebook.incidents,
            speakers=self._speakers,
            copies=known.copies if known else claim.article.id,
            is_report=known.is_report if known else False,
        )

    def _write(
        self,
        groups: Sequence[Group],
        old: Mapping[str, str],
        left: Collection[str],
        *,
        heirs: Mapping[str, str],
        weighed_keys: Collection[str],
    ) -> None:
        members = [[features.id for features in group.members] for group in groups]
        old = dict(old) | {claim: incident for incident in left for claim in self._said_in(incident)}
        naming = name_incidents(members, old, heirs=heirs, taken=self._desk.minted)
        built = self._built(zip(naming.ids, groups, strict=True))
        self.ledger.put_incidents({*old.values(), *left}, built, naming.redirects, weighed_keys=weighed_keys)

    def _said_in(self, incident: str) -> tuple[str, ...]:
        """Ids of all claims that an incident was made of, those that are gone too."""
        return self.ledger.incident(incident).claims

    def _write_all(self) -> int:
        """Weighs all claims, and writes their incidents under the ids that they had."""
        old = self._desk.incidents_of_all()
        linked = AllLinked.of(self._all_features(), self.codebook.incidents, self._judged())
        self._links.put_all(linked.at, linked.links())
        groups = list(linked.groups())
        members = [[features.id for features in group.members] for group in groups]
        naming = name_incidents(members, old, taken=self._desk.all_minted().intersection)
        named = sorted(zip(naming.ids, groups, strict=True), key=_by_day)
        batches = (named[begin : begin + AT_ONCE] for begin in range(0, len(named), AT_ONCE))
        return self.ledger.replace_incidents(map(self._built, batches), naming.redirects)

    def _built(self, named: Iterable[tuple[str, Group]]) -> list[Incident]:
        """The incidents of these groups, under these ids."""
        rules, maker = self.codebook.incidents, self._incidents_maker
        return [build_incident(name, group, rules, maker=maker) for name, group in named]

    def _all_features(self) -> Iterator[Features]:
        facts = self._desk.all_facts()
        for claim, _ in self.ledger.current_claims():
            yield self._features_of(claim, facts)


def _by_day(named: tuple[str, Group]) -> tuple[int, str]:
    """Incidents in the order of their days: what is asked for together lies together."""
    incident, group = named
    return min(features.first or features.late or 0 for features in group.members), incident

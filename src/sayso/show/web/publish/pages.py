"""Pages of a copy that hold less than those of a server: only what the copy's filter and wishes let in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, get_args

from sayso.base.ids import place_key
from sayso.keep import Filter
from sayso.model import Claim, Standing
from sayso.show.web.answers import Answer
from sayso.show.web.asked import Asked
from sayso.show.web.desk import Desk
from sayso.show.web.lit import LitPiece, light, lit_of
from sayso.show.web.pages import claims, places
from sayso.show.web.pages.choosing import paging
from sayso.show.web.pages.control import matrix
from sayso.show.web.publish.selection import CopySelection, all_claims
from sayso.show.web.publish.spells import grid_of
from sayso.show.web.publish.wishes import Wishes

LEFT_OUT: Final = "\n\n[…]\n\n"
"""Stands where an article's text is left out."""
_OTHERS: Final = 12
"""Claims of the incident shown beside a claim: its incident's page has all of them. Set by hand: a copy has a page for
each claim, and its size grows with this number."""
_LISTED: Final = 200
"""Claims listed on a place's page; the first page, narrowed to the place, has all of them. Set by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """Makes pages that keep to what a copy holds."""

    scope: CopySelection
    wishes: Wishes

    def show_claim(self, desk: Desk, asked: Asked) -> Answer:
        """The claim with the text around it lit, and others of its incident."""
        answer = claims.show_claim(desk, asked)
        context = dict(answer.context)
        claim, text = context["claim"], context["article"].article.text
        start, end = claims.window(text, claim.sentence.start, claim.sentence.end, self.wishes.around)
        pieces = light(text, lit_of(claim, label=claim.event), start=start, end=end)
        others, around = context["others"], min(self.wishes.around, claims.BESIDE)
        return replace(
            answer,
            context=context
            | {"pieces": pieces, "elsewhere": claims.elsewhere(text, claim, start, end, around),
               "is_cut": (start > 0, end < len(text)), "others": others[:_OTHERS],
               "more": context["more"] + len(others[_OTHERS:]), "is_beside": claim.id not in self.scope.chosen},
        )  # fmt: skip

    def show_article(self, desk: Desk, asked: Asked) -> Answer:
        """The article's claims that are in the copy, lit in their text; without whole texts, in what stands around."""
        kept, inside = desk.ledger.article(asked.key), self.scope.articles[asked.key]
        of_article = all_claims(desk, Filter(article=(asked.key,)), order="article")
        rows = [kept_claim for kept_claim in of_article if kept_claim.claim.id in inside]
        shown_claims = [kept_claim.claim for kept_claim in rows]
        text = kept.article.text
        spans = [(0, len(text))] if self.wishes.has_whole_texts else windows(text, shown_claims, self.wishes.around)
        return Answer(
            template="article.html",
            title=kept.article.title or "An article without a title",
            context={"article": kept, "pieces": list(lit_within(text, shown_claims, spans)), "left_out": 0,
                     "claims": claims.row_context(desk, rows), "paging": _whole(len(rows))},
        )  # fmt: skip

    def list_articles(self, desk: Desk, asked: Asked) -> Answer:
        """The articles that claims of the copy stand in, the latest first."""
        kept = [desk.ledger.article(key) for key in self.scope.articles]
        kept.sort(
            key=lambda kept_article: (str(kept_article.article.published or ""), kept_article.article.title or ""),
            reverse=True,
        )
        listed = kept[asked.offset : asked.offset + asked.limit]
        inside = [
            replace(kept_article, claims=len(self.scope.articles[kept_article.article.id])) for kept_article in listed
        ]
        page = paging(asked, len(listed), len(kept))
        return Answer(template="articles.html", title="Articles", context={"articles": inside, "paging": page})

    def show_control(self, desk: Desk, _asked: Asked) -> Answer:
        """Every run of control of the copy's places, a script's field for the day beside them."""
        runs = [run for place_runs in self.scope.runs.values() for run in place_runs]
        runs.sort(key=lambda run: (run.place.name, place_key(run.place), run.from_day))
        saying = Counter(party for run in runs for party in run.said_by)
        last = min(places.today(desk), self.scope.wanted.until or places.today(desk))
        return Answer(
            template="control.html",
            title="Who is said to hold each place",
            context={"runs": [(run, place_key(run.place)) for run in runs], "on": None, "is_narrowed": False,
                     "carried": places.carried_of(desk, runs), "most": None,
                     "sayers": [party for party, _ in saying.most_common()], "standings": get_args(Standing),
                     "matrix": matrix(desk, last, within=self.scope.places), "last": last,
                     "paging": _whole(len(runs))},
        )  # fmt: skip

    def show_place(self, desk: Desk, asked: Asked) -> Answer:
        """The place: who says what of it, spell by spell, and its claims in the copy."""
        tally, wanted = self.scope.places[asked.key], replace(self.scope.wanted, place=(asked.key,))
        runs, spells = self.scope.runs.get(asked.key, []), self.scope.spells.get(asked.key, ())
        page = desk.ledger.claims(wanted, order="-day", limit=_LISTED)
        return Answer(
            template="copied_place.html",
            title=tally.name,
            context={"tally": tally, "runs": runs, "told": runs, "total_runs": len(runs),
                     "carried": places.carried_of(desk, runs), "most": places.LINKED,
                     "stretches": spells, "grid": grid_of(runs, spells),
                     "days": [spell.first for spell in spells], "on": None, "earlier": "", "later": "",
                     "claims": claims.row_context(desk, page.items), "paging": _whole(len(page), page.total)},
        )  # fmt: skip


def _whole(count: int, total: int | None = None) -> dict[str, Any]:
    """What a list on one page says of itself."""
    many = count if total is None else total
    return {"shown": count, "total": many, "first": 1, "last": count, "further": 0, "before": None, "after": None}


def windows(text: str, shown_claims: Sequence[Claim], around: int) -> list[tuple[int, int]]:
    """The spans of the text around these claims, in order; those that touch are one."""
    spans: list[tuple[int, int]] = []
    for claim in sorted(shown_claims, key=lambda claim: claim.sentence.start):
        start, end = claims.window(text, claim.sentence.start, claim.sentence.end, around)
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return spans


def lit_within(text: str, shown_claims: Sequence[Claim], spans: Sequence[tuple[int, int]]) -> Iterator[LitPiece]:
    """The spans of the text with the claims lit, a mark where something between them is left out."""
    lit_spans = sorted((span for claim in shown_claims for span in lit_of(claim)), key=lambda span: span.start)
    at = 0
    for start, end in spans:
        if start > at:
            yield LitPiece(text=LEFT_OUT.lstrip() if at == 0 else LEFT_OUT)
        yield from light(
            text, [span for span in lit_spans if span.start < end and span.end > start], start=start, end=end
        )
        at = end
    if at < len(text):
        yield LitPiece(text=LEFT_OUT.rstrip())


def facts_of(scope: CopySelection) -> Mapping[str, int]:
    """How much the copy holds."""
    return {
        "claims": len(scope.chosen), "claims beside them": len(scope.beside), "incidents": len(scope.incidents),
        "places": len(scope.places), "sources": len(scope.sources), "articles": len(scope.articles),
        "runs of control": sum(map(len, scope.runs.values())),
    }  # fmt: skip

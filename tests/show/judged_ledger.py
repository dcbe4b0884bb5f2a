"""The small ledger after people worked on it: every kind of judgement, an orphan, a report in two versions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sayso.base.settings import Settings
from sayso.flow.ledger import Digest, add_article, judge_claims, weigher_of
from sayso.keep import Ledger, Verdict
from sayso.model import Article, Attribution, Claim, Mark, Name, Place
from sayso.show.web.app import PAGES
from sayso.weigh import sign_text
from tests.show.small_ledger import MAKER, MAYOR, claim, report, reports


def live_in(ledger: Ledger) -> None:
    """Has ann and bob judge the claims, and reads two of the reports again."""
    first, held, twelve, thirty, shelled, script = (claims[0].id for _, claims in reports())
    for number in range(4):
        _add(ledger, *more(number))
    for verdict in (
        Verdict(kind="accept", claims=(first,), reviewer="ann", reason="so it says"),
        Verdict(kind="correct", claims=(held,), reviewer="bob", field="status", value='"possible"'),
        Verdict(kind="flag", claims=(twelve,), reviewer="ann", reason="who counted?"),
        Verdict(kind="note", claims=(thirty,), reviewer="bob", reason="heard twice"),
        Verdict(kind="reject", claims=(script,), reviewer="bob", reason="no report"),
        Verdict(kind="accept", claims=(shelled,), reviewer="ann"),
    ):
        judge_claims([(verdict, None)], ledger, Settings())
    _add(ledger, reports()[4][0], (), maker="another@2")  # `shelled` is read no more: its judgement is an orphan
    again = report(2, "The Courier", ["Our guards hold Hirske today, mayor Bo Tan said. So far."])
    _add(ledger, replace(again, path=reports()[1][0].path), ())
    weigher_of(ledger, Settings()).settle_control()


def more(number: int) -> tuple[Article, tuple[Claim, ...]]:
    """A report of one more shelling, in a text long enough to be cut around its claim."""
    words = f"Shells hit Hirske again at {number + 1}:00, mayor Bo Tan said."
    filler = ["Nothing else was told that day.\n"] * 60
    article = report(2 + number, "The Bulletin", [*filler, words, *filler], title=f"Shells on day {number}")
    made = claim(article, words, "hit", "strike.shelling", who=None, source=MAYOR, day=article.published)
    return article, (replace(made, confidence=0.3),)


def _add(ledger: Ledger, article: Article, claims: tuple[Claim, ...], *, maker: str = MAKER) -> None:
    digest = Digest(claims=claims, signature=sign_text(article.text))
    add_article(article, digest, weigher_of(ledger, Settings()), maker=maker)


def marks_of(text: str) -> tuple[Mark, ...]:
    """The marks of the first report of `small_ledger`."""

    def at(words: str) -> dict[str, Any]:
        return {"text": words, "start": text.index(words), "end": text.index(words) + len(words)}

    def mark(kind: Any, words: str, refers: Any = None, /, **more: Any) -> Mark:
        span = at(words)
        made = refers(**span, **more) if refers else None
        return Mark(kind=kind, start=span["start"], end=span["end"], refers=made)

    return (
        mark("sentence", text),
        mark("content", "Russian troops captured Hirske", Attribution, source=3, cue=4, direct=False),
        mark("place", "Hirske", Place, name="Hirske", geonameid=707308, latitude=48.75, longitude=38.49, country="UA",
             admin1="Luhansk", kind="settlement", precision="exact", score=0.9),
        mark("source", "the Russian ministry", Name, name="Russian ministry"),
        mark("cue", "said"),
    )  # fmt: skip


def keys_of(ledger: Ledger) -> dict[str, str]:
    """A key for each page that takes one, where there is most to see."""
    disputed = next(incident for incident in ledger.incidents() if incident.contradictions)
    return {
        "/claims/{key}": disputed.claims[0], "/incidents/{key}": disputed.id, "/places/{key:path}": "g:707308",
        "/sources/{key:path}": "Bo%20Tan", "/articles/{key}": ledger.claim(disputed.claims[0]).claim.article.id,
    }  # fmt: skip


def addresses(ledger: Ledger) -> dict[str, str]:
    """An address for each page, by its path."""
    keys = keys_of(ledger)
    words = f"?article={reports()[2][0].id}&start=0&end=7"
    asked = {"/review/claim": words}
    return {
        page.path: page.path.partition("{")[0] + keys.get(page.path, "") + asked.get(page.path, "") for page in PAGES
    }


def in_form(address: str, form: str) -> str:
    """The address of the same in another form."""
    path, sign, asked = address.partition("?")
    return f"{path}.{form}{sign}{asked}"

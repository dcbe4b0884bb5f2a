"""Claims about towns, written in one line: who says that who did what where, and on which day."""

from __future__ import annotations

from datetime import date
from functools import cache

from sayso.model import Actor, ArticleHead, Claim, Control, ControlPlace, EventStatus, Place, Source, Span, When
from sayso.packs.codebook import Codebook, load_codebook
from sayso.packs.pack import load_pack
from sayso.weigh.control.weighing import control_of

HEAD = ArticleHead(id="a-1", path=None, title=None, outlet=None, url=None, published=None)
TOWN = Place(
    text="Hirske", start=0, end=6, name="Hirske", geonameid=708273, latitude=48.75, longitude=38.49, country="UA",
    admin1="Luhansk", kind="settlement", precision="exact",
)  # fmt: skip
REGION = Place(
    text="Luhansk Oblast", start=0, end=14, name="Luhansk", geonameid=702657, latitude=49.0, longitude=39.0,
    country="UA", admin1="Luhansk", kind="region", precision="region",
)  # fmt: skip
HELD = ControlPlace(name="Hirske", geonameid=708273, latitude=48.75, longitude=38.49, country="UA", admin1="Luhansk")


@cache
def codebook() -> Codebook:
    return load_codebook(load_pack("codebook"))


def claim_of(
    event: str,
    actor: str | None,
    day: str | tuple[str, str] | None,
    *,
    by: str | None = None,
    target: str | None = None,
    status: EventStatus = "happened",
    words: str = "",
    place: Place = TOWN,
    trigger: str = "took",
    id: str = "",  # noqa: A002
) -> Claim:
    """The claim that `actor` did it in `place`; `words` stand before the place's name in the sentence."""
    text = f"{words} {place.text} .".lstrip()
    start = text.index(place.text)
    first, last = day if isinstance(day, tuple) else (day, day)
    return Claim(
        id=id or "-".join(str(part) for part in ("c", event, actor, day, by, status, words)),
        article=HEAD,
        event=event,
        trigger=Span(text=trigger, start=0, end=len(trigger)),
        actors=_actors(actor),
        targets=_actors(target),
        places=(_at(place, start),),
        when=When(
            from_day=date.fromisoformat(first), to_day=date.fromisoformat(last), precision="day", basis="stated"
        ) if first and last else When(),
        counts=(),
        status_cue=None,
        sources=(Source(text=by, start=0, end=1, name=by, role=None, kind="organisation", party=by),) if by else (),
        quote=None,
        sentence=Span(text=text, start=0, end=len(text)),
        confidence=0.9,
        maker="test",
        status=status,
    )  # fmt: skip


def _actors(party: str | None) -> tuple[Actor, ...]:
    return (Actor(text="troops", start=0, end=6, name="troops", party=party, sector="MIL"),) if party else ()


def _at(place: Place, start: int) -> Place:
    from dataclasses import replace

    return replace(place, start=start, end=start + len(place.text))


def runs(*claims: Claim, decay_days: int | None = None) -> tuple[Control, ...]:
    """The runs of the town."""
    return control_of(HELD, claims, codebook=codebook(), decay_days=decay_days)


def line(run: Control | None) -> str:
    """Who holds it, how that stands, and who says so: "RUS agreed RUS UKR"."""
    assert run is not None
    return " ".join([run.holder or "-", run.standing, *run.said_by])

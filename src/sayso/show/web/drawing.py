"""Pages out of templates: escaped always, with what every page shows of the ledger and of who looks at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from sayso.show.web import wording
from sayso.show.web.answers import Answer
from sayso.show.web.asked import Asked, Viewer
from sayso.show.web.assets import WITHOUT_MAP, libraries_folder, templates_folder
from sayso.show.web.desk import Desk
from sayso.show.web.side_colours import side_of_claim

NAVIGATION: Final = (
    ("/", "Map"), ("/claims", "Claims"), ("/incidents", "Incidents"), ("/places", "Places"), ("/control", "Control"),
    ("/sources", "Sources"), ("/articles", "Articles"), ("/review", "Review"), ("/search", "Search"),
    ("/method", "Method"),
)  # fmt: skip


def make_environment(desk: Desk, static: str) -> Environment:
    """The templates, with the words that pages are told in."""
    environment = Environment(
        loader=FileSystemLoader(templates_folder()), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip
    environment.filters.update(wording.FILTERS)
    environment.filters["party"] = wording.party_label(desk.codebook)
    environment.filters["defined"] = wording.event_label(desk.codebook)
    environment.filters["ink"] = lambda party, country=None: desk.inks().ink_of(party, country)
    environment.filters["side_ink"] = lambda claim: _claim_ink(desk, claim)
    environment.globals.update(
        static=static, home="/", has_map=desk.has_map and libraries_folder() is not None, without_map=WITHOUT_MAP,
        has_libraries=libraries_folder() is not None, in_copy=False, with_reviewers=True,
    )  # fmt: skip
    return environment


def _claim_ink(desk: Desk, claim: Any) -> str:
    inks = desk.inks()
    side = side_of_claim(claim, inks)
    return "ink-none" if side is None else inks.ink_of(claim.sources[0].party, _country(claim))


def _country(claim: Any) -> str | None:
    return claim.places[0].country if claim.places else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Draws answers as pages for people."""

    environment: Environment
    navigation: Sequence[tuple[str, str]] = NAVIGATION
    """Addresses and labels at the top of every page."""

    def page(self, answer: Answer, asked: Asked) -> HTMLResponse:
        """The page."""
        in_copy = self.environment.globals["in_copy"]
        forms = [] if in_copy else [(form, asked.address(_with_form(asked.path, form))) for form in answer.forms]
        context = {"title": answer.title, "asked": asked, "forms": forms, **answer.context}
        return self.draw(answer.template, context, path=asked.path, viewer=asked.viewer, status=answer.status)

    def draw(
        self, template: str, context: Mapping[str, Any], *, path: str, viewer: Viewer | None, status: int = 200
    ) -> HTMLResponse:
        """A template with this context."""
        section = "/" + path.strip("/").partition("/")[0]
        pages = [
            {"address": address, "label": label, "is_here": address == section, "is_exact": address == path}
            for address, label in self.navigation
        ]
        whole = {"pages": pages if viewer else [], "viewer": viewer, **context}
        return HTMLResponse(self.environment.get_template(template).render(whole), status_code=status)


def _with_form(path: str, form: str) -> str:
    return f"/claims.{form}" if path == "/" else f"{path}.{form}"

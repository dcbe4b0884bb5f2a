"""Who says that what happened, where and when: attributed claims from reports about an armed conflict.

    import sayso

    report = sayso.read("Russian forces seized Hirske on Friday, Ukraine's military said.", published="2022-06-25")
    for claim in report.claims:
        print(claim.event, claim.status, claim.sentence.text)

Nothing heavy is imported until it is used.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from sayso.base.version import __version__

if TYPE_CHECKING:
    from sayso.api import OpenLedger, Report, ResultList, open, read, read_all  # noqa: A004
    from sayso.base.errors import SaysoError, SaysoWarning
    from sayso.model import (
        Actor,
        Article,
        Claim,
        Contradiction,
        Control,
        Count,
        Dropped,
        Incident,
        Judgement,
        Mark,
        Place,
        Source,
        Span,
        When,
    )

__all__ = [
    "Actor",
    "Article",
    "Claim",
    "Contradiction",
    "Control",
    "Count",
    "Dropped",
    "Incident",
    "Judgement",
    "Mark",
    "OpenLedger",
    "Place",
    "Report",
    "ResultList",
    "SaysoError",
    "SaysoWarning",
    "Source",
    "Span",
    "When",
    "__version__",
    "open",
    "read",
    "read_all",
]

_API = ("OpenLedger", "Report", "ResultList", "open", "read", "read_all")
_ERRORS = ("SaysoError", "SaysoWarning")


class _Door(ModuleType):
    """This package. `sayso.read` stays the function when the room of that name, `sayso.read`, is imported below it."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _API and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Door


def __getattr__(name: str) -> Any:
    """Loads what is asked for, the first time that it is."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    room = "sayso.api" if name in _API else "sayso.base.errors" if name in _ERRORS else "sayso.model"
    value = getattr(import_module(room), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__]

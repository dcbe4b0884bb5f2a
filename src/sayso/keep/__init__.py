"""Records to the ledger and back: the only room that knows the store."""

from sayso.keep.judging.judgements import Keys
from sayso.keep.judging.seen import UNSEEN
from sayso.keep.ledger import Ledger, open_ledger
from sayso.keep.records import (
    ANY_EVENT,
    Added,
    Constraint,
    Filter,
    Hit,
    Judged,
    KeptArticle,
    KeptClaim,
    KeptSource,
    LedgerProblem,
    Order,
    Orphan,
    Page,
    Unweighed,
    Verdict,
    events_asked,
)
from sayso.keep.store.control_assertions import ControlAssertions, PlaceAssertions
from sayso.keep.store.weighing_inputs import ArticleFacts, Weighing

__all__ = [
    "ANY_EVENT",
    "UNSEEN",
    "Added",
    "ArticleFacts",
    "Constraint",
    "ControlAssertions",
    "Filter",
    "Hit",
    "Judged",
    "KeptArticle",
    "KeptClaim",
    "KeptSource",
    "Keys",
    "Ledger",
    "LedgerProblem",
    "Order",
    "Orphan",
    "Page",
    "PlaceAssertions",
    "Unweighed",
    "Verdict",
    "Weighing",
    "events_asked",
    "open_ledger",
]

"""Records to the ledger and back: the only room that knows the store."""

from sayso.keep.judging.judgements import Keys
from sayso.keep.judging.seen import UNSEEN
from sayso.keep.ledger import Ledger, open_ledger
from sayso.keep.records import (
    Added,
    Constraint,
    Filter,
    Hit,
    Judged,
    KeptArticle,
    KeptClaim,
    KeptSource,
    Order,
    Orphan,
    Page,
    Problem,
    Unweighed,
    Verdict,
)
from sayso.keep.store.control_assertions import Holding, Tellings
from sayso.keep.store.weighing_inputs import ArticleFacts, Weighing

__all__ = [
    "UNSEEN",
    "Added",
    "ArticleFacts",
    "Constraint",
    "Filter",
    "Hit",
    "Holding",
    "Judged",
    "KeptArticle",
    "KeptClaim",
    "KeptSource",
    "Keys",
    "Ledger",
    "Order",
    "Orphan",
    "Page",
    "Problem",
    "Tellings",
    "Unweighed",
    "Verdict",
    "Weighing",
    "open_ledger",
]

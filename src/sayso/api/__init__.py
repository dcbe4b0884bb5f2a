"""The door for programs: reports read to claims, and a ledger opened, in a few lines of Python.

`import sayso` gives all that stands here; see docs/python.md. Nothing here changes the process that calls it: its
garbage collector, its logging and its threads stay as they are.
"""

from sayso.api.ledgers import OpenLedger, ResultList, open  # noqa: A004 - it is called sayso.open
from sayso.api.reports import Report, read, read_all

__all__ = ["OpenLedger", "Report", "ResultList", "open", "read", "read_all"]

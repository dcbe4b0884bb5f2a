"""By what an incident was made: the rules and every number that bears on which claims are one and on what it tells."""

from __future__ import annotations

from typing import Final

from sayso.base.ids import rule_maker
from sayso.packs.incident_rules import ONE_SIDE, IncidentRules
from sayso.weigh.copies import COPIED
from sayso.weigh.incidents.contradictions import CLOSE_TYPES
from sayso.weigh.incidents.features import CORE_DAYS, NEARBY_DAYS, OWN_SHARE, REPORT_DAYS
from sayso.weigh.incidents.weights import TABLE

RULE: Final = "incidents@2"
"""Name and version: one more where the code changes which claims are one incident, or what an incident tells."""


def incidents_maker(rules: IncidentRules) -> str:
    """`incidents@2#hash`: over `incidents.yaml`, the sides of wars, the table of weights and the other thresholds.

    No setting bears on incidents today; one that comes to do so belongs among the parts.
    """
    sides = sorted((side.war, side.id, *sorted(side.parties), *sorted(side.places)) for side in rules.parties.sides)
    thresholds = (CORE_DAYS, NEARBY_DAYS, REPORT_DAYS, OWN_SHARE, CLOSE_TYPES, COPIED, ONE_SIDE)
    return rule_maker(RULE, rules.file_hash, repr(sides), *TABLE.numbers(), *thresholds)

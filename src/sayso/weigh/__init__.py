"""Claims to incidents, contradictions and control: what many reports add up to."""

from sayso.weigh.blocking import asked_keys, stored_keys
from sayso.weigh.closure import Find, weigh_all, weigh_touched
from sayso.weigh.copies import are_copies, bands_of, group_copies, join_copies, sign_text
from sayso.weigh.gists import Gist, gist_of
from sayso.weigh.incidents import build_incident
from sayso.weigh.judged import Judged, judged_pairs
from sayso.weigh.merging import Group
from sayso.weigh.naming import Naming, name_incidents
from sayso.weigh.voices import Speakers, Voice, count_voices

__all__ = [
    "Find",
    "Gist",
    "Group",
    "Judged",
    "Naming",
    "Speakers",
    "Voice",
    "are_copies",
    "asked_keys",
    "bands_of",
    "build_incident",
    "count_voices",
    "gist_of",
    "group_copies",
    "join_copies",
    "judged_pairs",
    "name_incidents",
    "sign_text",
    "stored_keys",
    "weigh_all",
    "weigh_touched",
]

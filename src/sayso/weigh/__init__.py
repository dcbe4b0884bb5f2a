"""Claims to incidents, contradictions and control: what many reports add up to.

Nothing here knows the store. To weigh one more article, its keeper:

1. signs its text (`sign_text`), finds candidates by band (`bands_of`), asks `are_copies`, and has `join_copies` tell
   which articles change their group of copies;
2. finds the features of its claims, and of those of these articles (`features_of_article`, a whole article's at once);
3. hands them to `weigh_touched` with a function that finds current claims by the keys under which they are stored
   (`stored_keys`) and by id; claims that were changed or removed go in as they were, as `gone`; links that come back
   are worth keeping, and are asked for the next time (`known`);
4. names what comes back (`name_incidents`) and builds the incidents (`build_incident`, by `incidents_maker`).

`weigh_all` does the third step for all claims at once, with the same outcome.
"""

from sayso.weigh.copies import are_copies, bands_of, group_copies, join_copies, sign_text
from sayso.weigh.incidents.blocking import asked_keys, found_by, stored_keys
from sayso.weigh.incidents.building import build_incident
from sayso.weigh.incidents.closure import (
    MOST_KEPT,
    AllLinked,
    FindFeatures,
    KnownLinks,
    Weighed,
    weigh_all,
    weigh_touched,
)
from sayso.weigh.incidents.constraints import PairConstraints, pair_of
from sayso.weigh.incidents.features import Features, features_of, features_of_article
from sayso.weigh.incidents.merging import Group
from sayso.weigh.incidents.naming import Naming, find_heirs, name_incidents
from sayso.weigh.incidents.provenance import incidents_maker
from sayso.weigh.incidents.tolls import Estimate, Fatalities, fatalities_of
from sayso.weigh.voices import Voice, VoiceFinder, count_voices

__all__ = [
    "MOST_KEPT",
    "AllLinked",
    "Estimate",
    "Fatalities",
    "Features",
    "FindFeatures",
    "Group",
    "KnownLinks",
    "Naming",
    "PairConstraints",
    "Voice",
    "VoiceFinder",
    "Weighed",
    "are_copies",
    "asked_keys",
    "bands_of",
    "build_incident",
    "count_voices",
    "fatalities_of",
    "features_of",
    "features_of_article",
    "find_heirs",
    "found_by",
    "group_copies",
    "incidents_maker",
    "join_copies",
    "name_incidents",
    "pair_of",
    "sign_text",
    "stored_keys",
    "weigh_all",
    "weigh_touched",
]

"""Which coded claims tell one event, and how links are counted."""

from __future__ import annotations

import json

from training.coded import CLAIMS
from training.retelling import RETOLD, Document, Tally

GROUPS: dict[str, list[list[int]]] = json.loads(RETOLD.read_text(encoding="utf-8"))
CODED = {line["doc"]: line["claims"] for line in map(json.loads, CLAIMS.read_text(encoding="utf-8").splitlines())}


def test_each_document_coded_here_has_its_groups() -> None:
    assert CODED.keys() <= GROUPS.keys()


def test_a_claim_tells_one_event_and_no_event_is_told_once() -> None:
    for groups in GROUPS.values():
        numbers = [number for group in groups for number in group]
        assert len(numbers) == len(set(numbers))
        assert all(len(group) > 1 for group in groups)


def test_the_claims_of_a_group_are_of_the_document_and_could_be_of_one_family() -> None:
    for name in CODED.keys() & GROUPS.keys():
        for group in GROUPS[name]:
            families = [{event.partition(".")[0] for event in CODED[name][row]["event"]} for row in group]
            assert set.intersection(*families), (name, group)


def test_links_and_pairs_that_are_right_are_counted() -> None:
    tally = Tally()
    events = {0: 0, 1: 0, 2: 0, 3: -4}
    tally.add(Document(name="one", cases=[], event_of=events), [{0, 1}, {2, 3}])
    assert (tally.pairs, tally.right_pairs, tally.told_pairs) == (2, 1, 3)
    assert (tally.links, tally.right_links, tally.told_links) == (2, 1, 2)

"""Two reviewers, or two tabs: the second is shown what the first decided, and may then decide knowingly."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.base.codec import claim_to_json
from sayso.keep import Filter, Ledger, Verdict
from sayso.show.web.app import build_app
from tests.show.small_ledger import desk_of


@pytest.fixture
def ann(small_ledger: Ledger) -> TestClient:
    app = build_app(desk_of(small_ledger, reviewer="ann"), hosts={"testserver"}, port=8765)
    return TestClient(app, follow_redirects=False)


def csrf(client: TestClient) -> str:
    token = re.search(r'name="csrf" value="([^"]+)"', client.get("/review").text)
    assert token
    return token[1]


def post(client: TestClient, address: str, **fields: str) -> Any:
    return client.post(address, data=fields | {"csrf": csrf(client)})


def forms(page: str) -> list[dict[str, str]]:
    """The forms of a page of a conflict, each as its fields, with its button under `button`."""
    found = []
    for form in re.findall(r'<form method="post"[^>]*class="decide">(.*?)</form>', page, re.DOTALL):
        fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
        fields["button"] = re.search(r"<button>(.*?)</button>", form)[1]  # type: ignore[index]
        found.append({name: unescape(value) for name, value in fields.items()})
    return found


def ids(small_ledger: Ledger) -> list[str]:
    return [kept.claim.id for kept in small_ledger.claims(Filter(place=("Hirske",)), limit=5)]


def bob(small_ledger: Ledger, kind: Any, *claims: str, **more: str) -> str:
    return small_ledger.judge(Verdict(kind=kind, claims=claims, reviewer="bob", **more)).judgement.id


@pytest.mark.parametrize("kind", ["accept", "reject", "flag", "note", "correct"])
def test_a_decision_on_a_claim_that_bob_judged_is_shown_his_and_can_be_made_after_it(
    ann: TestClient, small_ledger: Ledger, kind: str
) -> None:
    claim = ids(small_ledger)[0]
    bob(small_ledger, "reject", claim, reason="misread")
    fields = {"claim": claim, "kind": kind, "seen": "unseen", "reason": "mine", "field": "status", "status": "planned"}
    answer = post(ann, "/review/judge", **fields)
    assert answer.status_code == 409
    assert "bob" in answer.text
    assert "misread" in answer.text
    (again,) = forms(answer.text)
    assert post(ann, "/review/judge", **again).status_code == 303
    assert [judgement.reviewer for judgement in small_ledger.judgements(claim)] == ["bob", "ann"]


def test_assessing_is_held_against_what_bob_decided_too(ann: TestClient, small_ledger: Ledger) -> None:
    claim = ids(small_ledger)[0]
    bob(small_ledger, "reject", claim)
    sent = {"claim": claim, "kind": "assess", "field": "credibility", "value": "low", "seen": "unseen"}
    answer = ann.post("/review/judge", json=sent, headers={"X-CSRF-Token": csrf(ann)})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "SAYSO-CONFLICT")
    sent["seen"] = small_ledger.claim(claim).judgements[-1]
    assert ann.post("/review/judge", json=sent, headers={"X-CSRF-Token": csrf(ann)}).status_code == 200
    assert small_ledger.judgements(claim)[-1].value == '"low"'


def test_a_pair_that_bob_judged_is_shown_with_his_decision_and_can_be_judged_after_it(
    ann: TestClient, small_ledger: Ledger
) -> None:
    first, other = ids(small_ledger)[:2]
    bob(small_ledger, "same", first, other, reason="one strike")
    fields = {"one": other, "other": first, "kind": "different", "seen": "unseen", "n": "0"}
    answer = post(ann, "/review/pair", **fields)
    assert answer.status_code == 409
    assert "one strike" in answer.text
    assert [constraint.kind for constraint in small_ledger.constraints()] == ["same"]
    (again,) = forms(answer.text)
    assert post(ann, "/review/pair", **again).status_code == 303
    assert [constraint.kind for constraint in small_ledger.constraints()] == ["different"]


def test_a_pair_is_judged_only_by_who_says_what_they_saw(ann: TestClient, small_ledger: Ledger) -> None:
    first, other = ids(small_ledger)[:2]
    assert post(ann, "/review/pair", one=first, other=other, kind="same").status_code == 400
    assert small_ledger.constraints() == ()


def test_what_bob_undid_already_is_told_with_nothing_left_to_send(ann: TestClient, small_ledger: Ledger) -> None:
    claim = ids(small_ledger)[0]
    mine = small_ledger.judge(Verdict(kind="accept", claims=(claim,), reviewer="ann")).judgement.id
    bob(small_ledger, "undo", undoes=mine)
    answer = post(ann, "/review/undo", undoes=mine)
    assert answer.status_code == 409
    assert "no longer counts: bob" in answer.text
    assert forms(answer.text) == []


def test_an_undoing_shows_what_bob_decided_since_and_can_be_made_all_the_same(
    ann: TestClient, small_ledger: Ledger
) -> None:
    claim = ids(small_ledger)[0]
    mine = small_ledger.judge(Verdict(kind="accept", claims=(claim,), reviewer="ann")).judgement.id
    bob(small_ledger, "note", claim, reason="look at the day")
    answer = post(ann, "/review/undo", undoes=mine)
    assert answer.status_code == 409
    assert "look at the day" in answer.text
    (again,) = forms(answer.text)
    assert again["button"] == "Take it back all the same"
    assert post(ann, "/review/undo", **again).status_code == 303
    assert small_ledger.claim(claim).review == "unreviewed"


def test_of_many_at_once_the_others_alone_or_all_of_them_can_be_decided(ann: TestClient, small_ledger: Ledger) -> None:
    claims = ids(small_ledger)[:3]
    bob(small_ledger, "reject", claims[0], reason="a copy")
    sent = ",".join(f"{claim}=unseen" for claim in claims)
    answer = post(ann, "/review/bulk", kind="accept", claims=sent)
    assert answer.status_code == 409
    assert "a copy" in answer.text
    assert [small_ledger.claim(claim).review for claim in claims] == ["rejected", "unreviewed", "unreviewed"]
    others, whole = forms(answer.text)
    assert (others["button"], whole["button"]) == ("Decide the other 2 alone", "Decide all 3, mine after theirs")
    assert post(ann, "/review/bulk", **others).status_code == 200
    assert [small_ledger.claim(claim).review for claim in claims] == ["rejected", "accepted", "accepted"]


def test_all_of_many_can_be_decided_after_what_bob_decided(ann: TestClient, small_ledger: Ledger) -> None:
    claims = ids(small_ledger)[:3]
    bob(small_ledger, "reject", claims[0])
    sent = ",".join(f"{claim}=unseen" for claim in claims)
    answer = post(ann, "/review/bulk", kind="accept", claims=sent)
    assert post(ann, "/review/bulk", **forms(answer.text)[1]).status_code == 200
    assert [small_ledger.claim(claim).review for claim in claims] == ["accepted"] * 3


def test_claims_that_people_made_can_be_asked_for_once_there_are_some(ann: TestClient, small_ledger: Ledger) -> None:
    assert 'name="made_by"' not in ann.get("/claims").text
    first = small_ledger.claim(ids(small_ledger)[0]).claim
    (claim,) = small_ledger.judge(Verdict(kind="claim", reviewer="bob", value=claim_to_json(first))).claims
    assert 'name="made_by"' in ann.get("/claims").text
    page = ann.get("/claims?made_by=person").text
    assert f'id="{claim}"' in page
    assert "made by a person" in page
    assert f'id="{first.id}"' not in page
    assert [line["id"] for line in ann.get("/claims.json?made_by=bob").json()["claims"]] == [claim]


def test_a_claim_that_bob_made_meanwhile_is_shown_and_another_can_be_made(
    ann: TestClient, small_ledger: Ledger
) -> None:
    first = small_ledger.claim(ids(small_ledger)[0]).claim
    small_ledger.judge(Verdict(kind="claim", reviewer="bob", value=claim_to_json(first), reason="I saw it first"))
    trigger = first.trigger
    fields = {"article": first.article.id, "start": str(trigger.start), "end": str(trigger.end), "event": first.event}
    answer = post(ann, "/review/claim", **fields, seen="unseen", words=trigger.text)
    assert answer.status_code == 409
    assert "I saw it first" in answer.text
    (again,) = forms(answer.text)
    assert again["button"] == "Record mine too"
    assert post(ann, "/review/claim", **again).status_code == 303
    assert small_ledger.claims(Filter(made_by=("person",))).total == 2

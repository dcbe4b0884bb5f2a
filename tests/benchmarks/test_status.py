"""Cases of status: which claims make one right."""

from __future__ import annotations

from typing import Any

from benchmarks.status import status_case


def claim(trigger: str, status: str) -> dict[str, Any]:
    return {"trigger": {"text": trigger}, "status": status}


def is_right(trigger: str, statuses: list[str], *claims: dict[str, Any]) -> bool:
    line = {"kind": "negation", "text": "…", "want": {"trigger": trigger, "status": statuses}}
    return status_case(line, claims).is_right


def test_a_case_is_right_by_one_claim_on_its_trigger_with_its_status() -> None:
    assert is_right("captured", ["denied"], claim("killed", "happened"), claim("capture", "denied"))


def test_a_status_on_another_word_does_not_make_a_case_right() -> None:
    assert not is_right("captured", ["denied"], claim("captured", "happened"), claim("killed", "denied"))


def test_of_several_triggers_any_will_do() -> None:
    assert is_right("attack|assault", ["ongoing"], claim("Assault", "ongoing"))


def test_of_several_statuses_any_will_do_however_they_are_listed() -> None:
    assert is_right("captured", ["possible|planned"], claim("captured", "planned"))
    assert is_right("captured", ["possible", "planned"], claim("captured", "planned"))

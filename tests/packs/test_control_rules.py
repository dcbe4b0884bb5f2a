"""The rules of control: which of them a run names as its maker, and what a check tells of their wordings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import get_args

import pytest

from sayso.base.errors import CodebookError
from sayso.model import FiredRule
from sayso.packs.codebook import load_codebook
from sayso.packs.codebook_check import check_codebook
from sayso.packs.control_rules import DAYS, ControlRules
from sayso.packs.pack import BUNDLED, load_pack, seal_pack

RULES = load_codebook(load_pack("codebook")).control


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(BUNDLED / "codebook", tmp_path / "codebook"))


def edited(folder: Path, file: str, old: str, new: str) -> ControlRules:
    """The rules of the pack after an edit of one of its files."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_codebook(seal_pack(folder)).control


def test_the_maker_is_the_rules_name_and_version_with_a_hash() -> None:
    name, _, digits = RULES.maker.rpartition("#")
    assert name == RULES.name == "control@1"
    assert len(digits) == 8
    assert set(digits) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("control.yaml", "decay_days: 180", "decay_days: 90"),
        ("control.yaml", "hearsay: [reportedly]", "hearsay: [reportedly, apparently]"),
        ("control.yaml", "Having most, a part", "Having a part"),
        ("sides.yaml", "parties: [RUS, LPR, DPR, BLR, PRK]", "parties: [RUS, LPR, DPR, BLR]"),
        ("events/territory.yaml", "control: {gain: actor, lose: target}", "control: {gain: actor}"),
    ],
)
def test_the_maker_changes_with_all_that_the_rules_rest_on(folder: Path, file: str, old: str, new: str) -> None:
    assert edited(folder, file, old, new).maker != RULES.maker


def test_the_maker_stays_when_what_does_not_bear_on_control_is_edited(folder: Path) -> None:
    assert edited(folder, "events/crime.yaml", "types:", "# edited\ntypes:").maker == RULES.maker


@pytest.mark.parametrize("name", DAYS)
def test_the_maker_changes_with_every_number_of_days(name: str) -> None:
    assert replace(RULES, **{name: getattr(RULES, name) + 1}).maker != RULES.maker


def test_the_days_of_a_setting_count_as_they_are_in_force() -> None:
    assert RULES.with_decay(None).maker == RULES.with_decay(RULES.decay_days).maker == RULES.maker
    assert RULES.with_decay(90).maker != RULES.maker
    assert RULES.with_decay(90).decay_days == 90


def test_the_wording_of_a_rule_tells_the_days_in_force() -> None:
    assert "After 90 days" in dict(RULES.with_decay(90).texts)["decay"]


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ("  - id: gain", "  - id: taking", ["there is no rule 'taking' of control", "the rule gain is not explained"]),
        ("  - id: decay", "  - id: gain", ["the rule decay is not explained"]),
    ],
)
def test_a_rule_that_never_fires_or_is_not_explained_is_told(
    folder: Path, old: str, new: str, messages: list[str]
) -> None:
    text = (folder / "control.yaml").read_text(encoding="utf-8")
    (folder / "control.yaml").write_text(text.replace(old, new), encoding="utf-8")
    problems = check_codebook(folder)
    assert [problem.message for problem in problems] == messages
    assert {problem.line for problem in problems} == {text[: text.index("\nrules:") + 1].count("\n") + 1}
    assert "gain, hold" in problems[0].hint or problems[0].hint == "add its id and text"


def test_the_bundled_rules_explain_every_rule_that_fires_once() -> None:
    assert sorted(rule for rule, _ in RULES.wordings) == sorted(get_args(FiredRule))


def test_a_wording_with_an_unknown_number_of_days_is_told_when_it_is_loaded(folder: Path) -> None:
    with pytest.raises(CodebookError, match="rules of control"):
        edited(folder, "control.yaml", "{decay_days} days without", "{lapse_days} days without")

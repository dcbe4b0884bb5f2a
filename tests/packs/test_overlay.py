"""Overlays of the codebook: what they add, change and switch off, and how their mistakes are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.base.errors import CodebookError, PackContentError
from sayso.packs.codebook import Codebook, load_codebook
from sayso.packs.codebook_check import WordFacts
from sayso.packs.lexicon import load_lexicon
from sayso.packs.overlay import read_overlay
from sayso.packs.overlay_check import check_overlay, load_codebook_pack
from sayso.packs.pack import load_pack

DEMINED = """\
types:
  - id: force.demined
    label: Mines cleared
    definition: Mines are cleared from a place.
    triggers:
      - {word: demine, as: verb, target: none, place: [object]}
"""
WITHOUT_DEMINE = """\
  - id: force.weapons_seized
    without: [{word: demine, as: verb}]
"""
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of the overlay; what comes back is the overlay's folder."""

    def put(name: str, text: str) -> Path:
        path = tmp_path / "overlay" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path / "overlay"

    return put


@pytest.fixture(scope="module")
def facts() -> WordFacts:
    lexicon = load_lexicon(load_pack("lexicon-en"))
    return WordFacts(classes=lexicon.class_names, including=lexicon.with_including)


def laid(folder: Path) -> Codebook:
    return load_codebook(load_codebook_pack(overlay=folder))


def words_of(codebook: Codebook, event: str) -> set[str]:
    return {trigger.word for trigger in codebook.types[event].triggers}


def test_an_overlay_adds_a_type_and_leaves_all_others(write: Write) -> None:
    bundled = load_codebook(load_pack("codebook"))
    codebook = laid(write("events/mine.yaml", DEMINED))
    assert set(codebook.types) - set(bundled.types) == {"force.demined"}
    assert codebook.types["force.demined"].family == "force"
    assert {name: codebook.types[name] for name in bundled.types} == dict(bundled.types)


def test_an_overlay_adds_a_family(write: Write) -> None:
    codebook = laid(write("events/aid.yaml", DEMINED.replace("force.demined", "aid.demined")))
    assert codebook.types["aid.demined"].family == "aid"


def test_an_overlay_adds_triggers_to_a_type(write: Write) -> None:
    codebook = laid(
        write("events/mine.yaml", "types:\n  - id: battle.clash\n    triggers: [{word: melee, as: noun}]\n")
    )
    assert {"melee", "clash"} <= words_of(codebook, "battle.clash")
    assert [trigger.event for trigger in codebook.triggers("melee")] == ["battle.clash"]


def test_a_word_that_is_taken_away_leaves_the_others_of_its_line(write: Write) -> None:
    text = "types:\n  - id: force.weapons_seized\n    without: [{word: confiscate}]\n"
    before = words_of(load_codebook(load_pack("codebook")), "force.weapons_seized")
    assert words_of(laid(write("events/mine.yaml", text)), "force.weapons_seized") == before - {"confiscate"}


def test_a_word_is_taken_away_from_the_form_that_is_named_only(write: Write) -> None:
    text = "types:\n  - id: battle.clash\n    without: [{word: clash, as: verb}]\n"
    codebook = laid(write("events/mine.yaml", text))
    forms = {trigger.form for trigger in codebook.types["battle.clash"].triggers if trigger.word == "clash"}
    assert forms == {"noun"}


def test_a_type_that_is_switched_off_is_gone_from_the_rules_too(write: Write) -> None:
    codebook = laid(write("events/mine.yaml", "types:\n  - {id: battle.repelled, off: true}\n"))
    assert "battle.repelled" not in codebook.types
    assert "battle.repelled" not in codebook.control.implied
    assert not any("battle.repelled" in row.types for row in codebook.incidents.rows)


def test_a_party_is_added_with_its_names_and_its_side(write: Write) -> None:
    write("parties/groups.yaml", "groups:\n  - {id: BRAS, name: Baloch Raji Aajoi Sangar, also: [BRAS], sector: REB}\n")
    sides = "[{id: state, label: Pakistan, parties: [PAK]}, {id: baloch, label: Baloch groups, parties: [BLA, BRAS]}]"
    folder = write("sides.yaml", f"wars:\n  - {{id: balochistan, label: Balochistan, places: [PK], sides: {sides}}}\n")
    parties = laid(folder).parties
    match = parties.find_party("BRAS fighters")
    assert match is not None
    assert (match.party, match.sector) == ("BRAS", "REB")
    assert [(side.war, side.id) for side in parties.sides_of("BRAS")] == [("balochistan", "baloch")]


def test_names_are_added_to_a_party_and_taken_from_it(write: Write) -> None:
    text = "groups:\n  - {id: SDF, also: [Syrian Democratic Front], without: [SDF]}\n"
    parties = laid(write("parties/groups.yaml", text)).parties
    names = ("Syrian Democratic Front", "Syrian Democratic Forces", "SDF")
    found = [parties.find_party(name) for name in names]
    assert [match and match.party for match in found] == ["SDF", "SDF", None]


def test_the_parties_of_a_side_are_said_anew_and_its_other_sides_stay(write: Write) -> None:
    text = "wars:\n  - {id: ukraine, sides: [{id: russian, parties: [RUS]}]}\n"
    parties = laid(write("sides.yaml", text)).parties
    assert not parties.same_side("RUS", "BLR", country="UA")
    assert {side.id for side in parties.sides if side.war == "ukraine"} == {"russian", "ukrainian"}


def test_rules_of_control_and_rows_of_incidents_are_changed_one_by_one(write: Write) -> None:
    write("control.yaml", "decay_days: 90\nimplied: {battle.advance: actor}\n")
    folder = write("incidents.yaml", "incidents:\n  - {id: talks, types: [diplomacy.demand], days: 2}\n")
    codebook, bundled = laid(folder), load_codebook(load_pack("codebook"))
    assert codebook.control.decay_days == 90
    assert codebook.control.implied == {**bundled.control.implied, "battle.advance": "actor"}
    kinship = codebook.incidents.kinship("diplomacy.demand", "diplomacy.talks")
    assert kinship is not None
    assert kinship.days == 2


def test_the_maker_tells_an_overlay_and_what_it_says(write: Write) -> None:
    first = load_codebook_pack(overlay=write("events/mine.yaml", DEMINED)).maker
    second = load_codebook_pack(overlay=write("events/mine.yaml", DEMINED + WITHOUT_DEMINE)).maker
    assert first.startswith("codebook@")
    assert "+overlay#" in first
    assert len({first, second, load_pack("codebook").maker}) == 3


def test_what_is_no_yaml_and_the_manifest_of_a_folder_do_not_count(write: Write) -> None:
    maker = load_codebook_pack(overlay=write("events/mine.yaml", DEMINED)).maker
    write("README.md", "About this overlay.\n")
    assert load_codebook_pack(overlay=write("manifest.toml", "name = 'mine'\n")).maker == maker


def test_a_trigger_that_the_codebook_has_already_is_told_with_both_lines(write: Write, facts: WordFacts) -> None:
    folder = write("events/mine.yaml", DEMINED)
    (problem,) = check_overlay(load_pack("codebook"), folder, facts=facts)
    assert (Path(problem.file).name, problem.line) == ("mine.yaml", 6)
    assert "'demine' never shows force.demined: force.weapons_seized takes it first (force.yaml:" in problem.message
    folder = write("events/mine.yaml", DEMINED + WITHOUT_DEMINE)
    assert check_overlay(load_pack("codebook"), folder, facts=facts) == []


def test_a_trigger_that_takes_the_words_of_the_codebook_is_told_too(write: Write, facts: WordFacts) -> None:
    text = DEMINED.replace("place: [object]}", "place: [object], priority: 1}")
    (problem,) = check_overlay(load_pack("codebook"), write("events/mine.yaml", text), facts=facts)
    assert problem.line == 6
    assert "'demine' never shows force.weapons_seized: force.demined takes it first" in problem.message


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("events/a.yaml", "types:\n  - id: battle.clsh\n    triggers: []\n", 2, "has no label"),
        ("events/a.yaml", "types:\n  - {id: battle.clsh, off: true}\n", 2, "nothing of that name to switch off"),
        ("events/a.yaml", "types:\n  - id: battle.clash\n    off: yes\n", 3, "off is not true"),
        ("events/a.yaml", "types:\n  - {id: statement.other, off: true}\n", 2, "cannot be switched off"),
        ("events/a.yaml", "types:\n  - id: battle.clash\n    without:\n      - {word: clush}\n", 4, "no word: clush"),
        (
            "events/a.yaml",
            "types:\n  - id: battle.clash\n    triggers:\n      - {word: x, as: vreb}\n",
            4,
            "as is 'vreb'",
        ),
        ("events/a.yaml", "types:\n  - id: battle.clash\n    control: {gains: actor}\n", 3, "nothing that an event"),
        ("events/a.yaml", "typs: []\n", 1, "no list of types"),
        ("parties/groups.yaml", "groups:\n  - {id: BRAS, name: Sangar}\n", 2, "no sector"),
        ("parties/groups.yaml", "groups:\n  - {id: SDF, without: [Nobody]}\n", 2, "no Nobody to take away"),
        ("parties/groups.yaml", "groups:\n  - {id: BRAS, name: Wagner, sector: REB}\n", 2, "is one of RUS too"),
        ("parties/services.yaml", "services:\n  - {party: RUX, name: N, sector: MIL}\n", 2, "no party RUX"),
        ("sides.yaml", "wars:\n  - id: ukraine\n    sides: [{id: other, parties: [RUS]}]\n", 3, "a side has no label"),
        ("sides.yaml", "wars:\n  - id: ukraine\n    sides: [{id: russian, parties: [RUX]}]\n", 3, "no party RUX"),
        ("sides.yaml", "war:\n  - id: ukraine\n", 1, "'war' is no list"),
        ("control.yaml", "# mine\ndecay_days: never\n", 2, "decay_days is 'never'"),
        ("control.yaml", "rules: [{foo: bar}]\n", 1, "rule"),
        ("incidents.yaml", "incidents:\n  - {id: talks, types: [diplomacy.talk]}\n", 2, "no type diplomacy.talk"),
        ("incidents.yaml", "sayings: 5\n", 1, "no list of sayings"),
        ("incidents.yaml", "counted: tanks\n", 1, "no list of counted"),
    ],
)
def test_a_mistake_is_told_with_the_line_of_the_overlay(
    write: Write, facts: WordFacts, name: str, text: str, line: int, message: str
) -> None:
    folder = write(name, text)
    problems = check_overlay(load_pack("codebook"), folder, facts=facts)
    assert [(problem.file, problem.line) for problem in problems if message in problem.message] == [
        (str(folder / name), line)
    ]
    with pytest.raises(CodebookError) as caught:
        load_codebook_pack(overlay=folder)
    assert (caught.value.file, caught.value.line) == (str(folder / name), problems[0].line)


def test_a_file_that_no_overlay_has_is_told(write: Write) -> None:
    with pytest.raises(CodebookError, match="no such file"):
        read_overlay(write("defaults.yaml", "defaults: {}\n"))


def test_broken_yaml_is_told_with_its_line(write: Write) -> None:
    with pytest.raises(PackContentError) as caught:
        read_overlay(write("events/a.yaml", "types:\n  - {id: [\n"))
    assert caught.value.line is not None


@pytest.mark.parametrize("make", [False, True])
def test_a_folder_that_is_missing_or_empty_is_told(tmp_path: Path, make: bool) -> None:
    if make:
        (tmp_path / "overlay").mkdir()
    with pytest.raises(CodebookError, match="no such folder" if not make else "nothing of a codebook"):
        load_codebook_pack(overlay=tmp_path / "overlay")

"""The codebook: what its YAML becomes, which parties and offices are found, what a check tells of."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from sayso.base.errors import CodebookError
from sayso.packs.codebook import FALLBACK, FAMILIES, Codebook, Need, Trigger, build_triggers, load_codebook
from sayso.packs.codebook_check import WordFacts, check_codebook, check_or_raise
from sayso.packs.control_rules import DAYS
from sayso.packs.lexicon import load_lexicon
from sayso.packs.pack import BUNDLED, load_pack, seal_pack

DESIGN = {
    "battle": "clash assault advance repelled encirclement surrender invasion",
    "territory": "captured recaptured held withdrawn transferred annexed contested",
    "strike": "shelling air missile drone explosive suicide grenade chemical",
    "civilians": "attacked abducted sexual_violence displaced evacuated besieged",
    "harm": "killed wounded missing captured",
    "damage": "destroyed looted",
    "force": "deployed headquarters regrouped mobilised supplied weapons_seized group_changed",
    "protest": "peaceful intervention excessive_force",
    "riot": "demonstration mob",
    "law": "arrest trial investigation released restriction",
    "crime": "organised",
    "diplomacy": "agreement talks sanction accusation threat demand rejection concession cooperation",
    "hazard": "nuclear industrial natural",
    "statement": "assessment intent concern other responsibility",
}
DEFAULTS = {
    "verb": {"actor": ["subject"], "target": ["object"], "place": ["object", "in"]},
    "noun": {"actor": ["by", "poss"], "target": ["of"], "place": ["of", "in"]},
    "adjective": {"actor": ["by"], "target": ["subject"], "place": ["subject"]},
}


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook(load_pack("codebook"))


@pytest.fixture(scope="module")
def classes() -> frozenset[str]:
    return load_lexicon(load_pack("lexicon-en")).class_names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(BUNDLED / "codebook", tmp_path / "codebook"))


def trigger(said: dict[str, object]) -> Trigger:
    return build_triggers(said, event="territory.captured", defaults=DEFAULTS)[0]


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_type_of_the_design_is_in_the_codebook(codebook: Codebook) -> None:
    expected = {f"{family}.{name}" for family, names in DESIGN.items() for name in names.split()}
    assert set(codebook.types) == expected
    assert tuple(DESIGN) == FAMILIES


def test_every_type_but_the_fallback_has_triggers_and_a_definition(codebook: Codebook) -> None:
    assert [one.id for one in codebook.types.values() if not one.triggers] == [FALLBACK]
    assert min(len(one.definition) for one in codebook.types.values()) > 30


def test_the_bundled_codebook_has_nothing_to_mend(classes: frozenset[str]) -> None:
    assert check_codebook(BUNDLED / "codebook", facts=WordFacts(classes=classes)) == []


def test_a_trigger_without_roles_takes_the_defaults_of_its_form() -> None:
    built = trigger({"word": "assault", "as": "noun"})
    assert (built.actor, built.target, built.place) == (("by", "poss"), ("of",), ("of", "in"))


def test_a_trigger_s_own_place_roles_come_before_the_defaults() -> None:
    assert trigger({"word": "withdraw", "as": "verb", "place": ["from"]}).place == ("from", "object", "in")


def test_a_role_that_is_none_is_not_looked_for() -> None:
    assert trigger({"word": "capture", "as": "verb", "target": "none"}).target == ()


def test_a_list_of_words_makes_a_trigger_of_each() -> None:
    built = build_triggers({"word": ["hit", "strike"], "as": "verb"}, event="strike.missile", defaults=DEFAULTS)
    assert [one.word for one in built] == ["hit", "strike"]


def test_a_phrase_is_found_by_its_first_word() -> None:
    built = trigger({"phrase": "take control of", "as": "verb"})
    assert (built.word, built.phrase) == ("take", ("take", "control", "of"))


def test_a_class_with_a_question_mark_may_be_missing() -> None:
    built = trigger({"word": "control", "as": "noun", "needs": {"over": "place?"}})
    assert built.needs == (Need(role="over", classes=frozenset({"place"}), empty_ok=True),)


def test_a_need_of_none_asks_for_an_empty_role() -> None:
    built = trigger({"word": "fall", "as": "verb", "needs": {"to": "none"}})
    assert built.needs == (Need(role="to", classes=frozenset(), empty_ok=True),)


def test_the_trigger_of_higher_priority_is_tried_first(codebook: Codebook) -> None:
    priorities = [one.priority for one in codebook.triggers("hit")]
    assert priorities == sorted(priorities, reverse=True)
    assert len(set(priorities)) > 1


def test_a_noun_that_a_lemmatiser_takes_for_a_verb_is_found_as_written(codebook: Codebook) -> None:
    assert any(one.form == "noun" for one in codebook.triggers("loot", "looting"))
    assert not any(one.form == "noun" for one in codebook.triggers("loot", "looted"))


@pytest.mark.parametrize(
    ("text", "party", "sector"),
    [
        ("Russian troops", "RUS", "MIL"),
        ("Ukraine’s Defense Ministry", "UKR", "GOV"),
        ("the Ministry of Defence of the Russian Federation", "RUS", "GOV"),
        ("a spokesman for Ukraine's General Staff", "UKR", "MIL"),
        ("Moscow", "RUS", "GOV"),
        ("the Kremlin", "RUS", "GOV"),
        ("U.S. officials", "USA", "GOV"),
        ("A senior US defense official", "USA", "GOV"),
        ("the Russians", "RUS", None),
        ("the UN nuclear watchdog", "IAEA", "IGO"),
        ("Wagner mercenaries", "RUS", "MIL"),
        ("Luhansk People’s Republic", "LPR", "REB"),
        ("RSF fighters", "RSF", "REB"),
        ("Syrian government forces", "SYR", "MIL"),
        ("Israeli settlers", "ISR", "CVL"),
        ("Serhiy Gaidai", "UKR", "GOV"),
    ],
)
def test_a_party_is_found_with_its_sector(codebook: Codebook, text: str, party: str, sector: str | None) -> None:
    found = codebook.parties.find_party(text)
    assert found is not None
    assert (found.party, found.sector) == (party, sector)


def test_a_force_has_a_name_of_its_own(codebook: Codebook) -> None:
    found = codebook.parties.find_party("Russian troops")
    assert found is not None
    assert (found.name, found.start, found.end) == ("Russian armed forces", 0, 14)


@pytest.mark.parametrize(
    "text", ["let us go", "who said so", "a roast turkey", "the anti-Russian mood", "Iran-backed groups"]
)
def test_words_that_only_look_like_a_party_are_none(codebook: Codebook, text: str) -> None:
    assert codebook.parties.find_party(text) is None


def test_the_backed_are_not_the_backers(codebook: Codebook) -> None:
    found = codebook.parties.find_party("Iran-backed Houthis")
    assert found is not None
    assert found.party == "HOUTHI"


def test_an_outlet_has_the_sector_of_the_press_and_a_party_only_if_a_state_runs_it(codebook: Codebook) -> None:
    found = [codebook.parties.find_party(name) for name in ("Reuters", "TASS")]
    assert [(one.party, one.sector, one.kind) for one in found if one] == [
        (None, "JRN", "outlet"),
        ("RUS", "JRN", "outlet"),
    ]


def test_all_parties_of_a_text_are_found_in_order(codebook: Codebook) -> None:
    found = codebook.parties.find_parties("LPR and DPR units, with Russia")
    assert [one.party for one in found] == ["LPR", "DPR", "RUS"]


def test_a_governor_is_of_the_country_of_his_place(codebook: Codebook) -> None:
    found = codebook.parties.find_office("Luhansk regional governor")
    assert found is not None
    assert (found.role, found.sector, found.party) == ("regional governor", "GOV", "country-of-place")


def test_a_governor_whom_russia_installed_is_of_russia(codebook: Codebook) -> None:
    found = codebook.parties.find_office("the Russian-installed governor of Kherson")
    assert found is not None
    assert (found.role, found.party) == ("governor", "RUS")


def test_a_separatist_leader_is_of_the_republic_whose_place_is_named(codebook: Codebook) -> None:
    found = [codebook.parties.find_office(f"separatist leader in {place}") for place in ("Donetsk", "Luhansk", "Homs")]
    assert [one.party for one in found if one] == ["DPR", "LPR", None]


def test_words_that_are_no_office_are_none(codebook: Codebook) -> None:
    assert codebook.parties.find_office("the ruined city") is None


def test_a_holder_is_found_in_each_of_his_spellings(codebook: Codebook) -> None:
    found = {
        codebook.parties.find_holder(name) for name in ("Serhiy Haidai", "Serhiy Gaidai", "Serhii Haidai", "Gaidai")
    }
    assert [(one.role, one.party) for one in found if one] == [("governor of Luhansk Oblast", "UKR")]


def test_proxies_stand_on_the_side_of_their_state_in_their_war_only(codebook: Codebook) -> None:
    parties = codebook.parties
    assert parties.same_side("DPR", "RUS")
    assert parties.same_side("DPR", "RUS", country="UA")
    assert not parties.same_side("DPR", "RUS", country="SY")
    assert not parties.same_side("RUS", "UKR")


def test_every_party_of_a_side_or_holder_is_known(codebook: Codebook) -> None:
    parties = codebook.parties
    named = {party for side in parties.sides for party in side.parties} | {one.party for one in parties.holders}
    assert named <= set(parties.parties)


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("family: territory", "family: teritory", "no family", "territory"),
        ("control: {gain: actor, lose: target}", "control: {gains: actor}", "nothing that an event does", "gain"),
        ("sub_event_type: Other", "sub_event_type: Others", "no name of ACLED", "Other"),
        ("event: COERCE", "event: CORCE", "no event of PLOVER", "COERCE"),
        ("as: verb, target: none", "as: verbs, target: none", "as is 'verbs'", "verb"),
        ("place: [object], needs", "place: [objekt], needs", "'objekt' is no role", "object"),
        ("needs: {object: [place", "needs: {object: [plaice", "no class of the lexicon", "place"),
        ("{word: capture, as: verb", "{as: verb", "has no word", "word:"),
        ("label: Place captured", "lable: Place captured", "'lable' is no key", "label"),
        ("id: territory.recaptured", "id: territory.captured", "said twice", "make them one"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_do(
    folder: Path, classes: frozenset[str], old: str, new: str, message: str, hint: str
) -> None:
    text = (folder / "events/territory.yaml").read_text(encoding="utf-8")
    edit(folder, "events/territory.yaml", old, new)
    found = [one for one in check_codebook(folder, facts=WordFacts(classes=classes)) if message in one.message]
    assert found
    assert hint in found[0].hint
    assert found[0].file.endswith("territory.yaml")
    assert found[0].line == text[: text.index(old)].count("\n") + 1


def test_the_line_of_a_bad_trigger_is_its_own(folder: Path) -> None:
    edit(folder, "events/territory.yaml", "{word: capture, as: noun", "{wort: capture, as: noun")
    lines = (folder / "events/territory.yaml").read_text(encoding="utf-8").split("\n")
    expected = next(number for number, line in enumerate(lines, 1) if "wort:" in line)
    assert {one.line for one in check_codebook(folder)} == {expected}


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ("decay_days: 180", "decay_days: never", "decay_days is 'never'", True),
        ("contest_days:", "contested_days:", "'contested_days' is no key", True),
        ("contest_days:", "contested_days:", "do not say contest_days", False),
        ("implied: {battle.repelled: actor", "implied: {battle.repeled: actor", "no type battle.repeled", True),
        ("implied: {battle.repelled: actor", "implied: {battle.repelled: winner", "neither actor nor target", True),
    ],
)
def test_a_mistake_in_the_rules_of_control_is_told(folder: Path, old: str, new: str, message: str, line: bool) -> None:
    text = (folder / "control.yaml").read_text(encoding="utf-8")
    edit(folder, "control.yaml", old, new)
    found = [one for one in check_codebook(folder) if message in one.message]
    assert [one.line for one in found] == [text[: text.index(f"\n{old}") + 1].count("\n") + 1 if line else 1]


def test_rules_of_control_that_cannot_be_used_are_told_when_they_are_loaded(folder: Path) -> None:
    edit(folder, "control.yaml", "decay_days: 180", "decay_days: never")
    with pytest.raises(CodebookError, match="rules of control"):
        load_codebook(seal_pack(folder))


def test_the_rules_of_control_are_told_in_words_with_their_days(codebook: Codebook) -> None:
    texts = dict(codebook.control.texts)
    assert f"after {codebook.control.decay_days} days" in texts["decay"].lower()
    assert not any("{" in text for text in texts.values())


def test_every_rule_and_parameter_of_control_is_documented(codebook: Codebook) -> None:
    page = (Path(__file__).parents[2] / "docs" / "control.md").read_text(encoding="utf-8")
    assert [name for name, _ in codebook.control.texts if f"| `{name}` |" not in page] == []
    assert [name for name in DAYS if f"| `{name}` | {getattr(codebook.control, name)} |" not in page] == []
    assert codebook.control.name in page


def test_broken_yaml_is_told_once_and_the_rest_is_still_checked(folder: Path) -> None:
    (folder / "events/crime.yaml").write_text("family: crime\ntypes: [", encoding="utf-8")
    edit(folder, "parties/services.yaml", "party: RUS", "party: RUSS")
    problems = check_codebook(folder)
    assert [Path(one.file).name for one in problems] == ["crime.yaml", "services.yaml"]
    assert "no party RUSS" in problems[1].message


def test_a_folder_without_events_is_told(tmp_path: Path) -> None:
    assert any("no event types" in one.message for one in check_codebook(tmp_path))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("parties/groups.yaml", "since: 2014-04-07", "since: 2014-04-31"),
        ("offices.yaml", "from: 2014, until: 2023-08-23", "from: 2014, until: August 2023"),
        ("sides.yaml", "until: 2024-12-08", "until: 2024-13"),
        ("sides.yaml", "since: 2023-04-15", "since: yesterday"),
    ],
)
def test_a_day_that_does_not_exist_is_told(folder: Path, file: str, old: str, new: str) -> None:
    line = (folder / file).read_text(encoding="utf-8").partition(old)[0].count("\n") + 1
    edit(folder, file, old, new)
    (problem,) = check_codebook(folder)
    assert "is no day" in problem.message
    assert line - 2 <= problem.line <= line, "the line of the entry, or that of its first key"


def test_the_first_problem_is_raised_as_an_error_of_the_codebook(folder: Path) -> None:
    edit(folder, "sides.yaml", "parties: [RUS", "parties: [RUZ")
    with pytest.raises(CodebookError) as caught:
        check_or_raise(folder)
    assert caught.value.line is not None
    assert "RUZ" in caught.value.message


def test_whom_words_mean_is_checked_with_the_line(folder: Path) -> None:
    edit(folder, "sides.yaml", "{party: HOUTHI, words: [rebel", "{party: HOUTHIS, words: [rebel")
    line = (folder / "sides.yaml").read_text(encoding="utf-8").partition("HOUTHIS")[0].count("\n") + 1
    (problem,) = check_codebook(folder)
    assert (problem.line, problem.message) == (line, "HOUTHIS stands on no side of this war")


def test_a_codebook_that_cannot_be_used_is_told_when_it_is_loaded(folder: Path) -> None:
    edit(folder, "events/law.yaml", "label: Arrest", "labels: Arrest")
    pack = seal_pack(folder)
    with pytest.raises(CodebookError) as caught:
        load_codebook(pack)
    assert caught.value.file is not None
    assert caught.value.file.endswith("law.yaml")
    assert caught.value.line is not None


def test_every_type_and_class_is_documented(codebook: Codebook, classes: frozenset[str]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
    assert [name for name in codebook.types if f"| `{name}` |" not in page] == []
    listed = page.split("**Classes**")[1].split("Marks count")[0].replace("`", " ").split()
    assert sorted(classes - {word.strip("().") for word in listed}) == []

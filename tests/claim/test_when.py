"""Which expression of time governs an event, and what it leaves open."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.model import Mark, When
from tests.claim.scenes import Page

DAY = When(from_day=date(2022, 5, 12), to_day=date(2022, 5, 12), precision="day", basis="stated")
EARLIER = When(from_day=date(2022, 5, 1), to_day=date(2022, 5, 1), precision="day", basis="stated")
TOMORROW = When(from_day=date(2022, 5, 13), to_day=date(2022, 5, 13), precision="day", basis="relative")
OPEN_MAY = "On/ADP/IN/3/case 12/NUM/CD/3/nummod May/PROPN/NNP/6/obl"
SHELLED = f"{OPEN_MAY} Russian/ADJ/JJ/5/amod troops/NOUN/NNS/6/nsubj shelled/VERB/VBD/0/root Hirske/PROPN/NNP/6/obj"
SAID = f"{OPEN_MAY} the/DET/DT/5/det mayor/NOUN/NN/6/nsubj said/VERB/VBD/0/root"
THEY = "They/PRON/PRP/2/nsubj"


def page_of(*written: str) -> Page:
    page = Page(*written)
    return page.place("Lyman") if "Lyman" in page.text else page


def saying(clause: str) -> Page:
    return page_of(f"{SAID} {clause}").time("12 May", DAY)


def account(sentence: str) -> Page:
    """An account that names its days, and a sentence that follows one of them."""
    quiet = "On/ADP/IN/3/case 1/NUM/CD/3/nummod May/PROPN/NNP/6/obl it/PRON/PRP/6/nsubj was/AUX/VBD/6/cop quiet/ADJ/JJ/0/root"
    return page_of(quiet, SHELLED, sentence).paragraph(1).time("1 May", EARLIER).time("12 May", DAY)


def days(when: When) -> tuple[date | None, date | None, str]:
    return when.from_day, when.to_day, when.precision


BOUND = (None, date(2022, 5, 12), "days")
HELD = (date(2022, 5, 12), date(2022, 5, 12), "day")
PLANNED = (date(2022, 5, 12), None, "days")
UNKNOWN = (None, None, "unknown")


def test_what_is_said_to_be_over_came_to_pass_no_later_than_the_day_of_the_saying() -> None:
    claim = saying(
        "that/SCONJ/IN/10/mark troops/NOUN/NNS/10/nsubj had/AUX/VBD/10/aux captured/VERB/VBN/6/ccomp Lyman/PROPN/NNP/10/obj"
    ).claim("captured")
    assert (days(claim.when), claim.when.basis) == (BOUND, "relative")


def test_what_is_said_to_last_lasts_on_the_day_of_the_saying() -> None:
    claim = saying(
        "that/SCONJ/IN/9/mark troops/NOUN/NNS/9/nsubj controlled/VERB/VBD/6/ccomp Lyman/PROPN/NNP/9/obj"
    ).claim("controlled")
    assert days(claim.when) == HELD


def test_what_is_said_to_be_planned_has_not_the_day_of_the_saying() -> None:
    claim = saying(
        "that/SCONJ/IN/10/mark troops/NOUN/NNS/10/nsubj will/AUX/MD/10/aux capture/VERB/VB/6/ccomp Lyman/PROPN/NNP/10/obj"
    ).claim("capture")
    assert days(claim.when) == UNKNOWN


def test_a_statement_has_the_day_on_which_it_is_made() -> None:
    page = saying("nothing/PRON/NN/8/nsubj matters/VERB/VBZ/6/ccomp any/DET/DT/10/det more/ADV/RBR/8/advmod")
    claim = page.attribution("the mayor", "said", "nothing matters any more").claim("said")
    assert (claim.event, days(claim.when), claim.when.basis) == ("statement.other", HELD, "stated")


def test_the_time_of_what_is_said_comes_before_the_time_of_the_saying() -> None:
    claim = (
        saying(
            "that/SCONJ/IN/10/mark troops/NOUN/NNS/10/nsubj had/AUX/VBD/10/aux captured/VERB/VBN/6/ccomp Lyman/PROPN/NNP/10/obj yesterday/NOUN/NN/10/obl"
        )
        .time("yesterday", EARLIER)
        .claim("captured")
    )
    assert claim.when.from_day == date(2022, 5, 1)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("after", BOUND),
        ("before", PLANNED),
    ],
)
def test_what_a_word_puts_before_or_behind_the_day_is_only_bounded_by_it(
    word: str, expected: tuple[date | None, date | None, str]
) -> None:
    page = page_of(
        f"On/ADP/IN/3/case 12/NUM/CD/3/nummod May/PROPN/NNP/10/obl {word}/ADP/IN/6/case the/DET/DT/6/det "
        "capture/NOUN/NN/10/obl of/ADP/IN/8/case Lyman/PROPN/NNP/6/nmod troops/NOUN/NNS/10/nsubj rested/VERB/VBD/0/root"
    ).time("12 May", DAY)
    assert days(page.claim("capture").when) == expected


def test_the_day_of_the_clause_above_does_not_reach_into_a_relative_clause() -> None:
    guarded = SHELLED.replace("shelled", "guarded").replace("Hirske", "Lyman")
    relative = "which/PRON/WDT/10/obj rebels/NOUN/NNS/10/nsubj captured/VERB/VBD/7/acl:relcl"
    page = page_of(f"{guarded} {relative}").time("12 May", DAY)
    assert days(page.claim("captured").when) == UNKNOWN


def test_a_year_in_the_name_of_an_event_is_that_of_what_came_to_pass_in_it() -> None:
    page = page_of(
        "In/ADP/IN/4/case the/DET/DT/4/det 2022/NUM/CD/4/nummod counteroffensive/NOUN/NN/6/obl troops/NOUN/NNS/6/nsubj "
        "captured/VERB/VBD/0/root Lyman/PROPN/NNP/6/obj"
    ).time("2022", When(from_day=date(2022, 1, 1), to_day=date(2022, 12, 31), precision="year", basis="stated"))
    assert [days(page.claim(word).when)[2] for word in ("counteroffensive", "captured")] == ["year", "year"]


def test_a_year_in_the_name_of_one_event_is_no_time_of_another() -> None:
    page = page_of(
        "Since/ADP/IN/4/case the/DET/DT/4/det 2022/NUM/CD/4/nummod counteroffensive/NOUN/NN/6/obl troops/NOUN/NNS/6/nsubj "
        "captured/VERB/VBD/0/root Lyman/PROPN/NNP/6/obj"
    ).time("2022", When(from_day=date(2022, 1, 1), to_day=date(2022, 12, 31), precision="year", basis="stated"))
    assert [days(page.claim(word).when)[2] for word in ("counteroffensive", "captured")] == ["year", "unknown"]


def test_the_day_of_the_attack_wins_over_that_of_the_main_verb() -> None:
    page = (
        page_of(
            "Police/NOUN/NN/2/nsubj said/VERB/VBD/0/root today/NOUN/NN/2/obl rebels/NOUN/NNS/5/nsubj captured/VERB/VBD/2/ccomp "
            "Lyman/PROPN/NNP/5/obj in/ADP/IN/10/case Thursday/PROPN/NNP/10/nmod:poss 's/PART/POS/8/case raid/NOUN/NN/5/obl"
        )
        .time("Thursday", DAY)
        .time("today", TOMORROW)
    )
    assert days(page.claim("captured").when) == HELD


def test_what_somebody_is_jailed_for_lies_before_the_day_of_the_sentence() -> None:
    page = page_of(
        "On/ADP/IN/3/case 12/NUM/CD/3/nummod May/PROPN/NNP/5/obl courts/NOUN/NNS/5/nsubj jailed/VERB/VBD/0/root "
        "rebels/NOUN/NNS/5/obj for/SCONJ/IN/8/mark capturing/VERB/VBG/5/advcl Lyman/PROPN/NNP/8/obj"
    ).time("12 May", DAY)
    assert days(page.claim("capturing").when) == BOUND


def test_an_event_that_is_remembered_has_not_the_day_of_its_anniversary() -> None:
    page = page_of(
        "On/ADP/IN/3/case 12/NUM/CD/3/nummod May/PROPN/NNP/5/obl troops/NOUN/NNS/5/nsubj marked/VERB/VBD/0/root "
        "the/DET/DT/7/det anniversary/NOUN/NN/5/obj of/ADP/IN/10/case the/DET/DT/10/det capture/NOUN/NN/7/nmod "
        "of/ADP/IN/12/case Lyman/PROPN/NNP/10/nmod"
    ).time("12 May", DAY)
    assert days(page.claim("capture").when) == UNKNOWN


def test_the_day_of_a_statement_that_is_quoted_only_bounds_what_it_says() -> None:
    page = page_of(
        "According/VERB/VBG/6/case to/ADP/IN/1/fixed a/DET/DT/6/det 12/NUM/CD/6/nummod May/PROPN/NNP/6/compound "
        "report/NOUN/NN/8/obl troops/NOUN/NNS/8/nsubj captured/VERB/VBD/0/root Lyman/PROPN/NNP/8/obj"
    ).time("12 May", DAY)
    assert days(page.claim("captured").when) == BOUND


def test_a_day_that_sums_up_bounds_what_had_come_to_pass() -> None:
    page = page_of(
        "Troops/NOUN/NNS/3/nsubj had/AUX/VBD/3/aux captured/VERB/VBN/0/root Lyman/PROPN/NNP/3/obj as/ADP/IN/8/case "
        "of/ADP/IN/8/case 12/NUM/CD/8/nummod May/PROPN/NNP/3/obl"
    ).time("12 May", DAY)
    assert days(page.claim("captured").when) == BOUND


def test_the_time_behind_one_verb_does_not_hold_for_the_doings_of_another() -> None:
    page = page_of(
        "Rebels/NOUN/NNS/2/nsubj rested/VERB/VBD/0/root on/ADP/IN/5/case 12/NUM/CD/5/nummod May/PROPN/NNP/2/obl "
        "and/CCONJ/CC/8/cc troops/NOUN/NNS/8/nsubj captured/VERB/VBD/2/conj Lyman/PROPN/NNP/8/obj"
    ).time("12 May", DAY)
    assert days(page.claim("captured").when) == UNKNOWN


def test_what_is_counted_to_an_event_is_no_time_of_another() -> None:
    page = page_of(
        "Four/NUM/CD/2/nummod months/NOUN/NNS/6/obl since/SCONJ/IN/5/mark rebels/NOUN/NNS/5/nsubj attacked/VERB/VBD/6/advcl "
        "captured/VERB/VBD/0/root Lyman/PROPN/NNP/6/obj"
    ).time("Four months", DAY)
    assert [days(page.claim(word).when) for word in ("attacked", "captured")] == [HELD, UNKNOWN]


def test_the_day_that_opens_a_paragraph_stays_in_force_for_what_its_account_tells_next() -> None:
    claim = account(f"{THEY} captured/VERB/VBD/0/root Lyman/PROPN/NNP/2/obj").claim("captured")
    assert (days(claim.when), claim.when.basis, claim.when.text) == (HELD, "carried", "12 May")


@pytest.mark.parametrize(
    "sentence",
    [
        f"{THEY.replace('2/', '3/')} had/AUX/VBD/3/aux captured/VERB/VBN/0/root Lyman/PROPN/NNP/3/obj",
        f"{THEY.replace('2/', '3/')} have/AUX/VBP/3/aux captured/VERB/VBN/0/root Lyman/PROPN/NNP/3/obj",
        f"{THEY.replace('2/', '3/')} previously/ADV/RB/3/advmod captured/VERB/VBD/0/root Lyman/PROPN/NNP/3/obj",
        f"{THEY} captured/VERB/VBD/0/root Lyman/PROPN/NNP/2/obj in/ADP/IN/5/case weeks/NOUN/NNS/2/obl",
        f"{THEY.replace('2/', '3/')} later/ADV/RB/3/advmod captured/VERB/VBD/0/root Lyman/PROPN/NNP/3/obj",
        f"After/SCONJ/IN/3/mark {THEY.replace('2/', '3/')} captured/VERB/VBD/5/advcl Lyman/PROPN/NNP/3/obj rested/VERB/VBD/0/root",
    ],
)
def test_the_day_in_force_is_not_that_of_what_the_account_puts_at_another_time(sentence: str) -> None:
    assert days(account(sentence).claim("captured").when) == UNKNOWN


@pytest.mark.parametrize("word", ["after", "before"])
def test_the_day_in_force_is_that_of_what_came_right_before_or_behind(word: str) -> None:
    claim = account(
        f"{THEY} marched/VERB/VBD/0/root {word}/SCONJ/IN/5/mark they/PRON/PRP/5/nsubj captured/VERB/VBD/2/advcl "
        "Lyman/PROPN/NNP/5/obj"
    ).claim("captured")
    assert days(claim.when) == HELD


def test_an_account_goes_on_on_its_day_with_then() -> None:
    claim = account(
        f"{THEY.replace('2/', '3/')} then/ADV/RB/3/advmod captured/VERB/VBD/0/root Lyman/PROPN/NNP/3/obj"
    ).claim("captured")
    assert days(claim.when) == HELD


def test_what_is_said_in_an_account_is_not_carried_to_the_day_in_force() -> None:
    page = account(f"{THEY} accused/VERB/VBD/0/root rebels/NOUN/NNS/2/obj of/SCONJ/IN/5/mark looting/VERB/VBG/2/advcl")
    assert days(page.claim("accused").when) == UNKNOWN


def test_what_an_account_has_said_on_a_day_came_to_pass_on_it() -> None:
    claim = account(
        "He/PRON/PRP/2/nsubj said/VERB/VBD/0/root troops/NOUN/NNS/4/nsubj attacked/VERB/VBD/2/ccomp Lyman/PROPN/NNP/4/obj"
    ).claim("attacked")
    assert days(claim.when) == HELD


def test_what_an_account_has_said_of_a_place_came_to_pass_on_that_day_too() -> None:
    claim = account(
        "He/PRON/PRP/2/nsubj said/VERB/VBD/0/root troops/NOUN/NNS/4/nsubj captured/VERB/VBD/2/ccomp Lyman/PROPN/NNP/4/obj"
    ).claim("captured")
    assert days(claim.when) == HELD


def test_no_day_stays_in_force_behind_its_paragraph() -> None:
    page = account(f"{THEY} captured/VERB/VBD/0/root Lyman/PROPN/NNP/2/obj").paragraph(2)
    assert days(page.claim("captured").when) == UNKNOWN


def test_a_background_with_a_day_of_its_own_ends_the_day_in_force() -> None:
    background = "Rebels/NOUN/NNS/3/nsubj had/AUX/VBD/3/aux come/VERB/VBN/0/root yesterday/NOUN/NN/3/obl"
    captured = f"{THEY} captured/VERB/VBD/0/root Lyman/PROPN/NNP/2/obj"
    page = page_of(SHELLED, SHELLED, background, captured).paragraph(1).time("12 May", DAY).time("yesterday", EARLIER)
    start, end = page.span("12 May", 2)
    page.marks.append(Mark(kind="time", start=start, end=end, refers=DAY))
    assert days(page.claim("captured").when) == UNKNOWN


def test_news_that_counts_from_the_day_of_writing_has_no_day_in_force() -> None:
    friday = SHELLED.replace("12/NUM/CD/3/nummod May/", "this/DET/DT/3/det Friday/")
    captured = f"{THEY} captured/VERB/VBD/0/root Lyman/PROPN/NNP/2/obj"
    assert days(page_of(friday, captured).time("Friday", TOMORROW).claim("captured").when) == UNKNOWN


CONFIRMED = (
    "NATO/PROPN/NNP/2/nsubj confirmed/VERB/VBD/0/root today/NOUN/NN/2/obl:unmarked the/DET/DT/5/det death/NOUN/NN/2/obj "
    "of/ADP/IN/8/case a/DET/DT/8/det rebel/NOUN/NN/5/nmod ,/PUNCT/,/10/punct Sunday/PROPN/NNP/2/obl:unmarked"
)


def test_of_two_days_on_a_saying_the_one_behind_the_event_is_its_own() -> None:
    page = Page(CONFIRMED).time("today", DAY).time("Sunday", EARLIER)
    assert days(page.claim("death").when) == (date(2022, 5, 1), date(2022, 5, 1), "day")


def test_what_something_is_done_for_has_not_its_day() -> None:
    page = page_of(
        "On/ADP/IN/3/case 12/NUM/CD/3/nummod May/PROPN/NNP/5/obl rebels/NOUN/NNS/5/nsubj rested/VERB/VBD/0/root "
        "in/ADP/IN/7/case preparation/NOUN/NN/5/obl to/PART/TO/9/mark capture/VERB/VB/7/acl Lyman/PROPN/NNP/9/obj"
    ).time("12 May", DAY)
    assert days(page.claim("capture").when) == UNKNOWN


def test_how_an_event_was_done_tells_its_day() -> None:
    page = page_of(
        "A/DET/DT/2/det raid/NOUN/NN/9/nsubj launched/VERB/VBN/2/acl by/ADP/IN/5/case rebels/NOUN/NNS/3/obl:agent "
        "on/ADP/IN/8/case 12/NUM/CD/8/nummod May/PROPN/NNP/3/obl failed/VERB/VBD/0/root"
    ).time("12 May", DAY)
    assert days(page.claim("raid").when) == HELD


def test_a_day_right_behind_a_verb_is_its_own_though_the_tree_hangs_it_higher() -> None:
    page = page_of(
        "Troops/NOUN/NNS/2/nsubj freed/VERB/VBD/0/root hostages/NOUN/NNS/2/obj whom/PRON/WP/6/obj rebels/NOUN/NNS/6/nsubj "
        "abducted/VERB/VBD/3/acl:relcl on/ADP/IN/9/case 12/NUM/CD/9/nummod May/PROPN/NNP/2/obl"
    ).time("12 May", DAY)
    assert days(page.claim("abducted").when) == HELD


def test_a_participle_that_tells_which_thing_is_meant_has_no_day_from_its_sentence() -> None:
    page = page_of(
        "On/ADP/IN/3/case 12/NUM/CD/3/nummod May/PROPN/NNP/5/obl troops/NOUN/NNS/5/nsubj shelled/VERB/VBD/0/root towns/NOUN/NNS/5/obj "
        "captured/VERB/VBN/6/acl by/ADP/IN/9/case rebels/NOUN/NNS/7/obl:agent"
    ).time("12 May", DAY)
    assert days(page.claim("captured").when) == UNKNOWN


def test_what_came_to_pass_when_something_began_has_the_day_of_the_beginning() -> None:
    page = page_of(
        "Since/ADP/IN/2/case 2021/NUM/CD/9/obl ,/PUNCT/,/2/punct when/ADV/WRB/6/advmod rebels/NOUN/NNS/6/nsubj "
        "captured/VERB/VBD/9/advcl Lyman/PROPN/NNP/6/obj ,/PUNCT/,/2/punct rested/VERB/VBD/0/root troops/NOUN/NNS/9/nsubj"
    ).time("2021", When(from_day=date(2021, 1, 1), precision="year", basis="stated"))
    assert days(page.claim("captured").when) == (date(2021, 1, 1), date(2021, 12, 31), "year")


def test_a_day_behind_the_last_of_some_doings_is_that_of_all() -> None:
    page = page_of(
        "Rebels/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Lyman/PROPN/NNP/2/obj ,/PUNCT/,/5/punct captured/VERB/VBD/2/conj "
        "towns/NOUN/NNS/5/obj and/CCONJ/CC/8/cc rested/VERB/VBD/2/conj on/ADP/IN/11/case 12/NUM/CD/11/nummod May/PROPN/NNP/5/obl"
    ).time("12 May", DAY)
    assert [days(page.claim(word).when) for word in ("shelled", "captured")] == [HELD, HELD]


def test_a_day_behind_and_is_that_of_the_next_doing() -> None:
    page = page_of(
        "Rebels/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Lyman/PROPN/NNP/2/obj and/CCONJ/CC/9/cc on/ADP/IN/7/case "
        "12/NUM/CD/7/nummod May/PROPN/NNP/2/obl they/PRON/PRP/9/nsubj captured/VERB/VBD/2/conj towns/NOUN/NNS/9/obj"
    ).time("12 May", DAY)
    assert [days(page.claim(word).when) for word in ("shelled", "captured")] == [UNKNOWN, HELD]


def test_what_is_told_behind_a_semicolon_has_the_day_before_it() -> None:
    behind = ";/PUNCT/:/11/punct ten/NUM/CD/10/nummod men/NOUN/NNS/11/nsubj died/VERB/VBD/6/parataxis"
    claim = page_of(f"{SHELLED} {behind}").time("12 May", DAY).claim("died")
    assert claim.when.from_day == DAY.from_day


def test_a_bare_day_before_a_semicolon_is_that_of_what_stands_before_it() -> None:
    shelled = "Rebels/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Hirske/PROPN/NNP/2/obj tomorrow/NOUN/NN/8/obl:unmarked"
    behind = ";/PUNCT/:/8/punct nobody/PRON/NN/8/nsubj was/AUX/VBD/8/cop hurt/ADJ/JJ/2/advcl"
    claim = page_of(f"{shelled} {behind}").time("tomorrow", TOMORROW).claim("shelled")
    assert claim.when.from_day == TOMORROW.from_day


@pytest.mark.parametrize(("opening", "last"), [(True, date(2022, 5, 12)), (False, None)])
def test_by_which_day_stays_in_force_where_it_opens_a_sentence(last: date | None, *, opening: bool) -> None:
    until = When(to_day=DAY.to_day, precision="day", basis="stated")
    quiet = "On/ADP/IN/3/case 1/NUM/CD/3/nummod May/PROPN/NNP/6/obl it/PRON/PRP/6/nsubj was/AUX/VBD/6/cop quiet/ADJ/JJ/0/root"
    behind = "Troops/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Hirske/PROPN/NNP/2/obj by/ADP/IN/6/case 12/NUM/CD/6/nummod May/PROPN/NNP/2/obl"
    fell = "They/PRON/PRP/2/nsubj captured/VERB/VBD/0/root Lyman/PROPN/NNP/2/obj"
    told = SHELLED.replace("On/", "By/") if opening else behind
    page = page_of(quiet, told, fell).paragraph(1).time("1 May", EARLIER).time("12 May", until)
    assert page.claim("captured").when.to_day == last

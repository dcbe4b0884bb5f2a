"""How far words of status reach: over particles, reports, turned clauses, double denials, what lasts."""

from __future__ import annotations

import pytest

from tests.claim.test_status import AN_ASSAULT, TO_CAPTURE, WAS, after, status

THE_TOWN = "Hirske/PROPN/NNP/{}/obj"
FELL = "that/SCONJ/IN/4/mark Hirske/PROPN/NNP/4/nsubj fell/VERB/VBD/{}/acl"


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("No/DET/DT/2/det fewer/ADJ/JJR/4/advmod than/ADP/IN/2/fixed 60/NUM/CD/5/nummod men/NOUN/NNS/6/nsubj entered/VERB/VBD/0/root", "entered"),
        ("They/PRON/PRP/4/nsubj not/PART/RB/3/advmod only/ADV/RB/4/advmod entered/VERB/VBD/0/root Hirske/PROPN/NNP/4/obj", "entered"),
        ("It/PRON/PRP/4/expl is/AUX/VBZ/4/cop no/DET/DT/4/det secret/NOUN/NN/0/root that/SCONJ/IN/7/mark they/PRON/PRP/7/nsubj entered/VERB/VBD/4/csubj", "entered"),
        ("Not/PART/RB/3/advmod until/ADP/IN/3/case Monday/PROPN/NNP/6/obl did/AUX/VBD/6/aux they/PRON/PRP/6/nsubj enter/VERB/VB/0/root", "enter"),
        ("They/PRON/PRP/4/nsubj could/AUX/MD/4/aux not/PART/RB/4/advmod prevent/VERB/VB/0/root the/DET/DT/6/det assault/NOUN/NN/4/obj", "assault"),
        (after("failed", "to/PART/TO/4/mark prevent/VERB/VB/2/xcomp the/DET/DT/6/det assault/NOUN/NN/4/obj"), "assault"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_denial_denies_nothing(written: str, word: str) -> None:
    assert status(written, word)[0] == "happened"


@pytest.mark.parametrize(
    ("written", "word", "cue"),
    [
        ("Not/PART/RB/4/advmod a/DET/DT/4/det single/ADJ/JJ/4/amod soldier/NOUN/NN/5/nsubj entered/VERB/VBD/0/root", "entered", "Not a single"),
        (after("stopped", "short/ADV/RB/2/advmod of/SCONJ/IN/5/mark entering/VERB/VBG/2/advcl"), "entering", "stopped short of"),
        (after("entered", "nobody/PRON/NN/2/obj"), "entered", "nobody"),
        ("At/ADP/IN/3/case no/DET/DT/3/det point/NOUN/NN/5/obl they/PRON/PRP/5/nsubj entered/VERB/VBD/0/root", "entered", "no"),
        (after("called", "off/ADP/RP/2/compound:prt an/DET/DT/5/det assault/NOUN/NN/2/obj"), "assault", "called"),
        (after("called", "the/DET/DT/4/det assault/NOUN/NN/2/obj off/ADP/RP/2/compound:prt"), "assault", "called"),
        (after("postponed", AN_ASSAULT), "assault", "postponed"),
        (after("kept", "them/PRON/PRP/2/obj from/SCONJ/IN/5/mark entering/VERB/VBG/2/advcl"), "entering", "kept"),
    ],
)  # fmt: skip
def test_what_is_held_up_or_is_nobodys_is_denied(written: str, word: str, cue: str) -> None:
    assert status(written, word) == ("denied", cue)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (after("kept", "entering/VERB/VBG/2/xcomp"), "ongoing"),
        ("They/PRON/PRP/3/nsubj never/ADV/RB/3/advmod quit/VERB/VBD/0/root entering/VERB/VBG/3/xcomp", "ongoing"),
        (after("resumed", "entering/VERB/VBG/2/xcomp"), "happened"),
    ],
)
def test_what_goes_on_is_ongoing_but_not_what_began_again(written: str, expected: str) -> None:
    assert status(written, "entering")[0] == expected


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("Hirske/PROPN/NNP/2/nsubj remains/VERB/VBZ/0/root under/ADP/IN/4/case siege/NOUN/NN/2/obl", "siege"),
        ("Hirske/PROPN/NNP/4/nsubj was/AUX/VBD/4/cop under/ADP/IN/4/case attack/NOUN/NN/0/root", "attack"),
        ("Hirske/PROPN/NNP/6/nsubj besieged/VERB/VBN/1/acl since/ADP/IN/4/case May/PROPN/NNP/2/obl is/AUX/VBZ/6/cop hungry/ADJ/JJ/0/root", "besieged"),
        ("The/DET/DT/2/det assault/NOUN/NN/4/nsubj went/VERB/VBD/0/root on/ADP/RP/3/compound:prt".replace("/4/nsubj", "/3/nsubj"), "assault"),
        ("Clashes/NOUN/NNS/4/nsubj were/AUX/VBD/4/cop under/ADP/IN/4/case way/NOUN/NN/0/root", "Clashes"),
        ("Clashes/NOUN/NNS/3/nsubj are/AUX/VBP/3/aux happening/VERB/VBG/0/root", "Clashes"),
        ("They/PRON/PRP/4/nsubj:pass are/AUX/VBP/4/aux being/AUX/VBG/4/aux:pass shelled/VERB/VBN/0/root", "shelled"),
    ],
)  # fmt: skip
def test_what_a_place_is_under_or_what_is_under_way_is_ongoing(written: str, word: str) -> None:
    assert status(written, word)[0] == "ongoing"


@pytest.mark.parametrize(
    ("written", "word"),
    [
        (f"Reports/NOUN/NNS/6/nsubj {FELL.format(1).replace('/4/', '/4/')} were/AUX/VBD/6/cop false/ADJ/JJ/0/root", "fell"),
        (after("dismissed", f"reports/NOUN/NNS/2/obj {'that/SCONJ/IN/6/mark Hirske/PROPN/NNP/6/nsubj fell/VERB/VBD/3/acl'}"), "fell"),
        ("They/PRON/PRP/3/nsubj falsely/ADV/RB/3/advmod claimed/VERB/VBD/0/root Hirske/PROPN/NNP/5/nsubj fell/VERB/VBD/3/ccomp", "fell"),
        (after("called", "reports/NOUN/NNS/2/obj of/ADP/IN/6/case an/DET/DT/6/det assault/NOUN/NN/3/nmod a/DET/DT/8/det lie/NOUN/NN/2/xcomp"), "assault"),
        ("It/PRON/PRP/4/expl is/AUX/VBZ/4/cop a/DET/DT/4/det lie/NOUN/NN/0/root that/SCONJ/IN/7/mark they/PRON/PRP/7/nsubj entered/VERB/VBD/4/csubj", "entered"),
        ("They/PRON/PRP/2/nsubj spread/VERB/VBD/0/root false/ADJ/JJ/4/amod news/NOUN/NN/2/obj of/ADP/IN/7/case the/DET/DT/7/det war/NOUN/NN/4/nmod such/ADJ/JJ/10/case as/ADP/IN/8/fixed men/NOUN/NNS/11/nsubj entering/VERB/VBG/7/acl Hirske/PROPN/NNP/11/obj", "entering"),
    ],
)  # fmt: skip
def test_what_a_false_report_tells_is_denied(written: str, word: str) -> None:
    assert status(written, word)[0] == "denied"


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("According/VERB/VBG/4/case to/ADP/IN/1/fixed unconfirmed/ADJ/JJ/4/amod reports/NOUN/NNS/6/obl Hirske/PROPN/NNP/6/nsubj fell/VERB/VBD/0/root", "fell"),
        ("Unverified/ADJ/JJ/2/amod footage/NOUN/NN/3/nsubj shows/VERB/VBZ/0/root them/PRON/PRP/5/nsubj entering/VERB/VBG/3/ccomp", "entering"),
        ("Hirske/PROPN/NNP/3/nsubj:pass is/AUX/VBZ/3/aux:pass said/VERB/VBN/0/root to/PART/TO/6/mark have/AUX/VB/6/aux fallen/VERB/VBN/3/xcomp", "fallen"),
        ("Had/AUX/VBD/3/aux they/PRON/PRP/3/nsubj entered/VERB/VBN/7/advcl he/PRON/PRP/7/nsubj would/AUX/MD/7/aux have/AUX/VB/7/aux fled/VERB/VBN/0/root", "entered"),
        ("Should/AUX/MD/3/aux Hirske/PROPN/NNP/3/nsubj fall/VERB/VB/6/advcl they/PRON/PRP/6/nsubj will/AUX/MD/6/aux flee/VERB/VB/0/root", "fall"),
        ("Anyone/PRON/NN/5/nsubj who/PRON/WP/3/nsubj enters/VERB/VBZ/1/acl:relcl is/AUX/VBZ/5/aux:pass shot/VERB/VBN/0/root", "enters"),
        ("An/DET/DT/2/det assault/NOUN/NN/4/nsubj could/AUX/MD/4/aux follow/VERB/VB/0/root", "assault"),
        ("They/PRON/PRP/3/nsubj are/AUX/VBP/3/cop capable/ADJ/JJ/0/root of/SCONJ/IN/5/mark entering/VERB/VBG/3/advcl", "entering"),
    ],
)  # fmt: skip
def test_what_nobody_vouches_for_is_possible(written: str, word: str) -> None:
    assert status(written, word)[0] == "possible"


def test_who_was_able_to_do_it_did_it_and_who_is_able_may() -> None:
    able = "They/PRON/PRP/3/nsubj {}/AUX/{}/3/cop able/ADJ/JJ/0/root to/PART/TO/5/mark enter/VERB/VB/3/xcomp"
    assert status(able.format("were", "VBD"), "enter")[0] == "happened"
    assert status(able.format("are", "VBP"), "enter")[0] == "possible"


@pytest.mark.parametrize(
    ("written", "word"),
    [
        (after("announced", "they/PRON/PRP/5/nsubj would/AUX/MD/5/aux withdraw/VERB/VB/2/ccomp"), "withdraw"),
        (after("demanded", "they/PRON/PRP/4/nsubj withdraw/VERB/VB/2/ccomp"), "withdraw"),
        (after("gave", f"orders/NOUN/NNS/2/obj {TO_CAPTURE.replace('/4/', '/5/')}"), "capture"),
        ("Their/PRON/PRP$/2/nmod:poss goal/NOUN/NN/5/nsubj was/AUX/VBD/5/cop the/DET/DT/5/det capture/NOUN/NN/0/root", "capture"),
        ("The/DET/DT/2/det deadline/NOUN/NN/0/root for/ADP/IN/5/case the/DET/DT/5/det withdrawal/NOUN/NN/2/nmod", "withdrawal"),
        (WAS.format("approved"), "assault"),
    ],
)  # fmt: skip
def test_what_is_announced_demanded_or_aimed_at_is_planned(written: str, word: str) -> None:
    assert status(written, word)[0] == "planned"


def test_an_adjective_before_an_infinitive_is_none_of_a_cause() -> None:
    due = "They/PRON/PRP/{0}/nsubj are/AUX/VBP/{0}/cop due/ADJ/JJ/{0}/case to/ADP/IN/3/fixed"
    assert status(f"{due.format(5)} enter/VERB/VBG/0/root Hirske/PROPN/NNP/5/obj", "enter")[0] == "planned"
    assert status(f"{due.format(5)} fighting/NOUN/NN/0/root", "fighting")[0] == "happened"


def test_what_is_told_to_somebody_as_done_is_not_planned() -> None:
    told = after(
        "told", "AFP/PROPN/NNP/2/obj men/NOUN/NNS/6/nsubj:pass were/AUX/VBD/6/aux:pass killed/VERB/VBN/2/ccomp"
    )
    assert status(told, "killed")[0] == "happened"


def test_a_plan_to_end_the_fighting_plans_no_fighting() -> None:
    written = after("agreed", "to/PART/TO/4/mark end/VERB/VB/2/xcomp the/DET/DT/6/det fighting/NOUN/NN/4/obj")
    assert status(written, "fighting")[0] == "happened"


def test_an_attempt_that_is_foiled_stays_an_attempt() -> None:
    written = after("foiled", "an/DET/DT/5/det attempted/ADJ/JJ/5/amod assault/NOUN/NN/2/obj")
    assert status(written, "assault") == ("attempted", "attempted")


@pytest.mark.parametrize(("first", "expected"), [("Who", "possible"), ("When", "happened"), ("Why", "happened")])
def test_a_question_leaves_open_what_it_asks_and_not_what_it_presumes(first: str, expected: str) -> None:
    written = f"{first}/PRON/WP/2/nsubj shelled/VERB/VBD/0/root Hirske/PROPN/NNP/2/obj ?/PUNCT/./2/punct"
    assert status(written, "shelled")[0] == expected


KILLED_OR = "killed/VERB/VBN/0/root or/CCONJ/CC/6/cc wounded/VERB/VBN/4/conj"


@pytest.mark.parametrize(
    ("written", "word", "expected"),
    [
        (f"No/DET/DT/2/det men/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass {KILLED_OR}", "wounded", "denied"),
        (f"Nobody/PRON/NN/4/nsubj:pass else/ADJ/JJ/1/amod was/AUX/VBD/4/aux:pass {KILLED_OR}", "wounded", "denied"),
        (f"Men/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass not/PART/RB/4/advmod {KILLED_OR}", "wounded", "denied"),
        (f"Ten/NUM/CD/2/nummod men/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass {KILLED_OR}", "wounded", "happened"),
        (f"No/DET/DT/2/det men/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass {KILLED_OR}".replace("or/", "and/"), "wounded", "happened"),
    ],
)  # fmt: skip
def test_who_was_not_killed_or_wounded_was_not_wounded(written: str, word: str, expected: str) -> None:
    assert status(written, word)[0] == expected

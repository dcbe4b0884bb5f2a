"""Which words give an event its status, and how far they reach."""

from __future__ import annotations

import pytest

from sayso.claim.status import status_of
from tests.claim.scenes import claimer, graph_of


def status(written: str, word: str) -> tuple[str, str]:
    """The status of the last word of that text in a sentence, and the words that give it."""
    graph = graph_of(written)
    anchor = [index for index, token in enumerate(graph.tokens) if token.text == word][-1]
    reading = status_of(anchor, graph, claimer().lexicon)
    return reading.status, " ".join(graph.tokens[at].text for at in reading.words)


def after(verb: str, clause: str) -> str:
    """A sentence of which that verb is the root, at its second place."""
    return f"They/PRON/PRP/2/nsubj {verb}/VERB/VBD/0/root {clause}"


TO_CAPTURE = "to/PART/TO/4/mark capture/VERB/VB/2/xcomp Hirske/PROPN/NNP/4/obj"
AN_ASSAULT = "an/DET/DT/4/det assault/NOUN/NN/2/obj"
FROM_ENTERING = "them/PRON/PRP/2/obj from/SCONJ/IN/5/mark entering/VERB/VBG/2/advcl"
WAS = "The/DET/DT/2/det assault/NOUN/NN/4/nsubj:pass was/AUX/VBD/4/aux:pass {}/VERB/VBN/0/root"


@pytest.mark.parametrize(
    ("written", "word", "cue"),
    [
        ("They/PRON/PRP/4/nsubj did/AUX/VBD/4/aux not/PART/RB/4/advmod enter/VERB/VB/0/root", "enter", "not"),
        ("There/PRON/EX/2/expl was/VERB/VBD/0/root no/DET/DT/4/det assault/NOUN/NN/2/nsubj", "assault", "no"),
        ("Nobody/PRON/NN/2/nsubj entered/VERB/VBD/0/root Hirske/PROPN/NNP/2/obj", "entered", "Nobody"),
        ("No/DET/DT/2/det troops/NOUN/NNS/3/nsubj entered/VERB/VBD/0/root Hirske/PROPN/NNP/3/obj", "entered", "No"),
        (
            "Neither/DET/DT/2/det side/NOUN/NN/3/nsubj has/VERB/VBZ/0/root control/NOUN/NN/3/obj",
            "control",
            "Neither",
        ),
        (after("prevented", FROM_ENTERING), "entering", "prevented"),
        (after("thwarted", AN_ASSAULT), "assault", "thwarted"),
        ("They/PRON/PRP/2/nsubj waited/VERB/VBD/0/root nor/CCONJ/CC/4/cc entered/VERB/VBD/2/conj", "entered", "nor"),
        (WAS.format("thwarted"), "assault", "thwarted"),
        (after("stopped", "advancing/VERB/VBG/2/xcomp"), "advancing", "stopped"),
        (after("left", "without/SCONJ/IN/4/mark entering/VERB/VBG/2/advcl Hirske/PROPN/NNP/4/obj"), "entering", "without"),
        ("They/PRON/PRP/3/nsubj were/AUX/VBD/3/cop unable/ADJ/JJ/0/root to/PART/TO/5/mark enter/VERB/VB/3/xcomp", "enter", "unable"),
    ],
)  # fmt: skip
def test_a_negation_or_what_keeps_it_from_happening_denies_an_event(written: str, word: str, cue: str) -> None:
    assert status(written, word) == ("denied", cue)


@pytest.mark.parametrize(
    ("written", "word", "cue"),
    [
        (after("tried", TO_CAPTURE), "capture", "tried"),
        (after("failed", TO_CAPTURE), "capture", "failed"),
        ("The/DET/DT/2/det assault/NOUN/NN/3/nsubj failed/VERB/VBD/0/root", "assault", "failed"),
        (after("repelled", AN_ASSAULT), "assault", "repelled"),
        (WAS.format("repelled"), "assault", "repelled"),
        (after("abandoned", "plans/NOUN/NNS/2/obj for/ADP/IN/6/case an/DET/DT/6/det assault/NOUN/NN/3/nmod"), "assault", "abandoned"),
        (after("failed", "to/PART/TO/4/mark prepare/VERB/VB/2/xcomp for/ADP/IN/7/case an/DET/DT/7/det assault/NOUN/NN/4/obl"), "assault", "failed"),
        (after("saw", "a/DET/DT/5/det failed/ADJ/JJ/5/amod assault/NOUN/NN/2/obj"), "assault", "failed"),
        ("an/DET/DT/2/det attempt/NOUN/NN/0/root to/PART/TO/4/mark capture/VERB/VB/2/acl Hirske/PROPN/NNP/4/obj", "capture", "attempt"),
        ("Attempt/PROPN/NNP/0/root to/PART/TO/3/mark capture/VERB/VB/1/acl Hirske/PROPN/NNP/3/obj", "capture", "Attempt"),
        ("an/DET/DT/2/det attempt/NOUN/NN/0/root at/SCONJ/IN/4/mark capturing/VERB/VBG/2/acl Hirske/PROPN/NNP/4/obj", "capturing", "attempt"),
    ],
)  # fmt: skip
def test_what_somebody_tries_or_repels_is_attempted(written: str, word: str, cue: str) -> None:
    assert status(written, word) == ("attempted", cue)


@pytest.mark.parametrize(
    ("written", "word", "cue"),
    [
        (after("planned", TO_CAPTURE), "capture", "planned"),
        ("They/PRON/PRP/3/nsubj will/AUX/MD/3/aux capture/VERB/VB/0/root Hirske/PROPN/NNP/3/obj", "capture", "will"),
        (after("saw", "the/DET/DT/5/det planned/ADJ/JJ/5/amod assault/NOUN/NN/2/obj"), "assault", "planned"),
        ("They/PRON/PRP/3/nsubj are/AUX/VBP/3/cop ready/ADJ/JJ/0/root to/PART/TO/5/mark enter/VERB/VB/3/xcomp", "enter", "ready"),
        ("They/PRON/PRP/3/nsubj are/AUX/VBP/3/aux:pass set/VERB/VBN/0/root to/PART/TO/5/mark enter/VERB/VB/3/xcomp", "enter", "set"),
        ("They/PRON/PRP/3/nsubj are/AUX/VBP/3/cop about/ADV/RB/0/root to/PART/TO/5/mark enter/VERB/VB/3/xcomp", "enter", "about"),
        (after("moved", "to/PART/TO/4/mark enter/VERB/VB/2/advcl"), "enter", "to"),
        ("They/PRON/PRP/5/nsubj were/AUX/VBD/5/aux about/ADV/RB/5/advmod to/PART/TO/5/mark enter/VERB/VB/0/root", "enter", "about"),
        ("Ahead/ADV/RB/4/case of/ADP/IN/1/fixed the/DET/DT/4/det assault/NOUN/NN/6/obl they/PRON/PRP/6/nsubj moved/VERB/VBD/0/root", "assault", "Ahead of"),
        ("Their/PRON/PRP$/2/nmod:poss resolve/NOUN/NN/0/root to/PART/TO/4/mark enter/VERB/VB/2/acl", "enter", "to"),
        (after("moved", "in/SCONJ/IN/6/mark order/NOUN/NN/3/fixed to/PART/TO/6/mark enter/VERB/VB/2/advcl"), "enter", "in order to"),
        (after("moved", "ahead/ADV/RB/6/case of/ADP/IN/3/fixed the/DET/DT/6/det assault/NOUN/NN/2/obl"), "assault", "ahead of"),
        (after("moved", "ahead/ADV/RB/6/case of/ADP/IN/3/fixed Hirske/PROPN/NNP/6/compound assault/NOUN/NN/2/obl"), "assault", "ahead of"),
        (after("moved", "ahead/ADV/RB/5/case of/ADP/IN/3/fixed assaults/NOUN/NNS/2/obl"), "assaults", "ahead of"),
        (after("wait", "until/SCONJ/IN/5/mark troops/NOUN/NNS/5/nsubj enter/VERB/VBP/2/advcl"), "enter", "until"),
    ],
)  # fmt: skip
def test_what_is_to_come_is_planned(written: str, word: str, cue: str) -> None:
    assert status(written, word) == ("planned", cue)


@pytest.mark.parametrize(
    ("written", "word", "cue"),
    [
        ("They/PRON/PRP/4/nsubj may/AUX/MD/4/aux have/AUX/VB/4/aux entered/VERB/VBN/0/root", "entered", "may"),
        ("They/PRON/PRP/3/nsubj reportedly/ADV/RB/3/advmod entered/VERB/VBD/0/root", "entered", "reportedly"),
        (after("fled", "if/SCONJ/IN/5/mark troops/NOUN/NNS/5/nsubj entered/VERB/VBD/2/advcl"), "entered", "if"),
        (after("fled", "if/SCONJ/IN/5/mark troops/NOUN/NNS/5/nsubj left/VERB/VBD/2/advcl and/CCONJ/CC/7/cc entered/VERB/VBD/5/conj"), "entered", "if"),
        (after("fled", "a/DET/DT/5/det possible/ADJ/JJ/5/amod assault/NOUN/NN/2/obj"), "assault", "possible"),
        ("Perhaps/ADV/RB/3/discourse they/PRON/PRP/3/nsubj entered/VERB/VBD/0/root", "entered", "Perhaps"),
        (after("feared", "that/SCONJ/IN/5/mark Hirske/PROPN/NNP/5/nsubj fell/VERB/VBD/2/ccomp"), "fell", "feared"),
        ("Did/AUX/VBD/3/aux Hirske/PROPN/NNP/3/nsubj fall/VERB/VB/0/root ?/PUNCT/./3/punct", "fall", "?"),
        ("An/DET/DT/2/det assault/NOUN/NN/5/nsubj:pass might/AUX/MD/5/aux be/AUX/VB/5/aux:pass launched/VERB/VBN/0/root", "assault", "might"),
    ],
)  # fmt: skip
def test_what_is_hedged_is_possible(written: str, word: str, cue: str) -> None:
    assert status(written, word) == ("possible", cue)


@pytest.mark.parametrize(
    ("written", "word", "cue"),
    [
        ("They/PRON/PRP/3/nsubj were/AUX/VBD/3/aux shelling/VERB/VBG/0/root Hirske/PROPN/NNP/3/obj", "shelling", ""),
        (after("started", "shelling/VERB/VBG/2/xcomp Hirske/PROPN/NNP/3/obj"), "shelling", "started"),
        ("The/DET/DT/2/det assault/NOUN/NN/3/nsubj continued/VERB/VBD/0/root", "assault", "continued"),
        (after("resumes", AN_ASSAULT).replace("VBD", "VBZ"), "assault", "resumes"),
        (after("saw", "the/DET/DT/5/det ongoing/ADJ/JJ/5/amod assault/NOUN/NN/2/obj"), "assault", "ongoing"),
        ("They/PRON/PRP/3/nsubj still/ADV/RB/3/advmod hold/VERB/VBP/0/root Hirske/PROPN/NNP/3/obj", "hold", "still"),
        (after("fell", "in/ADP/IN/8/case the/DET/DT/4/det course/NOUN/NN/3/fixed of/ADP/IN/3/fixed a/DET/DT/8/det assault/NOUN/NN/2/obl"), "assault", "in the course of"),
    ],
)  # fmt: skip
def test_what_lasts_is_ongoing(written: str, word: str, cue: str) -> None:
    assert status(written, word) == ("ongoing", cue)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        (after("took", "Hirske/PROPN/NNP/2/obj"), "took"),
        ("No/DET/DT/2/det officials/NOUN/NNS/3/nsubj said/VERB/VBD/0/root Hirske/PROPN/NNP/5/nsubj fell/VERB/VBD/3/ccomp", "fell"),
        ("In/ADP/IN/5/case the/DET/DT/3/det course/NOUN/NN/1/fixed of/ADP/IN/1/fixed May/PROPN/NNP/7/obl they/PRON/PRP/7/nsubj entered/VERB/VBD/0/root", "entered"),
        ("In/ADP/IN/5/case the/DET/DT/3/det course/NOUN/NN/1/fixed of/ADP/IN/1/fixed May/PROPN/NNP/6/obl entered/VERB/VBD/0/root troops/NOUN/NNS/6/nsubj", "entered"),
        ("They/PRON/PRP/3/nsubj last/ADV/RB/3/advmod entered/VERB/VBD/0/root Hirske/PROPN/NNP/3/obj", "entered"),
        ("They/PRON/PRP/3/nsubj were/AUX/VBD/3/aux forcing/VERB/VBG/0/root troops/NOUN/NNS/3/obj to/PART/TO/6/mark leave/VERB/VB/3/xcomp", "leave"),
        (after("tried", "watching/VERB/VBG/2/xcomp the/DET/DT/5/det assault/NOUN/NN/3/obj"), "assault"),
        (after("denied", "that/SCONJ/IN/5/mark Hirske/PROPN/NNP/5/nsubj fell/VERB/VBD/2/ccomp"), "fell"),
        ("Still/ADV/RB/4/advmod ,/PUNCT/,/4/punct they/PRON/PRP/4/nsubj held/VERB/VBD/0/root Hirske/PROPN/NNP/4/obj", "held"),
        ("the/DET/DT/2/det troops/NOUN/NNS/0/root entering/VERB/VBG/2/acl Hirske/PROPN/NNP/3/obj", "entering"),
        (after("went", "ahead/ADV/RB/2/advmod with/ADP/IN/6/case the/DET/DT/6/det assault/NOUN/NN/2/obl"), "assault"),
        (after("tried", f"{TO_CAPTURE} and/CCONJ/CC/8/cc Kyiv/PROPN/NNP/8/nsubj withdrew/VERB/VBD/4/conj"), "withdrew"),
        (after("continued", "moving/VERB/VBG/2/xcomp ,/PUNCT/,/5/punct entering/VERB/VBG/2/xcomp Hirske/PROPN/NNP/5/obj"), "entering"),
        (after("continued", "moving/VERB/VBG/2/xcomp ,/PUNCT/,/6/punct then/ADV/RB/6/advmod entering/VERB/VBG/2/xcomp"), "entering"),
        ("They/PRON/PRP/5/nsubj were/AUX/VBD/5/cop the/DET/DT/5/det only/ADJ/JJ/5/amod ones/NOUN/NNS/0/root to/PART/TO/7/mark enter/VERB/VB/5/acl", "enter"),
        (after("tried", "to/PART/TO/4/mark advance/VERB/VB/2/xcomp ,/PUNCT/,/6/punct entering/VERB/VBG/4/conj Hirske/PROPN/NNP/6/obj"), "entering"),
        (after("thwarted", "troops/NOUN/NNS/2/obj who/PRON/WP/5/nsubj entered/VERB/VBD/3/acl:relcl"), "entered"),
        (after("waited", "until/SCONJ/IN/5/mark troops/NOUN/NNS/5/nsubj entered/VERB/VBD/2/advcl"), "entered"),
        (after("resumed", AN_ASSAULT), "assault"),
    ],
)  # fmt: skip
def test_what_speaks_of_something_else_leaves_an_event_as_happened(written: str, word: str) -> None:
    assert status(written, word) == ("happened", "")


def test_what_forces_are_there_for_is_planned_by_its_infinitive() -> None:
    written = after("sent", "troops/NOUN/NNS/2/obj to/PART/TO/5/mark capture/VERB/VB/3/acl Hirske/PROPN/NNP/5/obj")
    assert status(written, "capture") == ("planned", "to")


def test_a_word_of_status_reaches_over_other_infinitives() -> None:
    written = after("planned", "to/PART/TO/4/mark begin/VERB/VB/2/xcomp shelling/VERB/VBG/4/xcomp")
    assert status(written, "shelling") == ("planned", "planned")


@pytest.mark.parametrize("verb", ["launch/VERB/VB", "launching/VERB/VBG"])
@pytest.mark.parametrize("noun", ["NOUN/NN", "PROPN/NNP"])
def test_who_tries_to_launch_an_assault_tries_an_assault(verb: str, noun: str) -> None:
    assert status(after("tried", f"{verb}/2/xcomp an/DET/DT/5/det assault/{noun}/3/obj"), "assault")[0] == "attempted"


@pytest.mark.parametrize("noun", ["NOUN/NNS", "PROPN/NNPS"])
def test_who_tries_to_launch_one_thing_tries_what_is_joined_to_it(noun: str) -> None:
    written = after(
        "tried", f"launching/VERB/VBG/2/xcomp raids/NOUN/NNS/3/obj ,/PUNCT/,/6/punct assaults/{noun}/4/conj"
    )
    assert status(written, "assaults") == ("attempted", "tried")


@pytest.mark.parametrize(("steps", "expected"), [(4, "attempted"), (5, "happened")])
def test_a_word_of_status_five_steps_up_still_reaches_an_event(steps: int, expected: str) -> None:
    going = " ".join(f"go/VERB/VB/{place}/xcomp" for place in range(2, 2 + steps))
    assert status(after("tried", f"{going} enter/VERB/VB/{2 + steps}/xcomp"), "enter")[0] == expected


def test_what_is_joined_to_an_attempt_as_an_infinitive_is_attempted_too() -> None:
    written = after("tried", f"{TO_CAPTURE} and/CCONJ/CC/7/cc hold/VERB/VB/4/conj it/PRON/PRP/7/obj")
    assert status(written, "hold") == ("attempted", "tried")


@pytest.mark.parametrize(
    ("written", "word", "expected"),
    [
        ("They/PRON/PRP/4/nsubj did/AUX/VBD/4/aux not/PART/RB/4/advmod rule/VERB/VB/0/root out/ADP/RP/4/compound:prt entering/VERB/VBG/4/xcomp", "entering", ("possible", "not rule out")),
        ("They/PRON/PRP/3/nsubj never/ADV/RB/3/advmod ceased/VERB/VBD/0/root shelling/VERB/VBG/3/xcomp Hirske/PROPN/NNP/4/obj", "shelling", ("ongoing", "never ceased")),
        ("They/PRON/PRP/5/nsubj may/AUX/MD/5/aux not/PART/RB/5/advmod only/ADV/RB/5/advmod enter/VERB/VB/0/root", "enter", ("possible", "may")),
    ],
)  # fmt: skip
def test_a_phrase_turns_the_status_of_its_words(written: str, word: str, expected: tuple[str, str]) -> None:
    assert status(written, word) == expected


WOULD_BE = "its/PRON/PRP$/4/nmod:poss capture/NOUN/NN/{0}/nsubj would/AUX/MD/{0}/aux"


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        ("be/AUX/VB/8/cop a/DET/DT/8/det victory/NOUN/NN/2/ccomp", ("possible", "would")),
        ("happen/VERB/VB/2/ccomp soon/ADV/RB/6/advmod", ("possible", "would")),
        ("take/VERB/VB/2/ccomp place/NOUN/NN/6/obj", ("possible", "would")),
        ("take/VERB/VB/2/ccomp weeks/NOUN/NNS/6/obj", ("happened", "")),
        ("end/VERB/VB/2/ccomp it/PRON/PRP/6/obj", ("happened", "")),
    ],
)
def test_what_would_come_about_is_possible(predicate: str, expected: tuple[str, str]) -> None:
    head = 8 if "cop" in predicate else 6
    assert status(after("said", f"{WOULD_BE.format(head)} {predicate}"), "capture") == expected


def test_what_would_come_about_is_possible_in_a_clause_joined_to_the_first_word() -> None:
    written = (
        "Good/ADJ/JJ/9/ccomp ,/PUNCT/,/6/punct its/PRON/PRP$/4/nmod:poss capture/NOUN/NN/6/nsubj would/AUX/MD/6/aux happen/VERB/VB/1/conj "
        ",/PUNCT/,/9/punct he/PRON/PRP/9/nsubj said/VERB/VBD/0/root"
    )
    assert status(written, "capture") == ("possible", "would")

"""Who says it: sources by contents and by the tree, whom they told, and what a cue does to what is said."""

from __future__ import annotations

import pytest

from tests.claim.scenes import Page, claimer

FELL = "Hirske/PROPN/NNP/{0}/nsubj fell/VERB/VBD/{1}/{2}"
THAT_FELL = "that/SCONJ/IN/5/mark Hirske/PROPN/NNP/5/nsubj fell/VERB/VBD/2/ccomp"
CAPTURED = "troops/NOUN/NNS/{0}/nsubj captured/VERB/VBD/{1}/{2} Hirske/PROPN/NNP/{0}/obj"


def sources(page: Page, trigger: str = "fell") -> list[str]:
    return [source.text for source in page.place("Hirske").claim(trigger).sources]


def kyiv(verb: str, clause: str = THAT_FELL) -> Page:
    """A sentence in which Kyiv says something by that verb, at its second place."""
    return Page(
        f"Kyiv/PROPN/NNP/1/nsubj {verb}/VERB/VBD/0/root {clause}".replace("Kyiv/PROPN/NNP/1", "Kyiv/PROPN/NNP/2")
    )


def test_a_clause_is_said_by_the_subject_of_its_verb() -> None:
    claim = kyiv("said").place("Hirske").claim("fell")
    assert [(source.text, source.party, source.cue) for source in claim.sources] == [("Kyiv", "UKR", "said")]
    assert (claim.status, claim.status_cue, claim.quote) == ("happened", None, None)


@pytest.mark.parametrize("relation", ["parataxis", "ccomp", "parataxis:discourse"])
def test_a_sentence_is_said_by_who_speaks_beside_it(relation: str) -> None:
    beside = Page(f"{FELL.format(2, 0, 'root')} ,/PUNCT/,/5/punct Kyiv/PROPN/NNP/5/nsubj said/VERB/VBD/2/parataxis")
    above = Page(f"{FELL.format(2, 5, relation)} ,/PUNCT/,/5/punct Kyiv/PROPN/NNP/5/nsubj said/VERB/VBD/0/root")
    assert sources(beside) == sources(above) == ["Kyiv"]


def test_a_verb_that_opens_the_sentence_says_what_hangs_on_it() -> None:
    assert sources(Page(f"Said/VERB/VBD/0/root Kyiv/PROPN/NNP/1/nsubj {FELL.format(4, 1, 'ccomp')}")) == ["Kyiv"]


def test_who_says_as_an_aside_says_it() -> None:
    page = Page(f"{FELL.format(2, 0, 'root')} as/SCONJ/IN/5/mark Kyiv/PROPN/NNP/5/nsubj said/VERB/VBD/2/advcl")
    assert sources(page) == ["Kyiv"]


@pytest.mark.parametrize(
    "clause",
    [
        "while/SCONJ/IN/5/mark Kyiv/PROPN/NNP/5/nsubj spoke/VERB/VBD/2/advcl",
        "as/SCONJ/IN/5/mark Kyiv/PROPN/NNP/5/nsubj reported/VERB/VBD/2/advcl losses/NOUN/NNS/5/obj",
        "as/SCONJ/IN/5/mark Kyiv/PROPN/NNP/5/nsubj waited/VERB/VBD/2/advcl",
    ],
)
def test_who_says_something_else_at_the_time_does_not_say_it(clause: str) -> None:
    assert sources(Page(f"{FELL.format(2, 0, 'root')} {clause}")) == []


def test_a_source_stands_behind_according_to() -> None:
    page = Page(
        f"{FELL.format(2, 0, 'root')} ,/PUNCT/,/6/punct according/VERB/VBG/6/case to/ADP/IN/4/fixed officials/NOUN/NNS/2/obl"
    )
    claim = page.place("Hirske").claim("fell")
    assert [(source.text, source.cue) for source in claim.sources] == [("officials", "according to")]
    assert claim.status == "happened"


def test_what_stands_behind_another_preposition_is_no_source() -> None:
    page = Page(f"{FELL.format(2, 0, 'root')} despite/ADP/IN/4/case officials/NOUN/NNS/2/obl")
    assert sources(page) == []


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("announced", ["Kyiv"]),
        ("confirmed", ["Kyiv"]),
        ("claimed", ["Kyiv"]),
        ("feared", []),
        ("found", []),
        ("saw", []),
    ],
)
def test_some_verbs_say_a_plain_noun(verb: str, expected: list[str]) -> None:
    of_hirske = "the/DET/DT/4/det capture/NOUN/NN/2/obj of/ADP/IN/6/case Hirske/PROPN/NNP/4/nmod"
    assert sources(kyiv(verb, of_hirske), "capture") == expected


@pytest.mark.parametrize("verb", ["warned", "found", "showed"])
def test_verbs_that_say_no_plain_noun_say_a_clause(verb: str) -> None:
    assert sources(kyiv(verb)) == ["Kyiv"]


def test_a_denied_noun_is_denied_by_its_sayer() -> None:
    of_hirske = "the/DET/DT/4/det capture/NOUN/NN/2/obj of/ADP/IN/6/case Hirske/PROPN/NNP/4/nmod"
    claim = kyiv("denied", of_hirske).place("Hirske").claim("capture")
    assert ([source.text for source in claim.sources], claim.status) == (["Kyiv"], "denied")


@pytest.mark.parametrize(("verb", "expected"), [("said", ["Kyiv"]), ("seen", []), ("forced", [])])
def test_of_whom_it_is_said_to_be_so_is_said_by_another(verb: str, expected: list[str]) -> None:
    page = Page(
        f"Troops/NOUN/NNS/3/nsubj:pass were/AUX/VBD/3/aux:pass {verb}/VERB/VBN/0/root by/ADP/IN/5/case Kyiv/PROPN/NNP/3/obl:agent "
        "to/PART/TO/8/mark have/AUX/VB/8/aux captured/VERB/VBN/3/xcomp Hirske/PROPN/NNP/8/obj"
    )
    assert sources(page, "captured") == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [("Officials/NOUN/NNS", ["Officials"]), ("Sources/NOUN/NNS", ["Sources"]), ("Governor/NOUN/NN", ["Governor"]), ("Premier/NOUN/NN", ["Premier"]), ("Firms/NOUN/NNS", ["Firms"]), ("Kingdoms/NOUN/NNS", ["Kingdoms"]), ("Clouds/NOUN/NNS", []), ("Thirty/NUM/CD", [])],
)  # fmt: skip
def test_only_who_can_speak_is_a_source(subject: str, expected: list[str]) -> None:
    assert sources(Page(f"{subject}/2/nsubj said/VERB/VBD/0/root {THAT_FELL}")) == expected


def test_what_the_core_takes_for_a_source_can_speak() -> None:
    page = Page(f"Clouds/NOUN/NNS/2/nsubj said/VERB/VBD/0/root {THAT_FELL}")
    assert sources(page.attribution("Clouds", "said", "that Hirske")) == ["Clouds"]


@pytest.mark.parametrize("noun", ["Said/NOUN/NN", "Say/PROPN/NNP"])
def test_only_a_verb_says(noun: str) -> None:
    assert sources(Page(f"Kyiv/PROPN/NNP/2/nsubj {noun}/0/root {THAT_FELL}")) == []


def told(content: str, listener: str, tag: str) -> Page:
    """Somebody is said to have told something to a listener."""
    return Page(
        f"Kyiv/PROPN/NNP/2/nsubj told/VERB/VBD/0/root {listener}/{tag}/2/obj that/SCONJ/IN/6/mark Hirske/PROPN/NNP/6/nsubj fell/VERB/VBD/2/ccomp"
    ).attribution(content, "told", "that Hirske fell")


@pytest.mark.parametrize("pronoun", sorted(claimer().vocabulary.hearers_only))
def test_who_can_only_be_told_is_no_source_though_the_core_says_so(pronoun: str) -> None:
    assert sources(told(pronoun, pronoun, "PRON/PRP")) == ["Kyiv"]


@pytest.mark.parametrize("nobody", ["No group", "Nobody", "None of them", "Neither side"])
def test_what_nobody_says_has_no_source_in_its_content(nobody: str) -> None:
    words = nobody.split()
    subject = " ".join(f"{word}/NOUN/NN/{len(words) + 1}/dep" for word in words)
    page = Page(f"{subject} claimed/VERB/VBD/0/root {FELL.format(len(words) + 3, len(words) + 1, 'ccomp')}")
    assert sources(page.attribution(nobody, "claimed", "Hirske fell")) == []


def test_who_is_somebody_has_said_it_though_the_name_begins_alike() -> None:
    page = Page(f"Noel/PROPN/NNP/2/nsubj claimed/VERB/VBD/0/root {FELL.format(4, 2, 'ccomp')}")
    assert sources(page.attribution("Noel", "claimed", "Hirske fell")) == ["Noel"]


@pytest.mark.parametrize(
    ("who", "expected"), [("Reuters/PROPN/NNP", ["Kyiv", "Reuters"]), ("residents/NOUN/NNS", ["Kyiv"])]
)
def test_only_an_outlet_that_was_told_is_a_further_source(who: str, expected: list[str]) -> None:
    listener, tag = who.split("/", 1)
    assert sources(told("Kyiv", listener, tag)) == expected


@pytest.mark.parametrize(
    "phrase",
    [
        "to/ADP/IN/4/case Reuters/PROPN/NNP/2/obl",
        "in/ADP/IN/5/case an/DET/DT/5/det interview/NOUN/NN/2/obl with/ADP/IN/7/case Reuters/PROPN/NNP/5/nmod",
    ],
)
def test_an_outlet_is_told_by_a_preposition_too(phrase: str) -> None:
    at = len(phrase.split()) + 4
    said = kyiv("said", f"{phrase} {FELL.format(at, 2, 'ccomp')}")
    assert sources(said.attribution("Kyiv", "said", "Hirske fell")) == ["Kyiv", "Reuters"]


def test_who_asked_comes_after_who_answered() -> None:
    page = Page(
        f"Asked/VERB/VBN/5/advcl by/ADP/IN/3/case Reuters/PROPN/NNP/1/obl ,/PUNCT/,/1/punct answered/VERB/VBD/0/root {FELL.format(7, 1, 'ccomp')}"
    )
    assert sources(page.attribution("Reuters", "Asked", "Hirske fell")) == ["Reuters"]


@pytest.mark.parametrize("relation", ["conj", "parataxis"])
def test_who_speaks_in_a_clause_of_its_own_is_not_cited_by_another(relation: str) -> None:
    page = Page(
        "Moscow/PROPN/NNP/2/nsubj announced/VERB/VBD/0/root Bucha/PROPN/NNP/4/nsubj held/VERB/VBD/2/ccomp ;/PUNCT/,/7/punct "
        f"Kyiv/PROPN/NNP/7/nsubj said/VERB/VBD/4/{relation} {FELL.format(9, 7, 'ccomp')}"
    )
    assert sources(page.attribution("Kyiv", "said", "Hirske fell")) == ["Kyiv"]


def test_who_does_not_speak_against_another_is_cited_by_him() -> None:
    page = Page(
        "Moscow/PROPN/NNP/2/nsubj announced/VERB/VBD/0/root Bucha/PROPN/NNP/4/nsubj held/VERB/VBD/2/ccomp because/SCONJ/IN/7/mark "
        f"Kyiv/PROPN/NNP/7/nsubj said/VERB/VBD/4/advcl {FELL.format(9, 7, 'ccomp')}"
    )
    assert sources(page.attribution("Kyiv", "said", "Hirske fell")) == ["Kyiv", "Moscow"]


@pytest.mark.parametrize(("steps", "expected"), [(7, ["Kyiv"]), (8, [])])
def test_a_sayer_is_looked_for_eight_steps_up(steps: int, expected: list[str]) -> None:
    chain = " ".join(
        f"moves/NOUN/NNS/{at - 1 if at > 3 else 2}/{'nmod' if at > 3 else 'ccomp'}" for at in range(3, 3 + steps)
    )
    page = kyiv("said", f"{chain} {FELL.format(4 + steps, 2 + steps, 'nmod')}")
    assert sources(page) == expected


def test_a_quotation_is_kept_with_its_words_and_its_speaker() -> None:
    page = kyiv("said", FELL.format(4, 2, "ccomp")).attribution("Kyiv", "said", "Hirske fell", direct=True)
    claim = page.place("Hirske").claim("fell")
    assert claim.quote is not None
    assert (claim.quote.text, claim.quote.start, [source.text for source in claim.sources]) == (
        "Hirske fell",
        10,
        ["Kyiv"],
    )


def test_a_quotation_whose_source_is_nobody_is_kept_with_the_sayer_in_the_tree() -> None:
    page = kyiv("told", f"them/PRON/PRP/2/obj {FELL.format(5, 2, 'ccomp')}").attribution(
        "them", "told", "Hirske fell", direct=True
    )
    claim = page.place("Hirske").claim("fell")
    assert claim.quote is not None
    assert ([source.text for source in claim.sources], claim.quote.text) == (["Kyiv"], "Hirske fell")


def test_a_speaker_in_the_tree_is_who_the_core_says() -> None:
    page = Page(
        "Olena/PROPN/NNP/3/nsubj Koval/PROPN/NNP/1/flat waited/VERB/VBD/0/root",
        f"She/PRON/PRP/2/nsubj said/VERB/VBD/0/root {THAT_FELL}",
    )
    page.person("Olena Koval").attribution("She", "said", "that", name="Olena Koval")
    assert [source.name for source in page.place("Hirske").claim("fell").sources] == ["Olena Koval"]


def test_a_speaker_is_named_once() -> None:
    page = Page(
        "Kyiv/PROPN/NNP/2/nsubj said/VERB/VBD/0/root Kyiv/PROPN/NNP/4/nsubj reported/VERB/VBD/2/ccomp "
        f"{FELL.format(6, 4, 'ccomp')}"
    )
    assert sources(page.attribution("Kyiv", "reported", "Hirske fell")) == ["Kyiv"]


TRIED = (
    "troops/NOUN/NNS/{0}/nsubj tried/VERB/VBD/2/ccomp to/PART/TO/7/mark capture/VERB/VB/5/xcomp Hirske/PROPN/NNP/7/obj"
)
SHELLED = "troops/NOUN/NNS/6/nsubj were/AUX/VBD/6/aux shelling/VERB/VBG/2/ccomp Hirske/PROPN/NNP/6/obj"
WILL = "troops/NOUN/NNS/6/nsubj will/AUX/MD/6/aux capture/VERB/VB/2/ccomp Hirske/PROPN/NNP/6/obj"


@pytest.mark.parametrize(
    ("clause", "trigger", "expected"),
    [
        (CAPTURED.format(5, 2, "ccomp"), "captured", ("denied", "denied")),
        (TRIED.format(5), "capture", ("denied", "denied")),
        (SHELLED, "shelling", ("denied", "denied")),
        (WILL, "capture", ("planned", "will")),
    ],
)
def test_who_denies_denies_what_happened_lasts_or_was_tried(
    clause: str, trigger: str, expected: tuple[str, str]
) -> None:
    page = kyiv("denied", f"that/SCONJ/IN/5/mark {clause}").place("Hirske")
    page.attribution("Kyiv", "denied", " ".join(page.text.split()[2:]))
    claim = page.claim(trigger)
    assert (claim.status, claim.status_cue and claim.status_cue.text) == expected


@pytest.mark.parametrize(
    ("verb", "clause", "trigger", "expected"),
    [
        ("assessed", CAPTURED.format(5, 2, "ccomp"), "captured", ("happened", None)),
        ("assessed", CAPTURED.format(5, 2, "ccomp").replace("captured/VERB/VBD", "capture/VERB/VBP"), "capture", ("possible", "assessed")),
        ("promised", CAPTURED.format(5, 2, "ccomp").replace("captured/VERB/VBD", "capture/VERB/VBP"), "capture", ("planned", "promised")),
        ("promised", WILL, "capture", ("planned", "will")),
    ],
)  # fmt: skip
def test_a_cue_leaves_what_is_over_and_turns_what_is_not(
    verb: str, clause: str, trigger: str, expected: tuple[str, str | None]
) -> None:
    page = kyiv(verb, f"that/SCONJ/IN/5/mark {clause}").place("Hirske")
    page.attribution("Kyiv", verb, " ".join(page.text.split()[2:]))
    claim = page.claim(trigger)
    assert (claim.status, claim.status_cue and claim.status_cue.text) == expected


def test_what_somebody_has_not_said_is_possible_whoever_did_not_say_it() -> None:
    page = Page(
        f"Kyiv/PROPN/NNP/4/nsubj has/AUX/VBZ/4/aux not/PART/RB/4/advmod denied/VERB/VBN/0/root {FELL.format(6, 4, 'ccomp')}"
    )
    claim = page.place("Hirske").attribution("Kyiv", "denied", "Hirske fell").claim("fell")
    assert (claim.status, claim.status_cue and claim.status_cue.text) == ("possible", "denied")


def test_a_pronoun_that_speaks_has_the_name_and_party_of_whom_it_stands_for() -> None:
    army = "The/DET/DT/3/det Syrian/ADJ/JJ/3/amod army/NOUN/NN/4/nsubj waited/VERB/VBD/0/root"
    claim = Page(army, f"It/PRON/PRP/2/nsubj said/VERB/VBD/0/root {THAT_FELL}").place("Hirske").claim("fell")

    assert [(source.text, source.party) for source in claim.sources] == [("It", "SYR")]

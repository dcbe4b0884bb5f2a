"""What would mislead an analyst: speakers, places, days and statuses that the text does not give."""

from __future__ import annotations

from datetime import date

from sayso.model import When
from tests.claim.scenes import Page

FRIDAY = When(from_day=date(2022, 6, 24), to_day=date(2022, 6, 24), precision="day", basis="relative")
SAID = "He/PRON/PRP/2/nsubj said/VERB/VBD/0/root on/ADP/IN/4/case Friday/PROPN/NNP/2/obl Russian/ADJ/JJ/6/amod"
CAPTURED = "troops/NOUN/NNS/7/nsubj captured/VERB/VBD/2/ccomp Lysychansk/PROPN/NNP/7/obj"


def test_a_part_of_a_pronouns_group_ends_in_a_class() -> None:
    claims = Page(
        "Dozens/NOUN/NNS/5/nsubj:pass of/ADP/IN/3/case them/PRON/PRP/1/nmod were/AUX/VBD/5/aux:pass "
        "killed/VERB/VBN/0/root"
    ).claims()
    assert [claim.event for claim in claims] == ["harm.killed"]


def test_who_continues_to_shell_does_not_say_so() -> None:
    claim = (
        Page(
            "Russian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj continued/VERB/VBD/0/root to/PART/TO/5/mark "
            "shell/VERB/VB/3/xcomp Lysychansk/PROPN/NNP/5/obj"
        )
        .place("Lysychansk")
        .claim("shell")
    )
    assert claim.sources == ()
    assert claim.status == "ongoing"


def test_who_speaks_after_an_event_does_not_tell_of_it() -> None:
    claim = (
        Page(
            "Zelensky/PROPN/NNP/2/nsubj spoke/VERB/VBD/0/root after/SCONJ/IN/5/mark troops/NOUN/NNS/5/nsubj "
            "captured/VERB/VBD/2/advcl Lysychansk/PROPN/NNP/5/obj"
        )
        .place("Lysychansk")
        .claim("captured")
    )
    assert claim.sources == ()


def test_a_spokesman_is_a_person_and_sources_are_anonymous() -> None:
    page = "Russian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj left/VERB/VBD/0/root Hirske/PROPN/NNP/3/obj ,/PUNCT/,/{}/punct {}"
    spokesman = "a/DET/DT/7/det spokesman/NOUN/NN/8/nsubj said/VERB/VBD/3/parataxis"
    anonymous = "sources/NOUN/NNS/7/nsubj said/VERB/VBD/3/parataxis"
    first = Page(page.format(8, spokesman)).place("Hirske").claim("left")
    second = Page(page.format(7, anonymous)).place("Hirske").claim("left")
    assert [source.kind for source in (*first.sources, *second.sources)] == ["person", "anonymous"]


def test_what_is_not_confirmed_is_possible() -> None:
    claim = (
        Page(
            "The/DET/DT/2/det ministry/NOUN/NN/5/nsubj has/AUX/VBZ/5/aux not/PART/RB/5/advmod confirmed/VERB/VBN/0/root "
            "that/SCONJ/IN/9/mark Russian/ADJ/JJ/8/amod troops/NOUN/NNS/9/nsubj captured/VERB/VBD/5/ccomp Hirske/PROPN/NNP/9/obj"
        )
        .place("Hirske")
        .claim("captured")
    )
    assert claim.status == "possible"
    assert claim.status_cue is not None
    assert claim.status_cue.text == "confirmed"


def test_who_meets_whom_is_told_by_the_outlet() -> None:
    claims = Page("Putin/PROPN/NNP/2/nsubj met/VERB/VBD/0/root Erdogan/PROPN/NNP/2/obj").person("Putin").claims()
    assert all(claim.sources == () for claim in claims)


def test_per_day_is_no_source() -> None:
    claim = (
        Page(
            "Troops/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root Lysychansk/PROPN/NNP/2/obj ten/NUM/CD/5/nummod "
            "times/NOUN/NNS/2/obl:unmarked per/ADP/IN/7/case day/NOUN/NN/2/obl"
        )
        .place("Lysychansk")
        .claim("shelled")
    )
    assert claim.sources == ()


def test_an_ally_is_not_the_state_itself() -> None:
    claim = (
        Page(
            "Ukraine/PROPN/NNP/3/nmod:poss 's/PART/POS/1/case allies/NOUN/NNS/4/nsubj said/VERB/VBD/0/root "
            "Russian/ADJ/JJ/6/amod troops/NOUN/NNS/7/nsubj captured/VERB/VBD/4/ccomp Hirske/PROPN/NNP/7/obj"
        )
        .place("Ukraine", kind="country")
        .place("Hirske")
        .claim("captured")
    )
    assert [source.name for source in claim.sources] == ["Ukraine 's allies"]


def test_a_claimed_capture_has_the_claimer_as_its_source() -> None:
    claim = (
        Page(
            "Russia/PROPN/NNP/2/nsubj claimed/VERB/VBD/0/root the/DET/DT/4/det capture/NOUN/NN/2/obj of/ADP/IN/6/case "
            "Lysychansk/PROPN/NNP/4/nmod"
        )
        .place("Russia", kind="country", country="RU")
        .place("Lysychansk")
        .claim("capture")
    )
    assert [source.party for source in claim.sources] == ["RUS"]


def test_hearsay_is_possible_and_has_no_source() -> None:
    claim = (
        Page("Troops/NOUN/NNS/3/nsubj reportedly/ADV/RB/3/advmod captured/VERB/VBD/0/root Hirske/PROPN/NNP/3/obj")
        .place("Hirske")
        .attribution("Troops", "reportedly", "captured Hirske")
        .claim("captured")
    )
    assert claim.sources == ()
    assert claim.status == "possible"


def test_the_day_of_the_saying_only_bounds_the_day_of_the_event() -> None:
    claim = Page(f"{SAID} {CAPTURED}").place("Lysychansk").time("Friday", FRIDAY).claim("captured")
    assert (claim.when.from_day, claim.when.to_day, claim.when.precision) == (None, FRIDAY.to_day, "days")


def test_the_place_of_the_saying_is_not_the_place_of_the_event() -> None:
    claim = (
        Page(
            "Speaking/VERB/VBG/6/advcl in/ADP/IN/3/case Brussels/PROPN/NNP/1/obl ,/PUNCT/,/6/punct he/PRON/PRP/6/nsubj "
            "said/VERB/VBD/0/root Russian/ADJ/JJ/8/amod troops/NOUN/NNS/9/nsubj withdrew/VERB/VBD/6/ccomp"
        )
        .place("Brussels", country="BE")
        .claim("withdrew")
    )
    assert claim.places == ()


def test_who_captures_is_not_what_is_captured() -> None:
    page = Page(
        "Hirske/PROPN/NNP/2/nsubj fell/VERB/VBD/0/root",
        "Russia/PROPN/NNP/2/nsubj captured/VERB/VBD/0/root it/PRON/PRP/2/obj",
    )
    claim = page.place("Hirske").place("Russia", kind="country", country="RU").claim("captured")
    assert [place.name for place in claim.places] == ["Hirske"]


def test_the_country_is_known_only_where_one_country_was_named() -> None:
    missiles = (
        "missiles/NOUN/NNS/2/nsubj struck/VERB/VBD/0/root across/ADP/IN/5/case the/DET/DT/5/det country/NOUN/NN/2/obl"
    )
    one = Page("Ukraine/PROPN/NNP/2/nsubj waited/VERB/VBD/0/root", missiles)
    two = Page("Ukraine/PROPN/NNP/3/nsubj and/CCONJ/CC/3/cc Russia/PROPN/NNP/0/root", missiles)
    assert one.place("Ukraine", kind="country").claim("struck").places[0].name == "Ukraine"
    both = two.place("Ukraine", kind="country").place("Russia", kind="country", country="RU")
    assert both.claim("struck").places[0].precision == "unresolved"


def test_someone_is_nobody_in_particular() -> None:
    page = Page(
        "Russia/PROPN/NNP/2/nsubj waited/VERB/VBD/0/root",
        "Someone/PRON/NN/2/nsubj attacked/VERB/VBD/0/root Hirske/PROPN/NNP/2/obj",
    )
    claim = page.place("Russia", kind="country", country="RU").place("Hirske").claim("attacked")
    assert [actor.party for actor in claim.actors] in ([], [None])


def test_an_announced_capture_is_no_plan_and_a_question_no_fact() -> None:
    announced = (
        Page(
            "Russia/PROPN/NNP/2/nsubj announced/VERB/VBD/0/root the/DET/DT/4/det capture/NOUN/NN/2/obj of/ADP/IN/6/case "
            "Hirske/PROPN/NNP/4/nmod"
        )
        .place("Hirske")
        .claim("capture")
    )
    asked = (
        Page(
            "Have/AUX/VBP/4/aux Russian/ADJ/JJ/3/amod troops/NOUN/NNS/4/nsubj captured/VERB/VBN/0/root Hirske/PROPN/NNP/4/obj "
            "?/PUNCT/./4/punct"
        )
        .place("Hirske")
        .claim("captured")
    )
    assert [announced.status, asked.status] == ["happened", "possible"]


def test_many_sentences_take_time_in_proportion() -> None:
    import time

    def seconds(count: int) -> float:
        one = "Russia/PROPN/NNP/2/nsubj captured/VERB/VBD/0/root it/PRON/PRP/2/obj ,/PUNCT/,/6/punct he/PRON/PRP/6/nsubj said/VERB/VBD/2/parataxis"
        page = Page(*[one] * count)
        begun = time.process_time()
        page.claims()
        return time.process_time() - begun

    seconds(10)
    assert seconds(1600) < 10 * seconds(400) + 0.5


def test_a_state_that_acts_is_not_where_it_acts() -> None:
    page = Page(
        "Russia/PROPN/NNP/2/nsubj withdrew/VERB/VBD/0/root its/PRON/PRP$/4/nmod:poss troops/NOUN/NNS/2/obj"
    ).place("Russia", kind="country")
    claim = page.claim("withdrew")
    assert ([actor.party for actor in claim.actors], claim.places) == (["RUS"], ())


def test_what_forces_are_there_for_is_planned() -> None:
    claim = (
        Page(
            "Russia/PROPN/NNP/2/nsubj gathered/VERB/VBD/0/root the/DET/DT/4/det power/NOUN/NN/2/obj to/PART/TO/6/mark "
            "capture/VERB/VB/4/acl Lysychansk/PROPN/NNP/6/obj"
        )
        .place("Lysychansk")
        .claim("capture")
    )
    assert (claim.status, claim.status_cue and claim.status_cue.text) == ("planned", "to")


def test_who_was_the_first_to_do_something_did_it() -> None:
    claim = (
        Page(
            "They/PRON/PRP/5/nsubj were/AUX/VBD/5/cop the/DET/DT/5/det first/ADJ/JJ/5/amod unit/NOUN/NN/0/root "
            "to/PART/TO/7/mark capture/VERB/VB/5/acl Lysychansk/PROPN/NNP/7/obj"
        )
        .place("Lysychansk")
        .claim("capture")
    )
    assert claim.status == "happened"


def test_according_to_whom_a_town_was_hit_did_not_hit_it() -> None:
    claim = (
        Page(
            "According/VERB/VBG/4/case to/ADP/IN/1/fixed Ukrainian/ADJ/JJ/4/amod officials/NOUN/NNS/8/obl:agent "
            ",/PUNCT/,/4/punct Lysychansk/PROPN/NNP/8/nsubj:pass was/AUX/VBD/8/aux:pass shelled/VERB/VBN/0/root"
        )
        .place("Lysychansk")
        .claim("shelled")
    )
    assert claim.actors == ()


def test_who_reports_shelling_is_not_struck_by_it() -> None:
    claim = (
        Page(
            "Local/ADJ/JJ/2/amod officials/NOUN/NNS/3/nsubj reported/VERB/VBD/0/root shelling/NOUN/NN/3/obj "
            "in/ADP/IN/6/case Lysychansk/PROPN/NNP/4/nmod"
        )
        .place("Lysychansk")
        .claim("shelling")
    )
    assert claim.targets == ()


def test_an_office_before_the_comma_of_a_name_is_the_persons() -> None:
    words = (
        "The/DET/DT/2/det mayor/NOUN/NN/7/nsubj of/ADP/IN/4/case Hirske/PROPN/NNP/2/nmod ,/PUNCT/,/6/punct "
        "Koval/PROPN/NNP/2/appos said/VERB/VBD/0/root troops/NOUN/NNS/9/nsubj captured/VERB/VBD/7/ccomp Lysychansk/PROPN/NNP/9/obj"
    )
    page = Page(words).place("Lysychansk").place("Hirske").person("Koval", name="Olena Koval")
    claim = page.attribution("Koval", "said", "troops captured Lysychansk", name="Olena Koval").claim("captured")
    assert [(source.name, source.role) for source in claim.sources] == [("Olena Koval", "mayor")]


def test_whose_regions_are_annexed_does_not_annex_them() -> None:
    claim = (
        Page(
            "the/DET/DT/2/det annexation/NOUN/NN/7/nsubj of/ADP/IN/6/case Ukraine/PROPN/NNP/2/nmod:poss 's/PART/POS/4/case "
            "Lysychansk/PROPN/NNP/2/nmod followed/VERB/VBD/0/root"
        )
        .place("Lysychansk")
        .claim("annexation")
    )
    assert claim.actors == ()


def test_two_sides_that_say_it_together_are_of_no_one_party() -> None:
    claim = (
        Page(
            "Ukrainian/ADJ/JJ/4/amod and/CCONJ/CC/3/cc Russian/ADJ/JJ/1/conj officials/NOUN/NNS/5/nsubj said/VERB/VBD/0/root Hirske/PROPN/NNP/7/nsubj fell/VERB/VBD/5/ccomp"
        )
        .place("Hirske")
        .attribution("Ukrainian and Russian officials", "said", "Hirske fell")
        .claim("fell")
    )
    assert [source.party for source in claim.sources] == [None]


def test_an_expert_on_an_army_is_not_of_it() -> None:
    claim = (
        Page(
            "an/DET/DT/2/det expert/NOUN/NN/7/nsubj on/ADP/IN/6/case the/DET/DT/6/det Russian/ADJ/JJ/6/amod army/NOUN/NN/2/nmod said/VERB/VBD/0/root "
            "Hirske/PROPN/NNP/9/nsubj fell/VERB/VBD/7/ccomp"
        )
        .place("Hirske")
        .attribution("an expert on the Russian army", "said", "Hirske fell")
        .claim("fell")
    )
    assert [source.party for source in claim.sources] == [None]


def test_who_is_set_against_a_speaker_is_not_cited_by_him() -> None:
    claim = (
        Page(
            "Moscow/PROPN/NNP/2/nsubj claimed/VERB/VBD/0/root Hirske/PROPN/NNP/4/nsubj fell/VERB/VBD/2/ccomp ,/PUNCT/,/8/punct though/SCONJ/IN/8/mark Kyiv/PROPN/NNP/8/nsubj "
            "said/VERB/VBD/4/advcl Ukrainian/ADJ/JJ/10/amod troops/NOUN/NNS/11/nsubj hold/VERB/VBP/8/ccomp Bucha/PROPN/NNP/11/obj"
        )
        .place("Hirske")
        .place("Bucha")
        .attribution("Kyiv", "said", "Ukrainian troops hold Bucha")
        .claim("hold")
    )
    assert [source.text for source in claim.sources] == ["Kyiv"]


def test_who_speaks_beside_a_speaker_is_not_cited_by_him() -> None:
    claim = (
        Page(
            "Moscow/PROPN/NNP/2/nsubj claimed/VERB/VBD/0/root Hirske/PROPN/NNP/4/nsubj fell/VERB/VBD/2/ccomp and/CCONJ/CC/7/cc Kyiv/PROPN/NNP/7/nsubj "
            "said/VERB/VBD/4/conj Ukrainian/ADJ/JJ/9/amod troops/NOUN/NNS/10/nsubj hold/VERB/VBP/7/ccomp Bucha/PROPN/NNP/10/obj"
        )
        .place("Hirske")
        .place("Bucha")
        .attribution("Kyiv", "said", "Ukrainian troops hold Bucha")
        .claim("hold")
    )
    assert [source.text for source in claim.sources] == ["Kyiv"]


def test_who_says_that_another_said_so_is_cited() -> None:
    claim = (
        Page(
            "Officials/NOUN/NNS/2/nsubj reported/VERB/VBD/0/root that/SCONJ/IN/5/mark Kyiv/PROPN/NNP/5/nsubj said/VERB/VBD/2/ccomp "
            "Ukrainian/ADJ/JJ/7/amod troops/NOUN/NNS/8/nsubj hold/VERB/VBP/5/ccomp Bucha/PROPN/NNP/8/obj"
        )
        .place("Bucha")
        .attribution("Kyiv", "said", "Ukrainian troops hold Bucha")
        .claim("hold")
    )
    assert [source.text for source in claim.sources] == ["Kyiv", "Officials"]

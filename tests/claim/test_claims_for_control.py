"""What claims have to get right for control of places to be reckoned from them."""

from __future__ import annotations

from tests.claim.scenes import Page


def test_a_list_of_what_was_taken_gives_its_places() -> None:
    claim = (
        Page(
            "Ukraine/PROPN/NNP/2/nsubj retook/VERB/VBD/0/root parts/NOUN/NNS/2/obj of/ADP/IN/6/case Kherson/PROPN/NNP/6/compound Oblast/PROPN/NNP/3/nmod ,/PUNCT/,/9/punct "
            "including/VERB/VBG/9/case Balakliia/PROPN/NNP/3/nmod and/CCONJ/CC/11/cc Shevchenkove/PROPN/NNP/9/conj"
        )
        .place("Kherson Oblast", kind="region")
        .place("Balakliia")
        .place("Shevchenkove")
        .claim("retook")
    )
    assert [place.text for place in claim.places] == ["Kherson Oblast", "Balakliia", "Shevchenkove"]


def test_they_can_stand_for_one_body_of_troops() -> None:
    claim = (
        Page(
            "The/DET/DT/4/det Ukrainian/ADJ/JJ/4/amod National/PROPN/NNP/4/compound Guard/PROPN/NNP/5/nsubj reported/VERB/VBD/0/root that/SCONJ/IN/9/mark they/PRON/PRP/9/nsubj had/AUX/VBD/9/aux "
            "recaptured/VERB/VBN/5/ccomp Hirske/PROPN/NNP/9/obj"
        )
        .place("Hirske")
        .claim("recaptured")
    )
    assert [actor.party for actor in claim.actors] == ["UKR"]


def test_a_participle_behind_a_comma_tells_what_came_of_it() -> None:
    claim = (
        Page(
            "Russian/ADJ/JJ/2/amod forces/NOUN/NNS/3/nsubj continued/VERB/VBD/0/root to/PART/TO/5/mark advance/VERB/VB/3/xcomp ,/PUNCT/,/7/punct capturing/VERB/VBG/3/xcomp Bucha/PROPN/NNP/7/obj"
        )
        .place("Bucha")
        .claim("capturing")
    )
    assert claim.status == "happened"


def test_what_neither_side_has_is_denied() -> None:
    claim = (
        Page(
            "neither/CCONJ/CC/2/cc:preconj Russia/PROPN/NNP/5/nsubj nor/CCONJ/CC/4/cc Ukraine/PROPN/NNP/2/conj controls/VERB/VBZ/0/root Makariv/PROPN/NNP/5/obj"
        )
        .place("Russia", kind="country", country="RU")
        .place("Ukraine", kind="country")
        .place("Makariv")
        .claim("controls")
    )
    assert claim.status == "denied"


def test_who_is_kept_from_leaving_is_not_who_keeps_them() -> None:
    claims = (
        Page(
            "Russian/ADJ/JJ/2/amod forces/NOUN/NNS/3/nsubj prevented/VERB/VBD/0/root civilians/NOUN/NNS/3/obj from/SCONJ/IN/6/mark evacuating/VERB/VBG/3/advcl the/DET/DT/8/det town/NOUN/NN/6/obj "
            "of/ADP/IN/10/case Hirske/PROPN/NNP/8/nmod"
        )
        .place("Hirske")
        .claims()
    )
    assert [claim.event for claim in claims if claim.trigger.text == "evacuating"] != ["territory.withdrawn"]


def test_who_is_warned_to_surrender_has_not_surrendered() -> None:
    claim = Page(
        "Russia/PROPN/NNP/2/nsubj warned/VERB/VBD/0/root the/DET/DT/4/det defenders/NOUN/NNS/2/obj to/PART/TO/6/mark surrender/VERB/VB/2/xcomp"
    ).claim("surrender")
    assert claim.status == "planned"


def test_who_leaves_for_a_town_has_not_left_it() -> None:
    claim = (
        Page(
            "Ukrainian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj retreated/VERB/VBD/0/root towards/ADP/IN/5/case Bucha/PROPN/NNP/3/obl"
        )
        .place("Bucha")
        .claim("retreated")
    )
    assert claim.places == ()


def test_who_leaves_for_a_plant_has_not_left_it() -> None:
    claim = (
        Page(
            "Ukrainian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj retreated/VERB/VBD/0/root to/ADP/IN/7/case the/DET/DT/7/det Azot/PROPN/NNP/7/compound plant/NOUN/NN/3/obl"
        )
        .place("Azot")
        .claim("retreated")
    )
    assert claim.places == ()


def test_a_town_that_is_excepted_is_not_said_to_be_held() -> None:
    claim = (
        Page(
            "all/DET/DT/2/det towns/NOUN/NNS/6/nsubj except/ADP/IN/4/case Bucha/PROPN/NNP/2/nmod are/AUX/VBP/6/cop under/ADP/IN/8/case Russian/ADJ/JJ/8/amod control/NOUN/NN/0/root"
        )
        .place("Bucha")
        .claim("control")
    )
    assert "Bucha" not in [place.text for place in claim.places]


def test_a_town_of_another_clause_is_not_what_was_captured() -> None:
    claim = (
        Page(
            "Russian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj captured/VERB/VBD/0/root its/PRON/PRP$/5/nmod:poss factory/NOUN/NN/3/obj ,/PUNCT/,/7/punct "
            "threatening/VERB/VBG/3/advcl Bucha/PROPN/NNP/7/obj"
        )
        .place("Bucha")
        .claim("captured")
    )
    assert "Bucha" not in [place.text for place in claim.places]


def test_what_is_fought_for_control_of_is_contested() -> None:
    claim = (
        Page(
            "they/PRON/PRP/2/nsubj fought/VERB/VBD/0/root rebels/NOUN/NNS/2/obj for/ADP/IN/5/case control/NOUN/NN/2/obl of/ADP/IN/7/case Bucha/PROPN/NNP/5/nmod"
        )
        .place("Bucha")
        .claim("fought rebels for control of")
    )
    assert claim.event == "territory.contested"


def test_who_is_given_control_has_it() -> None:
    claim = (
        Page(
            "it/PRON/PRP/2/nsubj gave/VERB/VBD/0/root Russian/ADJ/JJ/4/amod troops/NOUN/NNS/2/iobj control/NOUN/NN/2/obj of/ADP/IN/7/case Bucha/PROPN/NNP/5/nmod"
        )
        .place("Bucha")
        .claim("control")
    )
    assert [actor.party for actor in claim.actors] == ["RUS"]


def test_a_noun_set_before_a_participle_does_what_it_says() -> None:
    claim = (
        Page(
            "Gubin/PROPN/NNP/2/nsubj fled/VERB/VBD/0/root after/SCONJ/IN/5/mark Ukraine/PROPN/NNP/5/compound retaking/VERB/VBG/2/advcl Bucha/PROPN/NNP/5/obj"
        )
        .place("Ukraine", kind="country")
        .place("Bucha")
        .claim("retaking")
    )
    assert [actor.party for actor in claim.actors] == ["UKR"]


def test_a_forbidden_retreat_has_not_happened() -> None:
    claim = Page(
        "Moscow/PROPN/NNP/2/nsubj forbade/VERB/VBD/0/root any/DET/DT/5/det Russian/ADJ/JJ/5/amod retreat/NOUN/NN/2/obj"
    ).claim("retreat")
    assert claim.status == "denied"


def test_what_somebody_says_would_be_something_has_not_happened() -> None:
    claim = (
        Page(
            "he/PRON/PRP/2/nsubj said/VERB/VBD/0/root the/DET/DT/4/det capture/NOUN/NN/10/nsubj of/ADP/IN/6/case Bucha/PROPN/NNP/4/nmod would/AUX/MD/10/aux be/AUX/VB/10/cop "
            "a/DET/DT/10/det victory/NOUN/NN/2/ccomp"
        )
        .place("Bucha")
        .claim("capture")
    )
    assert (claim.status, claim.status_cue and claim.status_cue.text) == ("possible", "would")


def test_what_would_end_is_under_way() -> None:
    claim = (
        Page(
            "he/PRON/PRP/2/nsubj said/VERB/VBD/0/root the/DET/DT/4/det shelling/NOUN/NN/8/nsubj of/ADP/IN/6/case Bucha/PROPN/NNP/4/nmod would/AUX/MD/8/aux end/VERB/VB/2/ccomp"
        )
        .place("Bucha")
        .claim("shelling")
    )
    assert claim.status == "happened"


def test_a_line_that_is_no_row_is_left_as_it_is() -> None:
    claim = (
        Page(
            "The/DET/DT/2/det siege/NOUN/NN/3/nsubj ended/VERB/VBD/0/root with/ADP/IN/7/case a/DET/DT/7/det Russian/ADJ/JJ/7/amod victory/NOUN/NN/3/obl in/ADP/IN/9/case Hirske/PROPN/NNP/7/nmod"
        )
        .place("Hirske")
        .claim("victory")
    )
    assert [place.text for place in claim.places] == ["Hirske"]

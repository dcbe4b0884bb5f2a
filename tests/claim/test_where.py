"""Where a claim lies: the named town around a building without a name, the dateline's place for "here"."""

from __future__ import annotations

from dataclasses import replace

from sayso.model import Claim
from tests.claim.scenes import Page, claims_of

SCHOOL = (
    "Troops/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root a/DET/DT/4/det school/NOUN/NN/2/obj "
    "in/ADP/IN/6/case Nikopol/PROPN/NNP/{above}/{relation} ./PUNCT/./2/punct"
)
PALACE = (
    "Troops/NOUN/NNS/2/nsubj seized/VERB/VBD/0/root a/DET/DT/4/det palace/NOUN/NN/2/obj "
    "in/ADP/IN/6/case Bamako/PROPN/NNP/{above}/{relation} ./PUNCT/./2/punct"
)


def places(claim: Claim) -> list[tuple[str, str]]:
    return [(place.text, place.precision) for place in claim.places]


def test_a_school_in_a_town_lies_in_the_town_wherever_the_tree_hangs_it() -> None:
    for above, relation in ((2, "obl"), (4, "nmod")):
        page = Page(SCHOOL.format(above=above, relation=relation)).place("Nikopol")
        assert places(page.claim("shelled")) == [("Nikopol", "exact")]


def test_a_school_without_a_town_stays_as_written() -> None:
    page = Page("Troops/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root a/DET/DT/4/det school/NOUN/NN/2/obj ./PUNCT/./2/punct")
    assert places(page.claim("shelled")) == [("a school", "unresolved")]


def test_who_takes_a_palace_in_a_town_is_only_near_the_town() -> None:
    for above, relation in ((2, "obl"), (4, "nmod")):
        page = Page(PALACE.format(above=above, relation=relation)).place("Bamako")
        assert places(page.claim("seized")) == [("Bamako", "near")]


def test_of_a_country_and_its_region_the_region_is_meant() -> None:
    page = Page(
        "Troops/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root a/DET/DT/4/det depot/NOUN/NN/2/obj in/ADP/IN/9/case "
        "Russia/PROPN/NNP/9/nmod:poss 's/PART/POS/6/case Bryansk/PROPN/NNP/9/compound region/NOUN/NN/2/obl"
    )
    page = page.place("Russia", kind="country", country="RU").place("Bryansk", kind="region", country="RU")
    assert places(page.claim("shelled")) == [("Bryansk", "region")]


def with_dateline(page: Page) -> list[Claim]:
    """The claims where the first paragraph is the dateline."""
    reading = page.paragraph(1).reading()
    first, *more = reading.article.blocks
    blocks = (replace(first, kind="dateline"), *more)
    return list(claims_of(replace(reading, article=replace(reading.article, blocks=blocks))))


def test_here_is_where_the_dateline_was_written_and_a_dateline_is_no_place_of_an_event() -> None:
    dateline = "GOMA/PROPN/NNP/0/root —/PUNCT/:/1/punct"
    killed = (
        "Gunmen/NOUN/NNS/2/nsubj killed/VERB/VBD/0/root nine/NUM/CD/4/nummod people/NOUN/NNS/2/obj {}./PUNCT/./2/punct"
    )
    here = Page(dateline, killed.format("here/ADV/RB/2/advmod ")).place("GOMA")
    nowhere = Page(dateline, killed.format("")).place("GOMA")
    assert [places(claim) for claim in with_dateline(here)] == [[("here", "exact")]]
    assert [claim.places[0].name for claim in with_dateline(here)] == ["GOMA"]
    assert [places(claim) for claim in with_dateline(nowhere)] == [[]]


def test_rebels_that_open_a_sentence_are_soldiers_whatever_their_tag() -> None:
    page = Page("Rebels/PROPN/NNP/2/nsubj entered/VERB/VBD/0/root Mekelle/PROPN/NNP/2/obj ./PUNCT/./2/punct")
    assert [claim.event for claim in page.place("Mekelle").claims()] == ["battle.advance"]


def test_what_is_only_said_has_no_place() -> None:
    blamed = (
        "Kenya/PROPN/NNP/2/nsubj blamed/VERB/VBD/0/root Somalia/PROPN/NNP/2/obj for/ADP/IN/5/case raids/NOUN/NNS/2/obl"
    )
    assert Page(blamed).place("Somalia", kind="country", country="SO").claim("blamed").places == ()


def test_whose_a_base_is_tells_not_where_it_is() -> None:
    struck = (
        "Militias/NOUN/NNS/2/nsubj struck/VERB/VBD/0/root Turkish/PROPN/NNP/4/compound bases/NOUN/NNS/2/obj "
        "in/ADP/IN/6/case Bashiqa/PROPN/NNP/4/nmod"
    )
    page = Page(struck).place("Turkish", kind="country", country="TR").place("Bashiqa", country="IQ")
    assert [place.text for place in page.claim("struck").places] == ["Bashiqa"]


def test_a_deed_that_is_the_subject_of_a_verb_is_where_the_verb_says() -> None:
    page = Page("Shelling/VERB/VBG/2/csubj damaged/VERB/VBD/0/root Mitiga/PROPN/NNP/2/obj").place("Mitiga")
    assert [place.text for place in page.claim("Shelling").places] == ["Mitiga"]


def test_a_name_right_before_a_noun_is_its_place_wherever_the_tree_hangs_it() -> None:
    page = Page(
        "Rebels/NOUN/NNS/2/nsubj shelled/VERB/VBD/0/root the/DET/DT/5/det Sake/PROPN/NNP/1/dep areas/NOUN/NNS/2/obj"
    )
    assert [place.text for place in page.place("Sake").claim("shelled").places] == ["Sake"]


def test_a_place_may_hang_on_a_noun_of_the_trigger_itself() -> None:
    page = Page(
        "Rebels/NOUN/NNS/2/nsubj took/VERB/VBD/0/root the/DET/DT/5/det industrial/ADJ/JJ/5/amod town/NOUN/NN/2/obj "
        "of/ADP/IN/7/case Kombolcha/PROPN/NNP/5/nmod while/SCONJ/IN/10/mark they/PRON/PRP/10/nsubj left/VERB/VBD/2/advcl "
        "Dessie/PROPN/NNP/10/obj"
    )
    claims = page.place("Kombolcha").place("Dessie").claims()
    assert [place.text for place in claims[0].places] == ["Kombolcha"]

"""The claim stage on sentences whose trees and marks are built by hand."""

from __future__ import annotations

from datetime import date

from sayso.model import When
from tests.claim.scenes import Page

YESTERDAY = When(from_day=date(2022, 6, 24), to_day=date(2022, 6, 24), precision="day", basis="relative")


def test_an_active_verb_gives_its_subject_as_actor_and_its_object_as_place() -> None:
    claim = (
        Page("Russian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj captured/VERB/VBD/0/root Hirske/PROPN/NNP/3/obj")
        .place("Hirske")
        .claim("captured")
    )
    assert (claim.event, claim.actors[0].party, claim.actors[0].name) == (
        "territory.captured",
        "RUS",
        "Russian armed forces",
    )
    assert [place.text for place in claim.places] == ["Hirske"]
    assert claim.status == "happened"


def test_a_passive_gives_the_by_phrase_as_actor() -> None:
    claim = (
        Page(
            "Hirske/PROPN/NNP/3/nsubj:pass was/AUX/VBD/3/aux:pass captured/VERB/VBN/0/root by/ADP/IN/6/case Russian/ADJ/JJ/6/amod forces/NOUN/NNS/3/obl:agent"
        )
        .place("Hirske")
        .claim("captured")
    )
    assert [actor.party for actor in claim.actors] == ["RUS"]
    assert [place.text for place in claim.places] == ["Hirske"]


def test_joined_verbs_share_their_subject() -> None:
    page = (
        Page(
            "Russian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj entered/VERB/VBD/0/root the/DET/DT/5/det town/NOUN/NN/3/obj of/ADP/IN/7/case Hirske/PROPN/NNP/5/nmod "
            "yesterday/NOUN/NN/3/obl:tmod and/CCONJ/CC/11/cc fully/ADV/RB/11/advmod occupied/VERB/VBD/3/conj the/DET/DT/13/det district/NOUN/NN/11/obj"
        )
        .place("Hirske")
        .time("yesterday", YESTERDAY)
    )
    claim = page.claim("occupied")
    assert [actor.party for actor in claim.actors] == ["RUS"]
    assert claim.when.from_day == date(2022, 6, 24)
    assert [(place.text, place.name) for place in claim.places] == [("the district", "Hirske")]


def test_a_relative_clause_takes_its_antecedent() -> None:
    claim = (
        Page(
            "Crimea/PROPN/NNP/0/root which/PRON/WDT/4/obj Moscow/PROPN/NNP/4/nsubj annexed/VERB/VBD/1/acl:relcl from/ADP/IN/6/case Ukraine/PROPN/NNP/4/obl in/ADP/IN/8/case 2014/NUM/CD/4/obl"
        )
        .place("Crimea", kind="region")
        .place("Ukraine", kind="country")
        .time("2014", When(from_day=date(2014, 1, 1), to_day=date(2014, 12, 31), precision="year", basis="stated"))
        .claim("annexed")
    )
    assert [place.text for place in claim.places] == ["Crimea"]
    assert [actor.party for actor in claim.actors] == ["RUS"]
    assert [target.party for target in claim.targets] == ["UKR"]
    assert claim.when.precision == "year"


def test_trying_makes_an_attempt_of_every_joined_infinitive() -> None:
    page = (
        Page(
            "The/DET/DT/2/det Russians/PROPN/NNPS/4/nsubj were/AUX/VBD/4/aux trying/VERB/VBG/0/root to/PART/TO/6/mark encircle/VERB/VB/4/xcomp Lysychansk/PROPN/NNP/6/obj "
            "and/CCONJ/CC/9/cc mount/VERB/VB/6/conj assaults/NOUN/NNS/9/obj on/ADP/IN/12/case Severodonetsk/PROPN/NNP/10/nmod"
        )
        .place("Lysychansk")
        .place("Severodonetsk")
    )
    encircled, assaulted = page.claim("encircle"), page.claim("assaults")
    assert (encircled.status, encircled.status_cue and encircled.status_cue.text) == ("attempted", "trying")
    assert assaulted.status == "attempted"
    assert [actor.party for actor in encircled.actors] == [actor.party for actor in assaulted.actors] == ["RUS"]
    assert [place.text for place in assaulted.places] == ["Severodonetsk"]


def test_due_to_is_a_plan() -> None:
    claim = (
        Page(
            "Ukraine/PROPN/NNP/3/nsubj was/AUX/VBD/3/cop due/ADJ/JJ/0/root to/PART/TO/5/mark withdraw/VERB/VB/3/xcomp its/PRON/PRP$/7/nmod:poss troops/NOUN/NNS/5/obj "
            "from/ADP/IN/9/case Severodonetsk/PROPN/NNP/5/obl"
        )
        .place("Ukraine", kind="country")
        .place("Severodonetsk")
        .claim("withdraw")
    )
    assert (claim.event, claim.status) == ("territory.withdrawn", "planned")
    assert [actor.party for actor in claim.actors] == ["UKR"]
    assert [place.text for place in claim.places] == ["Severodonetsk"]


def test_a_negation_denies() -> None:
    claim = (
        Page(
            "Russian/ADJ/JJ/2/amod forces/NOUN/NNS/5/nsubj did/AUX/VBD/5/aux not/PART/RB/5/advmod capture/VERB/VB/0/root Siversk/PROPN/NNP/5/obj"
        )
        .place("Siversk")
        .claim("capture")
    )
    assert (claim.status, claim.status_cue and claim.status_cue.text) == ("denied", "not")


def test_the_source_of_a_content_is_the_source_of_its_claims() -> None:
    claim = (
        Page(
            "Russian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj occupied/VERB/VBD/0/root the/DET/DT/5/det district/NOUN/NN/3/obj ,/PUNCT/,/11/punct "
            "city/NOUN/NN/8/compound leader/NOUN/NN/11/nsubj Oleksiy/PROPN/NNP/8/flat Babchenko/PROPN/NNP/9/flat said/VERB/VBD/3/parataxis"
        )
        .person("Oleksiy Babchenko")
        .attribution("city leader Oleksiy Babchenko", "said", "Russian troops occupied the district")
        .claim("occupied")
    )
    source = claim.sources[0]
    assert (source.name, source.kind, source.party, source.sector, source.cue) == (
        "Oleksiy Babchenko",
        "person",
        "UKR",
        "GOV",
        "said",
    )
    assert source.role == "city leader"


def test_the_tree_gives_a_source_where_no_content_is_marked() -> None:
    claim = (
        Page(
            "Moscow/PROPN/NNP/2/nsubj said/VERB/VBD/0/root it/PRON/PRP/4/nsubj surrounded/VERB/VBD/2/ccomp 2,000/NUM/CD/7/nummod Ukrainian/ADJ/JJ/7/amod troops/NOUN/NNS/4/obj"
        )
        .place("Moscow", country="RU")
        .count("2,000 Ukrainian troops", "troops", 2000, 2000)
        .claim("surrounded")
    )
    assert [source.party for source in claim.sources] == ["RUS"]
    assert [(actor.text, actor.party) for actor in claim.actors] == [("it", "RUS")]
    assert [target.party for target in claim.targets] == ["UKR"]
    assert [(count.low, count.high) for count in claim.counts] == [(2000, 2000)]


def test_a_cue_that_denies_turns_the_claim_to_denied() -> None:
    claim = (
        Page(
            "Ukraine/PROPN/NNP/2/nsubj denied/VERB/VBD/0/root that/SCONJ/IN/6/mark Russian/ADJ/JJ/5/amod forces/NOUN/NNS/6/nsubj captured/VERB/VBD/2/ccomp Siversk/PROPN/NNP/6/obj"
        )
        .place("Siversk")
        .attribution("Ukraine", "denied", "that Russian forces captured Siversk")
        .claim("captured")
    )
    assert claim.status == "denied"
    assert claim.status_cue is not None
    assert claim.status_cue.text == "denied"


def test_who_was_told_comes_after_who_told() -> None:
    claim = (
        Page(
            "Russian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj left/VERB/VBD/0/root the/DET/DT/5/det town/NOUN/NN/3/obj ,/PUNCT/,/9/punct a/DET/DT/8/det spokesman/NOUN/NN/9/nsubj "
            "told/VERB/VBD/3/parataxis Reuters/PROPN/NNP/9/obj"
        )
        .attribution("a spokesman", "told", "Russian troops left the town")
        .claim("left")
    )
    assert [source.name for source in claim.sources] == ["a spokesman", "Reuters"]
    assert claim.sources[1].kind == "outlet"


def test_an_attributed_content_without_an_event_is_a_statement() -> None:
    claims = (
        Page(
            "Kuleba/PROPN/NNP/2/nsubj said/VERB/VBD/0/root that/SCONJ/IN/7/mark the/DET/DT/5/det road/NOUN/NN/7/nsubj was/AUX/VBD/7/cop long/ADJ/JJ/2/ccomp"
        )
        .person("Kuleba", name="Dmytro Kuleba")
        .attribution("Kuleba", "said", "that the road was long", name="Dmytro Kuleba")
        .claims()
    )
    assert [(claim.event, claim.trigger.text, claim.sources[0].name) for claim in claims] == [
        ("statement.other", "said", "Dmytro Kuleba")
    ]


def test_a_noun_takes_its_owner_and_a_light_verbs_subject() -> None:
    page = Page(
        "Russian/ADJ/JJ/2/amod forces/NOUN/NNS/3/nsubj launched/VERB/VBD/0/root an/DET/DT/5/det assault/NOUN/NN/3/obj on/ADP/IN/7/case Siversk/PROPN/NNP/5/nmod"
    ).place("Siversk")
    assert [actor.party for actor in page.claim("assault").actors] == ["RUS"]
    owned = Page(
        "Moscow/PROPN/NNP/3/nmod:poss 's/PART/POS/1/case assault/NOUN/NN/5/nsubj had/AUX/VBD/5/aux stalled/VERB/VBN/0/root"
    ).claim("assault")
    assert [actor.party for actor in owned.actors] == ["RUS"]
    assert owned.status == "attempted"


def test_who_resists_an_assault_is_its_target() -> None:
    claim = Page(
        "Ukrainian/ADJ/JJ/2/amod forces/NOUN/NNS/3/nsubj repelled/VERB/VBD/0/root an/DET/DT/5/det assault/NOUN/NN/3/obj"
    ).claim("assault")
    assert [target.party for target in claim.targets] == ["UKR"]
    assert claim.actors == ()


def test_no_two_claims_share_an_id() -> None:
    claims = (
        Page(
            "Russian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj shelled/VERB/VBD/0/root Siversk/PROPN/NNP/3/obj and/CCONJ/CC/6/cc captured/VERB/VBD/3/conj Hirske/PROPN/NNP/6/obj"
        )
        .place("Siversk")
        .place("Hirske")
        .claims()
    )
    assert len({claim.id for claim in claims}) == len(claims) == 2


def test_verbs_that_the_tree_has_as_equals_share_a_subject_and_the_object_behind_them() -> None:
    claim = (
        Page(
            "Russian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj entered/VERB/VBD/9/ccomp Hirske/PROPN/NNP/3/obj and/CCONJ/CC/6/cc "
            "occupied/VERB/VBD/9/ccomp Zolote/PROPN/NNP/3/obj Babchenko/PROPN/NNP/9/nsubj said/VERB/VBD/0/root"
        )
        .place("Hirske")
        .place("Zolote")
        .claim("occupied")
    )
    assert [actor.party for actor in claim.actors] == ["RUS"]
    assert [place.text for place in claim.places] == ["Zolote"]


def test_due_to_taken_for_one_word_is_a_plan() -> None:
    claim = Page(
        "Ukraine/PROPN/NNP/5/nsubj was/AUX/VBD/5/aux due/ADJ/JJ/5/mark to/PART/IN/3/fixed withdraw/VERB/VBG/0/root"
    ).claim("withdraw")
    assert claim.status == "planned"


def test_an_object_may_stand_in_a_verb_s_phrase() -> None:
    claim = Page(
        "Kenya/PROPN/NNP/2/nsubj held/VERB/VBD/0/root Rwanda/PROPN/NNP/2/obj responsible/ADJ/JJ/2/xcomp"
    ).claim("held Rwanda responsible")
    assert (claim.event, [target.party for target in claim.targets]) == ("diplomacy.accusation", ["RWA"])


def test_a_phrase_goes_on_behind_no_object_with_its_last_preposition() -> None:
    claims = Page(
        "Kenya/PROPN/NNP/2/nsubj called/VERB/VBD/0/root rebels/NOUN/NNS/2/obj for/ADP/IN/5/case talks/NOUN/NNS/2/obl"
    ).claims()
    assert "diplomacy.demand" not in {claim.event for claim in claims}


def test_a_verb_with_its_subject_is_no_noun_of_two_words() -> None:
    claims = Page("Snipers/NOUN/NNS/2/nsubj fired/VERB/VBD/0/root").claims()
    assert [claim.trigger.text for claim in claims if claim.trigger.text == "Snipers fired"] == []


def test_who_plans_to_take_a_town_plans_its_capture_and_nothing_else() -> None:
    claims = (
        Page(
            "Russian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj plan/VERB/VBP/0/root to/PART/TO/5/mark capture/VERB/VB/3/xcomp "
            "Hirske/PROPN/NNP/5/obj"
        )
        .place("Hirske")
        .claims()
    )
    assert [claim.event for claim in claims] == ["territory.captured"]

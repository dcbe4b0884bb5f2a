"""Who did it and to whom, where other words than the trigger's own tell it, and where the tree is wrong."""

from __future__ import annotations

from sayso.model import Claim
from tests.claim.scenes import Page


def doers(claim: Claim) -> list[str]:
    return [actor.text for actor in claim.actors]


def struck(claim: Claim) -> list[str]:
    return [actor.text for actor in claim.targets]


def test_who_carried_out_a_raid_did_it() -> None:
    page = Page(
        "Two/NUM/CD/2/nummod monks/NOUN/NNS/3/nsubj died/VERB/VBD/0/root in/ADP/IN/6/case a/DET/DT/6/det raid/NOUN/NN/3/obl "
        "carried/VERB/VBN/6/acl out/ADP/RP/7/compound:prt by/ADP/IN/11/case the/DET/DT/11/det RSF/PROPN/NNP/7/obl:agent"
    )

    assert doers(page.claim("raid")) == ["RSF"]


def test_who_suffers_at_the_hands_of_somebody_is_harmed_by_him() -> None:
    page = Page(
        "Nine/NUM/CD/2/nummod villagers/NOUN/NNS/3/nsubj died/VERB/VBD/0/root at/ADP/IN/6/case the/DET/DT/6/det "
        "hands/NOUN/NNS/3/obl of/ADP/IN/9/case the/DET/DT/9/det RSF/PROPN/NNP/6/nmod"
    )

    assert doers(page.claim("died")) == ["RSF"]


def test_who_is_blamed_for_a_deed_did_it_as_the_accuser_says() -> None:
    claim = Page(
        "Villagers/NOUN/NNS/2/nsubj blamed/VERB/VBD/0/root M23/PROPN/NNP/2/obj for/ADP/IN/5/mark torching/VERB/VBG/2/advcl "
        "homes/NOUN/NNS/5/obj"
    ).claim("torching")

    assert doers(claim) == ["M23"]
    assert [source.text for source in claim.sources] == ["Villagers"]


def test_on_whom_an_attack_is_blamed_did_it_wherever_the_participle_hangs() -> None:
    page = Page(
        "Ten/NUM/CD/2/nummod people/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root in/ADP/IN/7/case "
        "an/DET/DT/7/det attack/NOUN/NN/4/obl blamed/VERB/VBN/4/advcl on/ADP/IN/11/case the/DET/DT/11/det ADF/PROPN/NNP/8/obl"
    )

    assert doers(page.claim("attack")) == doers(page.claim("killed")) == ["ADF"]


def test_each_of_belongs_to_the_noun_behind_it() -> None:
    claim = (
        Page(
            "The/DET/DT/2/det Ministry/PROPN/NNP/9/nsubj of/ADP/IN/4/case Defence/PROPN/NNP/2/nmod of/ADP/IN/4/case "
            "the/DET/DT/8/det Russian/ADJ/NNP/8/amod Federation/PROPN/NNP/2/nmod said/VERB/VBD/0/root it/PRON/PRP/11/nsubj "
            "took/VERB/VBD/9/ccomp Hirske/PROPN/NNP/11/obj"
        )
        .place("Hirske")
        .claim("took")
    )

    assert [(actor.text, actor.party) for actor in claim.actors] == [("it", "RUS")]


def test_their_invasion_is_that_of_the_state_that_began_it() -> None:
    claim = Page(
        "Russia/PROPN/NNP/2/nsubj began/VERB/VBD/0/root their/PRON/PRP$/4/nmod:poss invasion/NOUN/NN/2/obj of/ADP/IN/6/case "
        "Ukraine/PROPN/NNP/4/nmod"
    ).claim("invasion")

    assert [actor.party for actor in claim.actors] == ["RUS"]


def test_who_stands_behind_by_after_a_deed_did_it_and_is_no_object() -> None:
    claim = Page(
        "Shelling/VERB/VBG/5/csubj by/ADP/IN/4/case the/DET/DT/4/det RSF/PROPN/NNP/1/obj killed/VERB/VBD/0/root "
        "three/NUM/CD/7/nummod people/NOUN/NNS/5/obj"
    ).claim("Shelling")

    assert doers(claim) == ["RSF"]
    assert struck(claim) == []


def test_the_fire_of_a_force_is_its_own_doing() -> None:
    page = Page(
        "Artillery/NOUN/NN/2/compound fire/NOUN/NN/6/nsubj of/ADP/IN/5/case the/DET/DT/5/det RSF/PROPN/NNP/2/nmod "
        "killed/VERB/VBD/0/root nine/NUM/CD/8/nummod people/NOUN/NNS/6/obj"
    ).place("nine", country="SD")

    assert doers(page.claim("Artillery fire")) == ["RSF"]


def test_a_hotel_attack_strikes_the_hotel() -> None:
    page = Page(
        "A/DET/DT/3/det hotel/NOUN/NN/3/compound attack/NOUN/NN/4/nsubj killed/VERB/VBD/0/root nine/NUM/CD/6/nummod "
        "people/NOUN/NNS/4/obj"
    )

    assert struck(page.claim("attack")) == ["hotel"]


def test_hostages_who_are_taken_are_the_target() -> None:
    page = Page(
        "The/DET/DT/2/det militants/NOUN/NNS/3/nsubj took/VERB/VBD/0/root 20/NUM/CD/5/nummod hostages/NOUN/NNS/3/obj"
    )

    assert struck(page.claim("took 20 hostages")) == ["20 hostages"]


def test_each_other_and_a_number_of_nothing_take_no_part() -> None:
    page = Page("Rebels/NOUN/NNS/2/nsubj attacked/VERB/VBD/0/root each/DET/DT/2/obj other/ADJ/JJ/2/obl")

    assert [struck(claim) for claim in page.claims()] in ([[]], [])


def test_a_verb_between_its_subject_and_its_object_is_no_participle() -> None:
    claim = Page(
        "A/DET/DT/3/det Turkish/ADJ/JJ/3/amod airstrike/NOUN/NN/0/root wounded/VERB/VBN/3/acl five/NUM/CD/6/nummod "
        "civilians/NOUN/NNS/3/nmod"
    ).claim("wounded")

    assert (doers(claim), struck(claim)) == (["Turkish airstrike"], ["five civilians"])


def test_of_two_objects_the_one_before_the_verb_is_its_subject() -> None:
    claim = Page(
        "US/PROPN/NNP/2/compound strikes/NOUN/NNS/3/obj killed/VERB/VBD/0/root six/NUM/CD/5/nummod fighters/NOUN/NNS/3/obj"
    ).claim("killed")

    assert (doers(claim), struck(claim)) == (["US strikes"], ["six fighters"])


def test_who_is_responsible_for_a_deed_did_it() -> None:
    claim = Page(
        "Kenya/PROPN/NNP/2/nsubj held/VERB/VBD/0/root M23/PROPN/NNP/2/obj responsible/ADJ/JJ/2/xcomp for/ADP/IN/7/case "
        "the/DET/DT/7/det bombing/NOUN/NN/4/obl"
    ).claim("bombing")

    assert doers(claim) == ["M23"]


def test_no_group_did_nothing() -> None:
    page = Page(
        "No/DET/DT/2/det group/NOUN/NN/4/nsubj has/AUX/VBZ/4/aux claimed/VERB/VBN/0/root the/DET/DT/6/det attack/NOUN/NN/4/obj "
        "on/ADP/IN/9/case the/DET/DT/9/det mosque/NOUN/NN/6/nmod"
    )

    assert doers(page.claim("attack")) == []


def test_whom_attacks_are_blamed_on_is_not_struck_by_them() -> None:
    claim = Page(
        "Islamabad/PROPN/NNP/2/nsubj blamed/VERB/VBD/0/root attacks/NOUN/NNS/2/obj on/ADP/IN/5/case militants/NOUN/NNS/3/nmod"
    ).claim("attacks")

    assert (doers(claim), struck(claim)) == (["militants"], [])


def test_a_verb_with_an_object_and_no_passive_auxiliary_is_active() -> None:
    claim = Page(
        "The/DET/DT/2/det guerrillas/NOUN/NNS/3/nsubj:pass kidnapped/VERB/VBN/0/root two/NUM/CD/5/nummod officers/NOUN/NNS/3/obj"
    ).claim("kidnapped")

    assert (doers(claim), struck(claim)) == (["guerrillas"], ["two officers"])


def test_a_number_without_a_noun_is_of_the_side_counted_before_it() -> None:
    claim = Page(
        "Twelve/NUM/CD/3/nummod Russian/ADJ/JJ/3/amod soldiers/NOUN/NNS/5/nsubj:pass were/AUX/VBD/5/aux:pass "
        "killed/VERB/VBN/0/root and/CCONJ/CC/9/cc 30/NUM/CD/9/nsubj:pass were/AUX/VBD/9/aux:pass wounded/VERB/VBN/5/conj"
    ).claim("wounded")

    assert [(target.text, target.name, target.party) for target in claim.targets] == [("30", "30 soldiers", "RUS")]


def test_the_end_of_a_groups_name_does_nothing_by_itself() -> None:
    name = (
        "Islamic/PROPN/NNP/2/compound State/PROPN/NNP/8/nsubj of/ADP/IN/4/case Iraq/PROPN/NNP/2/nmod and/CCONJ/CC/7/cc "
        "the/DET/DT/7/det Levant/PROPN/NNP/2/conj attacked/VERB/VBD/0/root the/DET/DT/10/det airbase/NOUN/NN/8/obj"
    )
    assert [actor.party for actor in Page(name).claim("attacked").actors] == ["IS"]


def test_a_day_before_the_verb_is_not_asked_to_do_what_its_infinitive_says() -> None:
    moved = (
        "On/ADP/IN/2/case Monday/PROPN/NNP/5/obl the/DET/DT/4/det rebels/NOUN/NNS/5/nsubj managed/VERB/VBD/0/root "
        "to/PART/TO/7/mark capture/VERB/VB/5/xcomp Sake/PROPN/NNP/7/obj"
    )
    called = (
        "Rwanda/PROPN/NNP/2/nsubj called/VERB/VBD/0/root on/ADP/IN/4/case rebels/NOUN/NNS/2/obl "
        "to/PART/TO/6/mark capture/VERB/VB/2/xcomp Sake/PROPN/NNP/6/obj"
    )
    for page in (Page(moved), Page(called)):
        claim = page.place("Sake", country="CD").claim("capture")
        assert [actor.text for actor in claim.actors] in (["rebels"], ["the rebels"])


def test_who_is_given_time_is_to_do_what_the_infinitive_says() -> None:
    given = (
        "Mali/PROPN/NNP/2/nsubj gave/VERB/VBD/0/root French/ADJ/JJ/4/amod troops/NOUN/NNS/2/obj three/NUM/CD/6/nummod "
        "days/NOUN/NNS/2/obj to/PART/TO/8/mark withdraw/VERB/VB/2/advcl from/ADP/IN/10/case Gao/PROPN/NNP/8/obl"
    )
    claim = Page(given).place("Gao", country="ML").claim("withdraw")
    assert [actor.text for actor in claim.actors] == ["French troops"]


FIRED = (
    "Two/NUM/CD/2/nummod missiles/NOUN/NNS/7/nsubj fired/VERB/VBN/2/acl by/ADP/IN/6/case the/DET/DT/6/det "
    "Houthis/PROPN/NNP/3/obl:agent fell/VERB/VBD/0/root on/ADP/IN/10/case a/DET/DT/10/det mosque/NOUN/NN/7/obl"
)
WHICH_FIRED = (
    "Five/NUM/CD/2/nummod people/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root by/ADP/IN/6/case "
    "rockets/NOUN/NNS/4/obl:agent which/PRON/WDT/9/nsubj ISWAP/PROPN/NNP/9/nsubj fired/VERB/VBD/6/acl:relcl "
    "into/ADP/IN/11/case Maiduguri/PROPN/NNP/9/obl"
)


def test_who_fired_a_weapon_did_what_it_does() -> None:
    assert doers(Page(FIRED).claim("fell")) == ["Houthis"]
    assert doers(Page(WHICH_FIRED).claim("killed")) == ["ISWAP"]


def test_who_stands_behind_another_word_than_by_did_nothing() -> None:
    page = Page(
        "Nine/NUM/CD/2/nummod fighters/NOUN/NNS/6/nsubj:pass from/ADP/IN/4/case Hamas/PROPN/NNP/6/obl:agent "
        "were/AUX/VBD/6/aux:pass killed/VERB/VBN/0/root ,/PUNCT/,/10/punct including/VERB/VBG/10/case two/NUM/CD/10/nummod "
        "snipers/NOUN/NNS/6/obl:agent"
    )

    assert doers(page.claim("killed")) == []


ATTEMPT = (
    "Russia/PROPN/NNP/2/nsubj repelled/VERB/VBD/0/root Ukrainian/ADJ/JJ/4/amod attempts/NOUN/NNS/2/obj to/PART/TO/6/mark "
    "retake/VERB/VB/4/acl Lyman/PROPN/NNP/6/obj"
)


def test_a_group_is_no_place_though_its_name_ends_in_one() -> None:
    page = Page(
        "The/DET/DT/5/det al/PROPN/NNP/5/compound -/PUNCT/HYPH/2/punct Nusra/PROPN/NNP/2/flat Front/PROPN/NNP/6/nsubj "
        "captured/VERB/VBD/0/root Idlib/PROPN/NNP/6/obj"
    ).place("Idlib", country="SY")

    assert [actor.party for actor in page.claim("captured").actors] == ["HTS"]


def test_whose_attempt_it_is_does_what_was_attempted() -> None:
    assert doers(Page(ATTEMPT).place("Lyman").claim("retake")) == ["Ukrainian"]


def test_a_participle_shares_its_doer_with_the_passive_before_it() -> None:
    page = Page(
        "Ten/NUM/CD/2/nummod rebels/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root and/CCONJ/CC/8/cc "
        "two/NUM/CD/7/nummod tanks/NOUN/NNS/8/nsubj:pass burned/VERB/VBN/4/conj by/ADP/IN/11/case Syrian/ADJ/JJ/11/amod "
        "troops/NOUN/NNS/8/obl:agent"
    )

    assert doers(page.claim("killed")) == ["Syrian troops"]

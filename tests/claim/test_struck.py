"""Whom a deed strikes where no role of its trigger tells it."""

from __future__ import annotations

from sayso.model import Claim
from tests.claim.scenes import Page


def struck(claim: Claim) -> list[str]:
    return [target.text for target in claim.targets]


AIRSTRIKE = (
    "An/DET/DT/3/det Israeli/ADJ/JJ/3/amod airstrike/NOUN/NN/4/nsubj wounded/VERB/VBD/0/root five/NUM/CD/6/nummod "
    "shepherds/NOUN/NNS/4/obj"
)
SHELLED_TO_DEATH = (
    "Five/NUM/CD/2/nummod shepherds/NOUN/NNS/3/nsubj died/VERB/VBD/0/root in/ADP/IN/7/case an/DET/DT/7/det "
    "Israeli/ADJ/JJ/7/amod airstrike/NOUN/NN/3/obl"
)
URGED = (
    "France/PROPN/NNP/2/nsubj urged/VERB/VBD/0/root Rwanda/PROPN/NNP/5/nsubj to/PART/TO/5/mark withdraw/VERB/VB/2/xcomp "
    "its/PRON/PRP$/7/nmod:poss troops/NOUN/NNS/5/obj"
)
DEMANDED = (
    "Kenya/PROPN/NNP/2/nsubj demanded/VERB/VBD/0/root that/SCONJ/IN/5/mark M23/PROPN/NNP/5/nsubj leave/VERB/VB/2/ccomp "
    "Goma/PROPN/NNP/5/obj"
)
INCLUDING = (
    "Police/NOUN/NNS/2/nsubj arrested/VERB/VBD/0/root twelve/NUM/CD/4/nummod people/NOUN/NNS/2/obj ,/PUNCT/,/8/punct "
    "including/VERB/VBG/8/case four/NUM/CD/8/nummod soldiers/NOUN/NNS/4/nmod"
)
INSURGENCY = (
    "The/DET/DT/2/det ELN/PROPN/NNP/3/nsubj fought/VERB/VBD/0/root an/DET/DT/5/det insurgency/NOUN/NN/3/obj "
    "against/ADP/IN/9/case the/DET/DT/9/det Colombian/ADJ/JJ/9/amod state/NOUN/NN/5/nmod"
)
CAME_UNDER = (
    "The/DET/DT/2/det convoy/NOUN/NN/3/nsubj came/VERB/VBD/0/root under/ADP/IN/7/case a/DET/DT/7/det drone/NOUN/NN/7/compound "
    "attack/NOUN/NN/3/obl"
)


def test_an_airstrike_struck_whom_it_wounded() -> None:
    assert struck(Page(AIRSTRIKE).claim("airstrike")) == ["five shepherds"]


def test_whom_a_strike_was_aimed_at_is_not_told_by_who_died_in_it() -> None:
    assert struck(Page(SHELLED_TO_DEATH).claim("airstrike")) == []


def test_who_is_urged_to_do_something_is_asked_wherever_the_tree_hangs_them() -> None:
    assert struck(Page(URGED).claim("urged")) == ["Rwanda"]


def test_who_is_to_do_what_is_demanded_is_asked_for_it() -> None:
    assert struck(Page(DEMANDED).claim("demanded")) == ["M23"]


def test_who_is_told_apart_of_those_arrested_was_arrested_too() -> None:
    assert struck(Page(INCLUDING).claim("arrested")) == ["twelve people", "four soldiers"]


def test_an_insurgency_is_fought_against_whom_it_is_against() -> None:
    assert struck(Page(INSURGENCY).claim("fought an insurgency")) == ["Colombian state"]


def test_who_comes_under_an_attack_is_struck_by_it() -> None:
    assert struck(Page(CAME_UNDER).claim("drone attack")) == ["convoy"]


WAVE = (
    "A/DET/DT/2/det wave/NOUN/NN/11/nsubj of/ADP/IN/5/case Russian/ADJ/JJ/5/amod airstrikes/NOUN/NNS/2/nmod "
    "against/ADP/IN/8/case Hamas/PROPN/NNP/8/compound positions/NOUN/NNS/2/nmod in/ADP/IN/10/case Deir/PROPN/NNP/8/nmod "
    "went/VERB/VBD/0/root on/ADP/RP/11/compound:prt"
)
USED = (
    "Troops/NOUN/NNS/2/nsubj destroyed/VERB/VBD/0/root vehicles/NOUN/NNS/2/obj used/VERB/VBN/3/acl by/ADP/IN/7/case "
    "the/DET/DT/7/det RSF/PROPN/NNP/4/obl:agent"
)
APPOSED = (
    "Troops/NOUN/NNS/2/nsubj killed/VERB/VBD/0/root Omar/PROPN/NNP/2/obj ,/PUNCT/,/7/punct a/DET/DT/7/det "
    "Shabaab/PROPN/NNP/7/compound leader/NOUN/NN/3/appos"
)
SHIELDS = (
    "Gunmen/NOUN/NNS/2/nsubj used/VERB/VBD/0/root passengers/NOUN/NNS/2/obj as/ADP/IN/6/case human/ADJ/JJ/6/amod "
    "shields/NOUN/NNS/2/obl"
)
DEAD = "The/DET/DT/2/det dead/ADJ/JJ/3/nsubj include/VERB/VBP/0/root three/NUM/CD/5/nummod children/NOUN/NNS/3/obj"


def test_what_hangs_on_a_wave_of_strikes_is_struck_by_them() -> None:
    assert struck(Page(WAVE).claim("airstrikes")) == ["Hamas positions"]


def test_a_thing_is_of_whoever_uses_it() -> None:
    assert [target.party for target in Page(USED).claim("destroyed").targets] == ["RSF"]


def test_who_is_said_to_be_of_a_group_is_of_its_party() -> None:
    assert [target.party for target in Page(APPOSED).claim("killed").targets] == ["SHABAAB"]


def test_who_is_used_as_a_shield_is_attacked() -> None:
    assert struck(Page(SHIELDS).claim("human shields")) == ["passengers"]


def test_who_is_among_the_dead_was_killed() -> None:
    assert struck(Page(DEAD).claim("dead")) == ["three children"]


CALLED_FOR = (
    "Kenya/PROPN/NNP/2/nsubj called/VERB/VBD/0/root for/ADP/IN/6/mark Rwanda/PROPN/NNP/2/obl to/PART/TO/6/mark "
    "withdraw/VERB/VB/2/xcomp"
)
THREATENED = "Rwanda/PROPN/NNP/2/nsubj threatened/VERB/VBD/0/root to/PART/TO/4/mark attack/VERB/VB/2/xcomp Burundi/PROPN/NNP/4/obj"
GAVE = (
    "The/DET/DT/2/det rebels/NOUN/NNS/3/nsubj gave/VERB/VBD/0/root the/DET/DT/5/det garrison/NOUN/NN/3/iobj an/DET/DT/7/det "
    "ultimatum/NOUN/NN/3/obj"
)


def test_who_stands_between_for_and_an_infinitive_is_asked_for_it() -> None:
    assert struck(Page(CALLED_FOR).claim("called for")) == ["Rwanda"]


def test_whom_a_threatened_deed_would_strike_is_threatened() -> None:
    assert struck(Page(THREATENED).claim("threatened to")) == ["Burundi"]


def test_who_gets_what_the_trigger_names_is_its_target() -> None:
    assert struck(Page(GAVE).claim("gave the garrison an ultimatum")) == ["garrison"]


def test_weapons_of_nobody_are_of_the_only_enemy_of_who_destroys_them() -> None:
    left = "Russian/ADJ/JJ/2/amod forces/NOUN/NNS/3/nsubj left/VERB/VBD/0/root"
    destroyed = (
        "Ukraine/PROPN/NNP/2/nsubj destroyed/VERB/VBD/0/root two/NUM/CD/4/nummod launchers/NOUN/NNS/2/obj "
        "near/ADP/IN/6/case Kherson/PROPN/NNP/2/obl"
    )
    assert [one.party for one in Page(left, destroyed).claim("destroyed").targets] == ["RUS"]
    assert [one.party for one in Page(destroyed).claim("destroyed").targets] == [None]


def test_a_weapon_of_nobody_is_of_the_only_enemy_of_whom_it_strikes() -> None:
    said = "Ukraine/PROPN/NNP/2/nsubj waited/VERB/VBD/0/root"
    sunk = (
        "Russian/ADJ/JJ/2/amod boats/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass sunk/VERB/VBN/0/root by/ADP/IN/7/case "
        "a/DET/DT/7/det drone/NOUN/NN/4/obl:agent"
    )
    assert [one.party for one in Page(said, sunk).claim("sunk").actors] == ["UKR"]
    assert Page(sunk).claim("sunk").actors == ()


BOMBED = (
    "A/DET/DT/3/det residential/ADJ/JJ/3/amod area/NOUN/NN/5/nsubj:pass was/AUX/VBD/5/aux:pass bombed/VERB/VBN/0/root "
    "near/ADP/IN/7/case Homs/PROPN/NNP/5/obl"
)


def test_a_place_that_no_name_tells_is_hit() -> None:
    assert struck(Page(BOMBED).place("Homs", country="SY").claim("bombed")) == ["residential area"]


def test_the_place_that_is_known_tells_only_where() -> None:
    the_area = BOMBED.replace("A/DET", "The/DET")
    assert struck(Page(the_area).place("Homs", country="SY").claim("bombed")) == []


def test_who_says_that_an_agreement_was_broken_accuses_who_broke_it() -> None:
    broken = (
        "India/PROPN/NNP/2/nsubj said/VERB/VBD/0/root Pakistan/PROPN/NNP/5/nsubj had/AUX/VBD/5/aux "
        "violated/VERB/VBN/2/ccomp the/DET/DT/7/det ceasefire/NOUN/NN/5/obj"
    )
    page = Page(broken).attribution("India", "said", "Pakistan had violated the ceasefire")
    claim = page.claim("violated")
    assert ([one.text for one in claim.actors], struck(claim)) == (["India"], ["Pakistan"])


TOOK_POST = (
    "Rebels/NOUN/NNS/2/nsubj took/VERB/VBD/0/root an/DET/DT/5/det RSF/PROPN/NNP/5/compound checkpoint/NOUN/NN/2/obj"
)


def test_whose_place_is_taken_loses_it() -> None:
    assert struck(Page(TOOK_POST).claim("took")) == ["RSF checkpoint"]


SUFFERED = (
    "The/DET/DT/3/det Houthi/PROPN/NNP/3/compound militia/NOUN/NN/4/nsubj suffered/VERB/VBD/0/root 40/NUM/CD/6/nsubj "
    "dead/ADJ/JJ/4/xcomp"
)
SPOKE = (
    "The/DET/DT/2/det ministry/NOUN/NN/3/nsubj spoke/VERB/VBD/0/root of/ADP/IN/6/case 30/NUM/CD/6/nummod "
    "dead/ADJ/JJ/3/obl"
)
FOUND = (
    "Police/NOUN/NNS/2/nsubj found/VERB/VBD/0/root 40/NUM/CD/4/nummod rifles/NOUN/NNS/2/obj in/ADP/IN/7/case "
    "a/DET/DT/7/det house/NOUN/NN/2/obl"
)
SEIZED_FROM = (
    "Troops/NOUN/NNS/2/nsubj seized/VERB/VBD/0/root 40/NUM/CD/4/nummod rifles/NOUN/NNS/2/obj from/ADP/IN/7/case "
    "M23/PROPN/NNP/7/compound fighters/NOUN/NNS/2/obl"
)
DRONES = "Russian/ADJ/JJ/2/amod drones/NOUN/NNS/3/nsubj attacked/VERB/VBD/0/root a/DET/DT/5/det hospital/NOUN/NN/3/obj"
OTHERS = (
    "Five/NUM/CD/3/nummod Malian/ADJ/JJ/3/amod soldiers/NOUN/NNS/5/nsubj:pass were/AUX/VBD/5/aux:pass "
    "killed/VERB/VBN/0/root and/CCONJ/CC/9/cc 12/NUM/CD/8/nummod others/NOUN/NNS/9/nsubj:pass wounded/VERB/VBN/5/conj"
)
HOUSE_ARREST = (
    "A/DET/DT/2/det court/NOUN/NN/3/nsubj revoked/VERB/VBD/0/root Zamora/PROPN/NNP/7/nmod:poss 's/PART/POS/4/case "
    "house/NOUN/NN/7/compound arrest/NOUN/NN/3/obj"
)


def test_who_suffered_the_dead_lost_them_and_their_number_stays() -> None:
    claim = Page(SUFFERED).claim("dead")

    assert struck(claim) == ["Houthi militia"]


def test_who_speaks_of_the_dead_is_none_of_them() -> None:
    assert struck(Page(SPOKE).claim("dead")) == []


def test_weapons_that_are_found_are_told_and_not_where_they_lay() -> None:
    assert struck(Page(FOUND).claim("found")) == ["40 rifles"]


def test_from_whom_weapons_are_seized_lost_them() -> None:
    assert struck(Page(SEIZED_FROM).claim("seized")) == ["M23 fighters"]


def test_drones_that_attacked_something_are_no_drone_attack() -> None:
    claim = Page(DRONES).claim("attacked")

    assert (struck(claim), [actor.text for actor in claim.actors]) == (["hospital"], ["Russian drones"])


def test_others_are_of_those_counted_before_them() -> None:
    assert Page(OTHERS).claim("wounded").targets[0].party == "MLI"


def test_a_house_arrest_takes_no_house() -> None:
    claim = Page(HOUSE_ARREST).claim("house arrest")

    assert (struck(claim), [actor.text for actor in claim.actors]) == (["Zamora"], ["court"])

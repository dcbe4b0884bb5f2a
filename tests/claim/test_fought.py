"""Who acts beside those that a trigger's roles tell."""

from __future__ import annotations

from sayso.model import Claim
from tests.claim.scenes import Page


def doers(claim: Claim) -> list[tuple[str, str | None]]:
    return [(actor.text, actor.party) for actor in claim.actors]


RETOOK = (
    "Ukrainian/ADJ/JJ/2/amod forces/NOUN/NNS/3/nsubj retook/VERB/VBD/0/root Robotyne/PROPN/NNP/3/obj after/ADP/IN/6/case "
    "fighting/NOUN/NN/3/obl with/ADP/IN/9/case Russian/ADJ/JJ/9/amod paratroopers/NOUN/NNS/6/nmod"
)
BACKED = (
    "Congolese/ADJ/JJ/2/amod troops/NOUN/NNS/9/nsubj ,/PUNCT/,/4/punct backed/VERB/VBN/2/acl by/ADP/IN/7/case "
    "Burundian/ADJ/JJ/7/amod soldiers/NOUN/NNS/4/obl:agent ,/PUNCT/,/2/punct entered/VERB/VBD/0/root Sake/PROPN/NNP/9/obj"
)
SENT = "Police/NOUN/NNS/3/nsubj:pass were/AUX/VBD/3/aux:pass deployed/VERB/VBN/0/root on/ADP/IN/5/case Friday/PROPN/NNP/3/obl"
BOTH = "Both/DET/DT/2/det sides/NOUN/NNS/3/nsubj shelled/VERB/VBD/0/root the/DET/DT/5/det market/NOUN/NN/3/obj"
NAMED = "The/DET/DT/2/det RSF/PROPN/NNP/6/nsubj and/CCONJ/CC/5/cc Sudan's/PROPN/NNP/5/nmod:poss army/NOUN/NN/2/conj met/VERB/VBD/0/root"
GROUPS = (
    "Two/NUM/CD/2/nummod groups/NOUN/NNS/3/nsubj killed/VERB/VBD/0/root nine/NUM/CD/5/nummod villagers/NOUN/NNS/3/obj"
)
THEIR = (
    "M23/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Rwanda/PROPN/NNP/1/conj launched/VERB/VBD/0/root their/PRON/PRP$/6/nmod:poss "
    "offensive/NOUN/NN/4/obj on/ADP/IN/8/case Sake/PROPN/NNP/6/nmod"
)


def test_who_takes_a_town_after_fighting_fought() -> None:
    assert doers(Page(RETOOK).place("Robotyne").claim("fighting")) == [("Ukrainian forces", "UKR")]


def test_who_backs_a_doer_does_it_too() -> None:
    claim = Page(BACKED).place("Sake", country="CD").claim("entered")

    assert doers(claim) == [("Congolese troops", "COD"), ("Burundian soldiers", "BDI")]


def test_those_who_were_sent_act_where_nobody_sent_them() -> None:
    claim = Page(SENT).claim("deployed")

    assert ([actor.text for actor in claim.actors], claim.targets) == (["Police"], ())


def test_both_sides_are_the_two_that_fight_each_other() -> None:
    assert doers(Page(NAMED, BOTH).claim("shelled")) == [("sides", "RSF"), ("sides", "SDN")]


def test_two_groups_are_nobody_where_no_two_are_named() -> None:
    assert doers(Page(NAMED, GROUPS).claim("killed")) == [("Two groups", None)]


def test_their_offensive_is_of_each_of_those_who_launched_it() -> None:
    assert doers(Page(THEIR).place("Sake", country="CD").claim("launched their offensive")) == [
        ("M23", "M23"),
        ("Rwanda", "RWA"),
    ]


AT_WAR = "Israel/PROPN/NNP/4/nsubj is/AUX/VBZ/4/cop at/ADP/IN/4/case war/NOUN/NN/0/root with/ADP/IN/6/case Hamas/PROPN/NNP/4/nmod"
CUTTING = (
    "The/DET/DT/2/det town/NOUN/NN/4/nsubj:pass was/AUX/VBD/4/aux:pass captured/VERB/VBN/0/root by/ADP/IN/6/case "
    "M23/PROPN/NNP/4/obl:agent ,/PUNCT/,/8/punct killing/VERB/VBG/4/advcl nine/NUM/CD/10/nummod guards/NOUN/NNS/8/obj"
)


def test_both_who_are_at_war_with_each_other_fight() -> None:
    claim = Page(AT_WAR).claim("at war")

    assert (doers(claim), claim.targets) == ([("Israel", "ISR"), ("Hamas", "HAMAS")], ())


def test_what_a_participle_behind_a_passive_says_its_agent_did() -> None:
    assert doers(Page(CUTTING).claim("killing")) == [("M23", "M23")]


def test_those_behind_with_act_too_where_they_are_a_force() -> None:
    allied = (
        "Hezbollah/PROPN/NNP/5/nsubj with/ADP/IN/4/case Syrian/ADJ/JJ/4/amod troops/NOUN/NNS/1/nmod "
        "entered/VERB/VBD/0/root Qusayr/PROPN/NNP/5/obj"
    )
    armed = allied.replace("Syrian/ADJ", "heavy/ADJ").replace("troops/", "rifles/")

    assert doers(Page(allied).place("Qusayr", country="SY").claim("entered")) == [
        ("Hezbollah", "HEZBOLLAH"), ("Syrian troops", "SYR")
    ]  # fmt: skip
    assert doers(Page(armed).place("Qusayr", country="SY").claim("entered")) == [("Hezbollah", "HEZBOLLAH")]


def test_who_is_locked_in_a_fight_fights() -> None:
    locked = (
        "M23/PROPN/NNP/5/nsubj:pass and/CCONJ/CC/3/cc Burundi/PROPN/NNP/1/conj are/AUX/VBP/5/aux:pass locked/VERB/VBN/0/root "
        "in/ADP/IN/7/case fighting/NOUN/NN/5/obl"
    )

    assert doers(Page(locked).claim("fighting")) == [("M23", "M23"), ("Burundi", "BDI")]


def test_the_sides_of_a_fight_stand_behind_its_verb_too() -> None:
    broke = (
        "Fighting/NOUN/NN/2/nsubj erupted/VERB/VBD/0/root between/ADP/IN/4/case M23/PROPN/NNP/2/obl and/CCONJ/CC/6/cc "
        "Burundi/PROPN/NNP/4/conj"
    )

    assert doers(Page(broke).claim("Fighting")) == [("M23", "M23"), ("Burundi", "BDI")]


def test_a_place_is_taken_from_who_held_it_and_from_no_side_of_the_sky() -> None:
    taken = (
        "Rebels/NOUN/NNS/2/nsubj captured/VERB/VBD/0/root Sake/PROPN/NNP/2/obj from/ADP/IN/6/case Burundian/ADJ/JJ/6/amod "
        "troops/NOUN/NNS/2/obl"
    )
    side = taken.replace("Burundian/ADJ/JJ/6/amod troops/NOUN/NNS", "the/DET/DT/6/det north/NOUN/NN")

    assert [one.party for one in Page(taken).place("Sake", country="CD").claim("captured").targets] == ["BDI"]
    assert Page(side).place("Sake", country="CD").claim("captured").targets == ()


KILLED_IN = (
    "Nine/NUM/CD/2/nummod soldiers/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root during/ADP/IN/7/case "
    "the/DET/DT/7/det fighting/NOUN/NN/4/obl"
)
TOOK_IN = (
    "Troops/NOUN/NNS/2/nsubj entered/VERB/VBD/0/root Goma/PROPN/NNP/2/obj in/ADP/IN/6/case an/DET/DT/6/det "
    "offensive/NOUN/NN/2/obl"
)


def test_soldiers_who_are_killed_in_fighting_fought_and_are_not_counted_for_it() -> None:
    claim = Page(KILLED_IN).count("Nine soldiers", "soldiers", 9, 9).claim("fighting")
    assert [actor.text for actor in claim.actors] == ["Nine soldiers"]
    assert claim.counts == ()


def test_who_does_something_in_an_offensive_leads_it() -> None:
    assert [actor.text for actor in Page(TOOK_IN).claim("offensive").actors] == ["Troops"]


def test_who_dies_in_an_offensive_need_not_lead_it() -> None:
    died = TOOK_IN.replace("entered/", "died/").replace(" Goma/PROPN/NNP/2/obj", "").replace("/6/", "/5/")
    assert Page(died).claim("offensive").actors == ()


def test_who_is_involved_in_an_assault_is_of_those_who_lead_it() -> None:
    involved = (
        "Militants/NOUN/NNS/3/nsubj:pass were/AUX/VBD/3/aux:pass involved/VERB/VBN/0/root in/ADP/IN/6/case "
        "the/DET/DT/6/det assault/NOUN/NN/3/obl"
    )
    assert [actor.text for actor in Page(involved).claim("assault").actors] == ["Militants"]


WITHIN = (
    "Ten/NUM/CD/2/nsubj:pass died/VERB/VBD/0/root in/ADP/IN/5/case a/DET/DT/5/det raid/NOUN/NN/2/obl in/ADP/IN/7/case "
    "which/PRON/WDT/10/obl Fano/PROPN/NNP/9/compound fighters/NOUN/NNS/10/nsubj used/VERB/VBD/5/acl:relcl "
    "mortars/NOUN/NNS/10/obj"
)
ESCAPED = WITHIN.replace("used/VERB", "lost/VERB").replace("mortars", "men")
TALKS = (
    "Hamas/PROPN/NNP/2/compound leaders/NOUN/NNS/3/nsubj landed/VERB/VBD/0/root in/ADP/IN/5/case Doha/PROPN/NNP/3/obl "
    "for/ADP/IN/7/case talks/NOUN/NNS/3/obl with/ADP/IN/10/case Egyptian/ADJ/JJ/10/amod mediators/NOUN/NNS/7/nmod"
)
PULLOUT = (
    "The/DET/DT/3/det U.S./PROPN/NNP/3/compound pullout/NOUN/NN/6/nsubj from/ADP/IN/5/case Syria/PROPN/NNP/3/nmod "
    "began/VERB/VBD/0/root"
)
ORDER = (
    "The/DET/DT/3/det Russian/ADJ/JJ/3/amod army/NOUN/NN/6/nmod:poss 's/PART/POS/3/case withdrawal/NOUN/NN/6/compound "
    "order/NOUN/NN/7/nsubj came/VERB/VBD/0/root"
)
TRADED = (
    "Hezbollah/PROPN/NNP/2/nsubj traded/VERB/VBD/0/root fire/NOUN/NN/2/obj with/ADP/IN/6/case Israeli/ADJ/JJ/6/amod "
    "troops/NOUN/NNS/2/obl"
)
PEOPLES = (
    "On/ADP/IN/2/case Sunday/PROPN/NNP/4/obl Bedouins/NOUN/NNS/4/nsubj abducted/VERB/VBD/0/root two/NUM/CD/6/nummod "
    "travellers/NOUN/NNS/4/obj"
)
SENTENCED = (
    "A/DET/DT/2/det court/NOUN/NN/5/nsubj in/ADP/IN/4/case Lagos/PROPN/NNP/2/nmod sentenced/VERB/VBD/0/root "
    "three/NUM/CD/7/nummod men/NOUN/NNS/5/obj"
)


def test_who_does_something_in_a_raid_carries_it_out() -> None:
    assert doers(Page(WITHIN).claim("raid")) == [("Fano fighters", "FANO")]


def test_who_loses_men_in_a_raid_does_not() -> None:
    assert doers(Page(ESCAPED).claim("raid")) == []


def test_who_travels_for_talks_takes_part_in_them() -> None:
    assert doers(Page(TALKS).claim("talks")) == [("Hamas leaders", "HAMAS")]


def test_a_state_in_capitals_before_a_deed_does_it() -> None:
    assert doers(Page(PULLOUT).claim("pullout")) == [("U.S.", "USA")]


def test_whose_order_to_do_it_is_does_it() -> None:
    assert doers(Page(ORDER).claim("withdrawal")) == [("Russian army", "RUS")]


def test_those_who_trade_fire_fight_each_other() -> None:
    assert doers(Page(TRADED).claim("traded fire")) == [("Hezbollah", "HEZBOLLAH"), ("Israeli troops", "ISR")]


def test_a_people_that_nobody_listed_can_act() -> None:
    assert [name for name, _ in doers(Page(PEOPLES).claim("abducted"))] == ["Bedouins"]


def test_a_court_is_of_the_state_where_it_sits() -> None:
    assert doers(Page(SENTENCED).place("Lagos", country="NG").claim("sentenced")) == [("court", "NGA")]


FIGHTING = (
    "Syrian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj entered/VERB/VBD/0/root Suwayda/PROPN/NNP/3/obj after/ADP/IN/7/case "
    "two/NUM/CD/7/nummod days/NOUN/NNS/3/obl of/ADP/IN/9/mark fighting/VERB/VBG/7/acl"
)


def test_who_enters_a_town_after_days_of_fighting_fought() -> None:
    assert doers(Page(FIGHTING).place("Suwayda", country="SY").claim("fighting")) == [("Syrian troops", "SYR")]

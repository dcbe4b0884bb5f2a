"""Harm and damage take their place, time and doer from the attack in their sentence."""

from __future__ import annotations

from tests.claim.scenes import Page

SHELLED = (
    "Russian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj shelled/VERB/VBD/0/root Hirske/PROPN/NNP/3/obj ,/PUNCT/,/6/punct "
    "killing/VERB/VBG/3/advcl three/NUM/CD/8/nummod civilians/NOUN/NNS/6/obj"
)
APART = (
    "Russian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj shelled/VERB/VBD/0/root Hirske/PROPN/NNP/3/obj ,/PUNCT/,/8/punct "
    "three/NUM/CD/7/nummod civilians/NOUN/NNS/8/nsubj died/VERB/VBD/3/parataxis"
)
SUFFERED = (
    "Russian/ADJ/JJ/2/amod troops/NOUN/NNS/3/nsubj shelled/VERB/VBD/0/root Hirske/PROPN/NNP/3/obj ,/PUNCT/,/8/punct "
    "Russian/ADJ/JJ/7/amod soldiers/NOUN/NNS/8/nsubj:pass wounded/VERB/VBN/3/advcl"
)


def test_the_killed_of_a_shelling_lie_where_it_fell() -> None:
    killed = Page(SHELLED).place("Hirske").claim("killing")
    assert [place.text for place in killed.places] == ["Hirske"]
    assert [actor.party for actor in killed.actors] == ["RUS"]


def test_harm_in_a_clause_of_its_own_takes_nothing() -> None:
    assert Page(APART).place("Hirske").claim("died").places == ()


def test_nobody_is_made_to_strike_their_own_side() -> None:
    wounded = Page(SUFFERED).place("Hirske").claim("wounded")
    assert ([place.text for place in wounded.places], wounded.actors) == (["Hirske"], ())

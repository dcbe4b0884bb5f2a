"""Slips of the parser that are set right: what comes out is a tree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.claim.branches import is_tree
from sayso.claim.repair_names import with_names
from sayso.claim.repairs import repaired, without_lead
from tests.claim.scenes import claimer, sentence

BY = ("by",)


def heads(written: str) -> list[int]:
    """The heads after repair, counted from 1 as they are written."""
    tags = claimer().lexicon.tags
    return [token.head + 1 for token in repaired(sentence(written).tokens, tags, BY)]


def test_who_stands_behind_by_hangs_on_the_noun_before() -> None:
    written = "Shelling/NOUN/NN/4/csubj by/ADP/IN/3/case rebels/NOUN/NNS/4/nsubj killed/VERB/VBD/0/root"
    assert heads(written)[2] == 1


def test_no_word_is_hung_on_a_word_that_hangs_on_it() -> None:
    written = "ties/NOUN/NNS/3/nmod by/ADP/IN/3/case Iran/PROPN/NNP/4/nsubj left/VERB/VBD/0/root"
    assert heads(written) == [3, 3, 4, 0]


def test_a_clause_with_where_tells_of_the_noun_before_it() -> None:
    written = (
        "He/PRON/PRP/2/nsubj left/VERB/VBD/0/root Goma/PROPN/NNP/2/obj ,/PUNCT/,/7/punct where/ADV/WRB/7/advmod "
        "bombs/NOUN/NNS/7/nsubj landed/VERB/VBD/2/advcl"
    )
    tokens = repaired(sentence(written).tokens, claimer().lexicon.tags, BY, {"where"})
    assert (tokens[6].head, tokens[6].deprel) == (2, "acl:relcl")


def test_a_clause_with_where_behind_a_verb_stays_with_it() -> None:
    written = (
        "He/PRON/PRP/2/nsubj died/VERB/VBD/0/root where/ADV/WRB/5/advmod bombs/NOUN/NNS/5/nsubj fell/VERB/VBD/2/advcl"
    )
    assert repaired(sentence(written).tokens, claimer().lexicon.tags, BY, {"where"})[4].head == 1


def test_a_gerund_behind_an_owner_is_a_noun_that_the_preposition_belongs_to() -> None:
    written = (
        "Three/NUM/CD/2/nsubj died/VERB/VBD/0/root in/ADP/IN/6/case Monday/PROPN/NNP/7/nsubj 's/PART/POS/4/case "
        "train/NOUN/NN/7/obj hijacking/VERB/VBG/2/advcl"
    )
    read = repaired(sentence(written).tokens, claimer().lexicon.tags, BY)
    assert [token.deprel for token in read[2:]] == ["case", "nmod:poss", "case", "compound", "obl"]
    assert (read[2].head, read[3].head, read[6].upos) == (6, 6, "NOUN")


def test_an_owner_that_the_tree_takes_for_a_second_subject_owns_what_is_behind_it() -> None:
    written = (
        "Tuesday/PROPN/NNP/6/nsubj:pass 's/PART/POS/1/case deadly/ADJ/JJ/4/amod attack/NOUN/NN/6/nsubj:pass was/AUX/VBD/6/aux:pass "
        "planned/VERB/VBN/0/root"
    )
    assert heads(written)[0] == 4


HIT = (
    "A/DET/DT/2/det round/NOUN/NN/3/nsubj hit/VERB/VBD/0/root eastern/ADJ/JJ/5/amod Golan/PROPN/NNP/3/obl "
    "Monday/PROPN/NNP/3/obl"
)


def test_a_name_right_behind_a_verb_is_its_object() -> None:
    tokens = repaired(sentence(HIT).tokens, claimer().lexicon.tags, BY)
    assert tokens[4].deprel == "obj"


WON_BACK = (
    "They/PRON/PRP/2/nsubj won/VERB/VBD/0/root back/ADV/RP/2/compound:prt Taiz/PROPN/NNP/5/compound "
    "airport/NOUN/NN/2/obl"
)
REOPENED = "They/PRON/PRP/2/nsubj reopened/VERB/VBD/0/root their/PRON/PRP$/4/nmod:poss post/NOUN/NN/2/obl"


@pytest.mark.parametrize("words", [WON_BACK, REOPENED])
def test_a_noun_with_a_name_or_an_owner_behind_a_verb_or_its_particle_is_its_object(words: str) -> None:
    tokens = repaired(sentence(words).tokens, claimer().lexicon.tags, BY)
    assert tokens[-1].deprel == "obj"


def test_a_day_right_behind_a_verb_is_no_object() -> None:
    golan = sentence(HIT).tokens[4]
    tokens = repaired(sentence(HIT).tokens, claimer().lexicon.tags, BY, times=[(golan.start, golan.end)])
    assert tokens[4].deprel == "obl"


@pytest.mark.parametrize(("heads", "tree"), [((-1, 0, 1), True), ((1, -1, -1), True), ((1, 0, -1), False)])
def test_words_that_hang_on_each_other_are_no_tree(heads: tuple[int, ...], tree: bool) -> None:
    words = sentence("a/X/X/0/root b/X/X/1/dep c/X/X/1/dep").tokens
    assert is_tree([replace(word, head=head) for word, head in zip(words, heads, strict=True)]) is tree


def test_a_lead_whose_words_hang_in_two_places_leaves_the_tree_as_it_was() -> None:
    written = (
        "BE/X/FW/3/dislocated Belgium/PROPN/NNP/0/root Belgium/PROPN/NNP/5/discourse has/AUX/VBZ/5/aux "
        "opened/VERB/VBN/3/parataxis cases/NOUN/NNS/5/obj"
    )
    tokens = tuple(
        replace(token, head=head) for token, head in zip(sentence(written).tokens, (2, -1, 4, 4, 1, 4), strict=True)
    )
    assert is_tree(without_lead(tokens, tokens[1].end, claimer().lexicon.tags))


def test_who_stands_before_a_verb_of_the_passive_undergoes_it() -> None:
    written = "marchers/NOUN/NNS/3/nsubj were/AUX/VBD/3/aux:pass mowed/VERB/VBN/0/root down/ADP/RP/3/compound:prt"
    assert repaired(sentence(written).tokens, claimer().lexicon.tags, BY)[0].deprel == "nsubj:pass"


UNION = "Union/PROPN/NNP/2/obl imposed/VERB/VBD/0/root sanctions/NOUN/NNS/2/obj"


def test_a_name_right_before_a_verb_is_its_subject_unless_it_is_a_time() -> None:
    tokens = sentence(UNION).tokens
    tags = claimer().lexicon.tags
    assert repaired(tokens, tags, BY)[0].deprel == "nsubj"
    assert repaired(tokens, tags, BY, times=[(tokens[0].start, tokens[0].end)])[0].deprel == "obl"


def test_all_that_heads_a_sentence_carries_nothing() -> None:
    written = (
        "Flag/PROPN/NNP/5/nsubj Syria/PROPN/NNP/0/root –/PUNCT/:/2/punct Rebels/NOUN/NNS/5/nsubj "
        "shelled/VERB/VBD/2/parataxis Goma/PROPN/NNP/5/obj"
    )
    tokens = without_lead(sentence(written).tokens, 14, claimer().lexicon.tags)
    assert [token.deprel for token in tokens if token.head < 0] == ["root"]
    assert (tokens[4].head, tokens[0].deprel, tokens[1].deprel) == (-1, "dislocated", "dislocated")


def test_a_verb_right_under_the_perfects_auxiliary_is_in_no_passive() -> None:
    written = "The/DET/DT/2/det troops/NOUN/NNS/4/nsubj:pass had/AUX/VBD/4/aux withdrawn/VERB/VBN/0/root"
    tokens = repaired(sentence(written).tokens, claimer().lexicon.tags, BY, perfect={"have"})
    assert tokens[1].deprel == "nsubj"


def test_who_stands_before_the_participle_of_a_passive_is_the_subject_of_the_verb_behind() -> None:
    written = (
        "Overnight/ADV/RB/9/advmod the/DET/DT/3/det FLN/PROPN/NNP/5/obl:agent ,/PUNCT/,/5/punct backed/VERB/VBN/1/acl "
        "by/ADP/IN/7/case jets/NOUN/NNS/5/obl:agent ,/PUNCT/,/5/punct took/VERB/VBD/0/root Goma/PROPN/NNP/9/obj"
    )
    tokens = repaired(sentence(written).tokens, claimer().lexicon.tags, BY)
    assert (tokens[2].head, tokens[2].deprel, tokens[4].head) == (8, "nsubj", 2)


def test_a_second_clause_without_a_subject_goes_on_with_the_first() -> None:
    written = (
        "He/PRON/PRP/2/nsubj said/VERB/VBD/0/root that/SCONJ/IN/5/mark rebels/NOUN/NNS/5/nsubj came/VERB/VBD/2/ccomp "
        ",/PUNCT/,/7/punct shelled/VERB/VBD/2/ccomp Goma/PROPN/NNP/7/obj and/CCONJ/CC/10/cc left/VERB/VBD/7/conj"
    )
    assert heads(written)[6] == 5
    assert heads(written.replace(",/PUNCT/,/7/punct", "they/PRON/PRP/7/nsubj"))[6] == 2


def test_who_fled_has_no_passive() -> None:
    written = "Villagers/NOUN/NNS/2/nsubj:pass fled/VERB/VBD/0/root"
    tokens = repaired(sentence(written).tokens, claimer().lexicon.tags, BY, active={"flee"})
    assert tokens[0].deprel == "nsubj"


def test_a_name_in_capitals_before_a_noun_is_no_auxiliary() -> None:
    written = (
        "IS/AUX/VBZ/3/aux:pass fighters/NOUN/NNS/3/nsubj:pass killed/VERB/VBD/0/root five/NUM/CD/5/nummod "
        "guards/NOUN/NNS/3/obl"
    )
    tokens = with_names(sentence(written).tokens, [0])
    assert [token.deprel for token in tokens] == ["compound", "nsubj", "root", "nummod", "obj"]


def test_a_name_in_capitals_before_a_verb_is_its_subject() -> None:
    written = "IS/AUX/VBZ/2/aux:pass seized/VERB/VBD/0/root Palmyra/PROPN/NNP/2/obj"
    assert with_names(sentence(written).tokens, [0])[0].deprel == "nsubj"

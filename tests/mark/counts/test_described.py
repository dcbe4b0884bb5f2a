"""Numbers before a participle hang on the noun that it describes."""

from __future__ import annotations

import pytest

from sayso.mark.counts.described import with_described
from sayso.mark.counts.vocabulary import CountTables, count_tables
from sayso.model import Token
from sayso.packs.language import load_language
from tests.claim.scenes import sentence

OBJECT = (
    "Police/NOUN/NN/2/nsubj arrested/VERB/VBD/0/root one/NUM/CD/2/obj suspected/VERB/VBN/3/acl militant/NOUN/NN/4/xcomp"
)
BESIDE = (
    "Soldiers/NOUN/NNS/2/nsubj captured/VERB/VBD/0/root a/DET/DT/4/det commander/NOUN/NN/2/obj and/CCONJ/CC/6/cc "
    "one/NUM/CD/7/nsubj suspected/VERB/VBD/4/conj guerrilla/NOUN/NN/7/obj"
)
ALONG = (
    "Soldiers/NOUN/NNS/2/nsubj captured/VERB/VBD/0/root a/DET/DT/4/det commander/NOUN/NN/2/obj along/ADP/IN/7/case "
    "with/ADP/IN/7/case one/NUM/CD/8/nsubj suspected/VERB/VBD/4/amod guerrilla/NOUN/NN/8/obj"
)
PLURAL = (
    "Police/NOUN/NN/2/nsubj detained/VERB/VBD/0/root a/DET/DT/4/det courier/NOUN/NN/2/obj and/CCONJ/CC/7/cc "
    "two/NUM/CD/7/nsubj wanted/VERB/VBD/2/conj militants/NOUN/NNS/7/obj"
)
CLAUSE = (
    "One/NUM/CD/2/nsubj joined/VERB/VBD/0/root Fatah/PROPN/NNP/2/obj and/CCONJ/CC/6/cc two/NUM/CD/6/nsubj "
    "attacked/VERB/VBD/2/conj settlers/NOUN/NNS/6/obj"
)
MORE = (
    "Police/NOUN/NN/2/nsubj detained/VERB/VBD/0/root a/DET/DT/4/det bomber/NOUN/NN/2/obj and/CCONJ/CC/7/cc "
    "another/DET/DT/7/nsubj wanted/VERB/VBD/2/conj man/NOUN/NN/7/obj"
)
UNREAD_NOUN = "Police/NOUN/NN/2/nsubj held/VERB/VBD/0/root one/NUM/CD/2/obj alleged/VERB/VBN/3/acl rebel/ADJ/JJ/4/xcomp"


@pytest.fixture
def tables() -> CountTables:
    return count_tables(load_language("en"))


def words(written: str, tables: CountTables) -> dict[str, Token]:
    (mended,) = with_described([sentence(written)], tables)
    return {token.text: token for token in mended.tokens}


@pytest.mark.parametrize(
    ("written", "number", "noun", "head", "relation"),
    [
        (OBJECT, "one", "militant", "arrested", "obj"),
        (BESIDE, "one", "guerrilla", "commander", "conj"),
        (ALONG, "one", "guerrilla", "commander", "nmod"),
        (PLURAL, "two", "militants", "courier", "conj"),
        (UNREAD_NOUN, "one", "rebel", "held", "obj"),
    ],
)
def test_a_number_hangs_on_the_noun_that_a_participle_describes(
    written: str, number: str, noun: str, head: str, relation: str, tables: CountTables
) -> None:
    token = words(written, tables)
    order = list(token)
    assert (order[token[number].head], token[number].deprel) == (noun, "nummod")
    assert (order[token[noun].head], token[noun].deprel, token[noun].upos) == (head, relation, "NOUN")


def test_another_hangs_on_the_noun_as_a_number_does(tables: CountTables) -> None:
    token = words(MORE, tables)
    order = list(token)
    assert (order[token["another"].head], token["another"].deprel, order[token["man"].head]) == ("man", "det", "bomber")


def test_a_case_goes_with_its_noun(tables: CountTables) -> None:
    token = words(ALONG, tables)
    assert [list(token)[token[case].head] for case in ("along", "with")] == ["guerrilla", "guerrilla"]


def test_a_number_that_does_something_stays_the_subject(tables: CountTables) -> None:
    (mended,) = with_described([sentence(CLAUSE)], tables)
    assert mended == sentence(CLAUSE)

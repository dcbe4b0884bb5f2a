"""Whether a day lies ahead, by its verb."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.mark.times.marking import mark_times
from sayso.mark.times.vocabulary import TimeTables, time_tables
from sayso.model import Article, Block, When
from sayso.packs.language import load_language
from tests.claim.scenes import sentence

TUESDAY = date(2024, 5, 14)
HELD = "Fighters/NOUN/NNS/2/nsubj held/VERB/VBD/0/root it/PRON/PRP/2/obj until/ADP/IN/5/case Friday/PROPN/NNP/2/obl"
PUT_OFF = (
    "Talks/NOUN/NNS/4/nsubj:pass have/AUX/VBP/4/aux been/AUX/VBN/4/aux:pass postponed/VERB/VBN/0/root "
    "until/ADP/IN/6/case Friday/PROPN/NNP/4/obl"
)
MOVED = (
    "Talks/NOUN/NNS/3/nsubj:pass were/AUX/VBD/3/aux:pass moved/VERB/VBN/0/root to/ADP/IN/5/case Friday/PROPN/NNP/3/obl"
)
EXTENDED = (
    "It/PRON/PRP/3/nsubj:pass was/AUX/VBD/3/aux:pass extended/VERB/VBN/0/root until/ADP/IN/5/case "
    "Friday/PROPN/NNP/3/obl"
)
EXPIRES = "It/PRON/PRP/2/nsubj expires/VERB/VBZ/0/root on/ADP/IN/4/case Friday/PROPN/NNP/2/obl"
CLEARED = (
    "They/PRON/PRP/2/nsubj ran/VERB/VBD/0/root an/DET/DT/4/det operation/NOUN/NN/2/obj to/PART/TO/6/mark "
    "clear/VERB/VB/4/acl it/PRON/PRP/6/obj Friday/PROPN/NNP/6/obl:unmarked"
)
PLANNED = CLEARED.replace("an/", "a/").replace("operation/", "plan/").replace("ran/", "made/")


@pytest.fixture(scope="module")
def tables() -> TimeTables:
    return time_tables(load_language("en"))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        (HELD, "None", "2024-05-10"),
        (PUT_OFF, "2024-05-17", "2024-05-17"),
        (MOVED, "2024-05-17", "2024-05-17"),
        (EXTENDED, "None", "2024-05-17"),
        (EXPIRES, "2024-05-17", "2024-05-17"),
        (CLEARED, "2024-05-10", "2024-05-10"),
        (PLANNED, "2024-05-17", "2024-05-17"),
    ],
)
def test_a_weekday_lies_where_its_verb_puts_it(tables: TimeTables, written: str, first: str, last: str) -> None:
    told = sentence(written)
    text = " ".join(token.text for token in told.tokens)
    blocks = (Block(kind="paragraph", start=0, end=len(text)),)
    article = Article(id="a-1", text=text, blocks=blocks, sha256="", published=TUESDAY)
    (mark,) = mark_times(article, [told], tables)
    assert isinstance(mark.refers, When)
    assert (str(mark.refers.from_day), str(mark.refers.to_day)) == (first, last)


def test_the_end_of_the_month_that_is_to_come_is_not_that_of_the_month_told_of(tables: TimeTables) -> None:
    fell = sentence(
        "It/PRON/PRP/2/nsubj fell/VERB/VBD/0/root in/ADP/IN/4/case February/PROPN/NNP/2/obl 2022/NUM/CD/4/nmod"
    )
    leave = "They/PRON/PRP/3/nsubj will/AUX/MD/3/aux leave/VERB/VB/0/root by/ADP/IN/6/case the/DET/DT/6/det"
    month = "end/NOUN/NN/3/obl of/ADP/IN/9/case the/DET/DT/9/det month/NOUN/NN/6/nmod"
    behind = sentence(f"{leave} {month}", start=fell.end + 1)
    text = " ".join(token.text for token in (*fell.tokens, *behind.tokens))
    blocks = (Block(kind="paragraph", start=0, end=len(text)),)
    article = Article(id="a-1", text=text, blocks=blocks, sha256="", published=TUESDAY)
    *_, mark = mark_times(article, [fell, behind], tables)
    assert isinstance(mark.refers, When)
    assert (mark.refers.from_day, mark.refers.to_day) == (None, date(2024, 5, 31))

"""The runner of times: what it reads from TimeML and MEANTIME, and how it counts. All files are written here."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks import times
from benchmarks.errors import CannotMeasure
from benchmarks.times import Document, found_in, matched, metrics_of, read_document
from benchmarks.timex import Timex

HEAD = (
    '<?xml version="1.0" ?>\n<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="x.xsd">\n<DOCID>made_up</DOCID>\n'
)
DCT = (
    '<DCT><TIMEX3 tid="t0" type="DATE" value="2013-03-22" temporalFunction="false" '
    'functionInDocument="CREATION_TIME">2013-03-22</TIMEX3></DCT>\n<TITLE>Last week in vain</TITLE>\n'
)


def timeml(folder: Path, text: str, *, head: str = DCT) -> Document:
    file = folder / "made_up.tml"
    file.write_text(
        f"{HEAD}{head}<TEXT>\n{text}\n</TEXT>\n<MAKEINSTANCE eventID='e1' eiid='ei1'/></TimeML>", encoding="utf-8"
    )
    return read_document(file)


def written(document: Document) -> list[tuple[str, str, str]]:
    return [(document.article.text[one.start : one.end], one.type, one.value) for one in document.gold]


def timex(start: int, end: int, value: str = "2013-03-22") -> Timex:
    return Timex(start=start, end=end, type="DATE", value=value)


def test_the_words_of_a_timex_are_those_of_the_text_around_which_other_tags_are_left_out(tmp_path: Path) -> None:
    document = timeml(
        tmp_path,
        'It <EVENT eid="e1" class="OCCURRENCE">fell</EVENT> <SIGNAL sid="s1">on</SIGNAL> '
        '<TIMEX3 tid="t1" type="DATE" value="2013-03-22">Friday</TIMEX3> &amp; <TIMEX3 tid="t2" type="DURATION" '
        'value="P1D">a <EVENT eid="e2">day</EVENT></TIMEX3> on.',
    )
    assert document.article.text.strip() == "It fell on Friday & a day on."
    assert written(document) == [("Friday", "DATE", "2013-03-22"), ("a day", "DURATION", "P1D")]


@pytest.mark.parametrize("value", ["PRESENT_REF", "P1D", "XXXX-XX-22", "2013-03-22TXX", "PXY", ""])
def test_a_value_is_read_as_it_stands(tmp_path: Path, value: str) -> None:
    document = timeml(tmp_path, f'Now <TIMEX3 tid="t1" type="DATE" value="{value}">now</TIMEX3>.')
    assert [one.value for one in document.gold] == [value]


def test_a_timex_without_words_of_its_own_is_not_counted(tmp_path: Path) -> None:
    document = timeml(tmp_path, 'For <TIMEX3 tid="t1" type="DURATION" value="P1D"/><TIMEX3 tid="t2"> </TIMEX3> long.')
    assert document.gold == ()


def test_blanks_at_the_edges_of_a_timex_are_left_out(tmp_path: Path) -> None:
    document = timeml(tmp_path, 'On <TIMEX3 tid="t1" type="DATE" value="2013-03-22"> Friday\n</TIMEX3>it fell.')
    assert written(document) == [("Friday", "DATE", "2013-03-22")]


def test_of_nested_timexes_the_inner_ones_are_counted(tmp_path: Path) -> None:
    document = timeml(
        tmp_path,
        '<TIMEX3 tid="t1" type="DURATION" value="P2Y">from <TIMEX3 tid="t2" type="DATE" value="2009">2009</TIMEX3> to '
        '<TIMEX3 tid="t3" type="DATE" value="2011">2011</TIMEX3></TIMEX3>.',
    )
    assert [words for words, _, _ in written(document)] == ["2009", "2011"]


def test_the_title_and_the_day_of_creation_are_neither_text_nor_gold(tmp_path: Path) -> None:
    document = timeml(tmp_path, "Nothing here.")
    assert (document.gold, document.article.text.strip()) == ((), "Nothing here.")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (DCT, date(2013, 3, 22)),
        (DCT.replace('value="2013-03-22"', 'value="2013-03-22T11:50:00"'), date(2013, 3, 22)),
        (DCT.replace(' functionInDocument="CREATION_TIME"', ""), date(2013, 3, 22)),
        (DCT.replace("DCT>", "OTHER>").replace("CREATION", "PUBLICATION"), date(2013, 3, 22)),
        (DCT.replace('value="2013-03-22"', 'value="2013"'), None),
        ("", None),
    ],
)
def test_the_day_of_creation_is_that_of_the_element_dct_or_of_the_function_in_the_document(
    tmp_path: Path, head: str, day: date | None
) -> None:
    assert timeml(tmp_path, "Nothing here.", head=head).article.published == day


def test_a_day_of_creation_within_the_text_dates_it_and_is_not_counted(tmp_path: Path) -> None:
    inside = DCT.split("<DCT>")[1].split("</DCT>", maxsplit=1)[0]
    document = timeml(tmp_path, f"{inside} It fell.", head="")
    assert (document.article.published, document.gold) == (date(2013, 3, 22), ())


def test_blank_lines_part_paragraphs_and_line_ends_do_not(tmp_path: Path) -> None:
    document = timeml(tmp_path, "One line\nand its end.\n\nAnother one.")
    assert [document.article.text[block.start : block.end] for block in document.article.blocks] == [
        "One line\nand its end.",
        "Another one.",
    ]


def test_a_document_is_read_to_its_values(tmp_path: Path) -> None:
    document = timeml(tmp_path, "They left on Friday, and came back\nearly last year.")
    found = [(document.article.text[one.start : one.end], one.value) for one in found_in(document)]
    assert found == [("Friday", "2013-03-22"), ("early last year", "2012")]


def test_meantime_is_joined_from_its_tokens_and_its_date_line_is_the_day(tmp_path: Path) -> None:
    sentences = ["Towns fall", "May 3 , 2010", "Troops came yesterday ."]
    tokens, number = "", 0
    for index, sentence in enumerate(sentences):
        for word in sentence.split():
            number += 1
            tokens += f'<token t_id="{number}" sentence="{index}">{word}</token>'
    marks = (
        '<Markables><TIMEX3 m_id="1" type="DATE" value="2010-05-03"><token_anchor t_id="3"/><token_anchor t_id="6"/>'
        '</TIMEX3><TIMEX3 m_id="2" type="DATE" value="2010-05-02"><token_anchor t_id="9"/></TIMEX3></Markables>'
    )
    file = tmp_path / "made_up.xml"
    file.write_text(f"<Document>{tokens}{marks}</Document>", encoding="utf-8")
    document = read_document(file)
    assert document.article.text == "Towns fall\nMay 3, 2010\nTroops came yesterday."
    assert document.article.published == date(2010, 5, 3)
    assert written(document) == [("yesterday", "DATE", "2010-05-02")]


@pytest.mark.parametrize("text", ["<TimeML></TimeML>", "<Other/>", "no XML <"])
def test_a_file_of_another_layout_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.tml").write_text(text, encoding="utf-8")
    with pytest.raises(CannotMeasure):
        read_document(tmp_path / "x.tml")


def test_the_runner_measures_every_tml_file_below_the_folder(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    timeml(tmp_path / "deeper", 'It fell on <TIMEX3 tid="t1" type="DATE" value="2013-03-22">Friday</TIMEX3>.')
    told = times.run(tmp_path)["metrics"]
    assert (told["strict_f1"], told["relaxed_f1"], told["value_f1"], told["gold"]) == (100.0, 100.0, 100.0, 1.0)


def test_an_expression_is_met_once_and_by_the_same_extent_first() -> None:
    gold, found = [timex(0, 10), timex(12, 20)], [timex(0, 4), timex(0, 10), timex(8, 20)]
    assert list(matched(gold, found)) == [(timex(0, 10), timex(0, 10)), (timex(12, 20), timex(8, 20))]


def test_scores_are_harmonic_means_in_percent_and_a_value_needs_an_overlap() -> None:
    gold = [timex(0, 10), timex(12, 20), timex(30, 40)]
    told = metrics_of([(gold, [timex(0, 10), timex(12, 18, "2013"), timex(50, 60)])])
    assert [round(told[name], 1) for name in ("strict_f1", "relaxed_f1", "value_f1")] == [33.3, 66.7, 33.3]


def test_nothing_found_scores_nothing() -> None:
    assert metrics_of([([timex(0, 10)], [])])["relaxed_f1"] == 0.0

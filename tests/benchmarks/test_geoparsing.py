"""The readers of the sets of places, on small files written out in the layouts that the sets have."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.errors import CannotMeasure
from benchmarks.geoparsing import SETS, Document, Toponym, read_documents
from benchmarks.place_names import as_article
from benchmarks.places import run

LGL = """<?xml version="1.0" encoding="utf-8"?>
<articles>
  <article docid="1">
    <feedid>7</feedid>
    <title>Fire in Barton</title>
    <domain>barton.example</domain>
    <text>Barton &amp; Milo burned.
Later Barton, Tex., was calm.</text>
    <toponyms>
      <toponym><start>29</start><end>35</end><phrase>Barton</phrase>
        <gaztag geonameid="11"><name>Barton</name><fclass>P</fclass><fcode>PPL</fcode><lat>10.5</lat><lon>-20.25</lon>
          <country geonameid="3">Nowhere</country><admin1>N</admin1></gaztag></toponym>
      <toponym><start>37</start><end>41</end><phrase>Tex.</phrase></toponym>
      <toponym><start>0</start><end>6</end><phrase>Barton</phrase>
        <gaztag geonameid=""><lat></lat><lon></lon></gaztag></toponym>
    </toponyms>
  </article>
  <article docid="2"><text>Nothing here.</text><toponyms/></article>
</articles>
"""

GEOVIRUS = """<?xml version="1.0" ?>
<articles>
  <article number="0">
    <source>https://news.example/a</source>
    <text>Flu spread from Milo to New Milo.</text>
    <locations>
      <location><name>Milo</name><altName/><page>https://pages.example/Milo</page><lat>1.5</lat><lon>2.5</lon>
        <start>17</start><end>21</end></location>
      <location><name>New Milo</name><lat>N/A</lat><lon>N/A</lon><start>24</start><end>32</end></location>
    </locations>
  </article>
</articles>
"""

GEOWEBNEWS = """<articles><article file="0"><link>http://a.example/x</link><text>Greek ships left Milo.</text>
<toponym><extractedName>Greek</extractedName><type>Non_Literal_Modifier</type><start>0</start><end>5</end>
<geonamesID>390903</geonamesID><latitude>39</latitude><longitude>22</longitude></toponym>
<toponym><extractedName>ships</extractedName><type>Non_Lit_Expression</type><start>6</start><end>11</end></toponym>
</article></articles>
"""


def read(folder: Path, name: str, text: str) -> list[Document]:
    (folder / name).write_text(text, encoding="utf-8")
    assert name in SETS
    return read_documents(folder / name)


def named(document: Document) -> list[str]:
    return [document.text[one.start : one.end] for one in document.toponyms]


def test_every_article_of_a_file_is_read_also_one_without_places(tmp_path: Path) -> None:
    documents = read(tmp_path, "lgl.xml", LGL)
    assert [(document.id, len(document.toponyms)) for document in documents] == [("0", 3), ("1", 0)]


def test_offsets_count_characters_of_the_text_as_it_is_read(tmp_path: Path) -> None:
    first, _ = read(tmp_path, "lgl.xml", LGL)
    assert named(first) == ["Barton", "Barton", "Tex."]


def test_a_place_that_has_no_tag_or_an_empty_one_has_no_coordinates(tmp_path: Path) -> None:
    first, _ = read(tmp_path, "lgl.xml", LGL)
    found = [(one.latitude, one.longitude, one.geonameid) for one in first.toponyms]
    assert found == [(None, None, None), (10.5, -20.25, 11), (None, None, None)]


def test_a_stretch_that_slipped_is_moved_to_its_phrase(tmp_path: Path) -> None:
    (document,) = read(tmp_path, "GeoVirus.xml", GEOVIRUS)
    assert named(document) == ["Milo", "New Milo"]


def test_of_two_places_for_a_phrase_the_nearer_is_taken(tmp_path: Path) -> None:
    text = GEOVIRUS.replace("<start>17</start><end>21</end>", "<start>27</start><end>31</end>")
    (document,) = read(tmp_path, "GeoVirus.xml", text)
    assert [(one.start, one.end) for one in document.toponyms] == [(24, 32), (28, 32)]


def test_coordinates_that_are_no_numbers_are_none(tmp_path: Path) -> None:
    (document,) = read(tmp_path, "GeoVirus.xml", GEOVIRUS)
    assert document.toponyms[0] == Toponym(start=16, end=20, latitude=1.5, longitude=2.5)
    assert document.toponyms[1].latitude is None


def test_common_nouns_of_geowebnews_are_no_places(tmp_path: Path) -> None:
    (document,) = read(tmp_path, "GWN.xml", GEOWEBNEWS)
    assert named(document) == ["Greek"]
    assert document.url == "http://a.example/x"


def test_a_file_that_is_no_xml_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotMeasure, match=r"lgl\.xml is no XML"):
        read(tmp_path, "lgl.xml", "<articles><article>")


def test_the_lines_of_a_text_are_its_paragraphs(tmp_path: Path) -> None:
    first, _ = read(tmp_path, "lgl.xml", LGL)
    blocks = as_article(first).blocks
    assert [first.text[block.start : block.end] for block in blocks] == [
        "Barton & Milo burned.", "Later Barton, Tex., was calm.",
    ]  # fmt: skip


def test_sets_on_which_nothing_is_fitted_are_measured_without_the_others(tmp_path: Path) -> None:
    (tmp_path / "lgl.xml").write_text(LGL, encoding="utf-8")
    (tmp_path / "GeoVirus.xml").write_text(GEOVIRUS, encoding="utf-8")
    metrics = run(tmp_path)["metrics"]
    assert {"lgl_f1", "lgl_accuracy", "geovirus_f1", "geovirus_plain_f1"} <= set(metrics)
    assert not any("cv_" in name for name in metrics)
    assert all(0 <= value <= 100 for name, value in metrics.items() if name.endswith("f1"))

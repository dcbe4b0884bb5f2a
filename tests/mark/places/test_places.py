"""Places: which names are marked, what they mean, and how exactly."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sayso.gazetteer.lookup import Gazetteer
from sayso.mark.places.context import is_overshadowed
from sayso.mark.places.marking import mark_places, resolve_names
from sayso.mark.places.patterns import apply_offset, offset_before, point_at, read_mention
from sayso.mark.places.place_kinds import settle_kinds
from sayso.mark.places.vocabulary import PlaceWords, place_words
from sayso.model import Article, Block, Place, Sentence
from sayso.packs.language import load_language
from sayso.packs.pack import load_pack


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(load_pack("gazetteer-world"))


@pytest.fixture(scope="module")
def words() -> PlaceWords:
    return place_words(load_language("en"))


def read(text: str) -> tuple[Article, tuple[Sentence, ...]]:
    block = Block(kind="paragraph", start=0, end=len(text))
    article = Article(id="a-1", text=text, blocks=(block,), sha256="")
    return article, (Sentence(start=0, end=len(text), block=0, tokens=()),)


def places(text: str, gazetteer: Gazetteer, words: PlaceWords, names: list[str] | None = None) -> list[Place]:
    spans = None if names is None else [(text.index(name), text.index(name) + len(name)) for name in names]
    marks = mark_places(*read(text), spans, gazetteer, words)
    return [mark.refers for mark in marks if isinstance(mark.refers, Place)]


def test_a_town_is_exact(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places("Troops entered Lysychansk.", gazetteer, words, ["Lysychansk"])
    assert (place.country, place.admin1, place.kind, place.precision) == ("UA", "Luhansk", "settlement", "exact")


def test_a_name_nobody_knows_stays_unresolved(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places("Troops entered Qwrtzpfgh.", gazetteer, words, ["Qwrtzpfgh"])
    assert (place.precision, place.name, place.latitude, place.kind) == ("unresolved", None, None, None)


@pytest.mark.parametrize("name", ["Severodonetsk", "Sievierodonetsk", "Siverskodonetsk"])
def test_renamings_and_transliterations_meet(name: str, gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places(f"Troops left {name} in Ukraine.", gazetteer, words, [name])
    assert isclose(place.latitude or 0, 48.95, abs_tol=0.05)


@pytest.mark.parametrize(
    ("one", "other"), [("Kiev", "Kyiv"), ("Lugansk", "Luhansk"), ("Artemivsk", "Bakhmut"), ("Kharkov", "Kharkiv")]
)
def test_old_and_new_names_mean_one_place(one: str, other: str, gazetteer: Gazetteer, words: PlaceWords) -> None:
    (old,), (new,) = (places(f"It is in {n}, Ukraine.", gazetteer, words, [n]) for n in (one, other))
    assert (old.latitude, old.longitude) == (new.latitude, new.longitude)


@pytest.mark.parametrize("name", ["Luhansk", "Donetsk", "Kherson", "Mykolaiv", "Kharkiv", "Odesa", "Sumy", "Poltava"])
def test_a_bare_name_of_town_and_region_is_the_town(name: str, gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places(f"Shells hit {name} at night.", gazetteer, words, [name])
    assert (place.kind, place.precision, place.country) == ("settlement", "exact", "UA")


def test_a_province_much_larger_than_its_seat_keeps_the_bare_name(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places("It snowed all over Quebec.", gazetteer, words, ["Quebec"])
    assert place.kind == "region"


def test_all_names_of_a_list_of_regions_are_regions(gazetteer: Gazetteer, words: PlaceWords) -> None:
    names = ["Kherson", "Zaporizhzhia", "Kharkiv"]
    marked = places("They hold parts of Kherson, Zaporizhzhia, and eastern Kharkiv oblasts.", gazetteer, words, names)
    assert [place.kind for place in marked] == ["region", "region", "region"]


def test_what_is_said_to_be_a_region_is_one_where_it_stands_bare(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "They shelled the region of Luhansk. Control of Lugansk and Donetsk is the aim."
    marked = mark_places(*read(text), [(27, 34), (47, 54), (59, 66)], gazetteer, words)
    assert [(mark.refers.text, mark.refers.kind) for mark in marked if isinstance(mark.refers, Place)] == [
        ("Luhansk", "region"),
        ("Lugansk", "region"),
        ("Donetsk", "region"),
    ]


def test_an_oblast_leaves_the_bare_name_to_the_town(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "They left Kherson Oblast. They crossed into Kherson at noon."
    marked = mark_places(*read(text), [(10, 17), (44, 51)], gazetteer, words)
    assert [mark.refers.kind for mark in marked if isinstance(mark.refers, Place)] == ["region", "settlement"]


def test_what_is_said_to_be_a_town_is_one_where_it_stands_bare(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "They took Bara, the army said. They took the town of Bara in North Kordofan."
    marked = mark_places(*read(text), [(10, 14), (53, 57), (61, 75)], gazetteer, words)
    assert [(mark.refers.name, mark.refers.kind) for mark in marked if isinstance(mark.refers, Place)] == [
        ("Bārah", "settlement"),
        ("Bārah", "settlement"),
        ("North Kordofan", "region"),
    ]


def test_what_is_said_to_be_a_town_and_a_district_is_left_open_where_it_stands_bare(words: PlaceWords) -> None:
    text = "They took Bara. They took the town of Bara and all of Bara district."
    mentions = [read_mention(text, start, start + 4, words) for start in (10, 38, 54)]
    assert [mention.kind for mention in settle_kinds(text, mentions, words)] == [None, "settlement", "district"]


def test_the_part_of_a_country_that_no_table_lists_is_the_country(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places("They fought in north-eastern Syria.", gazetteer, words, ["north-eastern Syria"])
    assert (place.name, place.precision, place.bearing) == ("Syria", "country", None)


def test_the_part_of_a_country_that_a_table_lists_is_that_region(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places("They fought in southern Lebanon.", gazetteer, words, ["southern Lebanon"])
    assert (place.name, place.precision) == ("Southern Lebanon", "region")


def test_a_river_has_the_article_that_a_town_of_its_name_lacks(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (river,) = places("They crossed the Dnipro in Ukraine.", gazetteer, words, ["Dnipro"])
    (town,) = places("Missiles hit Dnipro in Ukraine.", gazetteer, words, ["Dnipro"])
    assert (river.kind, town.kind) == ("feature", "settlement")


def test_a_place_bears_the_name_of_the_article_s_day(gazetteer: Gazetteer, words: PlaceWords) -> None:
    article, _ = read("Troops left Severodonetsk in Ukraine.")
    then = resolve_names(replace(article, published=date(2022, 6, 25)), [(12, 25)], gazetteer, words)
    now = resolve_names(replace(article, published=date(2025, 6, 25)), [(12, 25)], gazetteer, words)
    assert (then[0].name, now[0].name) == ("Sievierodonetsk", "Siverskodonetsk")
    assert then[0].geonameid == now[0].geonameid


def test_a_name_given_up_long_ago_speaks_against_the_place(gazetteer: Gazetteer, words: PlaceWords) -> None:
    article, _ = read("They met in Saigon on Monday.")
    then = resolve_names(replace(article, published=date(1970, 1, 1)), [(12, 18)], gazetteer, words)
    now = resolve_names(replace(article, published=date(2022, 1, 1)), [(12, 18)], gazetteer, words)
    assert now[0].score < then[0].score


def test_the_outlet_s_country_speaks_for_its_own_towns(gazetteer: Gazetteer, words: PlaceWords) -> None:
    article, _ = read("A fire broke out in Wellington.")
    home = resolve_names(replace(article, url="https://news.example.nz/1"), [(20, 30)], gazetteer, words)
    abroad = resolve_names(article, [(20, 30)], gazetteer, words)
    assert home[0].country == "NZ"
    assert home[0].score > abroad[0].score


def test_the_outskirts_of_a_town_are_near_it(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places("They reached Lysychansk’s outskirts.", gazetteer, words, ["Lysychansk"])
    assert place.precision == "near"


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        ("It rained in Paris, Lamar County, Texas.", ["Paris", "Lamar County", "Texas"], "US"),
        ("They met in Syria's eastern city of Tripoli.", ["Syria", "Tripoli"], "SY"),
        ("They met in London in the province of Ontario.", ["London", "Ontario"], "CA"),
    ],
)
def test_a_name_lies_in_what_contains_it(
    text: str, names: list[str], country: str, gazetteer: Gazetteer, words: PlaceWords
) -> None:
    assert country in {place.country for place in places(text, gazetteer, words, names)}


def seconds_to_resolve(names: Sequence[str], gazetteer: Gazetteer, words: PlaceWords) -> float:
    """Processor time for a text of these names, the best of two."""
    spans, at = list[tuple[int, int]](), 0
    for name in names:
        spans.append((at, at + len(name)))
        at += len(name) + 2
    article, took = read(", ".join(names))[0], list[float]()
    for _ in range(2):
        began = time.process_time()
        resolve_names(article, spans, gazetteer, words)
        took.append(time.process_time() - began)
    return min(took)


@pytest.mark.parametrize("kind", ["made up", "few", "different"])
def test_eight_times_the_names_take_about_eight_times_as_long(
    kind: str, gazetteer: Gazetteer, words: PlaceWords
) -> None:
    """If time grew with the square of the number, it would take sixty-four times as long."""
    names = {
        "made up": [f"Karsk{number:05d}" if number % 2 else "Lysychansk" for number in range(10_000)],
        "few": ["Paris", "London", "Kyiv", "Moscow", "Aleppo"] * 2_000,
        "different": [gazetteer.label(row) for row in range(5_000, 15_000)],
    }[kind]
    short = seconds_to_resolve(names[:1_250], gazetteer, words)
    assert seconds_to_resolve(names, gazetteer, words) < 24 * max(0.005, short)


def test_a_name_among_names_of_one_country_lies_there(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "Between Hamilton, Kitchener, Sarnia and London, Ontario, the road was closed."
    marked = places(text, gazetteer, words, ["Hamilton", "Kitchener", "Sarnia", "London", "Ontario"])
    assert {place.country for place in marked} == {"CA"}


def test_words_for_a_people_are_no_places(gazetteer: Gazetteer, words: PlaceWords) -> None:
    assert places("Russian and Ukrainian troops fought.", gazetteer, words, ["Russian", "Ukrainian"]) == []


def test_without_a_tagger_countries_and_towns_are_found(gazetteer: Gazetteer, words: PlaceWords) -> None:
    marked = places("Troops from Russia entered Kharkiv near Derhachi.", gazetteer, words)
    assert [place.text for place in marked] == ["Russia", "Kharkiv", "Derhachi"]


def test_without_a_tagger_a_person_is_no_place(gazetteer: Gazetteer, words: PlaceWords) -> None:
    assert places("President Lincoln met Paris Hilton and Mr. Washington.", gazetteer, words) == []


def test_a_region_word_makes_a_region(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places("They fought in Luhansk Oblast.", gazetteer, words, ["Luhansk"])
    assert (place.text, place.kind, place.precision) == ("Luhansk Oblast", "region", "region")


def test_a_town_word_makes_a_town(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places("They fought in the city of Luhansk.", gazetteer, words, ["Luhansk"])
    assert place.kind == "settlement"


def test_a_power_plant_is_a_facility(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places("Staff at the Zaporizhzhia nuclear power plant left.", gazetteer, words, ["Zaporizhzhia"])
    assert (place.text, place.kind) == ("Zaporizhzhia nuclear power plant", "facility")


def test_a_village_behind_its_word_is_marked_though_no_tagger_saw_it(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places("Fighting reached the village of Xarbivkaq.", gazetteer, words, [])
    assert (place.text, place.precision) == ("Xarbivkaq", "unresolved")


def test_the_edges_of_a_name_are_exact(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places("He saw the Gaza Strip’s border.", gazetteer, words, ["the Gaza Strip’s"])
    assert place.text == "Gaza Strip"


def test_a_name_has_no_blank_behind_it_though_a_possessive_does(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places("They left Kherson ’s port.", gazetteer, words, ["Kherson ’s"])
    assert place.text == "Kherson"


def test_a_distance_and_a_direction_move_the_point(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "It fell about 10 km (6 miles) south of Lysychansk."
    (place,) = places(text, gazetteer, words, ["Lysychansk"])
    (there,) = places("Lysychansk fell.", gazetteer, words, ["Lysychansk"])
    assert (place.precision, place.distance_m, place.bearing) == ("near", 10000, 180.0)
    assert isclose((there.latitude or 0) - (place.latitude or 0), 0.0899, abs_tol=0.001)


@pytest.mark.parametrize(
    "phrase", ["near", "on the outskirts of", "just outside", "north-east of", "close to the city of"]
)
def test_what_is_by_a_town_is_near_it(phrase: str, gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places(f"They fought {phrase} Lysychansk.", gazetteer, words, ["Lysychansk"])
    assert place.precision == "near"


@pytest.mark.parametrize("phrase", ["near Bakhmut and", "east of Soledar, Bakhmut and", "in the areas of Bakhmut and"])
def test_what_is_by_several_towns_is_near_the_last_too(phrase: str, gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places(f"They fought {phrase} Lysychansk.", gazetteer, words, ["Lysychansk"])
    assert place.precision == "near"


@pytest.mark.parametrize(
    "phrase",
    [
        "They cut off",
        "They hold Bakhmut and",
        "They took the city's suburbs of Bakhmut and",
        "They met in the nearby town of",
    ],
)
def test_what_is_no_preposition_puts_nothing_near(phrase: str, gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places(f"{phrase} Lysychansk.", gazetteer, words, ["Lysychansk"])
    assert place.precision == "exact"


def test_the_east_of_a_country_is_that_country(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places("They fought in the east of Ukraine.", gazetteer, words, ["Ukraine"])
    assert (place.precision, place.bearing) == ("country", None)


def test_a_description_takes_the_offset_in_front_of_it(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "It was hit 5 miles north of the city."
    (city,) = places("Lysychansk", gazetteer, words, ["Lysychansk"])
    moved = apply_offset(city, offset_before(text, text.index("the city"), words))
    assert (moved.distance_m, moved.bearing, moved.precision) == (8045, 0.0, "near")


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    latitude, longitude = point_at(0.0, 30.0, 111_195, 0.0)
    assert isclose(latitude, 1.0, abs_tol=1e-3)
    assert isclose(longitude, 30.0, abs_tol=1e-9)


def test_what_a_tagger_took_for_a_person_is_no_place(gazetteer: Gazetteer, words: PlaceWords) -> None:
    article, sentences = read("The village of Kerimov was named.")
    marks = mark_places(article, sentences, [], gazetteer, words, not_places=[(15, 22)])
    assert marks == ()


def test_alternatives_are_kept_with_their_scores(gazetteer: Gazetteer, words: PlaceWords) -> None:
    (place,) = places("They met in Donetsk.", gazetteer, words, ["Donetsk"])
    assert place.alternatives
    assert all(other.score <= place.score for other in place.alternatives)


def test_the_kind_of_a_mention_comes_from_the_words_around_it(words: PlaceWords) -> None:
    text = "the Popasna raion"
    mention = read_mention(text, 4, 11, words)
    assert (mention.name, mention.kind, mention.whole) == ("Popasna", "district", "Popasna raion")


PIECES = st.sampled_from(
    [
        "Kyiv",
        "10 km south of ",
        "the village of ",
        "Luhansk",
        " Oblast",
        " region",
        "’s",
        ", ",
        " and ",
        "–",
        "(",
        ".",
        "\n",
        "U.S.",
        "Ž ",
    ]
)


@hypothesis_settings(max_examples=150, deadline=None)
@given(
    text=st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=20).map("".join)),
    edges=st.none() | st.sets(st.integers(0, 200), max_size=6),
)
def test_any_text_and_any_names_give_marks_that_stand_apart_and_have_exact_edges(
    gazetteer: Gazetteer, words: PlaceWords, text: str, edges: set[int] | None
) -> None:
    """The edges of the names, in pairs; those behind the text stand at its end; without any, names are looked for."""
    names = None
    if edges is not None:
        within = sorted({min(edge, len(text)) for edge in edges})
        names = list(zip(within[::2], within[1::2], strict=False))
    marked = mark_places(*read(text), names, gazetteer, words)
    assert all(left.end <= right.start for left, right in pairwise(marked))
    for mark in marked:
        written = text[mark.start : mark.end]
        assert written
        assert written == written.strip()


def test_a_name_that_a_city_once_had_is_no_city_where_others_bear_it_now() -> None:
    places_ = np.array([(b"UA",), (b"UA",), (b"RU",)], dtype=[("country", "S2")])
    owner, is_primary = np.zeros(3, dtype=np.int64), np.array([False, True, False])
    assert is_overshadowed(owner, places_, is_primary).tolist() == [True, False, False]

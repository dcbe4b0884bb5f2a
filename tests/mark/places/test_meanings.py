"""What a name means, seen with its container and the article's other names."""

import pytest

from sayso.gazetteer.lookup import Gazetteer
from sayso.mark.places.marking import mark_places, resolve_names
from sayso.mark.places.vocabulary import PlaceWords, place_words
from sayso.model import Article, Block, Place, PlaceUse, Sentence
from sayso.packs.language import load_language
from sayso.packs.pack import load_pack


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(load_pack("gazetteer-world"))


@pytest.fixture(scope="module")
def words() -> PlaceWords:
    return place_words(load_language("en"))


def place(text: str, names: str, gazetteer: Gazetteer, words: PlaceWords) -> Place:
    """The place of the first of the names."""
    block = Block(kind="paragraph", start=0, end=len(text))
    article = Article(id="a", text=text, blocks=(block,), sha256="")
    spans = [(text.index(name), text.index(name) + len(name)) for name in names.split(" + ")]
    return resolve_names(article, spans, gazetteer, words)[0]


@pytest.mark.parametrize(
    ("text", "names", "region", "country"),
    [
        ("They met in Gzdar district, Kandahar province.", "Gzdar + Kandahar", "Kandahar", "AF"),
        ("They met in Gzdar (Borno State).", "Gzdar + Borno State", "Borno", "NG"),
        ("They met at Gzdar, in North Darfur.", "Gzdar + North Darfur", "North Darfur", "SD"),
        ("They left Gzdar, the capital of Logar province.", "Gzdar + Logar", "Logar", "AF"),
        ("Gzdar/Helmand\nThey met.", "Gzdar + Helmand", "Helmand", "AF"),
        ("A blast hit Gzdar village of Kandahar province.", "Gzdar + Kandahar", "Kandahar", "AF"),
    ],
)
def test_an_unknown_place_stands_at_the_region_that_is_told_with_it(
    text: str, names: str, region: str, country: str, gazetteer: Gazetteer, words: PlaceWords
) -> None:
    found = place(text, names, gazetteer, words)
    assert (found.name, found.admin1, found.country, found.precision) == ("Gzdar", region, country, "region")
    assert found.geonameid is None
    assert found.latitude is not None


def test_an_unknown_place_stands_in_the_country_where_the_article_plays(
    gazetteer: Gazetteer, words: PlaceWords
) -> None:
    text = "Shells fell on Gzdar. In Idlib and Saraqib people fled."
    found = place(text, "Gzdar + Idlib + Saraqib", gazetteer, words)
    assert (found.name, found.country, found.precision, found.kind) == ("Gzdar", "SY", "country", "settlement")


def test_an_unknown_place_of_which_no_name_tells_the_country_is_unresolved(
    gazetteer: Gazetteer, words: PlaceWords
) -> None:
    found = place("Shells fell on Gzdar.", "Gzdar", gazetteer, words)
    assert (found.name, found.country, found.precision) == (None, None, "unresolved")


def test_those_who_act_do_not_tell_where(gazetteer: Gazetteer, words: PlaceWords) -> None:
    assert place("Russia shelled Gzdar.", "Gzdar + Russia", gazetteer, words).precision == "unresolved"


def test_no_namesake_lies_outside_the_container(gazetteer: Gazetteer, words: PlaceWords) -> None:
    found = place("They met in Daman district, Kandahar province.", "Daman + Kandahar", gazetteer, words)
    assert (found.country, found.admin1) == ("AF", "Kandahar")


def test_a_small_namesake_abroad_gives_way_to_a_place_at_home(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "Clashes in Ras al-Ayn went on. In Tall Abyad and in Hasakah it was calm."
    found = place(text, "Ras al-Ayn + Tall Abyad + Hasakah", gazetteer, words)
    assert (found.name, found.country) == ("Ra’s al ‘Ayn", "SY")


def test_a_city_that_is_known_the_world_over_stays_abroad(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "They spoke in Paris. In Idlib and Saraqib people fled."
    assert place(text, "Paris + Idlib + Saraqib", gazetteer, words).country == "FR"


def test_the_next_of_a_list_contains_nothing(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "Envoys of Damascus, Russia and Iran met."
    assert place(text, "Damascus + Russia + Iran", gazetteer, words).country == "SY"


def test_a_name_spelled_otherwise_is_the_place_of_its_container(gazetteer: Gazetteer, words: PlaceWords) -> None:
    found = place("They met in Kushamond District, Paktika Province.", "Kushamond + Paktika", gazetteer, words)
    assert (found.name, found.admin1) == ("Khōshāmand", "Paktika")


def test_the_last_word_of_an_unknown_name_tells_its_kind(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "Shells fell on Gzdar Hospital. In Idlib and Saraqib people fled."
    assert place(text, "Gzdar Hospital + Idlib + Saraqib", gazetteer, words).kind == "facility"


def test_a_region_that_is_none_of_the_first_level_takes_no_town_away(gazetteer: Gazetteer, words: PlaceWords) -> None:
    found = place("They fought for Bakhmut, in the Donbas.", "Bakhmut + Donbas", gazetteer, words)
    assert (found.name, found.precision) == ("Bakhmut", "exact")


@pytest.mark.parametrize(
    ("text", "town", "country"),
    [
        ("Vovchansk in Russian hands for a week", "Vovchansk", "UA"),
        ("Shells fell on Afrin in Turkish hands.", "Afrin", "SY"),
        ("Settlers burned cars in Huwara in Israeli-occupied land.", "Huwara", "PS"),
        ("Goma in Rwandan hands, the province in Congolese", "Goma", "CD"),
    ],
)
def test_a_town_in_the_hands_of_a_people_lies_where_it_lay(
    text: str, town: str, country: str, gazetteer: Gazetteer, words: PlaceWords
) -> None:
    people = next(word for word in ("Russian", "Turkish", "Israeli", "Rwandan") if word in text)
    spans = {(text.index(name), text.index(name) + len(name)): name for name in (town, people)}
    block = Block(kind="paragraph", start=0, end=len(text))
    article = Article(id="a", text=text, blocks=(block,), sha256="")
    sentences = (Sentence(start=0, end=len(text), block=0, tokens=()),)
    uses: dict[tuple[int, int], PlaceUse] = {span: "people" for span, name in spans.items() if name == people}
    marks = mark_places(article, sentences, list(spans), gazetteer, words, uses=uses)
    found = marks[0].refers
    assert isinstance(found, Place)
    assert (found.country, found.precision) == (country, "exact")


def test_a_bare_name_of_a_district_and_its_seat_is_the_seat(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "Fighters withdrew from Bara, North Kordofan, on Tuesday."
    found = place(text, "Bara + North Kordofan", gazetteer, words)
    assert (found.name, found.kind) == ("Bārah", "settlement")
    found = place("Fighters left Bara district, North Kordofan.", "Bara + North Kordofan", gazetteer, words)
    assert found.kind == "district"


@pytest.mark.parametrize(
    ("text", "names", "country", "precision"),
    [
        ("They took Kamianka, just south of Izium.", "Kamianka + Izium", "UA", "district"),
        ("They burned Hilla, a village close to El Fasher.", "Hilla + El Fasher", "SD", "district"),
        ("They took Amiriya, north of Palmyra, in Syria.", "Amiriya + Palmyra + Syria", "SY", "district"),
        ("They took Kibumba, 20 km north of Goma.", "Kibumba + Goma", "CD", "exact"),
        ("They shelled Lagos, south of Abuja.", "Lagos + Abuja", "NG", "exact"),
    ],
)
def test_no_namesake_lies_far_from_what_a_place_is_said_to_lie_beside(
    text: str, names: str, country: str, precision: str, gazetteer: Gazetteer, words: PlaceWords
) -> None:
    found = place(text, names, gazetteer, words)
    assert (found.country, found.precision) == (country, precision)


def test_a_name_that_is_told_often_stays_what_it_is_whatever_it_lies_beside_once(
    gazetteer: Gazetteer, words: PlaceWords
) -> None:
    text = "Bakhmut, south of Kupiansk, held. In Bakhmut they fought, and by Bakhmut they fell."
    spans = [(0, 7), (18, 26), (text.index("In Bakhmut") + 3, text.index("In Bakhmut") + 10)]
    spans.append((text.index("by Bakhmut") + 3, text.index("by Bakhmut") + 10))
    block = Block(kind="paragraph", start=0, end=len(text))
    article = Article(id="a", text=text, blocks=(block,), sha256="")
    assert resolve_names(article, spans, gazetteer, words)[0].precision == "exact"


@pytest.mark.parametrize("told", ["Basidah", "Hamidah"])
def test_no_unknown_place_is_one_spelled_like_it_in_a_country_that_only_acts(
    told: str, gazetteer: Gazetteer, words: PlaceWords
) -> None:
    text = f"In Idlib and Saraqib people fled. Rebels with U.S. arms took {told}. U.S. officials were silent."
    found = place(text, f"{told} + Idlib + Saraqib + U.S.", gazetteer, words)
    assert found.country == "SY"


def test_a_town_spelled_otherwise_does_not_tell_where_an_article_plays(gazetteer: Gazetteer, words: PlaceWords) -> None:
    text = "The fall of Palmyra\nFighters killed people in Amiriya and al-Sukhnah. They held Palmyra."
    assert place(text, "Palmyra + Amiriya + al-Sukhnah", gazetteer, words).country == "SY"
    assert place(text, "Amiriya + Palmyra + al-Sukhnah", gazetteer, words).country == "SY"
    assert place(text, "al-Sukhnah + Palmyra + Amiriya", gazetteer, words).country == "SY"


@pytest.mark.parametrize(("beside", "country"), [("Saudi air defences shot", "SA"), ("Air defences shot", "YE")])
def test_a_town_in_a_country_of_which_the_article_speaks_stays_there(
    beside: str, country: str, gazetteer: Gazetteer, words: PlaceWords
) -> None:
    text = f"In Marib and Sirwah people fled. {beside} down a drone near Jizan."
    names = "Jizan + Marib + Sirwah" + (" + Saudi" if "Saudi" in text else "")
    assert place(text, names, gazetteer, words).country == country

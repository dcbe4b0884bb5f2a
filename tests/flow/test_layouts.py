"""Tables, lists, day by day and post by post: what heads a little document holds in it, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from sayso.base.settings import Settings
from sayso.flow.chain import claim_reading, load_chain, read_given
from sayso.flow.languages import languages
from sayso.model import Article, Claim

Told = tuple[str, str, str | None, str | None]
"""Family, trigger, name of the place and first day of a claim."""


def claims_in(text: str) -> tuple[Claim, ...]:
    """The claims of a document, by the packs that are shipped."""
    settings = Settings()
    (article,) = read_given(text.encode(), settings)
    assert isinstance(article, Article)
    chain = load_chain(None, next(iter(languages(None))), None)
    return claim_reading(chain.mark(article), settings)


def told_in(text: str) -> list[Told]:
    return [
        (
            claim.family,
            claim.trigger.text,
            claim.places[0].text if claim.places else None,
            claim.when.from_day.isoformat() if claim.when.from_day else None,
        )
        for claim in claims_in(text)
    ]


def page(published: str, body: str) -> str:
    return f"---\ntitle: Bulletin\ndate: {published}\n---\n# Bulletin\n\n{body}"


SUDAN = page(
    "2024-06-14",
    "1. Nyala: An air strike hit the airport. Eleven people were wounded.\n"
    "2. Kutum – Gunmen looted the market.\n"
    "3. El Geneina. Two aid workers were abducted on 12 June.\n",
)
COLOMBIA = page(
    "2023-11-10",
    "## Thursday, 9 November\n\n* **Arauca:** ELN fighters kidnapped two soldiers.\n\n"
    "## Wednesday, 8 November\n\n* Nariño – Three people were killed.\n* Four families were displaced.\n",
)
MYANMAR = page(
    "2024-04-20",
    "## Kachin State\n\n### 8 April\n\nFour soldiers were killed.\n\n### 9 April\n\nJunta jets bombed a monastery.\n\n"
    "## Rakhine State\n\n### 10 April\n\nThe junta shelled two villages.\n\n## Reactions\n\nA clinic was looted.\n",
)
GAZA = page(
    "2024-02-12",
    "**5 February.** Israeli forces bombed a house. Nine people were killed in Deir al-Balah.\n\n"
    "**6 February.** Rafah – Two people were killed.\n\n**7 February.** Soldiers stormed the hospital.\n",
)
UKRAINE = (
    "Southern front, 5 May 2023\n\n- 09:10 Kherson: Russian artillery shelled the city centre.\n"
    "- 14:20 Nikopol: A drone hit a minibus. Three passengers were injured.\n"
    "- 21:00 Orikhiv: Ukrainian troops repelled an assault.\n"
)
YEMEN = (
    "Yemen: daily incident list\n\nMARIB\n\n1) Houthi forces shelled Al-Wadi district.\n"
    "2) Coalition aircraft carried out four air strikes.\n\nTAIZ\n\n1) A sniper killed a woman.\n\n"
    "HODEIDAH\n\n1) A landmine wounded a fisherman.\n"
)
LEBANON = page(
    "2024-10-03",
    "### 16:05 GMT\n\nHezbollah fired rockets at Kiryat Shmona. One man was wounded.\n\n"
    "### 11:30 GMT\n\nEight soldiers were killed in an ambush, the Israeli army said.\n\n"
    "### 09:00 GMT\n\nA drone hit a motorcycle in Tyre yesterday.\n",
)
ETHIOPIA = page(
    "2021-12-30",
    "| Town | Captured by | Date |\n| --- | --- | --- |\n| Dessie | TDF | 30 October 2021 |\n"
    "| Lalibela | ENDF | 1 December 2021 |\n",
)
BURKINA = page(
    "2023-05-02",
    "| Date | Location | Perpetrator | Killed | Wounded | Notes |\n| --- | --- | --- | ---: | ---: | --- |\n"
    "| 6 April 2023 | Djibo | JNIM | 44 | – | Gunmen stormed the market. |\n",
)
DONETSK = page(
    "2024-03-01",
    "| Settlement | Controlled by | Since |\n| --- | --- | --- |\n| Avdiivka | Russia | 17 February 2024 |\n"
    "| Chasiv Yar | Contested | |\n",
)
TOLL = page(
    "2023-06-10",
    "| Breakdown | Casualties | Time period | Source |\n| --- | --- | --- | --- |\n"
    "| Ukrainian forces | 13,000+ killed, 35,000 wounded | 24 February 2022 – 12 May 2023 | Ukrainian officials |\n"
    "| Russian forces | 120,000 killed and wounded | 24 February 2022 – 13 March 2023 | US officials |\n",
)
BATTLES = page(
    "2022-08-01",
    "Russian troops and Ukrainian forces fought for these towns.\n\n"
    "| Name | Oblast | Start date | End date | Result |\n| --- | --- | --- | --- | --- |\n"
    "| Battle of Popasna | Luhansk | 18 March 2022 | 7 May 2022 | Russian victory |\n",
)
STRIKES = page(
    "2025-05-10",
    "| Name | Date | Attacker | Target |\n| --- | --- | --- | --- |\n"
    "| Port Sudan airport drone attack | 4 May 2025 | RSF | Airport |\n",
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SUDAN, [("harm", "wounded", "Nyala", None), ("damage", "looted", "Kutum", None)]),
        (SUDAN, [("civilians", "abducted", "El Geneina", "2024-06-12")]),
        (COLOMBIA, [("civilians", "kidnapped", "Arauca", "2023-11-09"), ("harm", "killed", "Nariño", "2023-11-08")]),
        (COLOMBIA, [("civilians", "displaced", None, "2023-11-08")]),
        (
            MYANMAR,
            [("harm", "killed", "Kachin State", "2024-04-08"), ("strike", "bombed", "Kachin State", "2024-04-09")],
        ),
        (MYANMAR, [("strike", "shelled", "Rakhine State", "2024-04-10"), ("damage", "looted", None, None)]),
        (GAZA, [("strike", "bombed", None, "2024-02-05"), ("harm", "killed", "Rafah", "2024-02-06")]),
        (UKRAINE, [("strike", "shelled", "Kherson", "2023-05-05"), ("harm", "injured", "Nikopol", "2023-05-05")]),
        (YEMEN, [("strike", "air strikes", "MARIB", None), ("harm", "killed", "TAIZ", None)]),
        (LEBANON, [("harm", "killed", None, "2024-10-03"), ("strike", "hit", "Tyre", "2024-10-02")]),
        (ETHIOPIA, [("territory", "Captured by", "Dessie", "2021-10-30")]),
        (BURKINA, [("harm", "Killed", "Djibo", "2023-04-06"), ("battle", "stormed", "Djibo", "2023-04-06")]),
        (DONETSK, [("territory", "Controlled by", "Avdiivka", "2024-02-17")]),
        (DONETSK, [("territory", "Contested", "Chasiv Yar", None)]),
        (BATTLES, [("battle", "Battle", "Popasna", "2022-03-18")]),
    ],
)
def test_what_heads_a_little_document_holds_in_it_alone(text: str, told: Sequence[Told]) -> None:
    said = told_in(text)
    assert [one for one in told if one not in said] == [], said


def only(text: str, trigger: str) -> Claim:
    (claim,) = [claim for claim in claims_in(text) if claim.trigger.text == trigger]
    return claim


def test_a_place_of_a_heading_is_told_apart_from_one_that_is_stated() -> None:
    claim = only(MYANMAR, "bombed")
    assert (claim.places[0].text, claim.places[0].basis) == ("Kachin State", "carried")


def test_a_row_says_who_and_how_many_and_is_the_claims_sentence() -> None:
    claim = only(BURKINA, "Killed")
    assert [actor.party for actor in claim.actors] == ["JNIM"]
    assert [(count.low, count.high) for count in claim.counts] == [(44, 44)]
    assert claim.sentence.text.startswith("Date: 6 April 2023 | Location: Djibo")


def test_an_empty_cell_says_nothing() -> None:
    assert [claim for claim in claims_in(BURKINA) if claim.trigger.text == "Wounded"] == []


def test_a_toll_is_told_by_the_words_behind_its_numbers_of_a_side_and_by_its_source() -> None:
    said: list[Any] = [
        (claim.event, claim.counts[0].low, claim.counts[0].high, claim.targets[0].party, claim.sources[0].text)
        for claim in claims_in(TOLL)
    ]
    assert said == [
        ("harm.killed", 13000, None, "UKR", "Ukrainian officials"),
        ("harm.wounded", 35000, 35000, "UKR", "Ukrainian officials"),
    ]


def test_an_event_named_in_a_row_has_who_did_it_from_the_cell_beside() -> None:
    claim = only(STRIKES, "drone attack")
    assert [actor.party for actor in claim.actors] == ["RSF"]
    assert str(claim.when.from_day) == "2025-05-04"

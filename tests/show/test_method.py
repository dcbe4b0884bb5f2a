"""The page that tells by which rules, packs and versions a ledger came about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.keep import Ledger
from sayso.packs.codebook import ControlEffect, Trigger
from sayso.packs.pack import Pack
from sayso.show.web.pages.method import control_rules, effect, scores, trigger_words, weaknesses
from tests.show.small_ledger import desk_of

LARGEST = 150_000
"""Bytes of the page: what an analyst reads, and not the tables by which the rules are looked up."""
CARD = """# Model card
## Scores

| measure | float32 | int8 |
|---|---|---|
| names F1 | 77.9 | 77.8 |

## What it is bad at

- Names are weak,
  above all in tweets.
- It knows English only.

## Else
- not this
"""


@pytest.fixture
def text(client: TestClient) -> str:
    """The page as it is sent."""
    return client.get("/method").text


def pack(folder: Path, **files: str) -> Pack:
    for name, content in files.items():
        (folder / name).write_text(content)
    from hashlib import sha256

    hashes = {name: sha256(content.encode()).hexdigest() for name, content in files.items()}
    return Pack(name="model-xx", version="1", source="here", licence="CC0", built_by="us", date="2022-01-01",
                folder=folder, files=hashes)  # fmt: skip


def test_every_type_has_its_definition_the_words_that_show_it_and_a_place_to_link_to(
    text: str, small_ledger: Ledger
) -> None:
    for event_type in desk_of(small_ledger).codebook.types.values():
        part = text.partition(f'<article class="rule-text" id="{event_type.id}">')[2].partition("</article>")[0]
        assert event_type.definition.split()[0] in part, event_type.id
        assert "Shown by" in part


def test_every_rule_of_control_and_every_row_of_incidents_can_be_linked_to(text: str, small_ledger: Ledger) -> None:
    codebook = desk_of(small_ledger).codebook
    wanted = [f"control-{name}" for name, _ in codebook.control.texts] + [
        f"row-{row.id}" for row in codebook.incidents.rows
    ]
    assert [anchor for anchor in wanted if f'id="{anchor}"' not in text] == []


def test_control_is_told_by_the_maker_that_runs_name_and_with_the_days_in_force(
    text: str, small_ledger: Ledger
) -> None:
    rules = desk_of(small_ledger).codebook.control
    assert {run.rule for run in small_ledger.control()} == {rules.maker}
    assert f'<span class="quiet">{rules.maker}</span>' in text
    days = desk_of(small_ledger, decay_days=90).codebook.control
    assert (days.decay_days, days.maker) == (90, rules.with_decay(90).maker)
    assert control_rules(desk_of(small_ledger, decay_days=90).codebook)["maker"] == days.maker


def test_the_rule_that_fired_is_named_beside_the_standing_and_leads_to_its_wording(
    client: TestClient, text: str
) -> None:
    page = client.get("/places/g:707308?on=2022-06-21").text
    (rule,) = re.findall(r'by the rule <a href="/method#control-([a-z]+)">', page)
    assert f'<dt id="control-{rule}">' in text


def test_every_pack_stands_there_with_source_licence_and_the_hash_of_each_file(text: str, small_ledger: Ledger) -> None:
    for one in desk_of(small_ledger).packs:
        assert one.maker in text
        assert all(digest in text for digest in one.files.values())


def test_the_weights_are_those_in_use(text: str, small_ledger: Ledger) -> None:
    scoring = desk_of(small_ledger).scoring
    row = text.partition('id="part-place"')[2].partition("</tr>")[0]
    assert f">{scoring['weights']['place']}<" in row
    assert f"<b>{scoring['link']}</b>" in text


def test_the_page_is_small_enough_to_read(text: str) -> None:
    assert len(text.encode()) < LARGEST


def test_no_two_parts_of_the_page_have_one_name(text: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_what_pages_say_of_a_rule_leads_to_it(client: TestClient, text: str, small_ledger: Ledger) -> None:
    incident = next(incident.id for incident in small_ledger.incidents() if len(incident.claims) > 1)
    pages = [
        f"/incidents/{incident}",
        "/places/g:707308?on=2022-06-21",
        f"/claims/{small_ledger.claims().items[0].claim.id}",
    ]
    links = {link for page in pages for link in re.findall(r'href="/method#([^"]+)"', client.get(page).text)}
    assert {"part-day", "control-gain", "control"} <= links
    assert [link for link in links if f'id="{link}"' not in text] == []


def test_the_weaknesses_are_those_of_the_model_s_card(tmp_path: Path) -> None:
    card_pack = pack(tmp_path, **{"MODEL_CARD.md": CARD})
    assert weaknesses(card_pack) == ["Names are weak, above all in tweets.", "It knows English only."]
    assert scores(card_pack) == [{"measure": "names F1", "shipped": "77.8"}]


def test_a_pack_without_a_card_tells_of_no_weakness(tmp_path: Path) -> None:
    assert (weaknesses(pack(tmp_path)), scores(pack(tmp_path))) == ([], [])


def test_a_word_that_shows_a_type_stands_there_once_with_its_forms() -> None:
    verb = Trigger(event="x.y", word="capture", form="verb")
    noun = Trigger(event="x.y", word="capture", form="noun")
    phrase = Trigger(event="x.y", word="take", form="verb", phrase=("take", "control", "of"))
    over = Trigger(event="x.y", word="take", form="verb", particle="over")
    small_ledger = ["capture (verb, noun)", "take control of (verb)", "take over (verb)"]
    assert trigger_words([verb, noun, verb, phrase, over]) == small_ledger


def test_what_a_type_does_to_control_is_told_in_words() -> None:
    assert effect(ControlEffect(gain="actor", lose="target")) == "the actor gains the place, the target loses it"
    assert effect(ControlEffect(contest=True)) == "it is fought for"

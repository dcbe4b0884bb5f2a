"""A claim that a person makes says how its parts came to it by where their words stand, whatever other claims say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.base.codec import claim_from_dict, part_to_dict
from sayso.base.settings import Settings
from sayso.flow.draft import complete_claim
from sayso.flow.ledger import Digest, add_article, weigher_of
from sayso.keep import Ledger, open_ledger
from sayso.model import Article, Claim
from sayso.weigh import sign_text
from tests.show.small_ledger import MAKER
from tests.show.test_bases import told

ARTICLE, MACHINE = told("It was morning.")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "drafts.db") as opened:
        digest = Digest(claims=(MACHINE,), signature=sign_text(ARTICLE.text))
        add_article(ARTICLE, digest, weigher_of(opened, Settings()), maker=MAKER)
        yield opened


def made(ledger: Ledger, article: Article = ARTICLE, **parts: Any) -> Claim:
    """The claim of "shelled" with these parts."""
    draft = {"article": article.id, "event": "strike.shelling", "trigger": "shelled"} | parts
    return claim_from_dict(json.loads(complete_claim(draft, ledger=ledger, settings=Settings())))


def test_parts_in_the_sentence_are_stated_and_others_carried(ledger: Ledger) -> None:
    claim = made(ledger, places=["Kherson", "Hirske"], actors=["guards", "Rebels"], when="Friday")
    assert [place.basis for place in claim.places] == ["stated", "carried"]
    assert [actor.basis for actor in claim.actors] == ["stated", "carried"]


def test_a_place_that_another_claim_took_over_is_stated_where_its_own_sentence_names_it(ledger: Ledger) -> None:
    hirske = part_to_dict(MACHINE.places[0])
    claim = made(ledger, trigger="took", places=[hirske])
    assert (hirske["basis"], claim.places[0].basis) == ("carried", "stated")


@pytest.mark.parametrize(("trigger", "basis"), [("took", "stated"), ("shelled", "carried")])
def test_days_are_carried_where_their_words_stand_in_another_sentence(ledger: Ledger, trigger: str, basis: str) -> None:
    days = {"text": "Friday", "from": "2022-06-24", "to": "2022-06-24", "basis": "carried"}
    assert made(ledger, trigger=trigger, when=days).when.basis == basis


def test_whom_a_pronoun_stands_for_is_kept_with_the_words_that_tell_it(ledger: Ledger) -> None:
    assert made(ledger, actors=[part_to_dict(MACHINE.actors[0])]).actors == MACHINE.actors

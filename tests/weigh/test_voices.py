"""A voice is the earliest origin; copies, citations and spellings add none."""

from __future__ import annotations

import pytest

from sayso.model import Claim
from sayso.weigh import VoiceFinder, count_voices
from sayso.weigh.voices import are_different, fold_name
from tests.weigh.claims import ALDEN, claim_of, codebook, source

SPEAKERS = VoiceFinder(codebook().parties)


def voices(*claims: Claim, copies: dict[str, str] | None = None) -> int:
    groups = copies or {}
    return count_voices(
        [SPEAKERS.voice_of(claim, copies=groups.get(claim.article.id, claim.article.id)) for claim in claims]
    )


def shelled(by: object = None, article: str = "a-1", outlet: str | None = None) -> Claim:
    return claim_of("strike.shelling", ALDEN, by=by, article=article, outlet=outlet)  # type: ignore[arg-type]


def test_two_outlets_that_cite_one_speaker_are_one_voice() -> None:
    told = (source("Ann Bell"), source("Reuters", "outlet"))
    cited = (source("Ann Bell"), source("The Bulletin", "outlet"))
    assert voices(shelled(told, "a-1"), shelled(cited, "a-2")) == 1


def test_two_speakers_are_two_voices() -> None:
    assert voices(shelled("Ann Bell", "a-1"), shelled("Cy Dow", "a-1")) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Serhiy Haidai", "Governor Serhiy Gaidai"),
        ("Serhiy Haidai", "Haidai"),
        ("Volodymyr Zelenskyy", "Ukrainian President Volodymyr Zelensky"),
        ("Petro Kuzyk, a commander in the city", "Petro Kuzyk"),
        ("Oleksiy Marchenko", "Oleksii Marchenko"),
    ],
)
def test_one_person_in_two_spellings_is_one_voice(one: str, other: str) -> None:
    assert voices(shelled(source(one, party="UKR")), shelled(source(other, party="UKR"), "a-2")) == 1


def test_the_agency_that_is_cited_is_the_voice_of_all_who_cite_it() -> None:
    agency = source("Reuters", "outlet")
    assert voices(shelled(agency, "a-1", "The Bulletin"), shelled(agency, "a-2", "The Echo")) == 1


def test_an_outlet_that_asserts_it_itself_is_one_voice_over_its_articles() -> None:
    assert voices(shelled(None, "a-1", "The Echo"), shelled(None, "a-2", "The Echo")) == 1


def test_copies_speak_with_one_voice_whatever_the_outlet() -> None:
    claims = (shelled(None, "a-1", "The Echo"), shelled(None, "a-2", "The Bulletin"))
    assert voices(*claims) == 2
    assert voices(*claims, copies={"a-2": "a-1"}) == 1


def test_unnamed_officials_of_a_state_are_one_voice_over_all_reports() -> None:
    officials = source("Ukrainian officials", "group", "UKR")
    assert voices(shelled(officials, "a-1"), shelled(officials, "a-2")) == 1


def test_unnamed_officials_add_no_voice_beside_a_named_one_of_their_state() -> None:
    assert voices(shelled(source("Ukrainian officials", "group", "UKR")), shelled(source("Ann Bell", party="UKR"))) == 1


def test_a_state_by_its_name_is_as_vague_as_its_officials() -> None:
    moscow, ministry = (
        source("Russia", "organisation", "RUS"),
        source("Russian defence ministry", "organisation", "RUS"),
    )
    assert voices(shelled(moscow), shelled(ministry, "a-2")) == 1


def test_two_bodies_of_one_state_are_two_voices() -> None:
    ministry, staff = (source(name, "organisation", "UKR") for name in ("Ukrainian defence ministry", "General Staff"))
    assert voices(shelled(ministry), shelled(staff)) == 2


def test_unnamed_people_without_a_party_are_a_voice_for_each_text_and_not_for_its_copies() -> None:
    claims = [shelled(source("residents", "group"), article) for article in ("a-1", "a-2", "a-3")]
    assert voices(*claims) == 3
    assert voices(*claims, copies={"a-2": "a-1"}) == 2


def test_a_spokesman_and_unnamed_officials_of_his_state_may_be_one() -> None:
    speaker, officials = (
        SPEAKERS.voice_of(shelled(by), copies="a-1")
        for by in (source("Ann Bell", party="UKR"), source("Ukrainian officials", "group", "UKR"))
    )
    assert not are_different(speaker, officials)


def test_usual_transliterations_fold_into_one() -> None:
    assert fold_name("Gaidai") == fold_name("Haidai")
    assert fold_name("Zelenskyy") == fold_name("Zelensky") == fold_name("Zelenskiy")
    assert fold_name("Khlan") != fold_name("Klan")

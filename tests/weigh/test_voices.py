"""A voice is the earliest origin; copies, citations and spellings add none."""

from __future__ import annotations

import pytest

from sayso.model import Claim
from sayso.weigh import Voice, VoiceFinder, count_voices
from sayso.weigh.voices import are_different, fold_name, tell_apart
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


def test_a_short_name_is_another_person_where_the_party_speaks_against_it() -> None:
    bohdan = source("Serhiy Bohdan", party="UKR")
    assert voices(shelled(bohdan), shelled(source("Bohdan", party="RUS"), "a-2")) == 2
    assert voices(shelled(bohdan), shelled(source("Bohdan"), "a-2")) == 1
    assert voices(shelled(source("Serhiy Bohdan")), shelled(source("Bohdan", party="RUS"), "a-2")) == 1


def test_a_short_name_is_no_short_form_of_a_name_that_lacks_one_of_its_words() -> None:
    assert voices(shelled(source("Petro Bohdan")), shelled(source("Serhiy Bohdan"), "a-2")) == 2
    assert voices(shelled(source("Petro Bohdan")), shelled(source("Serhiy Kuzyk Bohdan"), "a-2")) == 2


def test_names_of_the_same_words_in_another_order_are_not_short_for_each_other() -> None:
    assert voices(shelled(source("Ann Bell")), shelled(source("Bell Ann"), "a-2")) == 2


def test_a_body_that_is_a_party_of_its_own_speaks_as_a_body() -> None:
    bodies = [
        party for party in codebook().parties.parties.values() if party.kind == "body" and party.name[:1].isupper()
    ]
    voice = voice_of(source(bodies[0].name, "organisation", bodies[0].id))
    assert voice.kind == "body"


def test_two_voices_that_are_each_one_with_a_third_are_one() -> None:
    told = [voice_of(source(name)) for name in ("Serhiy Bohdan", "Kuzyk", "Bohdan", "Petro Kuzyk", "Petro Bohdan")]
    assert tell_apart(told) == [0, 1, 0, 1, 0]


def voice_of(by: object, copies: str = "a-1") -> Voice:
    return SPEAKERS.voice_of(shelled(by), copies=copies)


@pytest.mark.parametrize(
    ("by", "kind", "key"),
    [
        (source("Ann Bell", party="UKR"), "person", "person:an bel"),
        (source("a commander, Ann Bell"), "person", "person:an bel"),
        (source("Ann Bell, a Commander of the guard"), "person", "person:an bel"),
        (source("Ann Bell of the guard"), "person", "person:an bel"),
        (source("Free Syrian Army", "organisation", "FSA"), "party", "party:FSA"),
        (source("Head of the staff, Ann Bell"), "person", "person:an bel"),
        (source("Ann Bell, a Cossack of the guard"), "person", "person:an bel"),
        (source("General Staff", "organisation"), "body", "body:heneral staf"),
        (source("the man", party="UKR"), "party", "party:UKR"),
        (source("the man"), "unnamed", "copy:a-1:the man"),
        (source("General Staff", "organisation", "UKR"), "body", "body:heneral staf"),
        (source("the staff", "organisation", "UKR"), "party", "party:UKR"),
        (source("the staff", "organisation"), "unnamed", "copy:a-1:the staf"),
        (source("Ukraine", "organisation", "UKR"), "party", "party:UKR"),
        (source("Ukrainian", "organisation", "UKR"), "party", "party:UKR"),
        (source("A Kyiv official", "anonymous", "UKR"), "party", "party:UKR"),
        (source("Residents", "group"), "unnamed", "copy:a-1:residents"),
        (source("The Echo", "outlet"), "outlet", "outlet:the echo"),
    ],
)
def test_a_voice_is_named_by_what_the_source_names(by: object, kind: str, key: str) -> None:
    voice = voice_of(by)
    assert (voice.kind, voice.keys) == (kind, (key,))


def test_a_text_speaks_for_itself_and_for_its_outlet() -> None:
    assert SPEAKERS.voice_of(shelled(None, "a-1", "The Echo"), copies="a-9").keys == ("copy:a-9", "outlet:the echo")
    assert SPEAKERS.voice_of(shelled(None), copies="a-9").keys == ("copy:a-9",)


def test_an_outlet_goes_by_one_name_and_a_state_s_name_for_an_outlet_by_itself() -> None:
    agency, short = (voice_of(source(name, "outlet")) for name in ("Agence France-Presse", "AFP"))
    assert agency.keys == short.keys == ("outlet:ahence franceprese",)
    assert voice_of(source("Kyiv", "outlet")).keys == ("outlet:kiv",)


def test_unnamed_officials_of_another_state_are_a_voice_beside_a_named_one() -> None:
    officials = source("Russian officials", "group", "RUS")
    assert voices(shelled(officials), shelled(source("Ann Bell", party="UKR"))) == 2
    assert voices(shelled(officials), shelled(source("Defence Ministry", "organisation", "RUS"))) == 1
    assert voices(shelled(officials), shelled(source("The Echo", "outlet", "RUS"))) == 2


def test_two_voices_are_surely_different_unless_one_is_a_party_of_both_or_they_share_a_name() -> None:
    ann, bob = (voice_of(source(name, party="UKR")) for name in ("Ann Bell", "Bob Carr"))
    officials, others = (voice_of(source("officials", "group", party)) for party in ("UKR", "RUS"))
    assert are_different(ann, bob)
    assert not are_different(ann, ann)
    assert not are_different(officials, ann)
    assert are_different(others, ann)


def test_one_voice_alone_is_one() -> None:
    assert tell_apart([voice_of("Ann Bell")]) == [0]
    assert tell_apart([]) == []
    assert tell_apart([voice_of("Ann Bell"), voice_of("Bob Carr"), voice_of("Ann Bell")]) == [0, 1, 0]


def test_spellings_fold_letter_by_letter() -> None:
    assert [fold_name(name) for name in ("Mykhailo", "Łódź", "O'Neill-Smith", "Jurij  Wackov", "GHOSH")] == [
        "mihailo", "łodz", "oneilsmith", "iuri vakov", "hosh",
    ]  # fmt: skip

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sayso.base.codec import (
    claim_from_json,
    claim_to_json,
    control_to_dict,
    incident_to_dict,
    reading_to_json,
)
from sayso.model import (
    Article,
    Attribution,
    Claim,
    Contradiction,
    Control,
    ControlPlace,
    Incident,
    Mark,
    PairReason,
    Place,
    Reading,
    SaidCount,
    SaidStatus,
    Span,
    When,
)


def plain(claim: Claim) -> Any:
    return json.loads(claim_to_json(claim))


def test_a_claim_has_the_keys_of_the_contract_in_its_order(claim: Claim) -> None:
    assert " ".join(plain(claim)) == (
        "id article event trigger actors targets places when counts status status_cue sources quote sentence "
        "confidence maker retells salience"
    )


def test_a_claim_says_what_it_tells_again_and_a_line_of_before_tells_nothing_again(claim: Claim) -> None:
    again = replace(claim, retells="c-1")
    assert claim_from_json(claim_to_json(again)) == again
    line = plain(again)
    del line["retells"]
    assert claim_from_json(json.dumps(line)) == claim


def test_the_parts_of_a_claim_have_the_keys_of_the_contract(claim: Claim) -> None:
    line = plain(claim)
    keys = {
        name: " ".join(part[0] if isinstance(part, list) else part)
        for name, part in line.items()
        if part and isinstance(part, (list, dict))
    }
    assert keys == {
        "article": "id path title outlet url published",
        "trigger": "text start end",
        "actors": "text start end name party sector basis given rule",
        "places": (
            "text start end name geonameid latitude longitude country admin1 kind precision score alternatives basis"
        ),
        "when": "text start end from to precision basis",
        "counts": "text start end of low high",
        "sources": "text start end name role kind party sector cue",
        "sentence": "text start end",
    }


def test_days_are_iso_dates_and_what_was_not_said_is_null(claim: Claim) -> None:
    line = plain(claim)
    assert (line["when"]["from"], line["article"]["published"]) == ("2022-06-24", "2022-06-25")
    assert line["status_cue"] is line["quote"] is line["article"]["url"] is line["counts"][0]["low"] is None


def test_only_a_place_that_is_near_has_a_distance_and_a_bearing(claim: Claim) -> None:
    near = replace(claim.places[0], precision="near", distance_m=10_000, bearing=180.0)
    place = plain(replace(claim, places=(near,)))["places"][0]
    assert (place["distance_m"], place["bearing"]) == (10_000, 180.0)


def test_a_claim_comes_back_as_it_went(claim: Claim) -> None:
    assert claim_from_json(claim_to_json(claim)) == claim


def test_a_line_tells_how_each_filler_came_to_its_claim(claim: Claim) -> None:
    they = replace(claim.actors[0], basis="resolved", rule="pronoun", given=Span(text="Russian", start=12, end=19))
    told = replace(claim, actors=(they,), places=(replace(claim.places[0], basis="linked"),))
    line = plain(told)
    assert [line["actors"][0][key] for key in ("basis", "rule")] == ["resolved", "pronoun"]
    assert line["actors"][0]["given"] == {"text": "Russian", "start": 12, "end": 19}
    assert line["places"][0]["basis"] == "linked"
    assert claim_from_json(claim_to_json(told)) == told


def test_only_parts_that_do_not_tell_their_basis_get_it_by_where_they_stand(claim: Claim) -> None:
    far = {"start": 0, "end": 4}
    line = plain(claim)
    line["places"] = [line["places"][0] | far | {"basis": "resolved"}, line["places"][0] | far]
    line["actors"] = [line["actors"][0] | far]
    del line["places"][1]["basis"], line["actors"][0]["basis"]
    read = claim_from_json(json.dumps(line))
    assert [part.basis for part in (*read.places, *read.actors)] == ["resolved", "carried", "carried"]


def test_a_claim_without_a_time_comes_back_as_it_went(claim: Claim) -> None:
    bare = replace(claim, when=When(), places=(), counts=(), quote=Span(text="x", start=0, end=1))
    assert claim_from_json(claim_to_json(bare)) == bare


def test_a_line_that_is_no_claim_is_refused_with_the_field(claim: Claim) -> None:
    with pytest.raises(ValueError, match=r"status"):
        claim_from_json(claim_to_json(claim).replace('"happened"', '"perhaps"'))


def test_a_claim_is_one_line_in_its_own_script(claim: Claim) -> None:
    line = claim_to_json(replace(claim, sentence=Span(text="Гірське\nвпало", start=0, end=13)))
    assert "\n" not in line
    assert "Гірське" in line


def reading(article: Article, *marks: Mark) -> Reading:
    return Reading(article=article, sentences=(), marks=marks, maker="m@1#0")


def test_a_mark_line_tells_the_article_and_each_marks_own_words(article: Article) -> None:
    line = json.loads(reading_to_json(reading(article, Mark(kind="sentence", start=12, end=len(article.text)))))
    assert line["article"]["published"] == "2022-06-25"
    assert line["marks"] == [{"kind": "sentence", "start": 12, "end": len(article.text), "text": article.text[12:]}]


def test_a_content_names_its_source_and_its_cue_by_index(article: Article) -> None:
    said = Attribution(text="", start=12, end=52, source=1, cue=None, direct=False)
    line = json.loads(reading_to_json(reading(article, Mark(kind="content", start=12, end=52, refers=said))))
    assert {key: line["marks"][0][key] for key in ("source", "cue", "direct")} == {
        "source": 1,
        "cue": None,
        "direct": False,
    }


def test_the_kind_of_a_place_does_not_hide_the_kind_of_the_mark(article: Article) -> None:
    place = Place(text="Hirske", start=36, end=42, name="Hirske", kind="settlement", precision="exact")
    mark = json.loads(reading_to_json(reading(article, Mark(kind="place", start=36, end=42, refers=place))))["marks"][0]
    assert (mark["kind"], mark["place_kind"], mark["text"]) == ("place", "settlement", "Hirske")


def test_a_time_mark_runs_from_and_to(article: Article) -> None:
    when = When(text="yesterday", start=43, end=52, from_day=date(2022, 6, 24), to_day=date(2022, 6, 24))
    mark = json.loads(reading_to_json(reading(article, Mark(kind="time", start=43, end=52, refers=when))))["marks"][0]
    assert (mark["from"], mark["to"]) == ("2022-06-24", "2022-06-24")


def incident(claim: Claim) -> Incident:
    return Incident(
        id="i-1",
        event=claim.event,
        place=claim.places[0],
        from_day=date(2022, 6, 24),
        to_day=date(2022, 6, 24),
        claims=("c-1", "c-2"),
        voices=2,
        parties_saying=("RUS", "UKR"),
        counts=(
            SaidCount(low=2000, high=2000, of="troops", claim="c-1", source="A"),
            SaidCount(low=2000, high=2000, of="troops", claim="c-2", source=None),
        ),
        statuses=(SaidStatus(status="happened", claim="c-1", source="A"),),
        contradictions=(Contradiction(field="status", kind="denies", claims=("c-1", "c-2")),),
        why=(PairReason(pair=("c-1", "c-2"), score=0.9, parts=(("day", 1.0), ("place", 0.5))),),
    )


def test_an_incident_has_the_keys_of_the_contract_in_its_order(claim: Claim) -> None:
    assert " ".join(incident_to_dict(incident(claim))) == (
        "id event place from to claims voices parties_saying fields contradictions why maker"
    )


def test_a_number_of_an_incident_stands_once_with_all_who_say_it(claim: Claim) -> None:
    said_by = [{"claim": "c-1", "source": "A"}, {"claim": "c-2", "source": None}]
    fields = incident_to_dict(incident(claim))["fields"]
    assert fields["counts"] == [{"low": 2000, "high": 2000, "of": "troops", "said_by": said_by}]
    assert fields["status"] == [{"status": "happened", "said_by": said_by[:1]}]


def test_the_parts_of_a_score_are_named(claim: Claim) -> None:
    assert incident_to_dict(incident(claim))["why"] == [
        {"pair": ("c-1", "c-2"), "score": 0.9, "parts": {"day": 1.0, "place": 0.5}}
    ]


def test_a_run_of_control_has_the_keys_of_the_contract_in_its_order() -> None:
    place = ControlPlace(
        name="Hirske", geonameid=707308, latitude=48.75, longitude=38.49, country="UA", admin1="Luhansk"
    )
    run = control_to_dict(
        Control(
            place=place,
            holder="RUS",
            from_day=date(2022, 6, 24),
            to_day=None,
            standing="agreed",
            said_by=("RUS", "UKR"),
            claims=("c-1",),
            rule="control@1#1a2b3c4d",
            fired="admission",
        )
    )
    assert " ".join(run) == "place holder from to standing said_by claims rule fired last_said"
    assert " ".join(run["place"]) == "name geonameid latitude longitude country admin1"
    assert (run["from"], run["to"]) == ("2022-06-24", None)

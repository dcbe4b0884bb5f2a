"""The commands on a ledger, with a chain that finds in every report what stands in it word for word."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.base.ids import claim_id
from sayso.export import formats
from sayso.export.formats import FORMATS
from sayso.flow import chain as stages
from sayso.flow import ledger as flow_ledger
from sayso.flow.chain import Chain, TellingReport
from sayso.model import Article, Claim, Reading, Span
from sayso.weigh import sign_text

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _chain(monkeypatch: pytest.MonkeyPatch, claim: Claim, tmp_path: Path) -> None:
    """A claim of the capture of Hirske for every report with the word, and a ledger of the test's own."""

    def mark(article: Article) -> Reading:
        return Reading(article=article, sentences=(), marks=(), maker="m@1#0")

    def find(reading: Reading) -> tuple[Claim, ...]:
        article = reading.article
        at = article.text.find("occupied")
        if at < 0:
            return ()
        name = claim_id(article.id, claim.event, at, at + 8, "m@1#0")
        trigger = Span(text="occupied", start=at, end=at + 8)
        sentence = Span(text=article.text, start=0, end=len(article.text))
        return (replace(claim, id=name, article=article.head, trigger=trigger, sentence=sentence, maker="m@1#0"),)

    def untold(reading: Reading) -> TellingReport:
        raise NotImplementedError

    chain = Chain(mark=mark, tell=untold, claim=find, maker="m@1#0")
    monkeypatch.setattr(stages, "load_chain", lambda *_: chain)
    monkeypatch.setattr(flow_ledger, "load_chain", lambda *_: chain)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text("Town falls\n\nRussian troops occupied Hirske yesterday, a leader said.\n", "utf-8")
    (folder / "two.txt").write_text("Quiet day\n\nNothing of note was told from the front on Friday.\n", "utf-8")
    return folder


def lines(ran: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ran.out.splitlines()]


def test_adding_tells_what_is_new_and_what_the_ledger_holds(sayso: Run, reports: Path) -> None:
    ran = sayso("add", reports)
    assert ran.code == 0
    assert "2 new\nsayso.db holds 2 articles, 1 claim, 1 incident\n" in ran.err


def test_adding_again_changes_nothing(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    before = sayso("claims").out
    assert "2 there before" in sayso("add", reports).err
    assert sayso("claims").out == before


def test_claims_are_listed_with_their_review_state_and_how_many_there_are(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    ran = sayso("claims", "--place", "Hirske")
    assert [line["review"]["state"] for line in lines(ran)] == ["unreviewed"]
    assert ran.err == "1 of 1 claim\n"


def test_a_filter_that_finds_nothing_lists_nothing(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    ran = sayso("claims", "--status", "planned")
    assert (ran.code, ran.out, ran.err) == (0, "", "0 of 0 claims\n")


@pytest.mark.parametrize(
    "wrong",
    [("--status", "perhaps"), ("--from", "June"), ("--review", "maybe"), ("--standing", "firm")],
)
def test_a_flag_that_says_what_cannot_be_is_told(sayso: Run, reports: Path, wrong: tuple[str, str]) -> None:
    sayso("add", reports)
    ran = sayso("claims", *wrong)
    assert ran.code == 2
    assert wrong[1] in ran.err


def test_every_listing_gives_lines_rows_and_a_table(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    for command in ("claims", "incidents", "articles", "control"):
        assert lines(sayso(command, "--format", "jsonl")), command
        assert list(csv.DictReader(io.StringIO(sayso(command, "--format", "csv").out))), command
        assert "─" in sayso(command, "--format", "table").out, command


COLUMNS = {
    "incidents": "id,event,from,to,place,latitude,longitude,country,admin1,claims,voices,parties_saying,statuses,"
    "contradictions,place_basis",
    "articles": "id,title,outlet,url,path,published,language,version,claims,characters,added,maker",
    "sources": "name,kind,party,sector,claims,articles",
    "control": "place,geonameid,gazetteer_id,latitude,longitude,country,admin1,holder,from,to,standing,said_by,claims,"
    "last_said,rule,fired",
}


def test_the_columns_of_each_listing_stay_as_they_are(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    printed = {command: sayso(command, "--format", "csv").out.partition("\n")[0] for command in COLUMNS}
    assert printed == COLUMNS
    assert (
        sayso("claims", "--format", "csv")
        .out.partition("\n")[0]
        .endswith(
            ",url,published,maker,made_by,review,incident,place_basis,actor_bases,actor_given,target_bases,target_given"
        )
    )


def test_a_format_that_cannot_hold_what_is_listed_is_told_with_those_that_can(
    sayso: Run, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sayso("add", reports)
    narrow = replace(FORMATS["csv"], kinds=frozenset(("claims",)))
    monkeypatch.setattr(formats, "FORMATS", {**FORMATS, "csv": narrow})
    assert sayso("claims", "--format", "csv").code == 0
    ran = sayso("articles", "--format", "csv")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error SAYSO-USAGE: csv cannot hold these records — give --format jsonl\n"


def test_a_listing_that_finds_nothing_prints_no_header(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    assert sayso("claims", "--status", "planned", "--format", "csv").out == ""


def test_control_on_a_day_names_the_holder_and_who_says_so(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    (run,) = lines(sayso("control", "--on", "2022-06-24", "--place", "Hirske"))
    assert (run["place"]["name"], run["holder"]) == ("Hirske", "RUS")
    (word,) = lines(sayso("control", "--on", "2022-06-24", "--matrix"))
    assert (word["says"], word["party"]) == ("gains", "RUS")


def test_every_run_of_control_names_its_maker_and_the_rule_that_fired(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    (run,) = lines(sayso("control", "--on", "2022-06-24", "--format", "jsonl"))
    assert re.fullmatch(r"control@1#[0-9a-f]{8}", run["rule"])
    assert run["fired"] == "admission"
    (row,) = csv.DictReader(io.StringIO(sayso("control", "--on", "2022-06-24", "--format", "csv").out))
    assert (row["rule"], row["fired"]) == (run["rule"], "admission")


def test_other_days_in_the_settings_are_another_maker_of_every_run(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    makers = {run["rule"] for run in lines(sayso("control"))}
    sayso("add", reports, "--control-decay-days", "7")
    runs = lines(sayso("control"))
    assert {run["rule"] for run in runs}.isdisjoint(makers)
    assert [(run["from"], run["fired"]) for run in runs][-1] == ("2022-07-02", "decay")


def test_words_of_a_text_are_found(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    assert "article" in {hit["kind"] for hit in lines(sayso("search", "quiet"))}


def test_a_rejected_claim_moves_no_control_until_that_is_undone(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    (claim,) = lines(sayso("claims"))
    (judgement,) = lines(sayso("review", claim["id"], "--reject", "--reviewer", "ada", "--reason", "another town"))
    assert lines(sayso("control", "--place", "Hirske")) == []
    sayso("review", "--undo", judgement["id"], "--reviewer", "ada")
    assert lines(sayso("control", "--place", "Hirske", "--on", "2022-06-24"))[0]["holder"] == "RUS"
    assert [line["kind"] for line in lines(sayso("review", claim["id"], "--history"))] == ["reject", "undo"]


def test_a_corrected_status_stands_in_the_listing(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    (claim,) = lines(sayso("claims"))
    sayso("review", claim["id"], "--correct", "status=planned", "--reviewer", "ada")
    (now,) = lines(sayso("claims"))
    assert (now["status"], now["review"]["state"]) == ("planned", "corrected")


def test_review_asks_for_one_decision(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    (claim,) = lines(sayso("claims"))
    for flags in ((), ("--accept", "--note", "so")):
        ran = sayso("review", claim["id"], *flags, "--reviewer", "ada")
        assert (ran.code, "--accept" in ran.err) == (2, True)


def test_a_listing_of_a_ledger_that_is_not_there_says_how_to_make_one(sayso: Run) -> None:
    ran = sayso("claims")
    assert ran.code != 0
    assert "sayso add" in ran.err


def test_a_backup_is_a_ledger(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    assert sayso("backup", "copy.db").code == 0
    assert sayso("claims", "--ledger", "copy.db").out == sayso("claims").out
    assert sayso("vacuum").code == 0


def test_weighing_all_again_changes_no_incident(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    before = sayso("incidents").out
    assert "1 incident" in sayso("weigh").err
    assert sayso("incidents").out == before


def test_the_doctor_looks_at_the_ledger(sayso: Run, reports: Path) -> None:
    sayso("add", reports)
    assert "2 articles" in sayso("doctor").out


def test_a_layer_is_one_more_source_under_its_own_name(sayso: Run, reports: Path, tmp_path: Path) -> None:
    sayso("add", reports)
    table = tmp_path / "map.csv"
    table.write_text("name,held_by,first_day,lat,lon\nHirske,Russia,2022-06-24,48.75,38.49\nHirske,Nobody,2022,,\n")
    ran = sayso("layer", table, "--name", "A desk")
    assert (ran.code, "1 claims by A desk; dropped 1 rows" in ran.err) == (0, True)
    assert "A desk" in {source["name"] for source in lines(sayso("sources"))}
    (run,) = lines(sayso("control", "--place", "Hirske", "--on", "2022-06-24"))
    assert (run["holder"], len(run["claims"])) == ("RUS", 2)


def test_a_layer_that_is_none_is_told(sayso: Run, tmp_path: Path) -> None:
    broken = tmp_path / "map.geojson"
    broken.write_text("{no json")
    ran = sayso("layer", broken, "--name", "A desk")
    assert (ran.code, "held_by" in ran.err) == (2, True)


def test_the_dead_are_counted_as_others_would_with_who_says_so(sayso: Run, claim: Claim, article: Article) -> None:
    from sayso.base.settings import Settings
    from sayso.keep import open_ledger

    dead = replace(claim, event="harm.killed", counts=(replace(claim.counts[0], of="killed", low=7, high=7),))
    with open_ledger("sayso.db") as ledger:
        digest = flow_ledger.Digest(claims=(dead,), signature=sign_text(article.text))
        flow_ledger.add_article(article, digest, flow_ledger.weigher_of(ledger, Settings()), maker="m@1#0")
    counted = lines(sayso("incidents", "--numbers"))
    assert {line["counted"].split(",")[0] for line in counted} == {"ACLED", "UCDP"}
    assert {(line["value"], line["said_by"][0]["claim"]) for line in counted} == {(7, dead.id)}


def made(article: str, /, **more: Any) -> str:
    draft = {"article": article, "event": "strike.shelling", "trigger": "falls", "places": ["Hirske"]}
    return json.dumps(draft | more)


def test_review_makes_a_claim_of_words_of_the_text(sayso: Run, reports: Path) -> None:
    sayso("add", reports, "--ledger", "l.db")
    (claim,) = lines(sayso("claims", "--ledger", "l.db"))
    line = made(claim["article"]["id"], actors=["Russian troops"], when="2022-06-24", sources=["a leader"])
    ran = sayso("review", "--claim", line, "--reviewer", "ada", "--reason", "missed", "--ledger", "l.db")
    (judgement,) = lines(ran)
    assert (judgement["kind"], judgement["reason"]) == ("claim", "missed")
    (mine,) = lines(sayso("claims", "--made-by", "person", "--ledger", "l.db"))
    assert (mine["made_by"], mine["maker"], mine["event"]) == ("person", "person:ada", "strike.shelling")
    assert (mine["places"][0]["country"], mine["actors"][0]["party"]) == ("UA", "RUS")
    assert (mine["when"]["from"], mine["when"]["precision"]) == ("2022-06-24", "day")
    assert (mine["sources"][0]["text"], mine["sources"][0]["kind"]) == ("a leader", "person")
    assert mine["review"]["state"] == "accepted"
    sayso("review", "--undo", judgement["id"], "--reviewer", "ada", "--ledger", "l.db")
    assert lines(sayso("claims", "--made-by", "ada", "--ledger", "l.db")) == []


def test_review_makes_claims_of_lines_on_stdin(sayso: Run, reports: Path) -> None:
    sayso("add", reports, "--ledger", "l.db")
    (claim,) = lines(sayso("claims", "--ledger", "l.db"))
    article = claim["article"]["id"]
    drafts = f"{made(article)}\n{made(article, event='battle.clash')}\n"
    ran = sayso("review", "--claim", "-", "--reviewer", "ada", "--ledger", "l.db", stdin=drafts.encode())
    assert [line["kind"] for line in lines(ran)] == ["claim", "claim"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"trigger": "a"}, "times"),
        ({"trigger": "zzz"}, "does not stand in the text"),
        ({"event": "battle.nap"}, "no type"),
        ({"when": {"from": "June"}}, "no day"),
        ({"status": "perhaps"}, "status"),
        ({"article": "a-none"}, "no article"),
        ({"actors": [{"text": "Russian troops", "party": "Mordor"}]}, "no party"),
        ({"places": [7]}, "names no words"),
    ],
)
def test_a_claim_that_cannot_be_made_is_told_and_nothing_recorded(
    sayso: Run, reports: Path, more: dict[str, Any], told: str
) -> None:
    sayso("add", reports, "--ledger", "l.db")
    (claim,) = lines(sayso("claims", "--ledger", "l.db"))
    ran = sayso("review", "--claim", made(claim["article"]["id"], **more), "--reviewer", "ada", "--ledger", "l.db")
    assert ran.code != 0
    assert told in ran.err
    assert lines(sayso("review", "--history", "--ledger", "l.db")) == []


@pytest.mark.parametrize("line", ["{", "[]", '"fell"'])
def test_a_claim_that_is_no_object_is_refused(sayso: Run, reports: Path, line: str) -> None:
    sayso("add", reports, "--ledger", "l.db")
    ran = sayso("review", "--claim", line, "--reviewer", "ada", "--ledger", "l.db")
    assert ran.code == 2
    assert "no claim in JSON" in ran.err


def test_seen_keeps_a_script_from_deciding_over_somebody_else(sayso: Run, reports: Path) -> None:
    sayso("add", reports, "--ledger", "l.db")
    (claim,) = lines(sayso("claims", "--ledger", "l.db"))
    assert claim["review"]["seen"] == "unseen"
    sayso("review", claim["id"], "--reject", "--reviewer", "bob", "--ledger", "l.db")
    ran = sayso("review", claim["id"], "--accept", "--seen", "unseen", "--reviewer", "ada", "--ledger", "l.db")
    assert "SAYSO-CONFLICT" in ran.err
    assert "bob" in ran.err
    (now,) = lines(sayso("claims", "--ledger", "l.db"))
    flags = ("--correct", "status=planned", "--correct", "event=battle.clash", "--seen", now["review"]["seen"])
    assert sayso("review", claim["id"], *flags, "--reviewer", "ada", "--ledger", "l.db").code == 0


def test_adding_the_same_reports_again_marks_those_of_an_older_ledger(sayso: Run, reports: Path) -> None:
    from sqlalchemy import text

    from sayso.keep import open_ledger
    from sayso.keep.store.article_marks import Marked

    sayso("add", reports, "--ledger", "l.db")
    with open_ledger("l.db") as ledger:
        articles = [kept.article.id for kept in ledger.articles()]
        assert all(Marked(ledger).has(article) for article in articles)
        with ledger.writing() as connection:
            connection.execute(text("DELETE FROM article_marks"))
    ran = sayso("add", reports, "--ledger", "l.db")
    assert "2 there before" in ran.err
    with open_ledger("l.db") as ledger:
        assert all(Marked(ledger).has(article) for article in articles)

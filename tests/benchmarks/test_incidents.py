"""The benchmark of incidents: pairs are found again, and one number of the table is moved at a time."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
import yaml

from benchmarks import incidents
from benchmarks.errors import CannotMeasure
from sayso.model import ArticleHead, Claim, Span
from sayso.weigh import Features
from sayso.weigh.incidents import scoring
from sayso.weigh.incidents.weights import TABLE
from tests.weigh.claims import ALDEN, claim_of, codebook, features_from

WORDS = ("The guns were heard all night in the east", "Smoke rose over the market hall and the school")


def shelling(number: int, start: int, *, on: str = "2023-05-01", actor: str | None = "RUS") -> Claim:
    claim = claim_of("strike.shelling", ALDEN, on=on, actor=actor, article=f"a-{number}", words=WORDS[number % 2])
    head = ArticleHead(
        id=f"a-{number}", path=f"x/report_{number}.md", title=None, outlet=None, url=None, published=None
    )
    return replace(claim, id=f"c-{number}-{start}", article=head, trigger=Span(text="guns", start=start, end=start + 4))


def weighed(*claims: Claim) -> dict[str, tuple[Claim, Features]]:
    return {claim.id: (claim, features_from(claim)) for claim in claims}


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of three pairs."""
    pairs = [
        {"same": same, "claims": [["report_1", "strike.shelling", "guns", 10], [report, "strike.shelling", "guns", at]]}
        for same, report, at in ((True, "report_2", 40), (False, "report_2", 95), (True, "report_3", 40))
    ]
    path = tmp_path / "pairs.yaml"
    path.write_text(yaml.safe_dump({"pairs": pairs}), encoding="utf-8")
    monkeypatch.setattr(incidents, "GOLD", path)
    return path


CLAIMS = (shelling(1, 12), shelling(2, 41), shelling(2, 90, on="2023-05-04"), shelling(3, 40, actor=None))


def test_a_claim_of_a_pair_is_the_nearest_of_its_article_type_and_trigger(gold: Path) -> None:
    pairs, unread = incidents.judged_pairs(weighed(*CLAIMS))
    assert unread == []
    assert [(pair.left.id, pair.right.id, pair.is_same) for pair in pairs] == [
        ("c-1-12", "c-2-41", True), ("c-1-12", "c-2-90", False), ("c-1-12", "c-3-40", True),
    ]  # fmt: skip


def test_a_pair_whose_claim_is_no_longer_read_is_named_and_left_out(gold: Path) -> None:
    pairs, unread = incidents.judged_pairs(weighed(CLAIMS[0], CLAIMS[1], CLAIMS[3]))
    assert [(pair.right.id, pair.is_same) for pair in pairs] == [("c-2-41", True), ("c-3-40", True)]
    assert unread == ["report_2: strike.shelling 'guns' at 95"]


def test_the_benchmark_stops_where_most_pairs_are_no_longer_read(gold: Path) -> None:
    with pytest.raises(CannotMeasure, match=r"2 of 3 pairs .*report_2: strike\.shelling 'guns' at 40"):
        incidents.judged_pairs(weighed(CLAIMS[0], CLAIMS[3]))


def test_what_links_depends_on_the_table_in_force_and_on_that_in_use_again_afterwards(gold: Path) -> None:
    claims = weighed(*CLAIMS)
    pairs, _ = incidents.judged_pairs(claims)
    base = incidents.outcome_of(claims, pairs, codebook())
    assert (base.linked, base.together, len(base.incidents)) == ({0, 2}, {0, 2}, 2)
    with incidents.in_force(replace(TABLE, link=0.99)):
        strict = incidents.outcome_of(claims, pairs, codebook())
    assert (strict.linked, len(strict.incidents)) == (set(), 3)
    assert incidents.outcome_of(claims, pairs, codebook()) == base
    assert scoring.TABLE is TABLE  # type: ignore[attr-defined]


def test_every_number_of_the_table_is_moved_down_and_up() -> None:
    for field in fields(TABLE):
        if field.init:
            low, high = incidents.moved(field.name)
            assert low < getattr(TABLE, field.name) < high, field.name


def test_fitted_weights_add_up_as_the_table_s_and_lean_to_what_tells_pairs_apart() -> None:
    base = features_from(claim_of("strike.shelling", ALDEN, on="2023-05-01", actor="RUS", words=WORDS[0]))
    pairs = [
        incidents.JudgedPair(
            left=base,
            right=features_from(
                claim_of("strike.shelling", ALDEN, on="2023-05-01", actor=actor, article=f"a-{number}", words=WORDS[1])
            ),
            is_same=actor == "RUS",
        )
        for number, actor in enumerate(["RUS", "UKR"] * 6, start=2)
    ]
    table = incidents.fit(pairs, codebook())
    assert sum(table.parts().values()) == pytest.approx(TABLE.all)
    assert table.actors > 0.5 * TABLE.all

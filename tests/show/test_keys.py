"""The table of keys in keys.js, the one that the overlay is drawn from, is what docs/keys.md says."""

from __future__ import annotations

import re
from pathlib import Path

from sayso.show.web.assets import static_folder

ROW = re.compile(r'\{ page: "(\w+)", keys: \["(.+?)"\], does: "(.+?)", action: "(\w+)" \}')
KEYS = ROW.findall((static_folder() / "keys.js").read_text(encoding="utf-8"))
DOCS = Path(__file__).parents[2] / "docs" / "keys.md"


def test_every_key_is_documented_in_order() -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    stated = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("| ")]
    assert stated[1:] == [(page, f"`{key}`", does) for page, key, does, _ in KEYS]


def test_no_key_does_two_things_on_one_page() -> None:
    here = [(page, key) for page, key, _, _ in KEYS]
    everywhere = {key for page, key in here if page == "every"}
    assert len(here) == len(set(here))
    assert [key for page, key in here if page != "every" and key in everywhere] == []


def test_every_action_of_the_overview_is_one_that_its_script_has() -> None:
    script = (static_folder() / "overview.js").read_text(encoding="utf-8")
    wanted = {action for page, _, _, action in KEYS if page == "overview"}
    assert [action for action in wanted if not re.search(rf"\n  {action}[:,]", script)] == []


def test_every_key_of_the_review_stands_on_its_page_in_order() -> None:
    lines = (DOCS.parent / "review.md").read_text(encoding="utf-8").partition("## Keys")[2].splitlines()
    stated = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("| `")]
    review = [(f"`{key}`", does) for page, key, does, _ in KEYS if page == "review"]
    pairs = [(f"`{key}`", f"{does} (pairs)") for page, key, does, _ in KEYS if page == "pairs"]
    assert stated == review + pairs


def test_every_action_of_the_review_is_one_that_its_script_has() -> None:
    script = (static_folder() / "review.js").read_text(encoding="utf-8")
    wanted = {action for page, _, _, action in KEYS if page in ("review", "pairs")}
    assert [action for action in wanted if not re.search(rf"\n    {action}[:,]", script)] == []

"""Data does not climb back: what import-linter's contracts do not say of rooms, floors and names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import grimp
import pytest

FLOORS = 7
"""Modules of one room that may lie one above another, so that a reader can follow a thing down through it."""

GRAPH = grimp.build_graph("sayso", cache_dir=None)
ROOMS = sorted({module.rpartition(".")[0] for module in GRAPH.modules if module.count(".") > 1})
PYPROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = [one for one in PYPROJECT["tool"]["importlinter"]["contracts"] if one["type"] == "layers"]


def floors(imports: Mapping[str, set[str]]) -> dict[str, int]:
    """The floor on which each module lies: one above the highest that it imports. Raises on a circle."""
    found: dict[str, int] = {}

    def climb(module: str, below: tuple[str, ...]) -> int:
        assert module not in below, f"a circle of imports: {' > '.join((*below, module))}"
        if module not in found:
            found[module] = 1 + max((climb(other, (*below, module)) for other in imports[module]), default=0)
        return found[module]

    for module in imports:
        climb(module, ())
    return found


def imports_within(room: str) -> dict[str, set[str]]:
    """What the modules that stand in a room import of each other."""
    inside = {module for module in GRAPH.modules if module.rpartition(".")[0] == room and not is_room(module)}
    return {module: GRAPH.find_modules_directly_imported_by(module) & inside for module in inside}


def is_room(module: str) -> bool:
    return bool(GRAPH.find_children(module))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_few_floors_and_no_circle(room: str) -> None:
    found = floors(imports_within(room))
    assert {module: floor for module, floor in found.items() if floor > FLOORS} == {}


def test_no_two_rooms_import_each_other() -> None:
    between: dict[str, set[str]] = {room: set() for room in ROOMS}
    for importer in GRAPH.modules:
        for imported in GRAPH.find_modules_directly_imported_by(importer):
            ours, theirs = room_of(importer), room_of(imported)
            if ours in between and theirs in between and ours != theirs and not holds(ours, theirs):
                between[ours].add(theirs)
    floors(between)


def room_of(module: str) -> str:
    return module if is_room(module) else module.rpartition(".")[0]


def holds(one: str, other: str) -> bool:
    """Whether one of the rooms lies within the other: a stage's own modules may stand above or below its rooms."""
    return one.startswith(f"{other}.") or other.startswith(f"{one}.")


def test_every_module_stands_in_a_contract_of_layers() -> None:
    layers = [layer for contract in CONTRACTS if "containers" not in contract for layer in contract["layers"]]
    named = {name.strip() for layer in layers for name in layer.split("|")}
    assert [module for module in sorted(GRAPH.modules) if not stands_in(module, named)] == ["sayso", "sayso.__main__"]


def stands_in(module: str, named: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in named)

from __future__ import annotations

import pickle
import re

import pytest

from sayso.base import errors
from sayso.base.errors import CodebookError, PackHashError, SaysoError


def kinds(root: type[SaysoError] = SaysoError) -> list[type[SaysoError]]:
    return [root, *[kind for child in root.__subclasses__() for kind in kinds(child)]]


def test_an_error_reads_as_code_place_what_and_hint() -> None:
    error = CodebookError("a type has no id", hint="give it one", file="events/battle.yaml", line=12)
    assert str(error) == "SAYSO-CODEBOOK: events/battle.yaml:12: a type has no id — give it one"


def test_an_error_without_a_file_has_no_place() -> None:
    assert str(SaysoError("it broke", hint="try again")) == "SAYSO-ERROR: it broke — try again"


def test_no_two_kinds_share_a_code() -> None:
    codes = [kind.code for kind in kinds()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_the_tree_in_the_module_shows_every_kind_with_its_code(kind: type[SaysoError]) -> None:
    assert re.search(rf"{kind.__name__} +{kind.code} ", errors.__doc__ or "")


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_the_exit_code_and_the_status_in_the_tree_are_the_kinds_own(kind: type[SaysoError]) -> None:
    stated = re.search(rf"{kind.code} +exit (\d+) +HTTP (\d+)", errors.__doc__ or "")
    family = kind if stated else kind.__mro__[1]
    stated = re.search(rf"{family.code} +exit (\d+) +HTTP (\d+)", errors.__doc__ or "")
    assert stated is not None
    assert (kind.exit_code, kind.http_status) == (int(stated[1]), int(stated[2]))


def test_only_a_run_that_read_nothing_leaves_with_1() -> None:
    assert [kind.__name__ for kind in kinds() if kind.exit_code == 1] == ["NothingReadError"]


def test_an_error_crosses_from_a_process_with_all_that_it_says() -> None:
    error = PackHashError("another file", hint="reinstall", file="x.onnx", line=None)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from sayso.base.errors import CodebookError
from sayso.cli import commands, run_quietly


def raises(error: BaseException) -> Callable[[], NoReturn]:
    def work() -> NoReturn:
        raise error

    return work


def test_an_error_is_one_line_on_stderr_and_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    error = CodebookError("no id", hint="give one", file="x.yaml", line=3)
    assert run_quietly(raises(error)) == 4
    assert capsys.readouterr() == ("", "error SAYSO-CODEBOOK: x.yaml:3: no id — give one\n")


def test_a_fault_of_the_programs_own_is_one_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_quietly(raises(ZeroDivisionError("division\nby zero"))) == 70
    _, err = capsys.readouterr()
    assert err.startswith("error SAYSO-ERROR: ZeroDivisionError: division by zero")
    assert err.count("\n") == 1


@pytest.mark.parametrize(("ended", "code"), [(KeyboardInterrupt(), 130), (BrokenPipeError(), 141)])
def test_a_run_ended_from_outside_says_nothing(
    ended: BaseException, code: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.cli._let_go_of_stdout", lambda: None)
    assert run_quietly(raises(ended)) == code
    assert capsys.readouterr() == ("", "")


def test_a_command_that_is_none_is_told_with_the_command_that_helps(sayso: Callable[..., Any]) -> None:
    ran = sayso("raed")
    assert ran.code == 2
    assert ran.err.startswith("error SAYSO-USAGE: No such command 'raed'")
    assert ran.err.endswith("— see: sayso --help\n")


def test_a_missing_path_is_told_with_the_commands_own_help(sayso: Callable[..., Any]) -> None:
    ran = sayso("read")
    assert (ran.code, ran.err) == (2, "error SAYSO-USAGE: Missing argument 'PATH…' — see: sayso read --help\n")


@pytest.mark.parametrize("name", commands.commands)
def test_every_command_is_found_in_a_file_of_its_name(name: str) -> None:
    assert commands.commands[name].callback.__module__ == f"sayso.cli.{name}"  # type: ignore[union-attr]


def test_help_names_every_command(sayso: Callable[..., Any]) -> None:
    ran = sayso("--help")
    assert ran.code == 0
    for name in ("codebook", "demo", "doctor", "mark", "read"):
        assert f"\n  {name} " in ran.out


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys\nfrom sayso.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
        "sys.exit(' '.join(sorted(set(sys.argv[1:]) & set(sys.modules))))"
    )
    heavy = ["msgspec", "numpy", "onnxruntime", "rich", "ryaml", "sayso.mark", "sayso.read", "trafilatura", "yaml"]
    ran = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=False)
    assert ran.stderr.strip() == ""
    assert "Usage: sayso" in ran.stdout

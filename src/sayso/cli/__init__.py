"""The command line. Records go to stdout; progress, counts and errors to stderr, an error in one line."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

import click

from sayso.base.errors import SaysoError, UsageError
from sayso.base.version import __version__
from sayso.cli.add import add
from sayso.cli.articles import articles
from sayso.cli.backup import backup
from sayso.cli.claims import claims
from sayso.cli.codebook import codebook
from sayso.cli.control import control
from sayso.cli.demo import demo
from sayso.cli.doctor import doctor
from sayso.cli.gazetteer import gazetteer
from sayso.cli.incidents import incidents
from sayso.cli.layer import layer
from sayso.cli.mark import mark
from sayso.cli.publish import publish
from sayso.cli.read import read
from sayso.cli.review import review
from sayso.cli.search import search
from sayso.cli.serve import serve
from sayso.cli.sources import sources
from sayso.cli.user import user
from sayso.cli.vacuum import vacuum
from sayso.cli.weigh import weigh

QUIET_EXITS = {KeyboardInterrupt: 130, click.Abort: 130, BrokenPipeError: 141}
"""Exit codes of a run that its reader or its user ended: 128 and the number of the signal, as shells count."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sayso", message="%(prog)s %(version)s")
def commands() -> None:
    """Who says that what happened, where and when.

    Sayso reads news reports about an armed conflict and prints attributed claims: each keeps who said it, on whose
    word, how sure, about which place and day, and the exact characters that say so. It works offline.
    """


COMMANDS = (
    add, articles, backup, claims, codebook, control, demo, doctor, gazetteer, incidents, layer, mark, publish, read,
    review, search, serve, sources, user, vacuum, weigh,
)  # fmt: skip
for command in COMMANDS:
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs a command and leaves with its exit code."""
    from sayso.flow.chain import own_process

    _speak_utf8()
    own_process()
    code = run_quietly(lambda: commands.main(arguments, prog_name="sayso", standalone_mode=False))
    gc.freeze()  # what is left goes with the process; looking through it once more would take 0.1 s
    sys.exit(code)


def run_quietly(work: Callable[[], object]) -> int:
    """The exit code of the work; what it raises becomes one line on stderr, or none if it was ended from outside."""
    try:
        result = work()
        sys.stdout.flush()
    except tuple(QUIET_EXITS) as ended:
        _let_go_of_stdout()
        return next(code for kind, code in QUIET_EXITS.items() if isinstance(ended, kind))
    except click.ClickException as error:
        return _complain(_as_usage_error(error))
    except SaysoError as error:
        return _complain(error)
    except Exception as error:
        from sayso.flow.chain import describe_fault

        hint = "this is a fault of Sayso's: please report this line with the command and, if you may, the document"
        return _complain(SaysoError(describe_fault(error), hint=hint))
    return result if isinstance(result, int) else 0


def _speak_utf8() -> None:
    """Makes both streams UTF-8 where no terminal has a say; no terminal is sent what breaks its encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="replace")


def _as_usage_error(error: click.ClickException) -> UsageError:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "sayso"
    return UsageError(" ".join(error.format_message().split()).rstrip("."), hint=f"see: {path} --help")


def _complain(error: SaysoError) -> int:
    sys.stdout.flush()
    sys.stderr.write(f"error {error}\n")
    return error.exit_code


def _let_go_of_stdout() -> None:
    """Keeps Python from writing to a closed pipe, and from complaining, when it exits."""
    import os

    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return

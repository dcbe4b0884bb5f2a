"""Writes the locks in requirements/: one exact version, with its hashes, of everything that an environment holds.

test.txt is the checkout with its extras `test` and `postgresql`, run.txt is Sayso alone. Either serves every Python and
system that Sayso runs on. Versions stay as they are where pyproject.toml still lets them; --upgrade takes the newest.
uv works them out, in an environment of its own that goes when it is done.

    python tools/lock.py [--upgrade]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKS = {"test.txt": ("--extra=test", "--extra=postgresql"), "run.txt": ("--constraint=requirements/test.txt",)}
"""Each lock, and what it takes beside the dependencies; run.txt is the second, as it gets the versions of test.txt."""
OLDEST = "3.11"
"""The oldest Python that a lock serves, as pyproject.toml has it."""


def write_locks(uv: Path, *, upgrade: bool) -> None:
    """Writes each lock, by the program uv."""
    for name, options in LOCKS.items():
        remake = f"--custom-compile-command=python {Path(__file__).relative_to(ROOT).as_posix()}"
        fixed = ["--universal", f"--python-version={OLDEST}", "--generate-hashes", "--quiet", remake]
        newest = ["--upgrade"] if upgrade else []
        command = [
            uv,
            "pip",
            "compile",
            "pyproject.toml",
            *fixed,
            *newest,
            *options,
            f"--output-file=requirements/{name}",
        ]
        subprocess.run(command, cwd=ROOT, check=True)


def main() -> None:
    """Writes the locks, with the newest versions if --upgrade asks for them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest version of everything")
    upgrade = parser.parse_args().upgrade
    (ROOT / "requirements").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        venv.create(room, with_pip=True)
        programs = Path(room) / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", "uv"], check=True)
        write_locks(programs / "uv", upgrade=upgrade)


if __name__ == "__main__":
    main()

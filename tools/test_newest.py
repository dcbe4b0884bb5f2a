"""Tells which newest releases break the tests, for a person to run before the locks are renewed.

In a fresh environment it installs the checkout with the newest version of everything that pyproject.toml lets in, runs
the tests, and says which versions differ from requirements/test.txt and which tests fail. It leaves with pytest's
status, and changes nothing in the checkout. Takes some minutes; what follows the script's name goes to pytest.

    python tools/test_newest.py [PYTEST'S ARGUMENTS…]
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements/test.txt"


def normal_name(name: str) -> str:
    """The package's name as a lock has it, by the rule of the Python packaging user guide."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked_versions(lock: str) -> dict[str, set[str]]:
    """Name to its versions in a lock: more than one where old Pythons get another."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", lock):
        versions.setdefault(normal_name(name), set()).add(version)
    return versions


def differences(locked: Mapping[str, set[str]], installed: Mapping[str, str]) -> Iterator[str]:
    """A line for each package that is installed in a version that is not locked, by name."""
    for name, version in sorted(installed.items()):
        if version not in locked.get(name, ()):
            yield f"{name}: {' or '.join(sorted(locked.get(name, ()))) or 'not locked'} -> {version}"


def broken_tests(report: Iterable[str]) -> list[str]:
    """The tests that failed, with their reasons, by the lines of pytest's summary."""
    return [line for line in report if line.startswith(("FAILED ", "ERROR "))]


def _installed(python: Path) -> dict[str, str]:
    listed = subprocess.run([python, "-m", "pip", "list", "--format=json"], check=True, capture_output=True, text=True)
    versions = {normal_name(entry["name"]): entry["version"] for entry in json.loads(listed.stdout)}
    return {name: version for name, version in versions.items() if name not in ("pip", "setuptools", "sayso")}


def _run_tests(python: Path, arguments: list[str]) -> tuple[int, list[str]]:
    """The status and the lines of pytest, which are shown as they come."""
    command = [python, "-m", "pytest", "-rfE", *arguments]
    lines: list[str] = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout or ():
            sys.stdout.write(line)
            lines.append(line.rstrip())
    return running.returncode, lines


def _tell(title: str, lines: Iterable[str]) -> None:
    sys.stdout.write("\n".join([f"\n{title}", *(f"  {line}" for line in lines)]) + "\n")


def main(arguments: list[str]) -> int:
    """The status of pytest with the newest versions, once all is told."""
    with tempfile.TemporaryDirectory() as room:
        venv.create(room, with_pip=True)
        python = Path(room) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-e", f"{ROOT}[test,postgresql]"], check=True)
        installed = _installed(python)
        status, lines = _run_tests(python, arguments)
    locked = locked_versions(LOCK.read_text(encoding="utf-8"))
    _tell("Versions that differ from the lock:", list(differences(locked, installed)) or ["none"])
    _tell("Tests that these versions break:", broken_tests(lines) or ["none" if status == 0 else "see above"])
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

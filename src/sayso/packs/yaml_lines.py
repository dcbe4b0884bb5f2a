"""YAML for files that people edit: values by the rules of YAML 1.2, and the line of whatever is wrong.

In YAML 1.2 `on`, `off`, `yes`, `no`, `y` and `n` are words, as they are to a lexicon; 1.1 takes them for truth values.
Two libraries read it, each for what it does well: ryaml gives values, since packs are read at every start and PyYAML
takes five times as long; PyYAML knows where in the text everything stands, and is asked only once something is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import ryaml

from sayso.base.errors import PackContentError


def parse(text: str, *, origin: str) -> Any:
    """What the text says, in plain values; `None` if it says nothing. A day is a text, as it is written.

    Raises `PackContentError`, for the file `origin` and with the line, if it is no YAML or says a key twice.
    """
    try:
        return ryaml.loads(text)
    except ValueError as error:
        line, message = _explain(text, str(error))
    hint = "mend this line" if line else "mend this file"
    raise PackContentError(message, hint=hint, file=origin, line=line)


def line_of(text: str, *keys: str | int) -> int:
    """The line, from 1, where the value under these keys stands; of the last one found, if one is not there."""
    node = _compose(text)
    line = 1
    for key in keys:
        found = _child(node, key)
        if found is None:
            break
        line, node = found
    return line


def _compose(text: str) -> Any:
    """The tree of nodes with their marks. Raises `yaml.YAMLError`."""
    import yaml

    return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _explain(text: str, complaint: str) -> tuple[int | None, str]:
    """Where a text that cannot be read goes wrong, and how; from the complaint itself if PyYAML finds nothing."""
    import yaml

    try:
        twice = list(_said_twice(_compose(text)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return None if mark is None else mark.line + 1, str(error.problem)
    except yaml.YAMLError as error:
        return None, str(error)
    if twice:
        first = min(twice, key=lambda key: key.start_mark.index)
        return first.start_mark.line + 1, f"'{first.value}' is said twice"
    line = re.search(r"at line (\d+)", complaint)
    return int(line[1]) if line else None, complaint


def _said_twice(root: Any) -> Iterator[Any]:
    """The keys that stand in a mapping before, as they are written. An alias can lead back to where it stands."""
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if node is None or node.id == "scalar" or id(node) in seen:
            continue
        seen.add(id(node))
        if node.id == "sequence":
            waiting += node.value
            continue
        names = [(key.tag, str(key.value)) for key, _ in node.value]
        yield from (key for place, (key, _) in enumerate(node.value) if names[place] in names[:place])
        waiting += [value for _, value in node.value]


def _child(node: Any, key: str | int) -> tuple[int, Any] | None:
    """The line and the node under a key of a mapping (where the key stands) or an index of a sequence."""
    if node is None or node.id == "scalar":
        return None
    if node.id == "sequence":
        is_there = isinstance(key, int) and 0 <= key < len(node.value)
        return (node.value[key].start_mark.line + 1, node.value[key]) if is_there else None
    under = ((name.start_mark.line + 1, value) for name, value in node.value if name.value == str(key))
    return next(under, None)

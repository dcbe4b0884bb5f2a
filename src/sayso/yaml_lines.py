"""YAML for files that people edit: a key said twice is an error, and only `true` and `false` are truth values.

YAML 1.1 also reads `on`, `off`, `yes`, `no`, `y` and `n` so, which are prepositions, answers and Norway to a lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    _Base = yaml.SafeLoader
else:
    _Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BOOL = "tag:yaml.org,2002:bool"
_TRUTH = re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$")


class Loader(_Base):
    """A safe loader, in C where PyYAML has it."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """The mapping. Raises `yaml.constructor.ConstructorError` if it says a key twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.tag != "tag:yaml.org,2002:merge":
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(None, None, f"'{key.value}' is said twice", key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver(_BOOL, _TRUTH, list("tTfF"))


def parse(text: str) -> Any:
    """What the text says, in plain values. Raises `yaml.YAMLError`."""
    return yaml.load(text, Loader=Loader)


def line_of(text: str, *keys: str | int) -> int:
    """The line, from 1, where the value under these keys stands; of the last one found, if one is not there."""
    node = yaml.compose(text, Loader=Loader)
    line = 1
    for key in keys:
        found = _child(node, key)
        if found is None:
            break
        line, node = found
    return line


def _child(node: yaml.Node | None, key: str | int) -> tuple[int, yaml.Node] | None:
    """The line and the node under a key of a mapping (where the key stands) or an index of a sequence."""
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and 0 <= key < len(node.value):
        item = node.value[key]
        return item.start_mark.line + 1, item
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode) and name.value == str(key):
                return name.start_mark.line + 1, value
    return None

"""YAML for files that people edit: a key said twice is an error, and only `true` and `false` are truth values.

YAML 1.1 also reads `on`, `off`, `yes`, `no`, `y` and `n` so, which are prepositions, answers and Norway to a lexicon.

Values are built from the parser's events: PyYAML's own way, by a tree of nodes, takes three times as long, and the
packs are read at every start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

if TYPE_CHECKING:
    _Base = yaml.SafeLoader
else:
    _Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BOOL: Final = "tag:yaml.org,2002:bool"
_TRUTH: Final = re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$")
_WORDS: Final[Mapping[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""Plain words that are no texts."""
_FIGURES: Final = frozenset("+-.0123456789")
"""How plain numbers and days begin, which PyYAML reads."""
_MERGE: Final = "<<"


class Loader(_Base):
    """A safe loader, in C where PyYAML has it."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver(_BOOL, _TRUTH, list("tTfF"))


def parse(text: str) -> Any:
    """What the text says, in plain values; `None` if it says nothing. Raises `yaml.YAMLError`, with a mark."""
    loader = Loader(text)
    try:
        return _Builder(loader).document()
    finally:
        loader.dispose()


class _Builder:
    """Events -> plain values. Anchors, aliases and merge keys are followed; tags are for scalars alone."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader
        self._next: Callable[[], Any] = loader.get_event
        self._anchored: dict[str, Any] = {}

    def document(self) -> Any:
        """The value of the only document."""
        self._next()
        if self._loader.check_event(yaml.StreamEndEvent):
            return None
        self._next()
        value = self._value(self._next())
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise _wrong("a second document begins here", event)
        return value

    def _value(self, event: Any) -> Any:
        kind = type(event)
        if kind is ScalarEvent:
            value = self._scalar(event)
        elif kind is AliasEvent:
            return self._alias(event)
        elif event.tag is not None and event.tag != "!":
            raise _wrong(f"the tag {event.tag} is not known here", event)
        else:
            value = self._sequence() if kind is SequenceStartEvent else self._mapping()
        if event.anchor is not None:
            self._anchored[event.anchor] = value
        return value

    def _scalar(self, event: Any) -> Any:
        value: str = event.value
        if event.tag is None:
            if not event.implicit[0]:
                return value
            if value in _WORDS:
                return _WORDS[value]
            if value[0] not in _FIGURES:
                return value
        return self._figure(event)

    def _figure(self, event: Any) -> Any:
        """A number, a day, or a text that begins as they do, as PyYAML reads it; also what has a tag."""
        loader: Any = self._loader
        tag = event.tag
        if tag is None or tag == "!":
            tag = loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        try:
            return loader.construct_object(yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark))
        except ValueError as error:
            raise _wrong(f"'{event.value}' cannot be read: {error}", event) from None

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self._anchored:
            raise _wrong(f"nothing before it is named &{event.anchor}", event)
        return self._anchored[event.anchor]

    def _sequence(self) -> list[Any]:
        items, following, value_of = list[Any](), self._next, self._value
        while type(event := following()) is not SequenceEndEvent:
            items.append(value_of(event))
        return items

    def _mapping(self) -> dict[Hashable, Any]:
        said, following, value_of = dict[Hashable, Any](), self._next, self._value
        merged: list[Any] = []
        while type(event := following()) is not MappingEndEvent:
            if type(event) is ScalarEvent and event.value == _MERGE and event.implicit[0]:
                merged += self._merged(following())
                continue
            key = value_of(event)
            if isinstance(key, (list, dict)):
                raise _wrong("a key has to be a word", event)
            if key in said:
                raise _wrong(f"'{getattr(event, 'value', key)}' is said twice", event)
            said[key] = value_of(following())
        for more in merged:
            said = more | said
        return said

    def _merged(self, event: Any) -> list[dict[Hashable, Any]]:
        """The mappings that a merge key names, the one that goes before the others first."""
        value = self._value(event)
        mappings = value if isinstance(value, list) else [value]
        if not all(isinstance(mapping, dict) for mapping in mappings):
            raise _wrong("only mappings can be merged", event)
        return mappings


def _wrong(what: str, event: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=what, problem_mark=event.start_mark)


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

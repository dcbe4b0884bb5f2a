"""Patterns over lexemes, compiled from a table: each word becomes one character, so a pattern becomes a regular one.

A sentence is thereby searched by the regular expression engine in one pass; each pattern is tried only at the
characters that it can begin with. Patterns repeat nothing without bound, so
the time is linear in the sentence's length, and matches never overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.mark.times.lexemes import Lexeme, lex

_SYMBOL = re.compile(r"\(\?=|<[^<>]+>|\{[^{}]+\}|[()|?]|[^\s()|?<>{}]+")
_GROUP = re.compile(r"\(\?P<\w+>")
_FIRST = 0xE000
"""The first of Unicode's characters for private use: each word of the rules becomes one of them, for `re`."""
_NUMBERS = {name: chr(0xF700 + i) for i, name in enumerate(("d12", "d31", "yy", "yyyy", "n"))}
_CLASSES_OF_NUMBERS = {
    "d12": ("d12",),
    "d31": ("d12", "d31"),
    "yy": ("d12", "d31", "yy"),
    "yyyy": ("yyyy",),
    "n": ("d12", "d31", "yy", "yyyy", "n"),
}
_YEARS = range(1000, 2200)
"""What four figures may be as a year; `<yyyy>` in the head of `times.yaml`."""
_OTHER_WORD, _OTHER_SIGN = chr(0xF7F0), chr(0xF7F1)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a pattern means: the name of its value, and what that is to know."""

    value: str
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits the lexemes `[first, last)`; `parts` are the kept lexemes by name."""

    rule: Rule
    first: int
    last: int
    lexemes: tuple[Lexeme, ...]
    parts: Mapping[str, tuple[Lexeme, ...]]

    def word(self, name: str) -> str | None:
        """The kept words under that name, in lower case, joined by blanks; `None` if the pattern kept none."""
        kept = self.parts.get(name)
        return " ".join(lexeme.lower for lexeme in kept) if kept else None

    def number(self, name: str) -> int | None:
        """The kept figures as a number; `None` if the pattern kept none, or a word."""
        kept = self.parts.get(name)
        return int(kept[0].text) if kept and kept[0].text.isdecimal() else None


class Grammar:
    """Rules that find their matches in a sentence's lexemes; built once from a table, then only read."""

    def __init__(
        self,
        rules: Sequence[tuple[str, str, Mapping[str, Any]]],
        *,
        classes: Mapping[str, Iterable[str]],
        macros: Mapping[str, str],
        capital: Iterable[str] = (),
    ) -> None:
        """`rules` are (value, pattern, options), tried in their order; words of `capital` count only when capitalised.

        Raises `ValueError` when a pattern names a class or macro that is not there, or is not well formed.
        """
        self._signs: dict[str, str] = {}
        self._capital = frozenset(capital)
        self._classes = {name: [self._phrase(word) for word in words] for name, words in classes.items()}
        self._macros = macros
        self._rules: list[Rule] = []
        self._groups = 0
        self._rules_at: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
        self._parts: list[list[tuple[str, str]]] = []
        for index, rule in enumerate(rules):
            self._compile(index, *rule)
        self._start = re.compile(f"[{''.join(sorted(self._rules_at))}]")
        self._any_at = {char: _any_of(rules) for char, rules in self._rules_at.items()}
        """By the character that they begin with, one pattern that fits where any rule does: at most words none does."""

    def matches(self, lexemes: Sequence[Lexeme]) -> Iterator[Match]:
        """The matches in order; at every lexeme the first rule that fits is taken, and the search goes on behind it."""
        signs, at = self.encode(lexemes), 0
        while start := self._start.search(signs, at):
            at = start.end()
            if not self._any_at[start.group()].match(signs, start.start()):
                continue
            for index, pattern in self._rules_at[start.group()]:
                if match := pattern.match(signs, start.start()):
                    yield self._match(index, match, lexemes)
                    at = max(at, match.end())
                    break

    def encode(self, lexemes: Sequence[Lexeme]) -> str:
        """One character a lexeme."""
        return "".join(map(self._sign, lexemes))

    def _match(self, index: int, match: re.Match[str], lexemes: Sequence[Lexeme]) -> Match:
        parts = {
            name: tuple(lexemes[match.start(group) : match.end(group)])
            for group, name in self._parts[index]
            if match.start(group) < match.end(group)
        }
        return Match(self._rules[index], match.start(), match.end(), tuple(lexemes[match.start() : match.end()]), parts)

    def _sign(self, lexeme: Lexeme) -> str:
        if lexeme.kind == "number":
            return _NUMBERS[_number_class(lexeme.text)]
        known = self._signs.get(lexeme.lower)
        if known and not (lexeme.lower in self._capital and not lexeme.is_capital):
            return known
        return _OTHER_WORD if lexeme.kind == "word" else _OTHER_SIGN

    def _phrase(self, words: str) -> str:
        """The characters of a word, or of several."""
        return "".join(self._char(lexeme.lower) for lexeme in lex(words, 0, len(words)))

    def _char(self, word: str) -> str:
        return self._signs.setdefault(word, chr(_FIRST + len(self._signs)))

    def _compile(self, index: int, value: str, pattern: str, options: Mapping[str, Any]) -> None:
        self._rules.append(Rule(value, options))
        self._parts.append([])
        compiled = re.compile(self._regex(index, pattern))
        first, _ = self._choice(_SYMBOL.findall(pattern)[::-1])
        for char in first:
            self._rules_at.setdefault(char, []).append((index, compiled))

    def _choice(self, symbols: list[str]) -> tuple[set[str], bool]:
        """The characters that the alternatives on top of the stack may begin with, and whether one may be empty."""
        first, is_empty = self._sequence(symbols)
        while symbols and symbols[-1] == "|":
            symbols.pop()
            other, other_is_empty = self._sequence(symbols)
            first, is_empty = first | other, is_empty or other_is_empty
        return first, is_empty

    def _sequence(self, symbols: list[str]) -> tuple[set[str], bool]:
        first, is_empty = set[str](), True
        while symbols and symbols[-1] not in (")", "|"):
            chars, is_optional = self._atom(symbols)
            if is_empty:
                first |= chars
            is_empty = is_empty and is_optional
        return first, is_empty

    def _atom(self, symbols: list[str]) -> tuple[set[str], bool]:
        symbol = symbols.pop()
        if symbol in ("(", "(?="):
            first, is_empty = self._choice(symbols)
            symbols.pop()
            is_empty = is_empty or symbol == "(?="
        elif symbol.startswith("{"):
            first, is_empty = self._choice(_SYMBOL.findall(self._look_up(self._macros, symbol[1:-1]))[::-1])
        else:
            first, is_empty = self._begins(symbol), False
        if symbols and symbols[-1] == "?":
            symbols.pop()
            is_empty = True
        return first, is_empty

    def _begins(self, symbol: str) -> set[str]:
        """The characters that a word or a class may begin with."""
        if not symbol.startswith("<"):
            return {self._char(symbol.casefold())}
        kind = symbol[1:-1].rpartition(":")[2]
        if kind in _CLASSES_OF_NUMBERS:
            return {_NUMBERS[name] for name in _CLASSES_OF_NUMBERS[kind]}
        return {words[0] for words in self._look_up(self._classes, kind)}

    def _regex(self, index: int, pattern: str) -> str:
        return "".join(self._symbol(index, symbol) for symbol in _SYMBOL.findall(pattern))

    def _symbol(self, index: int, symbol: str) -> str:
        if symbol in ("(?=", ")", "|", "?"):
            return symbol
        if symbol == "(":
            return "(?:"
        if symbol.startswith("{"):
            return f"(?:{self._regex(index, self._look_up(self._macros, symbol[1:-1]))})"
        if not symbol.startswith("<"):
            return re.escape(self._char(symbol.casefold()))
        name, _, kind = symbol[1:-1].rpartition(":")
        alternatives = self._class(kind)
        return f"(?P<{self._group(index, name)}>{alternatives})" if name else f"(?:{alternatives})"

    def _class(self, kind: str) -> str:
        if kind in _CLASSES_OF_NUMBERS:
            return "[" + "".join(_NUMBERS[name] for name in _CLASSES_OF_NUMBERS[kind]) + "]"
        words: list[str] = self._look_up(self._classes, kind)
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    def _look_up(self, table: Mapping[str, Any], name: str) -> Any:
        if name not in table:
            raise ValueError(f"no class or macro is called {name}")
        return table[name]

    def _group(self, index: int, name: str) -> str:
        self._groups += 1
        group = f"g{self._groups}"
        self._parts[index].append((group, name))
        return group


def _any_of(rules: Sequence[tuple[int, re.Pattern[str]]]) -> re.Pattern[str]:
    """One pattern for several, without their groups, which take more time than all else."""
    return re.compile("|".join(_GROUP.sub("(?:", pattern.pattern) for _, pattern in rules))


def _number_class(text: str) -> str:
    """The smallest built-in class of numbers that holds the figures."""
    if not text.isdecimal() or len(text) > 4:
        return "n"
    value = int(text)
    if len(text) == 4:
        return "yyyy" if value in _YEARS else "n"
    if len(text) > 2 or value == 0:
        return "n"
    return "d12" if value <= 12 else "d31" if value <= 31 else "yy"

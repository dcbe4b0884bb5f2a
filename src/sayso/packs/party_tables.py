"""The parties of the codebook, built from the pack's tables of states, groups, bodies, outlets, offices and sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeVar

from sayso.base.errors import CodebookError
from sayso.packs.pack import Pack
from sayso.packs.parties import Holder, Parties, Party, Side
from sayso.packs.party_names import Alias, BodyRule, Office, OfficeException, PartyKind, cut_name

_Entry = TypeVar("_Entry", Alias, BodyRule, Office)


def build_parties(pack: Pack) -> Parties:
    """The parties of a codebook pack. Raises `CodebookError` for what cannot be used."""
    try:
        return _build(pack)
    except (KeyError, TypeError, AttributeError) as error:
        raise CodebookError(
            f"the parties cannot be read: {error!r}", hint="run: sayso codebook check", file=str(pack.folder)
        ) from None


def _build(pack: Pack) -> Parties:
    states, groups = pack.yaml("parties/states.yaml")["states"], pack.yaml("parties/groups.yaml")["groups"]
    bodies, services = pack.yaml("parties/bodies.yaml")["bodies"], pack.yaml("parties/services.yaml")["services"]
    outlets, rules = pack.yaml("parties/outlets.yaml")["outlets"], pack.yaml("parties/rules.yaml")["rules"]
    offices = pack.yaml("offices.yaml")
    holders = [(entry, _holder(entry)) for entry in offices["holders"]]
    aliases = [*_state_aliases(states), *_aliases_of(groups, "group"), *_aliases_of(bodies, "body")]
    aliases += [*_aliases_of(services, "service"), *_aliases_of(outlets, "outlet")]
    others = [*_others(groups, "group"), *_others(bodies, "body")]
    aliases += [alias for entry, holder in holders for alias in _holder_aliases(entry, holder)]
    return Parties(
        parties={party.id: party for party in [*map(_state, states), *others]},
        by_alpha2={entry["alpha2"]: entry["id"] for entry in states},
        sides=tuple(_sides(pack.yaml("sides.yaml")["wars"])),
        holders=tuple(holder for _, holder in holders),
        _aliases=_by_two(aliases),
        _rules=_by_first(_rules(rules["bodies"])),
        _offices=_by_first(_offices(offices["offices"])),
        _exceptions=tuple(_exceptions(offices["exceptions"])),
        _holder_names={_fold_words(name): holder for entry, holder in holders for name in _names(entry)},
        _before=frozenset(rules["before"]),
        _after=frozenset(rules["after"]),
        _articles=frozenset(rules["articles"]),
    )


def _fold_words(text: Any) -> tuple[str, ...]:
    return tuple(token.fold for token in cut_name(str(text)))


def _alias(
    text: Any, *, party: str | None, sector: str | None, name: str, kind: PartyKind, is_doubtful: bool = False
) -> Alias:
    tokens = cut_name(str(text))
    return Alias(
        words=tuple(token.fold for token in tokens),
        written=tuple(token.text for token in tokens),
        party=party,
        sector=sector,
        name=name,
        kind=kind,
        is_doubtful=is_doubtful,
    )


def _state_aliases(states: Iterable[Mapping[str, Any]]) -> Iterator[Alias]:
    keys: tuple[tuple[str, PartyKind, str | None], ...] = (
        ("also", "state", None),
        ("adjectives", "adjective", None),
        ("people", "people", None),
        ("government", "government", "GOV"),
    )
    for entry in states:
        yield _alias(entry["name"], party=entry["id"], sector=None, name=entry["name"], kind="state")
        for key, kind, sector in keys:
            for text in entry.get(key, ()):
                yield _alias(text, party=entry["id"], sector=sector, name=entry["name"], kind=kind)


def _aliases_of(entries: Iterable[Mapping[str, Any]], kind: PartyKind) -> Iterator[Alias]:
    for entry in entries:
        party = entry.get("party") if kind in ("service", "outlet") else str(entry["id"])
        sector = "JRN" if kind == "outlet" else entry["sector"]
        for text in (entry["name"], *entry.get("also", ()), *entry.get("adjectives", ())):
            yield _alias(text, party=party, sector=sector, name=entry["name"], kind=kind)
        for text in entry.get("doubtful", ()):
            yield _alias(text, party=party, sector=sector, name=entry["name"], kind=kind, is_doubtful=True)


def _holder_aliases(entry: Mapping[str, Any], holder: Holder) -> Iterator[Alias]:
    for text in (entry["name"], *entry.get("also", ())):
        yield _alias(text, party=holder.party, sector=holder.sector, name=holder.name, kind="holder")


def _by_first(entries: Iterable[_Entry]) -> Mapping[str, tuple[_Entry, ...]]:
    index: dict[str, list[_Entry]] = {}
    for entry in entries:
        if entry.words:
            index.setdefault(entry.words[0], []).append(entry)
    return {word: tuple(sorted(same, key=lambda entry: -len(entry.words))) for word, same in index.items()}


def _by_two(aliases: Iterable[Alias]) -> Mapping[str, Mapping[str, tuple[Alias, ...]]]:
    """Names by their first word and their second, the longest first; the second of one word is empty."""
    index: dict[str, dict[str, list[Alias]]] = {}
    for alias in sorted((alias for alias in aliases if alias.words), key=lambda alias: -len(alias.words)):
        second = alias.words[1] if len(alias.words) > 1 else ""
        index.setdefault(alias.words[0], {}).setdefault(second, []).append(alias)
    return {first: {word: tuple(same) for word, same in rest.items()} for first, rest in index.items()}


def _state(entry: Mapping[str, Any]) -> Party:
    adjectives = entry.get("adjectives") or [None]
    return Party(
        id=entry["id"],
        name=entry["name"],
        kind="state",
        sector=None,
        alpha2=entry["alpha2"],
        army=entry.get("army"),
        adjective=adjectives[0],
    )


def _others(entries: Iterable[Mapping[str, Any]], kind: Literal["group", "body"]) -> Iterator[Party]:
    for entry in entries:
        yield Party(
            id=str(entry["id"]),
            name=entry["name"],
            kind=kind,
            sector=entry["sector"],
            state=entry.get("state"),
            countries=tuple(entry.get("countries", ())),
            adjective=(entry.get("adjectives") or [None])[0],
            since=_day(entry.get("since")),
            until=_day(entry.get("until")),
        )


def _day(value: Any) -> str | None:
    return None if value is None else str(value)


def _holder(entry: Mapping[str, Any]) -> Holder:
    return Holder(
        name=entry["name"],
        role=entry["role"],
        party=str(entry["party"]),
        sector=entry["sector"],
        since=_day(entry.get("from")),
        until=_day(entry.get("until")),
    )


def _names(entry: Mapping[str, Any]) -> list[str]:
    return [str(name) for name in (entry["name"], *entry.get("also", ()))]


def _rules(bodies: Iterable[Mapping[str, Any]]) -> Iterator[BodyRule]:
    for body in bodies:
        for words in body["words"]:
            yield BodyRule(
                words=_fold_words(words), sector=body["sector"], name=body["name"], is_apart=body.get("apart", False)
            )


def _offices(offices: Iterable[Mapping[str, Any]]) -> Iterator[Office]:
    for office in offices:
        for words in office["words"]:
            yield Office(words=_fold_words(words), role=office["role"], sector=office["sector"], party=office["party"])


def _exceptions(entries: Iterable[Mapping[str, Any]]) -> Iterator[OfficeException]:
    for entry in entries:
        within = tuple(_fold_words(word) for word in entry.get("in", ()))
        for word in entry["words"]:
            yield OfficeException(words=_fold_words(word), sector=entry["sector"], party=entry["party"], within=within)


def _sides(wars: Iterable[Mapping[str, Any]]) -> Iterator[Side]:
    for war in wars:
        for side in war["sides"]:
            yield Side(
                id=side["id"],
                war=war["id"],
                label=side["label"],
                parties=frozenset(str(party) for party in side["parties"]),
                lead=str(side["parties"][0]),
                places=frozenset(war["places"]),
                since=_day(war.get("since")),
                until=_day(side.get("until", war.get("until"))),
            )

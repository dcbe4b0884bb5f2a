"""Weights of what governs a name: `python -m training.place_frames --data DIR` puts them into the lexicon.

The choice of place names (mark/places/choice.py) rests on weights fitted on whole articles of general news. Here the
weights of `FRAMED` and `LOOKED` are fitted on top of it, by logistic regression with the odds of the former as offset:
what a governing verb or noun wants counts for more where the encoder knows nothing or took the name for a person's.

What it is fitted on: the documents of `ner/worldwide.train.iob2` as they are; sentences of theirs, of `core.train` and
of `re3d_open.train` in which a listed word governs a name, each alone and with other names put in; and such sentences
of Wikipedia's articles in `articles/`, where a name counts as what the whole article has for it if that is plain. Towns
that are put in come from the gazetteer, a third of them bent so that it does not know them; persons' names are made of
those in `worldwide.train`. No dev set and no set of toponyms is read.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
import numpy as np
from numpy.typing import NDArray

from sayso.base.settings import Settings
from sayso.flow.chain import load_marker, read_reports
from sayso.gazetteer.lookup import KINDS
from sayso.mark import words_of
from sayso.mark.core.entities import name_spans
from sayso.mark.core.tree import grow_trees
from sayso.mark.places.candidates import CharSpan, Evidence, find_candidates, read_evidence
from sayso.mark.places.choice import LOOKED, Uses, best_apart, look_again, worth_of
from sayso.mark.places.frame_features import FRAMED, frame_columns
from sayso.mark.places.name_features import FEATURES, feature_columns
from sayso.mark.places.slots import Slot, slots_by_word
from sayso.model import Article, Block, Sentence
from sayso.packs.pack import load_pack, seal_pack

Floats = NDArray[np.float64]
Name = tuple[int, int, str]
"""Start, end and kind of a name: LOC, PER, ORG, or another that tells nothing here."""

WEIGHTS: Final = "place_weights.yaml"
KIND_OF: Final = {"Location": "LOC", "Person": "PER", "Organization": "ORG", "Organisation": "ORG"}
COUNTRIES: Final = [
    "UA", "SD", "CD", "MM", "PS", "IL", "SY", "YE", "ML", "BF", "NE", "NG", "CO", "ET", "SO", "HT", "AF", "IQ", "LK",
    "CF", "SS", "TD", "LY", "CM", "MZ", "PK", "IN", "PH", "MX", "LB", "EG", "TR", "RU", "GE", "AM", "AZ", "KE", "UG",
    "RW", "BI",
]  # fmt: skip
"""Whose towns are put in: countries of wars since 1990."""
BENT: Final = 1 / 3
"""Share of the towns that are bent into names that no gazetteer has."""
SAME: Final = 0.8
"""Share of a name's mentions in an article that must be of one kind for it to count as that."""
OFTEN: Final = 3
"""Mentions that it needs for that."""
LONGEST: Final = 300
"""Characters of the longest sentence that is read alone."""
PERSONS_KEPT: Final = 0.2
"""Share of the sentences kept in which only persons are wanted: there are many."""
RIDGE: Final = 1.0
"""Weight of the squared weights; 1 and 3 give the same F1 within 0.3 on halves."""
SEED: Final = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text as the chain sees it, and its names."""

    article: Article
    sentences: tuple[Sentence, ...]
    evidence: Evidence
    names: Sequence[Name]


def read(text: str, names: Sequence[Name]) -> Reading:
    """What the encoder says of a text of one paragraph a line."""
    blocks, start = list[Block](), 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(kind="paragraph", start=start, end=start + len(line.rstrip())))
        start += len(line)
    return read_article(Article(id="", text=text, blocks=tuple(blocks), sha256=""), names)


def read_article(article: Article, names: Sequence[Name] = ()) -> Reading:
    """What the encoder says of an article."""
    chain, words = load_marker(), words_of(article, load_marker().cut)
    begins = [not at or words.blocks[at] != words.blocks[at - 1] for at in range(len(words.blocks))]
    pieces = chain.encoder.pieces.cut([article.text[a:b] for a, b in words.spans], begins)
    scores, heads = chain.encoder.read(pieces), chain.encoder.heads
    sentences = grow_trees(article.text, words, scores, heads, chain.lemmas)
    labels = heads.labels["names"]
    tagged = name_spans(words.blocks, scores["names"], labels)
    evidence = read_evidence(words.spans, words.blocks, scores["names"], labels, tagged)
    return Reading(article=article, sentences=sentences, evidence=evidence, names=names)


def documents(path: Path) -> Iterator[list[list[tuple[str, str]]]]:
    """The documents of a file of words and labels; without `# newdoc` each sentence is one."""
    text = path.read_text(encoding="utf-8")
    parts = text.split("# newdoc")[1:] if "# newdoc" in text else text.split("\n\n")
    for part in parts:
        sentences = [
            [(word, label) for word, _, label in (line.partition("\t") for line in lines.split("\n")) if label]
            for lines in part.split("\n\n")
        ]
        if any(sentences):
            yield [[(word, label.split("\t")[0]) for word, label in sentence] for sentence in sentences if sentence]


def written(sentences: Sequence[Sequence[tuple[str, str]]]) -> tuple[str, list[Name]]:
    """The text of a document, a sentence a line, and its names."""
    text, names = "", list[Name]()
    for sentence in sentences:
        text += "\n" if text else ""
        before, quotes = "", 0
        for word, label in sentence:
            closes = word == '"' and quotes % 2 == 1
            opened = before == '"' and quotes % 2 == 1
            is_glued = not before or word[0] in ".,;:!?)]}%'’”-/" or before in "([{$“‘-/" or closes or opened
            text += "" if is_glued else " "
            quotes += word == '"'
            start, before = len(text), word
            text += word
            if label.startswith("I-") and names:
                names[-1] = (names[-1][0], len(text), names[-1][2])
            elif label.startswith("B-"):
                names.append((start, len(text), KIND_OF.get(label[2:], label[2:])))
    return text, names


class NewNames:
    """Names to put in the place of others."""

    def __init__(self, readings: Sequence[Reading], dice: random.Random) -> None:
        gazetteer = load_marker().gazetteer
        places, self._dice = gazetteer.places, dice
        is_town = (places["kind"] == KINDS.index("settlement")) & np.isin(
            places["country"], [c.encode() for c in COUNTRIES]
        )
        labels = (gazetteer.label(int(row)) for row in np.flatnonzero(is_town))
        self.towns = [label for label in labels if label.isascii() and label.istitle()]
        persons = [
            reading.article.text[start:end].split() for reading in readings for start, end, kind in reading.names
            if kind == "PER"
        ]  # fmt: skip
        self.first = [words[0] for words in persons if len(words) > 1]
        self.last = [words[-1] for words in persons if words[-1][0].isupper()]

    def instead_of(self, name: str, kind: str) -> str:
        """A town for a place that is no country, a person with as many names for a person; else the name itself."""
        names = load_marker().names
        if kind == "LOC" and KINDS.index("country") not in names.bearers(name).kinds:
            town = self._dice.choice(self.towns)
            return self._bent(town) if self._dice.random() < BENT else town
        if kind == "PER":
            first = f"{self._dice.choice(self.first)} " if " " in name else ""
            return first + self._dice.choice(self.last)
        return name

    def _bent(self, town: str) -> str:
        vowels = [at for at, letter in enumerate(town) if letter in "aeiou"]
        if vowels:
            at = self._dice.choice(vowels)
            town = town[:at] + self._dice.choice("aeiou".replace(town[at], "")) + town[at + 1 :]
        return town + self._dice.choice(["", "", "ka", "ne", "sk", "iya", "bad", "pur", "ova", "ir"])


def alone(reading: Reading, new: NewNames, dice: random.Random, *, arguments_only: bool) -> Iterator[Reading]:
    """The sentences in which a listed word governs a name, with new names, each read alone."""
    chain, text = load_marker(), reading.article.text
    found, starts = slots_by_word(reading.sentences, chain.places.frames), [a for a, _ in reading.evidence.spans]
    for sentence in reading.sentences:
        names = [one for one in reading.names if sentence.start <= one[0] and one[1] <= sentence.end]
        wanted = set[str]()
        for start, end, kind in names:
            if kind in ("LOC", "PER", "ORG"):
                words = starts[bisect_left(starts, start) : bisect_left(starts, end)]
                slots = _governing(found, words, start, end)
                wanted |= {w for w, verb in chain.places.frames.wanted_by(slots) if verb or not arguments_only}
        is_kept = wanted - {"wants_person"} or (wanted and dice.random() < PERSONS_KEPT)
        if is_kept and sentence.end - sentence.start <= LONGEST:
            yield read(*_renamed(text, sentence, names, new))


def _governing(
    found: dict[int, list[tuple[int, list[Slot]]]], words: Sequence[int], start: int, end: int
) -> Sequence[Slot]:
    slots = (slots for word in words for above, slots in found.get(word, ()) if not start <= above < end)
    return next(slots, [])


def _renamed(text: str, sentence: Sentence, names: Sequence[Name], new: NewNames) -> tuple[str, list[Name]]:
    """The sentence with new names, the same for the same, and where they stand in it."""
    put, at, renamed, instead = "", sentence.start, list[Name](), dict[str, str]()
    for start, end, kind in sorted(names):
        if start < at:
            continue
        name = instead.setdefault(text[start:end], new.instead_of(text[start:end], kind))
        put += text[at:start]
        renamed.append((len(put), len(put) + len(name), kind))
        put, at = put + name, end
    return (put + text[at : sentence.end]).replace("\n", " "), renamed


def plain_names(reading: Reading) -> list[Name]:
    """The names of an article, each of the kind that the article plainly has for it, else of kind `?`."""
    chain, text, evidence = load_marker(), reading.article.text, reading.evidence
    starts = frozenset(sentence.start for sentence in reading.sentences)
    candidates = find_candidates(text, evidence, chain.names, chain.places, starts)
    if not candidates:
        return []
    features = feature_columns(text, evidence, candidates, chain.names, chain.places, starts)
    uses = Uses(text, evidence, chain.names, chain.places)
    best = best_apart(candidates, worth_of(features, chain.weights.own).tolist())
    places = {span for span in best if uses.of(span) == "place"}
    kinds: dict[CharSpan, str] = {(first, last): kind for kind, first, last in evidence.names}
    kinds |= dict.fromkeys(places, "LOC")
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for span, kind in kinds.items():
        counted[_spelled(text, evidence, span)][kind] += 1
    names, last = list[Name](), -1
    for span in sorted(kinds, key=lambda span: (span[0], -span[1])):
        if span[0] >= last:
            start, end, last = evidence.spans[span[0]][0], evidence.spans[span[1] - 1][1], span[1]
            names.append((start, end, _plain_kind(counted[text[start:end]], text[start:end])))
    return names


def _spelled(text: str, evidence: Evidence, span: CharSpan) -> str:
    return text[evidence.spans[span[0]][0] : evidence.spans[span[1] - 1][1]]


def _plain_kind(counted: Counter[str], name: str) -> str:
    kind, times = counted.most_common(1)[0]
    is_plain = times >= SAME * counted.total() and (times >= OFTEN or (kind != "LOC" and " " in name))
    return kind if is_plain else "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The candidates of a reading: what speaks for each beside its frame, its frame, its neighbours, what it is."""

    reading: Reading
    candidates: Sequence[CharSpan]
    own: Floats
    framed: Floats
    is_place: Floats
    told: NDArray[np.bool_]
    """Whether the coding tells: not within a body's name, nor where the article leaves the kind open."""


def sample(reading: Reading) -> Sample | None:
    """What the choice sees of a text; `None` where it has nothing to choose from."""
    chain, text, evidence = load_marker(), reading.article.text, reading.evidence
    starts = frozenset(sentence.start for sentence in reading.sentences)
    candidates = find_candidates(text, evidence, chain.names, chain.places, starts)
    if not candidates:
        return None
    features = feature_columns(text, evidence, candidates, chain.names, chain.places, starts)
    kinds = [_kind_at(reading, span) for span in candidates]
    people = features[:, FEATURES.index("only_people")] > 0
    told = [
        kind in ("LOC", "PER", "ORG", "in PER") or (kind == "" and not a) for kind, a in zip(kinds, people, strict=True)
    ]
    return Sample(
        reading=reading,
        candidates=candidates,
        own=worth_of(features, chain.weights.own),
        framed=frame_columns(text, evidence, candidates, reading.sentences, chain.places.frames, features),
        is_place=np.array([float(kind == "LOC") for kind in kinds]),
        told=np.array(told),
    )


def _kind_at(reading: Reading, span: CharSpan) -> str:
    """The kind of the name that is coded just there; "in …" for a part of one; empty where no name is."""
    start, end = reading.evidence.spans[span[0]][0], reading.evidence.spans[span[1] - 1][1]
    within = [(a, b, kind) for a, b, kind in reading.names if a < end and start < b]
    return next((kind if (a, b) == (start, end) else f"in {kind}" for a, b, kind in within), "")


def fit(columns: Floats, offset: Floats, wanted: Floats) -> Floats:
    """Weights of logistic regression beside an offset, by Newton's method with halved steps."""
    weights = np.zeros(columns.shape[1])

    def loss(at: Floats) -> float:
        odds = offset + columns @ at
        return float((np.logaddexp(0, odds) - wanted * odds).sum() + RIDGE * at @ at / 2)

    for _ in range(40):
        shares = 1 / (1 + np.exp(-np.clip(offset + columns @ weights, -30, 30)))
        slope = columns.T @ (shares - wanted) + RIDGE * weights
        curve = (columns.T * (shares * (1 - shares))) @ columns + RIDGE * np.eye(len(weights))
        step, length = np.linalg.solve(curve, slope), 1.0
        while loss(weights - length * step) > loss(weights) and length > 1e-4:
            length /= 2
        weights = weights - length * step
    return weights


def fit_both(samples: Sequence[Sample]) -> tuple[Floats, Floats]:
    """The weights of `FRAMED`, and those of `LOOKED` beside them."""
    told = np.concatenate([one.told for one in samples])
    own, framed, wanted = (
        np.concatenate(parts)[told]
        for parts in ([one.own for one in samples], [one.framed for one in samples], [one.is_place for one in samples])
    )
    weights = fit(framed, own, wanted)
    looks = np.concatenate([_look(one, one.own + one.framed @ weights) for one in samples])[told]
    return weights, fit(looks, own + framed @ weights, wanted)


def _look(one: Sample, worth: Floats) -> Floats:
    text, words = one.reading.article.text, load_marker().places
    return look_again(text, one.reading.evidence, one.candidates, worth, words)


def scores(samples: Sequence[Sample], framed: Floats, looked: Floats) -> str:
    """Precision, recall and F1 of single candidates, before and after, over all and where a verb wants a place."""
    lines = list[str]()
    for title, verbs_only in (("all", False), ("a verb may want a place", True)):
        for name, is_new in (("before", False), ("after", True)):
            counts = np.zeros(3)
            for one in samples:
                worth = one.own + one.framed @ framed if is_new else one.own
                worth = worth + _look(one, worth) @ looked if is_new else worth
                columns = [FRAMED.index("verb_wants_place"), FRAMED.index("verb_may_want_place")]
                asked = one.told & (one.framed[:, columns].sum(axis=1) > 0 if verbs_only else True)
                found, gold = (worth > 0)[asked], one.is_place[asked] > 0
                counts += (found & gold).sum(), found.sum(), gold.sum()
            right, said, there = counts.tolist()
            lines.append(
                f"{title}, {name}: P {right / said:.3f} R {right / there:.3f} F1 {2 * right / (said + there):.3f}"
            )
    return "\n".join(lines)


def training_texts(data: Path) -> Iterator[Reading]:
    """Everything that the weights are fitted on."""
    dice = random.Random(SEED)
    worldwide = [read(*written(one)) for one in documents(data / "ner" / "worldwide.train.iob2")]
    new = NewNames(worldwide, dice)
    yield from worldwide
    for reading in worldwide:
        yield from alone(reading, new, dice, arguments_only=False)
    for file in ("core.train.iob2", "re3d_open.train.iob2"):
        for text, names in map(written, documents(data / "ner" / file)):
            if any(kind in ("LOC", "PER") for _, _, kind in names) and len(text) <= LONGEST:
                yield from alone(read(text, names), new, dice, arguments_only=True)
    reports = read_reports(sorted((data / "articles").rglob("*.md")), Settings())
    for article in reports:
        if isinstance(article, Article):
            reading = read_article(article)
            named = Reading(
                article=article, sentences=reading.sentences, evidence=reading.evidence, names=plain_names(reading)
            )
            yield from alone(named, new, dice, arguments_only=True)


def write_weights(framed: Iterable[float], looked: Iterable[float]) -> None:
    """Puts the weights into the lexicon's table, behind those that stand there."""
    pack = load_pack("lexicon-en")
    kept = pack.text(WEIGHTS).split(f"\n{FRAMED[0]}:")[0].rstrip("\n")
    lines = [f"{name}: {value:.4f}" for name, value in zip((*FRAMED, *LOOKED), (*framed, *looked), strict=True)]
    (pack.folder / WEIGHTS).write_text("\n".join([kept, *lines]) + "\n", encoding="utf-8")
    click.echo(seal_pack(pack.folder).maker)


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
def main(data: Path) -> None:
    """Fits the weights on all, tells what they do on the half that they are not fitted on, and writes them."""
    samples = [one for one in map(sample, training_texts(data)) if one is not None]
    for half in (0, 1):
        weights = fit_both(samples[half::2])
        click.echo(scores(samples[1 - half :: 2], *weights))
    write_weights(*fit_both(samples))


if __name__ == "__main__":
    main()

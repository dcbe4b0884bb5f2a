"""The examples of a codebook tried out: each is read as a report of one sentence, and what comes out is held to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from sayso.model import Article, Block

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.model import Claim
    from sayso.packs.codebook_check import CodebookProblem
    from sayso.packs.examples import Example
    from sayso.packs.pack import Pack


def failing_examples(pack: Pack, settings: Settings) -> list[CodebookProblem]:
    """The examples of a codebook whose claims are not as they say, with file and line. Loads the model.

    With an overlay, those that fail without it too are left out: they are not its maker's to mend.
    """
    from sayso.packs.overlay import OverlaidPack
    from sayso.packs.pack import open_pack

    problems = list(_failing(pack, settings))
    if not isinstance(pack, OverlaidPack):
        return problems
    before = set(_failing(open_pack(pack.folder, as_it_lies=True), settings))
    return [problem for problem in problems if problem not in before]


def _failing(pack: Pack, settings: Settings) -> Iterator[CodebookProblem]:
    from sayso.packs.codebook_check import CodebookProblem
    from sayso.packs.examples import failure_of
    from sayso.packs.pack import yaml_line

    read = claims_reader(pack, settings)
    for example in examples_in(pack):
        failure = failure_of(example, read(example.text))
        if failure is not None:
            line = yaml_line(example.file.read_text(encoding="utf-8"), *example.keys)
            hint = f"mend the triggers, or the example: {example.text}"
            yield CodebookProblem(file=str(example.file), line=line, message=failure, hint=hint)


def examples_in(pack: Pack) -> Iterator[Example]:
    """The examples of the types of a codebook, by file and order, an overlay's behind them; not those switched off."""
    from sayso.packs.examples import examples_of
    from sayso.packs.overlay import EVENTS, OverlaidPack
    from sayso.packs.pack import Pack

    files = sorted(name for name in pack.files if name.startswith(EVENTS))
    types = {entry["id"] for name in files for entry in pack.yaml(name)["types"]}
    own = pack.overlay if isinstance(pack, OverlaidPack) else None
    contents = [(pack.folder / name, Pack.yaml(pack, name)) for name in files if (pack.folder / name).is_file()]
    if own is not None:
        contents += [(own.folder / name, types) for name, types in own.contents.items() if name.startswith(EVENTS)]
    for path, content in contents:
        yield from (example for example in examples_of(content["types"], path) if example.event in types)


def claims_reader(pack: Pack, settings: Settings) -> Callable[[str], tuple[Claim, ...]]:
    """What reads the claims out of a text by that codebook."""
    from sayso.claim import Claimer
    from sayso.flow.chain import load_marker
    from sayso.flow.languages import languages

    language = next(iter(languages(settings.packs).values()))
    marker, claimer = load_marker(settings.packs, language.code), Claimer(pack, language)
    return lambda text: claimer(marker(_article_of(text)))


def _article_of(text: str) -> Article:
    digest = sha256(text.encode()).hexdigest()
    block = Block(kind="paragraph", start=0, end=len(text))
    return Article(id=f"a-{digest[:12]}", text=text, blocks=(block,), sha256=digest)

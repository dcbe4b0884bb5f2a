"""A random sample of the claims that carry a day, printed with their sentences, for a person to judge.

`python -m benchmarks.dated --data DIR --seed N` reads the articles `articles/**/*.md` below the folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

import click

from benchmarks.core import need
from sayso.base.settings import Settings
from sayso.flow.chain import claim_reports
from sayso.model import Claim, Dropped

SIZE = 60
"""Claims in a sample."""


@click.command()
@click.option("--data", type=click.Path(path_type=Path), default=Path("../shared/data"))
@click.option("--seed", type=int, required=True)
def main(data: Path, seed: int) -> None:
    """Print the sample."""
    articles = sorted(need(data / "articles").rglob("*.md"))
    worked = claim_reports([str(article) for article in articles], Settings())
    claims = [claim for one in worked if not isinstance(one, Dropped) for claim in one[1]]
    dated = [claim for claim in claims if has_day(claim)]
    click.echo(f"{len(claims)} claims, {len(dated)} with a day")
    for number, claim in enumerate(draw(dated, seed), start=1):
        click.echo(f"{number}. {told(claim)}")


def has_day(claim: Claim) -> bool:
    """Whether a claim says when, on one side at least."""
    return bool(claim.when.from_day or claim.when.to_day)


def draw(claims: Iterable[Claim], seed: int) -> Sequence[Claim]:
    """The sample of that seed, whatever the order of reading."""
    ordered = sorted(claims, key=lambda claim: (claim.article.path or "", claim.trigger.start, claim.event))
    return Random(seed).sample(ordered, min(SIZE, len(ordered)))


def told(claim: Claim) -> str:
    """What a judge needs: the event, its days, the words for them, the sentence with the trigger marked."""
    when, start = claim.when, claim.trigger.start - claim.sentence.start
    end = start + len(claim.trigger.text)
    text = claim.sentence.text
    marked = f"{text[:start]}>>{text[start:end]}<<{text[end:]}" if 0 <= start < len(text) else text
    days = f"{when.from_day} to {when.to_day}, {when.precision}, {when.basis}, “{when.text}”"
    head = f"{Path(claim.article.path or '-').name} · {claim.event} · {claim.status} · {days}"
    return f"{head}\n   {' '.join(marked.split())}"


if __name__ == "__main__":
    main()

"""Adds articles in processes that can be killed: `python -m tests.keep.nursery LOCATION`.

Each line on stdin is the number of the first article; a process is forked that adds articles from there on, says its
own number first and then each article that is in the ledger. Forking spares the seconds of a fresh interpreter.
"""

from __future__ import annotations

import os
import sys

from sayso.keep import open_ledger
from tests.keep.made import add, make_article

ARTICLES = 24
"""How many there are in all."""


def main() -> None:
    """Forks a process for each line."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            add_from(int(line))
            os._exit(0)
        os.waitpid(child, 0)
        say("ended")


def add_from(first: int) -> None:
    """Adds the articles from this number on."""
    say(os.getpid())
    with open_ledger(sys.argv[1], wait=60) as ledger:
        for number in range(first, ARTICLES):
            article = make_article(number)
            add(ledger, article)
            say(article.id)


def say(line: object) -> None:
    """Writes the line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""`sayso user`: makes a line of a users file, for `sayso serve --users`."""

from __future__ import annotations

import sys

import click


@click.command(name="user", short_help="Make a line of a users file, for sayso serve --users.")
@click.argument("name")
@click.option("--role", type=click.Choice(["reader", "reviewer"]), default="reader", show_default=True,
              help="A reader looks, a reviewer judges too.")  # fmt: skip
def user(name: str, role: str) -> None:
    """Make a line of a users file, for sayso serve --users.

    The password is asked for, or read from stdin where that is no terminal; only its hash stands in the line.
    """
    from sayso.show.web.accounts import user_line

    if sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    sys.stdout.write(user_line(name, "reviewer" if role == "reviewer" else "reader", password) + "\n")

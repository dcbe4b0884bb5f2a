"""`sayso serve`: opens a ledger as pages in a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.base.errors import ServeError, SettingError
from sayso.cli.flags import setting_flags

if TYPE_CHECKING:
    from sayso.base.settings import Settings
    from sayso.show.web.accounts import Door

LOCAL = ("127.0.0.1", "::1", "localhost")
"""Addresses that no other machine reaches."""


@click.command(name="serve", short_help="Open a ledger as pages in a browser.")
@setting_flags("ledger", "packs", "codebook", "reviewer")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on.")
@click.option("--port", default=8321, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--token", metavar="TEXT", help="A secret word: whoever has it may look and judge.")
@click.option(
    "--users",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file of the people who may log in; sayso user makes its lines.",
)
@click.option(
    "--name", "names", multiple=True, metavar="NAME", help="Another host name under which browsers ask for the pages."
)
@click.option("--tiles", metavar="FILE|URL", help="Tiles of your own (PMTiles) under the places.")
@click.option("--open", "opens", is_flag=True, help="Open the pages in the browser.")
def serve(
    settings: Settings, host: str, port: int, token: str | None, users: Path | None, names: tuple[str, ...],
    tiles: str | None, opens: bool,
) -> None:  # fmt: skip
    """Open a ledger as pages in a browser.

    Only this machine reaches them, unless --host names another address; then --token or --users is needed. Ctrl-C ends
    it.
    """
    from threading import Thread

    from sayso.flow.web import lay_desk
    from sayso.keep import open_ledger
    from sayso.show.web.app import build_app

    with open_ledger(settings.ledger, create=False) as ledger:
        desk = lay_desk(ledger, settings, tiles=tiles)
        door = open_door(desk.reviewer, host=host, token=token, users=users)
        app = build_app(desk, door=door, hosts=hosts_of(host, names), port=port)
        address = f"http://{_shown(host)}:{port}/"
        sys.stderr.write(f"{settings.ledger} is open at {address} — Ctrl-C ends it\n")
        Thread(target=desk.warm_up, daemon=True).start()
        if opens:
            click.launch(address)
        _listen(app, host=host, port=port)


def open_door(reviewer: str, *, host: str, token: str | None, users: Path | None) -> Door:
    """Who is let in. Raises `SettingError` if others could reach the pages and nobody would be asked."""
    from sayso.show.web.accounts import SHORTEST, Door, read_users

    if token is not None and users is not None:
        raise SettingError("--token and --users are given", hint="give one of them")
    if token is not None and len(token) < SHORTEST:
        raise SettingError("the token is too short", hint=f"give {SHORTEST} characters or more, hard to guess")
    if host not in LOCAL and token is None and users is None:
        hint = "give --token or --users FILE, or leave --host out"
        raise SettingError(f"at {host} others could read and judge, and nobody would be asked", hint=hint)
    return Door(reviewer=reviewer, users=read_users(users) if users else {}, token=token)


def hosts_of(host: str, names: tuple[str, ...]) -> set[str]:
    """The names that a request may ask for: this machine's, those given, and its own where others reach it."""
    import socket

    hosts = {*LOCAL, host.strip("[]").lower(), *(name.lower() for name in names)}
    if host in ("0.0.0.0", "::"):
        hosts |= {"0.0.0.0", socket.gethostname().lower()}
    return hosts


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listen(app: object, *, host: str, port: int) -> None:
    """Serves until Ctrl-C. Raises `ServeError` if the address cannot be listened on."""
    import socket

    import uvicorn

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        hint = "name another with --port, or end the program that has it"
        raise ServeError(f"{_shown(host)}:{port} cannot be listened on: {error.strerror}", hint=hint) from None
    config = uvicorn.Config(app, log_level="warning", server_header=False, date_header=True, proxy_headers=False)  # type: ignore[arg-type]
    uvicorn.Server(config).run(sockets=[listening])

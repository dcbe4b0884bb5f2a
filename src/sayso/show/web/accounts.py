"""Who may look and who may judge: names with hashed passwords, a token, signed cookies, proof against forged forms."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sayso.base.errors import SettingError
from sayso.show.web.asked import Role, Viewer

LASTS: Final = 12 * 3600
"""Seconds for which one stays logged in: a working day and its breaks; set by hand."""
SHORTEST: Final = 8
"""Characters of a password or token, at least: the least that NIST SP 800-63B allows a password that somebody chose."""
_COST: Final = {"n": 2**14, "r": 8, "p": 5}
"""scrypt's work for one password, as OWASP's password storage page gives it for 16 MiB of memory."""
TRIES: Final = 10
"""Wrong passwords or tokens within `TRIED_S` after which nobody is let in for as long; set by hand."""
TRIED_S: Final = 60.0
"""Seconds in which tries are counted: ten a minute, and guessing takes years; set by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may log in."""

    name: str
    role: Role
    salt: bytes
    hash: bytes


def hash_password(password: str, salt: bytes) -> bytes:
    """The password's scrypt hash."""
    return hashlib.scrypt(password.encode(), salt=salt, dklen=32, maxmem=2**26, **_COST)


def user_line(name: str, role: Role, password: str) -> str:
    """A line of a users file: `name:role:salt:hash`, the last two in hexadecimal. Raises `SettingError`."""
    if not name.strip() or ":" in name or not name.isprintable():
        raise SettingError(f"{name!r} cannot be a user's name", hint="give a name without a colon")
    if len(password) < SHORTEST:
        raise SettingError("the password is too short", hint=f"give {SHORTEST} characters or more")
    salt = secrets.token_bytes(16)
    return f"{name.strip()}:{role}:{salt.hex()}:{hash_password(password, salt).hex()}"


def read_users(path: Path) -> dict[str, User]:
    """The users of a file, by name; empty lines and those that begin with `#` are skipped. Raises `SettingError`."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        hint = "make it with: sayso user NAME --role reviewer >> FILE"
        raise SettingError(f"the users file cannot be read: {error}", hint=hint, file=str(path)) from None
    users: dict[str, User] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            user = _user(line, path, number)
            users[user.name] = user
    if not users:
        raise SettingError("the users file names nobody", hint="add a line with: sayso user NAME", file=str(path))
    return users


def _user(line: str, path: Path, number: int) -> User:
    parts = line.strip().split(":")
    try:
        name, role, salt, hashed = parts
        if role not in ("reader", "reviewer") or not name:
            raise ValueError
        return User(name=name, role=role, salt=bytes.fromhex(salt), hash=bytes.fromhex(hashed))  # type: ignore[arg-type]
    except ValueError:
        hint = "a line is name:role:salt:hash, the role reader or reviewer; make one with: sayso user NAME"
        raise SettingError("this is no user", hint=hint, file=str(path), line=number) from None


@dataclass(slots=True, kw_only=True)
class Door:
    """Lets viewers in. Without users and token everybody is the reviewer of this machine."""

    reviewer: str
    users: Mapping[str, User] = field(default_factory=dict)
    token: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    clock: Callable[[], float] = time.time
    local_id: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    _missed: list[float] = field(default_factory=list, repr=False)

    @property
    def is_open(self) -> bool:
        """Whether nobody has to say who they are."""
        return not self.users and self.token is None

    def enter(self, name: str, password: str) -> str | None:
        """A cookie for whoever knows the name's password; `None` for others, and for everybody after many misses."""
        if self._is_shut():
            return None
        user = self.users.get(name)
        salt, expected = (user.salt, user.hash) if user else (b"0" * 16, b"")
        if not hmac.compare_digest(hash_password(password, salt), expected) or user is None:
            self._missed.append(self.clock())
            return None
        return self.sign(name=user.name, role=user.role)

    def knows(self, token: str) -> bool:
        """Whether it is the token; misses count as wrong passwords do."""
        if self.token is None or self._is_shut():
            return False
        if hmac.compare_digest(token.encode(), self.token.encode()):
            return True
        self._missed.append(self.clock())
        return False

    def _is_shut(self) -> bool:
        self._missed = [at for at in self._missed if at > self.clock() - TRIED_S]
        return len(self._missed) >= TRIES

    def local(self) -> Viewer:
        """Whoever sits at this machine, where nobody has to say who they are."""
        return Viewer(name=self.reviewer, role="reviewer", csrf=self._mac("form", self.local_id))

    def sign_local(self) -> str:
        """The cookie of whoever sits at this machine: one session for every tab, as long as the server runs."""
        return self.sign(name=self.reviewer, role="reviewer", session=self.local_id)

    def sign(self, *, name: str, role: Role, session: str | None = None) -> str:
        """A cookie for a session of that name, a new one if none is given."""
        session_id = session or secrets.token_hex(16)
        payload = {"id": session_id, "name": name, "role": role, "until": int(self.clock()) + LASTS}
        body = base64.urlsafe_b64encode(json.dumps(payload).encode()).decode().rstrip("=")
        return f"{body}.{self._mac('session', body)}"

    def viewer(self, cookie: str | None) -> Viewer | None:
        """Whose cookie it is; `None` if it is nobody's, forged, or too old."""
        payload = self._read(cookie or "")
        if payload is None:
            return None
        if self.users and payload["name"] not in self.users:
            return None
        role = self.users[payload["name"]].role if self.users else payload["role"]
        csrf = self._mac("form", payload["id"])
        return Viewer(name=payload["name"], role=role, csrf=csrf, is_named=bool(self.users))

    def bearer(self, header: str | None) -> Viewer | None:
        """A program that shows the token in its `Authorization` header; it needs no token against forged forms."""
        scheme, _, token = (header or "").partition(" ")
        if scheme.lower() != "bearer" or not self.knows(token.strip()):
            return None
        return Viewer(name=self.reviewer, role="reviewer", csrf="")

    def _read(self, cookie: str) -> dict[str, Any] | None:
        body, _, mac = cookie.partition(".")
        if not mac or not hmac.compare_digest(mac.encode(), self._mac("session", body).encode()):
            return None
        payload: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))  # signed by us
        return payload if payload["until"] > self.clock() else None

    def _mac(self, use: str, text: str) -> str:
        return hmac.new(self.secret, f"{use}:{text}".encode(), "sha256").hexdigest()

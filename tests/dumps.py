"""Lines of dumps in GeoNames' layout, written by hand, and a server on loopback that hands files out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

KHERSON = ("UA", "08", "06012")
PUBLISHED = "2024-05-01"


def line(
    number: int,
    name: str,
    latitude: float,
    longitude: float,
    *,
    names: str = "",
    feature: str = "P\tPPL",
    country: str = "UA",
    admin1: str = "08",
    admin2: str = "",
    people: int = 0,
) -> str:
    """A line of a dump, with its line break."""
    cells = [number, name, name, names, latitude, longitude, feature, country, "", admin1, admin2, "", "", people]
    return "\t".join(map(str, [*cells, "", 10, "Europe/Kyiv", PUBLISHED])) + "\n"


KHERSON_CITY = line(706448, "Kherson", 46.65581, 32.6178, people=320477)
"""As GeoNames has it, and the world's gazetteer."""
VILLAGE = line(12345678, "Tykhobereh", 47.12, 33.21, names="Тихоберег,Quiet Shore")
"""A village that is nowhere else."""
TWO = KHERSON_CITY + VILLAGE
EL_FASHER = line(379555, "Al Fāshir", 13.62793, 25.34936, country="SD", admin1="55", people=252609)
"""As GeoNames has it, and the world's gazetteer."""
SUDANESE_VILLAGE = line(23456789, "Umm Shagira", 13.41, 25.02, names="ام شجيرة", country="SD", admin1="55")
"""A village in North Darfur that is nowhere else."""


def zipped(text: str, *, member: str = "UA.txt") -> bytes:
    """The text in a zip, as GeoNames packs it: the same bytes at whatever time."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in (("readme.txt", "This is the readme. " * 500), (member, text)):
            entry = ZipInfo(name, date_time=(2022, 6, 25, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


@dataclass(slots=True)
class Server:
    """What the server hands out, and how it misbehaves."""

    files: dict[str, bytes] = field(default_factory=dict)
    cut_after: list[int] = field(default_factory=list)
    """Bytes after which the next connections end, one each."""
    knows_ranges: bool = True
    tag: str = '"1"'
    asked: list[str] = field(default_factory=list)
    """The range of each request, or nothing."""
    url: str = ""


@contextmanager
def serving() -> Iterator[Server]:
    """A server on loopback."""
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self, state)

        def log_message(self, *arguments: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        state.url = f"http://127.0.0.1:{server.server_port}/"
        yield state
        server.shutdown()
        thread.join()


def answer(handler: BaseHTTPRequestHandler, state: Server) -> None:
    """Sends a file, or the rest of it, or what comes before the connection ends."""
    said = handler.headers.get("Range", "")
    state.asked.append(said)
    content = state.files.get(handler.path.lstrip("/"))
    if content is None:
        handler.send_error(404)
        return
    fits = bool(said) and state.knows_ranges and handler.headers.get("If-Range") == state.tag
    start = int(said.removeprefix("bytes=").rstrip("-")) if fits else 0
    handler.send_response(206 if fits else 200)
    handler.send_header("ETag", state.tag)
    handler.send_header("Content-Length", str(len(content) - start))
    handler.end_headers()
    sent = content[start:]
    handler.wfile.write(sent[: state.cut_after.pop(0)] if state.cut_after else sent)
    handler.close_connection = True

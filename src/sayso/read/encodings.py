"""Bytes to text: encodings, and what is no text at all."""

from __future__ import annotations

import codecs
import re
import unicodedata

from sayso.read.reasons import Refused

_MAGIC = (
    (b"%PDF-", "PDF: convert it to text first"),
    (b"PK\x03\x04", "zip archive or office document: unpack it or convert it to text first"),
    (b"\xd0\xcf\x11\xe0", "old office document: convert it to text first"),
    (b"{\\rtf", "RTF: convert it to text first"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"II*\x00", "TIFF image"),
    (b"MM\x00*", "TIFF image"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"BZh", "bzip2 archive: unpack it first"),
    (b"\xfd7zXZ\x00", "xz archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive: unpack it first"),
    (b"Rar!", "RAR archive: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "Zstandard archive: unpack it first"),
    (b"PAR1", "Parquet table: export it to CSV or JSON lines first"),
    (b"SQLite format 3\x00", "SQLite database: export it to CSV or JSON lines first"),
    (b"ID3", "audio"),
    (b"OggS", "audio or video"),
    (b"\x1aE\xdf\xa3", "video"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ["cp1251", "cp1252", "koi8_r", "koi8_u", "cp866", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
           "iso8859_5", "mac_cyrillic", "shift_jis", "euc_jp", "euc_kr", "gb18030", "big5"]  # fmt: skip
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_META = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_HALF_NUL = 0.08
"""Share of NULs at the even or the odd bytes from which a text without a mark is taken for UTF-16: English has nearly
all of one side, Cyrillic has the spaces and the stops, about a sixth. By reasoning, not tuned."""
_OTHER_HALF = 0.008
"""The same share at the other bytes, at most: with more it is no text. By reasoning, not tuned."""
_MOSTLY_UTF8 = 0.9
"""Share of the bytes above 127 that must stand in well-formed UTF-8 for a broken file still to be read as UTF-8, its
broken characters becoming U+FFFD. By reasoning: in one-byte encodings the share is near 0. Not tuned."""
_FEW_CONTROLS = 0.002
"""Share of control characters above which a decoded text is no text. By reasoning, not tuned."""
_STRAY_CONTROLS = 2
"""Control characters that any text may have besides, however short. By reasoning, not tuned."""
_DECLARED_IN = 4096
"""Bytes of a page in which its encoding is looked for: HTML asks for it in the first 1024. By reasoning, not tuned."""
_WESTERN = 50
"""Bytes of which one at most is above 127 in a text of the West: typographic quotes and a few accents. By reasoning,
not tuned."""
_SAMPLE = 32_000
"""Bytes that the guess at a legacy encoding looks at: enough for any language, and 20 ms at most."""


def check_kind(head: bytes) -> None:
    """Nothing, if the first bytes may be those of a text. Raises `Refused` for the kinds that are none."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise Refused("binary", what)
    if head[4:8] == b"ftyp" or (head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI ")):
        raise Refused("binary", "image, audio or video")


def decode(data: bytes) -> str:
    """The text in NFC, with `\\n` for every line break and without a byte-order mark.

    Raises `Refused` with `empty`, `binary` or `undecodable`.
    """
    check_kind(data[:16])
    text = unicodedata.normalize("NFC", _decode(data).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff"))
    if not text.strip():
        raise Refused("empty", "there is no text in it")
    sample = text[:_SAMPLE]
    if "\x00" in text or len(_CONTROLS.findall(sample)) > _FEW_CONTROLS * len(sample) + _STRAY_CONTROLS:
        raise Refused("binary", "it holds NUL bytes or control characters")
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(data)
    return text if "\x00" not in text[:_SAMPLE] else _decode_wide(data)


def _decode_wide(data: bytes) -> str:
    """UTF-16 without a byte-order mark, told by which bytes are NUL."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0) / len(sample) * 2, sample[1::2].count(0) / len(sample) * 2
    if min(even, odd) > _OTHER_HALF or max(even, odd) < _HALF_NUL:
        raise Refused("binary", "it holds NUL bytes")
    return data.decode("utf-16-le" if odd > even else "utf-16-be", errors="replace")


def _decode_other(data: bytes) -> str:
    if b"\x00" in data[:_SAMPLE]:
        return _decode_wide(data)
    high = len(_HIGH.findall(data))
    if sum(map(len, _MULTIBYTE.findall(data))) >= _MOSTLY_UTF8 * high:
        return data.decode("utf-8", errors="replace")
    return _decode_declared(data) or _decode_legacy(data)


def _decode_declared(data: bytes) -> str | None:
    """The text in the encoding that an HTML or XML head names; `None` without one, or if the name is wrong."""
    declared = _META.search(data[:_DECLARED_IN])
    if declared is None:
        return None
    try:
        return data.decode(declared[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return None


def _decode_legacy(data: bytes) -> str:
    from charset_normalizer import from_bytes

    if len(_HIGH.findall(data)) * _WESTERN <= len(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    best = from_bytes(data[:_SAMPLE], cp_isolation=_LEGACY, enable_fallback=False).best()
    if best is None:
        raise Refused("undecodable", "its encoding cannot be told: save it as UTF-8")
    return data.decode(best.encoding, errors="replace")

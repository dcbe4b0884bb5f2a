"""What metadata say of a report, whatever the keys are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from sayso.read.formats import key_name
from sayso.read.page import Facts

_TITLES = ("title", "headline", "subject", "og:title", "heading", "name", "article_title")
_OUTLETS = ("outlet", "sitename", "site_name", "og:site_name", "publisher", "source", "source_name", "site",
            "newspaper", "publication", "media", "channel", "feed_title", "domain", "source_domain",
            "hostname")  # fmt: skip
_URLS = ("url", "link", "canonical_url", "source_url", "article_url", "permalink", "webpage_url", "href", "guid")
_DAYS = ("published", "pubdate", "pub_date", "published_at", "publishedat", "date_published", "datepublished",
         "publication_date", "published_date", "publish_date", "date_publish", "published_on", "article:published_time",
         "date", "datetime", "timestamp", "time", "created", "created_at", "day", "seendate")  # fmt: skip
_LANGUAGES = ("language", "lang", "locale", "inlanguage")
_URL_DAY = re.compile(r"/(20\d\d|19\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/_.-]|$)")
_LEAST_STAMP, _MOST_STAMP = 10**8, 10**13
"""Numbers between which one is a time: seconds since 1970 (from 1973 on) or milliseconds (up to 2286). By reasoning."""
_MILLISECONDS = 10**11
"""The number from which a time is in milliseconds: in seconds it would be the year 5138. By reasoning."""


def facts_from(metadata: Mapping[str, object]) -> Facts:
    """The facts among these metadata; keys are compared without case, and in the order of preference."""
    values = {key_name(key): value for key, value in metadata.items()}
    url = _first_text(values, _URLS)
    if url is not None and not re.match(r"https?://\S+$", url):
        url = None
    language = _first_text(values, _LANGUAGES)
    return Facts(
        title=_first_text(values, _TITLES),
        outlet=_outlet(values),
        url=url,
        days=_days(values),
        language=language[:2].lower() if language and re.match(r"[A-Za-z]{2}(?:[-_]|$)", language) else None,
    )


def url_day(url: str | None) -> date | None:
    """The day that stands in an address, as news sites put it there (`/2022/06/25/`)."""
    match = _URL_DAY.search(url or "")
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def url_host(url: str | None) -> str | None:
    """The site of an address, without `www.`."""
    host = (urlsplit(url).hostname or "") if url else ""
    return host.removeprefix("www.") or None


def _first_text(values: Mapping[str, object], names: Iterable[str]) -> str | None:
    for name in names:
        value = values.get(name)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None


def _outlet(values: Mapping[str, object]) -> str | None:
    """The outlet; where the value is an object, as in the records of news services, its name."""
    for name in _OUTLETS:
        value = values.get(name)
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("title")
        if isinstance(value, str) and value.strip():
            text = " ".join(value.split())
            return url_host(text) or text if text.startswith("http") else text
    return None


def _days(values: Mapping[str, object]) -> tuple[date | str, ...]:
    """What may be the day of publication, the likeliest first; a text is read by who knows the language."""
    days = (_as_day(values.get(name)) for name in _DAYS)
    return tuple(day for day in days if day is not None)


def _as_day(value: object) -> date | str | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date | str):
        return value
    if isinstance(value, int | float) and _LEAST_STAMP < value < _MOST_STAMP:
        seconds = int(value if value < _MILLISECONDS else value / 1000)
        return date(1970, 1, 1) + timedelta(days=seconds // 86400)
    return None

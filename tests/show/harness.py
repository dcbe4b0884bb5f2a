"""An app with invented claims behind the page "/", by docs/web-data.md: what the scripts are tested against."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.show.web.assets import base_map, libraries_folder, static_folder, templates_folder

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self' blob:; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SIDES = [
    {"id": "northern", "label": "Northern League and allies", "parties": ["NOR"]},
    {"id": "southern", "label": "Southern Council", "parties": ["SOU"]},
    {"id": "coastal", "label": "Coastal Front", "parties": ["COA"]},
]
PARTY = {"northern": "NOR", "southern": "SOU", "coastal": "COA", None: None}
STATUSES = ("happened", "ongoing", "attempted", "planned", "possible", "denied")
FIRST = date(2022, 3, 1)
TOWNS = [
    ("1", "Alder Ford", 49.99, 36.23, "northern", "agreed"),
    ("2", "Birch Hill", 48.02, 37.80, "southern", "claimed"),
    ("3", "Cedar Gate", 47.10, 37.54, None, "contested"),
    ("4", "Dun Market", 46.64, 32.62, "northern", "contested"),
    ("5", "Elm Cross", 48.46, 35.05, "coastal", "reported"),
    ("6", "Fern Quay", 46.48, 30.73, None, "unknown"),
    ("7", "Gorse End", 50.91, 34.80, "southern", "agreed"),
]


@dataclass
class World:
    """Places and claims, all invented."""

    places: list[dict[str, Any]]
    claims: list[dict[str, Any]] = field(default_factory=list)


def small_world(*, count: int = 120, seed: int = 7) -> World:
    """Seven towns and claims about them over four months, the same for one seed."""
    dice = random.Random(seed)
    world = World([place(*town) for town in TOWNS])
    world.claims = [claim(f"c-{index:04}", dice) for index in range(count)]
    return world


def wide_world(count: int) -> World:
    """That many places over one large country, each with a few claims counted and none told."""
    dice = random.Random(1)
    sides = [side["id"] for side in SIDES]
    places = []
    for index in range(count):
        standing = dice.choice(("agreed", "claimed", "contested", "unknown"))
        side = None if standing == "unknown" else dice.choice(sides)
        town = place(f"w{index}", f"Place {index}", dice.uniform(44.5, 52), dice.uniform(22.5, 40), side, standing)
        town["properties"]["claims"] = int(dice.paretovariate(1.2))
        places.append(town)
    return World(places)


def place(key: str, name: str, latitude: float, longitude: float, side: str | None, standing: str) -> dict[str, Any]:
    properties = {"key": key, "name": name, "country": "XX", "admin1": "Lowland", "claims": 0, "holder": PARTY[side],
                  "side": side, "standing": standing, "parties": ["NOR"], "first": None, "last": None}  # fmt: skip
    geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def claim(name: str, dice: random.Random) -> dict[str, Any]:
    town = dice.choice(TOWNS)
    day = FIRST + timedelta(days=int(dice.betavariate(2, 3) * 120))
    side = dice.choice(["northern", "southern", "coastal", None])
    precision = dice.choices(("day", "month", "unknown"), (90, 6, 4))[0]
    when = {"text": "then", "from": day.isoformat(), "to": day.isoformat(), "precision": precision}
    if precision == "month":
        when |= {"from": day.replace(day=1).isoformat(), "to": day.replace(day=28).isoformat()}
    if precision == "unknown":
        when |= {"from": None, "to": None}
    speaker = {"name": f"{side} staff", "text": "the staff", "party": PARTY[side], "cue": "said"}
    return {
        "id": name,
        "article": {"id": "a-1", "title": "A day <b>in</b> the lowland", "outlet": "The Bulletin",
                    "published": (day + timedelta(days=1)).isoformat()},
        "event": dice.choice(("territory.captured", "strike.shelling", "battle.clash", "force.deployed")),
        "trigger": {"text": "took"},
        "actors": [{"name": "Northern troops", "text": "troops", "party": "NOR"}],
        "targets": [],
        "places": [{"text": town[1], "name": town[1], "admin1": "Lowland",
                    "precision": dice.choice(("exact", "exact", "near"))}],
        "when": when,
        "status": dice.choices(STATUSES, (60, 10, 8, 8, 8, 6))[0],
        "sources": [speaker] if side else [],
        "sentence": {"text": f"Troops took a bridge near {town[1]}, the staff said."},
        "place_keys": [town[0]],
        "side": side,
    }  # fmt: skip


def select(world: World, asked: Mapping[str, str], *, days: bool, at: bool) -> list[dict[str, Any]]:
    """The claims that pass what was asked."""
    low, high = asked.get("from", ""), asked.get("to", "9")

    def passes(claim: dict[str, Any]) -> bool:
        is_timed = not days or not (set(asked) & {"from", "to"})
        first, last = claim["when"]["from"], claim["when"]["to"]
        in_time = is_timed or (first is not None and first <= high and last >= low)
        is_there = not at or "place" not in asked or asked["place"] in claim["place_keys"]
        fields = all(claim[name] == asked[name] for name in ("status", "event", "side") if asked.get(name))
        return in_time and is_there and fields and asked.get("q", "").lower() in claim["sentence"]["text"].lower()

    return [claim for claim in world.claims if passes(claim)]


def answer_claims(world: World, asked: Mapping[str, str]) -> dict[str, Any]:
    claims = select(world, asked, days=True, at=True)
    listed = claims[: int(asked.get("limit", "200"))]
    return {"shown": len(listed), "total": len(claims), "next": None, "claims": listed}


def answer_places(world: World, asked: Mapping[str, str]) -> dict[str, Any]:
    counts = Counter(key for claim in select(world, asked, days=True, at=False) for key in claim["place_keys"])
    features = [
        {**place, "properties": place["properties"] | {"claims": counts[place["properties"]["key"]]}}
        for place in world.places
        if counts[place["properties"]["key"]]
    ]
    features = features if world.claims else world.places
    whole = {"type": "FeatureCollection", "features": features, "sides": SIDES}
    return {**whole, "shown": len(features), "total": len(features)}


def answer_days(world: World, asked: Mapping[str, str]) -> dict[str, Any]:
    days: dict[str, Any] = {}
    aside = Counter()
    for claim in select(world, asked, days=False, at=True):
        first = claim["when"]["from"]
        if claim["when"]["precision"] != "day":
            aside["coarse" if first else "undated"] += 1
            continue
        day = days.setdefault(first, {"day": first, "sides": {}})
        day[claim["status"]] = day.get(claim["status"], 0) + 1
        day["sides"][claim["side"] or ""] = day["sides"].get(claim["side"] or "", 0) + 1
    answer = {"days": [days[day] for day in sorted(days)], "coarse": aside["coarse"], "undated": aside["undated"]}
    return {**answer, "sides": SIDES}


def build_app(world: World) -> Starlette:
    """The page, its data, its scripts and the base map, under a strict policy."""

    def data(answer: Callable[[World, Mapping[str, str]], dict[str, Any]]) -> Callable[[Request], Response]:
        return lambda request: JSONResponse(answer(world, request.query_params))

    libs = libraries_folder()
    mounts = [Mount("/static/libs", StaticFiles(directory=libs))] if libs else []
    return Starlette(
        routes=[
            Route("/", lambda request: HTMLResponse(draw_page(world, request.query_params), headers=HEADERS)),
            Route("/claims.json", data(answer_claims)),
            Route("/places.geojson", data(answer_places)),
            Route("/timeline.json", data(answer_days)),
            Route("/base-map.pmtiles", lambda request: FileResponse(base_map())),
            *mounts,
            Mount("/static", StaticFiles(directory=static_folder())),
        ]
    )


HEADERS = {"Content-Security-Policy": POLICY}


def draw_page(world: World, asked: Mapping[str, str], **context: Any) -> str:
    """The page "/" as the server would draw it."""
    pages = Environment(loader=FileSystemLoader(templates_folder()), autoescape=True)
    answer = answer_claims(world, asked)
    choices = [
        {"name": "status", "label": "Status", "options": [{"value": status, "label": status} for status in STATUSES]},
        {
            "name": "side",
            "label": "Said by",
            "options": [{"value": side["id"], "label": side["label"]} for side in SIDES],
        },
    ]
    said = {
        "title": "Claims", "static": "/static", "base_map": "/base-map.pmtiles", "has_map": True, "tiles": None,
        "claim_page": "/claims/{id}", "filter": dict(asked), "choices": choices, **answer,
        "pages": [{"address": "/", "label": "Map", "is_here": True}, {"address": "/claims", "label": "Claims"},
                  {"address": "/sources", "label": "Sources"}, {"address": "/review", "label": "Review"}],
    }  # fmt: skip
    return pages.get_template("overview.html").render({**said, **context})


def write_copy(world: World, folder: Path) -> None:
    """The three files of a static copy, and nothing else."""
    import json

    files = {"claims.json": answer_claims(world, {"limit": "100000"}), "places.geojson": answer_places(world, {})}
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")

"""What an article's other names say for a candidate of a place name, beyond what they most likely mean themselves."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sayso.base.arrays import FloatArray, IntArray
from sayso.gazetteer.lookup import KINDS

CELL_DEGREES: Final = 0.5
"""Side of the cells in which neighbours are counted: a cell and those around it reach 30 to 110 km. Set by hand,
not swept; the weights of ranking are fitted with it."""
ROW_OF_CELLS: Final = 4000
"""Numbers of cells from one row of latitude to the next: more than there are cells around the earth (720)."""
NO_OTHERS: Final = 1e-9
"""Weight of the other names that stands for none, to be divided by."""
SEAT_SHARE: Final = 0.1
"""Least share of a region's people that a town of its name must have for the bare name to mean the town. Between
Quebec (.05, in GeoWebNews the province) and Donetsk (.13); no name of TR-News and GeoWebNews lies in between."""
OTHER_SEAT_SHARE: Final = 0.25
"""The same where the name is the region's main one and not the town's. Between Oklahoma City (.22) and New York City
(.28), in TR-News and GeoWebNews."""


def could_be_near(owner: IntArray, places: NDArray[Any], queries: int) -> FloatArray:
    """For each candidate the share of the other names some place of which lies in its cell or those around it.

    A name that many places bear counts little: it weighs one over the square root of their number. Takes linear time.
    """
    if queries < 2:
        return np.zeros(len(owner))
    weight = 1 / np.sqrt(np.maximum(1, np.bincount(owner, minlength=queries)))
    weight[np.bincount(owner, minlength=queries) == 0] = 0.0
    is_area = np.isin(places["kind"], (KINDS.index("country"),))
    height = np.floor(places["latitude"].astype(np.float64) / CELL_DEGREES).astype(np.int64) + ROW_OF_CELLS // 10
    width = np.floor(places["longitude"].astype(np.float64) / CELL_DEGREES).astype(np.int64) + ROW_OF_CELLS // 5
    home = np.where(is_area, -1, height * ROW_OF_CELLS + width)
    around = np.concatenate([home + ROW_OF_CELLS * up + right for up in (-1, 0, 1) for right in (-1, 0, 1)])
    around[np.tile(home, 9) < 0] = -1
    pairs = np.unique(around * (queries + 1) + np.tile(owner, 9))
    cells, whose = np.divmod(pairs, queries + 1)
    is_cell = cells >= 0
    cells, whose = cells[is_cell], whose[is_cell]
    used, index = np.unique(cells, return_inverse=True)
    total = np.bincount(index, weight[whose], minlength=len(used))
    at = np.searchsorted(used, home) % max(1, len(used))
    there = np.where(home >= 0, total[at] if len(used) else 0.0, 0.0)
    others = weight.sum() - weight[owner]
    return np.asarray(np.where(home >= 0, (there - weight[owner]) / np.maximum(others, NO_OTHERS), 0.0))


def could_be_in(owner: IntArray, region: IntArray, has_region: NDArray[np.bool_], queries: int) -> FloatArray:
    """For each candidate the share of the other names some place of which lies in its region; weighed as above."""
    if queries < 2 or not has_region.any():
        return np.zeros(len(owner))
    counts = np.bincount(owner, minlength=queries)
    weight = np.where(counts > 0, 1 / np.sqrt(np.maximum(1, counts)), 0.0)
    pairs = np.unique(region[has_region] * (queries + 1) + owner[has_region])
    regions, whose = np.divmod(pairs, queries + 1)
    total = np.bincount(regions, weight[whose], minlength=int(region.max()) + 1)
    others = weight.sum() - weight[owner]
    return np.asarray(np.where(has_region, (total[region] - weight[owner]) / np.maximum(others, NO_OTHERS), 0.0))


def is_overshadowed(owner: IntArray, places: NDArray[Any], is_primary: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which candidates bear the name only among their others, while another place of their country has it as its own.

    A city was once called Oleksandrivka; a dozen villages of its country still are.
    """
    country = np.unique(places["country"], return_inverse=True)[1]
    group = owner * (int(country.max()) + 1) + country
    return np.asarray(~is_primary & np.isin(group, group[is_primary]))


def put_seats_first(
    energies: FloatArray,
    owner: IntArray,
    rows: IntArray,
    places: NDArray[Any],
    *,
    is_primary: NDArray[np.bool_],
    is_bare: NDArray[np.bool_],
) -> FloatArray:
    """The energies, those of a region and of the town of its name in it exchanged where the region led all others.

    `is_bare` says which candidates are of names without a word for a kind: with one, the text has told already.
    """
    settled, kinds = energies.copy(), places["kind"]
    leading = np.full(int(owner[-1]) + 1, -np.inf)
    np.maximum.at(leading, owner, energies)
    leads = is_bare & (kinds == KINDS.index("region")) & (energies >= leading[owner]) & (places["population"] > 0)
    for line in np.flatnonzero(leads).tolist():
        first, last = np.searchsorted(owner, (owner[line], owner[line] + 1)).tolist()
        inside = (kinds[first:last] == KINDS.index("settlement")) & (places["region"][first:last] == rows[line])
        share = places["population"][first:last] / places["population"][line]
        least = np.where(is_primary[first:last] | ~is_primary[line], SEAT_SHARE, OTHER_SEAT_SHARE)
        seats = first + np.flatnonzero(inside & (share >= least))
        if len(seats):
            seat = int(seats[np.argmax(places["population"][seats])])
            settled[seat], settled[line] = settled[line], settled[seat]
    return settled

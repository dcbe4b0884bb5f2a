// @ts-check
/** What lies under the places: Natural Earth from the package's own tiles, or tiles that the user brings. */

import { colourOf } from "./inks.js";

/** @typedef {import("./libs/maplibre-gl.mjs").StyleSpecification} Style */
/** @typedef {import("./libs/maplibre-gl.mjs").LayerSpecification} Layer */

/** Drawn by the browser from the machine's own fonts: without `glyphs` in the style, MapLibre fetches none. */
export const FONT = ["sans-serif"];

/** Named layers that can be switched off, each with the layers of the style that it stands for. */
export const NAMED_LAYERS = {
  water: ["lakes", "rivers"],
  boundaries: ["regions", "countries", "disputed", "own-boundaries"],
  names: ["country-names", "own-places"],
};

/** Numbers that a PMTiles header gives for vector tiles: MVT and MLT. */
const VECTOR = [1, 6];

/**
 * What the archive of the user's own tiles holds, and whom it names as their makers. Throws if it is none, or cannot be
 * reached.
 *
 * @param {string} address
 * @returns {Promise<{kind: "vector" | "raster", attribution: string}>}
 */
export async function ownTiles(address) {
  const archive = new globalThis.pmtiles.PMTiles(address);
  const [header, said] = [await archive.getHeader(), await archive.getMetadata()];
  const { attribution = "" } = /** @type {{attribution?: string}} */ (said ?? {});
  return { kind: VECTOR.includes(header.tileType) ? "vector" : "raster", attribution: wordsOf(String(attribution)) };
}

/**
 * The words of a piece of HTML. Its tags go before it is parsed (which resolves `&copy;` and its like): no element is made
 * of what others wrote, and so no inline handler that the policy would have to stop.
 *
 * @param {string} html
 */
function wordsOf(html) {
  const untagged = html.replace(/<[^>]*>/g, "");
  return new DOMParser().parseFromString(untagged, "text/html").body.textContent ?? "";
}

/**
 * The style under the places: the base map, and over it the user's own tiles, if there are any.
 *
 * @param {{tiles: string | null, kind: "vector" | "raster", attribution: string}} own
 * @returns {Style}
 */
export function baseStyle({ tiles, kind, attribution }) {
  const world = { type: /** @type {const} */ ("vector"), url: "pmtiles://world", attribution: "Natural Earth" };
  if (!tiles) return { version: 8, sources: { world }, layers: layers() };
  const own = /** @type {any} */ ({ type: kind, url: `pmtiles://${tiles}`, attribution, ...(kind === "raster" && { tileSize: 256 }) });
  return { version: 8, sources: { world, own }, layers: [...layers(), ...ownLayers(kind)] };
}

/**
 * Layers over own tiles. Vector tiles are drawn as far as they keep to the layers of Protomaps' base map (version 4).
 *
 * @param {"vector" | "raster"} kind
 * @returns {Layer[]}
 */
function ownLayers(kind) {
  if (kind === "raster") return [{ id: "own", type: "raster", source: "own" }];
  const from = (/** @type {string} */ layer) => ({ id: `own-${layer}`, source: "own", "source-layer": layer });
  const isArea = /** @type {any} */ (["==", ["geometry-type"], "Polygon"]);
  return [
    { ...from("earth"), type: "fill", filter: isArea },
    { ...from("water"), type: "fill", filter: isArea },
    { ...from("roads"), type: "line", paint: { "line-width": ["interpolate", ["linear"], ["zoom"], 6, 0.4, 13, 2] } },
    { ...from("boundaries"), type: "line", paint: { "line-dasharray": [4, 2] } },
    {
      ...from("places"), type: "symbol",
      layout: { "text-field": ["coalesce", ["get", "name:en"], ["get", "name"]], "text-font": FONT, "text-size": 11 },
    },
  ];
}

/** @returns {Layer[]} */
function layers() {
  const from = (/** @type {string} */ layer) => ({ source: "world", "source-layer": layer });
  const isLine = (/** @type {string} */ kind) => /** @type {any} */ (["==", ["get", "kind"], kind]);
  const wider = (/** @type {number} */ width) => /** @type {any} */ (["interpolate", ["linear"], ["zoom"], 2, width / 2, 8, width * 1.6]);
  return [
    { id: "sea", type: "background" },
    { id: "land", type: "fill", ...from("land") },
    { id: "lakes", type: "fill", ...from("water"), filter: isLine("lake") },
    { id: "rivers", type: "line", ...from("water"), filter: isLine("river"), paint: { "line-width": wider(0.8) } },
    {
      id: "regions", type: "line", ...from("boundaries"), filter: isLine("region"), minzoom: 4,
      paint: { "line-width": wider(0.7), "line-dasharray": [4, 2] },
    },
    { id: "countries", type: "line", ...from("boundaries"), filter: isLine("country"), paint: { "line-width": wider(1.3) } },
    {
      id: "disputed", type: "line", ...from("boundaries"), filter: isLine("disputed"),
      paint: { "line-width": wider(1.3), "line-dasharray": [2, 1.5] },
    },
    {
      id: "country-names", type: "symbol", ...from("names"), maxzoom: 7,
      filter: ["<", ["get", "rank"], ["step", ["zoom"], 12, 2, 30, 3, 80, 4, 300]],
      layout: {
        "text-field": ["get", "name"], "text-font": FONT, "text-size": 12, "text-transform": "uppercase",
        "text-letter-spacing": 0.12, "text-max-width": 7, "symbol-sort-key": ["get", "rank"],
      },
    },
  ];
}

/** Layer, property and the custom property of theme.css that colours it. */
const COLOURS = /** @type {const} */ ([
  ["sea", "background-color", "--map-sea"],
  ["land", "fill-color", "--map-land"],
  ["lakes", "fill-color", "--map-sea"],
  ["rivers", "line-color", "--map-river"],
  ["regions", "line-color", "--map-region"],
  ["countries", "line-color", "--map-country"],
  ["disputed", "line-color", "--map-country"],
  ["country-names", "text-color", "--map-name"],
  ["own-earth", "fill-color", "--map-land"],
  ["own-water", "fill-color", "--map-sea"],
  ["own-roads", "line-color", "--map-region"],
  ["own-boundaries", "line-color", "--map-country"],
  ["own-places", "text-color", "--map-name"],
]);

/**
 * Gives the style the colours of the theme.
 *
 * @param {Style} style
 * @returns {Style}
 */
export function inked(style) {
  const paints = new Map(COLOURS.map(([layer, property, name]) => [layer, { [property]: colourOf(name) }]));
  const layers = style.layers.map((layer) => /** @type {Layer} */ ({
    ...layer,
    paint: { ...layer.paint, ...paints.get(/** @type {any} */ (layer.id)) },
  }));
  return { ...style, layers };
}

/**
 * Gives a map that is drawn the colours of the theme.
 *
 * @param {import("./libs/maplibre-gl.mjs").Map} map
 */
export function inkBaseMap(map) {
  const there = COLOURS.filter(([layer]) => map.getLayer(layer));
  for (const [layer, property, name] of there) map.setPaintProperty(layer, property, colourOf(name));
}

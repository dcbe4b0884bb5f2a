// @ts-check
/** The map of places: who is said to hold each, how many claims name it, which one is selected. */

import * as maplibre from "./libs/maplibre-gl.mjs";
import { FONT, NAMED_LAYERS, baseStyle, inkBaseMap, inked } from "./base_map.js";
import { PlaceDots } from "./dots.js";
import { colourOf } from "./inks.js";

/** @typedef {import("./data.js").Place} Place */
/** @typedef {import("./data.js").Places} Places */

/**
 * @typedef {object} Wanted
 * @property {HTMLElement} box
 * @property {string} baseMap address of the base map's archive
 * @property {string} worker address of MapLibre's worker script
 * @property {string | null} tiles address of the user's own archive
 * @property {"vector" | "raster"} kind what that archive holds
 * @property {string} attribution of the user's own tiles
 * @property {string | null} view `zoom/latitude/longitude`
 * @property {(key: string | null) => void} onSelect
 * @property {(view: string) => void} onMove
 */

/** Zoom to names of places drawn by then at most, those with most claims first. */
const NAMES = ["step", ["zoom"], 25, 5, 80, 6, 300, 7, 1000, 8, 100000];
const EMPTY = /** @type {const} */ ({ type: "FeatureCollection", features: [] });

/**
 * Whether this browser can draw the map at all.
 *
 * @returns {boolean}
 */
export function canDraw() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

export class PlaceMap {
  /** @type {maplibre.Map} */
  #map;
  /** @type {Wanted} */
  #wanted;
  /** @type {Places} */
  #places = { ...EMPTY, features: [], sides: [], shown: 0, total: 0 };
  /** @type {string | null} */
  #selected = null;
  /** @type {string[]} */
  #hidden = [];
  #dots = new PlaceDots();
  #isReady = false;
  #isPlaced = false;

  /** @param {Wanted} wanted */
  constructor(wanted) {
    this.#wanted = wanted;
    this.#isPlaced = wanted.view !== null;
    maplibre.setWorkerUrl(wanted.worker);
    const protocol = openTiles(wanted.baseMap);
    maplibre.addProtocol("pmtiles", protocol.tile);
    this.#map = new maplibre.Map({
      container: wanted.box,
      style: inked(baseStyle({ ...wanted, attribution: asText(wanted.attribution) })),
      ...readPosition(wanted.view),
      maxZoom: 13, // a named place is the finest that is shown
      maxPitch: 0,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
      attributionControl: { compact: true },
      locale: { "Map.Title": "Map of places. Arrow keys move it, + and - zoom, [ and ] select the place before and after." },
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
    this.#map.addControl(new maplibre.ScaleControl({ maxWidth: 90 }), "bottom-left");
    this.#map.once("load", () => this.#begin());
    this.#map.on("idle", () => wanted.box.setAttribute("data-drawn", "")); // says from outside that all is drawn
    this.#map.on("dataloading", () => wanted.box.removeAttribute("data-drawn"));
  }

  /** MapLibre's own map, for what is measured from outside. */
  get drawn() {
    return this.#map;
  }

  /** @param {Places} places */
  show(places) {
    const byClaims = [...places.features].sort((a, b) => b.properties.claims - a.properties.claims);
    this.#places = { ...places, features: byClaims };
    if (this.#isReady) this.#fill();
  }

  /** @param {string | null} key @param {{isFollowed?: boolean}} [how] `isFollowed`: brought into view if outside it */
  select(key, { isFollowed = true } = {}) {
    const isOther = key !== this.#selected;
    this.#selected = key;
    if (!this.#isReady) return;
    const place = this.#find(key);
    if (isOther || !isFollowed) this.#source("selected").setData({ type: "FeatureCollection", features: place ? [place] : [] });
    if (!isOther) return;
    if (!place || !isFollowed) return;
    const { coordinates } = place.geometry;
    if (!this.#map.getBounds().contains(coordinates)) this.#map.easeTo({ center: coordinates, duration: calmly(300) });
  }

  /** Switches off the named layers that are given, and on the others. @param {string[]} names */
  hide(names) {
    this.#hidden = names;
    if (!this.#isReady) return;
    for (const [name, layers] of Object.entries(NAMED_LAYERS)) {
      const visibility = names.includes(name) ? "none" : "visible";
      const drawn = layers.filter((layer) => this.#map.getLayer(layer));
      const others = drawn.filter((layer) => (this.#map.getLayoutProperty(layer, "visibility") ?? "visible") !== visibility);
      others.forEach((layer) => this.#map.setLayoutProperty(layer, "visibility", visibility)); // reloads the layer's tiles
    }
  }

  /** Brings all places into view. @param {{duration?: number}} [how] */
  showAll({ duration = 300 } = {}) {
    this.#bring(this.#places.features, { duration });
  }

  /** @param {Place[]} places @param {{duration: number}} how */
  #bring(places, { duration }) {
    const bounds = new maplibre.LngLatBounds();
    places.forEach((place) => bounds.extend(place.geometry.coordinates));
    if (!bounds.isEmpty()) this.#map.fitBounds(bounds, { padding: 40, maxZoom: 8, duration: calmly(duration) });
  }

  /** Moves the map there. @param {string | null} view */
  moveTo(view) {
    const position = readPosition(view);
    if (view && writePosition(this.#map) !== view) this.#map.jumpTo(position);
  }

  /** The key of the place before or after the selected one, among those in view, most claims first. @param {1 | -1} step */
  neighbour(step) {
    const bounds = this.#map.getBounds();
    const seen = this.#places.features.filter((place) => bounds.contains(place.geometry.coordinates));
    if (!seen.length) return null;
    const at = seen.findIndex((place) => place.properties.key === this.#selected);
    const next = at === -1 ? (step === 1 ? 0 : -1) : (at + step) % seen.length;
    return /** @type {Place} */ (seen.at(next)).properties.key;
  }

  focus() {
    this.#map.getCanvas().focus();
  }

  /** Takes the colours of the theme that is now on. */
  ink() {
    if (!this.#isReady) return;
    inkBaseMap(this.#map);
    this.#dots.ink();
    inkPlaces(this.#map);
  }

  #begin() {
    const map = this.#map;
    map.addSource("places", { type: "geojson", data: EMPTY, maxzoom: 12, buffer: 32 });
    map.addSource("selected", { type: "geojson", data: EMPTY });
    this.#isReady = true;
    map.addLayer(this.#dots);
    placeLayers().forEach((layer) => map.addLayer(layer));
    inkPlaces(map);
    this.hide(this.#hidden);
    this.#fill();
    map.on("click", (event) => this.#wanted.onSelect(this.#dots.find(event.lngLat)?.properties.key ?? null));
    map.on("mousemove", (event) => {
      map.getCanvas().style.cursor = this.#dots.find(event.lngLat) ? "pointer" : "";
    });
    map.on("moveend", () => this.#wanted.onMove(writePosition(map)));
  }

  #fill() {
    const features = this.#places.features.map(({ type, geometry, properties: { name } }, rank) => ({ type, geometry, properties: { name, rank } }));
    this.#source("places").setData({ type: "FeatureCollection", features });
    this.#dots.show(this.#places.features, this.#places.sides);
    this.select(this.#selected, { isFollowed: false });
    if (!this.#isPlaced && features.length) {
      this.#isPlaced = true;
      this.#bring(mostOf(this.#places.features), { duration: 0 });
    }
  }

  /** @param {string | null} key */
  #find(key) {
    return key === null ? undefined : this.#places.features.find((place) => place.properties.key === key);
  }

  /** @param {string} name */
  #source(name) {
    return /** @type {maplibre.GeoJSONSource} */ (this.#map.getSource(name));
  }
}

/**
 * The archives that the style may name: the base map, which is fetched whole once (3.6 MB), so that a server without
 * byte ranges will do; any other is read by ranges.
 *
 * @param {string} baseMap
 */
function openTiles(baseMap) {
  const { PMTiles, Protocol } = globalThis.pmtiles;
  /** @type {Promise<ArrayBuffer> | null} */
  let whole = null;
  const protocol = new Protocol();
  protocol.add(new PMTiles({
    getKey: () => "world",
    getBytes: async (offset, length) => {
      whole ??= fetch(baseMap).then((answer) => {
        if (!answer.ok) throw new Error(`${baseMap} answered ${answer.status}`);
        return answer.arrayBuffer();
      });
      return { data: (await whole).slice(offset, offset + length) };
    },
  }));
  return protocol;
}

/** Size of a place by its claims: the area grows with them, from 3 to 12 points across at zoom 4. */
const BY_CLAIMS = /** @type {any} */ (["min", 1, ["/", ["sqrt", ["get", "claims"]], 10]]);

/** @returns {maplibre.LayerSpecification[]} */
function placeLayers() {
  const growing = (/** @type {number} */ low, /** @type {number} */ high) => /** @type {any} */ ([
    "interpolate", ["linear"], ["zoom"],
    3, ["+", low * 0.6, ["*", (high - low) * 0.6, BY_CLAIMS]],
    9, ["+", low * 1.4, ["*", (high - low) * 1.4, BY_CLAIMS]],
  ]);
  return [
    { id: "selected", type: "circle", source: "selected", paint: { "circle-radius": growing(9, 18), "circle-opacity": 0, "circle-stroke-width": 3 } },
    {
      id: "place-names", type: "symbol", source: "places", filter: /** @type {any} */ (["<", ["get", "rank"], NAMES]),
      layout: {
        "text-field": ["get", "name"], "text-font": FONT, "text-size": 12, "symbol-sort-key": ["get", "rank"],
        "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.9, "text-justify": "auto", "text-optional": true,
      },
      paint: { "text-halo-width": 1.6 },
    },
  ];
}

/** @param {maplibre.Map} map */
function inkPlaces(map) {
  map.setPaintProperty("selected", "circle-stroke-color", colourOf("--focus"));
  map.setPaintProperty("place-names", "text-color", colourOf("--ink"));
  map.setPaintProperty("place-names", "text-halo-color", colourOf("--map-land"));
}

/** The text as HTML that says just that: MapLibre takes an attribution for HTML. @param {string} text */
function asText(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** @param {string | null} view @returns {{zoom: number, center: [number, number]}} */
function readPosition(view) {
  const [zoom, latitude, longitude] = (view ?? "1.5/25/25").split("/").map(Number);
  return { zoom, center: [longitude, latitude] };
}

/** @param {maplibre.Map} map */
function writePosition(map) {
  const { lat, lng } = map.getCenter();
  return `${+map.getZoom().toFixed(2)}/${+lat.toFixed(4)}/${+lng.toFixed(4)}`;
}

/** No time for whoever asked their system for less movement. @param {number} duration */
function calmly(duration) {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : duration;
}

/** Share of the claims whose places the map opens on: a few that name a far country would make dots of all others. */
const OPENED_ON = 0.95;

/** The places nearest to the middle of all claims, with that share of them. @param {Place[]} places @returns {Place[]} */
function mostOf(places) {
  const all = places.reduce((sum, place) => sum + place.properties.claims, 0);
  const middle = [0, 1].map((axis) => middleOf(places, axis, all / 2));
  const squeeze = Math.cos((middle[1] * Math.PI) / 180); // a degree of longitude is shorter than one of latitude
  const far = (/** @type {Place} */ place) => {
    const [longitude, latitude] = place.geometry.coordinates;
    return Math.hypot((longitude - middle[0]) * squeeze, latitude - middle[1]);
  };
  let left = OPENED_ON * all;
  return [...places].sort((a, b) => far(a) - far(b)).filter((place) => {
    const isWanted = left > 0;
    left -= place.properties.claims;
    return isWanted;
  });
}

/** The longitude or latitude that half of the claims lie below. @param {Place[]} places @param {number} axis @param {number} half */
function middleOf(places, axis, half) {
  let left = half;
  for (const place of [...places].sort((a, b) => a.geometry.coordinates[axis] - b.geometry.coordinates[axis])) {
    left -= place.properties.claims;
    if (left <= 0) return place.geometry.coordinates[axis];
  }
  return 0;
}

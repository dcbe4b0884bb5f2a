// @ts-check
/** The page "/": map, timeline and list over one view; what is selected in one, all show. */

import { openSource } from "./data.js";
import { spoken } from "./days.js";
import { byId, html } from "./elements.js";
import { NO_SIDE, sideInks, swatch } from "./inks.js";
import { listenToKeys } from "./keys.js";
import { ClaimList } from "./list.js";
import { State } from "./state.js";
import { Timeline } from "./timeline.js";

/** @typedef {import("./state.js").View} View */
/** @typedef {import("./data.js").Places} Places */
/** @typedef {import("./map.js").PlaceMap} PlaceMap */

const root = byId("overview");
const source = openSource(root);
const state = new State();
const list = new ClaimList({
  box: byId("claims"),
  count: byId("count"),
  address: root.dataset.claimPage ?? null,
  onSelect: (claim) => selectClaim(claim),
});
const timeline = new Timeline({ box: byId("timeline"), onChange: (patch, how) => state.change(patch, how) });
/** @type {PlaceMap | null} */
let map = null;
/** @type {Places | null} */
let places = null;
/** Counts what was asked for, so that a late answer does not take an earlier one's place. */
const asked = { claims: 0, places: 0, timeline: 0 };

/** @param {import("./data.js").Claim} claim */
function selectClaim(claim) {
  state.change({ claim: claim.id }, { isStep: true });
}

/** @param {string | null} key */
function selectPlace(key) {
  state.change({ place: key === state.view.place ? null : key, claim: null });
}

/**
 * Asks for one kind of data and shows it, unless it was asked for again meanwhile.
 *
 * @template {"claims" | "places" | "timeline"} Kind
 * @param {Kind} kind
 * @param {(said: any) => void} show
 */
async function load(kind, show) {
  const mine = ++asked[kind];
  root.setAttribute("aria-busy", "true");
  try {
    const data = await source[kind](state.view);
    if (mine === asked[kind]) show(data);
    if (mine === asked[kind]) say(null);
  } catch (error) {
    if (mine === asked[kind]) say(error instanceof Error ? error.message : String(error));
  } finally {
    root.removeAttribute("aria-busy");
  }
}

const loadClaims = () => load("claims", (page) => {
  const { place, on, from, to, filter } = state.view;
  list.show(page, { isNarrowed: Boolean(place || on || from || to || filter.length) });
  follow(state.view);
});
const loadPlaces = () => load("places", (/** @type {Places} */ loaded) => {
  places = loaded;
  map?.show(loaded);
  drawLegend(loaded);
  follow(state.view);
});
const loadTimeline = () => load("timeline", (days) => timeline.show(days));

/** Shows a message where the page keeps one; `null` takes it away. @param {string | null} message */
function say(message) {
  const box = byId("message");
  box.textContent = message ?? "";
  box.hidden = message === null;
}

/** Lets map, timeline, list and the words above them show what is selected. @param {View} view */
function follow(view) {
  const claim = list.find(view.claim);
  timeline.follow(view);
  timeline.mark(claim?.when ?? null);
  list.select(view.claim);
  map?.select(claim?.place_keys.find((key) => key !== null) ?? view.place);
  map?.hide(view.hide);
  drawSelection(view);
}

/** What narrows the list, each with a button that lets go of it. @param {View} view */
function drawSelection(view) {
  const name = places?.features.find((place) => place.properties.key === view.place)?.properties.name;
  /** @type {[string, Partial<View>][]} */
  const narrowed = [];
  if (view.place) narrowed.push([`at ${name ?? view.place}`, { place: null }]);
  if (view.on) narrowed.push([`on ${spoken(view.on)}`, { on: null }]);
  if (view.from || view.to) narrowed.push([`${view.from ?? "…"} to ${view.to ?? "…"}`, { from: null, to: null }]);
  const page = view.place && placePage(view.place);
  byId("selection").replaceChildren(
    ...narrowed.map(([text, patch]) => {
      const button = html("button", { type: "button", class: "chip", title: "Let go" }, text, html("span", { "aria-hidden": "true" }, " ×"));
      button.addEventListener("click", () => state.change(patch));
      return button;
    }),
    ...(page ? [html("a", { href: page }, "who holds it, day by day")] : []),
  );
  byId("on").textContent = view.on ? spoken(view.on) : "";
}

/** The address of a place's own page; `null` if there is none. @param {string} key */
function placePage(key) {
  const own = places?.features.find((place) => place.properties.key === key)?.properties.page;
  return own ?? root.dataset.placePage?.replace("{key}", encodeURIComponent(key)) ?? null;
}

/** @param {Places} places */
function drawLegend({ sides, features, shown, total }) {
  const holders = new Set(features.map((place) => place.properties.side ?? ""));
  const inks = sideInks(sides).filter((ink) => ink !== NO_SIDE);
  const items = inks.filter((ink) => holders.has(ink.id)).map((ink, index) => html("li", {}, swatch(ink, `side-${index}`), ink.label));
  const contested = html("li", {}, html("span", { class: "swatch contested", "aria-hidden": "true" }), "contested");
  const nobody = html("li", {}, html("span", { class: "swatch hollow", "aria-hidden": "true" }), "no standing claim who holds it");
  byId("sides").replaceChildren(...items, contested, nobody);
  byId("places-count").textContent = `${shown.toLocaleString("en")} of ${total.toLocaleString("en")} places, each with who is said to hold it`;
}

/** Puts the filter's fields into the address instead of loading the page anew. */
function wireFilter() {
  const form = /** @type {HTMLFormElement} */ (byId("filter"));
  const read = () => {
    const filter = /** @type {[string, string][]} */ ([...new FormData(form)].filter(([, value]) => typeof value === "string" && value !== ""));
    state.change({ filter, claim: null });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    read();
  });
  form.addEventListener("change", read);
}

function wireButtons() {
  byId("play").addEventListener("click", () => timeline.play());
  byId("timeline").addEventListener("play", () => {
    byId("play").textContent = timeline.isPlaying ? "Stop" : "Play days";
  });
  const bars = /** @type {HTMLSelectElement} */ (byId("bars"));
  bars.value = state.view.bars;
  bars.addEventListener("change", () => state.change({ bars: bars.value === "side" ? "side" : "status" }));
  for (const box of root.querySelectorAll("input[data-layer]")) {
    if (!(box instanceof HTMLInputElement)) continue;
    box.checked = !state.view.hide.includes(box.dataset.layer ?? "");
    box.addEventListener("change", () => {
      const others = state.view.hide.filter((name) => name !== box.dataset.layer);
      state.change({ hide: box.checked ? others : [...others, box.dataset.layer ?? ""] });
    });
  }
}

/** Brings the fields in line with a view that came from the browser's history. @param {View} view */
function fillFields(view) {
  /** @type {HTMLSelectElement} */ (byId("bars")).value = view.bars;
  for (const box of root.querySelectorAll("input[data-layer]")) {
    if (box instanceof HTMLInputElement) box.checked = !view.hide.includes(box.dataset.layer ?? "");
  }
  const form = /** @type {HTMLFormElement} */ (byId("filter"));
  const values = new Map(view.filter);
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = values.get(field.name) ?? "";
  }
}

/** Lets go of what narrows the page most. */
function widen() {
  const { claim, place, on, from, to } = state.view;
  timeline.stop();
  if (claim) state.change({ claim: null });
  else if (place) state.change({ place: null });
  else if (on) state.change({ on: null });
  else if (from || to) state.change({ from: null, to: null });
}

/** @param {1 | -1} step */
function stepClaim(step) {
  const claim = list.neighbour(step);
  if (!claim) return;
  selectClaim(claim);
  list.select(claim.id, { isFocused: true });
}

/** @param {1 | -1} step */
function stepPlace(step) {
  const key = map?.neighbour(step);
  if (key) state.change({ place: key, claim: null }, { isStep: true });
}

/** Draws the map, or says why there is none. The rest of the page works without. */
async function openMap() {
  const box = byId("map");
  const { baseMap, worker, tiles, attribution } = root.dataset;
  if (!baseMap || !worker) return; // the page itself says that this build has none
  const [{ PlaceMap, canDraw }, { ownTiles }] = await Promise.all([import("./map.js"), import("./base_map.js")]);
  if (!canDraw()) {
    box.replaceChildren(html("p", { class: "empty" }, "This browser has no WebGL, so there is no map. The list and the timeline show the same claims."));
    return;
  }
  const own = tiles && (await ownTiles(tiles).catch((error) => say(`The tiles of ${tiles} cannot be read: ${error.message}`)));
  map = new PlaceMap({
    box, baseMap, worker, view: state.view.map,
    tiles: own ? (tiles ?? null) : null, kind: own ? own.kind : "raster", attribution: attribution || (own ? own.attribution : ""),
    onSelect: selectPlace,
    onMove: (view) => state.change({ map: view }, { isStep: true }),
  });
  if (places) map.show(places);
  follow(state.view);
  /** @type {any} */ (root).placeMap = map; // for whoever measures it from outside
}

const RELOADS = {
  claims: ["from", "to", "on", "place", "filter"],
  places: ["from", "to", "on", "filter"],
  timeline: ["place", "filter"],
};

state.listen((view, changed) => {
  const needs = (/** @type {string[]} */ names) => names.some((name) => changed.has(name));
  if (needs(RELOADS.claims)) loadClaims();
  if (needs(RELOADS.places)) loadPlaces();
  if (needs(RELOADS.timeline)) loadTimeline();
  if (changed.has("map")) map?.moveTo(view.map);
  if (changed.size === 1 && changed.has("map")) return;
  fillFields(view);
  follow(view);
});
document.addEventListener("theme", () => {
  timeline.ink();
  map?.ink();
  if (places) drawLegend(places);
});
listenToKeys("overview", {
  search: () => byId("q").focus(),
  theme: () => document.dispatchEvent(new Event("turn-theme")),
  nextClaim: () => stepClaim(1),
  previousClaim: () => stepClaim(-1),
  openClaim: () => {
    const address = root.dataset.claimPage;
    if (address && state.view.claim) location.assign(address.replace("{id}", encodeURIComponent(state.view.claim)));
  },
  nextPlace: () => stepPlace(1),
  previousPlace: () => stepPlace(-1),
  nextDay: () => timeline.step(1),
  previousDay: () => timeline.step(-1),
  nextWeek: () => timeline.step(7),
  previousWeek: () => timeline.step(-7),
  play: () => timeline.play(),
  widen,
  showAll: () => map?.showAll(),
  focusMap: () => map?.focus(),
  bars: () => state.change({ bars: state.view.bars === "status" ? "side" : "status" }),
});
wireFilter();
wireButtons();
fillFields(state.view);
await Promise.all([loadPlaces(), loadClaims(), loadTimeline(), openMap().catch((error) => say(`The map cannot be drawn: ${error.message}`))]);

// @ts-check
/**
 * What the page shows, kept in its address: whoever opens the address sees the same.
 *
 * The page's own parameters are named in `OWN`. Every other parameter belongs to the filter and goes to the server as it
 * stands, so a filter that the server learns needs no change here.
 */

/**
 * @typedef {object} View
 * @property {string | null} from first day of the brush
 * @property {string | null} to last day of the brush
 * @property {string | null} on the one day that is looked at or played
 * @property {string | null} place key of the selected place
 * @property {string | null} claim id of the selected claim
 * @property {string | null} map `zoom/latitude/longitude`
 * @property {"status" | "side"} bars what the timeline's bars are split by
 * @property {string[]} hide layers of the map that are switched off
 * @property {[string, string][]} filter every other parameter, in order
 */

const OWN = ["from", "to", "on", "place", "claim", "map", "bars", "hide"];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The view that a query string asks for; what makes no sense in it is left out.
 *
 * @param {string} query
 * @returns {View}
 */
export function readView(query) {
  const parameters = new URLSearchParams(query);
  const day = (/** @type {string} */ name) => (DAY.test(parameters.get(name) ?? "") ? parameters.get(name) : null);
  const [from, to] = [day("from"), day("to")];
  const isForward = from === null || to === null || from <= to;
  return {
    from: isForward ? from : to,
    to: isForward ? to : from,
    on: day("on"),
    place: parameters.get("place") || null,
    claim: parameters.get("claim") || null,
    map: /^[\d.]+\/-?[\d.]+\/-?[\d.]+$/.test(parameters.get("map") ?? "") ? parameters.get("map") : null,
    bars: parameters.get("bars") === "side" ? "side" : "status",
    hide: (parameters.get("hide") ?? "").split(",").filter(Boolean),
    filter: [...parameters].filter(([name, value]) => !OWN.includes(name) && value !== ""),
  };
}

/**
 * The query string of a view, without "?"; what is as it always is stays unsaid.
 *
 * @param {View} view
 * @returns {string}
 */
export function writeView(view) {
  const parameters = new URLSearchParams(view.filter);
  for (const name of /** @type {const} */ (["from", "to", "on", "place", "claim", "map"])) {
    if (view[name]) parameters.set(name, view[name]);
  }
  if (view.bars !== "status") parameters.set("bars", view.bars);
  if (view.hide.length) parameters.set("hide", view.hide.join(","));
  return parameters.toString().replaceAll("%2F", "/").replaceAll("%2C", ",");
}

/** The view of this page, who hears of its changes, and the browser's history. */
export class State {
  /** @type {View} */
  view;
  /** @type {((view: View, changed: Set<string>) => void)[]} */
  #listeners = [];

  constructor() {
    this.view = readView(location.search);
    addEventListener("popstate", () => this.#take(readView(location.search)));
  }

  /** @param {(view: View, changed: Set<string>) => void} listener called with the names of what changed */
  listen(listener) {
    this.#listeners.push(listener);
  }

  /**
   * Changes the view and the address. `isStep` makes no new entry in the history: for what changes many times a second.
   *
   * @param {Partial<View>} patch
   * @param {{isStep?: boolean}} [how]
   */
  change(patch, { isStep = false } = {}) {
    const view = { ...this.view, ...patch };
    const query = writeView(view);
    if (query === writeView(this.view)) return;
    const address = location.pathname + (query && `?${query}`) + location.hash;
    if (isStep) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    this.#take(view);
  }

  /** @param {View} view */
  #take(view) {
    const before = this.view;
    this.view = view;
    const names = /** @type {(keyof View)[]} */ (Object.keys(view));
    const changed = new Set(names.filter((name) => String(view[name]) !== String(before[name])));
    if (changed.size) this.#listeners.forEach((listener) => listener(view, changed));
  }
}

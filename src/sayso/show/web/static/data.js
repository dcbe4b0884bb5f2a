// @ts-check
/** Where the page's claims, places and days come from: a server that filters, or the files of a static copy. */

import { copySource } from "./copy.js";

/**
 * @typedef {object} Side
 * @property {string} id
 * @property {string} label
 * @property {string[]} parties
 *
 * @typedef {object} ClaimPlace
 * @property {string} text
 * @property {string | null} name `null` where it is unresolved
 * @property {string | null} [admin1]
 * @property {string} precision
 * @property {number | null} [distance_m] of a place that is near another
 * @property {number | null} [bearing] degrees clockwise from north
 * @property {string} [basis] how it came to the claim
 *
 * @typedef {object} Claim a claim line of the contract, of which only this is read here, with what `docs/web-data.md` adds
 * @property {string} id
 * @property {{id: string, title: string | null, outlet: string | null, published: string | null}} article
 * @property {string} event
 * @property {{text: string}} trigger
 * @property {{name: string | null, text: string, party: string | null, basis?: string, rule?: string | null}[]} actors
 * @property {{name: string | null, text: string, party: string | null, basis?: string, rule?: string | null}[]} targets
 * @property {ClaimPlace[]} places
 * @property {{from: string | null, to: string | null, precision: string, basis?: string} | null} when
 * @property {string} status
 * @property {{name: string | null, text: string, party: string | null, cue: string | null}[]} sources
 * @property {{text: string}} sentence
 * @property {(string | null)[]} place_keys
 * @property {string | null} side
 *
 * @typedef {object} Claims
 * @property {number} shown
 * @property {number} total
 * @property {Claim[]} claims
 *
 * @typedef {object} PlaceProperties
 * @property {string} key
 * @property {string} name
 * @property {string | null} country
 * @property {string | null} admin1
 * @property {number} claims
 * @property {string | null} holder
 * @property {string | null} side
 * @property {string} standing
 * @property {string[]} parties
 * @property {string | null} first
 * @property {string | null} last
 * @property {string} [page] in a copy, the file of its own page
 *
 * @typedef {{type: "Feature", geometry: {type: "Point", coordinates: [number, number]}, properties: PlaceProperties}} Place
 * @typedef {{type: "FeatureCollection", features: Place[], sides: Side[], shown: number, total: number}} Places
 *
 * @typedef {{day: string, sides?: Record<string, number>} & Partial<Record<string, any>>} Day
 * @typedef {{days: Day[], coarse: number, undated: number, sides: Side[]}} Timeline
 *
 * @typedef {import("./state.js").View} View
 *
 * @typedef {object} Source
 * @property {(view: View) => Promise<Claims>} claims those of the brush, the day and the place
 * @property {(view: View) => Promise<Places>} places those of the brush and the day, whichever is selected
 * @property {(view: View) => Promise<Timeline>} timeline all days, those of the selected place if there is one
 */

/** Claims that the list asks for at once; more are a page of their own. */
const LIMIT = 200;

/**
 * The source that the page's element names: `data-copy` is the folder of a static copy, else a server stands behind.
 *
 * @param {HTMLElement} root
 * @returns {Source}
 */
export function openSource(root) {
  const { copy, copyClaims, copyPlaces } = root.dataset;
  if (copy === undefined) return serverSource();
  return copySource(fetchJson, { claims: copyClaims ?? `${copy}/claims.json`, places: copyPlaces ?? `${copy}/places.geojson` });
}

/** @returns {Source} */
function serverSource() {
  return {
    claims: (view) => fetchJson(`/claims.json?${query(view, { days: true, place: true })}&limit=${LIMIT}`),
    places: (view) => fetchJson(`/places.geojson?${query(view, { days: true })}`),
    timeline: (view) => fetchJson(`/timeline.json?${query(view, { place: true })}`),
  };
}

/**
 * What the server is asked, by `docs/web-data.md`. A day that is looked at takes the place of the brush.
 *
 * @param {View} view
 * @param {{days?: boolean, place?: boolean}} which
 * @returns {string}
 */
export function query(view, { days = false, place = false }) {
  const parameters = new URLSearchParams(view.filter);
  const [from, to] = view.on ? [view.on, view.on] : [view.from, view.to];
  if (days && from) parameters.set("from", from);
  if (days && to) parameters.set("to", to);
  if (days && view.on) parameters.set("on", view.on);
  if (place && view.place) parameters.set("place", view.place);
  return parameters.toString();
}

/**
 * What the address answers. Throws an error whose message is the server's own, with its hint.
 *
 * @param {string} address
 * @returns {Promise<any>}
 */
async function fetchJson(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  const data = await answer.json().catch(() => null);
  if (answer.ok && data) return data;
  const error = data?.error;
  throw new Error(error ? `${error.message} — ${error.hint}` : `${address} answered ${answer.status}`);
}

// @ts-check
/** A static copy's three files as a source: what a server would filter is filtered here, by the same rules. */

/**
 * @typedef {import("./data.js").Claim} Claim
 * @typedef {import("./data.js").Place} Place
 * @typedef {import("./data.js").Places} Places
 * @typedef {import("./data.js").Timeline} Timeline
 * @typedef {import("./state.js").View} View
 * @typedef {{from: string, to: string | null, holder: string | null, side: string | null, standing: string}} Run
 */

/** Parameters of the filter that a copy understands, each with what it is held against. */
const FIELDS = {
  event: (/** @type {Claim} */ claim) => [claim.event, claim.event.split(".")[0]],
  status: (/** @type {Claim} */ claim) => [claim.status],
  side: (/** @type {Claim} */ claim) => [claim.side],
  party: (/** @type {Claim} */ claim) => [...claim.actors, ...claim.targets].flatMap((actor) => [actor.party, actor.name]),
  source: (/** @type {Claim} */ claim) =>
    claim.sources.length ? claim.sources.flatMap((source) => [source.name, source.party]) : [claim.article.outlet],
  outlet: (/** @type {Claim} */ claim) => [claim.article.outlet],
  article: (/** @type {Claim} */ claim) => [claim.article.id],
  q: null,
};
/** Claims that the list shows at once, as of a server: more of them only make the page slow. */
const LIMIT = 200;
/** The words of a claim, once they were asked for. @type {WeakMap<Claim, string>} */
const texts = new WeakMap();
const DATED = ["day", "days"];

/**
 * @param {(address: string) => Promise<any>} fetchJson
 * @param {{claims: string, places: string}} addresses
 * @returns {import("./data.js").Source}
 */
export function copySource(fetchJson, { claims, places }) {
  /** @type {Promise<Claim[]>} */
  const all = fetchJson(claims).then((page) => page.claims);
  /** @type {Promise<Places>} */
  const everywhere = fetchJson(places);
  return {
    async claims(view) {
      const passing = (await all).filter((claim) => passes(claim, view) && isWithin(claim, view) && isAt(claim, view.place));
      const claims = passing.slice(0, LIMIT);
      return { shown: claims.length, total: passing.length, claims };
    },
    async places(view) {
      const passing = (await all).filter((claim) => passes(claim, view) && isWithin(claim, view));
      return countPlaces(await everywhere, passing, view.on ?? view.to);
    },
    async timeline(view) {
      const passing = (await all).filter((claim) => passes(claim, view) && isAt(claim, view.place));
      return { ...countDays(passing), sides: (await everywhere).sides };
    },
  };
}

/**
 * Whether the claim passes the filter; of several values of one parameter, one is enough.
 *
 * @param {Claim} claim
 * @param {View} view
 * @returns {boolean}
 */
export function passes(claim, view) {
  return Object.entries(FIELDS).every(([name, valuesOf]) => {
    const wanted = view.filter.filter(([said]) => said === name).map(([, value]) => value);
    if (!wanted.length) return true;
    if (valuesOf) return wanted.some((value) => valuesOf(claim).includes(value));
    return wanted.flatMap((value) => value.toLowerCase().split(/\s+/)).every((word) => textOf(claim).includes(word));
  });
}

/** @param {Claim} claim */
function textOf(claim) {
  let text = texts.get(claim);
  if (text === undefined) {
    text = JSON.stringify([claim.sentence.text, claim.article.title, claim.places, claim.sources]).toLowerCase();
    texts.set(claim, text);
  }
  return text;
}

/**
 * Whether the claim's days and the view's meet; a claim without days meets only a view without.
 *
 * @param {Claim} claim
 * @param {View} view
 * @returns {boolean}
 */
export function isWithin(claim, view) {
  const [from, to] = view.on ? [view.on, view.on] : [view.from, view.to];
  if (!from && !to) return true;
  const { when } = claim;
  if (!when || (!when.from && !when.to)) return false;
  return (!to || !when.from || when.from <= to) && (!from || !when.to || when.to >= from);
}

/** @param {Claim} claim @param {string | null} key */
function isAt(claim, key) {
  return key === null || claim.place_keys.includes(key);
}

/**
 * The places that the claims name, counted, with who is said to hold each on the day (`null`: as the file says).
 *
 * @param {Places} places
 * @param {Claim[]} claims
 * @param {string | null} day
 * @returns {Places}
 */
export function countPlaces(places, claims, day) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const claim of claims) {
    for (const key of new Set(claim.place_keys)) if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const features = places.features
    .filter((place) => counts.has(place.properties.key))
    .map((place) => ({
      ...place,
      properties: { ...place.properties, ...heldOn(place, day), claims: counts.get(place.properties.key) ?? 0 },
    }));
  return { ...places, features, shown: features.length, total: features.length };
}

/** @param {Place} place @param {string | null} day */
function heldOn(place, day) {
  const { control } = /** @type {{control?: Run[]}} */ (place.properties);
  if (!day || !control) return {};
  const run = control.find(({ from, to }) => from <= day && (to === null || to >= day));
  const { holder = null, side = null, standing = "unknown" } = run ?? {};
  return { holder, side, standing };
}

/**
 * Claims a day by status and by the side that says so; those without a day of their own are counted apart.
 *
 * @param {Claim[]} claims
 * @returns {Omit<Timeline, "sides">}
 */
export function countDays(claims) {
  /** @type {Map<string, import("./data.js").Day>} */
  const days = new Map();
  const counted = { coarse: 0, undated: 0 };
  for (const { when, status, side } of claims) {
    if (!when?.from) counted.undated += 1;
    else if (!DATED.includes(when.precision)) counted.coarse += 1;
    else {
      const day = days.get(when.from) ?? { day: when.from, sides: {} };
      const sides = /** @type {Record<string, number>} */ (day.sides);
      day[status] = (day[status] ?? 0) + 1;
      sides[side ?? ""] = (sides[side ?? ""] ?? 0) + 1;
      days.set(when.from, day);
    }
  }
  return { days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)), ...counted };
}

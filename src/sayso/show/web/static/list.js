// @ts-check
/** The claims as a list: who says, with which words, that what happened, where, when and to whom. */

import { spoken } from "./days.js";
import { html } from "./elements.js";

/** @typedef {import("./data.js").Claim} Claim */
/** @typedef {import("./data.js").Claims} Claims */

/**
 * @typedef {object} Wanted
 * @property {HTMLElement} box an `<ol>`
 * @property {HTMLElement} count says "n of N shown"
 * @property {string | null} address of a claim's own page, with `{id}` in it; `null` if there is none
 * @property {(claim: Claim) => void} onSelect
 */

export class ClaimList {
  #wanted;
  /** @type {Claim[]} */
  #claims = [];
  /** @type {string | null} */
  #selected = null;

  /** @param {Wanted} wanted */
  constructor(wanted) {
    this.#wanted = wanted;
    wanted.box.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      const claim = this.#claims.find((listed) => listed.id === target.closest("li")?.dataset.id);
      if (claim && !target.closest("a")) this.#wanted.onSelect(claim);
    });
  }

  /** @param {Claims} page @param {{isNarrowed: boolean}} how whether claims were left out that do not pass a filter */
  show({ shown, total, claims }, { isNarrowed }) {
    this.#claims = claims;
    this.#wanted.count.textContent = `${shown.toLocaleString("en")} of ${total.toLocaleString("en")} shown`;
    this.#wanted.box.replaceChildren(...claims.map((claim) => this.#row(claim)));
    if (!claims.length) this.#wanted.box.append(html("li", { class: "empty" }, ...nothing(isNarrowed)));
    this.select(this.#selected);
  }

  /** The claim of that id, if the list holds it. @param {string | null} id */
  find(id) {
    return this.#claims.find((claim) => claim.id === id) ?? null;
  }

  /** @param {string | null} id @param {{isFocused?: boolean}} [how] */
  select(id, { isFocused = false } = {}) {
    this.#selected = id;
    for (const row of this.#wanted.box.children) {
      const isIt = row instanceof HTMLElement && row.dataset.id === id && id !== null;
      if (!isIt) row.removeAttribute("aria-current");
      else {
        row.setAttribute("aria-current", "true");
        row.scrollIntoView({ block: "nearest" });
        if (isFocused) /** @type {HTMLElement | null} */ (row.querySelector("button, a"))?.focus({ preventScroll: true });
      }
    }
  }

  /** The claim after the selected one, or before it; the first or last if none is selected. @param {1 | -1} step */
  neighbour(step) {
    const at = this.#claims.findIndex((claim) => claim.id === this.#selected);
    if (at === -1) return this.#claims.at(step === 1 ? 0 : -1) ?? null;
    return this.#claims[at + step] ?? null;
  }

  /** @param {Claim} claim */
  #row(claim) {
    const where = claim.places.flatMap((place, at) => [at ? "; " : "", placeName(place), quietly(aside(place))]);
    const address = this.#wanted.address?.replace("{id}", encodeURIComponent(claim.id));
    const event = claim.event.replace(/[._]/g, " ");
    const head = html("div", { class: "head" },
      html("span", { class: "day" }, when(claim), quietly(aside(claim.when))),
      html("button", { type: "button", class: "place", title: "Select on the map" }, ...(where.length ? where : ["no place"])),
      html("span", { class: `status status-${claim.status}` }, claim.status),
    );
    const what = html("div", { class: "what" }, html("b", {}, event), parties(claim));
    const who = html("div", { class: "who" }, html("span", { class: "quiet" }, "says "), sayer(claim));
    const quote = html("blockquote", {}, claim.sentence.text);
    const from = [claim.article.outlet, claim.article.title, claim.article.published && `published ${claim.article.published}`];
    const foot = html("div", { class: "foot quiet" }, from.filter(Boolean).join(" · "), " ", address ? html("a", { href: address }, "claim") : null);
    return html("li", { "data-id": claim.id }, head, what, who, quote, foot);
  }
}

/** Why no claim is listed, and what to do. @param {boolean} isNarrowed */
function nothing(isNarrowed) {
  if (isNarrowed) return ["No claim passes this filter. Press Esc to widen it step by step."];
  return ["This ledger has no claim yet. To add reports: ", html("code", {}, "sayso add reports/")];
}

/** The claim's days as precisely as it tells them. @param {Claim} claim */
function when({ when: time }) {
  if (!time || (!time.from && !time.to)) return "no day";
  if (!time.from) return `up to ${time.to}`;
  if (!time.to) return `since ${time.from}`;
  if (time.precision === "month") return spoken(time.from, 2);
  if (time.precision === "year") return spoken(time.from, 1);
  return time.to !== time.from ? `${time.from} to ${time.to}` : time.from;
}

/**
 * How a part came to its claim, where its clause does not state it.
 * @param {{basis?: string, text?: string | null, name?: string | null, rule?: string | null} | null} part
 */
function aside(part) {
  if (part?.basis === "linked") return " (elsewhere in its sentence)";
  if (part?.basis === "carried") return " (from another sentence)";
  if (part?.basis !== "resolved") return "";
  if (part.rule === "sides") return " (side known of the war)";
  return part.rule === "naming" || part.name === part.text ? " (side told elsewhere)" : ` (for “${part.text}”)`;
}

/** The words set back, nothing for none. @param {string} words */
function quietly(words) {
  return words ? html("span", { class: "quiet how" }, words) : null;
}

/** @param {import("./data.js").ClaimPlace} place */
function placeName(place) {
  if (place.name === null) return `“${place.text}” (${place.precision})`;
  const name = offset(place) + (place.admin1 && place.admin1 !== place.name ? `${place.name}, ${place.admin1}` : place.name);
  return place.precision === "exact" || (place.precision === "near" && place.distance_m) ? name : `${name} (${place.precision})`;
}

const WINDS = ["north", "north-northeast", "northeast", "east-northeast", "east", "east-southeast", "southeast", "south-southeast",
  "south", "south-southwest", "southwest", "west-southwest", "west", "west-northwest", "northwest", "north-northwest"];

/** `8 km west of `, `8 km from `, `west of `, as far as the text says it. @param {import("./data.js").ClaimPlace} place */
function offset({ precision, distance_m: far, bearing }) {
  if (precision !== "near" || (!far && typeof bearing !== "number")) return "";
  const way = typeof bearing === "number" ? `${WINDS[Math.round(bearing / 22.5) % 16]} of` : "from";
  return `${far ? `${far / 1000} km ` : ""}${way} `;
}

/** @param {Claim} claim */
function parties({ actors, targets }) {
  const named = (/** @type {Claim["actors"]} */ actors) => actors.map((actor) => (actor.name ?? actor.text) + aside(actor)).join(", ");
  const parts = [actors.length ? ` ${named(actors)}` : "", targets.length ? ` → ${named(targets)}` : ""];
  return parts.join("");
}

/** Who says so, nearest speaker first; the outlet itself if nobody is named. @param {Claim} claim */
function sayer({ sources, article }) {
  if (!sources.length) return `${article.outlet ?? "the report"} itself`;
  return sources.map((source) => `${source.name ?? source.text}${source.party ? ` (${source.party})` : ""}`).join(", cited by ");
}

// @ts-check
/**
 * Colours and patterns of sides and statuses: one table for the map, the timeline and the legends.
 *
 * A colour never stands alone: whoever sees no difference of hue sees another pattern. The hues are those of Okabe and
 * Ito (Color Universal Design, 2008), darkened or lightened to 3:1 against the ground of each theme; theme.css has them.
 */

import { svg } from "./elements.js";

/** @typedef {"solid" | "diagonal" | "dots" | "horizontal" | "grid" | "vertical" | "hollow"} Pattern */
/** @typedef {{id: string, label: string, colour: string, pattern: Pattern}} Ink `colour` is a custom property's name */

/** @type {Pattern[]} */
const PATTERNS = ["solid", "diagonal", "dots", "horizontal", "grid", "vertical"];

/** @type {Ink[]} */
export const STATUSES = [
  { id: "happened", label: "happened", colour: "--status-strong", pattern: "solid" },
  { id: "ongoing", label: "ongoing", colour: "--status-soft", pattern: "solid" },
  { id: "attempted", label: "attempted", colour: "--status-strong", pattern: "diagonal" },
  { id: "planned", label: "planned", colour: "--status-strong", pattern: "horizontal" },
  { id: "possible", label: "possible", colour: "--status-strong", pattern: "dots" },
  { id: "denied", label: "denied", colour: "--status-denied", pattern: "grid" },
];
/** @type {Ink} */
export const NO_SIDE = { id: "", label: "nobody's side", colour: "--side-none", pattern: "hollow" };

/**
 * An ink for each side, in the order given, and one for those that belong to none; from the seventh side on they share one.
 *
 * @param {{id: string, label: string}[]} sides
 * @returns {Ink[]}
 */
export function sideInks(sides) {
  const inks = sides.map(({ id, label }, slot) => ({
    id,
    label,
    colour: slot < PATTERNS.length ? `--side-${slot}` : "--side-more",
    pattern: PATTERNS[slot] ?? "solid",
  }));
  return [...inks, NO_SIDE];
}

/**
 * The colour that a custom property has now.
 *
 * @param {string} name
 * @returns {string}
 */
export function colourOf(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || "#888";
}

/**
 * An SVG `<defs>` with a pattern for each ink, to be filled with by `inkFill`.
 *
 * @param {Ink[]} inks
 * @param {string} prefix makes the ids of this drawing its own
 */
export function inkDefinitions(inks, prefix) {
  return svg("defs", {}, ...inks.map((ink, index) => definition(ink, `${prefix}-${index}`)));
}

/** @param {Ink} ink @param {string} id */
function definition(ink, id) {
  const tile = svg("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse" });
  const colour = colourOf(ink.colour);
  const ground = ink.pattern === "solid" ? colour : colourOf("--paper");
  tile.append(svg("rect", { width: 6, height: 6, fill: ground }));
  if (ink.pattern !== "solid" && ink.pattern !== "hollow") {
    tile.append(svg("rect", { width: 6, height: 6, fill: colour, "fill-opacity": 0.25 }));
  }
  const stroke = { stroke: colour, "stroke-width": 1.6, fill: "none" };
  if (ink.pattern === "diagonal") tile.append(svg("path", { d: "M-1,1 L1,-1 M0,6 L6,0 M5,7 L7,5", ...stroke }));
  if (ink.pattern === "horizontal" || ink.pattern === "grid") tile.append(svg("path", { d: "M0,3 H6", ...stroke }));
  if (ink.pattern === "vertical" || ink.pattern === "grid") tile.append(svg("path", { d: "M3,0 V6", ...stroke }));
  if (ink.pattern === "dots") tile.append(svg("circle", { cx: 3, cy: 3, r: 1.6, fill: colour }));
  return tile;
}

/**
 * A small square of the ink for a legend.
 *
 * @param {Ink} ink
 * @param {string} id an id of its own
 */
export function swatch(ink, id) {
  const square = { x: 0.5, y: 0.5, width: 13, height: 13, fill: `url(#${id})`, stroke: colourOf(ink.colour) };
  const defined = svg("defs", {}, definition(ink, id));
  return svg("svg", { class: "swatch", width: 14, height: 14, "aria-hidden": "true" }, defined, svg("rect", square));
}

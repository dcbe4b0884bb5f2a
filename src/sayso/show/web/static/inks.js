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

/**
 * A disc of the ink for the map, as an image of `size` pixels; a contested place's disc is hatched in black and white.
 *
 * @param {Ink} ink
 * @param {{size: number, isContested: boolean}} how
 * @returns {ImageData}
 */
export function discImage(ink, { size, isContested }) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const [paper, colour] = [colourOf("--paper"), colourOf(ink.colour)];
  const disc = new Path2D();
  disc.arc(size / 2, size / 2, size / 2 - 3, 0, 2 * Math.PI);
  pen.fillStyle = isContested || ink.pattern === "hollow" ? paper : colour;
  pen.fill(disc);
  pen.save();
  pen.clip(disc);
  if (isContested) drawPattern(pen, "diagonal", { size, colour: colourOf("--ink"), width: size / 9 });
  else drawPattern(pen, ink.pattern, { size, colour: paper, width: size / 14 });
  pen.restore();
  pen.lineWidth = isContested ? 5 : 3;
  pen.strokeStyle = isContested || ink.pattern === "hollow" ? colour : paper;
  pen.stroke(disc);
  return pen.getImageData(0, 0, size, size);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Pattern} pattern
 * @param {{size: number, colour: string, width: number}} how
 */
function drawPattern(pen, pattern, { size, colour, width }) {
  pen.strokeStyle = pen.fillStyle = colour;
  pen.lineWidth = width;
  const step = size / 4;
  pen.beginPath();
  for (let at = -size; at <= 2 * size; at += step) {
    if (pattern === "diagonal") line(pen, [at, size], [at + size, 0]);
    if (pattern === "horizontal" || pattern === "grid") line(pen, [0, at + step / 2], [size, at + step / 2]);
    if (pattern === "vertical" || pattern === "grid") line(pen, [at + step / 2, 0], [at + step / 2, size]);
  }
  pen.stroke();
  if (pattern === "dots") {
    pen.beginPath();
    pen.arc(size / 2, size / 2, size / 6, 0, 2 * Math.PI);
    pen.fill();
  }
}

/** @param {CanvasRenderingContext2D} pen @param {[number, number]} from @param {[number, number]} to */
function line(pen, from, to) {
  pen.moveTo(...from);
  pen.lineTo(...to);
}

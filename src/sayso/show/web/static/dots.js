// @ts-check
/**
 * The places as a layer of the map that the graphics card draws whole: a disc for each with the hue and the pattern of
 * the side that is said to hold it, at every zoom. MapLibre's own circles know no pattern, and its icons are placed one
 * by one by the script, which 30,000 of them make slow.
 */

import * as maplibre from "./libs/maplibre-gl.mjs";
import { colourOf, sideInks } from "./inks.js";

/** @typedef {import("./data.js").Place} Place */
/** @typedef {import("./inks.js").Pattern} Pattern */

/** @type {Pattern[]} */
const PATTERNS = ["solid", "diagonal", "dots", "horizontal", "grid", "vertical", "hollow"];
/** Numbers that the card is told of each place: x, y, size, pattern, whether it is contested, and a hue of three. */
const STRIDE = 8;
/** Radius in points of a place with one claim, and of one with 100 or more: at zoom 3 and below, at zoom 9 and above. */
const RADII = { few: { small: [3.6, 8.4], large: [9, 21] }, many: { small: [3, 5.5], large: [6, 16] } };
/** Places from which on their discs are the smaller ones. */
const MANY = 2000;
/** How near, in points, a click has to be to a disc. */
const NEAR = 6;
const [FLAT, NEARBY] = [3, 9];

const VERTEX = `
attribute vec2 a_place; attribute float a_size; attribute float a_pattern; attribute float a_contested; attribute vec3 a_hue;
uniform mat4 u_matrix; uniform float u_world; uniform vec2 u_radii; uniform float u_ratio;
varying float v_size; varying float v_pattern; varying float v_contested; varying vec3 v_hue;
void main() {
  gl_Position = u_matrix * vec4(a_place.x + u_world, a_place.y, 0.0, 1.0);
  v_size = 2.0 * mix(u_radii.x, u_radii.y, a_size) * u_ratio + 2.0;
  gl_PointSize = v_size;
  v_pattern = a_pattern; v_contested = a_contested; v_hue = a_hue;
}`;

/** A line of the pattern is never thinner than a point, and never nearer to the next than three: small discs show it too. */
const FRAGMENT = `
precision highp float;
varying float v_size; varying float v_pattern; varying float v_contested; varying vec3 v_hue;
uniform vec3 u_paper; uniform vec3 u_ink; uniform float u_ratio;
float line(float at, float apart, float wide) {
  float off = abs(fract(at / apart + 0.5) - 0.5) * apart;
  return 1.0 - smoothstep(wide * 0.5 - 0.4, wide * 0.5 + 0.4, off);
}
void main() {
  vec2 at = (gl_PointCoord - 0.5) * v_size;
  float radius = v_size * 0.5 - 1.0;
  float far = length(at);
  float apart = max(3.4 * u_ratio, v_size / 4.0);
  float wide = max(1.1 * u_ratio, v_size / 14.0);
  float slant = line((at.x + at.y) * 0.7071, apart, max(1.5 * u_ratio, v_size / 9.0));
  bool isHollow = v_pattern > 5.5;
  float drawn = 0.0;
  if (v_pattern > 0.5 && v_pattern < 1.5) drawn = line((at.x + at.y) * 0.7071, apart, wide);
  if (v_pattern > 1.5 && v_pattern < 2.5) drawn = 1.0 - smoothstep(v_size / 6.0 - 0.5, v_size / 6.0 + 0.5, far);
  if (v_pattern > 2.5 && v_pattern < 4.5) drawn = line(at.y, apart, wide);
  if (v_pattern > 3.5 && v_pattern < 5.5) drawn = max(drawn, line(at.x, apart, wide));
  vec3 fill = v_contested > 0.5 ? mix(u_paper, u_ink, slant) : isHollow ? u_paper : mix(v_hue, u_paper, drawn);
  bool isRinged = v_contested > 0.5 || isHollow;
  float edge = (isRinged ? 1.6 : 0.9) * u_ratio;
  vec3 colour = mix(fill, isRinged ? v_hue : u_paper, smoothstep(radius - edge - 0.5, radius - edge + 0.5, far));
  float there = 1.0 - smoothstep(radius - 0.5, radius + 0.5, far);
  gl_FragColor = vec4(colour * there, there);
}`;

/** @implements {maplibre.CustomLayerInterface} */
export class PlaceDots {
  id = "dots";
  type = /** @type {const} */ ("custom");
  renderingMode = /** @type {const} */ ("2d");
  /** @type {Place[]} in the order in which they are drawn */
  #places = [];
  /** @type {import("./data.js").Side[]} */
  #sides = [];
  /** Where each lies on the map's square, x and y from 0 to 1. */
  #at = new Float64Array(0);
  /** A point near all of them, from which the card counts: its numbers have too few digits for the whole square. */
  #origin = [0.5, 0.5];
  /** @type {maplibre.Map | null} */
  #map = null;
  /** @type {WebGLRenderingContext | WebGL2RenderingContext | null} */
  #gl = null;
  /** @type {WebGLProgram | null} */
  #program = null;
  /** @type {WebGLBuffer | null} */
  #buffer = null;

  /** @param {maplibre.Map} map @param {WebGLRenderingContext | WebGL2RenderingContext} gl */
  onAdd(map, gl) {
    this.#map = map;
    this.#gl = gl;
    this.#program = link(gl);
    this.#buffer = gl.createBuffer();
    this.ink();
  }

  /** @param {Place[]} places those with most claims first @param {import("./data.js").Side[]} sides */
  show(places, sides) {
    const isHeld = (/** @type {Place} */ place) => Boolean(place.properties.side);
    this.#places = [...places.filter((place) => !isHeld(place)), ...places.filter(isHeld)]; // held ones lie over the others
    this.#sides = sides;
    this.#at = new Float64Array(2 * places.length);
    this.#places.forEach((place, index) => {
      const { x, y } = maplibre.MercatorCoordinate.fromLngLat(place.geometry.coordinates);
      this.#at.set([x, y], 2 * index);
    });
    this.#origin = places.length ? [this.#at[0], this.#at[1]] : [0.5, 0.5];
    this.ink();
  }

  /** Takes the colours of the theme that is now on. */
  ink() {
    const gl = this.#gl;
    if (!gl) return;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    gl.bufferData(gl.ARRAY_BUFFER, this.#numbers(), gl.STATIC_DRAW);
    this.#map?.triggerRepaint();
  }

  /** What the card is given: `STRIDE` numbers a place. */
  #numbers() {
    const inks = new Map(sideInks(this.#sides).map((ink) => [ink.id, [PATTERNS.indexOf(ink.pattern), ...rgb(colourOf(ink.colour))]]));
    const none = /** @type {number[]} */ (inks.get(""));
    const numbers = new Float32Array(STRIDE * this.#places.length);
    this.#places.forEach(({ properties: { side, standing, claims } }, index) => {
      const [pattern, red, green, blue] = inks.get(side ?? "") ?? none;
      const [x, y] = [this.#at[2 * index] - this.#origin[0], this.#at[2 * index + 1] - this.#origin[1]];
      numbers.set([x, y, sizeOf(claims), pattern, standing === "contested" ? 1 : 0, red, green, blue], STRIDE * index);
    });
    return numbers;
  }

  /** @param {WebGLRenderingContext | WebGL2RenderingContext} gl @param {maplibre.CustomRenderMethodInput} input */
  render(gl, input) {
    if (!this.#program || !this.#places.length || !this.#map) return;
    gl.useProgram(this.#program);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    const [small, large] = this.#radii();
    const ratio = gl.drawingBufferWidth / Math.max(1, this.#map.getCanvas().clientWidth);
    const set = (/** @type {string} */ name) => gl.getUniformLocation(/** @type {WebGLProgram} */ (this.#program), name);
    gl.uniformMatrix4fv(set("u_matrix"), false, moved([...input.defaultProjectionData.mainMatrix], this.#origin));
    gl.uniform2f(set("u_radii"), small, large);
    gl.uniform1f(set("u_ratio"), ratio);
    gl.uniform3fv(set("u_paper"), rgb(colourOf("--paper")));
    gl.uniform3fv(set("u_ink"), rgb(colourOf("--ink")));
    let offset = 0;
    for (const [name, size] of /** @type {[string, number][]} */ ([["place", 2], ["size", 1], ["pattern", 1], ["contested", 1], ["hue", 3]])) {
      const at = gl.getAttribLocation(this.#program, `a_${name}`);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, size, gl.FLOAT, false, 4 * STRIDE, 4 * offset);
      offset += size;
    }
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    for (const world of this.#map.getZoom() < 3 ? [-1, 0, 1] : [0]) {
      gl.uniform1f(set("u_world"), world);
      gl.drawArrays(gl.POINTS, 0, this.#places.length);
    }
  }

  /** Radius of the smallest and of the largest disc at this zoom, in points. */
  #radii() {
    const { small, large } = this.#places.length > MANY ? RADII.many : RADII.few;
    const share = Math.min(1, Math.max(0, ((this.#map?.getZoom() ?? 0) - FLAT) / (NEARBY - FLAT)));
    return [small[0] + (small[1] - small[0]) * share, large[0] + (large[1] - large[0]) * share];
  }

  /** The place whose disc lies there, the uppermost; else the nearest. @param {maplibre.LngLat} where @returns {Place | null} */
  find(where) {
    const { x, y } = maplibre.MercatorCoordinate.fromLngLat(where.wrap());
    const world = 512 * 2 ** (this.#map?.getZoom() ?? 0);
    const [small, large] = this.#radii();
    let [found, least] = [-1, NEAR];
    for (let index = this.#places.length - 1; index >= 0; index -= 1) {
      const far = world * Math.hypot(this.#at[2 * index] - x, this.#at[2 * index + 1] - y);
      if (far > large + NEAR) continue;
      const outside = far - (small + (large - small) * sizeOf(this.#places[index].properties.claims));
      if (outside <= 0) return this.#places[index];
      if (outside < least) [found, least] = [index, outside];
    }
    return this.#places[found] ?? null;
  }
}

/** From 0 for one claim to 1 for a hundred: the disc's area grows with them. @param {number} claims */
function sizeOf(claims) {
  return Math.min(1, Math.sqrt(claims) / 10);
}

/**
 * The matrix for points that are told from another origin. @param {number[]} matrix @param {number[]} origin
 * @returns {Float32Array}
 */
function moved(matrix, [x, y]) {
  for (let row = 0; row < 4; row += 1) matrix[12 + row] += matrix[row] * x + matrix[4 + row] * y;
  return new Float32Array(matrix);
}

/** @type {Map<string, number[]>} */
const known = new Map();

/** The colour's red, green and blue, from 0 to 1. @param {string} colour @returns {number[]} */
function rgb(colour) {
  let parts = known.get(colour);
  if (!parts) {
    const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
    pen.fillStyle = colour;
    const hex = String(pen.fillStyle); // as #rrggbb, however it was written
    parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
    known.set(colour, parts);
  }
  return parts;
}

/** @param {WebGLRenderingContext | WebGL2RenderingContext} gl */
function link(gl) {
  const program = /** @type {WebGLProgram} */ (gl.createProgram());
  for (const [kind, text] of /** @type {[number, string][]} */ ([[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]])) {
    const shader = /** @type {WebGLShader} */ (gl.createShader(kind));
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? "the discs cannot be drawn");
  return program;
}

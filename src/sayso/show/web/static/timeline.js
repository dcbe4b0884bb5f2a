// @ts-check
/** Claims a day as bars, a brush over them, and a day that can be stepped and played. */

import { binStart, day as dayOf, number, spoken } from "./days.js";
import { html, svg } from "./elements.js";
import { STATUSES, inkDefinitions, sideInks, swatch } from "./inks.js";

/** @typedef {import("./data.js").Timeline} Days */
/** @typedef {import("./state.js").View} View */
/** @typedef {{start: number, end: number, counts: number[], total: number}} Bin `end` is the day after its last */

const HEIGHT = 132;
const MARGIN = { top: 14, right: 12, bottom: 20, left: 34 };
/** Points that a bar needs at least; where days are narrower, bars are weeks or months. */
const NARROWEST = 3;
/** Milliseconds that a played day is shown. */
const PACE = 700;
/** Points that a pointer has to move before a press is a brush and not a click. */
const DRAG = 4;

/**
 * @typedef {object} Wanted
 * @property {HTMLElement} box
 * @property {(patch: Partial<View>, how?: {isStep?: boolean}) => void} onChange
 */

export class Timeline {
  #wanted;
  /** @type {Days} */
  #days = { days: [], coarse: 0, undated: 0, sides: [] };
  /** @type {Pick<View, "from" | "to" | "on" | "bars">} */
  #view = { from: null, to: null, on: null, bars: "status" };
  /** @type {[number, number] | null} first and last day of the selected claim */
  #marked = null;
  #width = 800;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #playing;
  /** @type {{at: number, now: number} | null} */
  #drag = null;
  #chart = svg("svg", { class: "chart", height: HEIGHT, role: "group", "aria-label": "Claims a day" });
  #bars = svg("g");
  #cover = svg("g", { class: "cover" });
  #handles = { from: handle("First day shown"), to: handle("Last day shown"), on: handle("Day looked at") };
  #says = html("p", { class: "says", role: "status" });
  #legend = html("ul", { class: "legend" });

  /** @param {Wanted} wanted */
  constructor(wanted) {
    this.#wanted = wanted;
    this.#chart.append(this.#bars, this.#cover, ...Object.values(this.#handles));
    wanted.box.append(this.#chart, html("div", { class: "under" }, this.#says, this.#legend));
    this.#listen();
    new ResizeObserver(([entry]) => {
      const width = Math.round(entry.contentRect.width);
      if (width && width !== this.#width) this.#resize(width);
    }).observe(wanted.box);
  }

  /** @param {Days} days */
  show(days) {
    this.#days = days;
    this.#draw();
  }

  /** @param {View} view */
  follow(view) {
    const isOther = view.bars !== this.#view.bars;
    this.#view = view;
    if (isOther) this.#draw();
    else this.#drawCover();
  }

  /** Marks the days of the selected claim; `null` marks none. @param {{from: string | null, to: string | null} | null} when */
  mark(when) {
    this.#marked = when?.from ? [number(when.from), number(when.to ?? when.from)] : null;
    this.#drawCover();
  }

  /** Takes the colours of the theme that is now on. */
  ink() {
    this.#draw();
  }

  get isPlaying() {
    return this.#playing !== undefined;
  }

  /** Moves the day that is looked at; the first step looks at the first day, or the last. @param {number} by */
  step(by) {
    const range = this.#brushed();
    if (!range) return;
    const at = this.#view.on ? number(this.#view.on) + by : by > 0 ? range[0] : range[1];
    this.#look(Math.min(range[1], Math.max(range[0], at)));
  }

  /** Plays day by day from the day that is looked at, or from the first; stops if it plays. */
  play() {
    if (this.isPlaying) return this.stop();
    const range = this.#brushed();
    if (!range) return;
    if (!this.#view.on || number(this.#view.on) >= range[1]) this.#look(range[0]);
    this.#playing = setInterval(() => {
      if (!this.#view.on || number(this.#view.on) >= range[1]) this.stop();
      else this.step(1);
    }, PACE);
    this.#wanted.box.dispatchEvent(new CustomEvent("play"));
  }

  stop() {
    clearInterval(this.#playing);
    this.#playing = undefined;
    this.#wanted.box.dispatchEvent(new CustomEvent("play"));
  }

  /** @param {number} at */
  #look(at) {
    this.#wanted.onChange({ on: dayOf(at) }, { isStep: true });
  }

  /** First and last day with claims. @returns {[number, number] | null} */
  #extent() {
    const { days } = this.#days;
    return days.length ? [number(days[0].day), number(days[days.length - 1].day)] : null;
  }

  /** First and last day of the brush, or of all. @returns {[number, number] | null} */
  #brushed() {
    const whole = this.#extent();
    if (!whole) return null;
    const { from, to } = this.#view;
    return [from ? number(from) : whole[0], to ? number(to) : whole[1]];
  }

  /** The days that the chart spans: those with claims, and those of the brush. @returns {[number, number]} */
  #span() {
    const all = [this.#extent(), this.#brushed()].flat().filter((day) => day !== null);
    return all.length ? [Math.min(...all), Math.max(...all) + 1] : [0, 1];
  }

  /** @param {number} at a day's number @returns {number} */
  #x(at) {
    const [first, end] = this.#span();
    return MARGIN.left + ((at - first) / (end - first)) * (this.#width - MARGIN.left - MARGIN.right);
  }

  /** @param {number} x @returns {number} the day there */
  #dayAt(x) {
    const [first, end] = this.#span();
    const share = (x - MARGIN.left) / (this.#width - MARGIN.left - MARGIN.right);
    return Math.min(end - 1, Math.max(first, Math.floor(first + share * (end - first))));
  }

  /** @param {number} width */
  #resize(width) {
    this.#width = width;
    this.#draw();
  }

  #draw() {
    this.#chart.setAttribute("viewBox", `0 0 ${this.#width} ${HEIGHT}`);
    const inks = this.#view.bars === "side" ? sideInks(this.#days.sides) : STATUSES;
    const bin = this.#bin();
    const bins = countBins(this.#days.days, inks.map((ink) => ink.id), { bin, bySide: this.#view.bars === "side" });
    const most = Math.max(1, ...bins.map((bar) => bar.total));
    const bars = bins.map((bar) => this.#drawBin(bar, most));
    this.#bars.replaceChildren(inkDefinitions(inks, "bar"), ...this.#drawAxes(most), ...bars);
    const shown = inks.filter((_, index) => bins.some((bar) => bar.counts[index]));
    this.#legend.replaceChildren(
      ...shown.map((ink, index) => html("li", {}, swatch(ink, `key-${index}`), ink.label)),
    );
    this.#says.textContent = this.#summary(bins, bin);
    this.#drawCover();
  }

  /** @returns {"day" | "week" | "month"} */
  #bin() {
    const [first, end] = this.#span();
    const room = (this.#width - MARGIN.left - MARGIN.right) / NARROWEST;
    return end - first <= room ? "day" : (end - first) / 7 <= room ? "week" : "month";
  }

  /** @param {Bin} one @param {number} most */
  #drawBin(one, most) {
    const left = this.#x(one.start);
    const width = Math.max(1, this.#x(one.end) - left - (this.#x(one.end) - left > 4 ? 1 : 0));
    const scale = (HEIGHT - MARGIN.top - MARGIN.bottom) / most;
    let base = HEIGHT - MARGIN.bottom;
    const parts = one.counts.map((count, index) => {
      if (!count) return null;
      const height = count * scale;
      base -= height;
      return svg("rect", { x: left, y: base, width, height, fill: `url(#bar-${index})` });
    });
    const days = one.end - one.start > 1 ? `${spoken(dayOf(one.start))} to ${spoken(dayOf(one.end - 1))}` : spoken(dayOf(one.start));
    return svg("g", {}, svg("title", {}, `${days}: ${claims(one.total)}`), ...parts);
  }

  /** @param {number} most */
  #drawAxes(most) {
    const [first, end] = this.#span();
    const floor = HEIGHT - MARGIN.bottom;
    const label = (/** @type {number} */ y, /** @type {number} */ value) =>
      svg("text", { x: MARGIN.left - 6, y: y + 4, "text-anchor": "end", class: "axis" }, String(value));
    const lines = [floor, MARGIN.top].map((y) => svg("line", { x1: MARGIN.left, x2: this.#width - MARGIN.right, y1: y, y2: y, class: "rule" }));
    if (!this.#extent()) return lines;
    const ticks = tickDays(first, end, Math.max(2, Math.floor(this.#width / 90))).map(({ at, text }) =>
      svg("g", {},
        svg("line", { x1: this.#x(at), x2: this.#x(at), y1: floor, y2: floor + 4, class: "rule" }),
        svg("text", { x: this.#x(at), y: HEIGHT - 4, class: "axis", "text-anchor": this.#x(at) > this.#width - 60 ? "end" : "start" }, text)));
    return [...lines, label(floor, 0), label(MARGIN.top, most), ...ticks];
  }

  #drawCover() {
    const { from, to, on } = this.#view;
    const range = this.#drag ? order(this.#drag.at, this.#drag.now) : this.#brushed();
    const isBrushed = Boolean(this.#drag || from || to);
    const [top, floor] = [MARGIN.top, HEIGHT - MARGIN.bottom];
    const cover = [];
    if (range && isBrushed) {
      const [left, right] = [this.#x(range[0]), this.#x(range[1] + 1)];
      cover.push(
        svg("rect", { class: "outside", x: MARGIN.left, y: top, width: Math.max(0, left - MARGIN.left), height: floor - top }),
        svg("rect", { class: "outside", x: right, y: top, width: Math.max(0, this.#width - MARGIN.right - right), height: floor - top }),
      );
    }
    if (this.#marked) {
      const [left, right] = [this.#x(this.#marked[0]), this.#x(this.#marked[1] + 1)];
      cover.push(svg("rect", { class: "marked", x: left, y: top - 6, width: Math.max(3, right - left), height: 5 }));
    }
    this.#cover.replaceChildren(...cover);
    this.#place(this.#handles.from, range && range[0], range ? this.#x(range[0]) : 0, isBrushed);
    this.#place(this.#handles.to, range && range[1], range ? this.#x(range[1] + 1) : 0, isBrushed);
    const at = on ? number(on) : null;
    this.#place(this.#handles.on, at, at === null ? 0 : (this.#x(at) + this.#x(at + 1)) / 2, at !== null);
    this.#handles.on.classList.toggle("is-off", at === null);
  }

  /** @param {SVGGElement} one @param {number | null} at @param {number} x @param {boolean} isSet */
  #place(one, at, x, isSet) {
    const [first, end] = this.#span();
    one.setAttribute("transform", `translate(${x},0)`);
    one.classList.toggle("is-set", isSet);
    const values = { valuemin: first, valuemax: end - 1, valuenow: at ?? first, valuetext: at === null ? "none" : spoken(dayOf(at)) };
    for (const [name, value] of Object.entries(values)) one.setAttribute(`aria-${name}`, String(value));
    one.setAttribute("tabindex", at === null ? "-1" : "0");
  }

  #listen() {
    const x = (/** @type {PointerEvent} */ event) => event.clientX - this.#chart.getBoundingClientRect().left;
    this.#chart.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !this.#extent()) return;
      this.#begin(event, x(event));
    });
    this.#chart.addEventListener("pointermove", (event) => {
      if (!this.#drag || Math.abs(x(event) - this.#x(this.#drag.at)) < DRAG && this.#drag.at === this.#drag.now) return;
      this.#drag.now = this.#dayAt(x(event));
      this.#drawCover();
    });
    this.#chart.addEventListener("pointerup", () => this.#end());
    this.#chart.addEventListener("pointercancel", () => {
      this.#drag = null;
      this.#drawCover();
    });
    for (const name of /** @type {const} */ (["from", "to", "on"])) {
      this.#handles[name].addEventListener("keydown", (event) => this.#key(name, event));
    }
  }

  /** Begins a brush, at its other end if a handle was grasped. @param {PointerEvent} event @param {number} x */
  #begin(event, x) {
    this.#chart.setPointerCapture(event.pointerId);
    const range = this.#brushed();
    const grasped = event.target instanceof Element ? event.target.closest(".handle") : null;
    const other = grasped === this.#handles.from ? range?.[1] : grasped === this.#handles.to ? range?.[0] : undefined;
    const now = this.#dayAt(x);
    this.#drag = { at: other ?? now, now };
    event.preventDefault();
  }

  /** A press without a move looks at that day; a move is a brush. */
  #end() {
    const drag = this.#drag;
    this.#drag = null;
    if (!drag) return;
    const [from, to] = order(drag.at, drag.now);
    if (from === to) this.#wanted.onChange({ on: dayOf(from) });
    else this.#wanted.onChange({ from: dayOf(from), to: dayOf(to), on: null });
  }

  /** @param {"from" | "to" | "on"} name @param {KeyboardEvent} event */
  #key(name, event) {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 }[event.key];
    const isEnd = event.key === "Home" || event.key === "End";
    const range = this.#brushed();
    if (!range || (by === undefined && !isEnd) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const [first, end] = this.#span();
    const now = name === "on" ? number(this.#view.on ?? dayOf(range[0])) : range[name === "from" ? 0 : 1];
    const wanted = isEnd ? (event.key === "Home" ? first : end - 1) : now + (by ?? 0) * (event.shiftKey ? 7 : 1);
    const low = name === "to" ? range[0] : first;
    const high = name === "from" ? range[1] : end - 1;
    const at = dayOf(Math.min(high, Math.max(low, wanted)));
    this.#wanted.onChange({ [name]: at }, { isStep: true });
  }

  /** @param {Bin[]} bins @param {string} bin */
  #summary(bins, bin) {
    const { coarse, undated } = this.#days;
    const total = bins.reduce((sum, one) => sum + one.total, 0);
    const apart = [coarse && `${claims(coarse)} of a week or longer`, undated && `${claims(undated)} without a day`].filter(Boolean);
    const aside = apart.length ? ` Not in the bars: ${apart.join(", ")}.` : "";
    return `${claims(total)} by the day they tell of, a bar a ${bin}.${aside}`;
  }
}

/**
 * Claims a bin, split as `ids` says.
 *
 * @param {Days["days"]} days
 * @param {string[]} ids statuses or sides, bottom first
 * @param {{bin: "day" | "week" | "month", bySide: boolean}} how
 * @returns {Bin[]}
 */
export function countBins(days, ids, { bin, bySide }) {
  /** @type {Map<number, Bin>} */
  const bins = new Map();
  for (const day of days) {
    const start = binStart(number(day.day), bin);
    const counted = bins.get(start) ?? { start, end: binEnd(start, bin), counts: ids.map(() => 0), total: 0 };
    ids.forEach((id, index) => {
      const count = (bySide ? day.sides?.[id] : day[id]) ?? 0;
      counted.counts[index] += count;
      counted.total += count;
    });
    bins.set(start, counted);
  }
  return [...bins.values()];
}

/** @param {number} start @param {"day" | "week" | "month"} bin */
function binEnd(start, bin) {
  return bin === "day" ? start + 1 : bin === "week" ? start + 7 : binStart(start + 31, "month");
}

/**
 * The days that get a tick: a round step apart, so that no more than `most` of them do.
 *
 * @param {number} first
 * @param {number} end
 * @param {number} most
 */
function tickDays(first, end, most) {
  const step = [1, 2, 7, 14].find((days) => (end - first) / days <= most);
  const ticks = [];
  if (step) {
    for (let at = first; at < end; at += step) ticks.push({ at, text: spoken(dayOf(at)).replace(/^(\d+ \w{3})\w*( \d+)$/, at === first ? "$1$2" : "$1") });
    return ticks;
  }
  const months = [1, 3, 6, 12, 24, 60, 120].find((count) => (end - first) / 30.4 / count <= most) ?? 240;
  for (let at = binStart(first + 30, "month"); at < end; at = binStart(at + 31, "month")) {
    const [year, month] = dayOf(at).split("-").map(Number);
    if ((year * 12 + month - 1) % months === 0) ticks.push({ at, text: months >= 12 ? String(year) : spoken(dayOf(at), 2) });
  }
  return ticks;
}

/** @param {string} label */
function handle(label) {
  const [top, floor] = [MARGIN.top, HEIGHT - MARGIN.bottom];
  return svg("g", { class: "handle", role: "slider", "aria-label": label, "aria-orientation": "horizontal" },
    svg("rect", { class: "grip", x: -6, y: top, width: 12, height: floor - top }),
    svg("line", { x1: 0, x2: 0, y1: top - 4, y2: floor }),
    svg("circle", { cx: 0, cy: top - 4, r: 4 }));
}

/** @param {number} start @param {number} end @returns {[number, number]} */
function order(start, end) {
  return start <= end ? [start, end] : [end, start];
}

/** @param {number} count */
function claims(count) {
  return `${count.toLocaleString("en")} ${count === 1 ? "claim" : "claims"}`;
}

// @ts-check
/**
 * Review by keys. Every decision is a form of the page, which works without script; a key presses its button. What this
 * adds: the numbers that choose, stretches taken from the text, and an undo that goes back further than one step.
 */

import { listenToKeys } from "./keys.js";

/** @typedef {{judgement: string | null, claim: string}} Step `judgement` is `null` for a skip */

const STACK = "sayso-review";
const MOST = 200;
const page = document.getElementById("review");
const text = document.getElementById("text");
const letters = [...(text?.textContent ?? "")];
const origin = Number(text?.dataset.start ?? 0);

/** @param {string} name */
const pressed = (name) => /** @type {HTMLElement | null} */ (document.querySelector(`[data-action="${name}"]`))?.click();

/** @returns {Step[]} */
function readSteps() {
  try {
    return JSON.parse(sessionStorage.getItem(STACK) ?? "[]");
  } catch {
    return [];
  }
}

/** @param {Step[]} steps */
function keepSteps(steps) {
  try {
    sessionStorage.setItem(STACK, JSON.stringify(steps.slice(-MOST)));
  } catch {
    // storage is refused: undo then goes back one step, by the page's own button
  }
}

/** Notes what the page says was done last, once. */
function noteStep() {
  const done = /** @type {HTMLElement | null} */ (document.querySelector('[data-action="undo"]'));
  if (!done) return;
  const step = { judgement: done.dataset.judgement ?? null, claim: done.dataset.claim ?? "" };
  const steps = readSteps();
  const last = steps.at(-1);
  if (last?.judgement !== step.judgement || last?.claim !== step.claim) keepSteps([...steps, step]);
}

/** Takes the last step back, also a skip. */
function undo() {
  const steps = readSteps();
  const step = steps.pop();
  keepSteps(steps);
  if (!step) return say("Nothing of this session is left to undo.");
  if (step.judgement === null) return location.assign(`/review?queue=${queue()}&at=${step.claim}`);
  const form = /** @type {HTMLFormElement} */ (document.getElementById("undo"));
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  field("undoes").value = step.judgement;
  field("at").value = queue() === "pairs" ? "" : step.claim;
  form.submit();
}

/** @returns {string} */
function queue() {
  return page?.dataset.queue ?? new URLSearchParams(location.search).get("queue") ?? "unreviewed";
}

/** @param {string} message */
function say(message) {
  const box = document.querySelector(".last");
  if (box) box.textContent = message;
}

/** The field that is open for correction. @returns {HTMLDetailsElement | null} */
const openField = () => document.querySelector("details.correct[open]");

/** Chooses the nth value of the open field, or opens the nth field. @param {KeyboardEvent} event */
function choose(event) {
  const open = openField();
  if (!open) {
    const field = /** @type {HTMLDetailsElement | null} */ (document.querySelector(`details.correct[data-number="${event.key}"]`));
    if (field) show(field);
    return;
  }
  for (const label of open.querySelectorAll("label")) {
    const radio = /** @type {HTMLInputElement | null} */ (label.querySelector("input[type=radio]"));
    if (radio && label.querySelector("kbd")?.textContent === event.key) radio.checked = true;
  }
}

/** @param {HTMLDetailsElement} field */
function show(field) {
  field.open = true;
  field.scrollIntoView({ block: "nearest" });
  drawStretch();
}

function save() {
  /** @type {HTMLFormElement | null | undefined} */ (openField()?.querySelector("form"))?.requestSubmit();
}

function close() {
  const open = openField();
  if (open) open.open = false;
  drawStretch();
}

/** Where in the text, in code points, a point of the selection lies. @param {Node} node @param {number} offset */
function pointIn(node, offset) {
  const range = document.createRange();
  range.setStart(/** @type {Node} */ (text), 0);
  range.setEnd(node, offset);
  return [...range.toString()].length;
}

/** The stretch of the text that is selected, without white space at its ends. @returns {[number, number] | null} */
function selected() {
  const selection = getSelection();
  if (!text || !selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  let [start, end] = [pointIn(range.startContainer, range.startOffset), pointIn(range.endContainer, range.endOffset)];
  while (start < end && /\s/.test(letters[start])) start += 1;
  while (end > start && /\s/.test(letters[end - 1])) end -= 1;
  return start < end ? [start, end] : null;
}

/** The inputs of the open field that hold a stretch. */
function stretchInputs() {
  const box = openField()?.querySelector("fieldset.new");
  if (!box) return null;
  const input = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (box.querySelector(`[name="${name}"]`));
  return { start: input("new_start"), end: input("new_end"), shown: /** @type {HTMLOutputElement} */ (box.querySelector("output")) };
}

/** @param {number} start @param {number} end in code points of the text on the page */
function setStretch(start, end) {
  const inputs = stretchInputs();
  if (!inputs || !(0 <= start && start < end && end <= letters.length)) return;
  inputs.start.value = String(origin + start);
  inputs.end.value = String(origin + end);
  drawStretch();
}

/** Shows the stretch of the open field in the text, where the browser can. */
function drawStretch() {
  const inputs = stretchInputs();
  if (!("highlights" in CSS) || !text) return;
  CSS.highlights.delete("chosen");
  if (!inputs?.start.value) return;
  const [start, end] = [Number(inputs.start.value) - origin, Number(inputs.end.value) - origin];
  inputs.shown.textContent = letters.slice(start, end).join("");
  const range = rangeOf(start, end);
  if (range) CSS.highlights.set("chosen", new Highlight(range));
}

/** @param {number} start @param {number} end */
function rangeOf(start, end) {
  const units = (/** @type {number} */ points) => letters.slice(0, points).join("").length;
  const range = document.createRange();
  const walker = document.createTreeWalker(/** @type {Node} */ (text), NodeFilter.SHOW_TEXT);
  let [at, begun] = [0, false];
  const [from, to] = [units(start), units(end)];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (!begun && from < at + length) {
      range.setStart(node, from - at);
      begun = true;
    }
    if (begun && to <= at + length) {
      range.setEnd(node, to - at);
      return range;
    }
    at += length;
  }
  return null;
}

/** Moves an end of the stretch to the next end of a word. @param {"start" | "end"} which @param {1 | -1} way */
function moveEnd(which, way) {
  const inputs = stretchInputs();
  if (!inputs?.start.value) return;
  const ends = { start: Number(inputs.start.value) - origin, end: Number(inputs.end.value) - origin };
  const isWord = (/** @type {number} */ at) => /[\p{L}\p{N}'’-]/u.test(letters[at] ?? " ");
  const isEnd = (/** @type {number} */ at) =>
    which === "start" ? isWord(at) && !isWord(at - 1) : isWord(at - 1) && !isWord(at);
  let at = ends[which] + way;
  while (at > 0 && at < letters.length && !isEnd(at)) at += way;
  ends[which] = Math.min(letters.length, Math.max(0, at));
  setStretch(ends.start, ends.end);
}

/** Notes that the selected words hold a claim that was not found. */
function missing() {
  const stretch = selected();
  const box = /** @type {HTMLInputElement | null} */ (document.getElementById("missing"));
  if (!stretch || !box) return say("Select the words of the claim in the text, then press c.");
  box.value = letters.slice(...stretch).join("");
  pressed("flag");
}

document.addEventListener("selectionchange", () => {
  const stretch = selected();
  if (stretch) setStretch(...stretch);
});
for (const field of document.querySelectorAll("details.correct")) field.addEventListener("toggle", drawStretch);

const lit = /** @type {HTMLElement | null} */ (text?.querySelector(".lit-trigger"));
if (text && lit) text.scrollTop = Math.max(0, lit.offsetTop - text.offsetTop - text.clientHeight / 3);
noteStep();

const shared = {
  search: () => location.assign("/search"),
  theme: () => document.dispatchEvent(new Event("turn-theme")),
};
if (document.getElementById("pair")) {
  listenToKeys("pairs", {
    ...shared,
    same: () => pressed("same"),
    unsure: () => pressed("unsure"),
    different: () => pressed("different"),
    undoPair: undo,
    nextPair: () => pressed("next"),
    previousPair: () => pressed("previous"),
  });
} else {
  listenToKeys("review", {
    ...shared,
    accept: () => pressed("accept"),
    reject: () => pressed("reject"),
    skip: () => pressed("skip"),
    correct: () => show(/** @type {HTMLDetailsElement} */ (openField() ?? document.querySelector("details.correct"))),
    undo,
    nextWaiting: () => pressed("next"),
    previousWaiting: () => pressed("previous"),
    missing,
    flag: () => pressed("flag"),
    choose,
    save,
    close,
    endOn: () => moveEnd("end", 1),
    endBack: () => moveEnd("end", -1),
    startOn: () => moveEnd("start", 1),
    startBack: () => moveEnd("start", -1),
  });
}

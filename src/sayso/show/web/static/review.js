// @ts-check
/**
 * Review by keys. Every decision is a form of the page, which works without script; a key presses its button. What this
 * adds: the numbers that choose, stretches taken from the text, and an undo that goes back further than one step.
 */

import { claimOf } from "./claiming.js";
import { html } from "./elements.js";
import { listenToKeys } from "./keys.js";
import { Stretches } from "./stretches.js";

/** @typedef {{judgement: string | null, claim: string}} Step `judgement` is `null` for a skip */

const STACK = "sayso-review";
const MOST = 200;
const page = document.getElementById("review");
const text = document.getElementById("text");
const stretches = text && new Stretches(text);

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

/** @param {string} message @param {{href: string, label: string}} [link] */
function say(message, link) {
  const more = link ? [" ", html("a", { href: link.href }, link.label), ". ", html("kbd", {}, "u"), " takes it back."] : [];
  document.querySelector(".last")?.replaceChildren(message, ...more);
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

/** The inputs of the open field that hold a stretch. */
function stretchInputs() {
  const box = openField()?.querySelector("fieldset.new");
  if (!box) return null;
  const input = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (box.querySelector(`[name="${name}"]`));
  return { start: input("new_start"), end: input("new_end"), shown: /** @type {HTMLOutputElement} */ (box.querySelector("output")) };
}

/** @param {import("./stretches.js").Stretch} stretch */
function setStretch([start, end]) {
  const inputs = stretchInputs();
  if (!inputs || !stretches || !(0 <= start && start < end && end <= stretches.letters.length)) return;
  inputs.start.value = String(stretches.origin + start);
  inputs.end.value = String(stretches.origin + end);
  drawStretch();
}

/** The stretch that the open field holds. @returns {import("./stretches.js").Stretch | null} */
function heldStretch() {
  const inputs = stretchInputs();
  if (!inputs?.start.value || !stretches) return null;
  return [Number(inputs.start.value) - stretches.origin, Number(inputs.end.value) - stretches.origin];
}

/** Shows the stretch of the open field in the text, where the browser can. */
function drawStretch() {
  const chosen = heldStretch();
  stretches?.draw("chosen", chosen);
  const shown = stretchInputs()?.shown;
  if (chosen && shown) shown.textContent = stretches?.words(chosen) ?? "";
}

/** Moves an end of the stretch to the next end of a word. @param {"start" | "end"} which @param {1 | -1} way */
function moveEnd(which, way) {
  const chosen = heldStretch();
  if (chosen && stretches) setStretch(stretches.moved(chosen, which, way));
  else claim.moveEnd(which, way);
}

const claim = claimOf(stretches, {
  article: text?.dataset.article ?? "",
  from: () => /** @type {Element | null} */ (text?.querySelector(".lit-trigger") ?? null),
  say,
  made: (judgement) => keepSteps([...readSteps(), { judgement, claim: page?.dataset.claim ?? "" }]),
});

document.addEventListener("selectionchange", () => {
  const stretch = stretches?.selected();
  if (stretch) setStretch(stretch);
});
for (const field of document.querySelectorAll("details.correct")) field.addEventListener("toggle", drawStretch);

const lit = /** @type {HTMLElement | null} */ (text?.querySelector(".lit-trigger"));
if (text && lit) text.scrollTop = Math.max(0, lit.offsetTop - text.offsetTop - text.clientHeight / 3);
noteStep();

const shared = {
  search: () => location.assign("/search"),
  theme: () => document.dispatchEvent(new Event("turn-theme")),
};
if (document.querySelector(".beside.pair")) {
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
    correct: () => {
      const field = openField() ?? /** @type {HTMLDetailsElement | null} */ (document.querySelector("details.correct"));
      if (field) show(field); // a reader's page has none
    },
    undo,
    nextWaiting: () => pressed("next"),
    previousWaiting: () => pressed("previous"),
    claim: () => claim.begin(),
    flag: () => pressed("flag"),
    choose,
    save: () => (claim.isChoosing() ? claim.begin() : save()),
    close: () => (claim.isChoosing() ? claim.leave() : close()),
    sentenceOn: () => claim.moveSentence(1),
    sentenceBack: () => claim.moveSentence(-1),
    endOn: () => moveEnd("end", 1),
    endBack: () => moveEnd("end", -1),
    startOn: () => moveEnd("start", 1),
    startBack: () => moveEnd("start", -1),
  });
}

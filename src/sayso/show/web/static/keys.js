// @ts-check
/**
 * The keys of every page: one table, from which the keyboard listens, the overlay on `?` is drawn, and a test holds
 * docs/keys.md to.
 */

import { html } from "./elements.js";

/**
 * @typedef {object} Key
 * @property {string} page the page it works on; `every` for all
 * @property {string[]} keys as `KeyboardEvent.key` names them, "Shift+" before a shifted arrow
 * @property {string} does
 * @property {string} action the name of what a page does on it
 */

/** @type {readonly Key[]} */
export const KEYS = [
  { page: "every", keys: ["?"], does: "show or hide this list", action: "keys" },
  { page: "every", keys: ["/"], does: "search", action: "search" },
  { page: "every", keys: ["t"], does: "colours: as the system, light, dark", action: "theme" },
  { page: "overview", keys: ["j"], does: "next claim", action: "nextClaim" },
  { page: "overview", keys: ["k"], does: "previous claim", action: "previousClaim" },
  { page: "overview", keys: ["o"], does: "open the selected claim", action: "openClaim" },
  { page: "overview", keys: ["]"], does: "next place in view, most claims first", action: "nextPlace" },
  { page: "overview", keys: ["["], does: "previous place in view", action: "previousPlace" },
  { page: "overview", keys: ["ArrowRight"], does: "next day", action: "nextDay" },
  { page: "overview", keys: ["ArrowLeft"], does: "previous day", action: "previousDay" },
  { page: "overview", keys: ["Shift+ArrowRight"], does: "seven days on", action: "nextWeek" },
  { page: "overview", keys: ["Shift+ArrowLeft"], does: "seven days back", action: "previousWeek" },
  { page: "overview", keys: ["p"], does: "play day by day, or stop", action: "play" },
  { page: "overview", keys: ["Escape"], does: "widen: let go of the claim, the place, the day, the brush", action: "widen" },
  { page: "overview", keys: ["0"], does: "bring all places into view", action: "showAll" },
  { page: "overview", keys: ["m"], does: "go to the map: arrow keys move it, + and - zoom", action: "focusMap" },
  { page: "overview", keys: ["b"], does: "bars by status, or by the side that says so", action: "bars" },
  { page: "review", keys: ["a"], does: "accept", action: "accept" },
  { page: "review", keys: ["x"], does: "reject", action: "reject" },
  { page: "review", keys: ["space"], does: "skip", action: "skip" },
  { page: "review", keys: ["e"], does: "correct: open the fields", action: "correct" },
  { page: "review", keys: ["1–9"], does: "open a field; in an open field, choose a value", action: "choose" },
  { page: "review", keys: ["Enter"], does: "save the open field", action: "save" },
  { page: "review", keys: ["Escape"], does: "close the open field", action: "close" },
  { page: "review", keys: ["ArrowRight"], does: "end of the stretch a word on", action: "endOn" },
  { page: "review", keys: ["ArrowLeft"], does: "end of the stretch a word back", action: "endBack" },
  { page: "review", keys: ["Shift+ArrowRight"], does: "beginning of the stretch a word on", action: "startOn" },
  { page: "review", keys: ["Shift+ArrowLeft"], does: "beginning of the stretch a word back", action: "startBack" },
  { page: "review", keys: ["u"], does: "undo, also a skip, as often as you like", action: "undo" },
  { page: "review", keys: ["j"], does: "next claim", action: "nextWaiting" },
  { page: "review", keys: ["k"], does: "previous claim", action: "previousWaiting" },
  { page: "review", keys: ["f"], does: "flag, with what stands under Why", action: "flag" },
  { page: "review", keys: ["c"], does: "make a claim of the selected words; without a selection, choose them by arrows, then Enter", action: "claim" },
  { page: "review", keys: ["ArrowDown"], does: "while choosing: the next sentence", action: "sentenceOn" },
  { page: "review", keys: ["ArrowUp"], does: "while choosing: the sentence before", action: "sentenceBack" },
  { page: "article", keys: ["j"], does: "next mark", action: "nextMark" },
  { page: "article", keys: ["k"], does: "previous mark", action: "previousMark" },
  { page: "article", keys: ["c"], does: "make a claim of the selected words; without a selection, choose them by arrows, then Enter", action: "claim" },
  { page: "article", keys: ["ArrowRight"], does: "while choosing: end of the stretch a word on", action: "endOn" },
  { page: "article", keys: ["ArrowLeft"], does: "while choosing: end of the stretch a word back", action: "endBack" },
  { page: "article", keys: ["Shift+ArrowRight"], does: "while choosing: beginning of the stretch a word on", action: "startOn" },
  { page: "article", keys: ["Shift+ArrowLeft"], does: "while choosing: beginning of the stretch a word back", action: "startBack" },
  { page: "article", keys: ["ArrowDown"], does: "while choosing: the next sentence", action: "sentenceOn" },
  { page: "article", keys: ["ArrowUp"], does: "while choosing: the sentence before", action: "sentenceBack" },
  { page: "article", keys: ["Enter"], does: "while choosing: open the form", action: "open" },
  { page: "article", keys: ["Escape"], does: "let go of the mark, or of choosing", action: "leave" },
  { page: "claiming", keys: ["1–9"], does: "choose the type", action: "choose" },
  { page: "claiming", keys: ["Enter"], does: "save the claim", action: "save" },
  { page: "claiming", keys: ["Escape"], does: "leave the form; what was chosen in the text stays", action: "close" },
  { page: "pairs", keys: ["y"], does: "same", action: "same" },
  { page: "pairs", keys: ["h"], does: "not sure", action: "unsure" },
  { page: "pairs", keys: ["n"], does: "different", action: "different" },
  { page: "pairs", keys: ["u"], does: "undo", action: "undoPair" },
  { page: "pairs", keys: ["j"], does: "next pair", action: "nextPair" },
  { page: "pairs", keys: ["k"], does: "previous pair", action: "previousPair" },
];

const SHOWN = /** @type {Record<string, string>} */ ({
  ArrowRight: "→", ArrowLeft: "←", Escape: "Esc", "Shift+ArrowRight": "Shift →", "Shift+ArrowLeft": "Shift ←",
});

/**
 * Listens to the keys of the page. Off while somebody types, with Ctrl, Alt or Meta, and while a dialog is open.
 *
 * @param {string} page
 * @param {Record<string, (event: KeyboardEvent) => unknown>} actions by name; a key whose action the page lacks does nothing;
 *   an action that gives `false` leaves the key to the browser
 */
export function listenToKeys(page, actions) {
  const overlay = drawOverlay(page, actions);
  const all = { keys: () => toggle(overlay), ...actions };
  document.getElementById("show-keys")?.addEventListener("click", () => toggle(overlay));
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTaken(event)) return;
    if (document.querySelector("dialog[open]:not(#keys)")) return;
    const name = nameOf(event);
    const key = KEYS.find((row) => (row.page === "every" || row.page === page) && row.keys.includes(name));
    const action = key && /** @type {Record<string, (event: KeyboardEvent) => unknown>} */ (all)[key.action];
    if (!action || (overlay.open && key.action !== "keys")) return;
    if (action(event) !== false) event.preventDefault();
  });
}

/** The key as the table names it. @param {KeyboardEvent} event */
function nameOf(event) {
  if (event.key === " ") return "space";
  if (/^[1-9]$/.test(event.key)) return "1–9";
  return event.shiftKey && event.key.startsWith("Arrow") ? `Shift+${event.key}` : event.key;
}

/** Whether whoever has the focus needs the key: a field that is typed into, or arrows in the map. @param {KeyboardEvent} event */
function isTaken(event) {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (!target) return false;
  const isArrow = event.key.startsWith("Arrow");
  if ((event.key === " " || event.key === "Enter") && target.matches("a, button, input, summary")) return true;
  if (target.matches("input[type=radio], input[type=checkbox]")) return isArrow;
  if (target.matches("input, textarea, select, [contenteditable]:not([contenteditable=false])")) return event.key !== "Escape" || target.matches("select");
  return isArrow && target.matches("canvas, [role=slider]");
}

/** @param {string} page @param {Record<string, unknown>} actions */
function drawOverlay(page, actions) {
  const here = KEYS.filter((row) => row.action === "keys" || ((row.page === "every" || row.page === page) && row.action in actions));
  const rows = here.map((row) =>
    html("tr", {}, html("th", { scope: "row" }, ...row.keys.map((key) => html("kbd", {}, SHOWN[key] ?? key))), html("td", {}, row.does)));
  const close = html("form", { method: "dialog" }, html("button", {}, "Close"));
  const overlay = html("dialog", { id: "keys", "aria-labelledby": "keys-title" }, html("h2", { id: "keys-title" }, "Keys"), html("table", {}, ...rows), close);
  document.body.append(overlay);
  return overlay;
}

/** @param {HTMLDialogElement} overlay */
function toggle(overlay) {
  if (overlay.open) overlay.close();
  else overlay.showModal();
}

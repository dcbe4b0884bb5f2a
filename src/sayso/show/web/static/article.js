// @ts-check
/**
 * An article with its marks: which kinds are lit goes into the address, a mark tells what it is and which claims take it
 * up, and selected words become a claim. The text, the legend and the lists stand there without script.
 */

import { claimOf } from "./claiming.js";
import { html } from "./elements.js";
import { listenToKeys } from "./keys.js";
import { Stretches } from "./stretches.js";

const text = /** @type {HTMLElement} */ (document.getElementById("text"));
const kinds = /** @type {HTMLFormElement} */ (document.getElementById("kinds"));
const markBox = /** @type {HTMLElement} */ (document.getElementById("mark"));
const stretches = new Stretches(text);
/** @type {string | null} */
let made = null;

/** @param {string} message @param {{href: string, label: string}} [link] */
function say(message, link) {
  const more = link ? [" ", html("a", { href: link.href }, link.label)] : [];
  document.getElementById("status")?.replaceChildren(message, ...more);
}

const claim = claimOf(stretches, {
  article: text.dataset.article ?? "",
  from: () => text.querySelector(".m.is-told") ?? text.querySelector(".m-trigger"),
  say: (message, link) => {
    say(message, link);
    if (!link || !made) return;
    const undo = html("button", { type: "button" }, "Undo");
    undo.addEventListener("click", () => void takeBack());
    document.getElementById("status")?.append(" ", undo);
  },
  made: (judgement) => {
    made = judgement;
  },
});

/** Takes the claim back that was made last on this page. */
async function takeBack() {
  const body = new URLSearchParams({ undoes: made ?? "", csrf: text.dataset.csrf ?? "" });
  const answer = await fetch("/review/undo", { method: "POST", body, headers: { Accept: "application/json" } });
  const decided = await answer.json();
  if (answer.ok) made = null;
  say(answer.ok ? "Undone. Both stay on record." : `${decided.error.message}: ${decided.error.hint}.`);
}

/** The kinds that are lit, kept in the address; all of them need no parameter. */
function keepKinds() {
  const boxes = /** @type {HTMLInputElement[]} */ ([...kinds.querySelectorAll("[type=checkbox][name=mark]")]);
  const address = new URL(location.href);
  address.searchParams.delete("mark");
  if (!boxes.every((box) => box.checked)) {
    address.searchParams.append("mark", "-");
    for (const box of boxes) if (box.checked) address.searchParams.append("mark", box.value);
  }
  history.replaceState(null, "", address);
}

/** Whether a mark's kind is lit. @param {Element} mark */
function isLit(mark) {
  const kind = [...mark.classList].find((name) => name.startsWith("m-"))?.slice(2);
  return /** @type {HTMLInputElement | null} */ (document.getElementById(`lit-${kind}`))?.checked !== false;
}

/** Tells of a mark, and of those that it stands in. @param {HTMLElement | null} mark */
function tell(mark) {
  for (const part of text.querySelectorAll(".is-told")) part.classList.remove("is-told");
  /** @type {HTMLElement[]} */
  const around = [];
  for (let at = mark; at && at !== text; at = at.parentElement) if (at.matches(".m") && isLit(at)) around.push(at);
  if (!mark || !around.length) return markBox.replaceChildren();
  for (const part of text.querySelectorAll(`[data-mark="${mark.dataset.mark}"]`)) part.classList.add("is-told");
  markBox.replaceChildren(...around.map(paragraph));
}

/** What is told of a mark: the row of what it stands for, in the lists of the page. @param {HTMLElement} mark */
function paragraph(mark) {
  const kind = mark.title.split(":")[0];
  const words = [...text.querySelectorAll(`[data-mark="${mark.dataset.mark}"]`)].map((part) => part.textContent).join("");
  const says = mark.title.slice(kind.length + 2);
  const links = document.querySelectorAll(`#thing-${mark.dataset.thing} td:last-child a`);
  const claims = [...links].flatMap((link) => [" ", link.cloneNode(true)]);
  return html("p", {}, html("b", {}, kind), ` “${words.length > 160 ? `${words.slice(0, 160)}…` : words}”: ${says}.`,
    claims.length ? html("span", { class: "quiet" }, " Claims that take it up:", ...claims) : null);
}

/** @param {1 | -1} way */
function step(way) {
  const marks = /** @type {HTMLElement[]} */ ([...text.querySelectorAll(".m[id]")].filter(isLit));
  const at = marks.findIndex((mark) => mark.classList.contains("is-told"));
  const next = marks[at < 0 ? (way > 0 ? 0 : marks.length - 1) : at + way];
  if (!next) return;
  tell(next);
  next.scrollIntoView({ block: "nearest" });
}

kinds.addEventListener("change", keepKinds);
text.addEventListener("click", (event) => {
  const mark = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".m"));
  if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || !getSelection()?.isCollapsed) return;
  if (mark.matches("a")) event.preventDefault();
  tell(mark);
});

listenToKeys("article", {
  search: () => location.assign("/search"),
  theme: () => document.dispatchEvent(new Event("turn-theme")),
  nextMark: () => step(1),
  previousMark: () => step(-1),
  claim: () => (text.dataset.can === "reviewer" ? claim.begin() : say("A reader may look, and not make claims.")),
  endOn: () => claim.moveEnd("end", 1),
  endBack: () => claim.moveEnd("end", -1),
  startOn: () => claim.moveEnd("start", 1),
  startBack: () => claim.moveEnd("start", -1),
  sentenceOn: () => claim.moveSentence(1),
  sentenceBack: () => claim.moveSentence(-1),
  open: () => (claim.isChoosing() ? claim.begin() : false),
  leave: () => {
    claim.leave();
    tell(null);
  },
});

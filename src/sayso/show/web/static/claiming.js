// @ts-check
/**
 * A claim of words of the text: chosen with the mouse or by keys, then told in the form that the server draws for them,
 * the same that works without script. It opens over the page, which stays as it is.
 */

import { html } from "./elements.js";

/** @typedef {import("./stretches.js").Stretch} Stretch */

/**
 * @typedef {object} How
 * @property {string} article id of the article
 * @property {() => Element | null} from where in the text choosing begins
 * @property {(message: string, link?: {href: string, label: string}) => void} say
 * @property {(judgement: string, claim: string) => void} made is told of a claim that was recorded
 */

/**
 * What the keys of a page do to make claims of its text.
 *
 * @param {import("./stretches.js").Stretches | null} stretches
 * @param {How} how
 */
export function claimOf(stretches, how) {
  /** @type {Stretch | null} */
  let choosing = null;

  /** @param {Stretch | null} stretch */
  function choose(stretch) {
    choosing = stretch;
    stretches?.draw("chosen", stretch);
    if (stretch) stretches?.range(stretch)?.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
  }

  function begin() {
    if (!stretches) return;
    const stretch = stretches.selected() ?? choosing;
    if (stretch) {
      choose(stretch);
      openForm(how, stretches, stretch);
      return;
    }
    const at = how.from();
    choose(at ? stretches.of(at) : stretches.sentence([0, 0], 1));
    how.say("Choose the words: ← → move their end, with Shift their beginning, ↑ ↓ go by sentences. Enter opens the form, Esc lets go.");
  }

  return {
    begin,
    isChoosing: () => choosing !== null,
    leave: () => choose(null),
    /** @param {"start" | "end"} which @param {1 | -1} way */
    moveEnd: (which, way) => (choosing && stretches ? choose(stretches.moved(choosing, which, way)) : false),
    /** @param {1 | -1} way */
    moveSentence: (way) => (choosing && stretches ? choose(stretches.sentence(choosing, way)) : false),
  };
}

/**
 * Asks the server for the form of a stretch, as a document of its own, and shows it in a dialog.
 *
 * @param {How} how @param {import("./stretches.js").Stretches} stretches @param {Stretch} stretch
 */
function openForm(how, stretches, [start, end]) {
  const asked = new URLSearchParams({
    article: how.article, start: String(stretches.origin + start), end: String(stretches.origin + end),
  });
  const request = new XMLHttpRequest();
  request.open("GET", `/review/claim?${asked}`);
  request.responseType = "document";
  request.onerror = () => how.say("The server does not answer.");
  request.onload = () => {
    const form = request.responseXML?.getElementById("claim-form");
    if (form) show(how, /** @type {HTMLFormElement} */ (document.adoptNode(form)));
    else how.say(request.responseXML?.querySelector("main")?.textContent?.trim() ?? "The form cannot be had.");
  };
  request.send();
}

/** @param {How} how @param {HTMLFormElement} form */
function show(how, form) {
  const dialog = html("dialog", { class: "claiming", "aria-labelledby": "claim-form-title" }, form);
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("keydown", (event) => listen(event, form));
  form.querySelector("[data-leave]")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(how, form, dialog);
  });
  dialog.showModal();
  /** @type {HTMLElement | null} */ (form.querySelector("input[type=radio]:checked") ?? form.querySelector("input[type=radio], input[name=event_other]"))?.focus();
}

/** Numbers choose the type, Enter saves: both off while somebody types or moves in a list. @param {KeyboardEvent} event @param {HTMLFormElement} form */
function listen(event, form) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const isTyped = target.matches("input:not([type=radio], [type=checkbox]), select, textarea");
  if (!isTyped && /^[1-9]$/.test(event.key)) {
    const radio = /** @type {HTMLInputElement | undefined} */ (form.querySelectorAll("[name=event]")[Number(event.key) - 1]);
    if (!radio) return;
    radio.checked = true;
    radio.focus();
    event.preventDefault();
  }
  if (event.key === "Enter" && !target.matches("button, a, summary")) {
    event.preventDefault();
    form.requestSubmit();
  }
}

/** @param {How} how @param {HTMLFormElement} form @param {HTMLDialogElement} dialog */
async function send(how, form, dialog) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) fields.append(name, String(value));
  const problem = /** @type {HTMLElement} */ (form.querySelector("[data-problem]"));
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "application/json" } });
  } catch {
    problem.textContent = "The server does not answer: nothing was recorded.";
    return;
  }
  const decided = await answer.json();
  if (answer.ok) {
    dialog.close();
    const [claim] = decided.claims;
    how.made(decided.judgements[0].id, claim);
    how.say("Recorded: a claim of these words.", { href: `/claims/${claim}`, label: "Look at it" });
    return;
  }
  problem.textContent = `${decided.error.message}: ${decided.error.hint}.`;
  if (answer.status !== 409) return;
  /** @type {HTMLInputElement} */ (form.elements.namedItem("seen")).value = "any";
  /** @type {HTMLElement} */ (form.querySelector("[data-save]")).textContent = "Record mine too";
}

// @ts-check
/** The pages of text and tables: keys, and the lit sentence in view. Everything else works without script. */

import { wireDay } from "./control_day.js";
import { listenToKeys } from "./keys.js";

const isCopy = document.documentElement.hasAttribute("data-copied");
const search = /** @type {HTMLInputElement | null} */ (document.getElementById("q"));

listenToKeys("every", {
  search: () => {
    if (search) search.focus();
    else if (isCopy) /** @type {HTMLElement | null} */ (document.querySelector(".brand"))?.click(); // its first page searches
    else location.assign("/search");
  },
  theme: () => document.dispatchEvent(new Event("turn-theme")),
});

for (const text of document.querySelectorAll(".text:not(.whole)")) {
  const lit = /** @type {HTMLElement | null} */ (text.querySelector(".lit-trigger"));
  if (lit && text instanceof HTMLElement) text.scrollTop = Math.max(0, lit.offsetTop - text.offsetTop - text.clientHeight / 3);
}

wireDay(document.getElementById("by-day"));

/** Opens what is folded around the part of the page that the address names. */
function unfold() {
  const part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = part?.closest("details:not([open])");
  if (!part || !(fold instanceof HTMLDetailsElement)) return;
  fold.open = true;
  part.scrollIntoView();
}
addEventListener("hashchange", unfold);
unfold();

// Whoever hears the page is told what a filter found, and is taken there by the pager.
document.addEventListener("htmx:after:swap", () => {
  const [told, said] = [document.getElementById("told"), document.querySelector("#found .shown span")];
  if (told && said) told.textContent = said.textContent;
});

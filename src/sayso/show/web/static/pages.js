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

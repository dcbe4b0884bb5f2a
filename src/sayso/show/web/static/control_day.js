// @ts-check
/** In a copy, the table of control for one day: of all runs of days, those that hold it. */

/**
 * Lets a form choose the day; the address keeps it as `on`, so that it can be sent on.
 *
 * @param {HTMLElement | null} form
 */
export function wireDay(form) {
  const field = form?.querySelector("input");
  if (!(form instanceof HTMLFormElement) || !field) return;
  field.value = new URLSearchParams(location.search).get("on") ?? "";
  form.addEventListener("change", () => show(form, field.value));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(form, field.value);
  });
  form.addEventListener("reset", () => show(form, ""));
  show(form, field.value);
}

/** @param {HTMLFormElement} form @param {string} day empty for all */
function show(form, day) {
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("tr[data-from]")]);
  for (const row of rows) {
    const { from = "", to = "" } = row.dataset;
    row.hidden = day !== "" && (from > day || (to !== "" && to < day));
  }
  const shown = rows.filter((row) => !row.hidden).length;
  const says = form.querySelector("[role=status]");
  if (says) says.textContent = day ? `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} runs of days hold ${day}` : "";
  history.replaceState(null, "", location.pathname + (day && `?on=${day}`) + location.hash);
}

// @ts-check
/**
 * Light, dark, or as the system is. A classic script in the head, so that no page flashes in the wrong colours.
 * Whoever draws with colours listens to the document's event "theme".
 */
(() => {
  const ORDER = ["system", "light", "dark"];
  const root = document.documentElement;

  function read() {
    try {
      return localStorage.getItem("sayso-theme") ?? "system";
    } catch {
      return "system"; // storage is refused: the choice lasts as long as the page
    }
  }

  /** @param {string} theme */
  function wear(theme) {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    const button = document.getElementById("theme");
    if (button) button.textContent = `Colours: ${theme}`;
    document.dispatchEvent(new Event("theme"));
  }

  function turn() {
    const next = ORDER[(ORDER.indexOf(root.dataset.theme ?? "system") + 1) % ORDER.length];
    try {
      localStorage.setItem("sayso-theme", next);
    } catch {
      // as in read()
    }
    wear(next);
  }

  wear(read());
  document.addEventListener("DOMContentLoaded", () => {
    wear(read());
    document.getElementById("theme")?.addEventListener("click", turn);
  });
  document.addEventListener("turn-theme", turn);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new Event("theme")));
})();

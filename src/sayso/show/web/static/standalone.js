// @ts-check
/**
 * Starts a page from a file: address, where browsers load neither modules nor data. A classic script, to which
 * `standalone.py` adds the texts of all that is needed; each becomes an address of its own in the browser's memory.
 */

/**
 * @param {string} entry the module that the page begins with
 * @param {Record<string, string>} modules name to source, as they import one another: "./map.js", "./libs/maplibre-gl.mjs"
 * @param {Record<string, string>} data attribute of the page's element, as `dataset` names it, to a file in base 64, "gzip:"
 *   before it if it is packed
 */
async function startSayso(entry, modules, data) {
  /** @type {Record<string, string>} */
  const addresses = {};

  /** @param {BlobPart} content @param {string} type */
  const keep = (content, type) => URL.createObjectURL(new Blob([content], { type }));

  /** @param {string} name @returns {string} */
  function address(name) {
    const imports = /(^import\b[^;"]*?from\s*|\bimport\()"\.\/([^"]+)"(?!\)\.)/gm; // import("./x").Type stands in comments
    addresses[name] ??= keep(
      modules[name].replace(imports, (whole, head, other) => (other in modules ? `${head}"${address(other)}"` : whole)),
      "text/javascript",
    );
    return addresses[name];
  }

  /** @param {string} text */
  async function unpack(text) {
    const isPacked = text.startsWith("gzip:");
    const bytes = Uint8Array.from(atob(isPacked ? text.slice(5) : text), (sign) => sign.charCodeAt(0));
    if (!isPacked) return bytes;
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).blob();
  }

  const root = document.getElementById("overview");
  for (const [name, text] of Object.entries(root ? data : {})) {
    /** @type {HTMLElement} */ (root).dataset[name] = keep(await unpack(text), "application/octet-stream");
  }
  if (root && "libs/maplibre-gl.mjs" in modules) root.dataset.worker = address("libs/maplibre-gl-worker.mjs");
  return import(address(entry));
}

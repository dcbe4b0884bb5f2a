/** Libraries that a page loads as classic scripts. */
declare var pmtiles: typeof import("pmtiles");

/** Writes the base map as one PMTiles archive: node build.mjs OUT.pmtiles */

import { writeFileSync } from "node:fs";
import geojsonvt from "geojson-vt";
import { zxyToTileId } from "pmtiles";
import vtpbf from "vt-pbf";
import { packTiles } from "./archive.mjs";
import { buildLayers } from "./layers.mjs";

/** The deepest zoom that is cut; the map stretches it further. A unit of its grid is 150 m, the source's 300 m. */
const MAX_ZOOM = 6;
const EXTENT = 4096;
/** Zoom from which a layer's features of a kind are in the tiles. */
const FROM_ZOOM = { region: 4, river: 2, lake: 2 };

/** The last zoom of each scale: coarse tiles come from Natural Earth's own coarse drawing, not from a thinned fine one. */
const SCALES = [
  { scale: "110m", upTo: 2 },
  { scale: "50m", upTo: 4 },
  { scale: "10m", upTo: MAX_ZOOM },
];

const drawn = SCALES.map(({ scale, upTo }) => ({ upTo, layers: buildLayers(scale) }));
const cuts = drawn.map(({ upTo, layers }) => ({ upTo, cut: Object.entries(layers).map(([name, features]) => [name, index(features)]) }));
const { layers } = drawn.at(-1);
const tiles = [];
for (let zoom = 0; zoom <= MAX_ZOOM; zoom += 1) {
  for (let x = 0; x < 2 ** zoom; x += 1) {
    for (let y = 0; y < 2 ** zoom; y += 1) {
      const data = tile(zoom, x, y);
      if (data) tiles.push({ id: zxyToTileId(zoom, x, y), data });
    }
  }
}
const metadata = {
  name: "Sayso base map",
  attribution: "Natural Earth",
  vector_layers: Object.keys(layers).map((id) => ({ id, fields: {}, minzoom: 0, maxzoom: MAX_ZOOM })),
};
const archive = packTiles(tiles, { metadata, maxZoom: MAX_ZOOM });
writeFileSync(process.argv[2], archive);
const counted = Object.entries(layers).map(([name, features]) => `${features.length} ${name}`).join(", ");
process.stdout.write(`${tiles.length} tiles, ${(archive.length / 1e6).toFixed(1)} MB: ${counted}\n`);

function index(features) {
  const collection = { type: "FeatureCollection", features };
  return geojsonvt(collection, { maxZoom: MAX_ZOOM, indexMaxZoom: MAX_ZOOM, indexMaxPoints: 0, extent: EXTENT, buffer: 64, tolerance: 2 });
}

/** The encoded tile, `null` if there is only sea. */
function tile(zoom, x, y) {
  const found = {};
  for (const [name, cutLayer] of cuts.find(({ upTo }) => zoom <= upTo).cut) {
    const here = cutLayer.getTile(zoom, x, y);
    const features = (here?.features ?? []).filter((one) => zoom >= (FROM_ZOOM[one.tags?.kind] ?? 0));
    if (features.length) found[name] = { features };
  }
  return Object.keys(found).length ? vtpbf.fromGeojsonVt(found, { version: 2, extent: EXTENT }) : null;
}

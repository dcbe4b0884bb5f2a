/** A PMTiles archive (version 3) of gzipped vector tiles, with one directory; https://github.com/protomaps/PMTiles. */

import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

const HEADER = 127;
/** Bytes of header and root directory that a reader fetches first. */
const FIRST_FETCH = 16384;
const GZIP = 2;
const MVT = 1;

/**
 * The archive's bytes.
 *
 * @param {{id: number, data: Uint8Array}[]} tiles not yet gzipped
 * @param {{metadata: object, maxZoom: number}} said
 */
export function packTiles(tiles, { metadata, maxZoom }) {
  const { entries, body } = layOut([...tiles].sort((a, b) => a.id - b.id));
  const directory = zip(writeDirectory(entries));
  if (HEADER + directory.length > FIRST_FETCH) throw new Error(`the directory has ${directory.length} bytes: leaves are needed`);
  const said = zip(Buffer.from(JSON.stringify(metadata)));
  const header = writeHeader({ directory, said, body, entries, tiles, maxZoom });
  return Buffer.concat([header, directory, said, body]);
}

/** Equal tiles are stored once; a run of them is one entry. */
function layOut(tiles) {
  const places = new Map();
  const parts = [];
  const entries = [];
  let offset = 0;
  for (const { id, data } of tiles) {
    const hash = createHash("sha256").update(data).digest("hex");
    if (!places.has(hash)) {
      const packed = zip(data);
      places.set(hash, { offset, length: packed.length });
      parts.push(packed);
      offset += packed.length;
    }
    const place = places.get(hash);
    const last = entries.at(-1);
    if (last && last.offset === place.offset && last.id + last.run === id) last.run += 1;
    else entries.push({ id, run: 1, ...place });
  }
  return { entries, body: Buffer.concat(parts) };
}

function zip(data) {
  return gzipSync(data, { level: 9 });
}

function writeDirectory(entries) {
  const numbers = [entries.length];
  entries.forEach(({ id }, index) => numbers.push(id - (entries[index - 1]?.id ?? 0)));
  entries.forEach(({ run }) => numbers.push(run));
  entries.forEach(({ length }) => numbers.push(length));
  entries.forEach(({ offset }, index) => {
    const before = entries[index - 1];
    numbers.push(before && before.offset + before.length === offset ? 0 : offset + 1);
  });
  return Buffer.from(numbers.flatMap(varint));
}

function varint(number) {
  const bytes = [];
  for (; number > 127; number = Math.floor(number / 128)) bytes.push((number % 128) | 128);
  return [...bytes, number];
}

function writeHeader({ directory, said, body, entries, tiles, maxZoom }) {
  const header = Buffer.alloc(HEADER);
  header.write("PMTiles");
  header.writeUInt8(3, 7);
  const afterSaid = HEADER + directory.length + said.length;
  const distinct = new Set(entries.map((entry) => entry.offset)).size;
  const numbers = [
    HEADER, directory.length, HEADER + directory.length, said.length, afterSaid, 0, afterSaid, body.length,
    tiles.length, entries.length, distinct,
  ];
  numbers.forEach((number, index) => header.writeBigUInt64LE(BigInt(number), 8 + 8 * index));
  header.set([1, GZIP, GZIP, MVT, 0, maxZoom], 96); // clustered, compression inside and of tiles, type, zooms
  [-180, -85, 180, 85].forEach((degrees, index) => header.writeInt32LE(degrees * 1e7, 102 + 4 * index));
  return header;
}

// Writes name.br and name.gz beside each compressible file of the folder given, at the highest levels.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);
const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants;

async function compress(path) {
  const raw = readFileSync(path);
  const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: raw.length };
  const [br, gz] = await Promise.all([brotli(raw, { params }), gzip(raw, { level: 9 })]);
  writeFileSync(`${path}.br`, br);
  writeFileSync(`${path}.gz`, gz);
}

function* compressible(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* compressible(path);
    else if (/\.(html|js|mjs|css|wasm|bin|svg|json|webmanifest|txt)$/.test(entry.name)) yield path;
  }
}

const paths = [...compressible(process.argv.at(-1))];
await Promise.all(paths.map(compress));
console.log(`compressed: .br and .gz beside ${paths.length} files`);

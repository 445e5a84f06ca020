// Holds the weight of the editor's first screen: all that index.html asks for at once, compressed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const folder = fileURLToPath(new URL('../packages/editor/dist', import.meta.url));
const limitKilobytes = 450;

/** Scripts and styles that the page loads before anything is clicked; fonts are shown when they come. */
function firstFiles() {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)];
  return [...new Set(named.map(([, path]) => path))];
}

const rows = firstFiles().map((path) => ({
  path,
  bytes: gzipSync(readFileSync(join(folder, path))).length,
}));
const kilobytes = rows.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
for (const { path, bytes } of rows)
  console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${path}`);
console.log(
  `The first screen weighs ${kilobytes.toFixed(1)} kB gzip; ${limitKilobytes} kB are allowed.`,
);
if (rows.length === 0) console.log('error: index.html names no script.');
process.exitCode = rows.length === 0 || kilobytes > limitKilobytes ? 1 : 0;

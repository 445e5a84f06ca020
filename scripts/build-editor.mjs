// Builds the editor where it is missing or older than its sources. The second time it only compares a hash.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureInstalledOrExit } from './ensure-installed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const editor = join(root, 'packages', 'editor');
const stamp = join(editor, 'dist', '.sources');
const sources = [
  'packages/editor/src',
  'packages/editor/public',
  'packages/editor/index.html',
  'packages/editor/vite.config.ts',
  'packages/editor/package.json',
  'packages/engine/src',
  'packages/engine/package.json',
  'packages/server/src/client.ts',
  'pnpm-lock.yaml',
];

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, name))
    .filter((name) => !/\.test(-d)?\.tsx?$/.test(name) && statSync(name).isFile())
    .sort();
}

function hashSources() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((path) => filesOf(join(root, path)))) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return `${hash.digest('hex')}\n`;
}

/** Where the program of a package of the editor lies. */
function vite() {
  const manifest = createRequire(join(editor, 'package.json')).resolve('vite/package.json');
  return join(dirname(manifest), 'bin', 'vite.js');
}

/**
 * Builds the editor where it is not built yet.
 *
 * @param write Takes what there is to say.
 * @returns Whether it is there now.
 */
export function ensureEditorBuilt(write = (text) => process.stdout.write(text)) {
  const wanted = hashSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  write('Building the editor; this is needed once after a change …\n');
  const begin = Date.now();
  const child = spawnSync(process.execPath, [vite(), 'build', '--logLevel', 'warn'], {
    cwd: editor,
    encoding: 'utf8',
  });
  if (child.status !== 0) {
    write(`${child.stdout}${child.stderr}\nerror: The editor could not be built; see above.\n`);
    return false;
  }
  writeFileSync(stamp, wanted);
  write(`The editor is built (${Math.round((Date.now() - begin) / 1000)} s).\n`);
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureInstalledOrExit();
  process.exitCode = ensureEditorBuilt() ? 0 : 1;
}

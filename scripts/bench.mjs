// Runs the benchmarks, all of them or those named: npm run bench -- overhead --json
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureInstalledOrExit } from './ensure-installed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const all = [
  'makespan',
  'overhead',
  'expansion',
  'parse',
  'transfer',
  'canvas',
  'ledger',
  'history',
  'many-runs',
];

const parameters = process.argv.slice(2);
const flags = parameters.filter((parameter) => parameter.startsWith('--'));
const named = parameters.filter((parameter) => !parameter.startsWith('--'));
const unknown = named.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(
    `error: There is no benchmark "${unknown[0]}".\n  hint: There are ${all.join(', ')}.`,
  );
  process.exit(2);
}
// What is printed on stdout may be JSON.
await ensureInstalledOrExit((text) => process.stderr.write(text));
for (const name of named.length > 0 ? named : all) {
  const { status } = spawnSync(
    process.execPath,
    ['--conditions=@catena/source', '--import', 'tsx', `bench/${name}.ts`, ...flags],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) process.exitCode = 1;
}

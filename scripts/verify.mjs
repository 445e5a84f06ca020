// Everything that CI holds, in one command. `--without-tests` leaves the suites out; a name runs one check alone.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureInstalledOrExit } from './ensure-installed.mjs';
import { readTestReport, writeTestReport } from './test-report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const all = ['format:check', 'lint', 'deps', 'dead', 'typecheck', 'test', 'build', 'docs:check'];

function run(name) {
  console.log(`\n── ${name}`);
  const begin = Date.now();
  const child = spawnSync('npm', ['run', '--silent', name], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return { name, ok: child.status === 0, seconds: Math.round((Date.now() - begin) / 1000) };
}

const parameters = process.argv.slice(2);
const withTests = !parameters.includes('--without-tests');
const named = parameters.filter((parameter) => !parameter.startsWith('--'));
const checks = all.filter(
  (name) => (named.length === 0 || named.includes(name)) && (withTests || name !== 'test'),
);
await ensureInstalledOrExit();
const results = checks.map(run);
console.log('\n── summary');
for (const { name, ok, seconds } of results) {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${String(seconds).padStart(4)} s`);
}
if (checks.includes('test')) console.log(writeTestReport(readTestReport()));
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;

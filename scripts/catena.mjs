// The command line of Catena from source: `npm run -s catena -- run examples/showcase`.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureInstalledOrExit } from './ensure-installed.mjs';

const main = fileURLToPath(new URL('../packages/server/src/cli/main.ts', import.meta.url));

/** npm runs scripts at the root of the package and says in INIT_CWD where the user stands. */
function standingFolder() {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
  return script === 'catena' && folder !== undefined ? folder : process.cwd();
}

/**
 * Starts the command line in a process of its own and hands signals through.
 *
 * @returns The process, and a promise of its exit code: 128 + number of the signal where one ended it.
 */
export function startCatena(parameters, { stdio = 'inherit' } = {}) {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const options = ['--conditions=@catena/source', '--import', tsx];
  const child = spawn(process.execPath, [...options, main, ...parameters], {
    cwd: standingFolder(),
    stdio,
  });
  // Ctrl-C in a terminal goes to all its processes: the child ends in its own time, and is waited for.
  // What another program sends comes to this process alone.
  const handlers = {
    SIGINT: () => process.stdin.isTTY || child.kill('SIGINT'),
    SIGTERM: () => child.kill('SIGTERM'),
    SIGHUP: () => child.kill('SIGHUP'),
  };
  for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler);
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const [name, handler] of Object.entries(handlers)) process.off(name, handler);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
  return { child, ended };
}

/** Runs the command line to its end; returns its exit code. */
export function runCatena(parameters) {
  return startCatena(parameters).ended;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureInstalledOrExit((text) => process.stderr.write(text));
  process.exitCode = await runCatena(process.argv.slice(2));
}

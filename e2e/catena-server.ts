import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createClient, type Client } from '@catena/server/client';

const script = fileURLToPath(new URL('../scripts/catena.mjs', import.meta.url));
const startLimitMs = 60_000;

/** A server of Catena in a process of its own, with data of its own. */
export interface CatenaServer {
  url: string;
  client: Client;
  dataFolder: string;
  /** Runs the command line on the same data; resolves with what it printed. */
  catena(...parameters: string[]): Promise<string>;
  /** Ends the process; the data stay. */
  stop(): Promise<void>;
  /** Starts another process on the same data and port. */
  start(): Promise<void>;
  close(): Promise<void>;
}

function waitForAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The server did not start.')), startLimitMs);
    if (!child.stdout) throw new Error('The server has no output.');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, address] = /^listening on (http\S+)/.exec(line) ?? [];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.on('exit', (code) => reject(new Error(`The server ended with ${String(code)}.`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Starts a server on a free port of this machine. */
export async function startCatenaServer(
  options: { flags?: readonly string[]; environment?: Record<string, string> } = {},
): Promise<CatenaServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'catena-e2e-'));
  const environment = { ...process.env, ...options.environment };
  const begin = (port: string) =>
    spawn(
      process.execPath,
      [script, 'serve', '--port', port, '--data', dataFolder, ...(options.flags ?? [])],
      { stdio: ['ignore', 'pipe', 'inherit'], env: environment },
    );
  let child = begin('0');
  const url = await waitForAddress(child);
  return {
    url,
    client: createClient({ baseUrl: url }),
    dataFolder,
    async catena(...parameters) {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [script, ...parameters, '--data', dataFolder],
        { env: environment },
      );
      return stdout;
    },
    stop: () => end(child),
    async start() {
      child = begin(new URL(url).port);
      await waitForAddress(child);
    },
    async close() {
      await end(child);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createClient, type Client } from '@catena/server/client';

/** The command line of this checkout. */
export const catenaScript = fileURLToPath(new URL('../../../scripts/catena.mjs', import.meta.url));

/** A server in a process of its own, with data of its own. */
export interface StartedServer {
  url: string;
  dataFolder: string;
  client: Client;
  close(): Promise<void>;
}

function waitForAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('The server has no output.');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, address] = /^listening on (http\S+)/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.on('exit', (code) => reject(new Error(`The server ended with ${String(code)}.`)));
  });
}

/** Starts a server on a free port of this machine, as people do. */
export async function startServer(token?: string): Promise<StartedServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'catena-snippets-'));
  const child = spawn(
    process.execPath,
    [catenaScript, 'serve', '--port', '0', '--data', dataFolder],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...(token !== undefined && { CATENA_TOKEN: token }) },
    },
  );
  const url = await waitForAddress(child);
  return {
    url,
    dataFolder,
    client: createClient({ baseUrl: url, ...(token !== undefined && { token }) }),
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

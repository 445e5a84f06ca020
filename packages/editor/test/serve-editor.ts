import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real server, with a data folder of its own. */
export interface TestServer {
  url: string;
  stop(): Promise<void>;
}

// Not by URL: happy-dom has a URL of its own.
const root = join(import.meta.dirname, '../../..');
const main = join(root, 'packages/server/src/cli/main.ts');

/** Starts `catena serve` on a free port, for tests in happy-dom. */
export async function serveEditor(): Promise<TestServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'catena-editor-'));
  const flags = ['--conditions=@catena/source', '--import', 'tsx', main, 'serve'];
  const child = spawn(process.execPath, [...flags, '--port', '0', '--data', dataFolder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const [, found] = /listening on (\S+)/.exec(output) ?? [];
      if (found) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`The server did not start: ${output}`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../packages/server/src/cli/main.ts', import.meta.url));
const bytesPerKibibyte = 1024;
const bytesPerMegabyte = 1_000_000;

/** A process of Catena that offers models for tests. */
export interface ModelServer {
  url: string;
  /** Most memory it held so far; 0 where the system does not tell. */
  peakMB(): Promise<number>;
  close(): Promise<void>;
}

/** Starts it with a data folder of its own. */
export async function serveModels(): Promise<ModelServer> {
  const folder = await mkdtemp(join(tmpdir(), 'catena-models-'));
  const node = ['--conditions=@catena/source', '--import', import.meta.resolve('tsx')];
  const child = spawn(process.execPath, [...node, main, 'serve', '--port', '0', '--data', folder], {
    env: { ...process.env, CATENA_TEST_MODE: '1', CATENA_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await addressOf(child);
  return {
    url,
    peakMB: () => peakOf(child),
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += String(chunk);
      const [url] = /http:\/\/[^\s/]+/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
  });
}

async function peakOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kibibytes = '0'] = /^VmHWM:\s+(\d+) kB/m.exec(status) ?? [];
  return (Number(kibibytes) * bytesPerKibibyte) / bytesPerMegabyte;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** `catena serve` in a process of its own. */
export interface CatenaProcess {
  url: string;
  stop(): Promise<void>;
}

/** Starts `catena serve` in test mode on any free port, its data below the folder. */
export async function startCatena(
  folder: string,
  flags: readonly string[] = [],
  environment: Record<string, string> = {},
): Promise<CatenaProcess> {
  const runtime = ['--conditions=@catena/source', '--import', import.meta.resolve('tsx')];
  const child = spawn(process.execPath, [...runtime, main, 'serve', '--port', '0', ...flags], {
    cwd: folder,
    env: {
      ...process.env,
      CATENA_TEST_MODE: '1',
      CATENA_DATA: join(folder, 'data'),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    const listen = (chunk: unknown) => {
      said += String(chunk);
      const [address] = /https?:\/\/[\w.[\]:-]+/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => reject(new Error(`catena serve did not start: ${said}`)));
  });
  return {
    url,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

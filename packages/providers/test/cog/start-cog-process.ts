import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The containers of the tests, each by name at its address. */
export interface CogProcess {
  url(name: string): string;
  stop(): Promise<void>;
}

/** Forks a process that keeps Cog's rules. */
export async function startCogProcess(): Promise<CogProcess> {
  const entry = fileURLToPath(new URL('./cog-process.ts', import.meta.url));
  const execArgv = ['--conditions=@catena/source', '--import', 'tsx'];
  const child = fork(entry, { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [urls] = (await once(child, 'message')) as [Record<string, string>];
  return {
    url(name) {
      const url = urls[name];
      if (url === undefined) throw new Error(`There is no container "${name}".`);
      return url;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

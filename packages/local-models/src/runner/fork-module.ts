import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const isSource = import.meta.url.endsWith('.ts');

/** The URL of a module beside another one, as source or as built, as this module itself is. */
export function moduleUrl(name: string, base: string): string {
  return new URL(`${name}${isSource ? '.ts' : '.js'}`, base).href;
}

/** Starts a module of this package in a process of its own that can be talked to. */
export function forkModule(url: string, args: readonly string[]): ChildProcess {
  return fork(fileURLToPath(url), [...args], {
    // Flags of this process, such as a debugger's port, are not the child's.
    execArgv: isSource ? sourceFlags() : [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function sourceFlags(): string[] {
  const loader = createRequire(import.meta.url).resolve('tsx');
  return ['--conditions=@catena/source', '--import', pathToFileURL(loader).href];
}

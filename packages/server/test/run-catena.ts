import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { runCli } from '../src/cli/run-cli.ts';
import { openTerminal } from '../src/cli/terminal/terminal.ts';

const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

/** What a command has left behind. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A folder of a test, with a data folder of its own. */
export interface TestFolder {
  path: string;
  /** Writes a file, its folders included; objects as JSON. */
  write(name: string, content: unknown): Promise<string>;
  /** Runs a command in this process: quick. */
  catena(parameters: readonly string[]): Promise<Ended>;
  /** Runs a command in a process of its own, as people do. */
  start(parameters: readonly string[], options?: StartOptions): ChildProcess;
  remove(): Promise<void>;
}

interface StartOptions {
  /** Where the user stands: below the folder of the test. */
  from?: string;
}

/** Waits for the end of a command. */
export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

function collect(pieces: string[]): NodeJS.WriteStream {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      pieces.push(chunk);
      done();
    },
  });
  return stream as unknown as NodeJS.WriteStream;
}

async function runHere(folder: string, parameters: readonly string[]): Promise<Ended> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const streams = { stdout: collect(stdout), stderr: collect(stderr) };
  const environment = { CATENA_DATA: join(folder, 'data') };
  const terminal = openTerminal({ ...streams, environment, folder }, parameters);
  await runCli(parameters, terminal);
  return { code: terminal.exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
}

/** Makes a temporary folder in which the command line can be run from source. */
export async function createTestFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), 'catena-cli-'));
  const start: TestFolder['start'] = (parameters, options = {}) =>
    spawn(
      process.execPath,
      ['--conditions=@catena/source', '--import', import.meta.resolve('tsx'), main, ...parameters],
      {
        cwd: join(path, options.from ?? '.'),
        env: { ...process.env, CATENA_DATA: join(path, 'data') },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  return {
    path,
    start,
    async write(name, content) {
      const file = join(path, name);
      await mkdir(dirname(file), { recursive: true });
      const isBytes = typeof content === 'string' || content instanceof Uint8Array;
      await writeFile(file, isBytes ? content : JSON.stringify(content));
      return file;
    },
    catena: (parameters) => runHere(path, parameters),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

/** Greets each of several names, and joins the greetings. */
export const greetings = {
  catena: 1,
  name: 'Greetings',
  inputs: {
    names: { type: 'text[]', default: ['Ada', 'Grace'] },
    greeting: { type: 'text', default: 'Hello' },
  },
  nodes: {
    greet: {
      type: 'text.template',
      input: {
        template: '{{greeting}}, {{name}}!',
        greeting: { $from: 'inputs.greeting' },
        name: { $from: 'inputs.names' },
      },
    },
    together: { type: 'text.join', input: { texts: { $from: 'greet.text' }, separator: '\n' } },
  },
  outputs: { all: { $from: 'together.text' }, each: { $from: 'greet.text' } },
};

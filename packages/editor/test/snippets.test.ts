/** Executes the code that the editor offers, as it would be pasted, against a server that really runs. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArtifactRef, Workflow } from '@catena/engine';
import { cliSnippet } from '../src/features/code/snippets/cli-snippet.ts';
import { clientSnippet } from '../src/features/code/snippets/client-snippet.ts';
import { curlSnippet } from '../src/features/code/snippets/curl-snippet.ts';
import { fetchSnippet } from '../src/features/code/snippets/fetch-snippet.ts';
import { pythonSnippet } from '../src/features/code/snippets/python-snippet.ts';
import { quoteShell } from '../src/features/code/snippets/quote-shell.ts';
import {
  tokenPlaceholder,
  type Snippet,
  type SnippetFacts,
} from '../src/features/code/snippets/snippet.ts';
import { writePython } from '../src/features/code/snippets/write-python.ts';
import { catenaScript, startServer, type StartedServer } from './start-server.ts';

const limitMs = 240_000;
const packages = fileURLToPath(new URL('../..', import.meta.url));
const tsx = import.meta.resolve('tsx');

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** All that has a meaning to a shell, to JSON, to JavaScript or to Python. */
const nasty = [
  `it's "quoted", \`echo no\` $(echo no) \${HOME} $HOME %s %d !! \\n \\ \\\\`,
  'two\nlines\tand a tab, trailing space ',
  'Grüße, 雪, 🦔, \u2028, {{braces}}, <b>&amp;</b> # no comment',
  '"status":"running","id":"x","outputs":{}',
];

const workflow: Workflow = {
  catena: 1,
  name: `It's a "workflow" 雪`,
  inputs: {
    text: { type: 'text', default: 'none' },
    at: { type: 'text' },
    list: { type: 'text[]' },
    number: { type: 'number' },
    whole: { type: 'integer' },
    yes: { type: 'boolean' },
    json: { type: 'json' },
    image: { type: 'image' },
    images: { type: 'image[]' },
  },
  nodes: {
    shout: {
      type: 'text.template',
      input: { template: '{{text}}!', text: { $from: 'inputs.text' } },
    },
    grown: { type: 'image.resize', input: { image: { $from: 'inputs.image' }, width: 8 } },
  },
  outputs: {
    shout: { $from: 'shout.text' },
    at: { $from: 'inputs.at' },
    list: { $from: 'inputs.list' },
    number: { $from: 'inputs.number' },
    whole: { $from: 'inputs.whole' },
    yes: { $from: 'inputs.yes' },
    json: { $from: 'inputs.json' },
    grown: { $from: 'grown.image' },
    images: { $from: 'inputs.images' },
  },
};

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function execute(command: string, parameters: readonly string[], folder: string): Promise<Ended> {
  const { http_proxy: _http, HTTP_PROXY: _proxy, ...environment } = process.env;
  const child = spawn(command, parameters, { cwd: folder, env: environment });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

interface Execution {
  snippet: Snippet;
  fileName: string;
  /** Programs that it needs. */
  needs: readonly string[];
  command: readonly string[];
}

const executions: readonly Execution[] = [
  { snippet: curlSnippet, fileName: 'run.sh', needs: ['bash', 'curl'], command: ['bash'] },
  {
    snippet: fetchSnippet,
    fileName: 'run.mts',
    needs: [],
    command: [process.execPath, '--import', tsx],
  },
  {
    snippet: clientSnippet,
    fileName: 'run.mts',
    needs: [],
    command: [process.execPath, '--conditions=@catena/source', '--import', tsx],
  },
  { snippet: pythonSnippet, fileName: 'run.py', needs: ['python3'], command: ['python3'] },
];

/** False, said loudly, where a program is not on this machine. */
function isThere(program: string): boolean {
  const isFound = spawnSync(program, ['--version']).error === undefined;
  if (!isFound) console.warn(`NOT EXECUTED: this machine has no ${program}.`);
  return isFound;
}

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

const folders: string[] = [];
async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'catena-pasted-'));
  folders.push(folder);
  await mkdir(join(folder, 'node_modules/@catena'), { recursive: true });
  for (const name of ['engine', 'server']) {
    await symlink(join(packages, name), join(folder, 'node_modules/@catena', name));
  }
  const scripts = { catena: `node ${catenaScript}` };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, scripts }));
  return folder;
}
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function paste(
  execution: Execution,
  facts: SnippetFacts,
  token?: string,
): Promise<Ended & { folder: string }> {
  const { snippet, fileName, command } = execution;
  const folder = await openFolder();
  // Where there is a token nothing is waited for, so that a run that takes longer is asked for again.
  const code = snippet
    .write(facts)
    .replaceAll(tokenPlaceholder, token ?? tokenPlaceholder)
    .replaceAll('wait=60', token === undefined ? 'wait=60' : 'wait=0');
  await writeFile(join(folder, fileName), code);
  const [program = '', ...parameters] = command;
  return { folder, ...(await execute(program, [...parameters, fileName], folder)) };
}

/** What a snippet prints: the outputs, or the run that has them. */
function outputsIn(stdout: string): unknown {
  const printed = JSON.parse(stdout) as { outputs?: unknown };
  return printed.outputs ?? printed;
}

describe.each([undefined, `secret-token-of-the-server`])(
  'the code, on a server with the token %s',
  (token) => {
    let server: StartedServer;
    let facts: SnippetFacts;
    let expected: Record<string, unknown>;

    beforeAll(async () => {
      server = await startServer(token);
      const { client, url, dataFolder } = server;
      const image = await client.artifacts.upload(new Blob([picture], { type: 'image/png' }));
      const { id: workflowId } = await client.workflows.create({ workflow });
      const inputs = {
        text: nasty.join(' '),
        at: '@not a file',
        list: [...nasty, '', '@at'],
        number: -0.5e-7,
        whole: 0,
        yes: false,
        json: { nested: [nasty, null, true, 1.5], $$: {} },
        image,
        images: [image, image],
      };
      expected = (await client.runs.start({ workflowId, inputs }, { wait: 60 })).outputs;
      facts = {
        baseUrl: url,
        needsToken: token !== undefined,
        workflowId,
        workflow,
        inputs,
        givesFiles: true,
        dataFolder,
      };
    }, limitMs);
    afterAll(() => server?.close(), limitMs);

    for (const execution of executions) {
      const { snippet, needs } = execution;
      it.skipIf(!needs.every(isThere))(
        `${snippet.title}: gives the same outputs and saves the files`,
        async () => {
          expect(Object.keys(expected)).toHaveLength(9);
          const { code, stdout, stderr, folder } = await paste(execution, facts, token);
          expect({ code, stderr: stderr.replaceAll(/^(saved|run\.|step\.).*\n/gm, '') }).toEqual({
            code: 0,
            stderr: '',
          });
          expect(outputsIn(stdout)).toEqual(expected);
          const names = (await readdir(folder)).filter((name) => name.endsWith('.png'));
          const sums = await Promise.all(
            names.map(async (name) => sha256(await readFile(join(folder, name)))),
          );
          const grown = (expected['grown'] as ArtifactRef).$artifact;
          expect(sums.toSorted()).toEqual([grown, sha256(picture), sha256(picture)].toSorted());
        },
        limitMs,
      );
    }

    it.skipIf(!['bash', 'curl', 'npm'].every(isThere))(
      `${cliSnippet.title}: gives the same outputs as files`,
      async () => {
        const execution = { snippet: cliSnippet, fileName: 'run.sh', needs: [], command: ['bash'] };
        const { code, stderr, folder } = await paste(execution, facts, token);
        expect(code, stderr).toBe(0);
        const out = join(folder, 'it-s-a-workflow-雪-out');
        const text = (name: string) => readFile(join(out, name), 'utf8');
        expect(await text('shout.txt')).toBe(expected['shout']);
        expect(await text('at.txt')).toBe('@not a file');
        const list = await Promise.all(
          (await readdir(join(out, 'list'))).toSorted().map((name) => text(join('list', name))),
        );
        expect(list).toEqual(expected['list']);
        for (const name of ['number', 'whole', 'yes', 'json']) {
          expect(JSON.parse(await text(`${name}.json`))).toEqual(expected[name]);
        }
        const grown = sha256(await readFile(join(out, 'grown.png')));
        expect(grown).toBe((expected['grown'] as ArtifactRef).$artifact);
        expect(await readdir(join(out, 'images'))).toHaveLength(2);
      },
      limitMs,
    );

    for (const execution of executions) {
      it.skipIf(!execution.needs.every(isThere))(
        `${execution.snippet.title}: tells why the server refuses`,
        async () => {
          const wrong = { ...facts, inputs: { ...facts.inputs, whole: 'many' } };
          const { stdout, stderr } = await paste(execution, wrong, token);
          expect(stdout + stderr).toMatch(/Input \\?"whole\\?" must be a whole number/);
        },
        limitMs,
      );
    }
  },
);

describe('quoting', () => {
  it.skipIf(!isThere('sh'))('hands any text to a shell as it is', async () => {
    for (const text of [...nasty, '', '~', '*', '-n', "'", "''"]) {
      const { stdout } = await execute('sh', ['-c', `printf '%s' ${quoteShell(text)}`], tmpdir());
      expect(stdout).toBe(text);
    }
  });

  it.skipIf(!isThere('python3'))('writes any JSON as Python', async () => {
    const value = { nasty, empty: [{}, []], yes: true, no: false, nothing: null, number: -1.5e-7 };
    const program = `import json, sys\nsys.stdout.buffer.write(json.dumps(${writePython(value)}).encode())`;
    const { stdout } = await execute('python3', ['-c', program], tmpdir());
    expect(JSON.parse(stdout)).toEqual(value);
  });
});

import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type Client } from '../src/client.ts';
import { countTo, stubborn } from './sample-workflows.ts';
import { createTestFolder, ended, type Ended, type TestFolder } from './run-catena.ts';

let folder: TestFolder;
beforeAll(async () => void (folder = await createTestFolder()));
afterAll(() => folder.remove());

interface Serving {
  url: string;
  client: Client;
  /** Resolves when the server has said that it is about to stop. */
  stopping: Promise<unknown>;
  /** Sends a signal and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<Ended>;
}

/** Starts `catena serve` as people do and waits until it says that it listens. */
async function serve(...flags: string[]): Promise<Serving> {
  const child = folder.start(['serve', '--port', '0', ...flags]);
  const end = ended(child);
  const [first] = (await Promise.race([
    once(child.stdout as NodeJS.ReadableStream, 'data'),
    end.then(({ stderr }) => Promise.reject(new Error(stderr))),
  ])) as [Buffer];
  const line = first.toString();
  expect(line).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+\n$/);
  const url = line.trim().replace('listening on ', '');
  return {
    url,
    client: createClient({ baseUrl: url }),
    stopping: once(child.stderr as NodeJS.ReadableStream, 'data'),
    stop(signal) {
      child.kill(signal);
      return end;
    },
  };
}

describe('catena serve', () => {
  it('prints where it listens, serves, and ends when it is told to', async () => {
    const serving = await serve();
    expect(await serving.client.health()).toMatchObject({ status: 'ok' });
    expect((await fetch(serving.url)).headers.get('content-type')).toMatch(/^text\/html/);
    const { code, stdout, stderr } = await serving.stop('SIGTERM');
    expect({ code, stdout }).toEqual({ code: 0, stdout: `listening on ${serving.url}\n` });
    expect(stderr).toBe('Stopping; once more to leave at once.\n');
  });

  it('keeps its state from one start to the next', async () => {
    const first = await serve();
    const { id } = await first.client.workflows.create({
      workflow: { catena: 1, name: 'Kept', nodes: {} },
    });
    await first.stop('SIGINT');
    const second = await serve();
    expect(await second.client.workflows.get(id)).toMatchObject({ name: 'Kept' });
    await second.stop('SIGTERM');
  });

  it('ends in an orderly way while a run is under way', async () => {
    const first = await serve();
    const { id } = await first.client.runs.start({ workflow: { ...countTo(9_000) } });
    const { code } = await first.stop('SIGTERM');
    expect(code).toBe(0);
    const second = await serve();
    // What it did not come to in the time that is given to it, the next server does.
    const { status } = await second.client.runs.result(id, { wait: 60 });
    expect(status).toBe('succeeded');
    await second.stop('SIGTERM');
  });

  it('leaves at once when it is told twice', async () => {
    const serving = await serve();
    await serving.client.runs.start({ workflow: { ...stubborn } });
    const end = serving.stop('SIGINT');
    await serving.stopping;
    // Signals that come together count as one: a terminal and npm may both pass on the same.
    await setTimeout(600);
    void serving.stop('SIGINT');
    expect((await end).code).toBe(130);
  });

  it('says that a port is taken', async () => {
    const serving = await serve();
    const { port } = new URL(serving.url);
    const child = folder.start(['serve', '--port', port]);
    const { code, stdout, stderr } = await ended(child);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`error: Port ${port} of 127.0.0.1 is in use by another program.`);
    expect(stderr).toContain('code: port-in-use');
    expect(await serving.client.health()).toMatchObject({ status: 'ok' });
    await serving.stop('SIGTERM');
  });

  it('does not open a door to other machines without a token', async () => {
    const { code, stderr } = await folder.catena(['serve', '--port', '0', '--host', '0.0.0.0']);
    expect(code).toBe(2);
    expect(stderr).toContain('code: token-required');
    const short = await folder.catena(['serve', '--port', '0', '--token', 'hush']);
    expect(short).toMatchObject({ code: 2 });
    expect(short.stderr).not.toContain('hush');
  });

  it('refuses ports that are none', async () => {
    for (const port of ['70000', '-1', 'http', '1.5']) {
      const { code, stderr } = await folder.catena(['serve', `--port=${port}`]);
      expect(code).toBe(2);
      expect(stderr).toContain('It must be a whole number from 0 to 65535.');
    }
  });

  it('says in its help that a token can be seen', async () => {
    const { stdout } = await folder.catena(['serve', '--help']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('lists of processes, so prefer CATENA_TOKEN');
  });
});

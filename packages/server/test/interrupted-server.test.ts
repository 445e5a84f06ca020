import type { ChildProcess } from 'node:child_process';
import { afterEach, expect, it } from 'vitest';
import { createClient, type Client } from '../src/client.ts';
import { createTestFolder, type TestFolder } from './run-catena.ts';
import { stubborn } from './sample-workflows.ts';

let folder: TestFolder | undefined;
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await folder?.remove();
});

async function serve(from: TestFolder): Promise<{ client: Client; child: ChildProcess }> {
  const child = from.start(['serve', '--port', '0']);
  children.push(child);
  const url = await new Promise<string>((resolve, reject) => {
    let told = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (piece) => {
        told += String(piece);
        const [, found] = /listening on (http:\S+)/.exec(told) ?? [];
        if (found !== undefined) resolve(found);
      });
    }
    child.on('close', () => reject(new Error(`The server ended: ${told}`)));
  });
  return { client: createClient({ baseUrl: url }), child };
}

it('a server that is killed in the middle of a run goes on with it when it is started again', async () => {
  folder = await createTestFolder();
  const first = await serve(folder);
  const { id } = await first.client.runs.start({ workflow: stubborn });
  let known = 0;
  for await (const message of first.client.runs.follow(id)) {
    if (message.type !== 'event') continue;
    known = message.event.sequence;
    if (message.event.type === 'step.failed') break;
  }
  // Longer than events wait in memory.
  await new Promise((resolve) => setTimeout(resolve, 200));
  first.child.kill('SIGKILL');

  const { client } = await serve(folder);
  const rest: string[] = [];
  for await (const message of client.runs.follow(id, { after: known })) {
    if (message.type !== 'event') continue;
    rest.push(message.event.type);
    // It is under way again, and nothing that had finished is done once more.
    if (message.event.type === 'step.failed') await client.runs.cancel(id);
  }
  expect(rest).toContain('run.adopted');
  expect(rest.at(-1)).toBe('run.canceled');
  const { snapshot } = await client.runs.get(id);
  expect(snapshot).toMatchObject({ nodes: { quick: { steps: [{ status: 'succeeded' }] } } });

  const again = await client.runs.start({ workflow: stubborn, targets: ['quick'] });
  for await (const _message of client.runs.follow(again.id));
  expect((await client.runs.get(again.id)).steps).toMatchObject({ total: 1, cached: 1 });
});

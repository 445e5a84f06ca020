/** Cog containers by configuration: a run of a workflow through the server, by connection and by callback. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseWorkflow } from '@catena/engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServer } from './open-server.ts';

const entry = fileURLToPath(new URL('../../providers/test/cog/cog-process.ts', import.meta.url));
let containers: ChildProcess;
let urls: Record<string, string>;

beforeAll(async () => {
  containers = fork(entry, { execArgv: ['--conditions=@catena/source', '--import', 'tsx'] });
  [urls] = (await once(containers, 'message')) as [Record<string, string>];
});
afterAll(() => void containers.kill());

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

const { workflow } = parseWorkflow(
  JSON.stringify({
    catena: 1,
    nodes: {
      draw: { type: 'predict', provider: 'cog', model: 'cog/picture', input: {} },
      read: {
        type: 'predict',
        provider: 'cog',
        model: 'me/digest',
        input: { file: { $from: 'draw.output' } },
      },
    },
    outputs: { size: { $from: 'read.size' } },
  }),
);

it.each([{ isPublic: false }, { isPublic: true }])(
  'runs models in containers (public address: $isPublic)',
  async ({ isPublic }) => {
    const port = await freePort();
    const bench = await openServer(
      {
        CATENA_COG: `picture=${urls['picture']}, me/digest=${urls['digest']}`,
        ...(isPublic && { CATENA_PUBLIC_URL: `http://127.0.0.1:${port}` }),
      },
      { port },
    );
    try {
      if (!workflow) throw new Error('The document is wrong.');
      const run = await bench.services.engine.run(workflow);
      const { status, outputs } = await run.result;
      expect({ status, outputs }).toEqual({ status: 'succeeded', outputs: { size: [69] } });
      const answer = await fetch(`${bench.url}/callbacks/guessed`, { method: 'POST', body: '{}' });
      expect(answer.status).toBe(404);
    } finally {
      await bench.close();
    }
  },
);

import { createServer, type AddressInfo } from 'node:net';
import { expect, it, vi } from 'vitest';
import { parseWorkflow } from '@catena/engine';
import { openServer } from '../open-server.ts';
import { callOf } from './two-catenas.ts';

/** A port that is free now: the address of a server has to be known before it listens. */
async function findPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

it('calls back when a prediction has ended, signed; anybody else is refused', async () => {
  const answering = await openServer({ CATENA_TEST_MODE: '1' });
  const port = await findPort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const caller = await openServer(
    { CATENA_PUBLIC_URL: publicUrl, CATENA_REPLICATE_URL: `${answering.url}/v1` },
    { port },
  );
  const deliver = vi.spyOn(caller.services.inbox, 'deliver');
  try {
    const node = callOf('test/sleep', { seconds: 1, text: 'awake' });
    const document = {
      catena: 1,
      nodes: { sleep: node },
      outputs: { it: { $from: 'sleep.output' } },
    };
    const { workflow } = parseWorkflow(JSON.stringify(document));
    if (!workflow) throw new Error('The workflow cannot be read.');
    const run = await caller.services.engine.run(workflow);
    expect((await run.result).outputs).toEqual({ it: 'awake' });
    await vi.waitFor(() => expect(deliver.mock.calls.length).toBeGreaterThan(0));
    expect(
      await Promise.all(deliver.mock.results.map(({ value }) => value as Promise<boolean>)),
    ).not.toContain(false);
    const forged = await fetch(`${publicUrl}/hooks/replicate`, { method: 'POST', body: '{}' });
    expect(forged.status).toBe(401);
    const large = await fetch(`${publicUrl}/hooks/replicate`, {
      method: 'POST',
      body: new Uint8Array(17 * 1024 ** 2),
    });
    expect(large.status).toBe(413);
  } finally {
    await caller.close();
    await answering.close();
  }
});

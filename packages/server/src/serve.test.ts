import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { openServer } from '../test/open-server.ts';
import { startServer } from './serve.ts';


it('says which port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const bench = await openServer();
  await expect(startServer(bench.services, { port })).rejects.toMatchObject({
    code: 'port-in-use',
    message: `Port ${port} of 127.0.0.1 is in use by another program.`,
  });
  other.close();
  await bench.close();
});

it('says that an address is none of this machine', async () => {
  const bench = await openServer({ CATENA_TOKEN: 'a-long-random-token' });
  const elsewhere = startServer(bench.services, { host: '192.0.2.1' });
  await expect(elsewhere).rejects.toMatchObject({ code: 'cannot-listen' });
  await bench.close();
});

it('stops once, however often it is asked to', async () => {
  const bench = await openServer();
  const first = bench.server.stop();
  expect(bench.server.stop()).toBe(first);
  await first;
  await expect(bench.client.health()).rejects.toMatchObject({ code: 'unreachable' });
  await bench.close();
});

describe('runs under way when the server stops', () => {
  /** Thousands of small steps: seconds of work. */
  const many = {
    catena: 1 as const,
    nodes: {
      numbers: { type: 'list.make', input: { a: 1 } },
    },
  };
  void many;
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook as it came. */
export interface Delivery {
  headers: Record<string, string>;
  body: string;
  path: string;
  atMs: number;
}

/** A receiver of webhooks on this machine. */
export interface Receiver {
  url: string;
  deliveries: Delivery[];
  /** Statuses of the next answers; 200 when there are none left. */
  answers: number[];
  close(): Promise<void>;
}

/** Listens for webhooks on any free port. */
export async function openReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      deliveries.push({
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(pieces).toString(),
        path: request.url ?? '',
        atMs: performance.now(),
      });
      const status = answers.shift() ?? 200;
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    deliveries,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

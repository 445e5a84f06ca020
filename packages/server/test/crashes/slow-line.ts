/** A line to a server on which creates take their time, there and back: whoever dies meanwhile never hears of them. */
import { createServer, request as sendRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const longestWayMs = 80;

/** An open line. */
export interface SlowLine {
  url: string;
  /** Called for each create that comes by. */
  onCreate: () => void;
  /** Creates on their way, there or back. */
  creating: number;
  close(): Promise<void>;
}

function isCreate({ method, url = '' }: IncomingMessage): boolean {
  return method === 'POST' && url.endsWith('/predictions');
}

/** @param random - Draws from 0 up to 1. */
export async function openSlowLine(target: string, random: () => number): Promise<SlowLine> {
  const { hostname, port } = new URL(target);
  const server = createServer((request, response) => {
    const way = () => (isCreate(request) ? delay(random() * longestWayMs) : Promise.resolve());
    const pass = async () => {
      const body: Buffer[] = [];
      for await (const piece of request) body.push(piece as Buffer);
      if (isCreate(request)) {
        line.creating += 1;
        response.once('close', () => (line.creating -= 1));
        line.onCreate();
      }
      await way();
      const { method, url: path, headers } = request;
      const onward = sendRequest(
        { hostname, port, method, path, headers, agent: false },
        (answer) => {
          void way().then(() => {
            response.writeHead(answer.statusCode ?? 502, answer.headers);
            answer.pipe(response);
          });
          answer.on('error', () => response.destroy());
        },
      );
      onward.on('error', () => response.destroy());
      // What was sent arrives, also when nobody waits for the answer any more; streams end.
      response.on('close', () => isCreate(request) || onward.destroy());
      onward.end(Buffer.concat(body));
    };
    pass().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const line: SlowLine = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    onCreate: () => {},
    creating: 0,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return line;
}

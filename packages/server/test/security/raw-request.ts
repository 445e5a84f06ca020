import { request, type IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect } from 'vitest';

/** What came back. */
export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Sends a request with any headers, also those that browsers and `fetch` choose themselves. */
export function send(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array } = {},
): Promise<RawAnswer> {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(pieces).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Sends bytes as they are; resolves with all that came back when the server has closed the connection. */
export function sendBytes(port: number, write: (socket: Socket) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => write(socket));
    let text = '';
    socket.on('data', (piece) => (text += piece.toString()));
    socket.on('close', () => resolve(text));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // The server may close before everything has been sent.
      if (!['ECONNRESET', 'EPIPE'].includes(error.code ?? '')) reject(error);
    });
  });
}

/** The answer is a refusal that a program and a person can understand, without words of the inside. */
export function expectProblem(answer: RawAnswer, status: number, code: string): void {
  expect(answer).toMatchObject({ status });
  expect(answer.headers['content-type']).toBe('application/problem+json');
  const problem = JSON.parse(answer.text) as Record<string, unknown>;
  expect(problem).toMatchObject({ type: 'about:blank', status, code });
  expect(problem['title']).toMatch(/\.$/);
  expect(answer.text).not.toMatch(/node:internal|TypeError|RangeError|\[object Object\]|undefined/);
  expect(answer.text).not.toMatch(/ at .+:\d+:\d+/);
}

/** The server answers as if nothing had happened. */
export async function expectHealthy(url: string): Promise<void> {
  expect(await send(`${url}/api/health`)).toMatchObject({ status: 200 });
}

import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type ServerBench } from '../open-server.ts';
import { expectHealthy, expectProblem, send, sendBytes, type RawAnswer } from './raw-request.ts';

const mebibyte = 1024 * 1024;
const maxUpload = 4 * mebibyte;

let bench: ServerBench;
beforeAll(async () => {
  const options = { headersTimeoutMs: 500, pace: { graceMs: 400, bytesPerSecond: 10_000 } };
  bench = await openServer({ CATENA_MAX_UPLOAD: String(maxUpload) }, options);
});
afterAll(() => bench.close());
afterEach(() => expectHealthy(bench.url));

const json = { 'content-type': 'application/json' };
const post = (body: string | Uint8Array, headers: Record<string, string> = json) =>
  send(`${bench.url}/api/workflows`, { method: 'POST', headers, body });

function head(path: string, headers: Record<string, string>): string {
  const lines = Object.entries({ host: `127.0.0.1:${bench.port}`, ...headers });
  return `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

/** The last answer in what came over a connection. */
function parseAnswer(text: string): RawAnswer {
  const [top = '', body = ''] = text.split('\r\n\r\n');
  const [first = '', ...lines] = top.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...rest] = line.split(': ');
      return [name.toLowerCase(), rest.join(': ')];
    }),
  );
  const chunked = headers['transfer-encoding'] === 'chunked';
  const content = chunked ? (body.split('\r\n')[1] ?? '') : body;
  return { status: Number(first.split(' ')[1]), headers, text: content };
}

/** Sends a body as fast as it is taken, until it is all there or the connection is closed. */
async function sendLarge(
  path: string,
  options: { bytes: number; headers: Record<string, string> },
) {
  let sent = 0;
  const ended = new AbortController();
  const text = await sendBytes(bench.port, (socket) => {
    socket.once('close', () => ended.abort());
    const isChunked = 'transfer-encoding' in options.headers;
    const piece = Buffer.alloc(64 * 1024, ' ');
    socket.write(head(path, options.headers));
    const go = async () => {
      while (sent < options.bytes && socket.writable) {
        if (isChunked) socket.write(`${piece.length.toString(16)}\r\n`);
        const goesOn = socket.write(piece);
        if (isChunked) socket.write('\r\n');
        sent += piece.length;
        if (!goesOn) await once(socket, 'drain', { signal: ended.signal });
      }
    };
    // The connection is closed while it is written to.
    go().catch(() => undefined);
  });
  return { answer: parseAnswer(text), sent };
}

describe('a body of 200 MB', () => {
  const bytes = 200 * mebibyte;

  it('is refused by what it says of itself, unread', async () => {
    for (const path of ['/api/workflows', '/api/artifacts']) {
      const headers = { ...json, 'content-length': String(bytes) };
      const { answer, sent } = await sendLarge(path, { bytes, headers });
      expectProblem(answer, 413, 'body-too-large');
      expect(sent).toBeLessThan(32 * mebibyte);
    }
  });

  it('is refused when it does not say how large it is, without being read to its end', async () => {
    const before = process.memoryUsage().rss;
    for (const path of ['/api/workflows', '/api/artifacts']) {
      const headers = { ...json, 'transfer-encoding': 'chunked' };
      const { answer, sent } = await sendLarge(path, { bytes, headers });
      expectProblem(answer, 413, 'body-too-large');
      expect(sent).toBeLessThan(64 * mebibyte);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * mebibyte);
  });
});

describe('a document nested too deeply', () => {
  const levels = 10_000;

  it('is refused with 10,000 levels, wherever they are', async () => {
    const lists = `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const objects = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    for (const deep of [lists, objects]) {
      expectProblem(await post(deep), 400, 'too-deep');
      expectProblem(await post(`{"workflow":${deep}}`), 400, 'too-deep');
    }
    expectProblem(await post('['.repeat(16_000_000)), 400, 'too-deep');
  });

  it('is refused where only the document is', async () => {
    const value = `${'['.repeat(80)}${']'.repeat(80)}`;
    const node = `{"type":"text.join","input":{"texts":${value}}}`;
    const answer = await post(`{"workflow":{"catena":1,"nodes":{"a":${node}}}}`);
    expectProblem(answer, 422, 'invalid-workflow');
    expect(answer.text).toContain('too-deep');
  });
});

it('refuses more nodes than are sensible', async () => {
  const nodes = Object.fromEntries(
    Array.from({ length: 10_001 }, (_, index) => [`n${index}`, { type: 'text.join' }]),
  );
  const answer = await post(JSON.stringify({ workflow: { catena: 1, nodes } }));
  expectProblem(answer, 422, 'invalid-workflow');
  expect(answer.text).toContain('too-large');
});

describe('a text that is none', () => {
  it('is refused where it is not UTF-8', async () => {
    for (const bytes of [
      [0xff, 0xfe],
      [0xc3, 0x28],
      [0xed, 0xa0, 0x80],
      [0xc0, 0xaf],
    ]) {
      const body = Buffer.concat([
        Buffer.from('{"workflow":{"a":"'),
        Buffer.from(bytes),
        Buffer.from('"}}'),
      ]);
      expectProblem(await post(body), 400, 'invalid-utf-8');
    }
  });

  it('is refused where it is not JSON, with the place', async () => {
    const answer = await post('{"workflow": {\n  "catena": 1,}\n}');
    expectProblem(answer, 400, 'invalid-json');
    expect(answer.text).toContain('line 2, column 15');
    for (const body of ['{', 'no', '{"a":1}{', '\0'])
      expectProblem(await post(body), 400, 'invalid-json');
  });

  it('is refused where a member is there twice or is of no name', async () => {
    expectProblem(await post('{"workflow":{"catena":1,"catena":2}}'), 400, 'duplicate-key');
    const proto = await post(
      '{"workflow":{"catena":1,"nodes":{"__proto__":{"type":"text.join"}}}}',
    );
    expectProblem(proto, 422, 'invalid-workflow');
  });

  it('is refused where it says that it is something else', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await post('{"workflow":{}}', { 'content-type': type });
      expectProblem(answer, 415, 'unsupported-media-type');
    }
    expectProblem(await post('{"workflow":{}}', {}), 415, 'unsupported-media-type');
  });

  it('is refused where it is missing', async () => {
    expectProblem(await post('', json), 400, 'invalid-json');
    expectProblem(await post('', {}), 400, 'invalid-request');
  });
});

describe('a slow client', () => {
  it('is no longer listened to when its body does not come', async () => {
    for (const path of ['/api/workflows', '/api/artifacts']) {
      const startMs = performance.now();
      const text = await sendBytes(bench.port, (socket) => {
        socket.write(head(path, { ...json, 'content-length': '1000000' }));
        socket.write('{');
      });
      expectProblem(parseAnswer(text), 408, 'request-timeout');
      expect(performance.now() - startMs).toBeLessThan(5_000);
    }
  });

  it('is no longer listened to when its body comes drop by drop', async () => {
    const text = await sendBytes(bench.port, (socket) => {
      socket.write(head('/api/artifacts', { ...json, 'content-length': '1000000' }));
      const timer = setInterval(() => socket.write('x'), 50);
      socket.on('close', () => clearInterval(timer));
    });
    expectProblem(parseAnswer(text), 408, 'request-timeout');
  });

  it('is no longer listened to when its headers do not come', async () => {
    const text = await sendBytes(bench.port, (socket) => {
      socket.write('POST /api/workflows HTTP/1.1\r\nhost: 127.0.0.1\r\n');
    });
    expectProblem(parseAnswer(text), 408, 'request-timeout');
  });

  it('is served while it is fast enough', async () => {
    const body = JSON.stringify({ workflow: { catena: 1, name: 'x'.repeat(30_000), nodes: {} } });
    const text = await sendBytes(bench.port, (socket) => {
      const headers = { ...json, connection: 'close', 'content-length': String(body.length) };
      socket.write(head('/api/workflows', headers));
      let sent = 0;
      const timer = setInterval(() => {
        socket.write(body.slice(sent, sent + 2_000));
        sent += 2_000;
        if (sent >= body.length) clearInterval(timer);
      }, 60);
    });
    expect(parseAnswer(text).status).toBe(201);
  });

  it('does not make others wait', async () => {
    const open = Array.from({ length: 50 }, () =>
      sendBytes(bench.port, (socket) => {
        socket.write(head('/api/workflows', { ...json, 'content-length': '1000000' }));
      }),
    );
    await expectHealthy(bench.url);
    await Promise.all(open);
  });
});

describe('what is no request of HTTP', () => {
  it('is refused', async () => {
    for (const bytes of [
      'NONSENSE\r\n\r\n',
      'GET / HTTP/1.1\r\nhost: a\r\nhost b\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n',
    ]) {
      const answer = parseAnswer(await sendBytes(bench.port, (socket) => socket.write(bytes)));
      expectProblem(answer, 400, 'malformed-request');
    }
  });

  it('is refused with headers that are too large', async () => {
    const answer = await send(`${bench.url}/api/health`, { headers: { x: 'y'.repeat(20_000) } });
    expectProblem(answer, 431, 'headers-too-large');
  });
});

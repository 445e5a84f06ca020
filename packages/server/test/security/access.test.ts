import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createClient } from '../../src/client.ts';
import { startServer } from '../../src/serve.ts';
import { openServer, type ServerBench } from '../open-server.ts';
import { expectHealthy, expectProblem, send, sendBytes } from './raw-request.ts';

const token = 'a-long-random-token';
const authorization = `Bearer ${token}`;

let bench: ServerBench;
beforeAll(async () => void (bench = await openServer({ CATENA_TOKEN: token })));
afterAll(() => bench.close());
afterEach(() => expectHealthy(bench.url));

const at = (path: string) => `${bench.url}/api${path}`;

/** Every path of the API with something in the place of each parameter. */
function everyRoute(): { method: string; path: string }[] {
  const { paths = {} } = createApp(bench.services).getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: '', version: '' },
  });
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods ?? {}).map((method) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, 'x').replace(/^\/api/, ''),
    })),
  );
}

describe('with a token', () => {
  it('asks for it everywhere but for health and where it is given', async () => {
    const open: string[] = [];
    for (const { method, path } of [...everyRoute(), { method: 'GET', path: '/openapi.json' }]) {
      const answer = await send(at(path), { method });
      if (answer.status === 401) expectProblem(answer, 401, 'unauthorized');
      else open.push(`${method} ${path}`);
    }
    expect(open).toEqual(['GET /health', 'POST /session', 'DELETE /session']);
  });

  it('says how to send it', async () => {
    const answer = await send(at('/workflows'));
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(JSON.parse(answer.text)).toMatchObject({ title: 'The server asks for a token.' });
  });

  it('refuses a wrong one, in whatever way it is wrong', async () => {
    const wrong = ['Bearer ', 'Bearer x', `Bearer ${token}x`, `Bearer ${token.slice(1)}`];
    for (const header of [...wrong, token, `Basic ${token}`, `Bearer  ${token} ${token}`]) {
      const answer = await send(at('/workflows'), { headers: { authorization: header } });
      expectProblem(answer, 401, 'unauthorized');
      expect(answer.text).not.toContain(token);
    }
  });

  it('lets in who knows it', async () => {
    const answer = await send(at('/workflows'), { headers: { authorization } });
    expect(answer.status).toBe(200);
    expect((await bench.client.workflows.list()).workflows).toEqual([]);
    const stranger = createClient({ baseUrl: bench.url, token: 'guess' });
    await expect(stranger.workflows.list()).rejects.toMatchObject({
      status: 401,
      code: 'unauthorized',
    });
  });

  it('sends the page of the editor, which asks for it, to everybody', async () => {
    expect((await send(bench.url)).status).toBe(200);
  });
});

describe('the cookie of a browser', () => {
  const open = (given: string) =>
    send(at('/session'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: given }),
    });

  it('is given for the token, and stands for it', async () => {
    const answer = await open(token);
    expect(answer.status).toBe(204);
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/; Path=\/api;.* HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(token);
    const [pair = ''] = cookie.split(';');
    expect((await send(at('/workflows'), { headers: { cookie: pair } })).status).toBe(200);
    const changed = { cookie: `${pair.slice(0, -1)}${pair.endsWith('A') ? 'B' : 'A'}` };
    expectProblem(await send(at('/workflows'), { headers: changed }), 401, 'unauthorized');
  });

  it('is not given for anything else', async () => {
    const answer = await open('guess');
    expectProblem(answer, 401, 'unauthorized');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

describe('requests of other sites', () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
  ];

  it('are refused, with and without a token', async () => {
    for (const headers of foreign) {
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
        const sent = { method, headers: { ...headers, authorization } };
        const answer = await send(at('/workflows'), sent);
        expectProblem(answer, 403, 'foreign-origin');
        expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      }
    }
  });

  it('may be links to a page', async () => {
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect((await send(bench.url, { headers })).status).toBe(200);
    expect((await send(at('/health'), { headers })).status).toBe(200);
    expectProblem(await send(at('/session'), { method: 'DELETE', headers }), 403, 'foreign-origin');
  });

  it('are told from those of the own page', async () => {
    const headers = { origin: bench.url, 'sec-fetch-site': 'same-origin', authorization };
    expect((await send(at('/workflows'), { headers })).status).toBe(200);
  });
});

describe('requests for other hosts', () => {
  it('are refused: a name of somebody else may lead here', async () => {
    for (const host of [
      'rebound.example',
      `rebound.example:${bench.port}`,
      '127.0.0.1.rebound.example',
      '10.1.2.3',
      'localhost.rebound.example',
    ]) {
      for (const path of ['/api/health', '/', '/api/workflows']) {
        const headers = { host, authorization };
        expectProblem(await send(`${bench.url}${path}`, { headers }), 403, 'foreign-host');
      }
    }
  });

  it('are told from those for this machine', async () => {
    for (const host of [
      'localhost',
      `127.0.0.1:${bench.port}`,
      '127.9.9.9',
      '[::1]:80',
      'LOCALHOST',
    ]) {
      expect([host, (await send(at('/health'), { headers: { host } })).status]).toEqual([
        host,
        200,
      ]);
    }
  });

  it('are no requests where the name cannot be one', async () => {
    for (const host of ['a b', 'user@127.0.0.1', '127.0.0.1/..', '[']) {
      const answer = await send(at('/health'), { headers: { host } });
      expect([host, [400, 403].includes(answer.status)]).toEqual([host, true]);
      expect(answer.headers['content-type']).toBe('application/problem+json');
    }
  });

  it('are no requests where there is no name', async () => {
    const text = await sendBytes(bench.port, (socket) => {
      socket.write('GET /api/health HTTP/1.1\r\nconnection: close\r\n\r\n');
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toContain('"code":"malformed-request"');
  });

  it('are answered at the address that the server was told', async () => {
    const told = await openServer({ CATENA_PUBLIC_URL: 'https://catena.example' });
    const headers = { host: 'catena.example', origin: 'https://catena.example' };
    expect((await send(`${told.url}/api/workflows`, { headers })).status).toBe(200);
    const other = { ...headers, origin: 'http://catena.example:81' };
    expectProblem(
      await send(`${told.url}/api/workflows`, { headers: other }),
      403,
      'foreign-origin',
    );
    await told.close();
  });
});

it('listens for other machines with a token only', async () => {
  const { services } = await openServer();
  for (const host of ['0.0.0.0', '::', '192.0.2.1']) {
    await expect(startServer(services, { host })).rejects.toMatchObject({ code: 'token-required' });
  }
  await services.close();
});

it('takes any address of this machine when it listens on all of them', async () => {
  const wide = await openServer({ CATENA_TOKEN: token }, { host: '0.0.0.0' });
  const url = `http://127.0.0.1:${wide.port}/api/health`;
  expect((await send(url, { headers: { host: '192.0.2.7:80' } })).status).toBe(200);
  expectProblem(await send(url, { headers: { host: 'rebound.example' } }), 403, 'foreign-host');
  await wide.close();
});

import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineError } from '@catena/engine';
import { openApp, type AppBench } from '../test/app-bench.ts';
import { createApp } from './app.ts';
import { createLogger } from './create-logger.ts';
import type { Services } from './services.ts';

let bench: AppBench;
beforeAll(async () => void (bench = await openApp()));
afterAll(() => bench.close());

/** An app whose log is read, and whose list of workflows fails. */
function openFailing(error: unknown) {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const workflows = { ...bench.services.workflows, list: () => Promise.reject(error) };
  const services = { ...bench.services, workflows } as Services;
  const logger = createLogger('info', stream);
  const app = createApp(services, { logger });
  return { app, lines };
}

it('says that it is up, and of which version', async () => {
  const health = await (await bench.get('/health')).json();
  expect(health).toMatchObject({ status: 'ok', version: '0.1.0' });
});

describe('a failure', () => {
  it('of the server tells its name to who asked, and the rest to the log', async () => {
    const { app, lines } = openFailing(new Error('the inside is broken at /home/me'));
    const response = await app.request('http://localhost/api/workflows');
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ code: 'internal-error' });
    expect(text).not.toMatch(/inside|home/);
    const requestId = response.headers.get('x-request-id');
    expect(lines[0]).toMatchObject({ level: 50, requestId });
    expect(JSON.stringify(lines[0])).toContain('the inside is broken');
    expect(lines[1]).toMatchObject({ level: 30, requestId, path: '/api/workflows', status: 500 });
  });

  it('of the engine has its code, what happened and what to do', async () => {
    const full = { code: 'storage-full', message: 'No room left.', hint: 'Make room.' };
    const { app } = openFailing(new EngineError(full));
    const response = await app.request('http://localhost/api/workflows');
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'No room left.',
      detail: 'Make room.',
      status: 507,
      code: 'storage-full',
    });
  });

  it('of the caller is no matter for the log', async () => {
    const { app, lines } = openFailing(new Error('unused'));
    await app.request('http://localhost/api/templates/nowhere');
    expect(lines.map(({ level }) => level)).toEqual([30]);
  });
});

it('logs no secret', async () => {
  const { app, lines } = openFailing(new Error('unused'));
  await app.request('http://localhost/api/settings/secrets/KEY?token=hush', {
    method: 'PUT',
    headers: { authorization: 'Bearer hush', cookie: 'a=hush', 'content-type': 'application/json' },
    body: JSON.stringify({ value: 'hush' }),
  });
  expect(lines).toMatchObject([{ method: 'PUT', status: 204 }]);
  expect(JSON.stringify(lines)).not.toContain('hush');
});

it('redacts what is logged by mistake', () => {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  const logger = createLogger('info', stream);
  logger.info({ token: 'hush', request: { authorization: 'hush', headers: { a: 'hush' } } }, 'x');
  logger.error({ error: new EngineError({ code: 'c', message: 'm', details: { a: 'hush' } }) });
  expect(text).not.toContain('hush');
});

it('knows where it has nothing', async () => {
  for (const [method, path] of [
    ['GET', '/nothing'],
    ['PUT', '/health'],
    ['POST', '/workflows/x'],
    ['GET', ''],
  ] as const) {
    const response = await bench.send(path, { method });
    expect([path, response.status]).toEqual([path, 404]);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  }
});

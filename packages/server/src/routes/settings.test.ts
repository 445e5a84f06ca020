import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApp, type AppBench } from '../../test/app-bench.ts';
import { describeSettings } from '../settings/describe-settings.ts';

let app: AppBench;
beforeAll(async () => void (app = await openApp()));
afterAll(() => app.close());

function send(method: string, path: string, body?: unknown): Promise<Response> {
  const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return app.send(path, { method, ...(body !== undefined && json) });
}

const settings = async () => (await app.get('/settings')).json();

it('says what holds where nothing was set', async () => {
  expect(await settings()).toMatchObject({
    limits: { computeConcurrency: 8, maxSteps: 10_000 },
    tokens: [{ provider: 'replicate', title: 'Replicate', isSet: false }],
    secrets: [],
    needsToken: false,
    dataFolder: app.dataFolder,
    providers: ['local', 'replicate'],
  });
});

it('keeps to limits at once and over a restart', async () => {
  const changed = await send('PATCH', '/settings', { limits: { maxSteps: 3 } });
  expect((await changed.json()).limits).toEqual({ computeConcurrency: 8, maxSteps: 3 });
  const join = { type: 'text.join', input: { texts: ['a'], separator: '' } };
  const nodes = { a: join, b: join, c: join, d: join };
  for (const restarted of [false, true]) {
    if (restarted) await app.restart();
    expect((await settings()).limits).toEqual({ computeConcurrency: 8, maxSteps: 3 });
    const refused = await app.post('/runs', { workflow: { catena: 1, nodes } });
    expect(await refused.json()).toMatchObject({ status: 422, code: 'too-many-steps' });
  }
});

it('says which limits the server was started with', async () => {
  expect((await settings()).fixedLimits).toEqual([]);
  const { services } = app;
  const config = { ...services.config, maxSteps: 7 };
  services.settings.changeLimits({ maxSteps: 9 });
  expect(await describeSettings({ ...services, config })).toMatchObject({
    limits: { maxSteps: 7 },
    fixedLimits: ['maxSteps'],
  });
});

it('refuses limits that make no sense', async () => {
  for (const maxSteps of [0, -1, 1.5, 'many', 1e9]) {
    const response = await send('PATCH', '/settings', { limits: { maxSteps } });
    expect(response.status).toBe(400);
    expect((await response.json()).details.problems[0].path).toBe('body.limits.maxSteps');
  }
});

it('keeps a token and never sends it back', async () => {
  const path = '/settings/tokens/replicate';
  expect((await send('PUT', path, { value: 'r8_very-secret' })).status).toBe(204);
  expect((await settings()).tokens).toMatchObject([{ isSet: true }]);
  expect(await (await app.get('/settings')).text()).not.toContain('very-secret');
  expect((await stat(join(app.dataFolder, 'secrets.json'))).mode & 0o777).toBe(0o600);
  expect(await app.services.secrets.token('replicate')).toBe('r8_very-secret');
  expect((await send('DELETE', path)).status).toBe(204);
  expect((await send('DELETE', path)).status).toBe(404);
  expect((await settings()).tokens).toMatchObject([{ isSet: false }]);
});

it('has no accounts but those that it knows', async () => {
  for (const provider of ['nobody', 'constructor', '..%2F..%2Fsecrets.json']) {
    const response = await send('PUT', `/settings/tokens/${provider}`, { value: 'x' });
    expect(await response.json()).toMatchObject({
      status: 404,
      code: 'provider-account-not-found',
    });
  }
});

it('keeps named secrets, and shows their names', async () => {
  expect((await send('PUT', '/settings/secrets/API_KEY', { value: 'hush' })).status).toBe(204);
  expect((await settings()).secrets).toEqual(['API_KEY']);
  expect(await app.services.secrets.all()).toEqual({ API_KEY: 'hush' });
  expect((await send('DELETE', '/settings/secrets/API_KEY')).status).toBe(204);
  expect((await send('DELETE', '/settings/secrets/API_KEY')).status).toBe(404);
  expect((await send('PUT', '/settings/secrets/1%20x', { value: 'hush' })).status).toBe(400);
});

it('does not repeat a value that it refuses', async () => {
  const value = 'hush'.repeat(5_000);
  const response = await send('PUT', '/settings/secrets/LONG', { value });
  expect(response.status).toBe(400);
  expect(await response.text()).not.toContain('hush');
});

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadConfig } from './config.ts';

const workingFolder = '/somewhere';

it('keeps data at the root of the repository where nothing is said', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  expect(loadConfig({})).toEqual({
    dataFolder: join(root, '.catena'),
    templatesFolder: join(root, 'examples'),
    editorFolder: join(root, 'packages/editor/dist'),
    logLevel: 'warn',
    maxUploadBytes: 2 ** 31,
    gcGraceMs: 86_400_000,
    gcIntervalMs: 6 * 60 * 60 * 1000,
    retentionMs: 60 * 60 * 1000,
  });
  expect(loadConfig({ CATENA_DATA: '' })).toEqual(loadConfig({}));
});

it('takes settings from the environment, and overrides win', () => {
  const environment = { CATENA_DATA: 'data', CATENA_MAX_STEPS: '12', CATENA_CONCURRENCY: '3' };
  expect(loadConfig(environment, { workingFolder })).toMatchObject({
    dataFolder: '/somewhere/data',
    maxSteps: 12,
    computeConcurrency: 3,
  });
  const overrides = { workingFolder, dataFolder: '/elsewhere', maxSteps: 5 };
  expect(loadConfig(environment, overrides)).toMatchObject({
    dataFolder: '/elsewhere',
    maxSteps: 5,
  });
});

it('refuses what it cannot read, by name', () => {
  expect(() => loadConfig({ CATENA_CONCURRENCY: 'many' })).toThrow(/CATENA_CONCURRENCY is "many"/);
  const publicUrl = 'not an address';
  expect(() => loadConfig({}, { publicUrl })).toThrow(/"not an address"/);
});

it('is in test mode only where that is said', () => {
  expect(loadConfig({ CATENA_TEST_MODE: '1' }).testMode).toBe(true);
  expect(loadConfig({ CATENA_TEST_MODE: '0' }).testMode).toBeUndefined();
  expect(() => loadConfig({ CATENA_TEST_MODE: 'yes' })).toThrow(/CATENA_TEST_MODE is "yes"/);
});

it('does not show a token that it refuses', () => {
  const refused = () => loadConfig({ CATENA_TOKEN: 'hush' });
  expect(refused).toThrow(/CATENA_TOKEN is not usable: a token has at least 8 characters/);
  expect(refused).not.toThrow(/hush/);
  expect(() => loadConfig({}, { token: '' })).toThrow(/at least 8 characters/);
});

it('reads what is said of the API of Replicate', () => {
  const environment = {
    CATENA_RATE_LIMIT: '6/min, burst 1',
    CATENA_TEST_CLOCK: '60',
    CATENA_RETENTION: '7d',
    CATENA_IDEMPOTENCY: 'off',
  };
  expect(loadConfig(environment)).toMatchObject({
    createAllowance: { limit: 6, windowMs: 60_000, burst: 1 },
    clockFactor: 60,
    retentionMs: 7 * 86_400_000,
    isIdempotent: false,
  });
  expect(loadConfig({ CATENA_RETENTION: 'off' })).not.toHaveProperty('retentionMs');
});

it.each([
  ['CATENA_RATE_LIMIT', 'a lot'],
  ['CATENA_TEST_CLOCK', 'fast'],
  ['CATENA_TEST_CLOCK', '0'],
  ['CATENA_RETENTION', 'an hour'],
  ['CATENA_IDEMPOTENCY', 'yes'],
])('refuses %s=%s in words', (name, value) => {
  expect(() => loadConfig({ [name]: value })).toThrow(`${name} is "${value}": it `);
});

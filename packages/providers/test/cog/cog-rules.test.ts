import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createMemoryArtifactStore,
  EngineError,
  type PredictionProgress,
  type Provider,
} from '@catena/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { createCog, type CallbackAddresses } from '../../src/index.ts';
import { CogContainer, type CogContainerOptions, type CogModel } from './cog-container.ts';
import { cogModels } from './cog-models.ts';

const artifacts = createMemoryArtifactStore();
// Short, and yet longer than a busy machine takes for a call on itself.
const timing = { acceptMs: 200, pollMs: 20, findMs: 400, endingMs: 400 };
const cleanups: (() => Promise<unknown> | undefined)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function start(
  model: CogModel,
  options: CogContainerOptions = {},
  callbacks?: CallbackAddresses,
): Promise<{ container: CogContainer; provider: Provider; url: string }> {
  const container = new CogContainer(model, options);
  const url = await container.start();
  const provider = createCog({
    containers: [{ name: 'model', url }],
    timing,
    ...(callbacks === undefined ? {} : { callbacks }),
  });
  cleanups.push(
    () => container.close(),
    () => provider.close?.(),
  );
  return { container, provider, url };
}

function modelOf(name: string): CogModel {
  const found = cogModels[name];
  if (found === undefined) throw new Error(`There is no model "${name}".`);
  return found.model;
}

let keys = 0;
function create(provider: Provider, input: Record<string, unknown>, key = `rules:${(keys += 1)}`) {
  const request = { model: { owner: 'cog', name: 'model' }, input, key };
  return provider.create(request, { artifacts });
}

async function follow(provider: Provider, id: string) {
  const progress: PredictionProgress[] = [];
  const { signal } = new AbortController();
  const ended = await provider.wait(id, { signal, onProgress: (one) => progress.push(one) });
  return { ended, progress };
}

async function errorOf(work: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (EngineError.isInstance(error)) return error;
  throw new Error(`Expected an engine error, got ${String(error)}.`);
}

/** A real address for callbacks; `lose` says which deliveries get lost. */
async function startCallbacks(lose: (body: string) => boolean = () => false) {
  const receivers = new Map<string, (body: unknown) => void>();
  const server: Server = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      const body = Buffer.concat(pieces).toString();
      // Twice: a delivery may be repeated.
      if (!lose(body)) for (const _ of [1, 2]) receivers.get(request.url ?? '')?.(JSON.parse(body));
      response.writeHead(204).end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(async () => void server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const callbacks: CallbackAddresses = {
    open(receive) {
      const path = `/${receivers.size}`;
      receivers.set(path, receive);
      return { url: base + path, close: () => void receivers.delete(path) };
    },
  };
  return callbacks;
}

describe('a container that boots', () => {
  it('is waited for, and what its setup says is told', async () => {
    const options = { setupMs: 1000, setupLogs: 'loading weights\nwarming up' };
    const { provider, container } = await start(modelOf('echo'), options);
    const { id, status } = await create(provider, { text: 'a' });
    expect(status).toBe('starting');
    const { ended, progress } = await follow(provider, id);
    expect(ended).toMatchObject({ status: 'succeeded', output: 'a' });
    expect(ended.metrics?.bootMs).toBeGreaterThan(100);
    const boot = progress.filter((one) => one.status === 'starting');
    expect(boot.map(({ log = '' }) => log).join('')).toContain('loading weights\nwarming up');
    expect(container.begun).toEqual([id]);
  });

  it('fails with the last line of its setup, before anything is sent', async () => {
    const options = { setupFails: true, setupLogs: 'loading\nCUDA out of memory' };
    const { provider, url } = await start(modelOf('echo'), options);
    await expect
      .poll(async () => (await (await fetch(`${url}/health-check`)).json()) as unknown)
      .toMatchObject({ status: 'SETUP_FAILED' });
    const error = await errorOf(create(provider, { text: 'a' }));
    expect(error).toMatchObject({ code: 'model-setup-failed', effect: 'none', retryable: false });
    expect(error.message).toContain('CUDA out of memory');
  });

  it('fails a prediction that waited for a setup in vain', async () => {
    const options = { setupMs: 100, setupFails: true, setupLogs: 'no such file' };
    const { provider } = await start(modelOf('echo'), options);
    const { id } = await create(provider, { text: 'a' });
    const { ended } = await follow(provider, id);
    expect(ended).toMatchObject({ status: 'failed', error: { code: 'model-setup-failed' } });
  });

  it('says that a container has broken down', async () => {
    const { provider, container } = await start(modelOf('echo'));
    await expect.poll(() => container.status).toBe('READY');
    container.status = 'DEFUNCT';
    expect(await errorOf(create(provider, { text: 'a' }))).toMatchObject({
      code: 'model-defunct',
      effect: 'none',
    });
  });
});

describe('what a container answers', () => {
  it('counts a full container as busy, to be tried again', async () => {
    const { provider } = await start(modelOf('slow'));
    await create(provider, {});
    const error = await errorOf(create(provider, {}));
    expect(error).toMatchObject({ code: 'rate-limited', effect: 'none', retryable: true });
    expect(error.retryAfterMs).toBeGreaterThan(0);
  });

  it('names every input that was refused', async () => {
    const { provider, container } = await start(modelOf('echo'));
    const error = await errorOf(create(provider, { times: 'two' }));
    expect(error).toMatchObject({ code: 'invalid-model-input', details: { field: 'text' } });
    expect(error.message).toContain('"text": Field required; "times": "two" is not of type');
    expect(container.begun).toEqual([]);
  });

  it('says that nothing listens at an address, without an effect', async () => {
    const { provider, container } = await start(modelOf('echo'));
    await container.close();
    const error = await errorOf(create(provider, { text: 'a' }));
    expect(error).toMatchObject({ code: 'provider-unreachable', effect: 'none', retryable: true });
    expect(await provider.search('')).toEqual([]);
  });

  it('runs a step once that is asked for twice', async () => {
    const { provider, container } = await start(modelOf('slow'), { slots: 4 });
    const [one, other] = await Promise.all([
      create(provider, {}, 'twice'),
      create(provider, {}, 'twice'),
    ]);
    expect(one.id).toBe(other.id);
    expect(container.begun).toEqual([one.id]);
  });
});

describe('a connection that breaks', () => {
  it('ends the prediction, which the container ends too, and never runs it again', async () => {
    for (const name of ['slow', 'words']) {
      const { provider, container } = await start(modelOf(name));
      const input = name === 'words' ? { text: 'a b c', delayMs: 200 } : {};
      const { id } = await create(provider, input);
      container.dropConnections();
      const { ended } = await follow(provider, id);
      expect(ended).toMatchObject({ status: 'failed', error: { code: 'connection-lost' } });
      await expect.poll(() => container.running.size).toBe(0);
      expect(container.begun).toEqual([id]);
    }
  });

  it('makes room for another try after a lost answer', async () => {
    const { provider, container, url } = await start(modelOf('slow'));
    const { id } = await create(provider, {}, 'lost');
    const other = createCog({ containers: [{ name: 'model', url }], timing });
    cleanups.push(() => other.close?.());
    const request = { model: { owner: 'cog', name: 'model' }, input: {}, key: 'lost' };
    const { signal } = new AbortController();
    const context = { artifacts, createdAfterMs: 0, claimed: new Set<string>(), signal };
    expect(await other.reconcile?.(request, context)).toEqual({ kind: 'absent' });
    await expect.poll(() => container.running.size).toBe(0);
    expect((await follow(provider, id)).ended.status).toBe('canceled');
  });
});

describe('a container that calls back', () => {
  it('is heard once, although it calls twice', async () => {
    const { provider, container } = await start(modelOf('echo'), {}, await startCallbacks());
    const { id } = await create(provider, { text: 'ab' });
    const { ended, progress } = await follow(provider, id);
    expect(ended).toMatchObject({ status: 'succeeded', output: 'ab' });
    expect(progress.filter(({ log }) => log?.includes('50%'))).toHaveLength(1);
    expect(container.begun).toEqual([id]);
  });

  it('survives a broken connection', async () => {
    const slowEcho: CogModel = {
      ...modelOf('echo'),
      predict: async () => new Promise((resolve) => setTimeout(() => resolve('late'), 200)),
    };
    const { provider, container } = await start(slowEcho, {}, await startCallbacks());
    const { id } = await create(provider, { text: 'a' });
    container.dropConnections();
    expect((await follow(provider, id)).ended).toMatchObject({
      status: 'succeeded',
      output: 'late',
    });
  });

  it('is asked whether it still runs, and a result that does not come is said to be lost', async () => {
    for (const old of [false, true]) {
      const callbacks = await startCallbacks((body) => !body.includes('"processing"'));
      const { provider, container } = await start(modelOf('echo'), { old }, callbacks);
      const { id } = await create(provider, { text: 'a' });
      const { ended } = await follow(provider, id);
      expect(ended).toMatchObject({ status: 'failed', error: { code: 'result-lost' } });
      expect(container.begun).toEqual([id]);
    }
  });
});

describe('an older container', () => {
  it('answers when it is done, without streams', async () => {
    const { provider } = await start(modelOf('words'), { old: true });
    const { id } = await create(provider, { text: 'a b' });
    expect((await follow(provider, id)).ended).toMatchObject({
      status: 'succeeded',
      output: ['a ', 'b'],
    });
  });
});

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../replicate-client/serve-replicate.ts';
import { callOf, startTwoCatenas, type TwoCatenas } from './two-catenas.ts';

let catenas: TwoCatenas;

beforeAll(async () => {
  catenas = await startTwoCatenas();
});

afterAll(() => catenas.stop());

describe('a workflow whose models run at another Catena', () => {
  it('hands files from one to the next by their address, and keeps copies', async () => {
    const { run } = await catenas.start({
      nodes: {
        make: callOf('test/bytes', { size: 300_000, seed: 5 }),
        pass: callOf('test/echo', { file: { $from: 'make.output' } }),
        digest: callOf('test/digest', { file: { $from: 'pass.file' } }),
      },
      outputs: { file: { $from: 'pass.file' }, sum: { $from: 'digest.sha256' } },
    });
    const { status, outputs } = await run.result;
    expect(status).toBe('succeeded');
    const { $artifact } = outputs['file'] as { $artifact: string };
    expect(outputs['sum']).toBe($artifact);
    expect(await catenas.caller.services.artifacts.stat($artifact)).toMatchObject({
      sizeBytes: 300_000,
    });
    const files = await (await fetch(`${catenas.answering.url}/v1/files`)).json();
    expect(files).toMatchObject({ results: [] });
  });

  it('uploads a file of its own once', async () => {
    const content = new TextEncoder().encode('of the caller');
    const file = await catenas.caller.services.artifacts.put(content);
    const digest = (seed: number) =>
      callOf('test/echo', { file: { $from: 'inputs.file' }, integer: seed });
    const { run } = await catenas.start(
      {
        inputs: { file: { type: 'file' } },
        nodes: {
          a: digest(1),
          b: digest(2),
          c: callOf('test/digest', { file: { $from: 'a.file' } }),
        },
        outputs: { sum: { $from: 'c.sha256' } },
      },
      { file },
    );
    const { outputs } = await run.result;
    expect(outputs['sum']).toBe(createHash('sha256').update(content).digest('hex'));
    const files = (await (await fetch(`${catenas.answering.url}/v1/files`)).json()) as {
      results: unknown[];
    };
    expect(files.results).toHaveLength(1);
  });

  it('shows text while it is written', async () => {
    const text = 'one two three four';
    const { run, notices } = await catenas.start({
      nodes: { say: callOf('test/stream', { text, delay_ms: 100 }) },
      outputs: { text: { $from: 'say.output' } },
    });
    const { outputs } = await run.result;
    expect(outputs['text']).toBe(text);
    const pieces = notices.flatMap((notice) => (notice.type === 'text' ? [notice.text] : []));
    expect(pieces.join('')).toBe(text);
    expect(pieces.length).toBeGreaterThan(1);
  });

  it('tells booting from computing', async () => {
    const { run, notices } = await catenas.start({
      nodes: { boot: callOf('test/boot', { seconds: 1.2 }) },
    });
    await run.result;
    expect(notices).toContainEqual({
      type: 'progress',
      step: 'boot',
      status: 'starting',
      phase: 'booting',
    });
    for await (const event of run.events()) {
      if (event.type !== 'step.succeeded') continue;
      expect(event.times?.bootMs).toBeGreaterThan(1000);
      expect(event.times?.runMs).toBeLessThan(1000);
    }
    expect.assertions(3);
  });

  it('fans out to fifty within the rate of the account', async () => {
    const texts = Array.from({ length: 50 }, (_, index) => `at six hundred ${index}`);
    const { run } = await catenas.start(
      {
        inputs: { texts: { type: 'text[]' } },
        nodes: { echo: callOf('test/echo', { text: { $from: 'inputs.texts' } }) },
        outputs: { texts: { $from: 'echo.text' } },
      },
      { texts },
    );
    expect((await run.result).outputs['texts']).toEqual(texts);
    const made = (await catenas.predictionsOf('test/echo')).filter(({ input }) =>
      texts.includes(String(input['text'])),
    );
    expect(made).toHaveLength(50);
  });

  it('says what was wrong with an input, and makes no prediction of it', async () => {
    const before = (await catenas.predictionsOf('test/fail')).length;
    const { run } = await catenas.start({ nodes: { fail: callOf('test/fail') } });
    const { status, snapshot } = await run.result;
    expect(status).toBe('failed');
    expect(snapshot.nodes['fail']?.steps[0]?.error).toMatchObject({
      code: 'prediction-failed',
      provider: 'replicate',
    });
    expect(await catenas.predictionsOf('test/fail')).toHaveLength(before + 1);
  });

  it.each([
    ['while it boots', 'test/boot', { seconds: 3600 }, 'starting'],
    ['while it computes', 'test/stuck', {}, 'processing'],
    ['while it writes', 'test/stream', { text: 'never ends', delay_ms: 60_000 }, 'processing'],
  ])('cancels a prediction %s', async (_when, model, input, status) => {
    const { run } = await catenas.start({ nodes: { one: callOf(model, input) } });
    await until(async () => (await catenas.unended()).find((one) => one.status === status));
    run.cancel();
    expect((await run.result).status).toBe('canceled');
    expect(await catenas.unended()).toEqual([]);
  });

  it('cancels what was asked to end before it was made', async () => {
    const { run } = await catenas.start({ nodes: { one: callOf('test/stuck') } });
    run.cancel();
    expect((await run.result).status).toBe('canceled');
    expect(await catenas.unended()).toEqual([]);
  });

  it('cancels a prediction whose deadline has passed', async () => {
    const { run } = await catenas.start({
      nodes: { one: callOf('test/stuck', {}, { deadline: '1s' }) },
    });
    const { snapshot } = await run.result;
    expect(snapshot.nodes['one']?.steps[0]?.error).toMatchObject({ code: 'deadline-exceeded' });
    expect(await catenas.unended()).toEqual([]);
  });

  it('finds models, and says which there is not', async () => {
    const provider = catenas.caller.services.providers.find(({ id }) => id === 'replicate');
    const found = (await provider?.search('digest')) ?? [];
    expect(found.map(({ model }) => model)).toContain('test/digest');
    await expect(provider?.describe({ owner: 'test', name: 'nothing' })).rejects.toMatchObject({
      code: 'model-not-found',
    });
  });
});

describe('an account with little credit', () => {
  it('still makes fifty, one after the other, each once', async () => {
    const poor = await startTwoCatenas({
      CATENA_RATE_LIMIT: '6/min, burst 1',
      CATENA_TEST_CLOCK: '60',
    });
    try {
      const texts = Array.from({ length: 50 }, (_, index) => `at six ${index}`);
      const { run, notices } = await poor.start(
        {
          inputs: { texts: { type: 'text[]' } },
          nodes: { echo: callOf('test/echo', { text: { $from: 'inputs.texts' } }) },
          outputs: { texts: { $from: 'echo.text' } },
        },
        { texts },
      );
      const { outputs, snapshot } = await run.result;
      expect(outputs['texts']).toEqual(texts);
      expect(await poor.predictionsOf('test/echo')).toHaveLength(50);
      expect(notices.some(({ type }) => type === 'lane-paused')).toBe(true);
      expect(snapshot.nodes['echo']?.steps.every(({ attempt }) => attempt === 1)).toBe(true);
    } finally {
      await poor.stop();
    }
  });
});

describe('a server with a token', () => {
  it('is called with the token of the settings as soon as it is saved', async () => {
    const guarded = await startTwoCatenas({ CATENA_TOKEN: 'a-long-secret' });
    try {
      const provider = guarded.caller.services.providers.find(({ id }) => id === 'replicate');
      const echo = { owner: 'test', name: 'echo' };
      await expect(provider?.describe(echo)).rejects.toMatchObject({ code: 'token-refused' });
      await guarded.caller.services.secrets.setToken('replicate', 'a-long-secret');
      expect(await provider?.describe(echo)).toMatchObject({ model: 'test/echo' });
    } finally {
      await guarded.stop();
    }
  });
});

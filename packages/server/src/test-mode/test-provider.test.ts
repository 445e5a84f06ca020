import { createHash } from 'node:crypto';
import {
  createMemoryArtifactStore,
  isArtifactRef,
  parseModelRef,
  readAll,
  type ModelRef,
  type PredictionProgress,
} from '@catena/engine';
import { afterAll, describe, expect, it } from 'vitest';
import { createTestProvider } from './test-provider.ts';

const provider = createTestProvider();
const artifacts = createMemoryArtifactStore();

afterAll(() => provider.close?.());

function reference(name: string): ModelRef {
  const ref = parseModelRef(name);
  if (!ref) throw new Error(`"${name}" is no model.`);
  return ref;
}

async function start(name: string, input: Record<string, unknown>, deadlineMs?: number) {
  const request = { model: reference(name), input, key: 'k' };
  const limited = deadlineMs === undefined ? request : { ...request, deadlineMs };
  return provider.create(limited, { artifacts });
}

async function finish(id: string) {
  const said: PredictionProgress[] = [];
  const { signal } = new AbortController();
  const ended = await provider.wait(id, { signal, onProgress: (one) => said.push(one) });
  const output = await provider.collect(ended, { artifacts, signal });
  return { ended, output, said };
}

async function run(name: string, input: Record<string, unknown>) {
  return finish((await start(name, input)).id);
}

describe('test models', () => {
  it('are described by a version that stays the same', async () => {
    const { version } = await provider.describe(reference('test/echo'));
    const again = await createTestProvider().describe(reference(`test/echo:${version}`));
    expect(again.version).toBe(version);
    await expect(provider.describe(reference('test/none'))).rejects.toMatchObject({
      code: 'model-not-found',
      hint: expect.stringContaining('test/echo') as string,
    });
  });

  it('each give something for their own example, but for those that never or always fail', async () => {
    const endless = new Set(['test/stuck', 'test/fail', 'test/digest']);
    for (const { model, defaultExample } of await provider.search('')) {
      if (endless.has(model)) continue;
      const { ended } = await run(model, defaultExample?.input ?? {});
      expect([model, ended.status]).toEqual([model, 'succeeded']);
    }
  });

  it('fill in defaults and give every input back', async () => {
    const file = await artifacts.put(new TextEncoder().encode('hello'));
    const input = { number: 2.5, file, files: [file], secret: 'abc' };
    const { output } = await run('test/echo', input);
    expect(output).toMatchObject({
      text: 'hello',
      integer: 3,
      number: 2.5,
      file,
      files: [file],
      image: null,
      secretLength: 3,
    });
    expect(JSON.stringify(output)).not.toContain('abc');
  });

  it('stream every piece, spaces and line ends included, also to who comes late', async () => {
    const text = ' one\n\ntwo  three\n';
    const { id } = await start('test/stream', { text });
    await finish(id);
    const { said, output } = await finish(id);
    expect(said.map((one) => one.text ?? '').join('')).toBe(text);
    expect((output as string[]).join('')).toBe(text);
  });

  it('log their progress as tqdm does', async () => {
    const { said } = await run('test/sleep', { seconds: 0.02, steps: 2 });
    const log = said.map((one) => one.log ?? '').join('');
    expect(log).toBe('  0%|          | 0/2\n 50%|█████     | 1/2\n100%|██████████| 2/2\n');
  });

  it('make files of any size, the same for the same seed', async () => {
    const size = 2_500_000;
    const [one, same, other] = await Promise.all(
      [1, 1, 2].map(async (seed) => (await run('test/bytes', { size, seed })).output),
    );
    if (!isArtifactRef(one)) throw new Error('There is no file.');
    expect(one.sizeBytes).toBe(size);
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
    const { output } = await run('test/digest', { file: one });
    const bytes = await readAll(artifacts.read(one.$artifact));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(output).toEqual({ sha256, size, media_type: 'application/octet-stream' });
  });

  it('fail with the message that they are given', async () => {
    const { ended } = await run('test/fail', { message: 'No ink.' });
    expect(ended).toMatchObject({ status: 'failed', error: { message: 'No ink.' } });
  });

  it('end when they are canceled, and not before', async () => {
    const { id } = await start('test/stuck', {});
    const waiting = finish(id);
    await provider.cancel(id);
    expect((await waiting).ended.status).toBe('canceled');
    await provider.cancel(id);
  });

  it('are aborted where the deadline comes before they begin, and canceled after', async () => {
    const [booting, stuck] = [
      await start('test/boot', { seconds: 60 }, 20),
      await start('test/stuck', {}, 20),
    ];
    expect((await finish(booting.id)).ended.status).toBe('aborted');
    expect((await finish(stuck.id)).ended.status).toBe('canceled');
  });
});

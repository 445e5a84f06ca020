import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAll, type ArtifactRef } from '@catena/engine';
import { knownVersion, officialVersion } from './contract-service.ts';
import { openBench, requestOf, type Bench } from './provider-at.ts';

let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.stop());

const bodyOf = (index = -1) =>
  JSON.parse(
    bench.service.seen
      .filter(({ path }) => path.endsWith('/predictions') && path !== '')
      .filter(({ method }) => method === 'POST')
      .at(index)?.body ?? '{}',
  ) as { input: Record<string, unknown>; version?: string };

describe('a prediction', () => {
  it('is created without waiting, with a version, a deadline and the token', async () => {
    const { provider, artifacts, service } = bench;
    const request = { ...requestOf({ prompt: 'a cat' }), deadlineMs: 90_500 };
    const created = await provider.create(request, { artifacts });
    expect(created).toMatchObject({ status: 'starting', version: knownVersion });
    const [sent] = service.requests('POST', '/v1/predictions');
    expect(sent?.headers).toMatchObject({
      authorization: 'Bearer r8_secret',
      'cancel-after': '91s',
    });
    expect(sent?.headers).not.toHaveProperty('prefer');
    expect(bodyOf()).toEqual({ version: knownVersion, input: { prompt: 'a cat' } });
  });

  it('has a deadline even where none was asked for', async () => {
    await bench.run({ prompt: 'x' });
    const [sent] = bench.service.requests('POST', '/v1/predictions');
    expect(sent?.headers['cancel-after']).toBe('3600s');
  });

  it('of an official model is made by name, of a deployment at the deployment', async () => {
    await bench.run({}, 'acme/official');
    await bench.run({}, `acme/official:${officialVersion}`);
    expect(bench.service.requests('POST', '/v1/models/acme/official/predictions')).toHaveLength(2);
    expect(bodyOf()).not.toHaveProperty('version');
    await bench.run({}, 'acme/painters:deployment');
    expect(
      bench.service.requests('POST', '/v1/deployments/acme/painters/predictions'),
    ).toHaveLength(1);
  });

  it('does not get what was not given: null anywhere, and empty texts where files are wanted', async () => {
    await bench.run({
      prompt: '',
      image: '',
      images: ['', 'https://a.example/b'],
      key: null,
      deep: { a: null, b: [1, null] },
    });
    expect(bodyOf().input).toEqual({
      prompt: '',
      images: ['https://a.example/b'],
      deep: { b: [1] },
    });
  });

  it('tells of booting, of its log and of how far it is', async () => {
    bench.service.looks = [
      { status: 'starting' },
      { status: 'processing', logs: 'hello\n 20%|##  | 1/5\n' },
      {
        status: 'succeeded',
        logs: 'hello\n 20%|##  | 1/5\n100%|####| 5/5\n',
        output: { text: 'x' },
        created_at: '2026-01-01T00:00:00.000Z',
        started_at: '2026-01-01T00:00:07.500000Z',
        metrics: { predict_time: 1.25, total_time: 9 },
      },
    ];
    const { id } = await bench.provider.create(requestOf({}), bench);
    const ended = await bench.wait(id);
    expect(bench.progress).toEqual([
      { status: 'starting', phase: 'booting' },
      { status: 'processing', fraction: 0.2, log: 'hello\n 20%|##  | 1/5\n' },
      { status: 'processing', fraction: 1, log: '100%|####| 5/5\n' },
    ]);
    expect(ended.metrics).toEqual({ bootMs: 7500, predictMs: 1250 });
  });

  it('streams its text, without sending the token to the stream', async () => {
    const { service } = bench;
    service.fresh = { urls: { stream: `${service.url}/streams/secret-path` } };
    service.looks = [{ status: 'processing' }, { status: 'succeeded', output: ['Hel', 'lo'] }];
    const { id } = await bench.provider.create(requestOf({}), bench);
    await bench.wait(id);
    expect(bench.progress.map(({ text }) => text ?? '').join('')).toBe('Hello');
    const [stream] = service.requests('GET', '/streams/');
    expect(stream?.headers).not.toHaveProperty('authorization');
  });

  it('says that another version was run than the one that was asked for', async () => {
    bench.service.fresh = { version: 'c'.repeat(64) };
    const { id, version } = await bench.provider.create(requestOf({}), bench);
    expect(version).toBe('c'.repeat(64));
    await bench.wait(id);
    expect(bench.progress[0]?.log).toContain(
      `runs version ${'c'.repeat(64)} of acme/painter, not ${knownVersion}`,
    );
  });

  it.each([
    [
      { status: 'failed', error: 'CUDA out of memory (E1001)' },
      {
        code: 'prediction-failed',
        message: 'CUDA out of memory (E1001)',
        details: { platformCode: 'E1001' },
      },
    ],
    [{ status: 'aborted' }, { code: 'deadline-exceeded' }],
    [{ status: 'canceled' }, { code: 'prediction-canceled' }],
    [
      {
        status: 'canceled',
        deadline: '2026-01-01T00:00:05Z',
        completed_at: '2026-01-01T00:00:05.1Z',
      },
      { code: 'deadline-exceeded' },
    ],
  ])('that ends badly says how: %j', async (members, error) => {
    bench.service.looks = [members];
    const { id } = await bench.provider.create(requestOf({}), bench);
    expect(await bench.wait(id)).toMatchObject({
      status: members.status,
      error: { ...error, retryable: false },
    });
  });

  it('is canceled by its id; one that is gone stays gone', async () => {
    bench.service.looks = [{ status: 'processing' }];
    const { id } = await bench.provider.create(requestOf({}), bench);
    await bench.provider.cancel(id);
    expect(bench.service.predictions[0]?.status).toBe('canceled');
    await expect(bench.provider.cancel('never-was')).resolves.toBeUndefined();
  });

  it('is waited for no longer when the signal says so', async () => {
    bench.service.looks = [{ status: 'processing' }];
    const { id } = await bench.provider.create(requestOf({}), bench);
    const controller = new AbortController();
    const waiting = bench.wait(id, controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(waiting).rejects.toThrow();
  });
});

describe('files', () => {
  async function store(text: string): Promise<ArtifactRef> {
    return bench.artifacts.put(Buffer.from(text), { mediaType: 'text/plain' });
  }

  it('are uploaded once for each content, wherever they stand in the input', async () => {
    const file = await store('the content');
    await bench.run({ image: file, images: [file, await store('another')], deep: [{ at: file }] });
    await bench.run({ image: file });
    expect(bench.service.files).toBe(2);
    const form = bench.service.requests('POST', '/v1/files').map(({ body }) => body);
    expect(
      form.some((body) => body.includes('the content') && body.includes('name="content"')),
    ).toBe(true);
    expect(bodyOf().input).toEqual({ image: expect.stringMatching(/\/v1\/files\/file\d$/) });
  });

  it('are uploaded anew by the next account', async () => {
    let token = 'one';
    await bench.provider.close?.();
    const { service } = bench;
    const { createReplicate } = await import('../../src/index.ts');
    bench.provider = createReplicate({ baseUrl: `${service.url}/v1`, token: () => token });
    const image = await store('mine');
    await bench.provider.create(requestOf({ image }), bench);
    token = 'two';
    await bench.provider.create(requestOf({ image }), bench);
    expect(service.files).toBe(2);
    expect(
      service.requests('POST', '/v1/predictions').map(({ headers }) => headers.authorization),
    ).toEqual(['Bearer one', 'Bearer two']);
  });

  it('that a model made are stored at once, and passed on by their address while it is fresh', async () => {
    const { service } = bench;
    const url = `${service.url}/outputs/cat.png`;
    service.looks = [{ status: 'succeeded', output: { picture: url, text: url } }];
    const output = (await bench.run({})) as { picture: ArtifactRef; text: string };
    expect(output.text).toBe(url);
    const bytes = await readAll(bench.artifacts.read(output.picture.$artifact));
    expect(Buffer.from(bytes).toString()).toBe('bytes of /outputs/cat.png');
    await bench.run({ image: output.picture });
    expect(bodyOf().input).toEqual({ image: url });
    expect(service.files).toBe(0);
  });

  it('that a model made are uploaded when their address is no longer fresh', async () => {
    const { service } = bench;
    const completed_at = new Date(Date.now() - 50 * 60_000).toISOString();
    const url = `${service.url}/outputs/old.png`;
    service.looks = [{ status: 'succeeded', output: { picture: url }, completed_at }];
    const output = (await bench.run({})) as { picture: ArtifactRef };
    await bench.run({ image: output.picture });
    expect(service.files).toBe(1);
  });

  it('that are gone fail for good: only a person pays again', async () => {
    const { service } = bench;
    service.looks = [{ status: 'succeeded', output: { picture: `${service.url}/nothing` } }];
    await expect(bench.run({})).rejects.toMatchObject({ code: 'output-expired', retryable: false });
    service.looks = [{ status: 'succeeded', output: null, data_removed: true }];
    await expect(bench.run({})).rejects.toMatchObject({ code: 'output-expired', retryable: false });
  });

  it('that break off on their way may be fetched again', async () => {
    const { service } = bench;
    service.looks = [
      { status: 'succeeded', output: { picture: `${service.url}/outputs/cut.png` } },
    ];
    service.fault = ({ path }, response) => {
      if (!path.startsWith('/outputs/')) return false;
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half');
      setTimeout(() => response.destroy(), 20);
      return true;
    };
    const failure = bench.run({});
    await expect(failure).rejects.toMatchObject({ code: 'connection-lost', retryable: true });
  });

  it('that are too large are refused before they are sent', async () => {
    const file = { ...(await store('x')), sizeBytes: 101 * 1024 ** 2 };
    await expect(bench.run({ image: file })).rejects.toMatchObject({
      code: 'file-too-large',
      effect: 'none',
    });
    expect(bench.service.seen.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});

describe('models', () => {
  it('are described with schema, example, licence and picture', async () => {
    expect(await bench.provider.describe({ owner: 'acme', name: 'painter' })).toMatchObject({
      model: 'acme/painter',
      version: knownVersion,
      description: 'Paints.',
      defaultExample: { input: { prompt: 'a cat' } },
      coverUrl: 'https://example.com/cover.png',
      licenceUrl: 'https://example.com/licence',
      card: { licence: { weights: 'https://example.com/licence' } },
    });
  });

  it('are found by words, and those that are not understood left out', async () => {
    const found = await bench.provider.search('nano banana');
    expect(found.map(({ model }) => model)).toEqual(['acme/painter']);
    expect(bench.service.requests('QUERY', '/v1/models')[0]?.body).toBe('nano banana');
  });

  it('that are missing are no secret', async () => {
    const nobody = { owner: 'acme', name: 'nobody' };
    await expect(bench.provider.describe(nobody)).rejects.toMatchObject({
      code: 'model-not-found',
    });
    const version = 'd'.repeat(64);
    await expect(
      bench.provider.describe({ owner: 'acme', name: 'painter', version }),
    ).rejects.toMatchObject({ code: 'model-not-found' });
  });
});

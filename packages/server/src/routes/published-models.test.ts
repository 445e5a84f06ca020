import type { Workflow } from '@catena/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiError } from '../client.ts';
import { openServer, type ServerBench } from '../../test/open-server.ts';
import { greetings } from '../../test/run-catena.ts';

let bench: ServerBench;

beforeAll(async () => {
  bench = await openServer({ CATENA_TEST_MODE: '1' });
});
afterAll(() => bench.close());

/** A line for each name, taken in by a model. */
const shout: Workflow = {
  catena: 1,
  name: 'Shout',
  description: 'Says it twice.',
  inputs: { word: { type: 'text', default: 'hey' } },
  nodes: {
    say: {
      type: 'predict',
      provider: 'test',
      model: 'test/stream',
      input: { text: { $from: 'inputs.word' } },
    },
  },
  outputs: { said: { $from: 'say.output' } },
};

async function save(workflow: Workflow): Promise<string> {
  return (await bench.client.workflows.create({ workflow })).id;
}

async function refusal(work: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ApiError) return error;
  throw new Error(`Expected a refusal, got ${String(error)}.`);
}

/** Calls a model by Replicate's API and waits for its end. */
async function predict(path: string, body: Record<string, unknown>) {
  const response = await fetch(`${bench.url}/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', prefer: 'wait' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('publishing a workflow', () => {
  it('makes it callable as a model, with a run that names the prediction', async () => {
    const id = await save(greetings as Workflow);
    const published = await bench.client.publishedModels.publish(id, { model: 'me/greetings' });
    expect(published).toMatchObject({ model: 'me/greetings', workflowId: id, title: 'Greetings' });
    const { body } = await predict('/models/me/greetings/predictions', {
      input: { names: ['Bo'] },
    });
    expect(body).toMatchObject({
      status: 'succeeded',
      model: 'me/greetings',
      version: published.versions[0]?.id,
      output: { all: 'Hello, Bo!', each: ['Hello, Bo!'] },
    });
    expect(body['logs']).toContain('greet[0]: succeeded\n');
    const { runs } = await bench.client.runs.list({ workflowId: id });
    expect(runs.map(({ predictionId }) => predictionId)).toEqual([body['id']]);
  });

  it('freezes it: a change shows when it is published again, and the older version stays', async () => {
    const id = await save(shout);
    const { versions } = await bench.client.publishedModels.publish(id, { model: 'me/shout' });
    const first = versions[0]?.id ?? '';
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    const changed: Workflow = { ...shout, inputs: { word: { type: 'text', default: 'ho' } } };
    await bench.client.workflows.save(id, { workflow: changed, revision: 1 });
    const before = await predict('/models/me/shout/predictions', { input: {} });
    expect(before.body).toMatchObject({ output: 'hey', version: first });
    const again = await bench.client.publishedModels.publish(id, { model: 'me/shout' });
    expect(again.versions).toHaveLength(2);
    const [now, old] = [
      await predict('/models/me/shout/predictions', { input: {} }),
      await predict('/predictions', { version: first, input: {} }),
    ];
    expect([now.body['output'], old.body['output']]).toEqual(['ho', 'hey']);
  });

  it('makes no new version of what is the same but for its layout', async () => {
    const id = await save(shout);
    await bench.client.publishedModels.publish(id, { model: 'me/same' });
    const moved = { ...shout, layout: { say: { x: 1, y: 2 } } };
    await bench.client.workflows.save(id, { workflow: moved, revision: 1 });
    const again = await bench.client.publishedModels.publish(id, { model: 'me/same' });
    expect(again.versions).toHaveLength(1);
  });

  it('makes an earlier version the newest when it is published again', async () => {
    const id = await save(shout);
    const model = 'me/back';
    const first = await bench.client.publishedModels.publish(id, { model });
    const changed: Workflow = { ...shout, inputs: { word: { type: 'text', default: 'ho' } } };
    await bench.client.workflows.save(id, { workflow: changed, revision: 1 });
    await bench.client.publishedModels.publish(id, { model });
    await bench.client.workflows.save(id, { workflow: shout, revision: 2 });
    const third = await bench.client.publishedModels.publish(id, { model });
    expect(third.versions.map((version) => version.id)[0]).toBe(first.versions[0]?.id);
    expect(third.versions).toHaveLength(2);
  });

  it('says which step failed, and why', async () => {
    const workflow: Workflow = {
      catena: 1,
      inputs: { why: { type: 'text' } },
      nodes: {
        try: {
          type: 'predict',
          provider: 'test',
          model: 'test/fail',
          input: { message: { $from: 'inputs.why' } },
        },
      },
      outputs: { result: { $from: 'try.output' } },
    };
    await bench.client.publishedModels.publish(await save(workflow), { model: 'me/fails' });
    const { body } = await predict('/models/me/fails/predictions', { input: { why: 'No ink.' } });
    expect(body).toMatchObject({ status: 'failed', output: null });
    expect(String(body['error'])).toContain('The step "try" failed: No ink.');
  });

  it('refuses a workflow with problems, without outputs, or under a name that is taken', async () => {
    const { publishedModels } = bench.client;
    const nowhere = { catena: 1 as const, nodes: { x: { type: 'no.such' } }, outputs: {} };
    const broken = await refusal(publishedModels.publish(await save(nowhere), { model: 'me/x' }));
    expect([broken.status, broken.code]).toEqual([422, 'invalid-workflow']);
    const silent = await save({ ...shout, outputs: {} });
    const mute = await refusal(publishedModels.publish(silent, { model: 'me/mute' }));
    expect([mute.status, mute.code]).toEqual([422, 'workflow-without-outputs']);
    const id = await save(shout);
    const local = await refusal(publishedModels.publish(id, { model: 'catena/upscale' }));
    expect([local.status, local.code]).toEqual([409, 'model-name-taken']);
    await publishedModels.publish(id, { model: 'me/mine' });
    const other = await refusal(publishedModels.publish(await save(shout), { model: 'me/mine' }));
    expect([other.status, other.code]).toEqual([409, 'model-name-taken']);
    const odd = await refusal(publishedModels.publish(id, { model: '../../x' }));
    expect([odd.status, odd.code]).toEqual([400, 'invalid-request']);
    const gone = await refusal(publishedModels.publish('nothing', { model: 'me/none' }));
    expect([gone.status, gone.code]).toEqual([404, 'workflow-not-found']);
  });

  it('takes a model back', async () => {
    const { publishedModels } = bench.client;
    await publishedModels.publish(await save(shout), { model: 'me/gone' });
    expect((await publishedModels.list()).models.map(({ model }) => model)).toContain('me/gone');
    await publishedModels.unpublish('me/gone');
    expect((await predict('/models/me/gone/predictions', { input: {} })).status).toBe(404);
    expect((await refusal(publishedModels.get('me/gone'))).status).toBe(404);
    expect((await refusal(publishedModels.unpublish('me/gone'))).status).toBe(404);
  });

  it('tells one model from another that is the same workflow', async () => {
    const { publishedModels } = bench.client;
    const one = await publishedModels.publish(await save(shout), { model: 'me/one' });
    await publishedModels.publish(await save(shout), { model: 'me/two' });
    const version = `me/one:${one.versions[0]?.id}`;
    const { body } = await predict('/predictions', { version, input: {} });
    expect(body).toMatchObject({ model: 'me/one', status: 'succeeded' });
  });

  it('freezes the workflows that it runs as well', async () => {
    const { workflows, publishedModels } = bench.client;
    const inner = await save(shout);
    const outer: Workflow = {
      catena: 1,
      nodes: { inside: { type: 'workflow', workflow: inner, input: { word: 'twice' } } },
      outputs: { said: { $from: 'inside.said' } },
    };
    const id = await save(outer);
    await publishedModels.publish(id, { model: 'me/outer' });
    const quiet = { ...shout, nodes: { say: { type: 'text.join', input: { texts: ['none'] } } } };
    const outputs = { said: { $from: 'say.text' } };
    await workflows.save(inner, { workflow: { ...quiet, outputs, inputs: {} }, revision: 1 });
    const { body } = await predict('/models/me/outer/predictions', { input: {} });
    expect(body).toMatchObject({ status: 'succeeded', output: 'twice' });
  });
});

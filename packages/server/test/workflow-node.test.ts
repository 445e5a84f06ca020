import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { semanticHash, type Workflow } from '@catena/engine';
import { openApp, type AppBench } from './app-bench.ts';
import { createTestFolder, type TestFolder } from './run-catena.ts';

const greet: Workflow = {
  catena: 1,
  name: 'Greet',
  inputs: { who: { type: 'text' }, word: { type: 'text', default: 'Hello' } },
  nodes: {
    say: {
      type: 'text.template',
      input: {
        template: '{{word}} {{who}}',
        word: { $from: 'inputs.word' },
        who: { $from: 'inputs.who' },
      },
    },
  },
  outputs: { greeting: { $from: 'say.text' } },
};

function greetAll(workflow: string): Workflow {
  return {
    catena: 1,
    name: 'Greet all',
    inputs: { people: { type: 'text[]', default: ['Ada', 'Alan'] } },
    nodes: { greet: { type: 'workflow', workflow, input: { who: { $from: 'inputs.people' } } } },
    outputs: { greetings: { $from: 'greet.greeting' } },
  };
}

const greetings = ['Hello Ada', 'Hello Alan'];

describe('a workflow beside the one that catena runs', () => {
  let folder: TestFolder;

  beforeAll(async () => {
    folder = await createTestFolder();
    await folder.write('outer.json', greetAll('./parts/greet.json'));
    await folder.write('parts/greet.json', greet);
  });

  afterAll(() => folder.remove());

  it('is validated, planned and run with it', async () => {
    expect(await folder.catena(['validate', 'outer.json'])).toMatchObject({ code: 0 });
    const plan = await folder.catena(['plan', 'outer.json']);
    expect(plan.stdout).toMatch(/greet\/say +text\.template +×2/);
    expect(plan.stdout).toMatch(/greet +workflow +×2 +2 +as its nodes/);
    const run = await folder.catena(['run', 'outer.json']);
    expect(run.code).toBe(0);
    for (const greeting of greetings) expect(run.stdout).toContain(greeting);
  });

  it('is locked as it is, and run so when it has changed', async () => {
    expect(await folder.catena(['validate', 'outer.json', '--lock'])).toMatchObject({ code: 0 });
    const lock = JSON.parse(await readFile(join(folder.path, 'outer.lock.json'), 'utf8')) as {
      workflows: Record<string, { hash: string }>;
    };
    expect(lock.workflows['./parts/greet.json']?.hash).toBe(semanticHash(greet));
    const inputs = { ...greet.inputs, word: { type: 'text', default: 'Bye' } };
    await folder.write('parts/greet.json', { ...greet, inputs });
    const checked = await folder.catena(['validate', 'outer.json']);
    expect(checked.code).toBe(0);
    expect(checked.stdout).toContain('has changed since it was locked');
    expect((await folder.catena(['run', 'outer.json'])).stdout).toContain('Hello Ada');
    await folder.catena(['validate', 'outer.json', '--lock']);
    expect((await folder.catena(['run', 'outer.json'])).stdout).toContain('Bye Ada');
  });
});

describe('a workflow that is saved or published on the server', () => {
  let app: AppBench;
  let id = '';

  beforeAll(async () => {
    app = await openApp();
    const saved = await app.post('/workflows', { workflow: greet });
    ({ id } = (await saved.json()) as { id: string });
  });

  afterAll(() => app.close());

  async function outputsOf(workflow: Workflow): Promise<unknown> {
    const response = await app.post('/runs?wait=60', { workflow });
    const { outputs } = (await response.json()) as { outputs?: Record<string, unknown> };
    return outputs?.['greetings'];
  }

  it('is run by its id', async () => {
    expect(await outputsOf(greetAll(id))).toEqual(greetings);
  });

  it('is run by the name it is published under, and in one of its versions', async () => {
    const body = { model: 'acme/greet' };
    expect((await app.post(`/workflows/${id}/publish`, body)).ok).toBe(true);
    expect(await outputsOf(greetAll('acme/greet'))).toEqual(greetings);
    expect(await outputsOf(greetAll(`acme/greet:${semanticHash(greet)}`))).toEqual(greetings);
  });

  it('is refused where there is none of the name', async () => {
    const response = await app.post('/runs', { workflow: greetAll('acme/unknown') });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'invalid-workflow' });
  });
});

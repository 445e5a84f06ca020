import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { openServer, type ServerBench } from '../test/open-server.ts';
import { ApiError, createClient, type Client } from './client.ts';

let bench: ServerBench;
let client: Client;
beforeAll(async () => {
  bench = await openServer({ CATENA_TOKEN: 'a-long-random-token' });
  client = bench.client;
});
afterAll(() => bench.close());

const named = (name: string): Workflow => ({ catena: 1, name, nodes: {} });

it('asks for health', async () => {
  expect(await client.health()).toMatchObject({ status: 'ok' });
});

describe('workflows', () => {
  it('can be made, read, saved, listed, labelled and removed', async () => {
    const { workflows } = client;
    const made = await workflows.create({ workflow: named('One'), templateId: 'showcase' });
    expect(made).toMatchObject({ name: 'One', revision: 1, templateId: 'showcase' });
    expect(await workflows.get(made.id)).toEqual(made);
    const saved = await workflows.save(made.id, { workflow: named('Two'), revision: 1 });
    expect(saved.revision).toBe(2);
    const page = await workflows.list({ search: 'two', limit: 1 });
    expect(page).toMatchObject({ workflows: [{ id: made.id }] });
    expect((await workflows.versions(made.id)).versions).toHaveLength(2);
    expect(await workflows.version(made.id, 1)).toMatchObject({ name: 'One' });
    expect(await workflows.labelVersion(made.id, 1, 'first')).toMatchObject({ label: 'first' });
    expect(await workflows.labelVersion(made.id, 1, null)).not.toHaveProperty('label');
    await workflows.remove(made.id);
    await expect(workflows.get(made.id)).rejects.toMatchObject({ code: 'workflow-not-found' });
    expect(await workflows.restore(made.id)).toMatchObject({ id: made.id, revision: 2 });
    await expect(workflows.restore('none')).rejects.toMatchObject({ code: 'workflow-not-found' });
  });

  it('tell who saves too late what is current', async () => {
    const { id } = await client.workflows.create({ workflow: named('Mine') });
    await client.workflows.save(id, { workflow: named('Theirs'), revision: 1 });
    const late = client.workflows.save(id, { workflow: named('Mine too'), revision: 1 });
    await expect(late).rejects.toBeInstanceOf(ApiError);
    await expect(late).rejects.toMatchObject({
      status: 409,
      code: 'stale-revision',
      problem: { details: { currentRevision: 2 } },
    });
  });

  it('take ids that are no words of an address', async () => {
    for (const id of ['../settings', 'a/b', '%', 'ä?#']) {
      await expect(client.workflows.get(id)).rejects.toMatchObject({ status: 404 });
    }
  });
});

it('lists templates, and makes one runnable', async () => {
  const { templates } = await client.templates.list();
  expect(templates.map(({ id }) => id)).toContain('showcase');
  const { workflow } = await client.templates.get('showcase');
  const { issues } = await client.validate({ workflow });
  expect(issues).toEqual([]);
  const url = client.templates.pictureUrl('showcase');
  expect(url).toBe(`${bench.url}/api/templates/showcase/picture`);
});

it('changes settings and keeps what is secret', async () => {
  const { settings } = client;
  const changed = await settings.change({ limits: { maxSteps: 77 } });
  expect(changed.limits.maxSteps).toBe(77);
  await settings.setToken('replicate', 'r8_x');
  await settings.setSecret('API_KEY', 'hush');
  const now = await settings.get();
  expect(now).toMatchObject({ tokens: [{ isSet: true }], secrets: ['API_KEY'] });
  await settings.removeToken('replicate');
  await settings.removeSecret('API_KEY');
  expect(await settings.get()).toMatchObject({ tokens: [{ isSet: false }], secrets: [] });
});

it('gives a browser a cookie for the token, and takes it away', async () => {
  const answers: Response[] = [];
  const noticing: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    answers.push(response);
    return response;
  };
  const browser = createClient({ baseUrl: `${bench.url}/`, fetch: noticing });
  await expect(browser.settings.get()).rejects.toMatchObject({ status: 401 });
  await expect(browser.session.open('guess')).rejects.toMatchObject({ status: 401 });
  await browser.session.open('a-long-random-token');
  expect(answers.at(-1)?.headers.get('set-cookie')).toMatch(/^catena_session=.+; HttpOnly/);
  await browser.session.close();
  expect(answers.at(-1)?.headers.get('set-cookie')).toMatch(/^catena_session=;.* Max-Age=0/);
});

it('says that a server is not there', async () => {
  const gone = createClient({ baseUrl: 'http://127.0.0.1:9' });
  await expect(gone.health()).rejects.toMatchObject({ status: 0, code: 'unreachable' });
});

import { createParser } from 'eventsource-parser';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '@catena/engine';
import type { RunSummary } from '../api/runs.ts';
import { openApp, type AppBench } from '../../test/app-bench.ts';
import { countTo, joinTexts, stubborn } from '../../test/sample-workflows.ts';

let app: AppBench;
beforeAll(async () => void (app = await openApp()));
afterAll(() => app.close());

const started: string[] = [];
afterEach(async () => {
  for (const id of started.splice(0)) await app.services.runService.cancel(id);
});

async function start(workflow: unknown): Promise<string> {
  const response = await app.post('/runs', { workflow });
  const { id } = (await response.json()) as RunSummary;
  started.push(id);
  return id;
}

interface Message {
  id?: string;
  event: string;
  data: string;
}

/** Reads messages until there are enough of them or the stream ends, then lets go of the connection. */
async function readMessages(response: Response, most = Infinity): Promise<Message[]> {
  const found: Message[] = [];
  const parser = createParser({
    onEvent: ({ id, event = 'message', data }) =>
      found.push({ event, data, ...(id !== undefined && { id }) }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  while (reader && found.length < most) {
    const { done, value } = await reader.read();
    if (done) break;
    parser.feed(value);
  }
  await reader?.cancel();
  return found.slice(0, most);
}

function eventsOf(messages: readonly Message[]): RunEvent[] {
  return messages
    .filter(({ event }) => event === 'event')
    .map(({ data }) => JSON.parse(data) as RunEvent);
}

async function stored(id: string): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of app.services.runs.read(id)) events.push(event);
  return events;
}

describe('the events of a run', () => {
  it('are told live, each with its number, then the end', async () => {
    const id = await start(countTo(20));
    const messages = await readMessages(await app.get(`/runs/${id}/events`));
    const events = eventsOf(messages);
    expect(events).toEqual(await stored(id));
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    expect(messages.filter(({ event }) => event === 'event').map((message) => message.id)).toEqual(
      events.map(({ sequence }) => String(sequence)),
    );
    expect(messages.at(-1)).toEqual({ event: 'end', data: '{}' });
  });

  it('are told of a run that has ended as well', async () => {
    const id = await start(joinTexts);
    await readMessages(await app.get(`/runs/${id}/events`));
    const again = await readMessages(await app.get(`/runs/${id}/events`));
    expect(eventsOf(again)).toEqual(await stored(id));
    expect(again.at(-1)?.event).toBe('end');
  });

  it('go on after the last one that was received, however often the connection is lost', async () => {
    const id = await start(countTo(400));
    const received: RunEvent[] = [];
    let connections = 0;
    for (let ended = false; !ended; connections += 1) {
      const last = received.at(-1)?.sequence ?? 0;
      const headers = { 'last-event-id': String(last) };
      const messages = await readMessages(await app.get(`/runs/${id}/events`, headers), 97);
      received.push(...eventsOf(messages));
      ended = messages.some(({ event }) => event === 'end');
    }
    expect(connections).toBeGreaterThan(4);
    expect(received).toEqual(await stored(id));
  });

  it('are told to the end where the run ended while nobody was connected', async () => {
    const id = await start(countTo(50));
    const first = eventsOf(await readMessages(await app.get(`/runs/${id}/events`), 3));
    while ((await app.services.runService.get(id)).status !== 'succeeded') {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const rest = eventsOf(await readMessages(await app.get(`/runs/${id}/events?after=3`)));
    expect([...first, ...rest]).toEqual(await stored(id));
  });

  it('are told to several followers alike', async () => {
    const id = await start(countTo(100));
    const [one, other] = await Promise.all([
      app.get(`/runs/${id}/events`).then((response) => readMessages(response)),
      app.get(`/runs/${id}/events`).then((response) => readMessages(response)),
    ]);
    expect(eventsOf(one)).toEqual(eventsOf(other));
    expect(eventsOf(one)).toEqual(await stored(id));
  });

  it('end with the connection of one follower for nobody else', async () => {
    const id = await start(stubborn);
    await readMessages(await app.get(`/runs/${id}/events`), 2);
    expect((await app.services.runService.get(id)).status).toBe('running');
  });

  it('begin at once: a browser knows that it is connected', async () => {
    const id = await start(stubborn);
    const response = await app.get(`/runs/${id}/events?after=100000`);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    expect(new TextDecoder().decode(value)).toContain('retry: 1000');
    await reader?.cancel();
  });

  it('need a number of an event, if any', async () => {
    const id = await start(joinTexts);
    for (const header of ['x', '-1', '1e3', '9'.repeat(30)]) {
      const response = await app.get(`/runs/${id}/events`, { 'last-event-id': header });
      expect([header, response.status]).toEqual([header, 400]);
    }
    expect((await app.get(`/runs/${id}/events?after=-1`)).status).toBe(400);
  });

  it('stop when the server does, without saying that the run has ended', async () => {
    const own = await openApp();
    const response = await own.post('/runs', { workflow: stubborn });
    const { id } = (await response.json()) as RunSummary;
    const follow = readMessages(await own.get(`/runs/${id}/events`));
    own.services.runService.stopFollowing();
    expect((await follow).some(({ event }) => event === 'end')).toBe(false);
    await own.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppBench } from '../../test/app-bench.ts';

let app: AppBench;
beforeAll(async () => void (app = await openApp()));
afterAll(() => app.close());

describe('x', () => {
  it('runs', async () => {
    const workflow = {
      catena: 1,
      nodes: { join: { type: 'text.join', input: { texts: ['a', 'b'], separator: '-' } } },
      outputs: { text: { $from: 'join.text' } },
    };
    const r = await app.post('/runs', { workflow });
    const s = await r.json();
    console.log(r.status, s);
    const ev = await app.get(`/runs/${s.id}/events`);
    console.log(ev.headers, (await ev.text()).slice(0, 3000));
    console.log(JSON.stringify(await (await app.get(`/runs/${s.id}`)).json()).slice(0, 1500));
    console.log(await (await app.get('/runs')).json());
    console.log((await (await app.get('/models')).json()).models[0]);
    console.log((await (await app.get('/node-types')).json()).nodeTypes.length);
    console.log(await (await app.get('/models/local/catena/upscal')).json());
    console.log(await (await app.post('/plan', { workflow })).json());
    console.log(await (await app.post('/validate', { workflow })).json());
  });
});

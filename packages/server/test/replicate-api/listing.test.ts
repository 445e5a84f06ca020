import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReplicate, type ReplicateBench } from './open-replicate.ts';

interface Page {
  next: string | null;
  previous: string | null;
  results: { id: string; created_at: string }[];
}

let bench: ReplicateBench;
const made: { id: string; created_at: string }[] = [];

beforeAll(async () => {
  bench = await openReplicate();
  for (let index = 0; index < 205; index += 1) {
    const { json } = await bench.predict('test/echo', { text: String(index) });
    made.unshift(json as unknown as (typeof made)[number]);
  }
});
afterAll(() => bench.close());

const page = async (url: string): Promise<Page> =>
  (await bench.call('GET', url)).json as unknown as Page;
const ids = (results: readonly { id: string }[]) => results.map(({ id }) => id);

/** Newest first; those of one millisecond in the order of their ids. */
const expected = () =>
  ids(
    made.toSorted(
      (one, other) =>
        other.created_at.localeCompare(one.created_at) || other.id.localeCompare(one.id),
    ),
  );

it('gives pages of 100 with absolute addresses, forth and back, each prediction once', async () => {
  const first = await page('/predictions');
  expect(first.previous).toBeNull();
  expect(first.results).toHaveLength(100);
  expect(first.next).toMatch(new RegExp(`^${bench.url}/v1/predictions\\?cursor=`));
  const second = await page(first.next ?? '');
  const third = await page(second.next ?? '');
  expect(third.next).toBeNull();
  expect(ids([...first.results, ...second.results, ...third.results])).toEqual(expected());
  expect(ids((await page(third.previous ?? '')).results)).toEqual(ids(second.results));
  const back = await page(second.previous ?? '');
  expect(ids(back.results)).toEqual(ids(first.results));
  expect(back.previous).toBeNull();
});

it('filters by time: from a moment on, and before one', async () => {
  const moment = made[50]?.created_at ?? '';
  const isFrom = ({ created_at: at }: { created_at: string }) => at >= moment;
  const after = await page(`/predictions?created_after=${encodeURIComponent(moment)}`);
  expect(after.results).toHaveLength(made.filter(isFrom).length);
  const before = await page(`/predictions?created_before=${encodeURIComponent(moment)}`);
  expect(before.results.some(isFrom)).toBe(false);
  expect(before.next).toContain('created_before=');
  const rest = await page(before.next ?? '');
  expect(before.results.length + rest.results.length).toBe(205 - after.results.length);
});

it('refuses cursors and moments that are none', async () => {
  for (const query of ['cursor=nonsense', 'created_after=yesterday', 'created_before=12']) {
    const { status, headers } = await bench.call('GET', `/predictions?${query}`);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/problem+json');
  }
});

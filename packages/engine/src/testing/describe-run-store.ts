import type { RunEvent } from '../run/run-events.ts';
import type { RunStore } from '../run/run-store.ts';
import type { TestRunner } from './describe-artifact-store.ts';

const due = (sequence: number): RunEvent => ({
  type: 'step.due',
  step: 'node',
  sequence,
  at: 1000 + sequence,
});

const firstEvents = (count: number) => Array.from({ length: count }, (_, index) => due(index + 1));

async function sequences(store: RunStore, runId: string, after?: number): Promise<number[]> {
  const found: number[] = [];
  for await (const event of store.read(runId, after)) found.push(event.sequence);
  return found;
}

/** Registers the suite that every run store has to pass. `create` makes a new, empty store. */
export function describeRunStore(
  name: string,
  create: () => RunStore | Promise<RunStore>,
  { describe, it, expect }: TestRunner,
): void {
  describe(`${name} as a run store`, () => {
    it('gives back events in order, as they were', async () => {
      const store = await create();
      await store.append('a', [due(1)], { durable: true });
      await store.append('a', [due(2), due(3)]);
      const events: RunEvent[] = [];
      for await (const event of store.read('a')) events.push(event);
      expect(events).toEqual([due(1), due(2), due(3)]);
      await store.close?.();
    });

    it('reads on after an event, over any number of them', async () => {
      const store = await create();
      await store.append('a', firstEvents(1200));
      expect((await sequences(store, 'a', 1)).length).toEqual(1199);
      expect(await sequences(store, 'a', 1198)).toEqual([1199, 1200]);
      expect(await sequences(store, 'a', 1200)).toEqual([]);
      expect(await sequences(store, 'nowhere')).toEqual([]);
      await store.close?.();
    });

    it('lists runs, newest first', async () => {
      const store = await create();
      for (const id of ['a', 'b', 'c']) {
        const at = id.charCodeAt(0);
        await store.append(id, [{ ...due(1), at }]);
      }
      expect(await store.list()).toEqual(['c', 'b', 'a']);
      expect(await store.list({ limit: 2 })).toEqual(['c', 'b']);
      await store.close?.();
    });

    it('forgets a run and nothing else', async () => {
      const store = await create();
      await store.append('a', firstEvents(3));
      await store.append('b', firstEvents(2));
      await store.delete('a');
      await store.delete('nowhere');
      expect(await store.list()).toEqual(['b']);
      expect(await sequences(store, 'a')).toEqual([]);
      expect(await sequences(store, 'b')).toEqual([1, 2]);
      await store.close?.();
    });
  });
}

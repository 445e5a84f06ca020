import type { ArtifactInventory } from '../artifact/artifact-inventory.ts';
import type { ArtifactStore } from '../artifact/artifact-store.ts';
import type { TestRunner } from './describe-artifact-store.ts';

const hello = new TextEncoder().encode('hello');
const later = () => Date.now() + 60_000;

/** A store whose files can be collected as garbage, and a way to make one of them look old. */
export interface CollectableStore {
  store: ArtifactStore & ArtifactInventory;
  /** Lets the time since the last use of every file pass: an hour more. */
  age(): Promise<void>;
}

/**
 * Registers the suite that every artifact store has to pass whose garbage is collected. `create` makes a
 * new, empty store.
 */
export function describeArtifactInventory(
  name: string,
  create: () => Promise<CollectableStore>,
  { describe, it, expect }: TestRunner,
): void {
  const idsOf = async (store: ArtifactInventory): Promise<string[]> => {
    const ids: string[] = [];
    for await (const { id } of store.list()) ids.push(id);
    return ids;
  };

  describe(`${name} as an inventory of artifacts`, () => {
    it('lists what is stored, with size and time of last use', async () => {
      const { store } = await create();
      expect(await idsOf(store)).toEqual([]);
      const { $artifact } = await store.put(hello);
      for await (const { id, sizeBytes, touchedAt } of store.list()) {
        expect([id, sizeBytes]).toEqual([$artifact, 5]);
        expect(Math.abs(Date.now() - touchedAt) < 2 * 3_600_000).toEqual(true);
      }
      expect(await idsOf(store)).toEqual([$artifact]);
    });

    it('deletes what nobody used since a moment, once', async () => {
      const { store } = await create();
      const { $artifact } = await store.put(hello);
      expect(await store.deleteUntouched($artifact, later())).toEqual(true);
      expect(await store.deleteUntouched($artifact, later())).toEqual(false);
      expect(await store.stat($artifact)).toEqual(undefined);
      expect(await idsOf(store)).toEqual([]);
    });

    it('keeps what was put, put again or asked for since', async () => {
      for (const use of ['nothing', 'put', 'stat'] as const) {
        const { store, age } = await create();
        const { $artifact } = await store.put(hello);
        await age();
        if (use === 'put') await store.put(hello);
        if (use === 'stat') await store.stat($artifact);
        const halfAnHourAgo = Date.now() - 1_800_000;
        expect(await store.deleteUntouched($artifact, halfAnHourAgo)).toEqual(use === 'nothing');
      }
    });

    it('never loses what is put while it is deleted', async () => {
      const { store, age } = await create();
      const { $artifact } = await store.put(hello);
      for (let round = 0; round < 50; round += 1) {
        await age();
        const moment = Date.now() - 1_800_000;
        const [ref] = await Promise.all([
          store.put(hello, { mediaType: 'text/markdown' }),
          store.deleteUntouched($artifact, moment),
          store.deleteUntouched($artifact, moment),
        ]);
        expect((await store.stat($artifact))?.mediaType).toEqual(ref.mediaType);
      }
    });

    it('does not know files that lie elsewhere', async () => {
      const { store } = await create();
      expect(await store.deleteUntouched('../../etc/passwd', later())).toEqual(false);
    });
  });
}

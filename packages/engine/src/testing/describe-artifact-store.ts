import type { ArtifactStore } from '../artifact/artifact-store.ts';
import { readAll } from '../artifact/read-all.ts';

/** The parts of a test runner that contract suites need; those of Vitest and Jest fit. */
export interface TestRunner {
  describe: (title: string, define: () => void) => void;
  it: (title: string, test: () => Promise<void>) => void;
  expect: (value: unknown) => {
    toEqual(expected: unknown): void;
    rejects: { toMatchObject(expected: Record<string, unknown>): Promise<void> };
  };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const hello = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
const onePixelPng = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  ),
  (character) => character.charCodeAt(0),
);

async function* inPieces(...pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

/** Registers the suite that every artifact store has to pass. `create` makes a new, empty store. */
export function describeArtifactStore(
  name: string,
  create: () => ArtifactStore | Promise<ArtifactStore>,
  { describe, it, expect }: TestRunner,
): void {
  const text = async (store: ArtifactStore, id: string, range?: { start: number; end: number }) =>
    new TextDecoder().decode(await readAll(store.read(id, range)));

  describe(`${name} as an artifact store`, () => {
    it('names a file by the SHA-256 of its content', async () => {
      const ref = await (await create()).put(bytes('hello'));
      expect(ref).toEqual({ $artifact: hello, mediaType: 'text/plain', sizeBytes: 5 });
    });

    it('gives back what was put, whole or in pieces', async () => {
      const store = await create();
      const ref = await store.put(inPieces(bytes('he'), bytes(''), bytes('llo')));
      expect(ref.$artifact).toEqual(hello);
      expect(await text(store, hello)).toEqual('hello');
      expect(await store.stat(hello)).toEqual(ref);
    });

    it('keeps an empty file', async () => {
      const store = await create();
      const ref = await store.put(new Uint8Array());
      expect(ref.sizeBytes).toEqual(0);
      expect(await text(store, ref.$artifact)).toEqual('');
    });

    it('reads a range, limited to the content', async () => {
      const store = await create();
      await store.put(bytes('hello'));
      expect(await text(store, hello, { start: 1, end: 3 })).toEqual('el');
      expect(await text(store, hello, { start: 3, end: 99 })).toEqual('lo');
      expect(await text(store, hello, { start: 2, end: 2 })).toEqual('');
      expect(await text(store, hello, { start: 9, end: 12 })).toEqual('');
    });

    it('trusts the content more than the declared media type', async () => {
      const ref = await (await create()).put(onePixelPng, { mediaType: 'text/html' });
      expect([ref.mediaType, ref.width, ref.height]).toEqual(['image/png', 1, 1]);
    });

    it('takes the declared media type where it is more exact, and where nothing else tells', async () => {
      const store = await create();
      const table = await store.put(bytes('a,b\n1,2\n'), { mediaType: 'text/csv; charset=utf-8' });
      const model = await store.put(Uint8Array.of(0, 1, 2, 254), { mediaType: 'model/x' });
      const unknown = await store.put(Uint8Array.of(0, 9, 2, 254));
      expect([table.mediaType, model.mediaType, unknown.mediaType]).toEqual([
        'text/csv',
        'model/x',
        'application/octet-stream',
      ]);
    });

    it('keeps the facts of a file that is put again, unless they were unknown', async () => {
      const store = await create();
      await store.put(bytes('a,b'), { mediaType: 'text/csv' });
      const again = await store.put(bytes('a,b'));
      expect(again.mediaType).toEqual('text/csv');
      await store.put(Uint8Array.of(0, 1, 2));
      const named = await store.put(Uint8Array.of(0, 1, 2), { mediaType: 'model/x' });
      expect(named.mediaType).toEqual('model/x');
      expect((await store.stat(named.$artifact))?.mediaType).toEqual('model/x');
    });

    it('stores equal files put at the same time', async () => {
      const store = await create();
      const refs = await Promise.all(
        Array.from({ length: 8 }, () => store.put(inPieces(bytes('hel'), bytes('lo')))),
      );
      expect(new Set(refs.map((ref) => ref.$artifact))).toEqual(new Set([hello]));
      expect(await text(store, hello)).toEqual('hello');
    });

    it('does not let changes of what was put or read reach the store', async () => {
      const store = await create();
      const source = bytes('hello');
      await store.put(source);
      source.fill(0);
      for await (const chunk of store.read(hello)) chunk.fill(0);
      expect(await text(store, hello)).toEqual('hello');
    });

    it('leaves nothing of a source that fails, and passes its error on', async () => {
      const store = await create();
      const failing = (async function* () {
        yield bytes('hello');
        throw new RangeError('connection lost');
      })();
      await expect(store.put(failing)).rejects.toMatchObject({ message: 'connection lost' });
      expect(await store.stat(hello)).toEqual(undefined);
    });

    it('stops at once when aborted, even while the source hangs', async () => {
      const store = await create();
      const controller = new AbortController();
      const hanging = (async function* () {
        yield bytes('hello');
        controller.abort(new RangeError('no longer wanted'));
        await new Promise(() => {});
      })();
      const result = store.put(hanging, { signal: controller.signal });
      await expect(result).rejects.toMatchObject({ message: 'no longer wanted' });
      expect(await store.stat(hello)).toEqual(undefined);
    });

    it('says which file is missing, and never leaves its folder', async () => {
      const store = await create();
      const missing = { code: 'artifact-not-found', retryable: false };
      await expect(readAll(store.read(hello))).rejects.toMatchObject(missing);
      await expect(readAll(store.read('../../etc/passwd'))).rejects.toMatchObject(missing);
      expect(await store.stat('../../etc/passwd')).toEqual(undefined);
    });

    it('forgets a deleted file and takes it again', async () => {
      const store = await create();
      await store.put(bytes('hello'));
      await store.delete(hello);
      await store.delete(hello);
      expect(await store.stat(hello)).toEqual(undefined);
      await expect(readAll(store.read(hello))).rejects.toMatchObject({
        code: 'artifact-not-found',
      });
      await store.put(bytes('hello'));
      expect(await text(store, hello)).toEqual('hello');
    });
  });
}

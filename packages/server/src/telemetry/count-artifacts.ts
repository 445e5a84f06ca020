import type { ArtifactInventory, ArtifactRef, ArtifactStore } from '@catena/engine';

type Store = ArtifactStore & ArtifactInventory & Required<Pick<ArtifactStore, 'localPath'>>;

/** A store of artifacts that tells of each file that is put into it. */
export function countArtifacts(store: Store, onPut: (artifact: ArtifactRef) => void): Store {
  return {
    async put(source, options) {
      const artifact = await store.put(source, options);
      onPut(artifact);
      return artifact;
    },
    stat: (id) => store.stat(id),
    read: (id, range) => store.read(id, range),
    localPath: (id) => store.localPath(id),
    delete: (id) => store.delete(id),
    list: () => store.list(),
    deleteUntouched: (id, moment) => store.deleteUntouched(id, moment),
    sweepTorn: (moment) => store.sweepTorn(moment),
  };
}

import type { Client } from '@catena/server/client';
import type { CatalogStore } from '../catalog-store.ts';

/** Makes every model known that costs nothing to run, so that it is offered where it fits. */
export async function loadFreeModels(client: Client, catalog: CatalogStore): Promise<void> {
  const { models } = await client.models.search();
  await Promise.all(
    models
      .filter(({ metered }) => !metered)
      .map(({ provider, model }) => catalog.needModel(provider, model)),
  );
}

import { resourceNotFound } from '../errors/replicate-error.ts';
import { account, hardware } from '../models/account.ts';
import { ModelListing } from '../models/model-listing.ts';
import type { ReplicateServices } from '../replicate-services.ts';
import { createReplicateRouter, type ReplicateRouter } from './create-replicate-router.ts';
import { baseUrlOf } from './request-facts.ts';

/** `/v1/collections`, `/v1/hardware` and `/v1/account`: what there is here, to look at. */
export function collectionRoutes(services: ReplicateServices): ReplicateRouter {
  const { publicUrl } = services;
  const models = new ModelListing(services);
  return createReplicateRouter()
    .get('/collections', async (context) => {
      const results = (await models.collections()).map(({ collection }) => {
        const { name, slug, description } = collection;
        return { name, slug, description };
      });
      return context.json({ next: null, previous: null, results });
    })
    .get('/collections/:slug', async (context) => {
      const found = (await models.collections()).find(
        ({ collection }) => collection.slug === context.req.param('slug'),
      );
      if (!found) throw resourceNotFound();
      const { name, slug, description } = found.collection;
      return context.json({
        name,
        slug,
        description,
        full_description: null,
        models: models.show(found.members, baseUrlOf(context, publicUrl)),
      });
    })
    .get('/hardware', (context) => context.json(hardware))
    .get('/account', (context) => context.json(account));
}

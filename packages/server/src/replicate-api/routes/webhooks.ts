import type { ReplicateServices } from '../replicate-services.ts';
import { createReplicateRouter, type ReplicateRouter } from './create-replicate-router.ts';

/** `/v1/webhooks`: the secret that receivers check signatures with. */
export function webhookRoutes({ webhooks }: ReplicateServices): ReplicateRouter {
  return createReplicateRouter().get('/webhooks/default/secret', async (context) =>
    context.json({ key: await webhooks.secret() }),
  );
}

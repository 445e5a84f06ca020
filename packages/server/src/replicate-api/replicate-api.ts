import type { Access } from '../middleware/access.ts';
import { resourceNotFound } from './errors/replicate-error.ts';
import type { ReplicateServices } from './replicate-services.ts';
import { createReplicateRouter, type ReplicateRouter } from './routes/create-replicate-router.ts';
import { collectionRoutes } from './routes/collections.ts';
import { deploymentRoutes } from './routes/deployments.ts';
import { modelRoutes } from './routes/models.ts';
import { deliveryRoutes } from './routes/delivery.ts';
import { fileRoutes } from './routes/files.ts';
import { predictionRoutes } from './routes/predictions.ts';
import { streamRoutes } from './routes/streams.ts';
import { trainingRoutes } from './routes/trainings.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { requireToken } from './limits/require-token.ts';
import { rateLimit } from './limits/rate-limit.ts';

/** Every resource of the API. */
const resources: readonly ((services: ReplicateServices) => ReplicateRouter)[] = [
  predictionRoutes,
  streamRoutes,
  deliveryRoutes,
  fileRoutes,
  webhookRoutes,
  modelRoutes,
  collectionRoutes,
  deploymentRoutes,
  trainingRoutes,
];

/** Who may call the API, and from where. */
export interface ReplicateApiOptions {
  access: Access;
  /** Whether everybody who can call is on this machine. */
  isLocal: boolean;
}

/** Replicate's API, to be mounted under `/v1`. Whoever mounts it turns what it throws into answers. */
export function replicateApi(
  services: ReplicateServices,
  { access, isLocal }: ReplicateApiOptions,
): ReplicateRouter {
  services.webhookGuard.allowsLoopback = isLocal;
  const router = createReplicateRouter();
  router.use(requireToken(access), rateLimit(services.clock, services.createAllowance));
  for (const routes of resources) router.route('/', routes(services));
  router.all('*', () => {
    throw resourceNotFound();
  });
  return router;
}

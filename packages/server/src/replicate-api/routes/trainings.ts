import { ReplicateError, resourceNotFound } from '../errors/replicate-error.ts';
import type { ReplicateServices } from '../replicate-services.ts';
import { createReplicateRouter, type ReplicateRouter } from './create-replicate-router.ts';

/** `/v1/trainings`: nothing can be trained here, and this says so. */
export function trainingRoutes({ hosted }: ReplicateServices): ReplicateRouter {
  return createReplicateRouter()
    .post('/models/:owner/:name/versions/:version/trainings', async (context) => {
      const { owner, name, version } = context.req.param();
      const versions = (await (await hosted.find(owner, name))?.versions()) ?? [];
      if (!versions.some(({ id }) => id === version)) throw resourceNotFound();
      throw new ReplicateError({
        title: 'Training is not supported',
        detail: `The model ${owner}/${name} cannot be trained: this server runs models as they are`,
        status: 400,
      });
    })
    .get('/trainings', (context) => context.json({ next: null, previous: null, results: [] }))
    .on(['GET', 'POST'], ['/trainings/:id', '/trainings/:id/cancel'], () => {
      throw resourceNotFound();
    });
}

import { serveContent } from '../../artifacts/serve-content.ts';
import { resourceNotFound } from '../errors/replicate-error.ts';
import { holdsArtifact } from '../files/own-files.ts';
import type { ReplicateServices } from '../replicate-services.ts';
import { createReplicateRouter, type ReplicateRouter } from './create-replicate-router.ts';

const artifactId = /^[0-9a-f]{64}$/;

/** `/v1/delivery`: files of predictions, for whoever knows their address, as long as they are kept. */
export function deliveryRoutes({ artifacts, predictions }: ReplicateServices): ReplicateRouter {
  return createReplicateRouter().get('/delivery/:token/:artifact/:name', async (context) => {
    const { token, artifact } = context.req.param();
    const record = predictions.recordByToken(token);
    const isHeld = artifactId.test(artifact) && record && holdsArtifact(record, artifact);
    const ref = isHeld ? await artifacts.stat(artifact) : undefined;
    if (!ref) throw resourceNotFound();
    const response = serveContent(artifacts, ref, context.req.raw);
    response.headers.set('cache-control', 'public,max-age=3600');
    return response;
  });
}

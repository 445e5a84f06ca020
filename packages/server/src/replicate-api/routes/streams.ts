import { resourceNotFound } from '../errors/replicate-error.ts';
import type { ReplicateServices } from '../replicate-services.ts';
import { streamPrediction } from '../streams/prediction-stream.ts';
import { createReplicateRouter, type ReplicateRouter } from './create-replicate-router.ts';
import { baseUrlOf } from './request-facts.ts';

/** `/v1/streams`: outputs piece by piece, for whoever knows the address. */
export function streamRoutes({ predictions, publicUrl }: ReplicateServices): ReplicateRouter {
  return createReplicateRouter().get('/streams/:token', (context) => {
    const found = predictions.byToken(context.req.param('token'));
    if (!found) throw resourceNotFound();
    const body = streamPrediction(found, { baseUrl: baseUrlOf(context, publicUrl) });
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        // Proxies that buffer would hold events back.
        'x-accel-buffering': 'no',
      },
    });
  });
}

import type { Context } from 'hono';
import type { AppEnvironment } from '../../middleware/app-environment.ts';
import { readCancelAfter } from '../predictions/cancel-after.ts';
import type { CreateCall } from '../predictions/create-prediction.ts';
import { toPredictionObject, toUnendedObject } from '../predictions/prediction-object.ts';
import { readPreferWait } from '../predictions/prefer-wait.ts';
import type { ReplicateServices } from '../replicate-services.ts';
import { createReplicateRouter, type ReplicateRouter } from './create-replicate-router.ts';
import { readJson } from './read-json.ts';
import { baseUrlOf, momentOf, pagePlaceOf, toPageObject } from './request-facts.ts';

type Target = NonNullable<CreateCall['target']>;

async function create(
  context: Context<AppEnvironment>,
  { predictions, creator, clock, publicUrl }: ReplicateServices,
  target?: Target,
): Promise<Response> {
  const baseUrl = baseUrlOf(context, publicUrl);
  const wait = readPreferWait(context.req.header('prefer'));
  const idempotencyKey = context.req.header('idempotency-key');
  const { id, isRepeated } = await creator.create({
    ...(target && { target }),
    body: await readJson(context),
    cancelAfterMs: readCancelAfter(context.req.header('cancel-after')),
    idempotencyKey,
    baseUrl,
  });
  context.header('Location', `${baseUrl}/v1/predictions/${id}`);
  if (idempotencyKey !== undefined && creator.isIdempotent) {
    context.header('Idempotency-Key', idempotencyKey);
    if (isRepeated) context.header('Idempotent-Replayed', 'true');
  }
  if (!wait) return context.json(toPredictionObject(predictions.get(id), baseUrl), 201);
  context.header('Preference-Applied', wait.applied);
  const deadline = AbortSignal.timeout(Math.ceil(clock.real(wait.seconds * 1000)));
  const hasEnded = await predictions.ended(id, AbortSignal.any([deadline, context.req.raw.signal]));
  const show = hasEnded ? toPredictionObject : toUnendedObject;
  return context.json(show(predictions.get(id), baseUrl), 201);
}

/** `/v1/predictions`, and the creates of models and deployments. */
export function predictionRoutes(services: ReplicateServices): ReplicateRouter {
  const { predictions, publicUrl } = services;
  const targetOf = (context: Context, kind: Target['kind']): Target => ({
    kind,
    owner: context.req.param('owner') ?? '',
    name: context.req.param('name') ?? '',
  });
  return (
    createReplicateRouter()
      .post('/predictions', (context) => create(context, services))
      .post('/models/:owner/:name/predictions', (context) =>
        create(context, services, targetOf(context, 'model')),
      )
      .post('/deployments/:owner/:name/predictions', (context) =>
        create(context, services, targetOf(context, 'deployment')),
      )
      .get('/predictions', (context) => {
        const baseUrl = baseUrlOf(context, publicUrl);
        const [createdAfter, createdBefore] = ['created_after', 'created_before'].map((name) =>
          momentOf(context, name),
        );
        const filter = {
          ...(createdAfter !== undefined && { createdAfter }),
          ...(createdBefore !== undefined && { createdBefore }),
        };
        const page = predictions.list(filter, pagePlaceOf(context));
        return context.json(
          toPageObject(context, page, {
            baseUrl,
            show: (record) => toPredictionObject(record, baseUrl),
          }),
        );
      })
      .get('/predictions/:id', (context) => {
        const record = predictions.get(context.req.param('id'));
        return context.json(toPredictionObject(record, baseUrlOf(context, publicUrl)));
      })
      // Its body is not read: clients send none, and say that it is JSON.
      .post('/predictions/:id/cancel', (context) => {
        const record = predictions.cancel(context.req.param('id'));
        return context.json(toPredictionObject(record, baseUrlOf(context, publicUrl)));
      })
  );
}

import { EngineError } from '@catena/engine';
import type { PreparedCreate } from './prepared-create.ts';
import { predictionSchema, type ApiPrediction } from './replicate-api.ts';
import { replicateError } from './replicate-error.ts';
import type { ReplicateTransport } from './replicate-transport.ts';

/** What a create is sent with. */
export interface SendingParts {
  transport: ReplicateTransport;
  fetch(id: string): Promise<ApiPrediction>;
  /** The service does not call back where it was told to. */
  onWebhookRefused(): void;
}

/**
 * Sends a create once. A webhook that the service does not take is left out: a prediction can be
 * waited for without it.
 *
 * @throws EngineError whose `effect` says whether there may be a prediction all the same.
 */
export async function sendCreate(
  prepared: PreparedCreate,
  parts: SendingParts,
): Promise<ApiPrediction> {
  try {
    return await send(prepared, parts);
  } catch (error) {
    if (prepared.body.webhook === undefined || !isAboutWebhook(error)) throw error;
    parts.onWebhookRefused();
    delete prepared.body.webhook;
    delete prepared.body.webhook_events_filter;
    return send(prepared, parts);
  }
}

async function send(
  { path, headers, body, model }: PreparedCreate,
  { transport, fetch }: SendingParts,
): Promise<ApiPrediction> {
  const about = `model ${model.owner}/${model.name}`;
  try {
    const { json } = await transport.once({
      method: 'POST',
      path,
      about,
      headers,
      body: () => JSON.stringify(body),
    });
    const made = predictionSchema.safeParse(json).data;
    if (made) return made;
  } catch (error) {
    const id = namedBy(error);
    if (id === undefined) throw error;
    return fetch(id).catch(() => {
      throw error;
    });
  }
  throw replicateError({
    code: 'connection-lost',
    message: `The answer of Replicate to the call of ${about} is not whole.`,
    effect: 'unknown',
  });
}

/** The prediction that an answer that broke off has named in its head. */
function namedBy(error: unknown): string | undefined {
  const location = EngineError.isInstance(error) ? error.details?.['location'] : undefined;
  if (typeof location !== 'string') return undefined;
  return /\/predictions\/([\w-]+)$/.exec(location)?.[1];
}

function isAboutWebhook(error: unknown): boolean {
  return (
    EngineError.isInstance(error) &&
    error.code === 'invalid-model-input' &&
    error.details?.['field'] === 'webhook'
  );
}

import type { JsonSchema } from '@catena/engine';
import { inputInvalid } from '../errors/replicate-error.ts';
import { webhookEvents, type WebhookEvent } from '../store/prediction-record.ts';
import { checkValue } from './check-value.ts';

/** The body of a create, its form checked. */
export interface CreateBody {
  version?: string;
  input: Record<string, unknown>;
  webhook?: string;
  webhook_events_filter?: WebhookEvent[];
}

const members: Record<string, JsonSchema> = {
  input: { type: 'object' },
  // Had a meaning once; clients still send it.
  stream: { type: 'boolean' },
  webhook: { type: 'string', format: 'uri' },
  webhook_events_filter: { type: 'array', items: { type: 'string', enum: [...webhookEvents] } },
};

const byModel: JsonSchema = {
  type: 'object',
  required: ['input'],
  properties: members,
  additionalProperties: false,
};

const byVersion: JsonSchema = {
  ...byModel,
  required: ['version', 'input'],
  properties: { version: { type: 'string' }, ...members },
};

/**
 * Checks the body of a create.
 *
 * @param hasVersion - Whether the version stands in the body, instead of a model in the path.
 * @throws ReplicateError 422 with every violation.
 */
export function checkBody(body: unknown, hasVersion: boolean): CreateBody {
  const schema = hasVersion ? byVersion : byModel;
  const value = body ?? {};
  const issues = checkValue({ place: { base: '', path: [] }, value, schema, schemas: {} });
  if (issues.length > 0) throw inputInvalid(issues);
  return value as CreateBody;
}

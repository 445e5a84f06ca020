import type { Context } from 'hono';
import { jsonBody } from '../../middleware/json-body.ts';
import type { AppEnvironment } from '../../middleware/app-environment.ts';

/**
 * Reads a body in JSON; undefined where there is none, whatever the headers say: clients of Replicate
 * say of every request that it is JSON.
 *
 * @throws HttpError 400, 408, 413 or 415.
 */
export async function readJson(context: Context<AppEnvironment>): Promise<unknown> {
  const { body } = context.req.raw;
  if (body === null || context.req.header('content-length') === '0') return undefined;
  await jsonBody({ pace: context.get('pace') })(context, async () => undefined);
  return context.req.json();
}

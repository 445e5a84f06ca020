import type { Context } from 'hono';
import type { AppEnvironment } from '../../middleware/app-environment.ts';
import { limitBody } from '../../middleware/limit-body.ts';

/**
 * Reads a body as text.
 *
 * @throws HttpError 408 or 413.
 */
export async function readText(
  context: Context<AppEnvironment>,
  maxBytes: number,
): Promise<string> {
  const pieces: Uint8Array[] = [];
  const { body } = context.req.raw;
  for await (const piece of limitBody(body, maxBytes, context.get('pace'))) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

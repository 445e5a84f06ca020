import { z } from '@hono/zod-openapi';

/** Whether the server is up. */
export const healthSchema = z
  .object({ status: z.literal('ok'), version: z.string(), uptimeMs: z.number() })
  .openapi('Health');

/** Whether the server is up. */
export type Health = z.infer<typeof healthSchema>;

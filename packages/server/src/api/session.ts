import { z } from '@hono/zod-openapi';

/** The token of the server, for a cookie. */
export const openSessionSchema = z
  .object({ token: z.string().min(1).max(10_000) })
  .openapi('OpenSession');

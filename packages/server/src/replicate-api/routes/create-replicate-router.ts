import { Hono } from 'hono';
import type { AppEnvironment } from '../../middleware/app-environment.ts';

/** A set of routes of Replicate's API. They check requests by themselves, in Replicate's words. */
export type ReplicateRouter = Hono<AppEnvironment>;

export function createReplicateRouter(): ReplicateRouter {
  return new Hono<AppEnvironment>();
}

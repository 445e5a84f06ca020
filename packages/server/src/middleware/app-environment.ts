import type { BodyPace } from './limit-body.ts';

/** What middleware leaves for routes. */
export interface AppEnvironment {
  Variables: { requestId: string; pace: BodyPace };
}

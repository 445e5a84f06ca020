import { onError } from './middleware/on-error.ts';
import { createRouter, type Router } from './routes/create-router.ts';
import { healthRoutes } from './routes/health.ts';
import { runEventRoutes } from './routes/run-events.ts';
import { runRoutes } from './routes/runs.ts';
import type { Services } from './services.ts';

/** Every resource of the API. */
const resources: readonly ((services: Services) => Router)[] = [
  healthRoutes,
  runRoutes,
  runEventRoutes,
];

/** Settings of {@link createApp}. */
export interface AppOptions {
  /** Required with every request but for health, where it is set. */
  token?: string;
}

/** Makes the server's handler of requests. */
export function createApp(services: Services, options: AppOptions = {}): Router {
  const app = createRouter();
  app.onError(onError());
  for (const routes of resources) app.route('/api', routes(services));
  void options;
  return app;
}

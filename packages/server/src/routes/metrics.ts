import type { Services } from '../services.ts';
import { createRouter, type Router } from './create-router.ts';

/** Where Prometheus reads. */
export const metricsPath = '/metrics';

/** `/metrics` */
export function metricsRoutes({ metrics, engine }: Pick<Services, 'metrics' | 'engine'>): Router {
  return createRouter().get(metricsPath, async (context) => {
    const { contentType, text } = await metrics.write(engine.lanes());
    return context.body(text, 200, { 'content-type': contentType, 'cache-control': 'no-store' });
  }) as Router;
}

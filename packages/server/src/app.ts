import type { Logger } from 'pino';
import { callbackRoutes } from './callbacks/callback-routes.ts';
import { callbackPath } from './callbacks/callbacks.ts';
import { createLogger } from './create-logger.ts';
import { notFound } from './errors/not-found.ts';
import { Access, requireAccess } from './middleware/access.ts';
import { hostGuard, isLoopback } from './middleware/host-guard.ts';
import { jsonBody, type JsonLimits } from './middleware/json-body.ts';
import type { BodyPace } from './middleware/limit-body.ts';
import { onError } from './middleware/on-error.ts';
import { originGuard } from './middleware/origin-guard.ts';
import { requestId } from './middleware/request-id.ts';
import { requestMetrics } from './middleware/request-metrics.ts';
import { requestLog } from './middleware/request-log.ts';
import { apiPolicy, notCached, securityHeaders } from './middleware/security-headers.ts';
import { createRouter, type Router } from './routes/create-router.ts';
import { artifactRoutes } from './routes/artifacts.ts';
import { checkRoutes } from './routes/checks.ts';
import { garbageCollectionRoutes } from './routes/garbage-collection.ts';
import { editorRoutes } from './routes/editor.ts';
import { hookRoutes } from './routes/hooks.ts';
import { healthRoutes } from './routes/health.ts';
import { publishedModelRoutes } from './routes/published-models.ts';
import { referenceRoutes } from './routes/reference.ts';
import { importRoutes } from './routes/imports.ts';
import { metricsPath, metricsRoutes } from './routes/metrics.ts';
import { modelRoutes } from './routes/models.ts';
import { nodeTypeRoutes } from './routes/node-types.ts';
import { runEventRoutes } from './routes/run-events.ts';
import { runRoutes } from './routes/runs.ts';
import { sessionRoutes } from './routes/session.ts';
import { settingsRoutes } from './routes/settings.ts';
import { templateRoutes } from './routes/templates.ts';
import { workflowReferenceRoutes } from './routes/workflow-references.ts';
import { workflowRoutes } from './routes/workflows.ts';
import { onReplicateError } from './replicate-api/errors/on-replicate-error.ts';
import { replicateApi } from './replicate-api/replicate-api.ts';
import type { Services } from './services.ts';

/** Every resource of the API. */
const resources: readonly ((services: Services) => Router)[] = [
  healthRoutes,
  workflowRoutes,
  workflowReferenceRoutes,
  publishedModelRoutes,
  templateRoutes,
  settingsRoutes,
  runRoutes,
  runEventRoutes,
  artifactRoutes,
  garbageCollectionRoutes,
  nodeTypeRoutes,
  modelRoutes,
  checkRoutes,
  importRoutes,
];

/** Settings of {@link createApp}. What the configuration of the services says holds beside them. */
export interface AppOptions {
  /** The name or address that the server is bound to. @defaultValue loopback only */
  boundHost?: string;
  /** Whether it is served by TLS. @defaultValue what the public address says */
  isSecure?: boolean;
  /** Limits of bodies in JSON. */
  json?: JsonLimits;
  /** How slow a client may send a body. */
  pace?: BodyPace;
  /** @defaultValue one on standard error, of the level in the configuration */
  logger?: Logger;
}

/** Paths that need no token: whether the server is up, and the place where a token is given. */
const openPaths: ReadonlySet<string> = new Set(['/api/health', '/api/session']);

/** Bodies that are no JSON, whatever they say that they are; their routes read them. */
const uploadPath = '/api/artifacts';

/**
 * Makes the server's handler of requests, to be served by any program that takes a `fetch` handler.
 *
 * @example
 * const app = createApp(await createServices(loadConfig(process.env)));
 * const response = await app.request('/api/health');
 */
export function createApp(services: Services, options: AppOptions = {}): Router {
  const { token, publicUrl, editorFolder, logLevel } = services.config;
  const logger = options.logger ?? createLogger(logLevel);
  const access = new Access(token);
  const pace = options.pace ?? {};
  const readJson = jsonBody({ pace, ...options.json });
  const app = createRouter();
  const [answer, answerAsReplicate] = [onError(logger), onReplicateError(logger)];
  app.onError((error, context) => {
    const isReplicate = context.req.path.startsWith('/v1/');
    return (isReplicate ? answerAsReplicate : answer)(error, context);
  });
  app.notFound((context) => {
    throw notFound('page', context.req.path);
  });
  app.use(requestId(), requestMetrics(services.metrics), requestLog(logger));
  app.on('ALL', ['/api/*', '/v1/*'], securityHeaders(apiPolicy), notCached());
  app.use(hostGuard({ boundHost: options.boundHost, publicUrl }));
  app.use('/api/*', originGuard(publicUrl), requireAccess(access, openPaths));
  app.use(metricsPath, originGuard(publicUrl), requireAccess(access, openPaths));
  app.use('/v1/*', originGuard(publicUrl));
  app.use((context, next) => {
    context.set('pace', pace);
    return next();
  });
  app.use('/api/*', (context, next) =>
    context.req.path === uploadPath ? next() : readJson(context, next),
  );
  for (const routes of resources) app.route('/api', routes(services));
  const isSecure = options.isSecure === true || publicUrl?.startsWith('https:') === true;
  app.route('/api', sessionRoutes(access, isSecure));
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
  });
  app.route('/api', referenceRoutes(app));
  app.all('/api/*', (context) => {
    throw notFound('resource', context.req.path);
  });
  const isLocal = isLoopback(options.boundHost ?? 'localhost') && publicUrl === undefined;
  app.route('/v1', replicateApi(services.replicate, { access, isLocal }));
  app.route(callbackPath, callbackRoutes(services.callbacks));
  app.route('/', metricsRoutes(services));
  app.route('/', hookRoutes(services.inbox));
  app.route('/', editorRoutes(editorFolder));
  return app;
}

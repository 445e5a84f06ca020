import { createRoute, z } from '@hono/zod-openapi';
import { changeSettingsSchema, secretValueSchema, settingsSchema } from '../api/settings.ts';
import { notFound } from '../errors/not-found.ts';
import type { Services } from '../services.ts';
import { describeSettings } from '../settings/describe-settings.ts';
import { effectiveLimits } from '../settings/effective-limits.ts';
import { providerAccounts } from '../settings/provider-accounts.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonBody, jsonResponse, problemResponses } from './responses.ts';

const tags = ['Settings'];
const providerSchema = z.object({ provider: z.string() });
const secretNameSchema = z.object({
  name: z
    .string()
    .regex(
      /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/,
      'a letter, then letters, digits, ".", "-" and "_"; at most 64',
    )
    .meta({ description: 'As `$secret` names it' }),
});

const get = createRoute({
  method: 'get',
  path: '/settings',
  tags,
  summary: 'What the server keeps to; never a token or a secret',
  responses: { 200: jsonResponse(settingsSchema, 'The settings'), ...problemResponses() },
});

const change = createRoute({
  method: 'patch',
  path: '/settings',
  tags,
  summary: 'Sets limits',
  description:
    'Limits hold at once, for runs that start and for what waits in those under way. Those that the server was started with (CATENA_CONCURRENCY, CATENA_MAX_STEPS) win over saved ones.',
  request: { body: jsonBody(changeSettingsSchema) },
  responses: {
    200: jsonResponse(settingsSchema, 'The settings as they are now'),
    ...problemResponses(507),
  },
});

const setToken = createRoute({
  method: 'put',
  path: '/settings/tokens/{provider}',
  tags,
  summary: 'Keeps the token of an account at a provider',
  request: { params: providerSchema, body: jsonBody(secretValueSchema) },
  responses: { 204: { description: 'It is kept' }, ...problemResponses(404, 507) },
});

const removeToken = createRoute({
  method: 'delete',
  path: '/settings/tokens/{provider}',
  tags,
  summary: 'Forgets the token of an account',
  request: { params: providerSchema },
  responses: { 204: { description: 'It is gone' }, ...problemResponses(404) },
});

const setSecret = createRoute({
  method: 'put',
  path: '/settings/secrets/{name}',
  tags,
  summary: 'Keeps a secret that workflows may name',
  request: { params: secretNameSchema, body: jsonBody(secretValueSchema) },
  responses: { 204: { description: 'It is kept' }, ...problemResponses(507) },
});

const removeSecret = createRoute({
  method: 'delete',
  path: '/settings/secrets/{name}',
  tags,
  summary: 'Forgets a secret',
  request: { params: secretNameSchema },
  responses: { 204: { description: 'It is gone' }, ...problemResponses(404) },
});

function requireAccount(provider: string): string {
  if (!providerAccounts.some((account) => account.provider === provider)) {
    throw notFound('provider account', provider);
  }
  return provider;
}

/** `/api/settings` */
export function settingsRoutes(services: Services): Router {
  const { config, engine, secrets, settings } = services;
  return createRouter()
    .openapi(get, async (context) => context.json(await describeSettings(services), 200))
    .openapi(change, async (context) => {
      settings.changeLimits(context.req.valid('json').limits ?? {});
      engine.setLimits(effectiveLimits(config, settings.limits()));
      return context.json(await describeSettings(services), 200);
    })
    .openapi(setToken, async (context) => {
      const provider = requireAccount(context.req.valid('param').provider);
      await secrets.setToken(provider, context.req.valid('json').value);
      return context.body(null, 204);
    })
    .openapi(removeToken, async (context) => {
      const provider = requireAccount(context.req.valid('param').provider);
      if (!(await secrets.setToken(provider, undefined))) throw notFound('token', provider);
      return context.body(null, 204);
    })
    .openapi(setSecret, async (context) => {
      await secrets.set(context.req.valid('param').name, context.req.valid('json').value);
      return context.body(null, 204);
    })
    .openapi(removeSecret, async (context) => {
      const { name } = context.req.valid('param');
      if (!(await secrets.set(name, undefined))) throw notFound('secret', name);
      return context.body(null, 204);
    });
}

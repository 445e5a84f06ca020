import { createRoute, z } from '@hono/zod-openapi';
import type { ArtifactRef, ArtifactStore } from '@catena/engine';
import { artifactSchema } from '../api/runs.ts';
import { guardedHeaders } from '../artifacts/content-headers.ts';
import { snapWidth } from '../artifacts/preview-cache.ts';
import { isKnown, serveContent } from '../artifacts/serve-content.ts';
import { notFound } from '../errors/not-found.ts';
import { checkContentLength, limitBody } from '../middleware/limit-body.ts';
import type { Services } from '../services.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonResponse, problemResponses } from './responses.ts';

const tags = ['Artifacts'];
const params = z.object({ id: z.string().meta({ description: 'SHA-256 of the content' }) });
const bytes = { schema: z.string().openapi({ format: 'binary' }) };

const uploadArtifact = createRoute({
  method: 'post',
  path: '/artifacts',
  tags,
  summary: 'Store a file: the body, as it is',
  request: {
    headers: z.object({
      'content-type': z.string().optional().meta({
        description: 'Used where the content itself does not tell',
      }),
    }),
  },
  responses: {
    201: jsonResponse(artifactSchema, 'The file is stored; equal content is stored once'),
    ...problemResponses(413, 507),
  },
});

const readArtifact = createRoute({
  method: 'get',
  path: '/artifacts/{id}',
  tags,
  summary: 'The content of an artifact; HEAD gives the headers only',
  request: {
    params,
    query: z.object({
      download: z.string().max(400).optional().meta({
        description: 'Name of the file that a browser saves',
      }),
    }),
  },
  responses: {
    200: { description: 'The content', content: { 'application/octet-stream': bytes } },
    206: { description: 'The range that was asked for' },
    304: { description: 'The content is known to who asks' },
    ...problemResponses(404, 416),
  },
});

const getFacts = createRoute({
  method: 'get',
  path: '/artifacts/{id}/facts',
  tags,
  summary: 'What an artifact is',
  request: { params },
  responses: { 200: jsonResponse(artifactSchema, 'The facts'), ...problemResponses(404) },
});

const getPreview = createRoute({
  method: 'get',
  path: '/artifacts/{id}/preview',
  tags,
  summary: 'A small picture of an image',
  request: {
    params,
    query: z.object({
      width: z.coerce.number().int().min(16).max(1024).default(256).meta({
        description: 'Pixels; the next larger one of some sizes is given',
      }),
    }),
  },
  responses: {
    200: { description: 'The picture', content: { 'image/webp': bytes } },
    304: { description: 'The picture is known to who asks' },
    ...problemResponses(404, 422),
  },
});

/** @throws HttpError 404 `artifact-not-found`; also of what is no id of an artifact. */
async function find(artifacts: ArtifactStore, id: string): Promise<ArtifactRef> {
  const ref = /^[0-9a-f]{64}$/.test(id) ? await artifacts.stat(id) : undefined;
  if (!ref) throw notFound('artifact', id);
  return ref;
}

/** `/api/artifacts` */
export function artifactRoutes(
  services: Pick<Services, 'artifacts' | 'previews' | 'config'>,
): Router {
  const { artifacts, previews } = services;
  const { maxUploadBytes } = services.config;
  return createRouter()
    .openapi(uploadArtifact, async (context) => {
      const { body, signal } = context.req.raw;
      checkContentLength(context.req.header('content-length'), maxUploadBytes);
      const mediaType = context.req.header('content-type');
      const ref = await artifacts.put(limitBody(body, maxUploadBytes, context.get('pace')), {
        signal,
        ...(mediaType !== undefined && { mediaType }),
      });
      return context.json(ref, 201, { Location: `/api/artifacts/${ref.$artifact}` });
    })
    .openapi(readArtifact, async (context) =>
      serveContent(
        artifacts,
        await find(artifacts, context.req.valid('param').id),
        context.req.raw,
      ),
    )
    .openapi(getFacts, async (context) => {
      const ref = await find(artifacts, context.req.valid('param').id);
      return context.json(ref, 200);
    })
    .openapi(getPreview, async (context) => {
      const { id } = context.req.valid('param');
      const ref = await find(artifacts, id);
      if (!ref.mediaType.startsWith('image/')) throw notFound('preview', id);
      const width = snapWidth(context.req.valid('query').width);
      const etag = `"${id}-${width}"`;
      const headers = { ...guardedHeaders, etag, 'content-type': 'image/webp' };
      if (isKnown(context.req.header('if-none-match'), etag)) {
        return new Response(null, { status: 304, headers });
      }
      const picture = await previews.get(ref, width);
      return new Response(new Uint8Array(picture), { headers });
    });
}

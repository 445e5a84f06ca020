import { createRoute, z } from '@hono/zod-openapi';
import { parseWorkflowReference, semanticHash } from '@catena/engine';
import { workflowReferenceSchema, type ResolvedWorkflow } from '../api/workflow-references.ts';
import { HttpError } from '../errors/http-error.ts';
import type { Services } from '../services.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonResponse, problemResponses } from './responses.ts';

const resolve = createRoute({
  method: 'get',
  path: '/workflow-references',
  tags: ['Workflows'],
  summary: 'The workflow that a workflow node runs, by its reference',
  request: {
    query: z.object({
      reference: z.string().min(1).max(400).meta({
        description: 'The id of a saved workflow, or owner/name or owner/name:version',
      }),
    }),
  },
  responses: {
    200: jsonResponse(workflowReferenceSchema, 'The workflow as it would be run now'),
    ...problemResponses(404),
  },
});

type Parts = Pick<Services, 'workflowSource' | 'workflows' | 'publisher'>;

/** The saved workflow behind a reference, where it is run as it is saved or was published last. */
async function findSaved(reference: string, parts: Parts): Promise<string | undefined> {
  if (await parts.workflows.get(reference)) return reference;
  return parts.publisher.list().find(({ model }) => model === reference)?.workflowId;
}

function unknown(reference: string): HttpError {
  const isFile = parseWorkflowReference(reference).kind === 'file';
  return new HttpError(404, {
    code: 'workflow-not-found',
    message: `There is no workflow "${reference.slice(0, 200)}".`,
    hint: isFile
      ? 'A file beside the workflow is found where the workflow lies in a folder, not on a server.'
      : 'Choose a saved workflow, or one that is published.',
  });
}

/** `/api/workflow-references` */
export function workflowReferenceRoutes(parts: Parts): Router {
  return createRouter().openapi(resolve, async (context) => {
    const { reference } = context.req.valid('query');
    const workflow = await parts.workflowSource.load(reference);
    if (!workflow) throw unknown(reference);
    const workflowId = await findSaved(reference, parts);
    const found: ResolvedWorkflow = {
      workflow,
      hash: semanticHash(workflow),
      ...(workflowId !== undefined && { workflowId }),
    };
    return context.json(found, 200);
  });
}

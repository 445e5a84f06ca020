import { HttpError } from '../errors/http-error.ts';
import { notFound } from '../errors/not-found.ts';
import { checkContentLength, limitBody } from '../middleware/limit-body.ts';
import { createRouter, type Router } from '../routes/create-router.ts';
import type { Callbacks } from './callbacks.ts';

/** A container sends the files of an output within its call. */
const mostBytes = 256 * 1024 * 1024;

/** `/callbacks/{token}`: what services call back with. Without a token of the server: the path is secret. */
export function callbackRoutes(callbacks: Callbacks | undefined): Router {
  const router = createRouter();
  router.post('/:token', async (context) => {
    const receive = callbacks?.find(context.req.param('token'));
    if (receive === undefined) throw notFound('resource', context.req.path);
    checkContentLength(context.req.header('content-length'), mostBytes);
    const decoder = new TextDecoder();
    const pieces: string[] = [];
    const { body } = context.req.raw;
    for await (const piece of limitBody(body, mostBytes, context.get('pace'))) {
      pieces.push(decoder.decode(piece, { stream: true }));
    }
    receive(parseBody(pieces.join('')));
    return context.body(null, 204);
  });
  return router;
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, {
      code: 'invalid-json',
      message: 'The body of the call is no JSON.',
    });
  }
}

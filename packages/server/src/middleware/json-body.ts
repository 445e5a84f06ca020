import type { Context, MiddlewareHandler } from 'hono';
import { scanJson } from '@catena/engine';
import { HttpError } from '../errors/http-error.ts';
import { checkContentLength, limitBody, type BodyPace } from './limit-body.ts';

/** Limits of bodies in JSON. */
export interface JsonLimits {
  /** @defaultValue 16 MiB */
  maxBytes?: number;
  /** Levels of lists and objects, one within the other. @defaultValue 100 */
  maxDepth?: number;
  pace?: BodyPace;
}

const defaultMaxBytes = 16 * 1024 * 1024;
const defaultMaxDepth = 100;
const jsonType = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

function noBody(): HttpError {
  return new HttpError(400, {
    code: 'invalid-json',
    message: 'The request says that it has a body in JSON, but it has none.',
    hint: 'Send the JSON, or leave the header Content-Type out.',
  });
}

async function gather(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece);
  return Buffer.concat(pieces);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HttpError(400, {
      code: 'invalid-utf-8',
      message: 'The body of the request is no text in UTF-8.',
      hint: 'Send JSON as UTF-8.',
    });
  }
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Looks a text through without recursion before anything is made of it. */
function checkJson(text: string, maxDepth: number): void {
  const { fault, tooDeep, duplicates } = scanJson(text, maxDepth);
  if (fault) {
    throw new HttpError(400, {
      code: 'invalid-json',
      message: `The body of the request is not JSON: ${placeOf(text, fault.offset)}: ${fault.reason}.`,
      hint: 'Correct the text there.',
    });
  }
  if (tooDeep) {
    throw new HttpError(400, {
      code: 'too-deep',
      message: `The body of the request is nested deeper than ${maxDepth} levels.`,
      hint: 'Use fewer lists and objects within each other.',
    });
  }
  const [duplicate] = duplicates;
  if (duplicate) {
    throw new HttpError(400, {
      code: 'duplicate-key',
      message: `The body of the request has "${[...duplicate.path].join('.').slice(0, 200)}" twice.`,
      hint: 'Remove or rename one of the two; readers of JSON would silently drop the first.',
    });
  }
}

const methodsWithoutBody: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE']);

/** A request of HTTP/1.1 has a body where one of its headers says so. */
function hasBody(context: Context): boolean {
  const length = context.req.header('content-length');
  if (length !== undefined) return length !== '0';
  return ['transfer-encoding', 'content-type'].some((name) => context.req.header(name));
}

/** Reads bodies in JSON, whole but bounded, and refuses all others. */
export function jsonBody(limits: JsonLimits = {}): MiddlewareHandler {
  const { maxBytes = defaultMaxBytes, maxDepth = defaultMaxDepth } = limits;
  return async (context, next) => {
    const { body } = context.req.raw;
    const type = context.req.header('content-type');
    if (body === null || !hasBody(context)) {
      // Many clients say of every request that it is JSON.
      const needsNone = methodsWithoutBody.has(context.req.method);
      if (!needsNone && type !== undefined && jsonType.test(type)) throw noBody();
      return next();
    }
    checkContentLength(context.req.header('content-length'), maxBytes);
    if (type === undefined || !jsonType.test(type)) {
      throw new HttpError(415, {
        code: 'unsupported-media-type',
        message: `The body of the request is ${type === undefined ? 'of no type' : `"${type.slice(0, 100)}"`}, but JSON is expected.`,
        hint: 'Send JSON with the header Content-Type: application/json.',
      });
    }
    const text = decode(await gather(limitBody(body, maxBytes, limits.pace)));
    checkJson(text, maxDepth);
    // Where the framework looks first.
    Object.assign(context.req.bodyCache, { text: Promise.resolve(text) });
    return next();
  };
}

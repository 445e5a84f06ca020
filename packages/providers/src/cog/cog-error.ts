import { EngineError, type EngineErrorOptions } from '@catena/engine';
import { z } from 'zod';

/** How long a busy container is left alone where nothing else is known. */
const busyRetryMs = 1000;

const beforeConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const detailSchema = z.object({
  detail: z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })),
});
const errorSchema = z.object({ error: z.string() });

/** Where something went wrong. */
export interface CogPlace {
  model: string;
  url: string;
}

/** What a container answered with instead of what was asked. */
export interface CogRefusal {
  status: number;
  body: string;
}

/** Says what an answer of a container means. */
export function toCogError(place: CogPlace, refusal: CogRefusal): EngineError {
  const make = refusals[refusal.status];
  if (make !== undefined) return cogError(make(place, refusal));
  const isServer = refusal.status >= 500;
  return cogError({
    code: 'provider-error',
    message: `The container of ${place.model} at ${place.url} answered with ${refusal.status}${saidBy(refusal)}.`,
    hint: isServer
      ? 'Look into the logs of the container.'
      : 'Check that the address is that of a Cog container (its /health-check answers).',
    retryable: isServer,
    effect: isServer ? 'unknown' : 'none',
  });
}

const refusals: Record<number, (place: CogPlace, refusal: CogRefusal) => EngineErrorOptions> = {
  409: ({ model, url }) => ({
    code: 'rate-limited',
    message: `The container of ${model} at ${url} is busy with other predictions.`,
    retryable: true,
    effect: 'none',
    retryAfterMs: busyRetryMs,
  }),
  413: ({ model, url }) => ({
    code: 'input-too-large',
    message: `The input is larger than the container of ${model} at ${url} takes.`,
    hint: 'Use smaller files, or set CATENA_PUBLIC_URL so that the container can fetch them.',
    effect: 'none',
  }),
  422: (place, refusal) => toInvalidInput(place, refusal),
  503: ({ model, url }) => ({
    code: 'provider-unavailable',
    message: `The container of ${model} at ${url} is not ready.`,
    retryable: true,
    effect: 'none',
  }),
};

function toInvalidInput({ model }: CogPlace, { body }: CogRefusal): EngineErrorOptions {
  const problems = detailSchema.safeParse(parseJson(body)).data?.detail ?? [];
  const said = problems.map(({ loc, msg }) => {
    const field = loc.slice(loc[1] === 'input' ? 2 : 1).join('.');
    return { field, text: `"${field}": ${msg}` };
  });
  const [first] = said;
  const texts = said.map(({ text }) => text).join('; ');
  const text =
    first === undefined ? (errorSchema.safeParse(parseJson(body)).data?.error ?? body) : texts;
  return {
    code: 'invalid-model-input',
    message: `The input of ${model} was refused. ${text}`,
    hint: 'Correct the value; the inputs of the node say what the model takes.',
    effect: 'none',
    ...(first === undefined ? {} : { details: { field: first.field } }),
  };
}

/** Says what a broken connection means; `effect` is of the request that was under way. */
export function toConnectionError(place: CogPlace, cause: unknown): EngineError {
  const code = networkCode(cause);
  const before = code !== undefined && beforeConnected.has(code);
  return cogError({
    code: before ? 'provider-unreachable' : 'connection-lost',
    message: before
      ? `The container of ${place.model} at ${place.url} cannot be reached (${code}).`
      : `The connection to the container of ${place.model} at ${place.url} broke${code === undefined ? '' : ` (${code})`}.`,
    hint: before
      ? 'Start it, or correct its address in CATENA_COG.'
      : 'See whether the container still runs; its logs say why it ended.',
    retryable: true,
    effect: before ? 'none' : 'unknown',
  });
}

/** An error of this provider. */
export function cogError(options: EngineErrorOptions): EngineError {
  return new EngineError({ provider: 'cog', ...options });
}

function networkCode(error: unknown): string | undefined {
  for (let cause = error, depth = 0; depth < 4; depth += 1) {
    if (typeof cause !== 'object' || cause === null) return undefined;
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
    cause = 'cause' in cause ? cause.cause : undefined;
  }
  return undefined;
}

function saidBy({ body }: CogRefusal): string {
  const said = errorSchema.safeParse(parseJson(body)).data?.error;
  return said === undefined ? '' : `: ${said}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

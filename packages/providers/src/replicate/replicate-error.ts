import { EngineError, type EngineErrorOptions } from '@catena/engine';
import { problemSchema } from './replicate-api.ts';

const longestShown = 600;

/** An answer that is no success. */
export interface Refusal {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What was asked for, in words: `model owner/name`. */
export interface Subject {
  about: string;
  /** Code of the error where there is no such thing. @defaultValue `model-not-found` */
  missing?: string | undefined;
}

type Words = Omit<EngineErrorOptions, 'provider' | 'details'>;

interface Read extends Subject {
  /** What the service says of it; ends with a full stop. */
  said: string;
  invalidFields: { field: string }[];
  retryAfterMs: number | undefined;
}

/** An error of this provider. */
export function replicateError(options: EngineErrorOptions): EngineError {
  return new EngineError({ provider: 'replicate', ...options });
}

/** Says what an answer other than a success means, and what can be done about it. */
export function toReplicateError(refusal: Refusal, subject: Subject): EngineError {
  const problem = problemSchema.safeParse(parseJson(refusal.body)).data;
  const detail = problem?.detail ?? problem?.title;
  const text = typeof detail === 'string' ? detail : refusal.body;
  const invalidFields = problem?.invalid_fields ?? [];
  const retryAfterMs = readRetryAfter(refusal, problem?.retry_after, text);
  const read = { ...subject, said: sentence(text), invalidFields, retryAfterMs };
  const isServer = refusal.status >= 500 || refusal.status === 408;
  const words =
    wordsOf[refusal.status]?.(read) ??
    (isServer ? outOfOrder(read, refusal) : refused(read, refusal));
  const first = invalidFields[0]?.field.replace(/^input\.?/, '');
  return replicateError({
    effect: isServer ? 'unknown' : 'none',
    ...words,
    retryAfterMs,
    details: {
      status: refusal.status,
      ...(first !== undefined && first !== '' && { field: first }),
    },
  });
}

const wordsOf: Record<number, (read: Read) => Words> = {
  401: ({ about }) => ({
    code: 'token-refused',
    message: `Replicate does not accept the token (asked for ${about}).`,
    hint: 'Create a token in the settings of your Replicate account and save it in the settings of Catena, or set REPLICATE_API_TOKEN.',
  }),
  402: ({ about, said }) => ({
    code: 'insufficient-credit',
    message: `The Replicate account has not enough credit for ${about}. ${said}`,
    hint: 'Add credit at Replicate, wait a few minutes, and run the step again.',
  }),
  403: ({ about, said }) => ({
    code: 'not-permitted',
    message: `The Replicate account may not use ${about}. ${said}`,
    hint: 'Use the token of an account that may, or ask the owner of the model.',
  }),
  404: ({ about, said, missing }) => ({
    code: missing ?? 'model-not-found',
    message: `Replicate has no ${about}. ${said}`,
    hint:
      missing !== undefined
        ? 'It may belong to another account, or have been deleted.'
        : 'Check owner and name; a private model needs the token of its owner. A model that is not official is run by its version.',
  }),
  413: ({ about }) => ({
    code: 'input-too-large',
    message: `The request for ${about} is larger than Replicate takes.`,
    hint: 'Use smaller files or shorter texts.',
  }),
  422: (read) => invalid(read),
  429: ({ about, said }) => ({
    code: 'rate-limited',
    message: `Replicate takes no more calls at the moment (${about}). ${said}`,
    hint: 'The call is made again when its time has come. An account with little credit may make only few calls a minute.',
    retryable: true,
  }),
};

function invalid({ about, said, invalidFields }: Read): Words {
  if (/version/i.test(said) && invalidFields.length === 0) {
    return {
      code: 'version-not-available',
      message: `Replicate does not run this version of ${about}. ${said}`,
      hint: 'The version may have been disabled or deleted, or be private. Choose another version of the model.',
    };
  }
  return {
    code: 'invalid-model-input',
    message: `Replicate refused the input of ${about}. ${said}`,
    hint: 'Correct the values; the inputs of the node say what the model takes.',
  };
}

function outOfOrder({ about, said }: Read, { status }: Refusal): Words {
  return {
    code: 'provider-unavailable',
    message: `Replicate answered ${status} (${about}). ${said}`,
    hint: 'Try again in a few minutes.',
    retryable: true,
  };
}

function refused({ about, said }: Read, { status, headers }: Refusal): Words {
  if (status >= 300 && status < 400) {
    return {
      code: 'provider-redirects',
      message: `The address of Replicate redirects (${about}), and the token is not sent along${headers['location'] === undefined ? '' : ` to ${originOf(headers['location'])}`}.`,
      hint: 'Set CATENA_REPLICATE_URL to the address that it leads to, if you trust it.',
    };
  }
  return {
    code: 'provider-error',
    message: `Replicate refused the call with ${status} (${about}). ${said}`,
    hint: 'Check that CATENA_REPLICATE_URL is the address of a Replicate API.',
  };
}

/** Milliseconds to wait: of the body, else of the header, else of the words. */
function readRetryAfter(
  { status, headers }: Refusal,
  inBody: number | undefined,
  detail: string,
): number | undefined {
  if (inBody !== undefined) return inBody * 1000;
  const header = headers['retry-after'];
  if (header !== undefined && /^\d+(\.\d+)?$/.test(header)) return Number(header) * 1000;
  if (status !== 429) return undefined;
  const inWords = /~(\d+)s/.exec(detail) ?? /available in (\d+) second/.exec(detail);
  return inWords?.[1] === undefined ? undefined : Number(inWords[1]) * 1000;
}

/** The lines of a problem as one sentence. */
function sentence(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^- /, '').trim());
  const whole = lines.filter((line) => line !== '').join('; ');
  if (whole === '' || whole.startsWith('<')) return '';
  const cut = whole.length > longestShown ? `${whole.slice(0, longestShown)}…` : whole;
  return /[.!?…]$/.test(cut) ? cut : `${cut}.`;
}

function originOf(location: string): string {
  return URL.canParse(location) ? new URL(location).origin : 'another address';
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

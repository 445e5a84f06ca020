import { canonicalJson, sha256, type EngineError, type JsonSchema } from '@catena/engine';
import { Agent, request, type Dispatcher } from 'undici';
import { z } from 'zod';
import { cogError, toCogError, toConnectionError, type CogPlace } from './cog-error.ts';

const healthSchema = z.object({
  status: z.string(),
  setup: z
    .object({ logs: z.string().default('') })
    .partial()
    .nullish(),
  version: z.object({ coglet: z.string() }).partial().nullish(),
  user_healthcheck_error: z.string().nullish(),
});

const schemaSchema = z.looseObject({
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

const inputTypeSchema = z.object({
  components: z.object({ schemas: z.object({ Input: z.object({ type: z.literal('object') }) }) }),
});

const stateSchema = z.object({
  status: z.enum(['starting', 'processing', 'succeeded', 'failed', 'canceled']),
  output: z.unknown().optional(),
  logs: z.string().nullish(),
  error: z.string().nullish(),
  metrics: z.record(z.string(), z.unknown()).nullish(),
});

/** What a container says of itself. */
export type CogHealth = z.infer<typeof healthSchema>;
/** What a container says of a prediction. */
export type CogState = z.infer<typeof stateSchema>;

/** The model in a container: its schema, and the id of what it is. */
export interface CogModelFacts {
  openapiSchema: JsonSchema;
  /** Changes with whatever the schema says; a container names no version of its own. */
  version: string;
}

/** What is sent to make a prediction. */
export interface CogBody {
  id: string;
  input: unknown;
  webhook?: string;
  webhook_events_filter?: readonly string[];
}

/** An answer whose body has not been read. */
export interface CogAnswer {
  status: number;
  isStream: boolean;
  body: Dispatcher.ResponseData['body'];
}

const factsAgeMs = 10_000;
const shortTimeoutMs = 10_000;

/** The HTTP calls of one container. */
export class CogApi {
  readonly place: CogPlace;
  /** Whether the model streams; unknown until it was asked to. */
  streams: boolean | undefined;
  readonly #base: string;
  // A prediction may take hours before the first byte of its answer.
  readonly #agent = new Agent({
    headersTimeout: 0,
    bodyTimeout: 0,
    connectTimeout: shortTimeoutMs,
  });
  #facts: { value: CogModelFacts; at: number } | undefined;

  constructor(place: CogPlace) {
    this.place = place;
    this.#base = place.url.replace(/\/+$/, '');
  }

  async health(): Promise<CogHealth> {
    const read = healthSchema.safeParse(await this.#getJson('/health-check'));
    if (!read.success) throw noContainer(this.place, '/health-check');
    // The server before coglet, in Python, knows no streams.
    if (read.data.version?.coglet === undefined) this.streams = false;
    return read.data;
  }

  /** @throws EngineError `provider-unavailable` while the container has no schema yet. */
  async facts(): Promise<CogModelFacts> {
    if (this.#facts !== undefined && performance.now() - this.#facts.at < factsAgeMs) {
      return this.#facts.value;
    }
    const read = schemaSchema.safeParse(await this.#getJson('/openapi.json'));
    if (!read.success) throw noContainer(this.place, '/openapi.json');
    const { components } = read.data;
    const value = { openapiSchema: { components }, version: sha256(canonicalJson(components)) };
    this.#facts = { value, at: performance.now() };
    return value;
  }

  /** As {@link facts}, without asking again where it is known: for what has run already. */
  async knownFacts(): Promise<CogModelFacts> {
    return this.#facts?.value ?? this.facts();
  }

  /** Makes a prediction, or finds the one of the same id where it runs. */
  async put(
    body: CogBody,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<CogAnswer> {
    return this.#send(`/predictions/${body.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal,
    });
  }

  /**
   * Finds a prediction that runs without being able to start one: a container looks for the id before
   * it looks at the input, and refuses an input that is no object. Undefined where none of the id runs.
   */
  async find(id: string, headers: Record<string, string> = {}): Promise<CogAnswer | undefined> {
    const { openapiSchema } = await this.knownFacts();
    if (!refusesLists(openapiSchema)) return undefined;
    const signal = AbortSignal.timeout(shortTimeoutMs);
    const streaming = 'accept' in headers;
    const answer = await this.put({ id, input: [] }, headers, streaming ? never : signal);
    if (answer.status === 200 || answer.status === 202) return answer;
    const refusal = await readRefusal(answer);
    if (refusal.status === 422 || refusal.status === 404) return undefined;
    throw toCogError(this.place, refusal);
  }

  /** False where no prediction of this id runs. */
  async cancel(id: string): Promise<boolean> {
    const answer = await this.#send(`/predictions/${id}/cancel`, {
      method: 'POST',
      signal: AbortSignal.timeout(shortTimeoutMs),
    });
    const refusal = await readRefusal(answer);
    if (refusal.status === 200) return true;
    if (refusal.status === 404) return false;
    throw toCogError(this.place, refusal);
  }

  async readState(answer: CogAnswer): Promise<CogState> {
    const text = await this.#readText(answer);
    if (answer.status !== 200 && answer.status !== 202) {
      throw toCogError(this.place, { status: answer.status, body: text });
    }
    return parseState(this.place, text);
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  async #getJson(path: string): Promise<unknown> {
    const signal = AbortSignal.timeout(shortTimeoutMs);
    const answer = await this.#send(path, { method: 'GET', signal });
    const body = await this.#readText(answer);
    if (answer.status === 200) return parseJson(body);
    throw toCogError(this.place, { status: answer.status, body });
  }

  async #readText(answer: CogAnswer): Promise<string> {
    try {
      return await answer.body.text();
    } catch (error) {
      throw toConnectionError(this.place, error);
    }
  }

  async #send(
    path: string,
    options: {
      method: 'GET' | 'PUT' | 'POST';
      headers?: Record<string, string>;
      body?: string;
      signal: AbortSignal;
    },
  ): Promise<CogAnswer> {
    try {
      const { statusCode, headers, body } = await request(`${this.#base}${path}`, {
        ...options,
        dispatcher: this.#agent,
      });
      const type = String(headers['content-type'] ?? '');
      return { status: statusCode, isStream: type.startsWith('text/event-stream'), body };
    } catch (error) {
      throw toConnectionError(this.place, error);
    }
  }
}

// A stream that is found again is read for as long as the prediction runs.
const never = new AbortController().signal;

async function readRefusal({ status, body }: CogAnswer): Promise<{ status: number; body: string }> {
  return { status, body: await body.text().catch(() => '') };
}

/** Whether the schema demands an object as input, so that a list can start nothing. */
function refusesLists(openapiSchema: JsonSchema): boolean {
  return inputTypeSchema.safeParse(openapiSchema).success;
}

/** Reads the state of a prediction as containers send it. */
export function parseState(place: CogPlace, text: string): CogState {
  const read = stateSchema.safeParse(parseJson(text));
  if (read.success) return read.data;
  throw cogError({
    code: 'provider-error',
    message: `The container of ${place.model} at ${place.url} sent a prediction that cannot be read.`,
    hint: 'Check the version of Cog it was built with.',
  });
}

function noContainer(place: CogPlace, path: string): EngineError {
  return cogError({
    code: 'provider-error',
    message: `What ${place.url}${path} answers is not what a Cog container answers.`,
    hint: 'Correct the address of the container in CATENA_COG.',
    effect: 'none',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { createHash } from 'node:crypto';
import { canonicalJson } from '@catena/engine';
import { ReplicateError } from '../errors/replicate-error.ts';
import { checkBody, type CreateBody } from '../input/check-body.ts';
import { checkInput } from '../input/check-input.ts';
import { takeFiles, type FileParts } from '../input/resolve-files.ts';
import { newPredictionId, newToken } from '../store/prediction-id.ts';
import type { PredictionRecord } from '../store/prediction-record.ts';
import type { IdempotentCall, PredictionStore } from '../store/prediction-store.ts';
import type { FastClock } from '../time/fast-clock.ts';
import { findVersion, type PredictionTarget, type TargetParts } from './find-version.ts';
import type { PredictionService } from './prediction-service.ts';

/** Decides whether webhooks may be sent to an address. */
export interface WebhookCheck {
  /** @throws ReplicateError 422 where they may not. */
  check(url: string): Promise<void>;
}

export interface CreatorParts extends TargetParts, FileParts {
  service: PredictionService;
  store: PredictionStore;
  clock: FastClock;
  webhooks: WebhookCheck;
  /** Whether the header `Idempotency-Key` has a meaning. */
  isIdempotent: boolean;
}

/** A create as it was asked for. */
export interface CreateCall {
  /** The version is in the body where it is missing. */
  target?: Exclude<PredictionTarget, { kind: 'version' }>;
  body: unknown;
  cancelAfterMs?: number | undefined;
  idempotencyKey?: string | undefined;
  /** Where who asks reaches this server, without a slash at the end. */
  baseUrl: string;
}

/** The prediction of a create. */
export interface Created {
  id: string;
  /** Whether an earlier call with the same key had made it. */
  isRepeated: boolean;
}

const longestKey = 255;

function keyReused(): ReplicateError {
  return new ReplicateError({
    title: 'Idempotency key reused',
    detail: 'This Idempotency-Key was used for another request; use a new one for a new request',
    status: 422,
  });
}

function keyInvalid(): ReplicateError {
  return new ReplicateError({
    title: 'Invalid idempotency key',
    detail: `Idempotency-Key must have 1 to ${longestKey} printable characters`,
    status: 422,
  });
}

/** Makes predictions from requests: checks everything before anything is started. */
export class PredictionCreator {
  readonly #parts: CreatorParts;
  /** Calls with a key that are being answered: their repetitions wait for them. */
  readonly #pending = new Map<string, { request: string; created: Promise<Created> }>();

  constructor(parts: CreatorParts) {
    this.#parts = parts;
  }

  /** Whether the header `Idempotency-Key` has a meaning. */
  get isIdempotent(): boolean {
    return this.#parts.isIdempotent;
  }

  /** @throws ReplicateError 404 or 422. */
  async create(call: CreateCall): Promise<Created> {
    const { idempotencyKey: key } = call;
    if (key === undefined || !this.#parts.isIdempotent) return this.#make(call);
    if (!/^[\u0020-\u007e]{1,255}$/.test(key)) throw keyInvalid();
    const request = createHash('sha256')
      .update(canonicalJson([call.target ?? null, call.body ?? null, call.cancelAfterMs ?? null]))
      .digest('hex');
    const pending = this.#pending.get(key);
    if (pending) {
      if (pending.request !== request) throw keyReused();
      return { ...(await pending.created), isRepeated: true };
    }
    const known = this.#parts.store.findCall(key);
    if (known && known.request !== request) throw keyReused();
    if (known) return { id: known.predictionId, isRepeated: true };
    const created = this.#make(call, { key, request });
    this.#pending.set(key, { request, created });
    try {
      return await created;
    } finally {
      this.#pending.delete(key);
    }
  }

  async #make(call: CreateCall, idempotent?: IdempotentCall): Promise<Created> {
    const { service, clock, webhooks } = this.#parts;
    const body = checkBody(call.body, call.target === undefined);
    const target = call.target ?? { kind: 'version' as const, version: body.version ?? '' };
    const { model, version } = await findVersion(this.#parts, target);
    const checked = checkInput(body.input, version.openapiSchema);
    if (body.webhook !== undefined) await webhooks.check(body.webhook);
    const { input, shown } = await takeFiles(checked, this.#parts);
    const { cancelAfterMs } = call;
    const createdAt = clock.now();
    const record: PredictionRecord = {
      id: newPredictionId(),
      model: `${model.owner}/${model.name}`,
      version: version.id,
      ...(target.kind === 'deployment' && { deployment: `${target.owner}/${target.name}` }),
      input: shown,
      output: null,
      logs: '',
      status: 'starting',
      createdAt,
      ...(cancelAfterMs !== undefined && {
        deadline: Math.round(createdAt + clock.real(cancelAfterMs)),
      }),
      dataRemoved: false,
      ...webhookOf(body),
      baseUrl: call.baseUrl,
      token: newToken(),
      streams: version.streams,
    };
    service.start({
      record,
      version,
      input,
      files: checked.files,
      ...(cancelAfterMs !== undefined && { cancelAfterMs }),
      ...(idempotent && { call: idempotent }),
    });
    return { id: record.id, isRepeated: false };
  }
}

function webhookOf({ webhook, webhook_events_filter: events }: CreateBody) {
  return {
    ...(webhook !== undefined && { webhook }),
    ...(events && { webhookEvents: events }),
  };
}

import { canonicalJson, sleep, type Clock, type Reconciliation } from '@catena/engine';
import { deploymentVersion } from './model-library.ts';
import { nextSearch } from './next-search.ts';
import { shownInput } from './prepare-input.ts';
import type { PreparedCreate } from './prepared-create.ts';
import { pageSchema, predictionSchema, type ApiPrediction } from './replicate-api.ts';
import type { ReplicateTransport } from './replicate-transport.ts';
import { timeOf, toPrediction } from './to-prediction.ts';

/** What clocks may differ by where nothing better is known. */
const clockMarginMs = 5_000;
const firstPauseMs = 300;
const longestPauseMs = 4_000;
const mostPages = 50;

/** What is looked for, and where. */
export interface LostCreate {
  transport: ReplicateTransport;
  clock: Clock;
  prepared: PreparedCreate;
  /** On the service's clock, milliseconds since the epoch. */
  createdAfterMs: number;
  claimed: ReadonlySet<string>;
  /** How long one that is on its way may take to appear. */
  settleMs: number;
  signal: AbortSignal;
}

type Match = ApiPrediction | 'uncertain' | undefined;

/**
 * Looks through the predictions of the account, newest first, for one that a call made whose answer
 * was lost: same model, same version, exactly the same input, made since then, not claimed by another
 * call. Equal calls are interchangeable, so the first match will do. That there is none is believed
 * once the service has had time to make it.
 */
export async function findLostCreate(lost: LostCreate): Promise<Reconciliation> {
  const { clock, settleMs, signal } = lost;
  const startedAt = clock.now();
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    const match = await look(lost);
    if (match === 'uncertain') {
      return {
        kind: 'undecidable',
        reason: 'The inputs of the predictions of that time have been removed.',
      };
    }
    if (match) return { kind: 'found', prediction: toPrediction(match) };
    if (clock.now() - startedAt >= settleMs) return { kind: 'absent' };
    await sleep(clock, pauseMs, signal);
    signal.throwIfAborted();
  }
}

async function look(lost: LostCreate): Promise<Match> {
  let search = '';
  let uncertain: Match;
  for (let page = 0; page < mostPages; page += 1) {
    const { results, next } = await readPage(lost, search);
    for (const item of results) {
      const listed = predictionSchema.safeParse(item).data;
      if (!listed) continue;
      const createdAt = timeOf(listed.created_at);
      if (createdAt !== undefined && createdAt < lost.createdAfterMs - clockMarginMs) {
        return uncertain;
      }
      const match = await compare(listed, lost);
      if (match === 'uncertain') uncertain = match;
      else if (match) return match;
    }
    if (next === undefined) return uncertain;
    search = next;
  }
  return 'uncertain';
}

/** Pages are asked for here by their cursor; the address in `next` may lead anywhere. */
async function readPage({ transport, signal }: LostCreate, search: string) {
  const path = `/predictions${search}`;
  const about = 'the list of predictions';
  const request = { method: 'GET', path, about, missing: 'list-unavailable', signal } as const;
  const page = pageSchema.parse((await transport.repeat(request)).json);
  return { results: page.results, next: nextSearch(page.next) };
}

async function compare(listed: ApiPrediction, lost: LostCreate): Promise<Match> {
  const { prepared, claimed } = lost;
  if (claimed.has(listed.id) || !isOfModel(listed, prepared)) return undefined;
  const whole = listed.input === undefined ? await fetchWhole(listed, lost) : listed;
  if (whole.data_removed === true) return 'uncertain';
  const write = (input: Record<string, unknown>) =>
    canonicalJson(shownInput(input, prepared.openapiSchema));
  const same = write(whole.input ?? {}) === write(prepared.body.input);
  return same ? whole : undefined;
}

async function fetchWhole(listed: ApiPrediction, { transport, signal }: LostCreate) {
  const path = `/predictions/${encodeURIComponent(listed.id)}`;
  const about = `prediction ${listed.id}`;
  const { json } = await transport.repeat({ method: 'GET', path, about, signal });
  return predictionSchema.parse(json);
}

/** Official models have been seen under internal names; a version may be one that was not asked for. */
function isOfModel(listed: ApiPrediction, { model, version, path }: PreparedCreate): boolean {
  const name = `${model.owner}/${model.name}`;
  if (model.version === deploymentVersion) {
    return listed.deployment === undefined || listed.deployment === name;
  }
  if (listed.model === name || listed.model === undefined) return true;
  if (version !== undefined && listed.version === version) return true;
  return path.startsWith('/models/') && listed.model.startsWith('replicate-internal/');
}

/**
 * The output of a prediction as server-sent events: one for each piece of it, from the first, whenever
 * somebody comes; then how it ended.
 */
import { isTerminalPrediction } from '@catena/engine';
import { LivePrediction } from '../predictions/live-prediction.ts';
import { addressesOf, withAddresses } from '../predictions/prediction-object.ts';
import type { PredictionRecord } from '../store/prediction-record.ts';

export interface StreamOptions {
  /** Where who asks reaches this server, without a slash at the end. */
  baseUrl: string;
  /** Time after which silence is broken by a comment, in milliseconds. @defaultValue 15,000 */
  heartbeatMs?: number;
}

const defaultHeartbeatMs = 15_000;
const heartbeat = ': still here\n\n';

/** What Replicate says of a stream of which nothing is kept any more. */
const expired = ':408: 408 Request Timeout\n\n';

const reasons: Readonly<Record<string, { reason?: string }>> = {
  succeeded: {},
  failed: { reason: 'error' },
  canceled: { reason: 'canceled' },
  aborted: { reason: 'canceled' },
};

function writeEvent(event: string, data: string, id: string): string {
  const lines = data.split('\n').map((line) => `data: ${line}\n`);
  return `event: ${event}\nid: ${id}\n${lines.join('')}\n`;
}

function piecesOf({ output }: PredictionRecord): readonly unknown[] {
  if (output === null || output === undefined) return [];
  return Array.isArray(output) ? output : [output];
}

/** Writes what of a prediction has not been written yet. */
class StreamWriter {
  readonly #record: PredictionRecord;
  readonly #baseUrl: string;
  #sentPieces = 0;
  #sentEvents = 0;

  constructor(record: PredictionRecord, baseUrl: string) {
    this.#record = record;
    this.#baseUrl = baseUrl;
  }

  /** The text of new events; with the end where it has come. */
  next(): { text: string; isLast: boolean } {
    const record = this.#record;
    if (record.dataRemoved) return { text: expired, isLast: true };
    const pieces = piecesOf(record);
    const addressOf = addressesOf(record, this.#baseUrl);
    let text = '';
    for (const piece of pieces.slice(this.#sentPieces)) {
      const shown = withAddresses(piece, addressOf);
      text += this.#event('output', typeof shown === 'string' ? shown : JSON.stringify(shown));
    }
    this.#sentPieces = Math.max(this.#sentPieces, pieces.length);
    if (!isTerminalPrediction(record.status)) return { text, isLast: false };
    if (record.status === 'failed') {
      text += this.#event('error', JSON.stringify({ detail: record.error ?? '' }));
    }
    text += this.#event('done', JSON.stringify(reasons[record.status] ?? {}));
    return { text, isLast: true };
  }

  #event(event: string, data: string): string {
    const seconds = Math.floor(this.#record.createdAt / 1000);
    const id = `${seconds}:${this.#sentEvents}`;
    this.#sentEvents += 1;
    return writeEvent(event, data.replaceAll(/\r\n?/g, '\n'), id);
  }
}

/** Resolves at the next change, or after a while; to whether there was a change. */
function changeOf(
  live: LivePrediction,
  heartbeatMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (changed: boolean) => {
      clearTimeout(timer);
      unfollow();
      signal.removeEventListener('abort', onAbort);
      resolve(changed);
    };
    const onAbort = () => settle(false);
    const timer = setTimeout(() => settle(false), heartbeatMs);
    const unfollow = live.follow(() => settle(true));
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Streams a prediction; read only as fast as the client takes it. */
export function streamPrediction(
  prediction: LivePrediction | PredictionRecord,
  { baseUrl, heartbeatMs = defaultHeartbeatMs }: StreamOptions,
): ReadableStream<Uint8Array> {
  const live = prediction instanceof LivePrediction ? prediction : undefined;
  const record = prediction instanceof LivePrediction ? prediction.record : prediction;
  const writer = new StreamWriter(record, baseUrl);
  const encoder = new TextEncoder();
  const gone = new AbortController();
  const nextText = async (): Promise<{ text: string; isLast: boolean }> => {
    for (;;) {
      const written = writer.next();
      if (written.text !== '' || !live || gone.signal.aborted) return written;
      // A change of the log alone says nothing here.
      const hasChanged = await changeOf(live, heartbeatMs, gone.signal);
      if (!hasChanged) return { text: heartbeat, isLast: false };
    }
  };
  return new ReadableStream(
    {
      async pull(controller) {
        const { text, isLast } = await nextText();
        if (gone.signal.aborted) return;
        controller.enqueue(encoder.encode(text));
        if (isLast) controller.close();
      },
      cancel() {
        gone.abort();
      },
    },
    { highWaterMark: 1 },
  );
}

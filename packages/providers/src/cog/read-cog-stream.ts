import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { z } from 'zod';
import type { CogAnswer } from './cog-api.ts';

const outputSchema = z.object({ chunk: z.unknown() });
const logSchema = z.object({ data: z.string() });

/** Hears what a stream says. */
export interface CogStreamListener {
  onStart(): void;
  onOutput(chunk: unknown): void;
  onLog(text: string): void;
}

/** How a stream ended: with the final prediction as JSON, or without. */
export type CogStreamEnd = { completed: string } | { brokenAfter: number; cause?: unknown };

/**
 * Reads a container's stream of events to its end.
 *
 * @param skip - Events that an earlier stream of the same prediction gave; a stream repeats them all.
 */
export async function readCogStream(
  answer: CogAnswer,
  listener: CogStreamListener,
  skip = 0,
): Promise<CogStreamEnd> {
  let completed: string | undefined;
  let failure: string | undefined;
  let count = 0;
  const onEvent = ({ event, data }: EventSourceMessage) => {
    if (event === 'completed') completed = data;
    if (event === 'error') failure = data;
    count += 1;
    if (count > skip) tell(listener, event, data);
  };
  const parser = createParser({ onEvent });
  const decoder = new TextDecoder();
  try {
    for await (const piece of answer.body) {
      parser.feed(decoder.decode(piece as Uint8Array, { stream: true }));
      if (completed !== undefined) return { completed };
      if (failure !== undefined) break;
    }
  } catch (cause) {
    return { brokenAfter: count, cause };
  }
  return { brokenAfter: count, ...(failure === undefined ? {} : { cause: new Error(failure) }) };
}

function tell(listener: CogStreamListener, event: string | undefined, data: string): void {
  if (event === 'start') listener.onStart();
  if (event !== 'output' && event !== 'log') return;
  const value: unknown = JSON.parse(data);
  if (event === 'output') listener.onOutput(outputSchema.parse(value).chunk);
  else listener.onLog(logSchema.parse(value).data);
}

import { availableParallelism } from 'node:os';
import type { InferenceSession } from 'onnxruntime-node';

// More threads than this gain nothing on nets this small.
const mostThreads = 4;
const errorsOnly = 3;

/** Loads a net; the runtime itself is only loaded with the first one. */
export async function openSession(path: string): Promise<InferenceSession> {
  const { InferenceSession: Session } = await import('onnxruntime-node');
  return Session.create(path, {
    intraOpNumThreads: Math.min(mostThreads, availableParallelism()),
    logSeverityLevel: errorsOnly,
  });
}

import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';

const keptCharacters = 2_000;

/** Keeps the end of what a child says on its error stream, without keeping this process alive. */
export function tailOfStderr(child: ChildProcess): () => string {
  let tail = '';
  const stream = child.stderr;
  if (stream instanceof Socket) stream.unref();
  stream?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-keptCharacters);
  });
  return () => tail.trim();
}

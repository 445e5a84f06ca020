/** What a person's wish to stop leads to. */
export interface InterruptHandlers {
  /** The first time: end in an orderly way. */
  onFirst(): void;
  /** The second time: end now. */
  onSecond(): void;
}

// A terminal and npm may both pass on the same Ctrl-C.
const sameWithinMs = 400;

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Listens for Ctrl-C and for requests to end; returns what stops listening. */
export function onInterrupt(handlers: InterruptHandlers): () => void {
  let firstMs: number | undefined;
  const listener = (): void => {
    const nowMs = performance.now();
    if (firstMs === undefined) {
      firstMs = nowMs;
      handlers.onFirst();
    } else if (nowMs - firstMs > sameWithinMs) handlers.onSecond();
  };
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

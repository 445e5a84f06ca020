import { createElement, lazy, useState, type ComponentType } from 'react';

/** Raised when parts that could not be fetched are to be fetched again. */
let round = 0;
const listeners = new Set<() => void>();
const failureListeners = new Set<() => void>();

function listen(to: Set<() => void>, listener: () => void): () => void {
  to.add(listener);
  return () => to.delete(listener);
}

/** Lets every part that could not be fetched be fetched again when it is next drawn. */
export function forgetFailedParts(): void {
  round += 1;
}

/** Fetches again what could not be fetched, and has those draw it who stand in for it. */
export function retryParts(): void {
  forgetFailedParts();
  for (const listener of listeners) listener();
}

/** Calls back when {@link retryParts} is called; returns what ends that. */
export const onPartsRetried = (listener: () => void) => listen(listeners, listener);

/** Calls back when a part could not be fetched; returns what ends that. */
export const onPartFailed = (listener: () => void) => listen(failureListeners, listener);

/**
 * A component that is fetched when it is first drawn. React keeps for ever that it could not be
 * fetched; this one is fetched again after {@link forgetFailedParts} or {@link retryParts}.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let failedIn: number | undefined;
  const fetchPart = () =>
    lazy(async () => {
      try {
        return { default: await load() };
      } catch (error) {
        failedIn = round;
        for (const listener of failureListeners) listener();
        throw error;
      }
    });
  let part = fetchPart();

  function current() {
    if (failedIn !== undefined && failedIn < round) {
      failedIn = undefined;
      part = fetchPart();
    }
    return part;
  }

  return function LazyPart(props: Props) {
    const [Part] = useState(current);
    return createElement(Part as ComponentType<Props>, props);
  };
}

import { EngineError } from '@catena/engine';

const longestShown = 200;

/** An address without what may be secret in it: signatures stand in queries. */
export function showUrl(url: URL): string {
  const text = `${url.origin === 'null' ? `${url.protocol}//${url.host}` : url.origin}${url.pathname}`;
  return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text;
}

/** The error of an address that must not be reached. */
export function urlRefused(
  shown: string,
  reason: string,
  hint = 'Only files on the public internet are fetched. Give the file itself: upload it, or put it beside the workflow.',
): EngineError {
  return new EngineError({
    code: 'url-refused',
    message: `${shown} was not fetched: ${reason}.`,
    hint,
  });
}

/** The error of an address of which nothing came. */
export function urlFailed(
  shown: string,
  reason: string,
  options: { retryable?: boolean; cause?: unknown; status?: number } = {},
): EngineError {
  return new EngineError({
    code: 'url-failed',
    message: `${shown} could not be fetched: ${reason}.`,
    hint: 'Open the address in a browser to see whether it is right, or give the file itself.',
    retryable: options.retryable ?? false,
    ...(options.status !== undefined && { details: { status: options.status } }),
    cause: options.cause,
  });
}

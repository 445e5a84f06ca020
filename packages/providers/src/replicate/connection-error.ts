import type { EngineError } from '@catena/engine';
import { replicateError, type Subject } from './replicate-error.ts';

/** Failures of the way there: no request was sent. */
const beforeSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** The code of a network failure, wherever in the chain of causes it stands. */
export function networkCode(error: unknown): string | undefined {
  for (let cause = error, depth = 0; depth < 5; depth += 1) {
    if (typeof cause !== 'object' || cause === null) return undefined;
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
    cause = 'cause' in cause ? cause.cause : undefined;
  }
  return undefined;
}

/** Says what a broken connection means for the request that was on its way. */
export function toConnectionError(cause: unknown, { about }: Subject): EngineError {
  const code = networkCode(cause);
  const before = code !== undefined && beforeSent.has(code);
  const shown = code === undefined ? '' : ` (${code})`;
  return replicateError({
    code: before ? 'provider-unreachable' : 'connection-lost',
    message: before
      ? `Replicate cannot be reached${shown}, asked for ${about}.`
      : `The connection to Replicate broke${shown} during the request for ${about}.`,
    hint: 'Check the connection of this machine, its proxy settings, and CATENA_REPLICATE_URL where it is set.',
    retryable: true,
    effect: before ? 'none' : 'unknown',
    cause,
  });
}

import { randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % 32]).join('');
}

/** An id as Replicate's: 26 characters of `a-z0-9`. */
export function newPredictionId(): string {
  return randomText(26);
}

/** What nobody guesses: 260 bits, in characters that stand in paths. */
export function newToken(): string {
  return randomText(52);
}

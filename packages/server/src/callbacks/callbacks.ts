import { randomBytes } from 'node:crypto';
import type { CallbackAddress, CallbackAddresses } from '@catena/providers';

/** Path below which services call back. */
export const callbackPath = '/callbacks';

/** The addresses of this server at which services can call back; who knows one may call it. */
export class Callbacks implements CallbackAddresses {
  readonly #base: string;
  readonly #receivers = new Map<string, (body: unknown) => void>();

  /** @param publicUrl - Where services reach this server. */
  constructor(publicUrl: string) {
    this.#base = `${publicUrl.replace(/\/+$/, '')}${callbackPath}`;
  }

  open(receive: (body: unknown) => void): CallbackAddress {
    const token = randomBytes(24).toString('base64url');
    this.#receivers.set(token, receive);
    return {
      url: `${this.#base}/${token}`,
      close: () => void this.#receivers.delete(token),
    };
  }

  /** Who listens at an address; undefined where it is closed. */
  find(token: string): ((body: unknown) => void) | undefined {
    return this.#receivers.get(token);
  }
}

import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { EngineError } from '@catena/engine';
import { checkUrl, type CheckedUrl, type ResolveName } from '../../guard/check-url.ts';
import { isPublicAddress } from '../../guard/is-public-address.ts';
import { inputInvalid } from '../errors/replicate-error.ts';

function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}

async function resolveByMachine(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

const refusals = {
  open: 'Must be an address on the public internet',
  local: 'Must be an address on the public internet or on this machine',
};

/**
 * Decides where webhooks may be sent: to the public internet, and to this machine where only this machine
 * can ask for it. Whoever calls a server from elsewhere must not reach through it what it guards.
 */
export class WebhookGuard {
  /** Whether everybody who can call this server is on this machine. */
  allowsLoopback = false;
  readonly #resolve: ResolveName;

  constructor(resolve: ResolveName = resolveByMachine) {
    this.#resolve = resolve;
  }

  /**
   * Looks at the address of a request.
   *
   * @throws ReplicateError 422 where webhooks may not be sent there.
   */
  async check(url: string): Promise<void> {
    try {
      await this.resolve(url);
    } catch (error) {
      // A name that is not known now may be known when there is something to tell.
      if (!EngineError.isInstance(error) || error.code !== 'url-refused') return;
      const description = this.allowsLoopback ? refusals.local : refusals.open;
      throw inputInvalid([{ type: 'webhook_refused', field: 'webhook', description }]);
    }
  }

  /**
   * The IP addresses to connect to; looked up anew for each try.
   *
   * @throws EngineError `url-refused` or `url-failed`.
   */
  resolve(url: string): Promise<CheckedUrl> {
    const mayReach = (address: string) =>
      isPublicAddress(address) || (this.allowsLoopback && isLoopbackAddress(address));
    return checkUrl(url, { allowedOrigins: new Set(), resolve: this.#resolve, mayReach });
  }
}

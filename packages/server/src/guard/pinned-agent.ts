import { isIPv6, type LookupFunction } from 'node:net';
import { Agent } from 'undici';

/** Times of one connection, in milliseconds. */
export interface ConnectionTimes {
  connectMs: number;
  /** Until the head of the answer, and between two pieces of it. */
  silenceMs: number;
}

/** Connects to the given IP addresses only, whatever the name means by then. */
export function createPinnedAgent(addresses: readonly string[], times: ConnectionTimes): Agent {
  const known = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  const lookup: LookupFunction = (name, options, callback) => {
    const [first] = known;
    if (!first) callback(new Error(`No address of ${name} was checked.`), '', 4);
    else if (options.all) callback(null, known);
    else callback(null, first.address, first.family);
  };
  return new Agent({
    connect: { lookup, timeout: times.connectMs },
    headersTimeout: times.silenceMs,
    bodyTimeout: times.silenceMs,
    connections: 1,
    pipelining: 0,
  });
}

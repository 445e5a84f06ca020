import { isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { HttpError } from '../errors/http-error.ts';

const wildcards = new Set(['0.0.0.0', '::']);

/** A host name as it stands in a URL, without the brackets of IPv6. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

/** Whether a name or an address is of this machine only. */
export function isLoopback(hostname: string): boolean {
  const name = bare(hostname);
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}

/** The name of the host that a request is for; undefined where it is none. */
function hostOf(context: Context): string | undefined {
  const host = context.req.header('host') ?? new URL(context.req.url).host;
  const url = `http://${host}`;
  // Whatever makes a name of something longer.
  if (/[^\w.:[\]-]/.test(host) || !URL.canParse(url)) return undefined;
  return bare(new URL(url).hostname);
}

/** Where the server is reached. */
export interface HostOptions {
  /** The name or address that the server is bound to. @defaultValue loopback only */
  boundHost?: string | undefined;
  /** Another address at which it is reached, such as that of a proxy before it. */
  publicUrl?: string | undefined;
}

/**
 * Refuses requests for other hosts. A page of another site can have its own name lead to this
 * machine (DNS rebinding); its requests then come with that name. An address cannot be taken over so.
 */
export function hostGuard({ boundHost, publicUrl }: HostOptions): MiddlewareHandler {
  const known = new Set<string>();
  if (boundHost !== undefined) known.add(bare(boundHost));
  if (publicUrl !== undefined) known.add(bare(new URL(publicUrl).hostname));
  const takesAddresses = boundHost !== undefined && wildcards.has(bare(boundHost));
  const isOurs = (name: string): boolean =>
    isLoopback(name) || known.has(name) || (takesAddresses && isIP(name) !== 0);
  return async (context, next) => {
    const name = hostOf(context);
    if (name === undefined || !isOurs(name)) {
      throw new HttpError(403, {
        code: 'foreign-host',
        message: `The request is for the host "${(name ?? '?').slice(0, 100)}", which is not this server.`,
        hint: 'Use the address that the server printed, or start it with --public-url and the address that you use.',
      });
    }
    await next();
  };
}

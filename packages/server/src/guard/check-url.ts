import { isIP } from 'node:net';
import { isPublicAddress } from './is-public-address.ts';
import { showUrl, urlFailed, urlRefused } from './url-error.ts';

/** Finds the IP addresses of a name. */
export type ResolveName = (name: string) => Promise<readonly string[]>;

/** What an address is checked against. */
export interface UrlRules {
  /** Origins that may be reached wherever they are, e.g. of configured providers. */
  allowedOrigins: ReadonlySet<string>;
  resolve: ResolveName;
  /** Which IP addresses may be reached else. @defaultValue those of the public internet */
  mayReach?: (address: string) => boolean;
}

/** An address that may be reached, at these IP addresses and no others. */
export interface CheckedUrl {
  url: URL;
  addresses: readonly string[];
}

const longestUrl = 8_000;

function parseUrl(text: string, base?: URL): URL {
  const isUrl = text.length <= longestUrl && URL.canParse(text, base?.href);
  if (isUrl) return new URL(text, base);
  throw urlRefused('The address', 'it is none, or too long');
}

/** The host as the resolver and the network know it: without the brackets around an IPv6 address. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

async function resolveHost(url: URL, resolve: ResolveName): Promise<readonly string[]> {
  const host = hostOf(url);
  // Decimal, octal and hexadecimal forms have been turned into the usual one by the parser.
  if (isIP(host) !== 0) return [host];
  try {
    return await resolve(host);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const retryable = code === 'EAI_AGAIN' || code === 'ETIMEOUT';
    throw urlFailed(showUrl(url), 'its name is not known here', { retryable, cause });
  }
}

/**
 * Checks an address that a stranger may have written: its form, and every IP address that its name
 * stands for now. The connection has to be made to one of these: the name may mean another one later.
 *
 * @param base - Where a redirection comes from.
 * @throws EngineError `url-refused` or `url-failed`.
 */
export async function checkUrl(text: string, rules: UrlRules, base?: URL): Promise<CheckedUrl> {
  const url = parseUrl(text, base);
  const shown = showUrl(url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw urlRefused(shown, 'only addresses with http:// or https:// are fetched');
  }
  if (url.username !== '' || url.password !== '') {
    throw urlRefused(shown, 'it holds a name or a password, which would be sent along');
  }
  const addresses = await resolveHost(url, rules.resolve);
  if (addresses.length === 0) throw urlFailed(shown, 'its name is not known here');
  if (rules.allowedOrigins.has(url.origin) || addresses.every(rules.mayReach ?? isPublicAddress)) {
    return { url, addresses };
  }
  throw urlRefused(shown, 'it leads into this machine or a private network');
}

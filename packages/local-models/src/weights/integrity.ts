import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** The sha512 of a file, as the registry writes it. */
export async function integrityOf(path: string): Promise<string> {
  return `sha512-${(await hashFile(path, 'sha512')).toString('base64')}`;
}

/** The sha256 of a file, in lowercase hex. */
export async function sha256Of(path: string): Promise<string> {
  return (await hashFile(path, 'sha256')).toString('hex');
}

async function hashFile(path: string, algorithm: 'sha256' | 'sha512'): Promise<Buffer> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest();
}

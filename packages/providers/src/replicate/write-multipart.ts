import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ArtifactRef } from '@catena/engine';

const extensions: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/x-wav': 'wav',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'text/plain': 'txt',
  'video/quicktime': 'mov',
};

/** A body that can be made again for another attempt. */
export interface MultipartBody {
  headers: Record<string, string>;
  body(): Readable;
}

/** The form that uploads a file; its content is streamed. */
export function writeMultipart(
  file: ArtifactRef,
  read: () => AsyncIterable<Uint8Array>,
): MultipartBody {
  const boundary = `catena-${randomUUID()}`;
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="content"; filename="${nameOf(file)}"\r\nContent-Type: ${file.mediaType}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* pieces() {
    yield head;
    yield* read();
    yield tail;
  }
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(head.length + file.sizeBytes + tail.length),
    },
    body: () => Readable.from(pieces(), { objectMode: false }),
  };
}

/** Models look at the ending of a name to know what a file is. */
function nameOf({ $artifact, mediaType }: ArtifactRef): string {
  const subtype = mediaType.split('/')[1]?.replace(/[^a-z0-9]/gi, '') ?? '';
  const extension =
    extensions[mediaType] ?? (subtype.length <= 5 && subtype !== '' ? subtype : 'bin');
  return `${$artifact.slice(0, 16)}.${extension}`;
}

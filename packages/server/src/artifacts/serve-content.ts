import type { ArtifactRef, ArtifactStore } from '@catena/engine';
import { contentHeaders } from './content-headers.ts';
import { readRange, type ByteRange } from './read-range.ts';

/** Whether who asks has the content already. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

function toBody(content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const pieces = content[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await pieces.next();
        if (piece.done) controller.close();
        else controller.enqueue(piece.value);
      },
      async cancel() {
        await pieces.return?.();
      },
    },
    // Nothing is opened before somebody reads.
    { highWaterMark: 0 },
  );
}

/** A file, or a part of it, as a request asks for it: with `Range`, `If-None-Match` and `download`. */
export function serveContent(
  artifacts: ArtifactStore,
  ref: ArtifactRef,
  request: Request,
): Response {
  const download = new URL(request.url).searchParams.get('download') ?? undefined;
  const headers = new Headers({ ...contentHeaders(ref, download), 'accept-ranges': 'bytes' });
  const etag = headers.get('etag') ?? '';
  if (isKnown(request.headers.get('if-none-match') ?? undefined, etag)) {
    return new Response(null, { status: 304, headers });
  }
  const ifRange = request.headers.get('if-range');
  const mayBePart = ifRange === null || ifRange === etag;
  const range = readRange(
    mayBePart ? (request.headers.get('range') ?? undefined) : undefined,
    ref.sizeBytes,
  );
  const { start, end }: ByteRange = range ?? { start: 0, end: ref.sizeBytes };
  headers.set('content-length', String(end - start));
  if (range) headers.set('content-range', `bytes ${start}-${end - 1}/${ref.sizeBytes}`);
  const body = request.method === 'HEAD' ? null : toBody(artifacts.read(ref.$artifact, range));
  return new Response(body, { status: range ? 206 : 200, headers });
}

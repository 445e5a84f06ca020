import type { ArtifactRef } from '@catena/engine';

/** What a browser may show in a page of its own: nothing of it can run. */
const passive =
  /^(image\/(png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+|text\/plain)$/;

/** A header value can hold no other type; what is stored comes from strangers. */
const mediaType = /^[a-z]+\/[\w.+-]+$/;

const longestName = 200;

function cleanName(name: string): string {
  // Control characters, and what file systems give a meaning to.
  // oxlint-disable-next-line no-control-regex
  const clean = name.replaceAll(/[\u0000-\u001f\u007f"*/:<>?\\|]/g, '_').trim();
  return Array.from(clean).slice(0, longestName).join('') || 'file';
}

/** `attachment` with a name, in both of the forms that browsers know. */
function attachment(name: string): string {
  const clean = cleanName(name);
  const ascii = clean.replaceAll(/[^\u0020-\u007e]/g, '_');
  const encoded = encodeURIComponent(clean).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function typeOf(ref: ArtifactRef): string {
  return mediaType.test(ref.mediaType) ? ref.mediaType : 'application/octet-stream';
}

/**
 * The headers with which an artifact is served: as what it is and nothing else, unable to script,
 * and saved instead of shown where its type is an active or an unknown one.
 */
export function contentHeaders(ref: ArtifactRef, download?: string): Record<string, string> {
  const type = typeOf(ref);
  const isPassive = passive.test(type);
  let disposition = isPassive ? 'inline' : 'attachment';
  if (download !== undefined) disposition = attachment(download);
  return {
    'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
    'content-disposition': disposition,
    etag: `"${ref.$artifact}"`,
    ...guardedHeaders,
  };
}

/** Of everything that was made from what a stranger may have sent. Content never changes: its name is its hash. */
export const guardedHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'private, max-age=31536000, immutable',
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

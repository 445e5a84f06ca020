const textual = /^(text\/|application\/([\w.-]+\+)?(json|xml|yaml|x-ndjson|javascript)$)/;

/** Media types that a sniffed one leaves open: the content fits them as well. */
const refinements: Record<string, RegExp> = {
  'text/plain': textual,
  'application/json': /[+/-]json$/,
  'application/zip': /\+zip$|^application\/(vnd\.|java-archive)/,
  'video/mp4': /^(audio|video)\/mp4$/,
  'video/webm': /^(audio|video)\/webm$/,
  'video/x-matroska': /^(audio|video)\/(x-)?matroska$/,
  'image/heic': /^image\/hei[cf]$/,
};

/**
 * The media type of a file from what its content tells and what was declared. The content wins; a
 * declared type counts where the content tells nothing, or where it says the same more exactly
 * (`text/csv` for what looks like text).
 */
export function chooseMediaType(sniffed: string | undefined, declared: string | undefined): string {
  const plain = declared?.split(';')[0]?.trim().toLowerCase();
  if (sniffed === undefined) return plain || 'application/octet-stream';
  return plain && refinements[sniffed]?.test(plain) ? plain : sniffed;
}

const replacements: readonly [RegExp, string][] = [
  [/[‘’‚‛′]/g, "'"],
  [/[“”„‟″«»]/g, '"'],
  [/[‐‑]/g, '-'],
  [/[‒–—―]/g, ', '],
  [/…/g, '...'],
  [/€/g, ' euros '],
  [/£/g, ' pounds '],
  [/ß/g, 'ss'],
  [/[æÆ]/g, 'ae'],
  [/[øØ]/g, 'o'],
];

/** Writes text in ASCII, which is all the voices know: without accents, and without what has no such form. */
export function toSpeakable(text: string): string {
  const replaced = replacements.reduce(
    (current, [pattern, replacement]) => current.replace(pattern, replacement),
    text,
  );
  return replaced
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

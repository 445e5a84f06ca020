/** A text on one line, without what would move the cursor or end the line, cut at a length. */
export function oneLine(text: string, longest = 200): string {
  // oxlint-disable-next-line no-control-regex -- these are what is taken out
  const plain = text.replace(/[\u0000-\u001F\u007F-\u009F]+/g, ' ').trim();
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}

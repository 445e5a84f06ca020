const plain = /^[\w@%+=:,./-]+$/;

/** A text as one word of a POSIX shell. */
export function quoteShell(text: string): string {
  return plain.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

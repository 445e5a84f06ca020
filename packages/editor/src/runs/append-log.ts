const mostCharacters = 20_000;
const mostTextCharacters = 200_000;

/** A log with more of it; of a long log the last lines are kept. */
export function appendLog(log: string | undefined, more: string): string {
  const before = log && !log.endsWith('\n') ? `${log}\n` : (log ?? '');
  const whole = before + more;
  if (whole.length <= mostCharacters) return whole;
  const tail = whole.slice(-mostCharacters);
  return tail.slice(tail.indexOf('\n') + 1);
}

/** A streamed text with more of it; of a very long one the end is kept. */
export function appendText(text: string | undefined, more: string): string {
  return ((text ?? '') + more).slice(-mostTextCharacters);
}

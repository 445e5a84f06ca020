// All control characters but the line break and the tab.
const controls = /\p{Cc}/gu;

/** A text from a model or a file, safe to print: it cannot move the cursor or change colours. */
export function printable(text: string): string {
  return text.replace(controls, (character) =>
    character === '\n' || character === '\t' ? character : '\uFFFD',
  );
}

/** What is selected, in full: its inputs, its results, its log, its code; else the workflow itself. */
export function Inspector() {
  return <aside aria-label="Inspector" />;
}

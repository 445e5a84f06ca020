/** Commands, cards, workflows and templates in one search. */
export function CommandBar() {
  return <div role="dialog" aria-label="Command bar" />;
}

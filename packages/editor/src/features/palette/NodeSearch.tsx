/** The search for a node to add, at the pointer. */
export function NodeSearch() {
  return <div role="dialog" aria-label="Add a node" />;
}

/** The graph as a list in the order in which it runs. */
export function OutlinePanel() {
  return <section aria-label="Outline">Outline</section>;
}

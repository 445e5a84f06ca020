/** What runs, ran and came of it, at the bottom of the page. */
export function RunDrawer() {
  return <section aria-label="Runs" />;
}

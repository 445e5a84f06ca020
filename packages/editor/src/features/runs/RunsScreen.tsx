/** All runs of this server. */
export function RunsScreen() {
  return <section aria-label="All runs" />;
}

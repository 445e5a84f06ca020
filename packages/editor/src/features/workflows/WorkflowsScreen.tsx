/** All workflows of this server, and templates. */
export function WorkflowsScreen() {
  return <section aria-label="Workflows" />;
}

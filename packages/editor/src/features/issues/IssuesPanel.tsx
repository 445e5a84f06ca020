/** Everything that is wrong with the document, and where. */
export function IssuesPanel() {
  return <section aria-label="Issues">Issues</section>;
}

/** The canvas of the open document. */
export function Canvas() {
  return <div aria-label="Canvas" />;
}

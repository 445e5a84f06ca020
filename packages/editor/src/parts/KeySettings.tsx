/** Every command with its keys, to look up and to change. */
export function KeySettings() {
  return <div />;
}

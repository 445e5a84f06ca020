/** All commands with their keys. */
export function ShortcutsDialog() {
  return <div role="dialog" aria-label="Keyboard shortcuts" />;
}

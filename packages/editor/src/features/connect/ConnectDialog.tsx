/** Wires the ports of a card by keyboard. */
export function ConnectDialog() {
  return <div role="dialog" aria-label="Connect" />;
}

/** Dialog. */
export function ImportDialog() {
  return null;
}

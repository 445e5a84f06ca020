/** Dialog. */
export function VersionsDialog() {
  return null;
}

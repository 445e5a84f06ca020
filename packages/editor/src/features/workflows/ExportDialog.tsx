/** Dialog. */
export function ExportDialog() {
  return null;
}

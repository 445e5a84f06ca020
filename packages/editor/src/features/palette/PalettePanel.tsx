/** The library: everything that can be put on the canvas, to drag or to add. */
export function PalettePanel() {
  return <section aria-label="Library">Library</section>;
}

/** Finds text on the canvas, in titles and values. */
export function FindBar() {
  return <div role="search" aria-label="Find on the canvas" />;
}

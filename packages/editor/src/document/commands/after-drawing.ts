function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

/** Waits until what was changed is drawn; not at all where nothing is drawn. */
export async function afterDrawing(): Promise<void> {
  if (typeof requestAnimationFrame !== 'function') return;
  await nextFrame();
  await nextFrame();
}

/** How long to wait for a field that takes what was typed, in milliseconds. */
const longestWaitMs = 600;

function isTyped({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey;
}

function hasField({ activeElement }: Document): boolean {
  return activeElement?.matches('input, textarea') === true;
}

/**
 * Keeps keys from what lies below something that is about to open. What was typed goes into its field
 * once that has the focus; `Escape` calls it off.
 *
 * @returns Called when it has opened, or was called off.
 */
export function holdKeys(page: Window, onEscape: () => void): () => void {
  let typed = '';
  function onKey(event: KeyboardEvent) {
    if (hasField(page.document) && typed === '') return;
    event.stopPropagation();
    if (event.key === 'Escape') onEscape();
    else if (isTyped(event)) {
      event.preventDefault();
      typed += event.key;
    }
  }
  page.addEventListener('keydown', onKey, { capture: true });

  function release(deadlineMs: number) {
    const isReady = hasField(page.document);
    if (!isReady && page.performance.now() < deadlineMs) {
      page.requestAnimationFrame(() => release(deadlineMs));
      return;
    }
    page.removeEventListener('keydown', onKey, { capture: true });
    // As if it were typed: frameworks and the field's own undo see it.
    if (isReady && typed !== '') page.document.execCommand('insertText', false, typed);
  }
  return () => release(page.performance.now() + longestWaitMs);
}

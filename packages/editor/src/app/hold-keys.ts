/** How long to wait for what takes the focus, in milliseconds. */
const longestWaitMs = 600;

function isTyped({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey;
}

function hasField({ activeElement }: Document): boolean {
  return activeElement?.matches('input, textarea') === true;
}

/** Something that is about to open. */
export interface AwaitedOpening {
  /** Whether it is still to open, or open. */
  isWanted: () => boolean;
  /** Calls it off. */
  callOff: () => void;
}

/**
 * Keeps keys from what lies below something that is about to open. What was typed goes into its field
 * once that has the focus; `Escape` calls it off. Keys are let through as soon as it has the focus,
 * with a field or without, or is wanted no more.
 *
 * @returns Called when it has opened, or was called off.
 */
export function holdKeys(page: Window, { isWanted, callOff }: AwaitedOpening): () => void {
  const { activeElement: focusBefore, body } = page.document;
  let typed = '';
  function onKey(event: KeyboardEvent) {
    if (hasField(page.document) && typed === '') return;
    event.stopPropagation();
    if (event.key === 'Escape') callOff();
    else if (isTyped(event)) {
      event.preventDefault();
      typed += event.key;
    }
  }
  page.addEventListener('keydown', onKey, { capture: true });

  function isAwaited(): boolean {
    const { activeElement } = page.document;
    return isWanted() && (activeElement === focusBefore || activeElement === body);
  }

  function release(deadlineMs: number) {
    const isReady = hasField(page.document);
    if (!isReady && isAwaited() && page.performance.now() < deadlineMs) {
      page.requestAnimationFrame(() => release(deadlineMs));
      return;
    }
    page.removeEventListener('keydown', onKey, { capture: true });
    // As if it were typed: frameworks and the field's own undo see it.
    if (isReady && typed !== '') page.document.execCommand('insertText', false, typed);
  }
  return () => release(page.performance.now() + longestWaitMs);
}

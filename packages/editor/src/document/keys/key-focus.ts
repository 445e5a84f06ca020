/** Kinds of input elements that no text is typed into. */
const noText: ReadonlySet<string> = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
]);

/** Whether text is typed into an element. */
export function isTextField(element: Element | null): boolean {
  if (!element) return false;
  if (element instanceof HTMLInputElement) return !noText.has(element.type);
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return true;
  return (
    element.closest('[contenteditable="true"], [contenteditable=""], [role="textbox"]') !== null
  );
}

/** What lies over the page and has keys of its own. */
const overPage = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Elements that use arrow keys themselves. */
const withArrows =
  'input, [role="slider"], [role="tablist"], [role="radiogroup"], [role="tree"], [role="grid"], [role="separator"], [role="spinbutton"], audio, video';

/** Elements that Enter and Space press. */
const pressed =
  'button, a[href], summary, input, [role="button"], [role="tab"], [role="option"], [role="switch"], [role="treeitem"]';

const pressKeys: ReadonlySet<string> = new Set(['Enter', ' ']);

/** Whether an element lies in a dialog, a menu or a list that is open over the page. */
export function isOverPage(element: Element | null): boolean {
  return element?.closest(overPage) != null;
}

/** Whether a key without Mod belongs to the element that has the focus. */
export function isKeyOf(element: Element | null, key: string): boolean {
  if (!element) return false;
  if (pressKeys.has(key)) return element.closest(pressed) !== null;
  return key.startsWith('Arrow') && element.closest(withArrows) !== null;
}

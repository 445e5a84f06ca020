import { useEffect } from 'react';
import { countInWords, selectedCards } from '../commands/tab-command.ts';
import type { CommandContext } from '../commands/command.ts';
import { removeCards } from '../edits/remove-cards.ts';
import { placeFiles } from '../files/place-files.ts';
import { isOverPage, isTextField } from '../keys/key-focus.ts';
import type { OpenDocument } from '../workspace-store.ts';
import { copyText } from './copy-text.ts';
import { pasteText } from './paste-text.ts';

/** Commands that the browser's own copy, cut and paste stand for. */
export const clipboardCommandIds: ReadonlySet<string> = new Set([
  'edit.copy',
  'edit.cut',
  'edit.paste',
  'edit.paste-with-edges',
]);

/** The document that the clipboard is about; undefined where it is about a field or a marked text. */
function findTab(context: CommandContext, event: ClipboardEvent): OpenDocument | undefined {
  const element = event.target instanceof Element ? event.target : null;
  const isElsewhere = isTextField(element) || isOverPage(element);
  if (event.defaultPrevented || isElsewhere || context.view.getState().screen !== 'canvas') {
    return undefined;
  }
  return context.workspace.active();
}

function isTextMarked(): boolean {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && selection.toString() !== '';
}

function copy(context: CommandContext, event: ClipboardEvent, cut: boolean): void {
  const tab = isTextMarked() ? undefined : findTab(context, event);
  const cards = tab ? selectedCards(tab) : [];
  if (!tab || cards.length === 0 || (cut && tab.readOnly)) return;
  event.clipboardData?.setData('text/plain', copyText(tab.document.getState().workflow, cards));
  event.preventDefault();
  if (cut) tab.document.edit(`Cut ${countInWords(cards)}`, removeCards(cards), { select: {} });
}

async function paste(context: CommandContext, event: ClipboardEvent, withEdges: boolean) {
  const tab = findTab(context, event);
  if (!tab || tab.readOnly) return;
  const files = [...(event.clipboardData?.files ?? [])];
  const text = event.clipboardData?.getData('text/plain') ?? '';
  event.preventDefault();
  try {
    if (text !== '') await pasteText(context, tab, { text, withEdges });
    else if (files.length > 0) await placeFiles(context, tab, { files });
  } catch (error) {
    const hint = error instanceof Error ? error.message : String(error);
    context.notifier.say({ kind: 'error', text: 'That could not be pasted.', hint });
  }
}

/** Answers the browser's copy, cut and paste until the returned function is called. */
export function listenToClipboard(context: CommandContext, target: Window): () => void {
  // A paste event does not say whether Shift was held.
  let shift = false;
  const noteShift = (event: KeyboardEvent) => {
    shift = event.shiftKey;
  };
  const onCopy = (event: ClipboardEvent) => copy(context, event, false);
  const onCut = (event: ClipboardEvent) => copy(context, event, true);
  const onPaste = (event: ClipboardEvent) => void paste(context, event, shift);
  target.addEventListener('keydown', noteShift, { capture: true });
  target.addEventListener('keyup', noteShift, { capture: true });
  target.addEventListener('copy', onCopy);
  target.addEventListener('cut', onCut);
  target.addEventListener('paste', onPaste);
  return () => {
    target.removeEventListener('keydown', noteShift, { capture: true });
    target.removeEventListener('keyup', noteShift, { capture: true });
    target.removeEventListener('copy', onCopy);
    target.removeEventListener('cut', onCut);
    target.removeEventListener('paste', onPaste);
  };
}

/** Lets copy, cut and paste work on cards and files. Used once, at the top of the page. */
export function useClipboardEvents(context: CommandContext): void {
  useEffect(() => listenToClipboard(context, window), [context]);
}

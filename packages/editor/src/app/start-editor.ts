import { followAddress } from './address.ts';
import type { Editor } from './create-editor.ts';

/** Loads what workflows are made of, restores what was open, and shows what the address names. */
export async function startEditor(editor: Editor, window: Window): Promise<void> {
  const { catalog } = editor.context;
  void catalog.load();
  await followAddress(editor, window);
}

import { useEffect } from 'react';
import { clipboardCommandIds } from '../clipboard/clipboard-events.ts';
import { findCommand } from '../commands/all-commands.ts';
import type { CommandContext } from '../commands/command.ts';
import { runCommand } from '../commands/run-command.ts';
import { chordsOfPress } from './event-chords.ts';
import { isApple } from './is-apple.ts';
import { resolveChord } from './key-chord.ts';
import { matchShortcut, type ShortcutPhase } from './match-shortcut.ts';

/** Keys that make the browser send copy, cut and paste, which need no permission then. */
const nativeKeys = ['Mod+C', 'Mod+X', 'Mod+V', 'Mod+Shift+V'] as const;

function isNative(event: KeyboardEvent): boolean {
  const chords = new Set(nativeKeys.map((keys) => resolveChord(keys, isApple())));
  return chordsOfPress(event).some((chord) => chords.has(chord));
}

/** Listens for shortcuts until the returned function is called. */
export function listenForShortcuts(context: CommandContext, target: Window): () => void {
  const handle = (event: KeyboardEvent, phase: ShortcutPhase) => {
    const { commands } = context.keyMap.getState();
    const source = { commands, findCommand, view: context.view.getState() };
    const command = matchShortcut(event, source, phase);
    if (!command || (clipboardCommandIds.has(command.id) && isNative(event))) return;
    event.preventDefault();
    // Who would see it next must not do something of its own with it.
    if (phase === 'before') event.stopPropagation();
    void runCommand(context, command);
  };
  const before = (event: KeyboardEvent) => handle(event, 'before');
  const after = (event: KeyboardEvent) => handle(event, 'after');
  target.addEventListener('keydown', before, { capture: true });
  target.addEventListener('keydown', after);
  return () => {
    target.removeEventListener('keydown', before, { capture: true });
    target.removeEventListener('keydown', after);
  };
}

/** Lets the keys of all commands work, whatever has the focus. Used once, at the top of the page. */
export function useShortcuts(context: CommandContext): void {
  useEffect(() => listenForShortcuts(context, window), [context]);
}

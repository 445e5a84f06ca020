import type { Command } from '../commands/command.ts';
import type { ViewState } from '../view-store.ts';
import { chordsOfPress } from './event-chords.ts';
import { isKeyOf, isOverPage, isTextField } from './key-focus.ts';

/** When a shortcut is looked for: before the focused element has seen the key, or after. */
export type ShortcutPhase = 'before' | 'after';

interface ShortcutSource {
  commands: ReadonlyMap<string, string>;
  findCommand(id: string): Command | undefined;
  view: Pick<ViewState, 'screen' | 'overlay'>;
}

/** Groups of commands that are about what is seen on the canvas. */
const onCanvas: ReadonlySet<Command['group']> = new Set([
  'Edit',
  'Add',
  'Select',
  'Arrange',
  'Node',
]);

function findByPress(event: KeyboardEvent, source: ShortcutSource): Command | undefined {
  for (const chord of chordsOfPress(event)) {
    const id = source.commands.get(chord);
    const command = id === undefined ? undefined : source.findCommand(id);
    if (command) return command;
  }
  return undefined;
}

function isLeftToPage(event: KeyboardEvent, command: Command, { view }: ShortcutSource): boolean {
  const element = event.target instanceof Element ? event.target : null;
  const isHeld = event.ctrlKey || event.metaKey;
  return (
    event.defaultPrevented ||
    isTextField(element) ||
    isOverPage(element) ||
    (!isHeld && isKeyOf(element, event.key)) ||
    (onCanvas.has(command.group) && view.screen !== 'canvas')
  );
}

/**
 * The command that a key press asks for; undefined where it is for the focused element, or for nobody.
 * Commands that work in fields are found before the element sees the key, all others only where it does
 * not want it.
 */
export function matchShortcut(
  event: KeyboardEvent,
  source: ShortcutSource,
  phase: ShortcutPhase,
): Command | undefined {
  if (event.isComposing || event.getModifierState('AltGraph')) return undefined;
  const command = findByPress(event, source);
  if (!command || (event.repeat && !command.repeats)) return undefined;
  // Without Mod, keys that work in fields could not be typed there.
  const inFields = command.inFields === true && (event.ctrlKey || event.metaKey);
  if (phase === 'before') return inFields ? command : undefined;
  return inFields || isLeftToPage(event, command, source) ? undefined : command;
}

import { notifications } from '@mantine/notifications';
import type { Notifier } from '../document/commands/command.ts';

const colors = { good: 'teal', info: 'indigo', warning: 'yellow', error: 'red' } as const;
const closesAfterMs = { good: 4_000, info: 5_000, warning: 8_000, error: 12_000 } as const;

/**
 * Says things in a corner of the page; the same words again take the place of the first. A hint takes
 * the place of the hint before it: only a few things are shown at once, and the others wait.
 */
export function createNotifier(): Notifier {
  return {
    say({ text, kind, hint }) {
      const id = kind === 'info' ? kind : `${kind}: ${text}`;
      notifications.hide(id);
      notifications.show({
        id,
        ...(hint === undefined ? { message: text } : { title: text, message: hint }),
        color: colors[kind],
        autoClose: closesAfterMs[kind],
        withBorder: true,
        role: kind === 'error' || kind === 'warning' ? 'alert' : 'status',
      });
    },
  };
}

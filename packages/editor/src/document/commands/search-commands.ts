import type { Command } from './command.ts';
import { tabCommand } from './tab-command.ts';

/** Finding things, and finding out how. */
export const searchCommands: readonly Command[] = [
  {
    id: 'view.command-bar',
    label: 'Search commands, nodes and workflows',
    group: 'View',
    keys: ['Mod+K'],
    inFields: true,
    hidden: true,
    run: ({ view }) =>
      view.getState().overlay?.kind === 'command-bar'
        ? view.hide()
        : view.show({ kind: 'command-bar' }),
  },
  tabCommand({
    id: 'view.find',
    label: 'Find on the canvas',
    group: 'View',
    keys: ['Mod+F'],
    inFields: true,
    run: ({ view }) => view.show({ kind: 'find' }),
  }),
  {
    id: 'view.shortcuts',
    label: 'Show all shortcuts',
    group: 'View',
    keys: ['?', 'Mod+/'],
    run: ({ view }) => view.show({ kind: 'shortcuts' }),
  },
  {
    id: 'view.settings',
    label: 'Settings',
    group: 'View',
    keys: ['Mod+,'],
    inFields: true,
    run: ({ view }) => view.show({ kind: 'settings' }),
  },
];

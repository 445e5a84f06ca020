import type { CommandContext } from '../document/commands/command.ts';

const refuse = () =>
  Promise.reject(
    new Error('The browser gives the clipboard only to pages over https or on localhost.'),
  );

/** Stands in where the browser gives no clipboard. */
export const noClipboard: CommandContext['clipboard'] = { readText: refuse, writeText: refuse };

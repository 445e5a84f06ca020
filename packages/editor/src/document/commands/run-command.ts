import type { Command, CommandContext } from './command.ts';

/** Why a command cannot be done now, in words; undefined where it can, or where there is nothing to say. */
export function whyNot(context: CommandContext, command: Command): string | undefined {
  const answer = command.canRun?.(context, context.workspace.active()) ?? true;
  return typeof answer === 'string' ? answer : undefined;
}

/** Whether a command can be done now. */
export function canRun(context: CommandContext, command: Command): boolean {
  return (command.canRun?.(context, context.workspace.active()) ?? true) === true;
}

/**
 * Does a command on the open document. Says why where it cannot be done, or has failed; so every menu,
 * key and button calls this and not the command itself.
 */
export async function runCommand(context: CommandContext, command: Command): Promise<void> {
  if (!canRun(context, command)) {
    const text = whyNot(context, command);
    if (text !== undefined) context.notifier.say({ kind: 'info', text });
    return;
  }
  try {
    await command.run(context, context.workspace.active());
  } catch (error) {
    const hint = error instanceof Error ? error.message : String(error);
    context.notifier.say({ kind: 'error', text: `"${command.label}" could not be done.`, hint });
  }
}

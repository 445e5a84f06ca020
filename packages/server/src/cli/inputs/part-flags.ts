import type { Command } from 'commander';
import type { PartOptions, RunPart } from '@catena/engine';
import { UsageError } from '../errors/usage-error.ts';

/** Which part of a workflow is computed, and where the rest comes from. */
export interface PartFlags {
  to?: string[];
  from?: string[];
  only?: string[];
  failed?: boolean;
  basis?: string;
  pin?: string[];
}

const gather = (value: string, before: string[] = []) => [...before, value];

/** Gives a command the flags of parts. */
export function addPartOptions(command: Command): Command {
  return command
    .option('--to <node>', 'only this node and what it depends on; may be repeated', gather)
    .option('--from <node>', 'only this node and what depends on it; the rest from --basis', gather)
    .option('--only <node>', 'only this node; the rest from --basis', gather)
    .option('--failed', 'only what has no result in --basis')
    .option('--basis <run>', 'the run whose results are taken for what is not computed')
    .option(
      '--pin <node=run>',
      'do not compute this node: it keeps its result of that run',
      gather,
    );
}

function partOf(flags: PartFlags): RunPart | undefined {
  const parts: RunPart[] = (['to', 'from', 'only'] as const).flatMap((kind) => {
    const nodes = flags[kind];
    return nodes ? [{ kind, nodes }] : [];
  });
  if (flags.failed) parts.push({ kind: 'failed' });
  if (parts.length < 2) return parts[0];
  throw new UsageError({
    code: 'conflicting-flags',
    message: `--${parts.map(({ kind }) => kind).join(' and --')} name different parts.`,
    hint: 'Give one of --to, --from, --only and --failed; each of the first three may be repeated.',
  });
}

function pinOf(text: string): readonly [string, string] {
  const position = text.indexOf('=');
  const [node, run] = [text.slice(0, position).trim(), text.slice(position + 1).trim()];
  if (position > 0 && run !== '') return [node, run];
  throw new UsageError({
    code: 'invalid-pin',
    message: `--pin ${text} has no node and run.`,
    hint: 'Write --pin node=run, with the id of the run that has the result.',
  });
}

/** @throws UsageError `conflicting-flags`, `invalid-pin`. */
export function readPartFlags(flags: PartFlags): PartOptions {
  const part = partOf(flags);
  const pins = flags.pin?.map(pinOf);
  return {
    ...(part && { part }),
    ...(flags.basis !== undefined && { basis: flags.basis }),
    ...(pins && { pins: Object.fromEntries(pins) }),
  };
}

/** Follows the help of the commands that take parts. */
export const partHelp = `
Parts:
  --to poster                           what "poster" needs, and no more
  --from poster --basis 01k9z3          "poster" and what follows; what it needs comes from that run
  --failed --basis 01k9z3               what failed there, and what waited for it
  --pin photo=01k9z3                    "photo" is not computed again
`;

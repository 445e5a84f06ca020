import { Command, InvalidArgumentError, Option } from 'commander';
import type { GarbageReport } from '../../garbage/garbage-collector.ts';
import { parseDuration } from '../../replicate-api/time/parse-duration.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { countOf } from '../text/count-of.ts';
import { formatBytes } from '../text/format-bytes.ts';
import { dataOption, jsonOption } from './common-options.ts';
import { withServices } from './with-services.ts';

interface GcFlags {
  dryRun?: boolean;
  grace?: number;
  data?: string;
  json?: boolean;
}

function parseGrace(text: string): number {
  const graceMs = parseDuration(text);
  if (graceMs !== undefined) return graceMs;
  throw new InvalidArgumentError('It must be a time such as 90s, 30m, 24h or 7d.');
}

function describeReport({ dryRun, freedFiles, freedBytes, keptFiles }: GarbageReport): string {
  const freed = `${countOf(freedFiles, 'file')}, ${formatBytes(freedBytes)}`;
  const kept = keptFiles.toLocaleString('en');
  return dryRun ? `would free ${freed}; would keep ${kept}` : `freed ${freed}; kept ${kept}`;
}

/** `catena gc` */
export function createGcCommand(terminal: Terminal): Command {
  return new Command('gc')
    .description('Delete files that no run, result, workflow or upload needs any more')
    .option('--dry-run', 'say what would be freed, and free nothing')
    .addOption(
      new Option('--grace <time>', 'keep what was used within this time (24h)').argParser(
        parseGrace,
      ),
    )
    .addOption(dataOption())
    .addOption(jsonOption('what was freed as JSON'))
    .addHelpText(
      'after',
      '\nA server does the same every 6 hours (CATENA_GC_INTERVAL). It may be at work meanwhile.\n\nExamples:\n  catena gc --dry-run\n  catena gc --grace 7d\n',
    )
    .action((flags: GcFlags) =>
      withServices(terminal, { dataFolder: flags.data }, async ({ garbage }) => {
        const { grace: graceMs } = flags;
        const dryRun = flags.dryRun ?? false;
        const report = await garbage.collect({ dryRun, ...(graceMs !== undefined && { graceMs }) });
        terminal.print(flags.json ? JSON.stringify(report, undefined, 2) : describeReport(report));
      }),
    );
}

import { Command } from 'commander';
import { addPartOptions, partHelp, readPartFlags, type PartFlags } from '../inputs/part-flags.ts';
import { readInputs } from '../inputs/read-inputs.ts';
import { describePlan } from '../report/plan-table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { withServices } from './with-services.ts';
import { loadWorkflow, requireWorkflow } from '../workflow/load-workflow.ts';
import { dataOption, inputHelp, inputOption, jsonOption, parseCount } from './common-options.ts';

interface PlanFlags extends PartFlags {
  input: string[];
  data?: string;
  fresh?: boolean;
  maxSteps?: number;
  json?: boolean;
}

async function planWorkflow(path: string, flags: PlanFlags, terminal: Terminal): Promise<void> {
  const { folder: standingIn } = terminal;
  const loaded = await loadWorkflow(path, standingIn);
  const workflow = requireWorkflow(loaded);
  const overrides = { dataFolder: flags.data, maxSteps: flags.maxSteps };
  await withServices(terminal, overrides, async ({ engine, artifacts }) => {
    const inputs = await readInputs({
      flags: flags.input,
      workflow,
      folder: standingIn,
      artifacts,
    });
    const { lock, folder } = loaded;
    const fresh = flags.fresh ?? false;
    const part = readPartFlags(flags);
    const options = { inputs, folder, fresh, ...part, ...(lock && { lock }) };
    const plan = await engine.plan(workflow, options);
    if (flags.json) terminal.print(JSON.stringify(plan, undefined, 2));
    else terminal.print(...describePlan(plan, terminal.colors));
  });
}

/** `catena plan` */
export function createPlanCommand(terminal: Terminal): Command {
  const command = new Command('plan').description(
    'Show what a run would do: steps, calls, what comes from the cache and why',
  );
  return addPartOptions(command)
    .argument('<workflow>', 'path of a workflow, or of a folder that holds a workflow.json')
    .addOption(inputOption())
    .option('--fresh', 'plan to compute again what is in the cache')
    .option('--max-steps <n>', 'refuse more steps than this (10000)', parseCount)
    .addOption(dataOption())
    .addOption(jsonOption('the plan as JSON'))
    .addHelpText('after', `${inputHelp}${partHelp}\nExamples:\n  catena plan examples/showcase\n`)
    .action((path: string, flags: PlanFlags) => planWorkflow(path, flags, terminal));
}

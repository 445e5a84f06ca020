/** Embeds the meeting: asks before the run what it would do, and again when it has run. */
import type { Engine, RunPlan, Workflow } from '@catena/engine';
import { withExample } from '../open-example.ts';

const inputs = {
  lines: ['We meet again on Monday morning.', 'I will bring the plans for the new garden.'],
  voices: ['awb', 'rms'],
};

function describePlan({ nodes, steps, exact }: RunPlan): string {
  const cached = nodes.reduce((sum, node) => sum + node.cached.length, 0);
  const open = nodes.filter((node) => !node.exact).map(({ id }) => id);
  const more = exact ? '' : `; how many for ${open.join(', ')} will be known under way`;
  return `${steps} steps, ${cached} of them in the cache${more}`;
}

async function printPlan(engine: Engine, workflow: Workflow): Promise<void> {
  console.log(describePlan(await engine.plan(workflow, { inputs })));
}

await withExample('meeting-notes', async ({ workflow, services: { engine } }) => {
  await printPlan(engine, workflow);
  const run = await engine.run(workflow, { inputs });
  const { outputs } = await run.result;
  console.log(outputs['notes']);
  await printPlan(engine, workflow);
});

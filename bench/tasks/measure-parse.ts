import { parseWorkflow } from '@catena/engine';
import { createBenchEngine } from '../create-bench-engine.ts';
import { shapeWorkflow } from '../shapes.ts';
import { meanWarmRound, startMeasuring, type Cost } from '../warm-rounds.ts';

/** What it takes to read a document, and to check it. */
export interface ParseCost {
  /** `JSON.parse` alone. */
  json: Cost;
  /** From the text to a workflow: its form, ids, values. */
  parse: Cost;
  /** Types, axes and all rules. */
  validate: Cost;
  characters: number;
}

async function costOf(steps: number, work: () => unknown): Promise<Cost> {
  const { whole } = await meanWarmRound(steps, async () => {
    const costSoFar = startMeasuring();
    await work();
    return { whole: costSoFar() };
  });
  return whole;
}

/** Reads and checks a layered workflow of so many nodes. */
export async function measureParse({ nodes }: { nodes: number }): Promise<ParseCost> {
  const text = JSON.stringify(shapeWorkflow('layered', nodes));
  const { workflow, issues } = parseWorkflow(text);
  if (!workflow) throw new Error(`The document is wrong: ${issues[0]?.message ?? ''}`);
  const engine = createBenchEngine();
  const found = await engine.validate(workflow);
  if (found.length > 0) throw new Error(`The workflow is wrong: ${found[0]?.message ?? ''}`);
  return {
    json: await costOf(nodes, () => JSON.parse(text) as unknown),
    parse: await costOf(nodes, () => parseWorkflow(text)),
    validate: await costOf(nodes, () => engine.validate(workflow)),
    characters: text.length,
  };
}

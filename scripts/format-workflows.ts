/**
 * Writes the workflows of all examples in the one form that Catena writes, and gives a place to the
 * cards of those that have none.
 *
 * Usage: node --conditions=@catena/source --import tsx scripts/format-workflows.ts [--check | --layout]
 *   --check   change nothing; fail where a file is not in that form or a card has no place
 *   --layout  lay all of them out anew
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { parseWorkflow } from '../packages/engine/src/workflow/parse-workflow.ts';
import { WorkflowGraph } from '../packages/engine/src/workflow/workflow-graph.ts';
import type { Workflow } from '../packages/engine/src/workflow/workflow-schema.ts';
import { writeWorkflow } from '../packages/engine/src/workflow/write-workflow.ts';

const examples = new URL('../examples/', import.meta.url);

/** From card to card, in pixels; a card is 240 wide and about 200 high. */
const pitch = { x: 320, y: 240 };

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Nodes by the length of the longest way to them. */
function toColumns(graph: WorkflowGraph): string[][] {
  const depths = new Map<string, number>();
  const columns: string[][] = [];
  for (const id of graph.topologicalOrder()) {
    const depth = Math.max(-1, ...graph.predecessors(id).map((from) => depths.get(from) ?? 0)) + 1;
    depths.set(id, depth);
    (columns[depth] ??= []).push(id);
  }
  return columns;
}

/** Columns from left to right; each card as near as there is room to the height of those before it. */
function layOut(workflow: Workflow): Record<string, [number, number]> {
  const graph = new WorkflowGraph(workflow);
  const tops = new Map<string, number>();
  const places: Record<string, [number, number]> = {};
  for (const [depth, column] of toColumns(graph).entries()) {
    const wished = column
      .map((id) => {
        const before = graph.predecessors(id).map((from) => tops.get(from) ?? 0);
        return { id, top: before.length === 0 ? 0 : mean(before) };
      })
      .toSorted((one, other) => one.top - other.top);
    let next = -Infinity;
    const stacked = wished.map(({ top }) => {
      const free = Math.max(top, next);
      next = free + pitch.y;
      return free;
    });
    const shift = mean(wished.map(({ top }) => top)) - mean(stacked);
    for (const [index, { id }] of wished.entries()) {
      const top = Math.round(((stacked[index] ?? 0) + shift) / 20) * 20;
      tops.set(id, top);
      places[id] = [depth * pitch.x, top];
    }
  }
  return places;
}

function hasPlaces({ nodes, layout = {} }: Workflow): boolean {
  return Object.keys(nodes).every((id) => Object.hasOwn(layout, id));
}

function format(text: string, relay: boolean): string {
  const { workflow, issues } = parseWorkflow(text);
  if (!workflow) throw new Error(issues.map(({ message }) => message).join('\n'));
  const keep = hasPlaces(workflow) && !relay;
  return writeWorkflow(keep ? workflow : { ...workflow, layout: layOut(workflow) });
}

/** Of all examples: their own, and those beside them that they run. */
async function workflowFiles(): Promise<string[]> {
  const found: string[] = [];
  for (const name of (await readdir(examples)).toSorted()) {
    if (!existsSync(new URL(`${name}/workflow.json`, examples))) continue;
    const files = await readdir(new URL(`${name}/`, examples));
    const workflows = files.filter((file) => /(?<!\.lock)\.json$/.test(file));
    found.push(...workflows.toSorted().map((file) => `${name}/${file}`));
  }
  return found;
}

const flags = process.argv.slice(2);
for (const name of await workflowFiles()) {
  const file = new URL(name, examples);
  const text = await readFile(file, 'utf8');
  const formatted = format(text, flags.includes('--layout'));
  if (formatted === text) continue;
  if (flags.includes('--check')) {
    console.error(`error: examples/${name} is not in the form that Catena writes.`);
    process.exitCode = 1;
  } else {
    await writeFile(file, formatted);
    console.log(`wrote examples/${name}`);
  }
}

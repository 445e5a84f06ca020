import type { NodePlan, RunPlan } from '@catena/engine';
import type { Colors } from '../terminal/terminal.ts';
import { alignColumns } from '../text/align-columns.ts';
import { countOf } from '../text/count-of.ts';
import { describeMiss } from '../text/describe-miss.ts';

function describeSteps(node: NodePlan): string {
  return node.exact ? String(node.steps) : node.steps > 0 ? `${node.steps}+` : '?';
}

function describeWhy(node: NodePlan): string {
  if (node.isWorkflow) return 'as its nodes';
  const parts: string[] = [];
  if (node.given.length > 0) {
    const count = node.given.length === node.steps ? '' : `${node.given.length} `;
    parts.push(`${count}given by run ${node.given[0]?.runId ?? ''}`);
  }
  if (node.cached.length > 0) {
    const runs = [...new Set(node.cached.map(({ runId }) => runId))];
    const more = runs.length > 1 ? ` and ${runs.length - 1} more` : '';
    const count = node.cached.length === node.steps ? '' : `${node.cached.length} `;
    parts.push(`${count}from the cache (run ${runs[0] ?? ''}${more})`);
  }
  const reasons = [...new Set(node.misses.map(({ miss }) => describeMiss(miss)))];
  if (node.misses.length > 0) {
    const count = node.misses.length === node.steps ? '' : `${node.misses.length} `;
    const why = reasons.filter((reason) => reason !== undefined).join('; ');
    parts.push(`${count}to compute${why === '' ? '' : `: ${why}`}`);
  }
  if (node.unknown > 0) {
    const count = node.unknown === node.steps ? '' : `${node.unknown} `;
    parts.push(`${count}known when its input is`);
  }
  return parts.join(', ') || (node.exact ? 'no items' : 'known when its input is');
}

/** A plan as a table for people: a line for each node, then steps and calls as a whole. */
export function describePlan(plan: RunPlan, colors: Colors): string[] {
  const rows = plan.nodes.map((node) => [
    node.id,
    node.model ?? node.type,
    node.fanOut,
    describeSteps(node),
    describeWhy(node),
  ]);
  const head = ['node', 'type or model', 'fan-out', 'steps', 'result'];
  const [titles = '', ...lines] = alignColumns([head, ...rows]);
  const cached = plan.nodes.reduce((sum, node) => sum + node.cached.length, 0);
  const given = plan.nodes.reduce((sum, node) => sum + node.given.length, 0);
  const taken = given > 0 ? `, ${given} from earlier runs` : '';
  const least = plan.exact ? '' : 'at least ';
  const calls = plan.calls.map((call) => {
    const version = call.version === undefined ? '' : `:${call.version.slice(0, 12)}`;
    const count = `${call.exact ? '' : 'at least '}${countOf(call.calls, 'call')}`;
    return `  ${call.provider} ${call.model.split(':')[0] ?? ''}${version}: ${count}`;
  });
  return [
    colors.bold(titles),
    ...lines,
    '',
    `${least}${countOf(plan.steps, 'step')}, ${cached} from the cache${taken}`,
    ...(calls.length > 0 ? ['Calls of models:', ...calls] : ['No calls of models.']),
  ];
}

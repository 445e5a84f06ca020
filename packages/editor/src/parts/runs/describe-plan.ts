import type { Plan } from '@catena/server/client';
import { modelKey, type ModelSet } from '@catena/engine';
import { formatTime } from '../format-time.ts';

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** What a run would do, in a line: `12 steps, 3 from cache, about 8 s`. */
export function describePlan({ steps, exact, nodes, workMs }: Plan): string {
  const cached = nodes.reduce((sum, node) => sum + node.cached.length, 0);
  if (steps > 0 && exact && cached === steps) return `${plural(steps, 'step')}, all from cache`;
  return [
    exact ? plural(steps, 'step') : `at least ${plural(steps, 'step')}`,
    cached > 0 && `${cached} from cache`,
    workMs >= 100 && `about ${formatTime(workMs)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Calls that cost money, where any do. */
export function meteredCalls(plan: Plan, models: ModelSet): Plan['calls'] {
  return plan.calls.filter(({ provider, model, version }) => {
    const names = [model, `${model}:${version}`].map((name) => modelKey(provider, name));
    const known = names.map((name) => models.get(name)).find(Boolean);
    // A model that is not known may cost something.
    return known?.metered ?? true;
  });
}

/** What a run would cost, in a sentence. */
export function describeCost(plan: Plan, models: ModelSet): string {
  const metered = meteredCalls(plan, models);
  if (metered.length === 0) return 'Everything here runs on this machine and costs nothing.';
  const calls = metered.reduce((sum, call) => sum + call.calls, 0);
  const exact = metered.every((call) => call.exact);
  const providers = [...new Set(metered.map(({ provider }) => provider))].join(' and ');
  return `${exact ? '' : 'At least '}${plural(calls, 'call')} of ${providers}, which may be billed.`;
}

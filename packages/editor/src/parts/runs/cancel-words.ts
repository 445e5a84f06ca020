import type { RunView } from '../../runs/node-run.ts';

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** What canceling a run stops, and what of it may still cost something, in sentences. */
export function cancelWords(view: RunView): string[] {
  const { counts, nodes, workflow } = view;
  const active = counts.running + counts.booting;
  const open = counts.waiting + counts.queued + counts.retrying;
  const done = counts.succeeded + counts.cached;
  const providers = new Set<string>();
  for (const { nodeId, counts: of } of nodes.values()) {
    const provider = workflow?.nodes[nodeId]?.provider;
    if (provider !== undefined && provider !== 'local' && of.running + of.booting > 0) {
      providers.add(provider);
    }
  }
  return [
    active > 0 ? `${plural(active, 'step')} under way will be stopped.` : undefined,
    open > 0 ? `${plural(open, 'step')} will not be started.` : undefined,
    done > 0 ? `${plural(done, 'result')} so far will be kept.` : undefined,
    providers.size > 0
      ? `${[...providers].join(' and ')} may bill what is under way up to now.`
      : undefined,
  ].filter((words) => words !== undefined);
}

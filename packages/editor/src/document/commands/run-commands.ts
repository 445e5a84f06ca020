import { parseReference } from '@catena/engine';
import { parseCardId } from '../card-id.ts';
import { drawRunInputs, pickRunInputs } from '../run-inputs.ts';
import type { OpenDocument } from '../workspace-store.ts';
import type { Command, CommandContext, StartRunOptions } from './command.ts';
import { selectedCards, tabCommand } from './tab-command.ts';

function hasNodes(_context: CommandContext, { document }: OpenDocument): true | string {
  return (
    Object.keys(document.getState().workflow.nodes).length > 0 ||
    'There is nothing to run yet. Add a node first.'
  );
}

/** The nodes that the selection asks for: nodes themselves, and those that feed selected outputs. */
export function selectedTargets(tab: OpenDocument): string[] {
  const { outputs = {} } = tab.document.getState().workflow;
  const targets = selectedCards(tab, 'node', 'output').flatMap((card) => {
    const { kind, name } = parseCardId(card);
    if (kind === 'node') return [card];
    const source = parseReference(outputs[name]?.$from ?? '');
    return source?.kind === 'node' ? [source.nodeId] : [];
  });
  return [...new Set(targets)];
}

function needsBasis({ runs }: CommandContext, tab: OpenDocument): true | string {
  if (selectedTargets(tab).length === 0) return 'Select the nodes that are to be run.';
  return runs.basisOf(tab) !== undefined || 'Run the workflow first: its results are the start.';
}

/** On the form a run is given what was entered there; on the canvas the document says it all. */
function startOptions({ view }: CommandContext, tab: OpenDocument): StartRunOptions {
  if (view.getState().screen !== 'form') return {};
  const given = pickRunInputs(tab.document.getState().workflow, tab.runInputs.getState());
  return { inputs: drawRunInputs(given, Math.random) };
}

/** Running and cancelling. Nothing here listens to Escape: a run may be paid for. */
export const runCommands: readonly Command[] = [
  tabCommand({
    id: 'run.start',
    label: 'Run',
    group: 'Run',
    keys: ['Mod+Enter'],
    inFields: true,
    needs: hasNodes,
    run: (context, tab) => context.runs.start(tab, startOptions(context, tab)),
  }),
  tabCommand({
    id: 'run.to-here',
    label: 'Run to here',
    group: 'Run',
    keys: ['Shift+Enter'],
    needs: (_context, tab) =>
      selectedTargets(tab).length > 0 || 'Select the nodes that are to be run.',
    run: ({ runs }, tab) => runs.start(tab, { targets: selectedTargets(tab) }),
  }),
  tabCommand({
    id: 'run.to-here-fresh',
    label: 'Run to here, without the cache',
    group: 'Run',
    needs: (_context, tab) =>
      selectedTargets(tab).length > 0 || 'Select the nodes that are to be run.',
    run: ({ runs }, tab) => runs.start(tab, { targets: selectedTargets(tab), fresh: true }),
  }),
  tabCommand({
    id: 'run.from-here',
    label: 'Run from here',
    group: 'Run',
    needs: needsBasis,
    run: ({ runs }, tab) =>
      runs.start(tab, { part: { kind: 'from', nodes: selectedTargets(tab) } }),
  }),
  tabCommand({
    id: 'run.only-this',
    label: 'Run only this',
    group: 'Run',
    needs: needsBasis,
    run: ({ runs }, tab) =>
      runs.start(tab, { part: { kind: 'only', nodes: selectedTargets(tab) } }),
  }),
  tabCommand({
    id: 'run.failed',
    label: 'Run again what failed',
    group: 'Run',
    needs: ({ runs }, tab) => runs.basisOf(tab)?.failed === true || 'Nothing has failed.',
    run: ({ runs }, tab) => runs.start(tab, { part: { kind: 'failed' } }),
  }),
  tabCommand({
    id: 'run.fresh',
    label: 'Run, without the cache',
    group: 'Run',
    needs: hasNodes,
    run: (context, tab) => context.runs.start(tab, { ...startOptions(context, tab), fresh: true }),
  }),
  tabCommand({
    id: 'run.dry',
    label: 'Try out with sample results',
    group: 'Run',
    needs: hasNodes,
    run: (context, tab) => context.runs.start(tab, { ...startOptions(context, tab), dry: true }),
  }),
  tabCommand({
    id: 'run.cancel',
    label: 'Cancel the run',
    group: 'Run',
    keys: ['Mod+Alt+Enter'],
    inFields: true,
    needs: ({ runs }, tab) => runs.isRunning(tab) || 'Nothing is running in this tab.',
    run: ({ runs }, tab) => runs.cancel(tab),
  }),
];

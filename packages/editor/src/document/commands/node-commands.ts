import { passThrough } from '@catena/engine';
import { parseCardId } from '../card-id.ts';
import { titleOfCard } from '../cards.ts';
import { composeEdits } from '../edits/compose-edits.ts';
import { setFrame } from '../edits/set-frame.ts';
import { setLook } from '../edits/set-look.ts';
import { setNode } from '../edits/set-node.ts';
import { readLayout } from '../layout.ts';
import type { OpenDocument } from '../workspace-store.ts';
import type { Command, CommandContext } from './command.ts';
import { focusInspector } from './focus-inspector.ts';
import {
  countInWords,
  needsCards,
  selectedCard,
  selectedCards,
  tabCommand,
} from './tab-command.ts';

/** Turns something on for all selected nodes; off where all of them have it. */
function toggleNodes(tab: OpenDocument, name: 'bypass' | 'mute', words: readonly [string, string]) {
  const nodes = selectedCards(tab, 'node');
  const { workflow } = tab.document.getState();
  const isOn = nodes.every((id) => workflow.nodes[id]?.[name]);
  tab.document.edit(
    `${words[isOn ? 1 : 0]} ${countInWords(nodes)}`,
    composeEdits(...nodes.map((id) => setNode(id, { [name]: !isOn }))),
  );
}

function needsPassage(context: CommandContext, tab: OpenDocument): true | string {
  const chosen = needsCards('node')(context, tab);
  if (chosen !== true) return chosen;
  const { workflow } = tab.document.getState();
  // Asked while menus are drawn, when nothing may be derived anew.
  const { ports } = tab.analysis.getState();
  const stuck = selectedCards(tab, 'node').find((id) => {
    const known = ports.get(id);
    return !workflow.nodes[id]?.bypass && known?.complete && !passThrough(known);
  });
  return (
    stuck === undefined ||
    `"${titleOfCard(workflow, stuck)}" cannot be bypassed: no single input and output of it have the same type. Mute it instead.`
  );
}

function toggleCollapsed(tab: OpenDocument): void {
  const cards = selectedCards(tab, 'node', 'input', 'output', 'frame');
  const { looks, frames } = readLayout(tab.document.getState().workflow);
  const isCollapsed = (card: string) =>
    (looks[card]?.collapsed ?? frames[parseCardId(card).name]?.collapsed) === true;
  const collapsed = !cards.every(isCollapsed);
  const edits = cards.map((card) =>
    parseCardId(card).kind === 'frame'
      ? setFrame(card, { collapsed })
      : setLook(card, { collapsed }),
  );
  tab.document.edit(
    `${collapsed ? 'Collapse' : 'Expand'} ${countInWords(cards)}`,
    composeEdits(...edits),
  );
}

function toggleFixed(tab: OpenDocument): void {
  const cards = selectedCards(tab);
  const { looks } = readLayout(tab.document.getState().workflow);
  const fixed = !cards.every((card) => looks[card]?.fixed);
  tab.document.edit(
    `${fixed ? 'Fix' : 'Loosen'} ${countInWords(cards)}`,
    composeEdits(...cards.map((card) => setLook(card, { fixed }))),
  );
}

function needsOne(_context: CommandContext, tab: OpenDocument): true | string {
  return selectedCard(tab) !== undefined || 'Select one thing on the canvas first.';
}

function needsModel(context: CommandContext, tab: OpenDocument): true | string {
  const chosen = needsOneNode(context, tab);
  if (chosen !== true) return chosen;
  const node = tab.document.getState().workflow.nodes[selectedCard(tab, 'node') ?? ''];
  return node?.model !== undefined || 'This node runs no model.';
}

function needsOneNode(_context: CommandContext, tab: OpenDocument): true | string {
  return selectedCard(tab, 'node') !== undefined || 'Select one node first.';
}

/** What is done to the selected nodes. */
export const nodeCommands: readonly Command[] = [
  tabCommand({
    id: 'node.details',
    label: 'Open details',
    group: 'Node',
    keys: ['Enter'],
    needs: needsCards(),
    run: focusInspector,
  }),
  tabCommand({
    id: 'node.rename',
    label: 'Rename',
    group: 'Node',
    keys: ['F2'],
    edits: true,
    needs: needsOne,
    run: ({ canvas }, tab) => canvas.rename(selectedCard(tab) ?? ''),
  }),
  tabCommand({
    id: 'node.bypass',
    label: 'Bypass',
    group: 'Node',
    keys: ['Mod+B'],
    edits: true,
    needs: needsPassage,
    run: (_context, tab) => toggleNodes(tab, 'bypass', ['Bypass', 'Stop bypassing']),
  }),
  tabCommand({
    id: 'node.mute',
    label: 'Mute',
    group: 'Node',
    keys: ['Ctrl+M'],
    edits: true,
    needs: needsCards('node'),
    run: (_context, tab) => toggleNodes(tab, 'mute', ['Mute', 'Unmute']),
  }),
  tabCommand({
    id: 'node.collapse',
    label: 'Collapse or expand',
    group: 'Node',
    keys: ['Alt+C'],
    edits: true,
    needs: needsCards('node', 'input', 'output', 'frame'),
    run: (_context, tab) => toggleCollapsed(tab),
  }),
  tabCommand({
    id: 'node.fix',
    label: 'Fix in place or loosen',
    group: 'Node',
    edits: true,
    needs: needsCards(),
    run: (_context, tab) => toggleFixed(tab),
  }),
  tabCommand({
    id: 'node.connect',
    label: 'Connect to …',
    group: 'Node',
    keys: ['C'],
    edits: true,
    needs: needsOne,
    run: ({ view }, tab) => view.show({ kind: 'connect', card: selectedCard(tab) ?? '' }),
  }),
  tabCommand({
    id: 'node.replace',
    label: 'Replace with …',
    group: 'Node',
    keys: ['R'],
    edits: true,
    needs: needsOneNode,
    run: ({ view }, tab) =>
      view.show({ kind: 'node-search', replace: selectedCard(tab, 'node') ?? '' }),
  }),
  tabCommand({
    id: 'node.model-version',
    label: 'Version of the model …',
    group: 'Node',
    edits: true,
    needs: needsModel,
    run: ({ view }, tab) =>
      view.show({ kind: 'model-version', card: selectedCard(tab, 'node') ?? '' }),
  }),
];

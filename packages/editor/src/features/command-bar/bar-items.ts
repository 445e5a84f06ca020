import type { Workflow } from '@catena/engine';
import type { TemplateSummary, WorkflowSummary } from '@catena/server/client';
import { parseCardId } from '../../document/card-id.ts';
import { titleOfCard } from '../../document/cards.ts';
import type { Command, CommandContext } from '../../document/commands/command.ts';
import { runCommand } from '../../document/commands/run-command.ts';
import { orderCards } from '../../document/order-cards.ts';
import type { OpenDocument } from '../../document/workspace-store.ts';
import { fuzzySearch } from '../../ui/fuzzy-search.ts';

/** Something the command bar can do or go to. */
export interface BarItem {
  id: string;
  section: BarSection;
  title: string;
  /** Said beside it: the group of a command, what a card is. */
  note: string;
  /** Of commands. */
  command?: Command;
  /** Why it cannot be done now, in words. */
  reason?: string;
  run(): void | Promise<void>;
}

export const barSections = [
  'Recent',
  'Commands',
  'On the canvas',
  'Workflows',
  'Templates',
] as const;

export type BarSection = (typeof barSections)[number];

/** Most items shown of a section. */
const sectionLimit = 8;
const recentLimit = 6;

/** Commands that can be run, or say why not; those that make no sense now are left out. */
export function listCommandItems(
  commands: readonly Command[],
  context: CommandContext,
  tab: OpenDocument | undefined,
): BarItem[] {
  const items = commands.flatMap((command): BarItem[] => {
    if (command.hidden) return [];
    const can = command.canRun?.(context, tab) ?? true;
    if (can === false) return [];
    return [
      {
        id: `command:${command.id}`,
        section: 'Commands',
        title: command.label,
        note: command.group,
        command,
        ...(typeof can === 'string' && { reason: can }),
        run: () => runCommand(context, command),
      },
    ];
  });
  // What can be done now comes first.
  return items.toSorted(
    (left, right) => Number(left.reason !== undefined) - Number(right.reason !== undefined),
  );
}

function describeCard(workflow: Workflow, card: string): string {
  const { kind, name } = parseCardId(card);
  const node = workflow.nodes[name];
  return kind === 'node' ? (node?.model ?? node?.type ?? '') : `workflow ${kind}`;
}

/** Cards of the open document, in the order in which they run. */
export function listCardItems(
  { canvas, view }: Pick<CommandContext, 'canvas' | 'view'>,
  tab: OpenDocument | undefined,
): BarItem[] {
  if (!tab) return [];
  const { workflow } = tab.document.getState();
  return orderCards(workflow).map((card) => ({
    id: `card:${tab.key}/${card}`,
    section: 'On the canvas',
    title: titleOfCard(workflow, card),
    note: describeCard(workflow, card),
    run() {
      view.setState({ screen: 'canvas' });
      tab.document.select({ cards: [card] });
      requestAnimationFrame(() => canvas.focus(card));
    },
  }));
}

/** Workflows that are saved on the server. */
export function listWorkflowItems(
  { files }: Pick<CommandContext, 'files'>,
  workflows: readonly WorkflowSummary[],
): BarItem[] {
  return workflows.map(({ id, name, description }) => ({
    id: `workflow:${id}`,
    section: 'Workflows',
    title: name,
    note: description ?? '',
    run: () => files.openWorkflow(id),
  }));
}

/** Workflows to start from. */
export function listTemplateItems(
  { files }: Pick<CommandContext, 'files'>,
  templates: readonly TemplateSummary[],
): BarItem[] {
  return templates.map(({ id, name, description }) => ({
    id: `template:${id}`,
    section: 'Templates',
    title: name,
    note: description,
    run: () => files.startFromTemplate(id),
  }));
}

/** Items in sections, as they are shown. */
export interface BarGroup {
  section: BarSection;
  items: readonly BarItem[];
}

function toGroups(items: readonly BarItem[], limit: number): BarGroup[] {
  const groups = new Map<BarSection, BarItem[]>();
  for (const item of items) {
    const group = groups.get(item.section) ?? [];
    if (group.length < limit) group.push(item);
    groups.set(item.section, group);
  }
  return [...groups].map(([section, found]) => ({ section, items: found }));
}

/**
 * What the bar shows for what was typed: the section of the best match first. With nothing typed, what
 * was used lately comes first, then every section in its order.
 */
export function searchBar(
  items: readonly BarItem[],
  typed: string,
  weight: (id: string) => number,
): BarGroup[] {
  if (typed.trim() !== '') {
    const found = fuzzySearch(items, typed, {
      texts: ({ title, note }) => [title, note],
      preference: ({ id, reason }) => (reason === undefined ? 0.2 + 0.8 * weight(id) : 0),
    });
    return toGroups(found, sectionLimit);
  }
  const recent = items
    .filter(({ id, reason }) => weight(id) > 0 && reason === undefined)
    .toSorted((left, right) => weight(right.id) - weight(left.id))
    .slice(0, recentLimit);
  const rest = items.filter((item) => !recent.includes(item));
  const groups = toGroups(rest, sectionLimit);
  return recent.length === 0 ? groups : [{ section: 'Recent', items: recent }, ...groups];
}

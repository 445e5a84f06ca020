import type { Workflow } from '@catena/engine';
import { equalJson } from '../../document/equal-json.ts';

/** How one state of a workflow differs from another, in words: one line each. */
export interface ChangeSummary {
  /** Only in the other. */
  added: string[];
  /** Only in the first. */
  removed: string[];
  /** In both, but not the same: with what of it. */
  changed: string[];
  /** Whether only places, sizes and colours differ. */
  isLayoutOnly: boolean;
}

type Section = 'nodes' | 'inputs' | 'outputs';

const sections: readonly { name: Section; word: string }[] = [
  { name: 'nodes', word: '' },
  { name: 'inputs', word: 'input ' },
  { name: 'outputs', word: 'output ' },
];

type Entries = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Names of what differs; of a node's ports each one. */
function differences(
  first: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): string[] {
  const keys = [...new Set([...Object.keys(first), ...Object.keys(other)])];
  return keys.flatMap((key) => {
    const [before, after] = [first[key], other[key]];
    if (equalJson(before, after)) return [];
    if (key !== 'input') return [key];
    return differences(
      (before ?? {}) as Readonly<Record<string, unknown>>,
      (after ?? {}) as Readonly<Record<string, unknown>>,
    );
  });
}

/** Says how a workflow differs from another. */
export function summariseChanges(first: Workflow, other: Workflow): ChangeSummary {
  const summary: ChangeSummary = { added: [], removed: [], changed: [], isLayoutOnly: false };
  for (const { name, word } of sections) {
    const before: Entries = first[name] ?? {};
    const after: Entries = other[name] ?? {};
    const title = (id: string, entries: Entries) => {
      const given = entries[id]?.['title'];
      return word + (typeof given === 'string' ? given : id);
    };
    for (const [id, entry] of Object.entries(before)) {
      const match = after[id];
      if (!match) summary.removed.push(title(id, before));
      else if (!equalJson(entry, match)) {
        summary.changed.push(`${title(id, after)} (${differences(entry, match).join(', ')})`);
      }
    }
    summary.added.push(
      ...Object.keys(after)
        .filter((id) => !before[id])
        .map((id) => title(id, after)),
    );
  }
  for (const word of ['name', 'description', 'note'] as const) {
    if (first[word] !== other[word]) summary.changed.push(`${word} of the workflow`);
  }
  const count = summary.added.length + summary.removed.length + summary.changed.length;
  summary.isLayoutOnly = count === 0 && !equalJson(first.layout, other.layout);
  return summary;
}

const mostNames = 4;

function list(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(', ');
  return names.length > mostNames ? `${shown} and ${names.length - mostNames} more` : shown;
}

/** The differences in a few lines. */
export function describeChanges(
  { added, removed, changed, isLayoutOnly }: ChangeSummary,
  words: { added: string; removed: string },
): string[] {
  if (isLayoutOnly) return ['Only the places of things differ.'];
  return [
    ...(added.length > 0 ? [`${words.added}: ${list(added)}`] : []),
    ...(removed.length > 0 ? [`${words.removed}: ${list(removed)}`] : []),
    ...(changed.length > 0 ? [`Different: ${list(changed)}`] : []),
  ];
}

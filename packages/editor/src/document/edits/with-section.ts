import type { Workflow } from '@catena/engine';
import { withMembers } from './with-members.ts';

/** The named parts of a document. */
export type SectionName = 'nodes' | 'inputs' | 'outputs';

type Entry<Section extends SectionName> = NonNullable<Workflow[Section]>[string];

/** An entry of a section; undefined where there is none. */
export function findEntry<Section extends SectionName>(
  workflow: Workflow,
  section: Section,
  name: string,
): Entry<Section> | undefined {
  const entries = (workflow[section] ?? {}) as Record<string, Entry<Section>>;
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}

/** The workflow with a section replaced; an empty section is left out, but for the nodes. */
export function withSection<Section extends SectionName>(
  workflow: Workflow,
  section: Section,
  entries: NonNullable<Workflow[Section]>,
): Workflow {
  if (entries === workflow[section]) return workflow;
  const isNeeded = section === 'nodes' || Object.keys(entries).length > 0;
  if (isNeeded) return { ...workflow, [section]: entries };
  if (workflow[section] === undefined) return workflow;
  const { [section]: _section, ...rest } = workflow;
  return rest as Workflow;
}

/** The workflow with an entry set, in its place where it was there; the same where it is equal. */
export function withEntry<Section extends SectionName>(
  workflow: Workflow,
  section: Section,
  entry: { name: string; value: Entry<Section> },
): Workflow {
  const entries = workflow[section] ?? {};
  const next = withMembers<Record<string, unknown>>(entries, { [entry.name]: entry.value });
  return next === entries
    ? workflow
    : withSection(workflow, section, next as NonNullable<Workflow[Section]>);
}

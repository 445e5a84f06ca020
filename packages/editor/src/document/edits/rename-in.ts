import type { Workflow } from '@catena/engine';
import { writeCardId } from '../card-id.ts';
import { parseFrom, writeFrom } from '../references.ts';
import type { Edit } from './compose-edits.ts';
import { mapLayout } from './map-layout.ts';
import { mapReferences } from './map-references.ts';
import { whyNotName } from './new-id.ts';
import { withSection, type SectionName } from './with-section.ts';

const kinds = { nodes: 'node', inputs: 'input', outputs: 'output' } as const;

/**
 * Gives a node, an input or an output another id, everywhere. The order of the others is kept, since
 * it is the order of the form. Nothing happens where the name is not free or cannot be one.
 */
export function renameIn(section: SectionName, from: string, to: string): Edit {
  return (workflow: Workflow) => {
    const entries: Readonly<Record<string, unknown>> = workflow[section] ?? {};
    if (from === to || !Object.hasOwn(entries, from)) return workflow;
    if (whyNotName(to, (name) => Object.hasOwn(entries, name)) !== undefined) return workflow;
    const renamed = Object.fromEntries(
      Object.entries(entries).map(([name, value]) => [name === from ? to : name, value]),
    );
    const kind = kinds[section];
    const [before, after] = [writeCardId({ kind, name: from }), writeCardId({ kind, name: to })];
    const moved = withSection(workflow, section, renamed as NonNullable<Workflow[typeof section]>);
    const pointed = mapReferences(moved, ($from) => {
      const source = parseFrom($from);
      return source?.card === before ? writeFrom({ ...source, card: after }) : $from;
    });
    return mapLayout(pointed, { card: (id) => (id === before ? after : id) });
  };
}

import type { Issue } from '../../errors/issue.ts';
import type { ValidationContext } from '../validation-context.ts';
import { idPattern } from '../../workflow/workflow-schema.ts';

function isPosition(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === 'number')
  );
}

/** Warns of positions of nodes that are not there. Other content of the layout is the editor's own. */
export function strayLayout({ workflow }: ValidationContext): Issue[] {
  const { layout = {}, nodes, inputs = {}, outputs = {} } = workflow;
  const isKnown = (id: string) =>
    [nodes, inputs, outputs].some((known) => Object.hasOwn(known, id));
  return Object.entries(layout)
    .filter(([id, value]) => idPattern.test(id) && isPosition(value) && !isKnown(id))
    .map(([id]) => ({
      code: 'unknown-field',
      severity: 'warning',
      message: `The layout has a place for "${id}", but there is no such node. It is kept, but does nothing.`,
      hint: 'Remove it.',
      path: ['layout', id],
    }));
}

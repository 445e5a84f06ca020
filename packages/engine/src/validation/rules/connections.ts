import type { ValidationRule } from '../validation-context.ts';
import { invalidTemplate } from './invalid-template.ts';
import { notConnectable } from './not-connectable.ts';

/** Passes on what is wrong with edges, but for those that may not be there at all. */
export const connections: ValidationRule = (context) => {
  const refused = new Set(
    [...notConnectable(context), ...invalidTemplate(context)].map(
      ({ nodeId, port }) => `${nodeId}.${port}`,
    ),
  );
  return context.connectionIssues.filter(({ nodeId, port }) => !refused.has(`${nodeId}.${port}`));
};

import { z } from 'zod';
import { workflowSchema, workflowVersion } from './workflow-schema.ts';

/** The address that workflow files name as their `$schema`. */
export const workflowSchemaUrl = `https://catena.dev/schema/workflow-${workflowVersion}.json`;

/** The workflow format as a JSON Schema, for editors that complete and check as one types. */
export function workflowJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(workflowSchema, { io: 'input', unrepresentable: 'any' });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: workflowSchemaUrl,
    title: `Catena workflow, version ${workflowVersion}`,
    ...Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$schema')),
  };
}

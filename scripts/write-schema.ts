/**
 * Writes the JSON Schema of the workflow format, which a test compares with the committed file.
 *
 * Usage: node --conditions=@catena/source --import tsx scripts/write-schema.ts
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { workflowJsonSchema } from '../packages/engine/src/workflow/workflow-json-schema.ts';

const folder = new URL('../packages/engine/schema/', import.meta.url);

await mkdir(folder, { recursive: true });
await writeFile(
  new URL('workflow-1.json', folder),
  `${JSON.stringify(workflowJsonSchema(), null, 2)}\n`,
);

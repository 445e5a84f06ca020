import { tokenPlaceholder, type Snippet, type SnippetFacts } from './snippet.ts';

const save = `
// Saves the files among the outputs in this folder.
function filesIn(value: unknown): ArtifactRef[] {
  if (isArtifactRef(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(filesIn) : [];
}

for (const [name, value] of Object.entries(outputs)) {
  for (const [index, file] of filesIn(value).entries()) {
    const path = \`\${name}-\${index + 1}.\${file.mediaType.split(/[/+]/)[1]}\`;
    const content = await client.artifacts.read(file.$artifact);
    await writeFile(path, new Uint8Array(await content.arrayBuffer()));
    console.error(\`saved \${path}\`);
  }
}
`;

const fileImports = `import { writeFile } from 'node:fs/promises';
import { isArtifactRef, type ArtifactRef } from '@catena/engine';
`;

function write(facts: SnippetFacts): string {
  const { baseUrl, needsToken, workflowId, inputs, givesFiles } = facts;
  const text = JSON.stringify;
  return `// Save it as run.mts in a package that depends on @catena/server, then: npx tsx run.mts
${givesFiles ? fileImports : ''}import { createClient } from '@catena/server/client';

const client = createClient({
  baseUrl: ${text(baseUrl)},
${needsToken ? `  token: ${text(tokenPlaceholder)},\n` : ''}});
const workflowId = ${text(workflowId)};
const inputs = ${text(inputs, undefined, 2)};

const { id } = await client.runs.start({ workflowId, inputs });
// Ends with the run; goes on after a lost connection.
for await (const message of client.runs.follow(id)) {
  if (message.type === 'event') console.error(message.event.type);
}
const { status, outputs, error } = await client.runs.result(id);
console.log(JSON.stringify(outputs, undefined, 2));
if (status !== 'succeeded') throw new Error(\`The run \${status}: \${error?.message}\`);
${givesFiles ? save : ''}`;
}

/** The typed client of the server, with what happens as it happens. */
export const clientSnippet: Snippet = {
  id: 'client',
  title: 'TypeScript client',
  words:
    'Needs a package that depends on @catena/server; in a checkout of Catena, examples/ is one. Tells what happens as it happens.',
  fileName: 'run.mts',
  write,
};

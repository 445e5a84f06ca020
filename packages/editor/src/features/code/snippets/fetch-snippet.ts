import { tokenPlaceholder, type Snippet, type SnippetFacts } from './snippet.ts';

const save = `
// Saves the files among the outputs in this folder.
interface StoredFile {
  $artifact: string;
  mediaType: string;
}

function filesIn(value: unknown): StoredFile[] {
  if (Array.isArray(value)) return value.flatMap(filesIn);
  if (typeof value !== 'object' || value === null) return [];
  return '$artifact' in value ? [value as StoredFile] : Object.values(value).flatMap(filesIn);
}

for (const [name, value] of Object.entries(run.outputs)) {
  for (const [index, file] of filesIn(value).entries()) {
    const path = \`\${name}-\${index + 1}.\${file.mediaType.split(/[/+]/)[1]}\`;
    const content = await call(\`/api/artifacts/\${file.$artifact}\`);
    await writeFile(path, new Uint8Array(await content.arrayBuffer()));
    console.error(\`saved \${path}\`);
  }
}
`;

function write(facts: SnippetFacts): string {
  const { baseUrl, needsToken, workflowId, inputs, givesFiles } = facts;
  const text = JSON.stringify;
  return `// Save it as run.mts, then: npx tsx run.mts
${givesFiles ? "import { writeFile } from 'node:fs/promises';\n" : ''}
const server = ${text(baseUrl)};
${needsToken ? `const token = ${text(tokenPlaceholder)};\n` : ''}const workflowId = ${text(workflowId)};
const inputs = ${text(inputs, undefined, 2)};

interface Run {
  id: string;
  status: string;
  outputs: Record<string, unknown>;
  error?: { message: string };
}

async function call(path: string, body?: unknown): Promise<Response> {
  const headers: Record<string, string> = {${needsToken ? ' authorization: `Bearer ${token}` ' : ''}};
  if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(server + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response;
}

// Starts a run and waits for its end, however long that takes.
let answer = await call('/api/runs?wait=60', { workflowId, inputs });
let run = (await answer.json()) as Run;
while (['queued', 'running', 'waiting'].includes(run.status)) {
  answer = await call(\`/api/runs/\${run.id}/result?wait=60\`);
  run = (await answer.json()) as Run;
}
console.log(JSON.stringify(run.outputs, undefined, 2));
if (run.status !== 'succeeded') throw new Error(\`The run \${run.status}: \${run.error?.message}\`);
${givesFiles ? save : ''}`;
}

/** The API by `fetch`, without a dependency. */
export const fetchSnippet: Snippet = {
  id: 'fetch',
  title: 'TypeScript',
  words: 'Needs Node 20 or newer and no package; tsx runs it as it is.',
  fileName: 'run.mts',
  write,
};

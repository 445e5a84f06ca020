import {
  isArtifactRef,
  isFileType,
  parsePortType,
  writeWorkflow,
  type ArtifactRef,
  type PortType,
} from '@catena/engine';
import { artifactFileName } from '../../../parts/viewers/describe-artifact.ts';
import { quoteShell } from './quote-shell.ts';
import { tokenPlaceholder, type Snippet, type SnippetFacts } from './snippet.ts';

/** How a value is written on the command line, and the files that have to be there for it. */
interface Flags {
  values: string[];
  files: { path: string; artifact: ArtifactRef }[];
}

function fileFlags(name: string, artifacts: readonly ArtifactRef[]): Flags {
  const files = artifacts.map((artifact, index) => {
    const stem = artifacts.length > 1 ? `${name}-${index + 1}` : name;
    return { path: artifactFileName(artifact, stem), artifact };
  });
  return { values: files.map(({ path }) => `@${path}`), files };
}

function flagsOf(name: string, value: unknown, type: PortType): Flags {
  const items = Array.isArray(value) ? (value as unknown[]) : [value];
  const isFile = isFileType(type.base) || type.base === 'any';
  if (isFile && items.length > 0 && items.every(isArtifactRef)) return fileFlags(name, items);
  const isText = typeof value === 'string' && type.base !== 'json' && type.base !== 'any';
  const text = isText ? value : JSON.stringify(value);
  return { values: [text.startsWith('@') ? `@${text}` : text], files: [] };
}

function stemOf(name: string | undefined): string {
  const slug = (name ?? '').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  return slug.replaceAll(/^-+|-+$/g, '').slice(0, 60) || 'workflow';
}

function write(facts: SnippetFacts): string {
  const { workflow, inputs, baseUrl, needsToken, dataFolder } = facts;
  const stem = stemOf(workflow.name);
  const flags = Object.entries(inputs).map(([name, value]) => ({
    name,
    ...flagsOf(
      name,
      value,
      parsePortType(workflow.inputs?.[name]?.type ?? '') ?? { base: 'any', depth: 0 },
    ),
  }));
  const files = flags.flatMap((flag) => flag.files);
  const token = needsToken ? ' -H "authorization: Bearer $token"' : '';
  const fetches = files.map(
    ({ path, artifact }) =>
      `curl -sS -f${token} -o ${quoteShell(path)} ${quoteShell(`${baseUrl}/api/artifacts/${artifact.$artifact}`)}`,
  );
  const parameters = [
    ...flags.flatMap(({ name, values }) =>
      values.map((value) => `--input ${quoteShell(`${name}=${value}`)}`),
    ),
    `--data ${quoteShell(dataFolder)}`,
    `--out ${quoteShell(`${stem}-out`)}`,
  ];
  const file = quoteShell(`${stem}.workflow.json`);
  return [
    `cat > ${file} <<'WORKFLOW'`,
    `${writeWorkflow(workflow).trimEnd()}`,
    'WORKFLOW',
    ...(fetches.length > 0 && needsToken ? [`token=${tokenPlaceholder}`] : []),
    ...fetches,
    [`npm run -s catena -- run ${file}`, ...parameters].join(' \\\n  '),
    '',
  ].join('\n');
}

/** The command line, with the workflow as a file. */
export const cliSnippet: Snippet = {
  id: 'cli',
  title: 'Command line',
  words:
    'Paste it into a shell in the folder of Catena; where it is installed, write catena in place of npm run -s catena --. It needs no server: --data shares the files and results of this one.',
  write,
};

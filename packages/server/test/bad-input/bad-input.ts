import { readdir, readFile, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { ended, type Ended, type TestFolder } from '../run-catena.ts';

/** What a person and a program are told where something cannot be done. */
export interface Refusal {
  /** @defaultValue 2 */
  exitCode?: number;
  /** Of the error. */
  code: string;
  /** Of an issue of the document, where the error is `invalid-workflow`. */
  issue?: string;
  /** What the message names: what is wrong, and where. */
  says: readonly string[];
  /** What the hint says to do. */
  hint: string;
}

interface ErrorLine {
  type: 'error';
  error: { code: string; message: string; hint?: string; details?: { issues?: IssueLine[] } };
}

interface IssueLine {
  code: string;
  message: string;
  hint?: string;
}

/** Each line of `--json`. */
export function jsonLines(ended: Ended): Record<string, unknown>[] {
  const lines = ended.stdout.trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Files below a folder, apart from those of the stores and of this harness. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries.filter((path) => !/^data(\/|-|$)/.test(path)).toSorted();
}

/** Files that a store had begun to write and did not end. */
export async function unfinishedFiles(dataFolder: string): Promise<string[]> {
  return readdir(join(dataFolder, 'artifacts', 'incoming')).catch(() => []);
}

/** No words of the program's inside, and none that move the cursor. */
export function expectPlainWords(text: string): void {
  expect(text).not.toMatch(/^ {4}at .+:\d+/m);
  expect(text).not.toMatch(/node:internal|TypeError|RangeError|\[object Object\]|undefined/);
  // oxlint-disable-next-line no-control-regex -- these must not be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F]/);
}

function expectForPeople(ended: Ended, refusal: Refusal): void {
  expect(ended).toMatchObject({ code: refusal.exitCode ?? 2, stdout: '' });
  expect(ended.stderr).toMatch(/^error: /);
  for (const words of refusal.says) expect(ended.stderr).toContain(words);
  expect(ended.stderr).toMatch(/^ {2}hint: ./m);
  expect(ended.stderr).toContain(refusal.hint);
  expect(ended.stderr).toContain(`  code: ${refusal.issue ?? refusal.code}\n`);
  expect(ended.stderr).toMatch(new RegExp(` {2}code: ${refusal.code}\n$`));
  expectPlainWords(ended.stderr);
}

function expectForPrograms(ended: Ended, refusal: Refusal): void {
  expect(ended).toMatchObject({ code: refusal.exitCode ?? 2, stderr: '' });
  const lines = jsonLines(ended) as unknown as ErrorLine[];
  expect(lines).toHaveLength(1);
  const [line] = lines;
  expect(line).toMatchObject({ type: 'error', error: { code: refusal.code } });
  const issues = line?.error.details?.issues ?? [];
  const told = refusal.issue === undefined ? line?.error : issues.find(byCode(refusal.issue));
  for (const words of refusal.says) expect(told?.message).toContain(words);
  expect(told?.hint).toContain(refusal.hint);
}

function byCode(code: string): (issue: IssueLine) => boolean {
  return (issue) => issue.code === code;
}

/**
 * Runs a command for a person and for a program: both are refused before anything is done, told what,
 * where and what to do, and no file comes or goes.
 */
export async function expectRefusal(
  folder: TestFolder,
  parameters: readonly string[],
  refusal: Refusal,
): Promise<void> {
  const before = await filesIn(folder.path);
  const [command = '', ...rest] = parameters;
  const [forPeople, forPrograms] = await Promise.all([
    folder.catena(parameters),
    folder.catena([command, '--json', ...rest]),
  ]);
  expectForPeople(forPeople, refusal);
  expectForPrograms(forPrograms, refusal);
  expect(await filesIn(folder.path)).toEqual(before);
  expect(await unfinishedFiles(join(folder.path, 'data'))).toEqual([]);
}

/** What a process took. */
export interface Usage {
  seconds: number;
  /** The most memory that it held at once. */
  peakMegabytes: number;
}

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

const reporter = `
import { writeFileSync } from 'node:fs';
process.on('exit', () => {
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  const usage = JSON.stringify({ seconds: process.uptime(), peakMegabytes });
  writeFileSync(process.env.CATENA_TEST_USAGE, usage);
});
`;

/** Runs a command in a process of its own and measures it. */
export async function measureCatena(
  folder: TestFolder,
  parameters: readonly string[],
): Promise<Ended & { usage: Usage }> {
  const module = join(folder.path, 'data-usage.mjs');
  const report = join(folder.path, 'data-usage.json');
  await writeFile(module, reporter);
  const options = ['--conditions=@catena/source', '--import', import.meta.resolve('tsx')];
  const measured = [...options, '--import', pathToFileURL(module).href, main, ...parameters];
  const child = spawn(process.execPath, measured, {
    cwd: folder.path,
    env: { ...process.env, CATENA_DATA: join(folder.path, 'data'), CATENA_TEST_USAGE: report },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const left = await ended(child);
  return { ...left, usage: JSON.parse(await readFile(report, 'utf8')) as Usage };
}

/** Says what was measured, so that it stands in the report of the tests. */
export function printUsage(what: string, usage: Usage, idle: Usage): void {
  const over = usage.peakMegabytes - idle.peakMegabytes;
  const { seconds, peakMegabytes } = usage;
  process.stdout.write(
    `${what}: ${seconds.toFixed(2)} s (idle ${idle.seconds.toFixed(2)} s), peak ${peakMegabytes.toFixed(0)} MB (${over.toFixed(0)} MB over idle)\n`,
  );
}

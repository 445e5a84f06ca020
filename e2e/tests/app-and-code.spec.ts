import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { greeting } from '../sample-workflows.ts';
import { expect, test } from '../test.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

test('the workflow is used as an app: a form, a button, results', async ({ editor, page }) => {
  await editor.open(greeting('An app'));
  await page.getByRole('group', { name: 'Show as' }).getByRole('button', { name: 'App' }).click();
  await expect(page.getByRole('heading', { name: 'An app', level: 1 })).toBeVisible();
  const form = page.getByRole('region', { name: 'Inputs' });
  await form.getByRole('textbox', { name: 'who' }).fill('stranger');
  await form.getByRole('button', { name: /^Run/ }).click();
  await expect(page.getByRole('region', { name: 'Results' })).toContainText('Welcome stranger');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'An app', level: 1 })).toBeVisible();
  await page
    .getByRole('group', { name: 'Show as' })
    .getByRole('button', { name: 'Canvas' })
    .click();
  // What was typed into the form is of that run, not of the document.
  expect((await editor.document()).inputs?.['who']?.default).toBe('world');
});

/** How code that was copied is run, and where nothing runs it. */
interface Way {
  tab: string;
  fileName: string;
  program: string;
  parameters: string[];
}

const tsx = import.meta.resolve('tsx');
const ways: readonly Way[] = [
  { tab: 'curl', fileName: 'pasted.sh', program: 'bash', parameters: [] },
  { tab: 'TypeScript', fileName: 'pasted.mts', program: 'node', parameters: ['--import', tsx] },
  {
    tab: 'TypeScript client',
    fileName: 'pasted.mts',
    program: 'node',
    parameters: ['--conditions=@catena/source', '--import', tsx],
  },
  { tab: 'Python', fileName: 'pasted.py', program: 'python3', parameters: [] },
  { tab: 'Command line', fileName: 'pasted.sh', program: 'bash', parameters: [] },
];

/** A folder that has the packages of Catena and its command line. */
async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'catena-copied-'));
  await mkdir(join(folder, 'node_modules/@catena'), { recursive: true });
  for (const name of ['engine', 'server']) {
    await symlink(join(root, 'packages', name), join(folder, 'node_modules/@catena', name));
  }
  const scripts = { catena: `node '${join(root, 'scripts/catena.mjs')}'` };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, scripts }));
  return folder;
}

for (const { tab, fileName, program, parameters } of ways) {
  test(`the code for ${tab} runs as it is copied, with the values of now`, async ({
    editor,
    page,
  }) => {
    test.skip(
      spawnSync(program, ['--version']).error !== undefined,
      `There is no ${program} here.`,
    );
    await editor.open(greeting(`Copied for ${tab}`));
    await editor.saved();
    await editor.command('Use from code');
    const dialog = page.getByRole('dialog', { name: 'Use from code' });
    await dialog.getByRole('tab', { name: tab, exact: true }).click();
    const code = dialog.getByRole('tabpanel', { name: tab, exact: true }).locator('pre, code');
    const text = await code.last().innerText();
    expect(text).toContain('world');
    const folder = await openFolder();
    await writeFile(join(folder, fileName), text);
    const { stdout } = await run(program, [...parameters, fileName], { cwd: folder });
    expect(stdout).toContain('Welcome world');
    await rm(folder, { recursive: true });
  });
}

// Makes sure that what was built runs: the command line from `dist`, from another folder than its own.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../packages/server/dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'catena-build-'));
const workflow = {
  catena: 1,
  inputs: { name: { type: 'text', default: 'world' } },
  nodes: {
    greet: {
      type: 'text.template',
      input: { template: 'Hello, {{name}}!', name: { $from: 'inputs.name' } },
    },
  },
  outputs: { greeting: { $from: 'greet.text' } },
};

function catena(...parameters) {
  const child = spawnSync(process.execPath, [main, ...parameters], {
    cwd: join(folder, 'inside'),
    encoding: 'utf8',
  });
  if (child.status !== 0) {
    throw new Error(`catena ${parameters.join(' ')} ended with ${child.status}:\n${child.stderr}`);
  }
  return child.stdout;
}

try {
  mkdirSync(join(folder, 'inside'));
  writeFileSync(join(folder, 'workflow.json'), JSON.stringify(workflow));
  catena('--version');
  catena('run', '..', '--data', 'data', '--out', 'out', '--input', 'name=build');
  const greeting = readFileSync(join(folder, 'inside', 'out', 'greeting.txt'), 'utf8');
  if (greeting !== 'Hello, build!') throw new Error(`The output is "${greeting}".`);
  console.log('The built command line runs.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

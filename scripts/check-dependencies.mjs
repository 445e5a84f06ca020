// Holds the architecture: runs dependency-cruiser, and makes sure that it has really seen every source file.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

function sourceFiles() {
  return readdirSync(join(root, 'packages')).flatMap((name) => {
    const folder = join(root, 'packages', name, 'src');
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => ['packages', name, 'src', ...file.split('\\')].join('/'));
  });
}

function cruise(folders) {
  const child = spawnSync(
    process.execPath,
    [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders],
    { cwd: root, encoding: 'utf8', maxBuffer: 1024 ** 3 },
  );
  try {
    return JSON.parse(child.stdout);
  } catch {
    throw new Error(`dependency-cruiser gave no report:\n${child.stdout}${child.stderr}`);
  }
}

function describe({ rule, from, to, cycle }) {
  const way = cycle ? cycle.map((step) => step.name ?? step).join(' → ') : to;
  return `  ${rule.severity} ${rule.name}: ${from} → ${way}`;
}

const files = sourceFiles();
const folders = [...new Set(files.map((file) => file.split('/').slice(0, 3).join('/')))];
const { modules, summary } = cruise(folders);
const seen = new Set(modules.map((module) => module.source));
const unseen = files.filter((file) => !seen.has(file));
for (const violation of summary.violations) console.log(describe(violation));
for (const file of unseen) console.log(`  error not cruised: ${file}`);
console.log(
  `${files.length - unseen.length} of ${files.length} source files cruised, ` +
    `${summary.totalDependenciesCruised} dependencies, ${summary.violations.length} violations`,
);
process.exitCode = summary.error > 0 || unseen.length > 0 || files.length === 0 ? 1 : 0;

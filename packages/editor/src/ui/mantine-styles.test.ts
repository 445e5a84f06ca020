import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const source = fileURLToPath(new URL('..', import.meta.url));
const packages = createRequire(import.meta.url);
const styles = join(dirname(packages.resolve('@mantine/core/styles.css')), 'styles');

/** Names that these files import from Mantine. */
function importedNames(files: readonly string[]): Set<string> {
  const names = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/import \{([^}]*)\}\s*from '@mantine\/core'/g)].flatMap(
      ([, list = '']) => list.split(','),
    ),
  );
  return new Set(names.map((name) => name.trim().replace(/^type /, '')));
}

/** Those of them that have a style of their own. */
function stylesOf(files: readonly string[]): string[] {
  const names = importedNames(files);
  const existing = readdirSync(styles).filter((name) => !name.includes('.layer'));
  return existing.filter((name) => names.has(name.replace('.css', '')));
}

const read = (...path: string[]) => readFileSync(join(source, ...path), 'utf8');
const common = read('ui', 'mantine-styles.ts');

it('has the style of every component of Mantine that the editor uses', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const needed = stylesOf(
    files.filter((name) => /\.tsx?$/.test(name)).map((name) => join(source, name)),
  );
  expect(needed.length).toBeGreaterThan(10);
  expect(needed.filter((name) => !common.includes(`/${name}'`))).toEqual([]);
});

it('has the style of every component of Mantine that the form library uses, beside the form', () => {
  const library = join(dirname(packages.resolve('@rjsf/mantine')), '..');
  const theme = read('features', 'inspector', 'form-theme.ts');
  const modules = [...theme.matchAll(/'(@rjsf\/mantine\/[^']+)'/g)].map(([, path = '']) =>
    join(library, path.replace('@rjsf/mantine', '')),
  );
  const files = modules.flatMap((path) =>
    path.endsWith('index.js')
      ? readdirSync(dirname(path))
          .filter((name) => name.endsWith('.js'))
          .map((name) => join(dirname(path), name))
      : [path],
  );
  const needed = stylesOf(files);
  expect(needed).toContain('Grid.css');
  const own = read('features', 'inspector', 'form-styles.ts');
  expect(needed.filter((name) => !`${common}${own}`.includes(`/${name}'`))).toEqual([]);
});

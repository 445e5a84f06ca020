import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const source = fileURLToPath(new URL('..', import.meta.url));
const styles = join(
  dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css')),
  'styles',
);

/** Names that the editor's own files import from Mantine. */
function importedNames(): Set<string> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const imports = files
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => [
      ...readFileSync(join(source, name), 'utf8').matchAll(
        /import \{([^}]*)\}\s*from '@mantine\/core'/g,
      ),
    ]);
  const names = imports.flatMap(([, list = '']) => list.split(','));
  return new Set(names.map((name) => name.trim().replace(/^type /, '')));
}

it('has the style of every component of Mantine that the editor uses', () => {
  const listed = readFileSync(join(source, 'ui', 'mantine-styles.ts'), 'utf8');
  const existing = readdirSync(styles).filter((name) => !name.includes('.layer'));
  const needed = existing.filter((name) => importedNames().has(name.replace('.css', '')));
  expect(needed.length).toBeGreaterThan(10);
  expect(needed.filter((name) => !listed.includes(`/${name}'`))).toEqual([]);
});

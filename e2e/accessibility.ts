import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Violation {
  id: string;
  impact?: string | null;
  help: string;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

interface Axe {
  run(context: Document, options: object): Promise<{ violations: Violation[] }>;
}

/** Findings of axe that are serious or critical, in words; none where the page is well. */
export async function findBarriers(page: Page): Promise<string[]> {
  const source = await readFile(axePath, 'utf8');
  // The page allows no scripts from elsewhere; this one comes through the browser's own door.
  await page.evaluate(`'axe' in window || (() => { ${source} })();`);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    const found = await axe.run(document, { resultTypes: ['violations'] });
    return found.violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, nodes }));
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes
        .slice(0, 4)
        .map(({ target, failureSummary = '' }) =>
          [`${id}: ${help}`, JSON.stringify(target), failureSummary.replaceAll(/\s+/g, ' ')].join(
            ' | ',
          ),
        ),
    );
}

// The browser tests, `e2e/`: the built editor on a real server, in an installed Chromium.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureEditorBuilt } from './build-editor.mjs';
import { ensureInstalledOrExit } from './ensure-installed.mjs';
import { ensureBrowser } from './find-browser.mjs';
import { browserReportPath } from './test-report.mjs';

const folder = fileURLToPath(new URL('../e2e', import.meta.url));

const noBrowser = `
────────────────────────────────────────────────────────────────────────
  THE BROWSER TESTS DID NOT RUN: there is no Chromium on this machine.
  Install Chromium or Chrome, or set CATENA_BROWSER to its path.
────────────────────────────────────────────────────────────────────────
`;

/** Runs the browser tests; returns the exit code, or undefined where there is no browser. */
export async function runBrowserTests(parameters = []) {
  rmSync(browserReportPath, { force: true });
  if (!ensureEditorBuilt()) return 1;
  const browser = ensureBrowser();
  if (!browser) {
    console.log(noBrowser);
    return undefined;
  }
  const manifest = createRequire(join(folder, 'package.json')).resolve(
    '@playwright/test/package.json',
  );
  const child = spawn(
    process.execPath,
    [join(dirname(manifest), 'cli.js'), 'test', ...parameters],
    {
      cwd: folder,
      stdio: 'inherit',
      env: {
        ...process.env,
        CATENA_BROWSER: browser,
        // The tests talk to the server through its client as it stands, built or not.
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --conditions=@catena/source`.trim(),
        PLAYWRIGHT_JSON_OUTPUT_FILE: browserReportPath,
      },
    },
  );
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureInstalledOrExit();
  process.exitCode = (await runBrowserTests(process.argv.slice(2))) ?? 1;
}

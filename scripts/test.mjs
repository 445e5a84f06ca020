// `npm test`: runs every suite, the browser's too, and ends with the line `N passed, N failed`.
// Parameters go to vitest, and the browser tests are left out then: `npm run test:browser` runs them alone.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalledOrExit } from './ensure-installed.mjs';
import { runBrowserTests } from './test-browser.mjs';
import { browserReportPath, readTestReport, reportPath, writeTestReport } from './test-report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

function runVitest(parameters) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...parameters], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

await ensureInstalledOrExit();
for (const path of [reportPath, browserReportPath]) rmSync(path, { force: true });
const parameters = process.argv.slice(2);
const codes = [await runVitest(parameters)];
if (parameters.length === 0) codes.push((await runBrowserTests()) ?? 0);
const report = readTestReport();
if (report.missing) console.log('error: vitest ended without a report.');
else if (report.passed + report.failed === 0) console.log('error: No test has run.');
else if (codes.some((code) => code !== 0) && report.failed === 0) {
  console.log(
    `error: A runner ended with ${Math.max(...codes)} although no test failed; see above.`,
  );
}
console.log(writeTestReport(report));
const failed = codes.some((code) => code !== 0) || report.failed > 0 || report.passed === 0;
process.exitCode = failed ? 1 : 0;

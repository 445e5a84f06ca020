// `npm test`: runs every suite and ends with the line `N passed, N failed`. Parameters go to vitest.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalledOrExit } from './ensure-installed.mjs';
import { readTestReport, reportPath, writeTestReport } from './test-report.mjs';

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
rmSync(reportPath, { force: true });
const code = await runVitest(process.argv.slice(2));
const report = readTestReport();
if (report.missing) console.log('error: vitest ended without a report.');
else if (report.passed + report.failed === 0) console.log('error: No test has run.');
else if (code !== 0 && report.failed === 0) {
  console.log(`error: vitest ended with ${code} although no test failed; see above.`);
}
console.log(writeTestReport(report));
process.exitCode = code !== 0 || report.failed > 0 || report.passed === 0 ? 1 : 0;

// Reads what vitest wrote of its last run: `N passed, N failed`, from the runner's own count.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Where `scripts/test.mjs` lets vitest write its report; not tracked. */
export const reportPath = fileURLToPath(new URL('../.vitest-reports/report.json', import.meta.url));

/** A file that broke before its tests could count is a failure of its own. */
function brokenFiles(report) {
  return report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
}

/** The counts of the last run; nothing passed where there is no report. */
export function readTestReport() {
  if (!existsSync(reportPath)) return { passed: 0, failed: 0, skipped: 0, missing: true };
  const report = JSON.parse(readFileSync(reportPath, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles(report).length,
    skipped: report.numPendingTests + report.numTodoTests,
    missing: false,
  };
}

/** `812 passed, 0 failed`, and what was skipped where something was. */
export function writeTestReport({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const report = readTestReport();
  console.log(writeTestReport(report));
  if (report.failed > 0 || report.passed === 0) process.exitCode = 1;
}

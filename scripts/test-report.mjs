// Reads what the test runners wrote of their last runs: `N passed, N failed`, from their own counts.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Where `scripts/test.mjs` lets vitest write its report; not tracked. */
export const reportPath = fileURLToPath(new URL('../.vitest-reports/report.json', import.meta.url));

/** Where Playwright writes its report; not tracked. */
export const browserReportPath = fileURLToPath(
  new URL('../.vitest-reports/browser.json', import.meta.url),
);

/** A file that broke before its tests could count is a failure of its own. */
function brokenFiles(report) {
  return report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
}

function readVitest() {
  if (!existsSync(reportPath)) return { passed: 0, failed: 0, skipped: 0, missing: true };
  const report = JSON.parse(readFileSync(reportPath, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles(report).length,
    skipped: report.numPendingTests + report.numTodoTests,
    missing: false,
  };
}

function readBrowser() {
  if (!existsSync(browserReportPath)) return { passed: 0, failed: 0, skipped: 0, missing: true };
  const { stats, errors } = JSON.parse(readFileSync(browserReportPath, 'utf8'));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    missing: false,
  };
}

/** The counts of the last runs; nothing passed where there is no report. */
export function readTestReport() {
  const [unit, browser] = [readVitest(), readBrowser()];
  return {
    passed: unit.passed + browser.passed,
    failed: unit.failed + browser.failed,
    skipped: unit.skipped + browser.skipped,
    missing: unit.missing,
    browserMissing: browser.missing,
  };
}

/** `812 passed, 0 failed`, and what was skipped where something was. */
export function writeTestReport({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const report = readTestReport();
  if (report.browserMissing) console.log('error: The browser tests did not run.');
  console.log(writeTestReport(report));
  if (report.failed > 0 || report.passed === 0 || report.browserMissing) process.exitCode = 1;
}

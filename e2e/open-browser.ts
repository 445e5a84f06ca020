import { chromium, type Browser } from '@playwright/test';

/** The browser of the tests, for scripts. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CATENA_BROWSER'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

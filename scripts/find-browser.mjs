// Finds a Chromium for the browser tests, or installs Debian's where that is possible.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of an installed browser; `CATENA_BROWSER` wins. Undefined where there is none. */
export function findBrowser() {
  const chosen = process.env.CATENA_BROWSER;
  if (chosen) return existsSync(chosen) ? chosen : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...places].find((path) => existsSync(path));
}

function mayInstall() {
  const isRoot = process.getuid?.() === 0;
  return process.platform === 'linux' && isRoot && existsSync('/usr/bin/apt-get');
}

/**
 * The path of a browser; installs Debian's Chromium where none is there and this process may.
 *
 * @param write Takes what there is to say.
 */
export function ensureBrowser(write = (text) => process.stdout.write(text)) {
  const found = findBrowser();
  if (found || !mayInstall()) return found;
  write('Installing Chromium for the browser tests, from the packages of this system …\n');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const parameters of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const child = spawnSync('apt-get', ['-qq', ...parameters], {
      env: environment,
      encoding: 'utf8',
    });
    if (child.status !== 0) write(`${child.stdout}${child.stderr}`.slice(-2000));
  }
  return findBrowser();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(ensureBrowser() ?? 'none');
}

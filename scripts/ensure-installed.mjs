// Installs the dependencies where they are missing or differ from the lock file. Needs nothing but Node.
// The second time it only compares a hash, so it works without a network.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'node_modules', '.catena-installed');
const pnpm = 'pnpm@12.21.0';
const oldestNode = [20, 19];

const unreachable =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|META_FETCH_FAIL|fetch failed|network/i;

/** Something that a person has to put right; shown without a stack. */
export class InstallError extends Error {}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new InstallError(
    `error: Catena needs Node ${oldestNode.join('.')} or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      '  hint: Install a newer Node, e.g. with nvm: nvm install 22',
  );
}

function manifests() {
  const folders = readdirSync(join(root, 'packages')).map((name) => join('packages', name));
  return ['.', 'bench', 'e2e', 'examples', ...folders]
    .map((folder) => join(root, folder, 'package.json'))
    .filter((path) => existsSync(path));
}

/** Changes with whatever would make an install give something else. */
function wantedStamp() {
  const hash = createHash('sha256');
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) {
    hash.update(readFileSync(join(root, name)));
  }
  for (const path of manifests()) {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(path, 'utf8'));
    hash.update(JSON.stringify([path.slice(root.length), dependencies, devDependencies]));
  }
  hash.update([process.platform, process.arch].join(' '));
  return `${hash.digest('hex')}\n`;
}

function isInstalled(wanted) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

const progressEveryMs = 2000;

/** Says from time to time how far pnpm is, in our own words: its own are many. */
function createProgress(write) {
  let saidMs = Date.now();
  return (line) => {
    const [, resolved, reused, downloaded] =
      /^Progress: resolved (\d+), reused (\d+), downloaded (\d+)/.exec(line) ?? [];
    if (resolved === undefined || Date.now() - saidMs < progressEveryMs) return;
    saidMs = Date.now();
    write(`  ${Number(reused) + Number(downloaded)} of ${resolved} packages\n`);
  };
}

/** Runs pnpm; how far it is goes to `write`. */
function install(write) {
  return new Promise((resolve, reject) => {
    const command = ['-y', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'];
    const child = spawn('npx', command, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        // Without it pnpm asks before it replaces a node_modules that another program made.
        CI: 'true',
        // npm waits a minute between its tries, and says nothing meanwhile.
        npm_config_fetch_retry_mintimeout: '1000',
        npm_config_fetch_retry_maxtimeout: '5000',
      },
      shell: process.platform === 'win32',
    });
    const progress = createProgress(write);
    let said = '';
    const hear = (chunk) => {
      said = (said + chunk).slice(-20_000);
      for (const line of String(chunk).split('\n')) progress(line);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}

function installError({ code, said }) {
  const hint = unreachable.test(said)
    ? 'The package registry could not be reached. Check the network, or the proxy and registry that `npm config list` shows, and try again.'
    : 'Read what pnpm says above. Removing node_modules and trying again helps after an install that was cut off.';
  return new InstallError(
    `${said.trimEnd()}\n\nerror: The dependencies could not be installed (pnpm ended with ${code}).\n  hint: ${hint}`,
  );
}

/**
 * Installs what is missing.
 *
 * @param write Takes what there is to say; `console.error`-like streams keep stdout clean.
 * @throws InstallError
 */
export async function ensureInstalled(write = (text) => process.stdout.write(text)) {
  checkNode();
  const wanted = wantedStamp();
  if (isInstalled(wanted)) return;
  write(`Installing dependencies with ${pnpm}; this is needed once and takes a minute or two …\n`);
  const begin = Date.now();
  const result = await install(write).catch((error) => ({ code: error.code, said: error.message }));
  if (result.code !== 0) throw installError(result);
  writeFileSync(stamp, wanted);
  write(`Dependencies are installed (${Math.round((Date.now() - begin) / 1000)} s).\n`);
}

/** Like {@link ensureInstalled}, for scripts: says what is wrong and ends the process. */
export async function ensureInstalledOrExit(write) {
  try {
    await ensureInstalled(write);
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    console.error(`\n${error.message}`);
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await ensureInstalledOrExit();

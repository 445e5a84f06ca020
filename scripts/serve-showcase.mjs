// Starts the server, makes sure that the showcase is there with a finished run, and opens the editor at it.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { startCatena } from './catena.mjs';

const usualPort = 4420;
const template = 'showcase';
const pollMs = 400;

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => probe.close(() => resolve(true)))
      .listen(port, '127.0.0.1');
  });
}

/** Resolves with the address that the server says it listens at; undefined when it ends before. */
function waitForAddress(child) {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, address] = /^listening on (http\S+)/.exec(line) ?? [];
      if (address) resolve(address);
      else console.log(line);
    });
    child.on('exit', () => resolve(undefined));
  });
}

async function call(base, path, body) {
  const response = await fetch(`${base}/api${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${answer.title} ${answer.detail ?? ''}`);
  return answer;
}

async function findOrCreate(base) {
  const { workflows } = await call(base, '/workflows?limit=200');
  const known = workflows.find((workflow) => workflow.templateId === template);
  if (known) return known;
  const { workflow } = await call(base, `/templates/${template}`);
  return call(base, '/workflows', { workflow, templateId: template });
}

const said = (text) =>
  process.stdout.isTTY ? process.stdout.write(`\r\u001b[2K${text}`) : undefined;

/** Follows a run in one line of the terminal, until it has ended. */
async function follow(base, id) {
  for (;;) {
    const run = await call(base, `/runs/${id}`);
    const { total, succeeded, cached, failed } = run.steps;
    said(`  ${succeeded + cached} of ${total} steps done${failed > 0 ? `, ${failed} failed` : ''}`);
    if (run.endedAt) {
      said('');
      return run;
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** The showcase with a finished run; runs it where it has none. */
async function prepare(base) {
  const { id, workflow } = await findOrCreate(base);
  const { runs } = await call(base, `/runs?workflowId=${id}&status=succeeded&limit=1`);
  if (runs.length > 0) return id;
  console.log(
    'Running the showcase on this machine; the first time its models are fetched (about 120 MB).',
  );
  const document = workflow ?? (await call(base, `/workflows/${id}`)).workflow;
  const { id: runId } = await call(base, '/runs', { workflowId: id, workflow: document });
  const run = await follow(base, runId);
  const { succeeded, cached } = run.steps;
  console.log(
    run.status === 'succeeded'
      ? `The showcase has run: ${succeeded} steps computed, ${cached} from the cache.`
      : `The showcase ${run.status}: ${run.error?.message ?? 'see the editor.'}`,
  );
  return id;
}

/** Opens a browser where there is a screen; what cannot be opened is only said. */
async function openBrowser(url) {
  const hasScreen =
    process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasScreen || !process.stdout.isTTY) return;
  const server = new URL('../packages/server/package.json', import.meta.url);
  const { default: open } = await import(pathToFileURL(createRequire(server).resolve('open')).href);
  await open(url).catch(() => undefined);
}

/**
 * Serves the editor until somebody ends it.
 *
 * @returns The exit code of the server.
 */
export async function serveShowcase({ port, open }) {
  const chosen = port ?? ((await isFree(usualPort)) ? usualPort : 0);
  const { child, ended } = startCatena(['serve', '--port', String(chosen)], {
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  const base = await waitForAddress(child);
  if (base === undefined) return ended;
  try {
    const id = await prepare(base);
    const url = `${base}/w/${id}`;
    console.log(`\nlistening on ${base}\nThe editor is open at ${url}\nCtrl-C ends it.`);
    if (open) await openBrowser(url);
  } catch (error) {
    console.error(`The showcase could not be prepared: ${error.message}`);
    console.log(`\nlistening on ${base}\nCtrl-C ends it.`);
  }
  return ended;
}

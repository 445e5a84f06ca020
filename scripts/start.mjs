// `npm start`: installs what is missing, builds the editor, starts the server, runs the showcase once and
// opens the editor at it. `--no-serve` runs the showcase in the terminal and exits.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureEditorBuilt } from './build-editor.mjs';
import { runCatena } from './catena.mjs';
import { ensureInstalledOrExit } from './ensure-installed.mjs';
import { serveShowcase } from './serve-showcase.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const showcase = join(root, 'examples', 'showcase');
const output = join(root, '.catena', 'showcase');

const help = `Opens the editor at the showcase workflow, with a finished run.

  npm start                     start the server and open the editor
  npm start -- --port 5000      listen there; 4420, or any free port, where nothing is said
  npm start -- --no-open        say where the editor is and open no browser
  npm start -- --no-serve       run the showcase in the terminal and exit
`;

const nextSteps = `
Try next:
  npm start                                            the editor, in your browser
  npm run -s catena -- plan examples/showcase          what a run would do, and why
  npm run -s catena -- run examples/showcase --help    how to give it inputs of your own
  npm run -s catena -- models                          the models that run on this machine
  npm run -s catena -- nodes                           what a workflow is built from
`;

/** Reads the flags; a text says what is wrong with them. */
function readFlags(parameters) {
  const flags = { serve: true, open: true, help: false, port: undefined };
  for (let index = 0; index < parameters.length; index += 1) {
    const flag = parameters[index];
    if (flag === '--no-serve') flags.serve = false;
    else if (flag === '--no-open') flags.open = false;
    else if (flag === '--help' || flag === '-h') flags.help = true;
    else if (flag === '--port') {
      flags.port = Number(parameters[(index += 1)]);
      if (!Number.isInteger(flags.port) || flags.port < 0 || flags.port > 65_535) {
        return `--port takes a number from 0 to 65535, not "${parameters[index] ?? ''}".`;
      }
    } else return `npm start does not know "${flag}".`;
  }
  return flags;
}

async function runInTerminal() {
  console.log('Catena: running the showcase, examples/showcase\n');
  await ensureInstalledOrExit();
  const code = await runCatena(['run', showcase, '--out', output, '--yes']);
  if (code === 0) console.log(nextSteps);
  return code;
}

async function start(parameters) {
  const flags = readFlags(parameters);
  if (typeof flags === 'string') {
    console.error(`error: ${flags}\n  hint: npm start -- --help says what there is.`);
    return 2;
  }
  if (flags.help) {
    console.log(help);
    return 0;
  }
  if (!flags.serve) return runInTerminal();
  await ensureInstalledOrExit();
  if (!ensureEditorBuilt()) return 1;
  return serveShowcase(flags);
}

process.exitCode = await start(process.argv.slice(2));

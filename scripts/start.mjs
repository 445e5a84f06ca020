// `npm start`: installs what is missing and runs the showcase, so that there is something to see.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCatena } from './catena.mjs';
import { ensureInstalledOrExit } from './ensure-installed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const showcase = join(root, 'examples', 'showcase');
const output = join(root, '.catena', 'showcase');
const known = ['--no-serve', '--help', '-h'];

const help = `Runs the showcase workflow, examples/showcase.

  npm start                  run it and show where its outputs are
  npm start -- --no-serve    run it and exit (today the same)
`;

const nextSteps = `
Try next:
  npm start                                            again: nothing is computed twice
  npm run -s catena -- plan examples/showcase          what a run would do, and why
  npm run -s catena -- run examples/showcase --help    how to give it inputs of your own
  npm run -s catena -- models                          the models that run on this machine
  npm run -s catena -- nodes                           what a workflow is built from
`;

async function start(flags) {
  const unknown = flags.find((flag) => !known.includes(flag));
  if (unknown !== undefined) {
    console.error(`error: npm start does not know "${unknown}".\n  hint: It takes --no-serve.`);
    return 2;
  }
  if (flags.includes('--help') || flags.includes('-h')) {
    console.log(help);
    return 0;
  }
  console.log('Catena: running the showcase, examples/showcase\n');
  await ensureInstalledOrExit();
  const code = await runCatena(['run', showcase, '--out', output, '--yes']);
  if (code === 0) console.log(nextSteps);
  return code;
}

process.exitCode = await start(process.argv.slice(2));

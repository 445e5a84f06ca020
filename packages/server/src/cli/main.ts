#!/usr/bin/env node
import { runCli } from './run-cli.ts';
import { openTerminal } from './terminal/terminal.ts';

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const parameters = process.argv.slice(2);
const { stdout, stderr, env: environment } = process;
const terminal = openTerminal({ stdout, stderr, environment, folder: process.cwd() }, parameters);
await runCli(parameters, terminal);
process.exitCode = terminal.exitCode;

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { EngineError } from '@catena/engine';
import type { RunningServer } from '../../serve.ts';
import { loadConfig } from '../../config.ts';
import { engineLogger } from '../../engine-logger.ts';
import { createServices } from '../../services.ts';
import { exitCodes } from '../errors/exit-codes.ts';
import { onInterrupt } from '../terminal/interrupt.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { dataOption } from './common-options.ts';

interface ServeFlags {
  port: number;
  host: string;
  data?: string;
  token?: string;
  publicUrl?: string;
  cert?: string;
  key?: string;
  open?: boolean;
}

const defaultPort = 4420;
const highestPort = 65_535;
// Long enough for a short run to end, short enough for a person who waits for the prompt.
const graceMs = 5_000;

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= highestPort) return port;
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${highestPort}.`);
}

/** Serves until a person or the system wants an end; a second wish does not wait for runs. */
function untilInterrupted(server: RunningServer, terminal: Terminal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stopListening = onInterrupt({
      onFirst() {
        terminal.stderr.write('Stopping; once more to leave at once.\n');
        server.stop({ graceMs }).then(resolve, reject).finally(stopListening);
      },
      onSecond: () => process.exit(exitCodes.canceled),
    });
  });
}

/** A machine without a browser is no reason to end. */
async function openInBrowser(url: string, terminal: Terminal): Promise<void> {
  const { default: open } = await import('open');
  const browser = await open(url).catch(() => undefined);
  const tell = () => terminal.stderr.write(`No browser could be opened; open ${url} yourself.\n`);
  if (browser) browser.once('error', tell);
  else tell();
}

async function readPem(path: string, flag: string, terminal: Terminal): Promise<string> {
  try {
    return await readFile(resolve(terminal.folder, path), 'utf8');
  } catch (cause) {
    throw new EngineError({
      code: 'file-not-readable',
      message: `${path} cannot be read.`,
      hint: `Name a file in PEM with ${flag}.`,
      cause,
    });
  }
}

/** Certificate and key, where the server is to speak TLS. */
async function readTls({ cert, key }: ServeFlags, terminal: Terminal) {
  if (cert === undefined && key === undefined) return {};
  if (cert === undefined || key === undefined) {
    throw new EngineError({
      code: 'invalid-config',
      message: `--${cert === undefined ? 'key' : 'cert'} is given without --${cert === undefined ? 'cert' : 'key'}.`,
      hint: 'TLS needs both: a certificate and its key.',
    });
  }
  const tls = {
    cert: await readPem(cert, '--cert', terminal),
    key: await readPem(key, '--key', terminal),
  };
  return { tls };
}

async function serve(flags: ServeFlags, terminal: Terminal): Promise<void> {
  const config = loadConfig(terminal.environment, {
    dataFolder: flags.data,
    token: flags.token,
    publicUrl: flags.publicUrl,
    workingFolder: terminal.folder,
  });
  const tls = await readTls(flags, terminal);
  // Loaded here: the other commands do without, and start faster.
  const { createLogger } = await import('../../create-logger.ts');
  const { startServer } = await import('../../serve.ts');
  const logger = createLogger(config.logLevel);
  const services = await createServices(config, engineLogger(logger));
  const { port, host } = flags;
  const server = await startServer(services, { port, host, logger, ...tls }).catch(
    async (error: unknown) => {
      await services.close();
      throw error;
    },
  );
  // Before anybody is told that it listens, and may want it to end.
  const end = untilInterrupted(server, terminal);
  terminal.print(`listening on ${server.url}`);
  if (flags.open) await openInBrowser(config.publicUrl ?? server.url, terminal);
  await end;
}

/** `catena serve` */
export function createServeCommand(terminal: Terminal): Command {
  return new Command('serve')
    .description('Serve the editor and the API')
    .addOption(
      new Option('--port <n>', 'port to listen on; 0 for any that is free')
        .argParser(parsePort)
        .default(defaultPort),
    )
    .option(
      '--host <name>',
      'address to listen on; others than this machine need a token',
      '127.0.0.1',
    )
    .addOption(dataOption())
    .option(
      '--token <token>',
      'ask every request for this token; seen in lists of processes, so prefer CATENA_TOKEN',
    )
    .option('--public-url <url>', 'address at which others reach the server, e.g. of a proxy')
    .option('--cert <file>', 'certificate in PEM, to serve TLS; needs --key')
    .option('--key <file>', 'key of the certificate in PEM')
    .option('--open', 'open the editor in the browser')
    .addHelpText(
      'after',
      '\nExamples:\n  catena serve --open\n  CATENA_TOKEN=… catena serve --host 0.0.0.0 --port 80\n\nPrints "listening on URL" when it is ready. Ctrl-C ends it; runs get 5 seconds to finish.\n',
    )
    .action((flags: ServeFlags) => serve(flags, terminal));
}

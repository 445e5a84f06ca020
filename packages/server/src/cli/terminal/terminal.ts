import pc from 'picocolors';

/** The colours of a terminal; each gives the text back as it is where there are none. */
export type Colors = ReturnType<typeof pc.createColors>;

/** Where a command reads from and writes to. */
export interface Terminal {
  /** The folder that the user stands in; absolute. */
  folder: string;
  environment: Readonly<Record<string, string | undefined>>;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  /** Whether lines on stdout can be written over. */
  live: boolean;
  colors: Colors;
  errorColors: Colors;
  /** Writes lines to stdout. */
  print(...lines: string[]): void;
}

interface Streams {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}

function wantsColor(environment: Terminal['environment'], parameters: readonly string[]): boolean {
  const { NO_COLOR, TERM } = environment;
  const off = NO_COLOR !== undefined && NO_COLOR !== '';
  return !off && TERM !== 'dumb' && !parameters.includes('--no-color');
}

/**
 * The terminal that this process runs in. Colours and live lines only where a person looks: never in
 * a pipe or file.
 */
export function openTerminal(
  streams: Streams,
  parameters: readonly string[],
  environment: Terminal['environment'],
): Terminal {
  const { stdout, stderr } = streams;
  const color = wantsColor(environment, parameters);
  return {
    folder: process.cwd(),
    environment,
    stdout,
    stderr,
    live: stdout.isTTY && environment['TERM'] !== 'dumb' && environment['CI'] === undefined,
    colors: pc.createColors(color && stdout.isTTY),
    errorColors: pc.createColors(color && stderr.isTTY),
    print(...lines) {
      if (lines.length > 0) stdout.write(`${lines.join('\n')}\n`);
    },
  };
}

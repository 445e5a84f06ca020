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
  /** What the process ends with; see `errors/exit-codes.ts`. */
  exitCode: number;
  /** Writes lines to stdout. */
  print(...lines: string[]): void;
}

/** What a terminal is opened on. */
export type TerminalPlace = Pick<Terminal, 'folder' | 'environment' | 'stdout' | 'stderr'>;

function wantsColor(environment: Terminal['environment'], parameters: readonly string[]): boolean {
  const { NO_COLOR, TERM } = environment;
  const off = NO_COLOR !== undefined && NO_COLOR !== '';
  return !off && TERM !== 'dumb' && !parameters.includes('--no-color');
}

/**
 * Opens a terminal. Colours and live lines only where a person looks: never in a pipe or file.
 */
export function openTerminal(place: TerminalPlace, parameters: readonly string[]): Terminal {
  const { stdout, stderr, environment } = place;
  const color = wantsColor(environment, parameters);
  return {
    ...place,
    exitCode: 0,
    live: stdout.isTTY && environment['TERM'] !== 'dumb' && environment['CI'] === undefined,
    // In a pipe `isTTY` is missing, which the library would take for "decide yourself".
    colors: pc.createColors(color && stdout.isTTY === true),
    errorColors: pc.createColors(color && stderr.isTTY === true),
    print(...lines) {
      if (lines.length > 0) stdout.write(`${lines.join('\n')}\n`);
    },
  };
}

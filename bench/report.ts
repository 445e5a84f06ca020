/** One figure of a table with what it should be, where there is an aim. */
export interface Aim {
  what: string;
  value: number;
  atMost: number;
}

/** What a benchmark found. */
export interface Report {
  name: string;
  /** What was measured and how, in a line or two. */
  about: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
  aims: readonly Aim[];
  /** Everything as it was measured, for `--json`. */
  figures: unknown;
}

function cell(value: string | number): string {
  if (typeof value === 'string') return value;
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(value < 100 ? 2 : 0);
}

function tableOf({ columns, rows }: Report): string {
  const cells = [columns, ...rows.map((row) => row.map(cell))];
  const widths = columns.map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells
    .map((row) =>
      row
        .map((text, column) =>
          column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

/** Prints a report as a table, or as one line of JSON where `--json` is asked for. */
export function printReport(report: Report): void {
  const { name, about, aims, figures } = report;
  if (process.argv.includes('--json')) {
    const judged = aims.map((aim) => ({ ...aim, met: aim.value <= aim.atMost }));
    console.log(JSON.stringify({ name, node: process.version, figures, aims: judged }));
    return;
  }
  console.log(`\n${name}: ${about}\n`);
  console.log(tableOf(report));
  for (const { what, value, atMost } of aims) {
    console.log(
      `${value <= atMost ? 'met    ' : 'NOT MET'} ${what}: ${cell(value)} (at most ${atMost})`,
    );
  }
}

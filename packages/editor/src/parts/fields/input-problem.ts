import type { Issue, PortDescriptor } from '@catena/engine';

/** What is wrong with an input, in words, and how bad it is. */
export interface InputProblem {
  severity: Issue['severity'];
  text: string;
}

function write({ severity, message, hint }: Issue): string {
  return `${severity} ${message}${hint === undefined ? '' : ` ${hint}`}`;
}

/** What is wrong with an input in one line; compared by value, so that fields stay still. */
export function writeProblem(
  issues: readonly Issue[] | undefined,
  port: PortDescriptor['name'],
): string | undefined {
  const own = issues?.filter((issue) => issue.port === port || issue.path?.[3] === port);
  const worst = own?.find(({ severity }) => severity === 'error') ?? own?.[0];
  return worst && write(worst);
}

/** Reads what {@link writeProblem} wrote. */
export function readProblem(line: string | undefined): InputProblem | undefined {
  if (line === undefined) return undefined;
  const space = line.indexOf(' ');
  return { severity: line.slice(0, space) as Issue['severity'], text: line.slice(space + 1) };
}

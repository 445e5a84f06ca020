import type { Issue, PortDescriptor } from '@catena/engine';

/** What is wrong with an input, in words, and how bad it is. */
export interface InputProblem {
  severity: Issue['severity'];
  text: string;
  /** Where the input stands beside it, so that it need not be named: `Needs a value`. */
  short: string;
}

/** What is said in place of the message, where the field itself says the rest. */
const shortWords: Readonly<Partial<Record<Issue['code'], string>>> = {
  'missing-input': 'Needs a value',
};

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The message without the words that name the input and its node. */
function shorten({ code, message, nodeId, port }: Issue): string {
  const name = `nput "${port}" of node "${nodeId}" `;
  const at = message.indexOf(name);
  const before = message.slice(0, Math.max(0, at));
  // "Input …" stands alone; "Item 2 of input …" keeps which item it is.
  const place = before === 'I' ? '' : before.replace(/ (of|in) i$/, ' ');
  const isNamed = at >= 0 && (place === '' || place !== before);
  if (!isNamed) return shortWords[code] ?? message;
  return shortWords[code] ?? capitalize(place + message.slice(at + name.length));
}

/** What is wrong with an input in one text; compared by value, so that fields stay still. */
export function writeProblem(
  issues: readonly Issue[] | undefined,
  port: PortDescriptor['name'],
): string | undefined {
  const own = issues?.filter((issue) => issue.port === port || issue.path?.[3] === port);
  const worst = own?.find(({ severity }) => severity === 'error') ?? own?.[0];
  if (!worst) return undefined;
  const { severity, message, hint } = worst;
  const text = hint === undefined ? message : `${message} ${hint}`;
  const problem: InputProblem = { severity, text, short: shorten(worst) };
  return JSON.stringify(problem);
}

/** Reads what {@link writeProblem} wrote. */
export function readProblem(written: string | undefined): InputProblem | undefined {
  return written === undefined ? undefined : (JSON.parse(written) as InputProblem);
}

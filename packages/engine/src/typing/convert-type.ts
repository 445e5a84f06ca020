import {
  isFileType,
  writePortType,
  type BaseType,
  type PortType,
} from '../definition/port-type.ts';

/**
 * How a value of one type becomes one of another: it is one already, it is converted, or only the
 * value itself can tell, so that it is checked when it runs.
 */
export type Conversion = 'same' | 'converted' | 'checked';

/** The answer of {@link canConvert}. */
export type ConversionCheck =
  { ok: true; how: Conversion } | { ok: false; reason: string; hint: string };

type Table = { readonly [From in BaseType]?: { readonly [To in BaseType]?: Conversion } };

const asData = { json: 'converted' } as const;
const asFile = { file: 'same' } as const;

/** Beside these: everything becomes itself and `any`, and `any` becomes everything, checked. */
const table: Table = {
  integer: { number: 'same', text: 'converted', ...asData },
  number: { text: 'converted', ...asData },
  boolean: { text: 'converted', ...asData },
  text: asData,
  image: asFile,
  audio: asFile,
  video: asFile,
  file: { image: 'checked', audio: 'checked', video: 'checked' },
};

function convertBase(from: BaseType, to: BaseType): Conversion | undefined {
  if (from === to || to === 'any') return 'same';
  return from === 'any' ? 'checked' : table[from]?.[to];
}

function convertType(from: PortType, to: PortType): Conversion | undefined {
  if (from.depth === to.depth) return convertBase(from.base, to.base);
  if (from.base === 'any' && from.depth < to.depth) return 'checked';
  const whole = from.depth > to.depth && (to.base === 'any' || to.base === 'json');
  return whole ? convertBase(from.base, to.base) : undefined;
}

function suggest(from: PortType, to: PortType): string {
  if (from.depth > to.depth && convertType({ ...from, depth: to.depth }, to)) {
    return 'Let the node run once for each item, or take one with list.pick.';
  }
  if (from.depth < to.depth && convertType(from, { ...to, depth: from.depth })) {
    return 'Make a list of it with list.make.';
  }
  if (from.base === 'json') return 'Take the value you need out of it with json.pick.';
  if (from.base === 'text' && (to.base === 'number' || to.base === 'integer')) {
    return 'Read the number out of the text with json.parse, then json.pick.';
  }
  if (from.base === 'number' && to.base === 'integer') return 'Round it with number.round.';
  if (isFileType(to.base) && !isFileType(from.base)) {
    return `Use the output of a node that makes ${to.base === 'file' ? 'files' : `a file of type ${to.base}`}.`;
  }
  if (isFileType(from.base) && to.base === 'text') {
    return 'Use a model that describes or transcribes the file.';
  }
  return `Use an output of type ${writePortType(to)}, or put a node between that makes one.`;
}

/**
 * Whether a value of type `from` can stand where `to` is taken, and how; if not, why, and what could
 * help. Lists are converted item by item; `any` and `json` also take a list whole.
 */
export function canConvert(from: PortType, to: PortType): ConversionCheck {
  const how = convertType(from, to);
  if (how) return { ok: true, how };
  const reason = `${writePortType(from)} cannot become ${writePortType(to)}.`;
  return { ok: false, reason, hint: suggest(from, to) };
}

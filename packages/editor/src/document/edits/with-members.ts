import { equalJson } from '../equal-json.ts';

/** New values for some members; `undefined` takes a member out. */
export type MemberChange<Whole> = { [Name in keyof Whole]?: Whole[Name] | undefined };

/** An object with some members changed or taken out; the same object where nothing changes. */
export function withMembers<Whole extends object>(
  whole: Whole,
  change: MemberChange<Whole>,
): Whole {
  const entries = Object.entries(change).filter(([name, value]) => {
    const isThere = Object.hasOwn(whole, name);
    return value === undefined
      ? isThere
      : !isThere || !equalJson((whole as Record<string, unknown>)[name], value);
  });
  if (entries.length === 0) return whole;
  const next = { ...whole } as Record<string, unknown>;
  for (const [name, value] of entries) {
    if (value === undefined) delete next[name];
    else next[name] = value;
  }
  return next as Whole;
}

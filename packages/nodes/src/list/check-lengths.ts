import { EngineError } from '@catena/engine';

/**
 * Checks that lists that go together item by item are equally long.
 *
 * @throws EngineError `unequal-lengths`.
 */
export function checkLengths(lists: Record<string, readonly unknown[] | undefined>): void {
  const lengths = Object.entries(lists).flatMap(([name, list]): [string, number][] =>
    list ? [[name, list.length]] : [],
  );
  if (new Set(lengths.map(([, length]) => length)).size <= 1) return;
  throw new EngineError({
    code: 'unequal-lengths',
    message: `The lists are not equally long: ${lengths.map(([name, length]) => `${name} has ${length}`).join(', ')}.`,
    hint: 'Items that failed or were skipped upstream are missing here. Cut the lists to one length, or see what failed.',
    details: { lengths: Object.fromEntries(lengths) },
  });
}

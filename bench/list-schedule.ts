/** Milliseconds that each stage of each item takes: `durations[stage][item]`. */
export type Durations = readonly (readonly number[])[];

/** Something to do at a time that is known by now. */
interface Ready {
  stage: number;
  item: number;
}

/** Milliseconds from a stage of an item to the end of its chain. */
function remainingMs(durations: Durations, { stage, item }: Ready): number {
  return durations.slice(stage).reduce((sum, ofItems) => sum + (ofItems[item] ?? 0), 0);
}

/** What a schedule goes by: the mean of each stage, as any scheduler can, or what nobody knows before. */
export type Knowledge = 'means' | 'durations';

function priorities(durations: Durations, knowledge: Knowledge): Durations {
  if (knowledge === 'durations') return durations;
  return durations.map((stage) => {
    const mean = stage.reduce((sum, duration) => sum + duration, 0) / stage.length;
    return stage.map(() => mean);
  });
}

/**
 * The length of a greedy list schedule on equal places: whenever a place is free, the ready piece of
 * work with the longest remaining path starts; of equal ones the first that was ready.
 */
export function listScheduleMs(
  durations: Durations,
  { places, knowledge }: { places: number; knowledge: Knowledge },
): number {
  const known = priorities(durations, knowledge);
  const items = durations[0]?.length ?? 0;
  const ready: Ready[] = Array.from({ length: items }, (_, item) => ({ stage: 0, item }));
  const running: (Ready & { endsAt: number })[] = [];
  let now = 0;
  while (ready.length > 0 || running.length > 0) {
    ready.sort((one, other) => remainingMs(known, other) - remainingMs(known, one));
    while (running.length < places) {
      const next = ready.shift();
      if (!next) break;
      running.push({ ...next, endsAt: now + (durations[next.stage]?.[next.item] ?? 0) });
    }
    running.sort((one, other) => one.endsAt - other.endsAt);
    const ended = running.shift();
    if (!ended) break;
    now = ended.endsAt;
    if (ended.stage + 1 < durations.length)
      ready.push({ stage: ended.stage + 1, item: ended.item });
  }
  return now;
}

/** The length of running stage by stage: none begins before the one before has ended for all items. */
export function barrierMs(durations: Durations, places: number): number {
  return durations.reduce(
    (sum, stage) => sum + listScheduleMs([stage], { places, knowledge: 'means' }),
    0,
  );
}

/** What no schedule can beat: all places always busy, or the longest chain alone. */
export function lowerBoundMs(durations: Durations, places: number): number {
  const total = durations.flat().reduce((sum, duration) => sum + duration, 0);
  const items = durations[0]?.keys() ?? [];
  const longest = Math.max(...[...items].map((item) => remainingMs(durations, { stage: 0, item })));
  return Math.max(total / places, longest);
}

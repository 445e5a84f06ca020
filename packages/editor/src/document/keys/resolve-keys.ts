import { resolveChord } from './key-chord.ts';
import { keyPresets } from './presets.ts';

/** What has keys by itself: a command. */
export interface Keyed {
  id: string;
  keys?: readonly string[];
}

/** Keys that a person has chosen, by command. */
export type OwnKeys = Readonly<Record<string, readonly string[]>>;

/** What {@link resolveKeys} finds. */
export interface ResolvedKeys {
  /** The keys of each command that are in force, by its id. */
  keys: ReadonlyMap<string, readonly string[]>;
  /** The command of each combination, with `Mod` resolved. */
  commands: ReadonlyMap<string, string>;
}

interface Layer {
  keysOf(command: Keyed): readonly string[] | undefined;
}

/**
 * Which keys do what. What a person has chosen wins over the preset, the preset over the keys that a
 * command has by itself: who comes second loses the combination, but not its other keys.
 */
export function resolveKeys(
  commands: readonly Keyed[],
  choice: { preset: string; own: OwnKeys },
  apple: boolean,
): ResolvedKeys {
  const preset = keyPresets.find(({ id }) => id === choice.preset)?.keys ?? {};
  const layers: readonly Layer[] = [
    { keysOf: ({ id }) => choice.own[id] },
    { keysOf: ({ id }) => (choice.own[id] ? undefined : preset[id]) },
    { keysOf: ({ id, keys }) => (choice.own[id] || preset[id] ? undefined : keys) },
  ];
  const taken = new Map<string, string>();
  const keys = new Map<string, readonly string[]>();
  for (const layer of layers) {
    for (const command of commands) {
      const wanted = layer.keysOf(command);
      if (!wanted) continue;
      const given = wanted.filter((text) => {
        const chord = resolveChord(text, apple);
        const owner = chord === undefined ? undefined : (taken.get(chord) ?? command.id);
        if (chord !== undefined && owner === command.id) taken.set(chord, command.id);
        return owner === command.id;
      });
      keys.set(command.id, given);
    }
  }
  return { keys, commands: taken };
}

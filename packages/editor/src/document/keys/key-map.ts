import { createStore, type StoreApi } from 'zustand/vanilla';
import { isApple } from './is-apple.ts';
import { resolveChord } from './key-chord.ts';
import { keyPresets } from './presets.ts';
import { resolveKeys, type Keyed, type OwnKeys, type ResolvedKeys } from './resolve-keys.ts';

/** Which keys do what. */
export interface KeyMapState extends ResolvedKeys {
  /** The id of one of the presets. */
  preset: string;
  /** What the person has chosen beside it. */
  own: OwnKeys;
}

/** Which keys do what, and changing that. Kept in this browser. */
export interface KeyMap extends StoreApi<KeyMapState> {
  /** The keys of a command that are in force; the first is shown. */
  keysOf(commandId: string): readonly string[];
  /** The id of the command that a combination belongs to, to be named before it is taken away. */
  ownerOf(combination: string): string | undefined;
  choosePreset(id: string): void;
  /** Gives a command these keys, and takes them from all others; undefined gives it back its usual ones. */
  rebind(commandId: string, keys: readonly string[] | undefined): void;
  /** Forgets all that the person has chosen beside the preset. */
  reset(): void;
}

interface KeyMapOptions {
  storage: Storage | undefined;
  commands: readonly Keyed[];
  /** @defaultValue {@link isApple} */
  apple?: boolean;
}

const storageKey = 'catena.keys';

type Choice = Pick<KeyMapState, 'preset' | 'own'>;

function readOwn(value: unknown): OwnKeys {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).filter(
    ([, keys]) => Array.isArray(keys) && keys.every((key) => typeof key === 'string'),
  );
  return Object.fromEntries(entries) as OwnKeys;
}

function restore(storage: Storage | undefined): Choice {
  const usual = { preset: 'catena', own: {} };
  try {
    const found: unknown = JSON.parse(storage?.getItem(storageKey) ?? 'null');
    if (typeof found !== 'object' || found === null) return usual;
    const { preset, own } = found as Record<string, unknown>;
    const isKnown = keyPresets.some(({ id }) => id === preset);
    return { preset: isKnown ? (preset as string) : usual.preset, own: readOwn(own) };
  } catch {
    return usual;
  }
}

function keep(storage: Storage | undefined, { preset, own }: Choice): void {
  try {
    storage?.setItem(storageKey, JSON.stringify({ preset, own }));
  } catch {
    // A full or forbidden storage only means that the choice is forgotten.
  }
}

/** Makes the map of keys, as it was left in this browser. */
export function createKeyMap(options: KeyMapOptions): KeyMap {
  const { storage, commands, apple = isApple() } = options;
  const resolve = (choice: Choice): KeyMapState => ({
    ...choice,
    ...resolveKeys(commands, choice, apple),
  });
  const store = createStore<KeyMapState>(() => resolve(restore(storage)));
  const { getState } = store;

  function choose(choice: Choice) {
    store.setState(resolve(choice));
    keep(storage, choice);
  }

  function withoutChords(own: OwnKeys, chords: ReadonlySet<string | undefined>): OwnKeys {
    return Object.fromEntries(
      Object.entries(own).map(([id, keys]) => [
        id,
        keys.filter((key) => !chords.has(resolveChord(key, apple))),
      ]),
    );
  }

  return Object.assign(store, {
    keysOf: (commandId: string) => getState().keys.get(commandId) ?? [],
    ownerOf(combination: string) {
      const chord = resolveChord(combination, apple);
      return chord === undefined ? undefined : getState().commands.get(chord);
    },
    choosePreset: (preset: string) => choose({ preset, own: getState().own }),
    rebind(commandId: string, keys: readonly string[] | undefined) {
      const { preset, own } = getState();
      const { [commandId]: _before, ...others } = own;
      const chords = new Set(keys?.map((key) => resolveChord(key, apple)));
      const left = withoutChords(others, chords);
      choose({ preset, own: keys ? { ...left, [commandId]: keys } : left });
    },
    reset: () => choose({ preset: getState().preset, own: {} }),
  });
}

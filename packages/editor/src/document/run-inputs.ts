import { createStore, type StoreApi } from 'zustand/vanilla';
import { readInputValue, type Workflow } from '@catena/engine';

/** Values for the inputs of a workflow, by name, that a run is to be given. They are no part of the document. */
export type RunInputs = Readonly<Record<string, unknown>>;

/** What was entered for the next run of an open document. */
export interface RunInputsStore extends StoreApi<RunInputs> {
  /** Undefined is kept as something that was emptied; the default holds all the same. */
  set(name: string, value: unknown): void;
  /** Takes these values in place of all others. */
  replace(values: RunInputs): void;
  /** Forgets what was entered for an input. */
  reset(name: string): void;
}

const storagePrefix = 'catena.run-inputs.';

function restore(key: string, storage: Storage | undefined): RunInputs {
  try {
    const found: unknown = JSON.parse(storage?.getItem(storagePrefix + key) ?? '{}');
    return typeof found === 'object' && found !== null ? (found as RunInputs) : {};
  } catch {
    return {};
  }
}

/** Makes what is entered for the tab of this key; it outlives a reload, not the window. */
export function createRunInputs(key: string, storage: Storage | undefined): RunInputsStore {
  const store = createStore<RunInputs>(() => restore(key, storage));
  store.subscribe((values) => {
    try {
      storage?.setItem(storagePrefix + key, JSON.stringify(values));
    } catch {
      // A full or forbidden storage only means that a reload forgets.
    }
  });
  return Object.assign(store, {
    set: (name: string, value: unknown) => store.setState({ [name]: value }),
    replace: (values: RunInputs) => store.setState({ ...values }, true),
    reset(name: string) {
      const { [name]: _value, ...rest } = store.getState();
      store.setState(rest, true);
    },
  });
}

/** Of what was entered that which the workflow knows: what a run is given beside the defaults. */
export function pickRunInputs({ inputs = {} }: Workflow, entered: RunInputs): RunInputs {
  const known = Object.entries(entered).filter(
    ([name, value]) => Object.hasOwn(inputs, name) && value !== undefined,
  );
  return Object.fromEntries(known);
}

/** Titles of the inputs that every run has to be given a value for. */
export function neededInputs({ inputs = {} }: Workflow): string[] {
  return Object.entries(inputs).flatMap(([name, input]) =>
    input.default === undefined ? [input.title ?? name] : [],
  );
}

/** The values with each `$random` drawn; `next` is from 0 to 1. */
export function drawRunInputs(values: RunInputs, next: () => number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const read = readInputValue(value);
      if (read.kind !== 'random') return [name, value];
      return [name, read.minimum + Math.floor(next() * (read.maximum - read.minimum + 1))];
    }),
  );
}

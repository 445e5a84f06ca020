import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Workflow } from '@catena/engine';

/** What is selected on the canvas: ids of cards and of edges. */
export interface Selection {
  cards: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

/** A state of the document that one can go back to. */
interface Moment {
  workflow: Workflow;
  /** What was done to leave it, e.g. `Move 3 nodes`. */
  label: string;
  selection: Selection;
}

/** One open document with its history. */
export interface WorkflowState {
  /** The document; the truth that everything else is derived from. */
  workflow: Workflow;
  /** Raised by every change of the document, undo and redo included. */
  version: number;
  selection: Selection;
  past: readonly Moment[];
  future: readonly Moment[];
  /** Edits with the same key that follow each other become one step of the history. */
  coalesceKey: string | undefined;
}

export interface EditOptions {
  /** Joins this edit with the one before where that had the same key: typing, a slider. */
  coalesce?: string;
  /** What is selected afterwards. */
  select?: Partial<{ cards: Iterable<string>; edges: Iterable<string> }>;
}

/** One open document: the store and what changes it. */
export interface WorkflowStore extends StoreApi<WorkflowState> {
  /** Changes the document; nothing happens where the edit returns the workflow it was given. */
  edit(label: string, edit: (workflow: Workflow) => Workflow, options?: EditOptions): void;
  /** Ends coalescing: what follows is a step of its own. */
  settle(): void;
  undo(): void;
  redo(): void;
  select(selection: { cards?: Iterable<string>; edges?: Iterable<string> }): void;
  /** Takes another document in place of this one, e.g. after a reload; history is lost. */
  replace(workflow: Workflow): void;
}

const historyLimit = 500;

export const nothingSelected: Selection = { cards: new Set(), edges: new Set() };

function toSelection(selection: EditOptions['select'], before: Selection): Selection {
  if (!selection) return before;
  return { cards: new Set(selection.cards), edges: new Set(selection.edges) };
}

/** Whether two sets hold the same ids. */
function equalIds(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((id) => right.has(id));
}

type Change = Partial<WorkflowState>;

function afterEdit(
  state: WorkflowState,
  next: Workflow,
  step: EditOptions & { label: string },
): Change {
  const { label, coalesce, select } = step;
  const joins = coalesce !== undefined && coalesce === state.coalesceKey;
  const moment = { workflow: state.workflow, label, selection: state.selection };
  return {
    workflow: next,
    version: state.version + 1,
    selection: toSelection(select, state.selection),
    past: joins ? state.past : [...state.past, moment].slice(-historyLimit),
    future: [],
    coalesceKey: coalesce,
  };
}

function afterUndo({ past, future, workflow, selection, version }: WorkflowState): Change {
  const moment = past.at(-1);
  if (!moment) return {};
  return {
    workflow: moment.workflow,
    version: version + 1,
    selection: moment.selection,
    past: past.slice(0, -1),
    future: [{ workflow, label: moment.label, selection }, ...future],
    coalesceKey: undefined,
  };
}

function afterRedo({ past, future, workflow, selection, version }: WorkflowState): Change {
  const [moment, ...rest] = future;
  if (!moment) return {};
  return {
    workflow: moment.workflow,
    version: version + 1,
    selection: moment.selection,
    past: [...past, { workflow, label: moment.label, selection }],
    future: rest,
    coalesceKey: undefined,
  };
}

function opened(workflow: Workflow, version: number): WorkflowState {
  return {
    workflow,
    version,
    selection: nothingSelected,
    past: [],
    future: [],
    coalesceKey: undefined,
  };
}

/** Opens a document. */
export function createWorkflowStore(workflow: Workflow): WorkflowStore {
  const store = createStore<WorkflowState>(() => opened(workflow, 0));
  const { getState, setState } = store;
  return Object.assign(store, {
    edit(label: string, edit: (before: Workflow) => Workflow, options: EditOptions = {}) {
      const state = getState();
      const next = edit(state.workflow);
      if (next !== state.workflow) setState(afterEdit(state, next, { ...options, label }));
    },
    settle: () => setState({ coalesceKey: undefined }),
    undo: () => setState(afterUndo(getState())),
    redo: () => setState(afterRedo(getState())),
    select(selection: { cards?: Iterable<string>; edges?: Iterable<string> }) {
      const before = getState().selection;
      const next = { cards: new Set(selection.cards), edges: new Set(selection.edges) };
      if (equalIds(before.cards, next.cards) && equalIds(before.edges, next.edges)) return;
      setState({ selection: next, coalesceKey: undefined });
    },
    replace: (next: Workflow) => setState(opened(next, getState().version + 1)),
  });
}

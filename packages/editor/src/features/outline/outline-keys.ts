import type { OutlineActions } from './outline-actions.ts';
import type { OutlineRow } from './outline-rows.ts';

const moves: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_at, last) => last,
  PageDown: (at, last) => Math.min(last, at + 10),
  PageUp: (at) => Math.max(0, at - 10),
};

interface KeyContext {
  rows: readonly OutlineRow[];
  active: OutlineRow;
  actions: OutlineActions;
}

function unfold({ rows, active, actions }: KeyContext) {
  if (active.kind !== 'card') return;
  const next = rows[rows.indexOf(active) + 1];
  if (!active.expanded) actions.toggle(active);
  else if (next && next.kind !== 'card') actions.activate(next);
}

function fold({ active, actions }: KeyContext) {
  if (active.kind !== 'card') actions.jump(active.card);
  else if (active.expanded) actions.toggle(active);
}

const keys: Readonly<Record<string, (context: KeyContext) => void>> = {
  ArrowRight: unfold,
  ArrowLeft: fold,
  Enter({ active, actions }) {
    if (active.kind === 'card') actions.goTo(active.card);
    else actions.connect(active);
  },
  c: ({ active, actions }) => actions.connect(active),
  Delete: ({ active, actions }) => actions.remove(active),
  Backspace: ({ active, actions }) => actions.remove(active),
};

/** Does what a key means on the active line of the outline; false where it means nothing. */
export function handleOutlineKey(key: string, context: KeyContext): boolean {
  const { rows, active, actions } = context;
  const move = moves[key];
  if (move) {
    const next = rows[move(rows.indexOf(active), rows.length - 1)];
    if (next) actions.activate(next);
    return true;
  }
  keys[key]?.(context);
  return keys[key] !== undefined;
}

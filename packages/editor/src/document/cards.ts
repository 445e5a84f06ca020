import type { Workflow } from '@catena/engine';
import { parseCardId, writeCardId, type CardKind } from './card-id.ts';
import { cardPositions } from './card-positions.ts';
import { readLayout, type Point } from './layout.ts';

function names(workflow: Workflow, kind: CardKind): Record<string, unknown> {
  const sections = {
    node: () => workflow.nodes,
    input: () => workflow.inputs ?? {},
    output: () => workflow.outputs ?? {},
    frame: () => readLayout(workflow).frames,
    note: () => readLayout(workflow).notes,
  };
  return sections[kind]();
}

const kinds: readonly CardKind[] = ['node', 'input', 'output', 'frame', 'note'];

/** The ids of all cards of a document. */
export function listCards(workflow: Workflow): string[] {
  return kinds.flatMap((kind) =>
    Object.keys(names(workflow, kind)).map((name) => writeCardId({ kind, name })),
  );
}

/** Whether a document has a card. */
export function hasCard(workflow: Workflow, card: string): boolean {
  const { kind, name } = parseCardId(card);
  return Object.hasOwn(names(workflow, kind), name);
}

/** Where a card stands: as the document says, else where the canvas puts it. */
export function positionOf(workflow: Workflow, card: string): Point | undefined {
  const { positions, frames, notes } = readLayout(workflow);
  const { kind, name } = parseCardId(card);
  if (kind === 'frame') return frames[name]?.position;
  if (kind === 'note') return notes[name]?.position;
  return Object.hasOwn(positions, card) ? positions[card] : cardPositions(workflow).get(card);
}

/** What a card is called on the canvas: its title, else its name. */
export function titleOfCard(workflow: Workflow, card: string): string {
  const { kind, name } = parseCardId(card);
  const entry = names(workflow, kind)[name] as { title?: unknown } | undefined;
  return typeof entry?.title === 'string' && entry.title !== '' ? entry.title : name;
}

import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { parseWorkflow, writeWorkflow, type Workflow } from '@catena/engine';
import { arbitraryEdit } from '../../../test/arbitrary-edit.ts';
import { arbitraryWorkflow } from '../../../test/arbitrary-workflow.ts';
import { parseEdgeId } from '../card-id.ts';
import { hasCard, listCards } from '../cards.ts';
import { readLayout } from '../layout.ts';
import { readEdges } from '../read-edges.ts';
import { createWorkflowStore } from '../workflow-store.ts';
import { composeEdits } from './compose-edits.ts';

vi.setConfig({ testTimeout: 60_000 });

const edits = fc.array(arbitraryEdit, { minLength: 1, maxLength: 25 });

/** References and entries of the layout that name what is not there. */
function findDangling(workflow: Workflow): string[] {
  const edges = readEdges(workflow);
  const edgeIds = new Set(edges.map(({ id }) => id));
  const { positions, looks, frames, reroutes } = readLayout(workflow);
  return [
    ...edges.filter(({ source }) => !hasCard(workflow, source)).map(({ id }) => `edge ${id}`),
    ...[...Object.keys(positions), ...Object.keys(looks)].filter(
      (card) => !hasCard(workflow, card),
    ),
    ...Object.values(frames).flatMap(({ cards }) =>
      cards.filter((card) => !hasCard(workflow, card)),
    ),
    ...Object.keys(reroutes).filter(
      (id) => !edgeIds.has(id) && !hasCard(workflow, parseEdgeId(id).card),
    ),
  ];
}

/** Points of edges that were never there are left alone, so a test begins without them. */
function withoutStrayPoints(workflow: Workflow): Workflow {
  const edgeIds = new Set(readEdges(workflow).map(({ id }) => id));
  const { $reroutes, ...layout } = workflow.layout ?? {};
  const kept = Object.entries($reroutes ?? {}).filter(([id]) => edgeIds.has(id));
  return { ...workflow, layout: { ...layout, $reroutes: Object.fromEntries(kept) } };
}

it('leaves a document that is read again as it was written, whatever is done to it', () => {
  fc.assert(
    fc.property(arbitraryWorkflow, edits, (before, all) => {
      const after = composeEdits(...all)(before);
      const text = writeWorkflow(after);
      const { workflow, issues } = parseWorkflow(text);
      expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(workflow && writeWorkflow(workflow)).toBe(text);
    }),
    { numRuns: 120 },
  );
});

it('leaves nothing that refers to what is gone', () => {
  fc.assert(
    fc.property(arbitraryWorkflow.map(withoutStrayPoints), edits, (before, all) => {
      expect(findDangling(composeEdits(...all)(before))).toEqual([]);
    }),
    { numRuns: 120 },
  );
});

it('leaves no points of edges that are gone', () => {
  fc.assert(
    fc.property(arbitraryWorkflow.map(withoutStrayPoints), edits, (before, all) => {
      const after = composeEdits(...all)(before);
      const edgeIds = readEdges(after).map(({ id }) => id);
      expect(edgeIds).toEqual(expect.arrayContaining(Object.keys(readLayout(after).reroutes)));
    }),
    { numRuns: 120 },
  );
});

it('changes no document in place', () => {
  fc.assert(
    fc.property(arbitraryWorkflow, edits, (before, all) => {
      const copy = structuredClone(before);
      composeEdits(...all)(before);
      expect(before).toEqual(copy);
    }),
    { numRuns: 100 },
  );
});

it('returns the same document where it changes nothing', () => {
  fc.assert(
    fc.property(arbitraryWorkflow, arbitraryEdit, (before, edit) => {
      const after = edit(before);
      const isEqual = JSON.stringify(after) === JSON.stringify(before);
      expect(after === before).toBe(isEqual);
    }),
    { numRuns: 500 },
  );
});

it('knows every card once', () => {
  fc.assert(
    fc.property(arbitraryWorkflow, edits, (before, all) => {
      const cards = listCards(composeEdits(...all)(before));
      expect(new Set(cards).size).toBe(cards.length);
    }),
    { numRuns: 100 },
  );
});

it('goes back to the first document byte for byte, and forth again, after any storm of edits', () => {
  fc.assert(
    fc.property(arbitraryWorkflow, edits, fc.array(fc.boolean()), (before, all, wander) => {
      const store = createWorkflowStore(before);
      for (const edit of all) store.edit('Edit', edit);
      const after = writeWorkflow(store.getState().workflow);
      for (const back of wander) (back ? store.undo : store.redo)();
      while (store.getState().future.length > 0) store.redo();
      expect(writeWorkflow(store.getState().workflow)).toBe(after);
      while (store.getState().past.length > 0) store.undo();
      expect(store.getState().workflow).toBe(before);
      while (store.getState().future.length > 0) store.redo();
      expect(writeWorkflow(store.getState().workflow)).toBe(after);
    }),
    { numRuns: 200 },
  );
});

import fc from 'fast-check';
import { inferPorts, type NodePorts, type Workflow } from '@catena/engine';
import { inputCardPort, outputCardPort } from '../src/document/card-id.ts';
import { listCards } from '../src/document/cards.ts';
import { addFrame } from '../src/document/edits/add-frame.ts';
import { addNode } from '../src/document/edits/add-node.ts';
import { addNote } from '../src/document/edits/add-note.ts';
import { addWorkflowInput } from '../src/document/edits/add-workflow-input.ts';
import { addWorkflowOutput } from '../src/document/edits/add-workflow-output.ts';
import { alignCards } from '../src/document/edits/align-cards.ts';
import { assignFrames } from '../src/document/edits/assign-frames.ts';
import type { Edit } from '../src/document/edits/compose-edits.ts';
import { connect } from '../src/document/edits/connect.ts';
import { copyCards } from '../src/document/edits/copy-cards.ts';
import { disconnect, disconnectAll } from '../src/document/edits/disconnect.ts';
import { distributeCards } from '../src/document/edits/distribute-cards.ts';
import { duplicateCards } from '../src/document/edits/duplicate-cards.ts';
import { groupCards } from '../src/document/edits/group-cards.ts';
import { insertOnEdge } from '../src/document/edits/insert-on-edge.ts';
import { moveCards } from '../src/document/edits/move-cards.ts';
import { moveEdges } from '../src/document/edits/move-edges.ts';
import { orderEntry } from '../src/document/edits/order-entry.ts';
import { pasteCards } from '../src/document/edits/paste-cards.ts';
import { removeCards } from '../src/document/edits/remove-cards.ts';
import { renameNode } from '../src/document/edits/rename-node.ts';
import { renameWorkflowInput } from '../src/document/edits/rename-workflow-input.ts';
import { renameWorkflowOutput } from '../src/document/edits/rename-workflow-output.ts';
import { replaceNode } from '../src/document/edits/replace-node.ts';
import { setFrame } from '../src/document/edits/set-frame.ts';
import { setInput } from '../src/document/edits/set-input.ts';
import { setLook } from '../src/document/edits/set-look.ts';
import { setNode } from '../src/document/edits/set-node.ts';
import { setNote } from '../src/document/edits/set-note.ts';
import { setReroute } from '../src/document/edits/set-reroute.ts';
import { setWorkflowInput } from '../src/document/edits/set-workflow-input.ts';
import { setWorkflowOutput } from '../src/document/edits/set-workflow-output.ts';
import { setWorkflow } from '../src/document/edits/set-workflow.ts';
import { ungroup } from '../src/document/edits/ungroup.ts';
import type { Point } from '../src/document/layout.ts';
import { readEdges } from '../src/document/read-edges.ts';
import { sampleCatalog, sampleDescriptors, sampleModels } from './sample-catalog.ts';

const sizeOf = () => ({ width: 200, height: 100 });

/** What an edit is made from: numbers that choose among what the document has when it is applied. */
interface Choice {
  kind: number;
  picks: number[];
  point: Point;
  flag: boolean;
}

function pick<Value>(values: readonly Value[], at: number | undefined): Value | undefined {
  return values.length === 0 ? undefined : values[(at ?? 0) % values.length];
}

function portsOf(workflow: Workflow): Map<string, NodePorts> {
  return new Map(
    Object.entries(workflow.nodes).flatMap(([id, node]) => {
      const descriptor = sampleCatalog.find(node.type);
      return descriptor ? [[id, inferPorts(node, descriptor, sampleModels)] as const] : [];
    }),
  );
}

const portNames = ['image', 'output', 'text', 'below', inputCardPort, outputCardPort] as const;
const newNames = ['fresh', 'photo', 'a', 'Not a name!', 'inputs', ''] as const;

type Maker = (workflow: Workflow, choice: Choice) => Edit | undefined;

function connectSome(workflow: Workflow, { picks, flag }: Choice): Edit | undefined {
  const cards = listCards(workflow);
  const [source, target] = [pick(cards, picks[0]), pick(cards, picks[1])];
  if (source === undefined || target === undefined) return undefined;
  const sourcePort = pick(portNames, picks[2]) ?? '';
  const targetPort = pick(portNames, picks[3]) ?? '';
  return connect({ source, sourcePort, target, targetPort, ...(flag && { each: true }) });
}

function replaceSome(workflow: Workflow, { picks, flag }: Choice): Edit | undefined {
  const id = pick(Object.keys(workflow.nodes), picks[0]);
  const after = pick(sampleDescriptors, picks[1]);
  if (id === undefined || !after) return undefined;
  const ports = {
    before: portsOf(workflow).get(id),
    after: inferPorts({ type: after.type }, after, sampleModels),
  };
  return replaceNode(id, { type: after.type }, flag ? ports : {});
}

/** Some of the cards of a document. */
function someCards(workflow: Workflow, picks: readonly number[]): string[] {
  const cards = listCards(workflow);
  return [...new Set(picks.flatMap((at) => pick(cards, at) ?? []))];
}

const makers: readonly Maker[] = [
  (_workflow, { picks, point }) =>
    addNode({
      type: pick(sampleDescriptors, picks[0])?.type ?? '',
      title: 'Häßlich 7',
      position: point,
    }),
  (_workflow, { point }) =>
    addNode({
      type: 'predict',
      provider: 'local',
      model: 'catena/upscale',
      position: point,
      input: { scale: 2 },
    }),
  (_workflow, { point }) => addWorkflowInput({ type: 'image[]', position: point }),
  (workflow, { picks, point }) => {
    const from = pick(Object.keys(workflow.nodes), picks[0]);
    return from === undefined
      ? undefined
      : addWorkflowOutput({ from: `${from}.image`, position: point });
  },
  (workflow, { picks, point }) => addFrame({ position: point, cards: someCards(workflow, picks) }),
  (_workflow, { point }) => addNote({ text: 'Hello', position: point }),
  connectSome,
  connectSome,
  (workflow, { picks }) => {
    const edge = pick(readEdges(workflow), picks[0]);
    return edge && disconnect(edge.id);
  },
  (workflow, { picks, flag }) => {
    const card = pick(listCards(workflow), picks[0]);
    return card === undefined
      ? undefined
      : disconnectAll({ card, ...(flag && { side: 'source' as const }) });
  },
  (workflow, { picks, flag }) => {
    const id = pick(Object.keys(workflow.nodes), picks[0]) ?? '';
    return setInput(id, pick(portNames, picks[1]) ?? '', flag ? { nested: [1, 'two'] } : undefined);
  },
  (workflow, { picks, flag }) => {
    const id = pick(Object.keys(workflow.nodes), picks[0]) ?? '';
    return setNode(id, {
      title: flag ? 'New title' : '',
      bypass: flag,
      mute: !flag,
      onItemError: 'skip',
    });
  },
  (workflow, { picks }) =>
    setWorkflowInput(pick(Object.keys(workflow.inputs ?? {}), picks[0]) ?? '', {
      type: 'text',
      default: 'x',
    }),
  (workflow, { picks }) =>
    setWorkflowOutput(pick(Object.keys(workflow.outputs ?? {}), picks[0]) ?? '', { title: 'T' }),
  (workflow, { picks }) =>
    renameNode(pick(Object.keys(workflow.nodes), picks[0]) ?? '', pick(newNames, picks[1]) ?? ''),
  (workflow, { picks }) =>
    renameWorkflowInput(
      pick(Object.keys(workflow.inputs ?? {}), picks[0]) ?? '',
      pick(newNames, picks[1]) ?? '',
    ),
  (workflow, { picks }) =>
    renameWorkflowOutput(
      pick(Object.keys(workflow.outputs ?? {}), picks[0]) ?? '',
      pick(newNames, picks[1]) ?? '',
    ),
  (_workflow, { flag }) => setWorkflow({ name: flag ? 'Other' : '', note: 'n' }),
  (workflow, { picks, point, flag }) =>
    moveCards(
      Object.fromEntries(someCards(workflow, picks).map((card) => [card, point])),
      flag ? { sizeOf } : {},
    ),
  (workflow, { picks }) => removeCards(someCards(workflow, picks.slice(0, 2))),
  (workflow, { picks }) =>
    removeCards(someCards(workflow, picks.slice(0, 2)), { heal: portsOf(workflow) }),
  (workflow, { picks, flag }) =>
    setLook(pick(listCards(workflow), picks[0]) ?? '', {
      collapsed: flag,
      color: flag ? 'blue' : '',
    }),
  (_workflow, { point, flag }) => setFrame('frame-1', { title: 'X', size: point, collapsed: flag }),
  (_workflow, { point }) => setNote('$notes.note-1', { text: 'Y', position: point }),
  (workflow, { picks, point, flag }) =>
    setReroute(pick(readEdges(workflow), picks[0])?.id ?? '', flag ? [point] : []),
  (workflow, { picks }) => {
    const edge = pick(readEdges(workflow), picks[0]);
    const node = pick(Object.keys(workflow.nodes), picks[1]);
    return edge && node !== undefined
      ? insertOnEdge(edge.id, { node, input: 'image', output: 'image' })
      : undefined;
  },
  replaceSome,
  (workflow, { picks, flag }) => duplicateCards(someCards(workflow, picks), { withEdges: flag }),
  (workflow, { picks, point, flag }) =>
    pasteCards(copyCards(workflow, someCards(workflow, picks)), {
      at: point,
      withEdges: flag,
      sizeOf,
    }),
  (workflow, { picks }) => groupCards(someCards(workflow, picks), { sizeOf }),
  (workflow, { picks }) => ungroup(someCards(workflow, picks)),
  (workflow, { picks }) => alignCards(someCards(workflow, picks), 'center', sizeOf),
  (workflow, { picks }) => distributeCards(someCards(workflow, picks), 'vertical', sizeOf),
  (workflow, { picks }) => assignFrames(someCards(workflow, picks), sizeOf),
  (workflow, { picks }) => {
    const [from, to] = [
      pick(Object.keys(workflow.nodes), picks[0]),
      pick(listCards(workflow), picks[1]),
    ];
    return from === undefined || to === undefined
      ? undefined
      : moveEdges({ card: from, port: 'image' }, { card: to, port: 'image' });
  },
  (workflow, { picks }) =>
    orderEntry('inputs', pick(Object.keys(workflow.inputs ?? {}), picks[0]) ?? '', picks[1] ?? 0),
];

/** Any edit that the editor can make, on whatever the document has by then. */
export const arbitraryEdit: fc.Arbitrary<Edit> = fc
  .record({
    kind: fc.nat(makers.length - 1),
    picks: fc.array(fc.nat(40), { minLength: 4, maxLength: 4 }),
    point: fc.tuple(
      fc.double({ min: -900, max: 900, noNaN: true }),
      fc.integer({ min: -900, max: 900 }),
    ),
    flag: fc.boolean(),
  })
  .map(
    (choice): Edit =>
      (workflow) =>
        makers[choice.kind]?.(workflow, choice)?.(workflow) ?? workflow,
  );

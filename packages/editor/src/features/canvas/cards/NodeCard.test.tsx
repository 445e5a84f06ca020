// @vitest-environment happy-dom
import { Profiler, type ComponentProps } from 'react';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { ReactFlowProvider } from '@xyflow/react';
import type { Workflow } from '@catena/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestEditor, type TestEditor } from '../../../../test/finding-harness.tsx';
import { setInput } from '../../../document/edits/set-input.ts';
import { setNode } from '../../../document/edits/set-node.ts';
import type { NodeRun, RunView } from '../../../runs/node-run.ts';
import { CanvasStoreContext, createCanvasStore } from '../canvas-store.ts';
import { DetailContext, type Detail } from '../level-of-detail.ts';
import { NodeCard } from './NodeCard.tsx';

const workflow: Workflow = {
  catena: 1,
  inputs: { photos: { type: 'image[]', title: 'Photos', default: [] } },
  nodes: {
    small: { type: 'image.resize', title: 'Small', input: { image: { $from: 'inputs.photos' } } },
    sheet: {
      type: 'image.contact-sheet',
      title: 'Sheet',
      input: { images: { $from: 'small.image' } },
    },
    gone: {
      type: 'image.dream',
      title: 'Gone',
      input: { depth: 4, image: { $from: 'small.image' } },
    },
  },
  layout: { small: [0, 0], sheet: [400, 0], gone: [400, 400] },
};

type CardProps = ComponentProps<typeof NodeCard>;

async function open(detail: Detail = 'card') {
  const editor = await createTestEditor(workflow);
  const renders: Record<string, number> = {};
  const canvas = createCanvasStore();
  editor.show(
    <ReactFlowProvider>
      <CanvasStoreContext value={canvas}>
        <DetailContext value={detail}>
          {Object.keys(workflow.nodes).map((id) => (
            <Profiler key={id} id={id} onRender={() => (renders[id] = (renders[id] ?? 0) + 1)}>
              <section aria-label={id}>
                <NodeCard {...({ id, selected: false } as CardProps)} />
              </section>
            </Profiler>
          ))}
        </DetailContext>
      </CanvasStoreContext>
    </ReactFlowProvider>,
  );
  await waitFor(() => expect(editor.tab.analysis.getState().ports.size).toBe(2));
  await act(() => new Promise((resolve) => setTimeout(resolve, 60)));
  return { editor, renders, card: (id: string) => screen.getByLabelText(id) };
}

function step(
  status: NodeRun['status'],
  output?: Record<string, unknown>,
): NodeRun['steps'][number] {
  return { id: 's', index: [], status, attempt: 1, ...(output && { output }) };
}

function show(editor: TestEditor, nodes: Record<string, Partial<NodeRun>>) {
  const before = editor.runs.getState().views.get(editor.tab.key)?.nodes ?? [];
  const next = Object.entries(nodes).map(
    ([nodeId, run]) =>
      [
        nodeId,
        { nodeId, steps: [], expanded: true, counts: {}, ...run } as unknown as NodeRun,
      ] as const,
  );
  const view = {
    id: 'r',
    status: 'running',
    nodes: new Map([...before, ...next]),
    earlier: new Map(),
    outputs: {},
  };
  const views = new Map([[editor.tab.key, view as unknown as RunView]]);
  act(() => editor.runs.setState({ views }));
}

describe('rendering', () => {
  afterEach(cleanup);

  it('renders only the node whose state changes', async () => {
    const { editor, renders } = await open();
    show(editor, {
      small: { status: 'running', steps: [step('running')] },
      sheet: { status: 'waiting' },
    });
    const before = { ...renders };
    show(editor, { small: { status: 'succeeded', steps: [step('succeeded')] } });
    expect(renders['small']).toBeGreaterThan(before['small'] ?? 0);
    expect(renders['sheet']).toBe(before['sheet']);
    expect(renders['gone']).toBe(before['gone']);
  });

  it('renders only the node whose value is typed', async () => {
    const { editor, renders } = await open();
    const before = { ...renders };
    act(() => editor.tab.document.edit('Set', setInput('small', 'width', 99)));
    await act(() => new Promise((resolve) => setTimeout(resolve, 80)));
    expect(renders['small']).toBeGreaterThan(before['small'] ?? 0);
    expect(renders['sheet']).toBe(before['sheet']);
    expect(renders['gone']).toBe(before['gone']);
  });
});

describe('what a card shows', () => {
  afterEach(cleanup);

  it('has a control for an input without a wire, and tells where a wire comes from', async () => {
    const { card } = await open();
    expect(card('small').textContent).toContain('from Photos');
    expect(card('sheet').textContent).toContain('from Small');
    await waitFor(() => expect(card('small').querySelector('input')).not.toBeNull());
  });

  it('has a dot for every port, in the words of React Flow', async () => {
    const { card } = await open();
    const dots = [...card('small').querySelectorAll('[data-handleid]')];
    expect(dots.map((dot) => dot.getAttribute('data-handleid'))).toEqual([
      'image',
      'width',
      'image',
    ]);
    expect(dots.map((dot) => dot.getAttribute('data-handlepos'))).toEqual([
      'left',
      'left',
      'right',
    ]);
  });

  it('keeps values and wires of a node type that is not there, and says what is wrong', async () => {
    const { card } = await open();
    expect(card('gone').textContent).toContain('does not exist here');
    expect(card('gone').textContent).toContain('depth');
    expect(card('gone').textContent).toContain('from Small');
    expect(card('gone').querySelector('article')?.hasAttribute('data-unknown')).toBe(true);
  });

  it('says how the node stands, for those who do not see it', async () => {
    const { editor, card } = await open();
    show(editor, { small: { status: 'succeeded', steps: [step('succeeded')] } });
    const label = card('small').querySelector('#label-small')?.textContent;
    expect(label).toBe('Small, node, done, 2 inputs');
  });

  it('shows a failure with what to do', async () => {
    const { editor, card } = await open();
    const error = {
      code: 'x',
      message: 'The picture is empty.',
      hint: 'Give another one.',
      retryable: false,
    };
    show(editor, { small: { status: 'failed', steps: [step('failed')], error } });
    expect(card('small').textContent).toContain('The picture is empty.');
    expect(card('small').textContent).toContain('Give another one.');
  });

  it('marks a node that is bypassed or off', async () => {
    const { editor, card } = await open();
    act(() => editor.tab.document.edit('Bypass', setNode('small', { bypass: true })));
    expect(card('small').textContent).toContain('Bypassed');
  });

  it('is a plain tile from afar: title and ends of wires, no controls', async () => {
    const { card } = await open('tile');
    expect(card('small').textContent).toContain('Small');
    expect(card('small').querySelector('input, button')).toBeNull();
    expect(card('small').querySelectorAll('[data-handleid]')).toHaveLength(2);
  });
});

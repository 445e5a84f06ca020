// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ModelDescription, Workflow } from '@catena/engine';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestEditor } from '../../../test/finding-harness.tsx';
import { runView, stepRun } from '../../../test/run-view.ts';
import { Inspector } from './Inspector.tsx';

const model: ModelDescription = {
  model: 'test/paint',
  version: '0123456789abcdef',
  metered: true,
  card: {
    summary: 'Paints pictures.',
    source: 'nowhere',
    licence: { code: 'MIT', weights: 'CC-BY-4.0' },
    limits: ['It cannot write.'],
  },
  openapiSchema: {
    components: {
      schemas: {
        Point: {
          type: 'object',
          required: ['x'],
          properties: {
            x: { type: 'integer', title: 'X' },
            label: { type: 'string', title: 'Label' },
          },
        },
        Input: {
          type: 'object',
          required: ['prompt'],
          properties: {
            points: {
              type: 'array',
              title: 'Points',
              'x-order': 1,
              items: { $ref: '#/components/schemas/Point' },
            },
            prompt: { type: 'string', title: 'Prompt', 'x-order': 0 },
            mode: { type: 'string', title: 'Mode', deprecated: true, 'x-order': 2 },
          },
        },
        Output: { type: 'string' },
      },
    },
  },
};

const workflow: Workflow = {
  catena: 1,
  name: 'Posters',
  inputs: { photo: { type: 'image', title: 'Photo' }, style: { type: 'text' } },
  nodes: {
    paint: {
      type: 'predict',
      title: 'Paint',
      provider: 'local',
      model: 'test/paint',
      input: { prompt: 'a cat' },
    },
    lost: { type: 'predict', provider: 'local', model: 'test/gone:12' },
  },
  outputs: { poster: { $from: 'paint.output' } },
  layout: {
    $frames: { f: { title: 'Group', position: [0, 0], size: [10, 10], cards: ['paint'] } },
  },
};

const plan = {
  steps: 3,
  exact: true,
  workMs: 4000,
  nodes: [],
  calls: [{ provider: 'local', model: 'test/paint', calls: 2, exact: true }],
};

async function open(cards: string[], document = workflow) {
  const editor = await createTestEditor(document, {
    '/api/models/local/test/paint': model,
    '/api/plan': plan,
  });
  await editor.context.catalog.needModel('local', 'test/paint');
  await editor.context.catalog.needModel('local', 'test/gone:12');
  editor.tab.analysis.flush();
  editor.tab.document.select({ cards });
  editor.show(<Inspector />);
  return editor;
}

describe('the inspector', () => {
  // The form library is loaded when it is first needed, which takes its time here.
  beforeAll(() => import('./NodeForm.tsx'), 60_000);
  afterEach(cleanup);

  it('shows the workflow where nothing is selected, and puts its inputs in order', async () => {
    const editor = await open([]);
    const name = screen.getByRole('textbox', { name: 'Name of the workflow' });
    fireEvent.change(name, { target: { value: 'Better posters' } });
    fireEvent.keyDown(name, { key: 'Enter' });
    fireEvent.blur(name);
    expect(editor.workflow().name).toBe('Better posters');
    fireEvent.click(screen.getByRole('button', { name: 'Move style up' }));
    expect(Object.keys(editor.workflow().inputs ?? {})).toEqual(['style', 'photo']);
    fireEvent.click(screen.getByRole('button', { name: 'poster' }));
    expect(editor.focused).toEqual(['outputs.poster']);
  });

  it('says what a run would take, once nothing stands in its way', async () => {
    const { lost: _lost, ...nodes } = workflow.nodes;
    const inputs = { style: { type: 'text', default: 'oil' } };
    await open([], { ...workflow, nodes, inputs });
    expect(await screen.findByText('2 calls at local')).toBeDefined();
    expect(screen.getByText('about 4 s')).toBeDefined();
  });

  it('asks for no plan while an input has no value, and says which', async () => {
    const { lost: _lost, ...nodes } = workflow.nodes;
    await open([], { ...workflow, nodes });
    expect(await screen.findByText(/That depends on Photo, style/)).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(screen.queryByText('2 calls at local')).toBeNull();
  });

  it('shows all inputs of a node in the order of its schema, deprecated ones folded', async () => {
    await open(['paint']);
    const form = await screen.findByText('Prompt');
    expect(
      form.compareDocumentPosition(screen.getByText('Points')) & Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy();
    const folded = screen.getByText('Deprecated (1)').closest('details');
    expect(folded?.open).toBe(false);
    expect(within(folded as HTMLElement).getByText('Mode')).toBeDefined();
  });

  it('edits a list of objects as a form, and the document with it', async () => {
    const editor = await open(['paint']);
    fireEvent.click(await screen.findByRole('button', { name: /add/i }));
    const x = await screen.findByRole('textbox', { name: /X/ });
    fireEvent.change(x, { target: { value: '12' } });
    await waitFor(() =>
      expect(editor.workflow().nodes['paint']?.input?.['points']).toEqual([{ x: 12 }]),
    );
    expect(editor.workflow().nodes['paint']?.input?.['prompt']).toBe('a cat');
  });

  it('leaves the document alone until something is changed', async () => {
    const editor = await open(['paint']);
    await screen.findByText('Prompt');
    expect(editor.workflow()).toBe(workflow);
  });

  it('says what a person should know of the model', async () => {
    await open(['paint']);
    fireEvent.click(screen.getByRole('button', { name: 'Licence CC-BY-4.0, limits' }));
    expect(await screen.findByText('It cannot write.')).toBeDefined();
    expect(screen.getByText('Each prediction costs money')).toBeDefined();
  });

  it('offers what can be done where a model is missing', async () => {
    const editor = await open(['lost']);
    const alert = await screen.findByRole('alert');
    fireEvent.click(within(alert).getByRole('button', { name: 'Use the newest version' }));
    expect(editor.workflow().nodes['lost']?.model).toBe('test/gone');
  });

  it('shows why a step failed, tries again, and copies a report', async () => {
    const editor = await open(['paint']);
    const started: unknown[] = [];
    const copied: string[] = [];
    editor.runs.start = (_tab, options) => Promise.resolve(void started.push(options));
    editor.context.clipboard.writeText = (text) => Promise.resolve(void copied.push(text));
    const error = {
      code: 'bad-input',
      message: 'The prompt is empty.',
      hint: 'Write one.',
      retryable: false,
    };
    const step = stepRun('paint', {
      status: 'failed',
      error,
      predictionId: 'p-1',
      input: { prompt: '' },
    });
    editor.runs.setState({ views: new Map([[editor.tab.key, runView([step])]]) });
    fireEvent.click(screen.getByRole('tab', { name: 'Result' }));
    expect(await screen.findByText('The prompt is empty.')).toBeDefined();
    expect(screen.getByText('Write one.')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(started).toEqual([{ targets: ['paint'] }]);
    fireEvent.click(screen.getByRole('button', { name: 'Copy report' }));
    await waitFor(() => expect(copied[0]).toContain('Prediction: p-1'));
    expect(copied[0]).toContain('"prompt": ""');
  });

  it('lets one of many steps be picked', async () => {
    const editor = await open(['paint']);
    const steps = [0, 1].map((index) =>
      stepRun('paint', { index: [index], output: { output: `picture ${index}` } }),
    );
    editor.runs.setState({ views: new Map([[editor.tab.key, runView(steps)]]) });
    fireEvent.click(screen.getByRole('tab', { name: 'Result' }));
    expect(await screen.findByText('picture 0')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Item 2, done' }));
    expect(await screen.findByText('picture 1')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Use as an input of the workflow' }));
    expect(Object.values(editor.workflow().inputs ?? {})).toContainEqual({
      type: 'text',
      title: 'Output',
      default: 'picture 1',
    });
  });

  it('renames an input of the workflow everywhere', async () => {
    const editor = await open(['inputs.style']);
    const name = screen.getByRole('textbox', { name: 'Name' });
    fireEvent.change(name, { target: { value: 'photo' } });
    expect(screen.getByText('"photo" is taken.')).toBeDefined();
    fireEvent.change(name, { target: { value: 'look' } });
    fireEvent.blur(name);
    expect(Object.keys(editor.workflow().inputs ?? {})).toEqual(['photo', 'look']);
    expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'look');
  });

  it('shows what can be done with several cards', async () => {
    await open(['paint', 'lost']);
    expect(screen.getByText('2 cards selected')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Paint' })).toBeDefined();
    expect(screen.getByRole('button', { name: /Mute/ })).toBeDefined();
  });

  it('changes the title and the colour of a frame', async () => {
    const editor = await open(['$frames.f']);
    fireEvent.click(screen.getByRole('button', { name: 'teal' }));
    expect(editor.workflow().layout).toMatchObject({ $frames: { f: { color: 'teal' } } });
  });
});

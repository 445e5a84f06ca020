// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ModelDescription, Workflow } from '@catena/engine';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTestEditor, type TestEditor } from '../../../test/finding-harness.tsx';
import { runView, stepRun } from '../../../test/run-view.ts';
import { InputField } from './InputField.tsx';

const model: ModelDescription = {
  model: 'test/all',
  version: '1',
  metered: false,
  openapiSchema: {
    components: {
      schemas: {
        Input: {
          type: 'object',
          required: ['prompt'],
          properties: {
            prompt: { type: 'string', title: 'Prompt', description: 'What to paint.' },
            style: { type: 'string', enum: ['oil', 'ink'], default: 'oil' },
            steps: { type: 'integer', minimum: 1, maximum: 50, default: 20 },
            tile: { type: 'boolean', default: false },
            image: { type: 'string', format: 'uri' },
            words: { type: 'array', items: { type: 'string' } },
            seed: { type: 'integer' },
            key: { type: 'string', format: 'password' },
            extra: { type: 'object' },
          },
        },
        Output: { type: 'string', format: 'uri' },
      },
    },
  },
};

const artifact = {
  $artifact: 'a'.repeat(64),
  mediaType: 'image/png',
  sizeBytes: 4,
  width: 2,
  height: 2,
};

const answers = {
  '/api/models/local/test/all': model,
  '/api/artifacts': artifact,
  '/api/settings': { secrets: ['API_KEY'] },
};

function documentWith(input: Record<string, unknown>): Workflow {
  return {
    catena: 1,
    nodes: {
      paint: { type: 'predict', provider: 'local', model: 'test/all', input },
      words: { type: 'text.join', title: 'Put together', input: { texts: ['a'] } },
    },
  };
}

async function open(
  input: Record<string, unknown>,
  port: string,
  options: { compact?: boolean } = {},
) {
  const editor = await createTestEditor(documentWith(input), answers);
  await editor.context.catalog.needModel('local', 'test/all');
  const found = editor.tab.analysis
    .flush()
    .ports.get('paint')
    ?.inputs.find(({ name }) => name === port);
  if (!found) throw new Error(`The model has no input ${port}.`);
  editor.show(<InputField nodeId="paint" port={found} compact={options.compact ?? false} />);
  return editor;
}

const valueOf = (editor: TestEditor, port: string) =>
  editor.workflow().nodes['paint']?.input?.[port];
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

describe('an input of a node', () => {
  afterEach(cleanup);

  it('is typed in one step of the history, until the field is left', async () => {
    const editor = await open({}, 'prompt');
    const field = screen.getByRole('textbox', { name: 'Prompt' });
    for (const text of ['a', 'a c', 'a cat']) type(field, text);
    fireEvent.blur(field);
    expect(valueOf(editor, 'prompt')).toBe('a cat');
    expect(editor.tab.document.getState().past).toHaveLength(1);
    type(field, 'a dog');
    expect(editor.tab.document.getState().past).toHaveLength(2);
    editor.tab.document.undo();
    await waitFor(() => expect(field).toHaveProperty('value', 'a cat'));
  });

  it('says what it is for and that it is needed', async () => {
    await open({}, 'prompt');
    expect(screen.getByText('What to paint.')).toBeDefined();
    expect(screen.getByLabelText('needed')).toBeDefined();
    expect(
      await screen.findByText(/needs a value|is required|has no value|prompt/i, {
        selector: '[data-severity="error"] *',
      }),
    ).toBeDefined();
  });

  it('says on a node in short what is wrong, and in full where the pointer is', async () => {
    await open({}, 'prompt', { compact: true });
    const short = await screen.findByText('Needs a value');
    expect(short.closest('[title]')?.getAttribute('title')).toContain('of node "paint"');
  });

  it('shows the default where nothing is set, and resets to it', async () => {
    const editor = await open({ steps: 30 }, 'steps');
    const field = screen.getByRole('textbox', { name: 'Steps' });
    expect(field.getAttribute('placeholder')).toBe('20');
    fireEvent.click(screen.getByRole('button', { name: 'More for Steps' }));
    fireEvent.click(await screen.findByText('Reset to the default'));
    expect(valueOf(editor, 'steps')).toBeUndefined();
  });

  it('keeps what is out of bounds, outlined, with the reason under it', async () => {
    const editor = await open({}, 'steps');
    const field = screen.getByRole('textbox', { name: 'Steps' });
    type(field, '99');
    expect(valueOf(editor, 'steps')).toBe(99);
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
    const reason = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toContain('50');
    type(field, 'many');
    expect(valueOf(editor, 'steps')).toBe('many');
  });

  it('goes up and down by whole steps with the arrow keys', async () => {
    const editor = await open({}, 'steps');
    const field = screen.getByRole('textbox', { name: 'Steps' });
    fireEvent.keyDown(field, { key: 'ArrowUp' });
    expect(valueOf(editor, 'steps')).toBe(21);
    fireEvent.keyDown(field, { key: 'PageDown' });
    expect(valueOf(editor, 'steps')).toBe(11);
  });

  it('is chosen from what the schema lists', async () => {
    const editor = await open({}, 'style');
    const field = screen.getByRole('combobox', { name: 'Style' });
    type(field, '1');
    expect(valueOf(editor, 'style')).toBe('ink');
    type(field, '');
    expect(valueOf(editor, 'style')).toBeUndefined();
  });

  it('keeps a choice that is none any more, and shows it', async () => {
    await open({ style: 'chalk' }, 'style');
    expect(screen.getByText('chalk (no choice)')).toBeDefined();
  });

  it('is switched on and off', async () => {
    const editor = await open({}, 'tile');
    const field = screen.getByRole('switch', { name: 'Tile' });
    expect(screen.getByText('No, the default')).toBeDefined();
    fireEvent.click(field);
    expect(valueOf(editor, 'tile')).toBe(true);
  });

  it('takes a file that is dropped, and sends it to the server', async () => {
    const editor = await open({}, 'image');
    const drop = screen.getByRole('button', { name: 'Image' });
    const file = new File(['data'], 'cat.png', { type: 'image/png' });
    fireEvent.drop(drop, { dataTransfer: { files: [file] } });
    await waitFor(() => expect(valueOf(editor, 'image')).toEqual(artifact));
    expect(screen.getByText(/2 × 2/)).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Remove the file of Image' }));
    expect(valueOf(editor, 'image')).toBeUndefined();
  });

  it('says how much of a file has been sent', async () => {
    const editor = await open({}, 'image');
    let answer: (ref: typeof artifact) => void = () => undefined;
    let tell: ((sentBytes: number) => void) | undefined;
    vi.spyOn(editor.context.client.artifacts, 'upload').mockImplementation((_file, options) => {
      tell = options?.onProgress;
      return new Promise((resolve) => (answer = resolve));
    });
    const file = new File(['01234567'], 'cat.png', { type: 'image/png' });
    const field = screen.getByLabelText('File for Image');
    fireEvent.change(field, { target: { files: [file] } });
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('0 % of 8 B'));
    act(() => tell?.(6));
    expect(screen.getByRole('status').textContent).toContain('75 % of 8 B');
    answer(artifact);
    await waitFor(() => expect(valueOf(editor, 'image')).toEqual(artifact));
  });

  it('takes a web address in place of a file', async () => {
    const editor = await open({}, 'image');
    const field = screen.getByRole('textbox', { name: 'Web address for Image' });
    type(field, 'https://pictures.test/cat.png');
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(valueOf(editor, 'image')).toBe('https://pictures.test/cat.png');
  });

  it('is a list of items that are added, put in order and removed', async () => {
    const editor = await open({}, 'words');
    fireEvent.click(screen.getByRole('button', { name: 'Add an item to Words' }));
    type(await screen.findByRole('textbox', { name: 'Words, item 1' }), 'one');
    fireEvent.click(screen.getByRole('button', { name: 'Add an item to Words' }));
    type(await screen.findByRole('textbox', { name: 'Words, item 2' }), 'two');
    fireEvent.click(screen.getByRole('button', { name: 'Move Words, item 2 up' }));
    expect(valueOf(editor, 'words')).toEqual(['two', 'one']);
    fireEvent.click(screen.getByRole('button', { name: 'Remove Words, item 1' }));
    expect(valueOf(editor, 'words')).toEqual(['one']);
    fireEvent.click(screen.getByRole('button', { name: 'Remove Words, item 1' }));
    expect(valueOf(editor, 'words')).toBeUndefined();
  });

  it('keeps JSON that is not finished in the field, with the reason, and the value as it was', async () => {
    const editor = await open({ extra: { a: 1 } }, 'extra', { compact: true });
    const field = screen.getByRole('textbox', { name: 'Extra' });
    type(field, '{ "a": 2');
    expect(valueOf(editor, 'extra')).toEqual({ a: 1 });
    expect(screen.getByRole('alert').textContent).toContain('No valid JSON');
    type(field, '{ "a": 2 }');
    expect(valueOf(editor, 'extra')).toEqual({ a: 2 });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('names a secret and never holds one', async () => {
    const editor = await open({}, 'key');
    await screen.findByText('API_KEY');
    type(screen.getByRole('combobox', { name: 'Key' }), 'API_KEY');
    expect(valueOf(editor, 'key')).toEqual({ $secret: 'API_KEY' });
  });
});

describe('an input with a wire', () => {
  afterEach(cleanup);

  it('says where it comes from, leads there, and lets go of it', async () => {
    const editor = await open({ prompt: { $from: 'words.text' } }, 'prompt');
    fireEvent.click(screen.getByRole('button', { name: /^from Put together/ }));
    expect(editor.focused).toEqual(['words']);
    expect([...editor.tab.document.getState().selection.cards]).toEqual(['words']);
    fireEvent.click(screen.getByRole('button', { name: 'Disconnect prompt from Put together' }));
    expect(valueOf(editor, 'prompt')).toBeUndefined();
    expect(await screen.findByRole('textbox', { name: 'Prompt' })).toBeDefined();
  });

  it('becomes an input of the workflow with its words, its value and its bounds', async () => {
    const editor = await open({ steps: 30 }, 'steps');
    fireEvent.click(screen.getByRole('button', { name: 'More for Steps' }));
    fireEvent.click(await screen.findByText('Make it an input of the workflow'));
    expect(editor.workflow().inputs).toMatchObject({
      steps: { type: 'integer', default: 30, minimum: 1, maximum: 50 },
    });
    expect(valueOf(editor, 'steps')).toEqual({ $from: 'inputs.steps' });
  });
});

describe('a seed', () => {
  afterEach(cleanup);

  it('is drawn for each run, and what was drawn is frozen with one click', async () => {
    const editor = await open({ seed: 7 }, 'seed');
    fireEvent.click(within(screen.getByRole('radiogroup')).getByText('Random each run'));
    expect(valueOf(editor, 'seed')).toEqual({ $random: true });
    const view = runView([stepRun('paint', { draws: { seed: 4711 } })]);
    editor.runs.setState({ views: new Map([[editor.tab.key, view]]) });
    fireEvent.click(await screen.findByRole('button', { name: 'Freeze seed 4711' }));
    expect(valueOf(editor, 'seed')).toBe(4711);
  });

  it('steps up with each run once that is chosen', async () => {
    const editor = await open({ seed: 7 }, 'seed');
    fireEvent.click(within(screen.getByRole('radiogroup')).getByText('Step up'));
    expect(editor.workflow().layout).toEqual({ $looks: { paint: { steppedSeeds: ['seed'] } } });
    expect(valueOf(editor, 'seed')).toBe(7);
  });

  it('is switched between fixed and random on the node too', async () => {
    const editor = await open({ seed: 7 }, 'seed', { compact: true });
    fireEvent.click(screen.getByRole('button', { name: 'Seed: random each run' }));
    expect(valueOf(editor, 'seed')).toEqual({ $random: true });
    fireEvent.click(await screen.findByRole('button', { name: 'Seed: use a fixed seed' }));
    expect(valueOf(editor, 'seed')).toBeTypeOf('number');
  });
});

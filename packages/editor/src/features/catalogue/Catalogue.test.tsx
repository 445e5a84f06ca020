// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { ModelSummary } from '@catena/server/client';
import { createTestEditor, serverSettings } from '../../../test/finding-harness.tsx';
import { filterEntries, kindsOf, listEntries, referenceOf } from './catalogue-entry.ts';
import { Catalogue } from './Catalogue.tsx';

afterEach(cleanup);

const caption: ModelSummary = {
  provider: 'local',
  model: 'catena/caption',
  version: '1',
  title: 'Describe a picture',
  description: 'Says what is in a picture.',
  metered: false,
  inputs: ['image'],
  outputs: ['text'],
  hasCover: false,
};
const paint: ModelSummary = {
  ...caption,
  provider: 'replicate',
  model: 'acme/paint',
  version: 'a'.repeat(64),
  title: 'acme/paint',
  description: 'Paints.',
  metered: true,
  inputs: ['text'],
  outputs: ['image'],
};

const empty = { catena: 1 as const, nodes: {} };

function openEditor(more: Record<string, unknown> = {}) {
  return createTestEditor(empty, {
    '/api/settings': { ...serverSettings, providers: ['local', 'replicate'] },
    '/api/models': { models: [caption], problems: [] },
    ...more,
  });
}

it('places the model that is looked at, prefilled from its example, in one step', async () => {
  const editor = await openEditor({
    '/api/models/local/catena/caption': {
      model: 'catena/caption',
      version: '1',
      metered: false,
      openapiSchema: {
        components: {
          schemas: {
            Input: {
              type: 'object',
              required: ['words'],
              properties: { words: { type: 'string' }, steps: { type: 'integer', default: 3 } },
            },
            Output: { type: 'string' },
          },
        },
      },
      defaultExample: { input: { words: 'hello', steps: 3 } },
    },
  });
  editor.context.view.show({ kind: 'catalogue', source: 'local' });
  editor.show(<Catalogue />);
  await screen.findByRole('option', { name: /Describe a picture/ });
  fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
  await waitFor(() => expect(editor.workflow().nodes).toHaveProperty('caption'));
  expect(editor.workflow().nodes['caption']).toEqual({
    type: 'predict',
    title: 'Describe a picture',
    provider: 'local',
    model: 'catena/caption',
    input: { words: 'hello' },
  });
  expect(editor.context.view.getState().overlay).toBeUndefined();
  editor.tab.document.undo();
  expect(editor.workflow()).toEqual(empty);
});

it('shows why a provider did not answer beside the models of the others, and what to do', async () => {
  const problem = { provider: 'replicate', code: 'token-missing', message: 'There is no token.' };
  const editor = await openEditor({ '/api/models': { models: [caption], problems: [problem] } });
  editor.context.view.show({ kind: 'catalogue' });
  editor.show(<Catalogue />);
  await screen.findAllByRole('option', { name: /Describe a picture/ });
  fireEvent.click(screen.getAllByRole('button', { name: 'Set the token' })[0] as HTMLElement);
  expect(editor.context.view.getState().overlay).toEqual({ kind: 'settings', section: 'secrets' });
});

it('says that a filter leaves everything out', async () => {
  const editor = await openEditor();
  editor.context.view.show({ kind: 'catalogue' });
  editor.show(<Catalogue />);
  await screen.findAllByRole('option', { name: /Describe a picture/ });
  fireEvent.click(screen.getByRole('button', { name: 'Published' }));
  await screen.findByText('Nothing left by the filters');
});

it('lists published workflows as nodes that run a workflow, and filters by what comes out', () => {
  const published = {
    model: 'my/poster',
    workflowId: 'w1',
    title: 'Poster',
    description: '',
    createdAt: '2026-01-01T00:00:00.000Z',
    versions: [],
  };
  const types = { model: 'predict', workflow: 'workflow' };
  const entries = listEntries({ models: [caption, paint], published: [published] }, types, '');
  expect(entries.map(({ choice }) => choice)).toEqual([
    { type: 'workflow', workflow: 'my/poster' },
    { type: 'predict', provider: 'local', model: 'catena/caption' },
    { type: 'predict', provider: 'replicate', model: `acme/paint:${paint.version}` },
  ]);
  expect(kindsOf(entries)).toEqual(['text', 'image']);
  expect(filterEntries(entries, { gives: 'image' }).map(({ name }) => name)).toEqual([
    'acme/paint',
  ]);
  expect(filterEntries(entries, { source: 'published' })).toHaveLength(1);
});

it('pins the version of a paid model that may change, and of no other', () => {
  expect(referenceOf(caption)).toBe('catena/caption');
  expect(referenceOf({ ...paint, isOfficial: true })).toBe('acme/paint');
});

// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Workflow } from '@catena/engine';
import { createTestEditor } from '../../../test/finding-harness.tsx';
import { TabContext } from '../../document/editor-context.ts';
import { CodeDialog } from './CodeDialog.tsx';
import { tokenPlaceholder } from './snippets/snippet.ts';

afterEach(cleanup);

const workflow: Workflow = {
  catena: 1,
  inputs: { separator: { type: 'text', default: ', ' }, words: { type: 'text[]', title: 'Words' } },
  nodes: { join: { type: 'text.join', input: { texts: { $from: 'inputs.words' } } } },
  outputs: { text: { $from: 'join.text' } },
};

const settings = {
  limits: { computeConcurrency: 8, maxSteps: 10_000 },
  fixedLimits: [],
  tokens: [],
  secrets: [],
  needsToken: true,
  dataFolder: '/data',
  providers: [],
};

it('asks to save a workflow that never was', async () => {
  const editor = await createTestEditor(workflow, { '/api/settings': settings });
  const save = vi.spyOn(editor.context.files, 'save');
  editor.show(<CodeDialog />);
  fireEvent.click(screen.getByRole('button', { name: 'Save', hidden: true }));
  expect(save).toHaveBeenCalledWith(editor.tab);
});

it('writes the code with the values of the form, and says what is missing', async () => {
  const editor = await createTestEditor(workflow, { '/api/settings': settings });
  const tab = editor.context.workspace.open(workflow, { workflowId: 'w1', revision: 1 });
  tab.runInputs.set('separator', ' / ');
  editor.show(
    <TabContext value={tab}>
      <CodeDialog />
    </TabContext>,
  );
  const code = await screen.findByLabelText('curl: the code');
  expect(code.textContent).toContain('"separator": " / "');
  expect(code.textContent).toContain('"workflowId": "w1"');
  expect(code.textContent).toContain(tokenPlaceholder);
  expect(screen.getByText(/Without a value so far: Words/)).toBeTruthy();
  const write = vi.spyOn(editor.context.clipboard, 'writeText');
  fireEvent.click(screen.getByRole('tab', { name: 'Python', hidden: true }));
  fireEvent.click(screen.getByRole('button', { name: 'Copy', hidden: true }));
  expect(write.mock.calls[0]?.[0]).toContain('"separator": " / ",');
});

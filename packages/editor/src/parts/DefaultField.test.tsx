// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import type { WorkflowInput } from '@catena/engine';
import { afterEach, expect, it } from 'vitest';
import { createTestEditor } from '../../test/finding-harness.tsx';
import { DefaultField } from './DefaultField.tsx';

afterEach(cleanup);

async function open(input: WorkflowInput, compact: boolean) {
  const editor = await createTestEditor({ catena: 1, inputs: { seed: input }, nodes: {} });
  editor.show(<DefaultField name="seed" input={input} compact={compact} />);
  return editor;
}

it.each([true, false])('does not offer to draw a default for each run', async (compact) => {
  const editor = await open({ type: 'integer', default: 7 }, compact);
  expect(screen.queryByRole('button', { name: /random/i })).toBeNull();
  expect(screen.queryByText(/random/i)).toBeNull();
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '12' } });
  expect(editor.workflow().inputs?.['seed']?.default).toBe(12);
});

it('says that a default cannot be drawn, and gives it a number', async () => {
  const editor = await open({ type: 'integer', default: { $random: true } }, true);
  expect(screen.getByText(/cannot be drawn/)).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: /use a fixed seed/ }));
  expect(editor.workflow().inputs?.['seed']?.default).toBeTypeOf('number');
});

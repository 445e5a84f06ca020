// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestEditor } from '../../test/finding-harness.tsx';
import { KeySettings } from './KeySettings.tsx';
import { readPress } from './read-press.ts';

const held = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

describe('reading pressed keys', () => {
  it('writes them as commands do', () => {
    expect(readPress({ ...held, key: 'd', ctrlKey: true, shiftKey: true }, false)).toBe(
      'Mod+Shift+D',
    );
    expect(readPress({ ...held, key: 'd', metaKey: true }, true)).toBe('Mod+D');
    expect(readPress({ ...held, key: '?', shiftKey: true }, false)).toBe('?');
    expect(readPress({ ...held, key: ' ' }, false)).toBe('Space');
  });

  it('waits while only modifiers are held', () => {
    expect(readPress({ ...held, key: 'Control', ctrlKey: true }, false)).toBeUndefined();
  });
});

async function open() {
  const editor = await createTestEditor({ catena: 1, nodes: {} });
  editor.show(<KeySettings />);
  return editor.context.keyMap;
}

function record(label: string, press: object) {
  fireEvent.click(screen.getByRole('button', { name: `Set keys for ${label}` }));
  fireEvent.keyDown(screen.getByRole('textbox', { name: `New keys for ${label}` }), press);
}

describe('the settings of keys', () => {
  afterEach(cleanup);

  it('gives a command the keys that are pressed, and resets them', async () => {
    const keyMap = await open();
    record('Add note', { key: 'j', altKey: true });
    expect(keyMap.keysOf('add.note')).toEqual(['Alt+J', 'Shift+S']);
    fireEvent.click(screen.getByRole('button', { name: 'Reset the keys of Add note' }));
    expect(keyMap.keysOf('add.note')).toEqual(['Shift+S']);
  });

  it('names the command that has the keys before it takes them', async () => {
    const keyMap = await open();
    record('Add note', { key: 'n' });
    expect(screen.getByRole('alert').textContent).toContain('N belongs to “Add node …”');
    expect(keyMap.keysOf('add.note')).toEqual(['Shift+S']);
    fireEvent.click(screen.getByRole('button', { name: 'Take it from there' }));
    expect(keyMap.keysOf('add.note')).toEqual(['N', 'Shift+S']);
    expect(keyMap.keysOf('add.node')).not.toContain('N');
    fireEvent.click(screen.getByRole('button', { name: 'Reset all' }));
    expect(keyMap.keysOf('add.node')).toContain('N');
  });

  it('changes to the keys of another program', async () => {
    const keyMap = await open();
    fireEvent.click(screen.getByRole('radio', { name: 'ComfyUI' }));
    expect(keyMap.getState().preset).toBe('comfyui');
  });

  it('finds commands by name and by keys', async () => {
    await open();
    const search = screen.getByRole('searchbox', { name: 'Search commands and keys' });
    fireEvent.change(search, { target: { value: 'duplicate' } });
    const edit = screen.getByRole('region', { name: 'Edit' });
    expect(within(edit).getAllByText(/Duplicate/).length).toBeGreaterThan(0);
    fireEvent.change(search, { target: { value: 'xyzzy' } });
    expect(screen.getByText('No command and no key is called “xyzzy”.')).toBeTruthy();
  });
});

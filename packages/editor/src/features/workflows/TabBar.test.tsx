// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { openShell, renderShell } from '../../../test/shell-harness.tsx';
import { TabBar } from './TabBar.tsx';

const named = (name: string): Workflow => ({ catena: 1, name, nodes: { a: { type: 'text' } } });

function openTabs() {
  const { editor } = openShell('http://127.0.0.1:1', () =>
    Promise.reject(new TypeError('offline')),
  );
  const { workspace } = editor.context;
  const tabs = ['One', 'Two', 'Three'].map((name) => {
    const workflow = named(name);
    return workspace.open(workflow, { workflowId: name, revision: 1, savedWorkflow: workflow });
  });
  renderShell(editor, <TabBar />);
  const names = () => workspace.getState().tabs.map((tab) => tab.document.getState().workflow.name);
  return { workspace, tabs, names };
}

const button = (name: string) => screen.getByRole('button', { name });

describe('TabBar', () => {
  afterEach(cleanup);

  it('opens a tab, and names the one that is open', () => {
    const { workspace, tabs } = openTabs();
    fireEvent.click(button('One'));
    expect(workspace.getState().activeKey).toBe(tabs[0]?.key);
    expect(button('One').getAttribute('aria-current')).toBe('page');
  });

  it('closes what is saved at once, by button, by middle click and by key', () => {
    const { names } = openTabs();
    fireEvent.click(button('Close Two'));
    expect(names()).toEqual(['One', 'Three']);
    fireEvent(button('One'), new MouseEvent('auxclick', { bubbles: true, button: 1 }));
    expect(names()).toEqual(['Three']);
    fireEvent.keyDown(button('Three'), { key: 'Delete' });
    expect(names()).toEqual([]);
  });

  it('asks before it closes what is not saved', async () => {
    const { tabs, names } = openTabs();
    tabs[0]?.document.edit('Change', (workflow) => ({ ...workflow, note: 'new' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Close One, which is not saved' }));
    expect(names()).toEqual(['One', 'Two', 'Three']);
    fireEvent.click(await screen.findByRole('button', { name: 'Close without saving' }));
    expect(names()).toEqual(['Two', 'Three']);
  });

  it('moves a tab by keys', () => {
    const { names } = openTabs();
    fireEvent.keyDown(button('Three'), { key: 'ArrowLeft', altKey: true });
    expect(names()).toEqual(['One', 'Three', 'Two']);
  });

  it('renames a workflow in its tab, as one step that can be undone', () => {
    const { tabs, names } = openTabs();
    fireEvent.keyDown(button('Two'), { key: 'F2' });
    const field = screen.getByLabelText('Name of the workflow');
    fireEvent.change(field, { target: { value: 'Second' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(names()).toEqual(['One', 'Second', 'Three']);
    tabs[1]?.document.undo();
    expect(names()).toEqual(['One', 'Two', 'Three']);
  });
});

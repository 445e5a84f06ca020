import { describe, expect, it, vi } from 'vitest';
import type { Workflow } from '@catena/engine';
import { createHarness } from '../../../test/command-harness.ts';
import { addNode } from '../edits/add-node.ts';
import { pinsOf } from '../edits/pin-nodes.ts';
import { readLayout } from '../layout.ts';
import { allCommands } from './all-commands.ts';
import { commandGroups } from './command.ts';
import { listNodeMenu } from './node-menu.ts';

// The layout library takes its time to load.
vi.setConfig({ testTimeout: 60_000 });

const workflow: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image' } },
  nodes: {
    one: { type: 'image.resize', input: { image: { $from: 'inputs.photo' }, width: 64 } },
    two: { type: 'image.resize', input: { image: { $from: 'one.image' } } },
    drawn: {
      type: 'predict',
      provider: 'local',
      model: 'catena/upscale',
      input: { seed: { $random: true } },
    },
    words: { type: 'text.join' },
  },
  outputs: { result: { $from: 'two.image' } },
  layout: {
    'inputs.photo': [-300, 0],
    one: [0, 0],
    two: [300, 0],
    drawn: [0, 300],
    words: [0, 600],
  },
};

async function open(...cards: string[]) {
  const harness = await createHarness(workflow);
  harness.tab.document.select({ cards });
  return harness;
}

describe('the list', () => {
  it('has every command once, with words', () => {
    const ids = allCommands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { label, group } of allCommands) {
      expect(label).not.toBe('');
      expect(commandGroups).toContain(group);
    }
  });

  it('lets nothing that stops a run or deletes listen to Escape', () => {
    const onEscape = allCommands.filter(({ keys = [] }) => keys.includes('Escape'));
    expect(onEscape.map(({ id }) => id)).toEqual(['select.none']);
  });

  it('can say of each command whether it can be done, with nothing open too', async () => {
    const { context } = await open();
    for (const command of allCommands) command.canRun?.(context, undefined);
    expect(allCommands.find(({ id }) => id === 'edit.undo')?.canRun?.(context, undefined)).toBe(
      'Open a workflow first.',
    );
  });
});

describe('running', () => {
  it('runs everything, or what is selected and what feeds selected outputs', async () => {
    const { run, calls } = await open('one', 'outputs.result', 'inputs.photo');
    await run('run.start');
    await run('run.to-here');
    expect(calls).toEqual([
      ['start', {}],
      ['start', { targets: ['one', 'two'] }],
    ]);
  });

  it('says why it cannot be run or cancelled', async () => {
    const { run, said, calls, running } = await open();
    await run('run.to-here');
    await run('run.cancel');
    expect(said).toEqual([
      'Select the nodes that are to be run.',
      'Nothing is running in this tab.',
    ]);
    running.value = true;
    await run('run.cancel');
    expect(calls).toEqual([['cancel']]);
  });
});

describe('editing', () => {
  it('copies, cuts and pastes cards as JSON', async () => {
    const { run, clipboard, workflow: now, selected } = await open('one', 'two');
    await run('edit.cut');
    expect(JSON.parse(clipboard.text)).toMatchObject({ catena: 1, kind: 'clipboard' });
    expect(Object.keys(now().nodes)).toEqual(['drawn', 'words']);
    await run('edit.paste');
    expect(selected()).toEqual(['one', 'two']);
    expect(now().nodes['two']?.input).toEqual({ image: { $from: 'one.image' } });
    expect(now().nodes['one']?.input).toEqual({ width: 64 });
  });

  it('pastes and duplicates with incoming edges where it is asked to', async () => {
    const { run, workflow: now, selected } = await open('one');
    await run('edit.copy');
    await run('edit.paste-with-edges');
    expect(selected()).toEqual(['one-2']);
    expect(now().nodes['one-2']?.input?.['image']).toEqual({ $from: 'inputs.photo' });
    await run('edit.duplicate');
    expect(now().nodes['one-3']?.input).toEqual({ width: 64 });
    await run('edit.undo');
    await run('edit.undo');
    expect(now()).toBe(workflow);
  });

  it('deletes with and without joining, in one step', async () => {
    const { run, workflow: now, tab } = await open('two');
    await run('edit.delete');
    expect(now().outputs).toBeUndefined();
    await run('edit.undo');
    await run('edit.delete-and-heal');
    expect(now().outputs).toEqual({ result: { $from: 'one.image' } });
    expect(tab.document.getState().past).toHaveLength(1);
  });

  it('deletes a selected edge', async () => {
    const { run, workflow: now, tab } = await open();
    tab.document.select({ edges: ['two/image'] });
    await run('edit.delete');
    expect(now().nodes['two']).toEqual({ type: 'image.resize' });
  });

  it('changes nothing of a run that is shown as it was', async () => {
    const harness = await open('one');
    harness.context.workspace.update(harness.tab.key, { readOnly: true });
    await harness.run('edit.delete');
    await harness.run('edit.paste');
    expect(harness.workflow()).toBe(workflow);
    expect(harness.said[0]).toContain('Save it as a workflow');
    await harness.run('edit.copy');
    expect(harness.clipboard.text).toContain('"one"');
  });
});

describe('nodes', () => {
  it('bypasses and stops bypassing', async () => {
    const { run, workflow: now } = await open('one', 'two');
    await run('node.bypass');
    expect(now().nodes['one']?.bypass).toBe(true);
    await run('node.bypass');
    expect(now()).toEqual(workflow);
  });

  it('says which node cannot be bypassed', async () => {
    const { canRun, tab } = await open();
    const blend = addNode({ type: 'image.blend', position: [0, 0] });
    tab.document.edit('Add', blend, { select: { cards: ['one', 'blend'] } });
    tab.analysis.flush();
    expect(canRun('node.bypass')).toContain('"blend" cannot be bypassed');
  });

  it('mutes all where one of several is muted', async () => {
    const { run, workflow: now, tab } = await open('one');
    await run('node.mute');
    tab.document.select({ cards: ['one', 'two'] });
    await run('node.mute');
    expect([now().nodes['one']?.mute, now().nodes['two']?.mute]).toEqual([true, true]);
  });

  it('collapses, colours and fixes cards', async () => {
    const { run, workflow: now } = await open('one', 'inputs.photo');
    await run('node.collapse');
    await run('node.color-teal');
    await run('node.fix');
    expect(readLayout(now()).looks).toEqual({
      one: { collapsed: true, color: 'teal', fixed: true },
      'inputs.photo': { collapsed: true, color: 'teal', fixed: true },
    });
  });

  it('resets values and connections apart', async () => {
    const { run, workflow: now } = await open('one');
    await run('node.reset-values');
    expect(now().nodes['one']?.input).toEqual({ image: { $from: 'inputs.photo' } });
    await run('node.reset-connections');
    expect(now().nodes['one']?.input).toBeUndefined();
  });

  it('keeps the random numbers of the run that is shown', async () => {
    const { run, workflow: now, canRun, tab } = await open('drawn');
    await run('node.freeze-seed');
    expect(now().nodes['drawn']?.input).toEqual({ seed: 7 });
    tab.document.select({ cards: ['one'] });
    expect(canRun('node.freeze-seed')).toContain('Select a node whose input is random');
  });

  it('copies ids and JSON as text', async () => {
    const { run, clipboard } = await open('one');
    await run('node.copy-id');
    expect(clipboard.text).toBe('one');
    await run('node.copy-json');
    expect(JSON.parse(clipboard.text)).toMatchObject({ nodes: { one: { type: 'image.resize' } } });
  });

  it('opens what belongs to one node', async () => {
    const { run, calls, context } = await open('one');
    await run('node.rename');
    expect(calls).toEqual([['rename', 'one']]);
    await run('node.replace');
    expect(context.view.getState().overlay).toEqual({ kind: 'node-search', replace: 'one' });
    await run('node.connect');
    expect(context.view.getState().overlay).toEqual({ kind: 'connect', card: 'one' });
    await run('node.details');
    expect(context.view.getState().inspectorOpen).toBe(true);
  });

  it('pins the result of a node and lets it go, where it has one', async () => {
    const nodes = { drawn: { type: 'text.join' }, empty: { type: 'text.join' } };
    const harness = await createHarness({ catena: 1, nodes });
    const { tab, run, canRun, workflow: now } = harness;
    tab.document.select({ cards: ['empty'] });
    expect(canRun('node.pin')).toBe('"empty" has no result to keep. Run to it first.');
    tab.document.select({ cards: ['drawn'] });
    await run('node.pin');
    expect(pinsOf(now())).toEqual({ drawn: 'run1' });
    await run('node.pin');
    expect(now().layout?.['$looks']).toBeUndefined();
    tab.document.undo();
    expect(pinsOf(now())).toEqual({ drawn: 'run1' });
  });

  it('lists in their menu only what can be done', async () => {
    const { context } = await open('one');
    const ids = listNodeMenu(context).flatMap(({ commands }) => commands.map(({ id }) => id));
    expect(ids).toEqual(expect.arrayContaining(['run.to-here', 'node.bypass', 'edit.delete']));
    expect(ids).not.toContain('node.freeze-seed');
    expect(ids).not.toContain('arrange.align-left');
    expect(ids).not.toContain('run.start');
  });
});

describe('adding', () => {
  it('makes the result of the selected node an output beside it', async () => {
    const { run, workflow: now, selected } = await open('words');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await run('add.output');
    expect(now().outputs?.['text']).toEqual({ $from: 'words.text' });
    expect(selected()).toEqual(['outputs.text']);
    expect(readLayout(now()).positions['outputs.text']).toEqual([280, 600]);
  });

  it('adds inputs, notes and frames where the person looks', async () => {
    const { run, workflow: now, calls } = await open();
    await run('add.input');
    await run('add.note');
    await run('add.frame');
    expect(now().inputs?.['input']).toEqual({ type: 'text' });
    expect(readLayout(now()).notes['note-1']?.position).toEqual([500, 500]);
    expect(calls).toEqual([
      ['rename', '$notes.note-1'],
      ['rename', '$frames.frame-1'],
    ]);
  });
});

describe('selecting', () => {
  it('selects upstream, downstream, all and the others', async () => {
    const { run, selected, tab } = await open('two');
    await run('select.upstream');
    expect(selected().toSorted()).toEqual(['inputs.photo', 'one', 'two']);
    await run('select.invert');
    expect(selected().toSorted()).toEqual(['drawn', 'outputs.result', 'words']);
    tab.document.select({ cards: ['one'] });
    await run('select.downstream');
    expect(selected().toSorted()).toEqual(['one', 'outputs.result', 'two']);
    await run('select.all');
    expect(selected()).toHaveLength(6);
    await run('select.none');
    expect(selected()).toEqual([]);
  });

  it('walks along edges, and up and down', async () => {
    const { run, selected, calls } = await open();
    await run('select.walk-right');
    expect(selected()).toEqual(['inputs.photo']);
    await run('select.walk-right');
    await run('select.walk-right');
    expect(selected()).toEqual(['two']);
    await run('select.walk-left');
    await run('select.walk-down');
    expect(selected()).toEqual(['drawn']);
    await run('select.walk-up');
    expect(selected()).toEqual(['one']);
    expect(calls.at(-1)).toEqual(['focus', 'one']);
  });
});

describe('arranging', () => {
  it('tidies in one step that can be undone', async () => {
    const { run, workflow: now, tab } = await open();
    await run('arrange.tidy');
    const { positions } = readLayout(now());
    expect(positions['inputs.photo']?.[0]).toBeLessThan(positions['one']?.[0] ?? 0);
    expect(tab.document.getState().past).toHaveLength(1);
    await run('edit.undo');
    expect(now()).toBe(workflow);
  });

  it('groups what is selected and asks for a title, then ungroups', async () => {
    const { run, workflow: now, selected, calls } = await open('one', 'two');
    await run('arrange.group');
    expect(selected()).toEqual(['$frames.frame-1']);
    expect(calls).toEqual([['rename', '$frames.frame-1']]);
    await run('arrange.ungroup');
    expect(readLayout(now()).frames).toEqual({});
  });

  it('nudges as one step however long the key is held', async () => {
    const { run, workflow: now, tab } = await open('one');
    await run('arrange.nudge-alt-arrowright');
    await run('arrange.nudge-alt-arrowright');
    await run('arrange.nudge-alt-shift-arrowdown');
    expect(readLayout(now()).positions['one']).toEqual([16, 64]);
    expect(tab.document.getState().past).toHaveLength(1);
  });
});

describe('the page', () => {
  it('switches panels, screens and tools', async () => {
    const { run, context } = await open();
    const { view } = context;
    await run('view.outline');
    expect(view.getState().leftPanel).toBe('outline');
    await run('view.outline');
    expect(view.getState().leftPanel).toBeUndefined();
    await run('view.form');
    expect(view.getState().screen).toBe('form');
    await run('view.tool-hand');
    expect(view.getState().tool).toBe('hand');
    await run('workflow.open');
    expect(view.getState().screen).toBe('workflows');
  });

  it('goes around the open tabs', async () => {
    const { run, context, tab, canRun } = await open();
    expect(canRun('workflow.next-tab')).toBe('No other workflow is open.');
    const other = context.workspace.open({ catena: 1, nodes: {} });
    await run('workflow.next-tab');
    expect(context.workspace.getState().activeKey).toBe(tab.key);
    await run('workflow.previous-tab');
    expect(context.workspace.getState().activeKey).toBe(other.key);
    await run('workflow.close');
    expect(context.workspace.getState().tabs).toHaveLength(1);
  });

  it('says so when a command fails', async () => {
    const { run, said, context } = await open('one');
    context.clipboard.writeText = () => Promise.reject(new Error('Not allowed.'));
    await run('edit.copy');
    expect(said).toEqual(['"Copy" could not be done.']);
  });
});

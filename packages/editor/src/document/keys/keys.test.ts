// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { createHarness } from '../../../test/command-harness.ts';
import { allCommands } from '../commands/all-commands.ts';
import { chordsOfPress } from './event-chords.ts';
import { parseChord, resolveChord, writeChord } from './key-chord.ts';
import { createKeyMap } from './key-map.ts';
import { keyPresets } from './presets.ts';
import { listenForShortcuts } from './use-shortcuts.ts';
import { toAriaKeys, writeKeys } from './write-keys.ts';

function press(key: string, rest: Partial<KeyboardEvent> = {}) {
  const code = rest.code ?? (/^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '');
  return { key, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...rest, code };
}

describe('combinations', () => {
  it.each([
    ['Mod+Shift+D', 'Ctrl+Shift+D', 'Shift+Meta+D'],
    ['shift+mod+d', 'Ctrl+Shift+D', 'Shift+Meta+D'],
    ['Ctrl+M', 'Ctrl+M', 'Ctrl+M'],
    ['Mod++', 'Ctrl++', 'Meta++'],
    ['+', '+', '+'],
    ['Esc', 'Escape', 'Escape'],
    ['Alt+Shift+Left', 'Alt+Shift+ArrowLeft', 'Alt+Shift+ArrowLeft'],
    ['Space', 'Space', 'Space'],
  ])('resolves %s', (text, other, apple) => {
    expect(resolveChord(text, false)).toBe(other);
    expect(resolveChord(text, true)).toBe(apple);
  });

  it.each(['', 'Mod', 'Mod+', 'Foo+A'])('reads no combination in %j', (text) => {
    expect(parseChord(text)).toBeUndefined();
  });

  it('writes every key of every command as it was read', () => {
    for (const { keys = [] } of allCommands) {
      for (const key of keys) {
        const chord = parseChord(key);
        expect(chord && parseChord(writeChord(chord)), key).toEqual(chord);
      }
    }
  });

  it.each([
    ['Shift and 1 on a US keyboard', press('!', { shiftKey: true, code: 'Digit1' }), 'Shift+1'],
    ['? wherever it stands', press('?', { shiftKey: true, code: 'Minus' }), '?'],
    ['Option and M on a Mac', press('µ', { altKey: true, code: 'KeyM' }), 'Alt+M'],
    ['Ctrl and Z on a Russian keyboard', press('я', { ctrlKey: true, code: 'KeyZ' }), 'Ctrl+Z'],
    ['1 on a French keyboard', press('&', { code: 'Digit1' }), '1'],
    ['Ctrl and + beside the =', press('+', { ctrlKey: true, shiftKey: true }), 'Ctrl++'],
    ['a letter with caps lock', press('N'), 'N'],
    ['a letter', press('n'), 'N'],
  ])('understands %s', (_name, event, chord) => {
    expect(chordsOfPress(event)).toContain(chord);
  });

  it('does not take the key of another letter for the letter', () => {
    expect(chordsOfPress(press('z', { code: 'KeyY' }))).toEqual(['Z']);
  });

  it('writes keys as they are printed', () => {
    expect(writeKeys('Mod+Shift+D', true)).toBe('⌘⇧D');
    expect(writeKeys('Mod+Shift+D', false)).toBe('Ctrl+Shift+D');
    expect(toAriaKeys(['Mod++', 'Alt+M'], false)).toBe('Control+Plus Alt+M');
  });
});

describe('the map of keys', () => {
  const create = (storage?: Storage) =>
    createKeyMap({ storage, commands: allCommands, apple: false });

  it.each(keyPresets.map(({ id }) => id))(
    'gives no combination twice in the preset %s',
    (preset) => {
      const map = create();
      map.choosePreset(preset);
      const owners = new Map<string, string>();
      for (const { id } of allCommands) {
        for (const key of map.keysOf(id)) {
          const chord = resolveChord(key, false) ?? '';
          expect(owners.get(chord) ?? id, `${chord} of ${id}`).toBe(id);
          owners.set(chord, id);
        }
      }
    },
  );

  it('has no two commands with the same keys by themselves', () => {
    for (const apple of [false, true]) {
      const chords = allCommands.flatMap(({ keys = [] }) =>
        keys.map((key) => resolveChord(key, apple)),
      );
      expect(chords.filter((chord, index) => chords.indexOf(chord) !== index)).toEqual([]);
    }
  });

  it('names only commands that exist in presets', () => {
    const ids = allCommands.map(({ id }) => id);
    for (const { keys } of keyPresets)
      expect(ids).toEqual(expect.arrayContaining(Object.keys(keys)));
  });

  it('lets the preset of ComfyUI take keys from commands of Catena', () => {
    const map = create();
    expect(map.ownerOf('R')).toBe('node.replace');
    map.choosePreset('comfyui');
    expect(map.ownerOf('R')).toBe('view.refresh');
    expect(map.ownerOf('N')).toBe('view.palette');
    expect(map.keysOf('add.node')).toEqual(['Shift+A']);
  });

  it('gives chosen keys to one command and takes them from the other', () => {
    const map = create();
    expect(map.ownerOf('Mod+D')).toBe('edit.duplicate');
    map.rebind('node.mute', ['Mod+D']);
    expect(map.ownerOf('Mod+D')).toBe('node.mute');
    expect(map.keysOf('edit.duplicate')).toEqual([]);
    map.rebind('node.bypass', ['Mod+D', 'B']);
    expect(map.keysOf('node.mute')).toEqual([]);
    map.rebind('node.bypass', undefined);
    expect(map.keysOf('node.bypass')).toEqual(['Mod+B']);
    map.reset();
    expect(map.keysOf('edit.duplicate')).toEqual(['Mod+D']);
  });

  it('remembers what was chosen, and survives what cannot be read', () => {
    localStorage.clear();
    create(localStorage).choosePreset('n8n');
    create(localStorage).rebind('view.fit', ['F']);
    const again = create(localStorage);
    expect(again.getState().preset).toBe('n8n');
    expect(again.keysOf('view.fit')).toEqual(['F']);
    localStorage.setItem('catena.keys', '{"preset":7,"own":{"view.fit":3}}');
    expect(create(localStorage).keysOf('view.fit')).toEqual(['1', 'Shift+1', '.']);
    localStorage.setItem('catena.keys', 'nonsense');
    expect(create(localStorage).getState().preset).toBe('catena');
  });
});

describe('listening', () => {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });

  async function listen() {
    document.body.innerHTML =
      '<div id="canvas" tabindex="0"></div><input id="text"><input id="range" type="range"><button id="button">B</button><div role="dialog"><button id="in-dialog">D</button></div>';
    const harness = await createHarness({ catena: 1, nodes: { one: { type: 'image.resize' } } });
    stops.push(listenForShortcuts(harness.context, window));
    const send = (id: string, key: string, rest: KeyboardEventInit = {}) => {
      const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '';
      const event = new KeyboardEvent('keydown', {
        key,
        code,
        bubbles: true,
        cancelable: true,
        ...rest,
      });
      document.getElementById(id)?.dispatchEvent(event);
      return event.defaultPrevented;
    };
    return { ...harness, send };
  }

  it('does commands and keeps the browser from its own', async () => {
    const { send, selected, context } = await listen();
    expect(send('canvas', 'a', { ctrlKey: true })).toBe(true);
    expect(selected()).toEqual(['one']);
    expect(send('canvas', 'n')).toBe(true);
    expect(context.view.getState().overlay?.kind).toBe('node-search');
  });

  it('leaves fields alone, but for saving, running and searching', async () => {
    const { send, selected, calls } = await listen();
    expect(send('text', 'a', { ctrlKey: true })).toBe(false);
    expect(send('text', 'n')).toBe(false);
    expect(send('text', 'Delete')).toBe(false);
    expect(send('text', 'z', { ctrlKey: true })).toBe(false);
    expect(selected()).toEqual([]);
    expect(send('text', 's', { ctrlKey: true })).toBe(true);
    expect(send('text', 'Enter', { ctrlKey: true })).toBe(true);
    expect(calls.map(([name]) => name)).toEqual(['save', 'start']);
  });

  it('runs from a field even where the field has a use for the keys', async () => {
    const { send, calls } = await listen();
    const field = document.getElementById('text');
    field?.addEventListener('keydown', (event) => event.preventDefault());
    send('text', 'Enter', { ctrlKey: true });
    expect(calls).toEqual([['start', {}]]);
  });

  it('leaves Enter to buttons and arrows to sliders', async () => {
    const { send } = await listen();
    expect(send('button', 'Enter')).toBe(false);
    expect(send('button', 'n')).toBe(true);
    expect(send('range', 'ArrowRight')).toBe(false);
    expect(send('canvas', 'ArrowRight')).toBe(true);
  });

  it('leaves what lies over the page alone', async () => {
    const { send } = await listen();
    expect(send('in-dialog', 'Delete')).toBe(false);
    expect(send('in-dialog', 'Escape')).toBe(false);
    expect(send('in-dialog', 'k', { ctrlKey: true })).toBe(true);
  });

  it('deletes nothing while another screen is shown', async () => {
    const { send, context, workflow, tab } = await listen();
    tab.document.select({ cards: ['one'] });
    context.view.setState({ screen: 'workflows' });
    expect(send('canvas', 'Delete')).toBe(false);
    expect(workflow().nodes).toHaveProperty('one');
  });

  it('starts one run however long the keys are held', async () => {
    const { send, calls } = await listen();
    send('canvas', 'Enter', { ctrlKey: true });
    send('canvas', 'Enter', { ctrlKey: true, repeat: true });
    expect(calls).toHaveLength(1);
  });

  it('leaves copying and pasting to the clipboard of the browser', async () => {
    const { send, tab, clipboard } = await listen();
    tab.document.select({ cards: ['one'] });
    expect(send('canvas', 'c', { ctrlKey: true })).toBe(false);
    expect(clipboard.text).toBe('');
  });

  it('does nothing while a text is being composed', async () => {
    const { send } = await listen();
    expect(send('canvas', 'n', { isComposing: true })).toBe(false);
  });
});

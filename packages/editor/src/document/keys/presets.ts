/** A set of keys that somebody may have in the fingers. */
export interface KeyPreset {
  id: string;
  title: string;
  description: string;
  /** By command; commands that are not named have their own keys. An empty list takes keys away. */
  keys: Readonly<Record<string, readonly string[]>>;
}

const catena: KeyPreset = {
  id: 'catena',
  title: 'Catena',
  description: 'Keys of Catena: what most editors of this kind agree on.',
  keys: {},
};

const comfyui: KeyPreset = {
  id: 'comfyui',
  title: 'ComfyUI',
  description: 'Keys of ComfyUI, where Catena has what they do.',
  keys: {
    'run.start': ['Mod+Enter', 'Mod+Shift+Enter'],
    'add.node': ['Shift+A'],
    'view.palette': ['N', 'M'],
    'view.run-drawer': ['Q'],
    'workflow.open': ['Mod+O', 'W'],
    'view.refresh': ['R'],
    'node.replace': [],
    'node.fix': ['P'],
    'node.pin': [],
    'view.fit': ['.', '1'],
    'view.zoom-in': ['Alt+=', '+', 'Mod++'],
    'view.zoom-out': ['Alt+-', '-', 'Mod+-'],
    'view.shortcuts': ['Mod+Shift+K', '?'],
    'edit.redo': ['Mod+Y', 'Mod+Shift+Z'],
  },
};

const n8n: KeyPreset = {
  id: 'n8n',
  title: 'n8n',
  description: 'Keys of n8n, where Catena has what they do.',
  keys: {
    'node.mute': ['D', 'Ctrl+M'],
    'add.node': ['N', 'Shift+A'],
    'view.fit': ['1', 'Shift+1'],
    'view.zoom-reset': ['0', 'Mod+0'],
    'arrange.tidy': ['Shift+Alt+T'],
    'select.upstream': ['Shift+ArrowLeft'],
    'select.downstream': ['Shift+ArrowRight'],
    'run.cancel': ['Mod+Alt+Enter'],
  },
};

/** The sets of keys, in the order in which they are offered. */
export const keyPresets: readonly KeyPreset[] = [catena, comfyui, n8n];

/** What the menus of the canvas offer, by ids of commands; each inner list stands by itself. */
type Sections = readonly (readonly string[])[];

export const cardSections: Sections = [
  ['run.to-here', 'run.from-here', 'run.only-this', 'run.to-here-fresh'],
  [
    'node.open-workflow',
    'node.details',
    'node.rename',
    'node.connect',
    'node.replace',
    'node.model-version',
  ],
  ['node.bypass', 'node.mute', 'node.pin', 'node.collapse', 'node.fix'],
  ['edit.copy', 'edit.cut', 'edit.duplicate', 'arrange.group', 'arrange.ungroup'],
];

/** Behind "More". */
export const moreOfCard: Sections = [
  ['select.upstream', 'select.downstream'],
  ['node.disconnect', 'node.disconnect-outputs', 'node.reset-values', 'node.reset-connections'],
  ['node.freeze-seed', 'node.promote-input'],
  ['node.copy-id', 'node.copy-json', 'node.open-model', 'edit.duplicate-with-edges'],
];

export const deleteSection: Sections = [['edit.delete', 'edit.delete-and-heal']];

export const selectionSections: Sections = [
  ['run.to-here', 'run.to-here-fresh'],
  ['arrange.group', 'arrange.ungroup', 'arrange.tidy'],
  ['node.bypass', 'node.mute', 'node.collapse', 'node.fix'],
  ['edit.copy', 'edit.cut', 'edit.duplicate', 'edit.duplicate-with-edges'],
];

/** Behind "Align". */
export const alignSections: Sections = [
  ['arrange.align-left', 'arrange.align-center', 'arrange.align-right'],
  ['arrange.align-top', 'arrange.align-middle', 'arrange.align-bottom'],
  ['arrange.distribute-horizontal', 'arrange.distribute-vertical'],
];

export const paneSections: Sections = [
  ['add.node', 'add.model', 'add.input', 'add.output', 'add.note', 'add.frame'],
  ['edit.paste', 'edit.paste-with-edges'],
  ['select.all', 'arrange.tidy'],
  ['workflow.publish', 'workflow.code'],
  ['view.fit', 'view.zoom-reset', 'view.minimap', 'view.snap', 'view.navigation'],
];

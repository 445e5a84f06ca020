import type { LeftPanel, ViewState } from '../view-store.ts';
import type { Command, CommandContext } from './command.ts';
import { needsCards, selectedCards, tabCommand } from './tab-command.ts';

/** How much one step of zooming changes. */
const zoomFactor = 1.2;

type Switch = {
  [Name in keyof ViewState]: ViewState[Name] extends boolean ? Name : never;
}[keyof ViewState];

function toggleCommand(words: Pick<Command, 'id' | 'label' | 'keys'>, name: Switch): Command {
  return {
    ...words,
    group: 'View',
    run: ({ view }) => view.setState((state) => ({ [name]: !state[name] })),
  };
}

function panelCommand(panel: LeftPanel, label: string, key: string): Command {
  return {
    id: `view.${panel}`,
    label,
    group: 'View',
    keys: [key],
    run: ({ view }) =>
      view.setState(({ leftPanel }) => ({
        screen: 'canvas',
        leftPanel: leftPanel === panel ? undefined : panel,
      })),
  };
}

function showScreen({ view }: CommandContext, screen: ViewState['screen']): void {
  view.setState({ screen, overlay: undefined });
}

const zoomCommands: readonly Command[] = [
  tabCommand({
    id: 'view.fit',
    label: 'Fit everything into view',
    group: 'View',
    keys: ['1', 'Shift+1', '.'],
    run: ({ canvas }) => canvas.fit(),
  }),
  tabCommand({
    id: 'view.fit-selection',
    label: 'Zoom to the selection',
    group: 'View',
    keys: ['Shift+2', '2'],
    needs: needsCards(),
    run: ({ canvas }, tab) => canvas.fit(selectedCards(tab)),
  }),
  tabCommand({
    id: 'view.zoom-reset',
    label: 'Zoom to 100 %',
    group: 'View',
    keys: ['0', 'Mod+0'],
    run: ({ canvas }) => canvas.zoomTo(1),
  }),
  tabCommand({
    id: 'view.zoom-in',
    label: 'Zoom in',
    group: 'View',
    keys: ['+', 'Mod++', '=', 'Mod+='],
    repeats: true,
    run: ({ canvas }) => canvas.zoomBy(zoomFactor),
  }),
  tabCommand({
    id: 'view.zoom-out',
    label: 'Zoom out',
    group: 'View',
    keys: ['-', 'Mod+-'],
    repeats: true,
    run: ({ canvas }) => canvas.zoomBy(1 / zoomFactor),
  }),
];

/** What is seen, and how the mouse works. */
export const viewCommands: readonly Command[] = [
  ...zoomCommands,
  toggleCommand(
    { id: 'view.minimap', label: 'Show or hide the minimap', keys: ['Alt+M'] },
    'minimap',
  ),
  toggleCommand(
    { id: 'view.snap', label: 'Snap to the grid or not', keys: ['Alt+G'] },
    'snapToGrid',
  ),
  {
    id: 'view.tool-hand',
    label: 'Hand: drag moves the canvas',
    group: 'View',
    keys: ['H'],
    run: ({ view }) => view.setState({ tool: 'hand' }),
  },
  {
    id: 'view.tool-select',
    label: 'Arrow: drag selects',
    group: 'View',
    keys: ['V'],
    run: ({ view }) => view.setState({ tool: 'select' }),
  },
  {
    id: 'view.navigation',
    label: 'Change what wheel and drag do',
    group: 'View',
    run: ({ view }) =>
      view.setState(({ navigation }) => ({
        navigation: navigation === 'standard' ? 'legacy' : 'standard',
      })),
  },
  panelCommand('palette', 'Show or hide the palette', 'Q'),
  panelCommand('outline', 'Show or hide the outline', 'O'),
  panelCommand('issues', 'Show or hide the issues', 'E'),
  toggleCommand(
    { id: 'view.inspector', label: 'Show or hide the inspector', keys: ['I'] },
    'inspectorOpen',
  ),
  toggleCommand(
    { id: 'view.run-drawer', label: 'Show or hide the run drawer', keys: ['J'] },
    'runDrawerOpen',
  ),
  tabCommand({
    id: 'view.form',
    label: 'Switch between canvas and app',
    group: 'View',
    keys: ['Mod+Shift+A'],
    inFields: true,
    run: (context) =>
      showScreen(context, context.view.getState().screen === 'form' ? 'canvas' : 'form'),
  }),
  {
    id: 'view.runs',
    label: 'Show all runs',
    group: 'View',
    run: (context) => showScreen(context, 'runs'),
  },
  {
    id: 'view.refresh',
    label: 'Load node types again',
    group: 'View',
    run: ({ catalog }) => catalog.load(),
  },
  {
    id: 'view.theme',
    label: 'Switch between light and dark',
    group: 'View',
    canRun: ({ theme }) => theme !== undefined,
    run: ({ theme }) => theme?.toggle(),
  },
];

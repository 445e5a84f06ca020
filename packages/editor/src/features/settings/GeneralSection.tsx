import { SegmentedControl, Switch, useMantineColorScheme } from '@mantine/core';
import { useEditor, useView } from '../../document/editor-context.ts';
import type { ViewState } from '../../document/view-store.ts';
import { useMedia } from '../../ui/use-media.ts';
import { SettingRow } from './SettingRow.tsx';

const schemes = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

const navigations: readonly { value: ViewState['navigation']; label: string; words: string }[] = [
  {
    value: 'standard',
    label: 'Standard',
    words:
      'Drag selects, the wheel moves the canvas, Ctrl or Cmd with the wheel zooms; Space and drag moves.',
  },
  {
    value: 'legacy',
    label: 'As in node editors',
    words: 'Drag moves the canvas, the wheel zooms, Shift and drag selects.',
  },
];

function ThemeSetting() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SettingRow title="Theme">
      <SegmentedControl
        size="xs"
        aria-label="Theme"
        data={[...schemes]}
        value={colorScheme}
        onChange={(value) => setColorScheme(value as typeof colorScheme)}
      />
    </SettingRow>
  );
}

function NavigationSetting() {
  const { view } = useEditor();
  const navigation = useView((state) => state.navigation);
  return (
    <SettingRow
      title="Mouse on the canvas"
      words={navigations.find(({ value }) => value === navigation)?.words}
    >
      <SegmentedControl
        size="xs"
        aria-label="Mouse on the canvas"
        data={navigations.map(({ value, label }) => ({ value, label }))}
        value={navigation}
        onChange={(value) => view.setState({ navigation: value as ViewState['navigation'] })}
      />
    </SettingRow>
  );
}

function SwitchSetting({
  name,
  title,
  words,
}: {
  name: 'snapToGrid' | 'minimap' | 'picturesCarry';
  title: string;
  words: string;
}) {
  const { view } = useEditor();
  const isOn = useView((state) => state[name]);
  return (
    <SettingRow title={title} words={words}>
      <Switch
        aria-label={title}
        checked={isOn}
        onChange={(event) => view.setState({ [name]: event.currentTarget.checked })}
      />
    </SettingRow>
  );
}

/** How the editor looks and feels; kept in this browser. */
export function GeneralSection() {
  const isReduced = useMedia('(prefers-reduced-motion: reduce)');
  return (
    <>
      <ThemeSetting />
      <NavigationSetting />
      <SwitchSetting
        name="snapToGrid"
        title="Snap to the grid"
        words="Cards that are dragged go to steps of 16; holding Shift leaves them free."
      />
      <SwitchSetting
        name="minimap"
        title="Minimap"
        words="The whole graph, small, in a corner of the canvas."
      />
      <SwitchSetting
        name="picturesCarry"
        title="Downloads carry the workflow"
        words="A result that is saved as PNG can be dropped on the canvas to open what made it, its values included. Switch it off for pictures that others are to have."
      />
      <SettingRow
        title="Motion"
        words="Follows your system: where it asks for reduced motion, nothing moves by itself."
      >
        <span>{isReduced ? 'Reduced' : 'Full'}</span>
      </SettingRow>
    </>
  );
}

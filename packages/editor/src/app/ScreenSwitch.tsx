import { IconForms, IconRoute } from '@tabler/icons-react';
import { useEditor, useView } from '../document/editor-context.ts';
import classes from './ScreenSwitch.module.css';

const screens = [
  { screen: 'canvas', label: 'Canvas', icon: IconRoute },
  { screen: 'form', label: 'App', icon: IconForms },
] as const;

/** Shows the open workflow as a graph or as an app. */
export function ScreenSwitch() {
  const { view } = useEditor();
  const shown = useView((state) => state.screen);
  return (
    <div className={classes.switch} role="group" aria-label="Show as">
      {screens.map(({ screen, label, icon: ScreenIcon }) => (
        <button
          key={screen}
          type="button"
          className={classes.choice}
          aria-pressed={shown === screen}
          aria-label={label}
          onClick={() => view.setState({ screen })}
        >
          <ScreenIcon size={15} stroke={1.7} aria-hidden />
          <span className={classes.word}>{label}</span>
        </button>
      ))}
    </div>
  );
}

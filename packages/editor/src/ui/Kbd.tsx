import { showKeys } from './show-keys.ts';
import classes from './Kbd.module.css';

/** Keys as they are on the keyboard at hand. `keys` is written as commands write them: `Mod+Shift+D`. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className={classes.keys}>
      {showKeys(keys).map((key) => (
        <kbd key={key} className={classes.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}

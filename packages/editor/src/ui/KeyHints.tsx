import { Kbd } from './Kbd.tsx';
import classes from './KeyHints.module.css';

/** The keys of a search box in its last line: `[['ArrowUp', 'choose'], …]`. */
export function KeyHints({
  hints,
}: {
  hints: readonly (readonly [keys: string, words: string])[];
}) {
  return (
    <div className={classes.hints} aria-hidden>
      {hints.map(([keys, words]) => (
        <span key={keys} className={classes.hint}>
          {keys.split(' ').map((key) => (
            <Kbd key={key} keys={key} />
          ))}
          {words}
        </span>
      ))}
    </div>
  );
}

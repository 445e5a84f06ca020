import classes from './LoadingState.module.css';

const widths = ['62%', '88%', '74%', '81%', '55%', '90%', '68%', '79%'];

/** Rows in place of content that is being fetched. `what` is read out: `Loading workflows`. */
export function LoadingState({ what, rows = 5 }: { what: string; rows?: number }) {
  return (
    <div className={`${classes.state} ${classes.delayed}`} role="status" aria-label={what}>
      {widths.slice(0, rows).map((width) => (
        <div key={width} className={classes.row} style={{ width }} />
      ))}
    </div>
  );
}

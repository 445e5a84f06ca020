import classes from './WorkflowsScreen.module.css';

const places = [1, 2, 3, 4];

/** Stands where pictures of workflows will be. */
export function CardSkeletons({ what }: { what: string }) {
  return (
    <div className={classes.grid} role="status" aria-label={what}>
      {places.map((place) => (
        <div key={place} className={classes.skeleton} />
      ))}
    </div>
  );
}

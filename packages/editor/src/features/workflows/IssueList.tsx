import type { Issue } from '@catena/engine';
import { writePlace } from './write-place.ts';
import classes from './ImportDialog.module.css';

/** Everything that is wrong with a document that was read: what, where, and what to do. */
export function IssueList({ issues }: { issues: readonly Issue[] }) {
  return (
    <ul className={classes.issues} aria-label="What is wrong">
      {issues.map((issue) => {
        const place = writePlace(issue.path ?? []);
        return (
          <li
            key={`${issue.code} ${place} ${issue.message}`}
            className={classes.issue}
            data-severity={issue.severity}
          >
            {issue.message}
            {issue.hint !== undefined && <span className={classes.hint}>{issue.hint}</span>}
            {place && <span className={classes.place}>{place}</span>}
          </li>
        );
      })}
    </ul>
  );
}

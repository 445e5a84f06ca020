import { useState } from 'react';
import type { OpenDocument } from '../../document/workspace-store.ts';
import { setName } from './set-name.ts';
import classes from './TabBar.module.css';

/** The name of a workflow while it is being changed, in the place of the tab's name. */
export function TabName({ tab, onDone }: { tab: OpenDocument; onDone: () => void }) {
  const [name, setNameText] = useState(tab.document.getState().workflow.name ?? '');

  function finish() {
    tab.document.edit('Rename the workflow', setName(name));
    onDone();
  }

  return (
    <input
      className={classes.input}
      aria-label="Name of the workflow"
      placeholder="Untitled"
      value={name}
      // The person has just asked to type here.
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setNameText(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish();
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}

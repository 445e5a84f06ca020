import { Button } from '@mantine/core';
import { useEditor } from '../../document/editor-context.ts';
import type { Library } from './use-library.ts';
import classes from './NodeSearch.module.css';

interface SearchStateProps {
  library: Library;
  /** Entries that are shown. */
  count: number;
  typed: string;
  /** Whether filters or a wire leave some out. */
  isNarrowed: boolean;
}

function nothingFound(typed: string, isNarrowed: boolean): string {
  const what = typed.trim() === '' ? 'Nothing fits.' : `Nothing is called “${typed.trim()}”.`;
  return isNarrowed
    ? `${what} Entries that do not fit are left out; take a filter away or start from the empty canvas.`
    : `${what} Try another word, or name a model as owner/name.`;
}

/** What is to be said below the entries: still loading, failed, or nothing found. */
export function SearchState({ library, count, typed, isNarrowed }: SearchStateProps) {
  const { view } = useEditor();
  const { status, modelsStatus, error, retry } = library;
  if (status === 'failed') {
    return (
      <div className={classes.state} role="alert">
        <p>The node types could not be loaded. {error}</p>
        <Button size="xs" variant="default" onClick={retry}>
          Try again
        </Button>
      </div>
    );
  }
  if (status === 'loading' || modelsStatus === 'pending') {
    return (
      <div className={classes.state} role="status">
        {status === 'loading' ? 'Loading nodes and models…' : 'Loading models…'}
      </div>
    );
  }
  return (
    <>
      {modelsStatus === 'error' && (
        <div className={classes.state} role="alert">
          <p>The models could not be listed; node types are here.</p>
          <Button size="xs" variant="default" onClick={retry}>
            Try again
          </Button>
        </div>
      )}
      {count === 0 && (
        <div className={classes.state} role="status">
          <p>{nothingFound(typed, isNarrowed)}</p>
          <Button
            size="xs"
            variant="default"
            onClick={() => view.show({ kind: 'catalogue', query: typed.trim() })}
          >
            Search all models
          </Button>
        </div>
      )}
    </>
  );
}

import { IconAlertTriangle } from '@tabler/icons-react';
import { useEditor } from '../../document/editor-context.ts';
import { isTokenMissing } from '../../parts/models/ModelOffers.tsx';
import { providerTitle } from '../../parts/models/provider-words.ts';
import type { ProviderProblem } from '../../parts/models/use-model-search.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import type { CatalogueFilter } from './catalogue-entry.ts';
import type { Catalogue } from './use-catalogue.ts';
import styles from './Catalogue.module.css';

interface ProblemProps {
  problem: ProviderProblem;
  onRetry(): void;
}

/** A provider that did not answer, beside the models of the others. */
function Problem({ problem, onRetry }: ProblemProps) {
  const { view } = useEditor();
  const { provider, message, hint } = problem;
  const needsToken = isTokenMissing(problem);
  return (
    <div className={styles['problem']} role="status">
      <IconAlertTriangle size={15} aria-hidden />
      <span>
        <strong>{providerTitle(provider)}:</strong> {message} {needsToken ? '' : hint}
      </span>
      <button
        type="button"
        className={styles['link']}
        onClick={() =>
          needsToken ? view.show({ kind: 'settings', section: 'secrets' }) : onRetry()
        }
      >
        {needsToken ? 'Set the token' : 'Try again'}
      </button>
    </div>
  );
}

/** The providers that could not be asked, of those that are shown. */
export function CatalogueProblems({
  catalogue,
  filter,
}: {
  catalogue: Catalogue;
  filter: CatalogueFilter;
}) {
  const { problems, retry } = catalogue.search;
  return problems
    .filter(({ provider }) => filter.source === undefined || filter.source === provider)
    .map((problem) => <Problem key={problem.provider} problem={problem} onRetry={retry} />);
}

function Skeletons() {
  return (
    <div className={styles['grid']} role="status" aria-label="Loading models">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <div key={key} className={styles['skeleton']} />
      ))}
    </div>
  );
}

interface CatalogueStateProps {
  catalogue: Catalogue;
  typed: string;
  filter: CatalogueFilter;
}

/** Stands where no model is shown: they are loading, none was found, or nobody could be asked. */
export function CatalogueState({ catalogue, typed, filter }: CatalogueStateProps) {
  const { search, shown, hidden } = catalogue;
  if (shown.length > 0) return null;
  if (search.error) {
    return (
      <ErrorState title="The models could not be listed" onRetry={search.retry}>
        {search.error.message}
      </ErrorState>
    );
  }
  if (search.pending.length > 0) return <Skeletons />;
  const words = typed.trim();
  if (hidden > 0) {
    return (
      <EmptyState title="Nothing left by the filters">
        {hidden === 1 ? 'One other model was found' : `${hidden} other models were found`}; take a
        filter away to see {hidden === 1 ? 'it' : 'them'}.
      </EmptyState>
    );
  }
  if (filter.source === 'published' && words === '') {
    return (
      <EmptyState title="No workflow is published yet">
        Publish one from its menu or the command bar, and it can be used like a model.
      </EmptyState>
    );
  }
  return (
    <EmptyState title={words === '' ? 'No model is there' : `Nothing was found for “${words}”`}>
      Try another word. A model that no list has can be pasted on the canvas as owner/name.
    </EmptyState>
  );
}

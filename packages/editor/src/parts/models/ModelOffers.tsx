import { modelKey, parseModelRef, type WorkflowNode } from '@catena/engine';
import { useCatalog, useEditor } from '../../document/editor-context.ts';
import type { MissingModel } from '../../document/catalog-state.ts';
import styles from './ModelOffers.module.css';

/** Answers of a provider that a token would change. */
const wantsToken: ReadonlySet<string> = new Set([
  'token-missing',
  'token-refused',
  'not-permitted',
]);

/** Whether a model or a provider is not there for want of a token. */
export function isTokenMissing({ code }: { code: string }): boolean {
  return wantsToken.has(code);
}

/** The reason why the model of a node is not there or cannot be run; undefined where it can. */
export function useModelTrouble(node: WorkflowNode | undefined): MissingModel | undefined {
  const key = modelKey(node?.provider ?? '', node?.model ?? '');
  const missing = useCatalog(({ missingModels }) => missingModels.get(key));
  const model = useCatalog(({ models }) => models.get(key));
  if (node?.model === undefined) return undefined;
  if (model?.unavailable === undefined) return missing;
  return { code: 'model-unavailable', message: `It cannot be run: ${model.unavailable}` };
}

interface ModelOffersProps {
  nodeId: string;
  node: WorkflowNode;
  trouble: MissingModel;
}

/** Ways on for a node whose model is not there; it keeps its values and wires meanwhile. */
export function ModelOffers({ nodeId, node, trouble }: ModelOffersProps) {
  const { view, catalog } = useEditor();
  const reference = parseModelRef(node.model ?? '');
  const offers: [string, () => void][] = [];
  if (isTokenMissing(trouble)) {
    offers.push(['Set the token', () => view.show({ kind: 'settings', section: 'secrets' })]);
  }
  if (reference?.version !== undefined || trouble.code === 'model-unavailable') {
    offers.push(['Another version', () => view.show({ kind: 'model-version', card: nodeId })]);
  }
  const query = reference?.name.replaceAll(/[-_.]+/g, ' ');
  offers.push(
    ['Choose another model', () => view.show({ kind: 'catalogue', replace: nodeId })],
    [
      'Search by name',
      () =>
        view.show({ kind: 'catalogue', replace: nodeId, ...(query !== undefined && { query }) }),
    ],
    ['Look again', () => catalog.retryMissing()],
  );
  return (
    <div className={styles['offers']}>
      {offers.map(([label, run]) => (
        <button key={label} type="button" className={`${styles['offer']} nodrag`} onClick={run}>
          {label}
        </button>
      ))}
    </div>
  );
}

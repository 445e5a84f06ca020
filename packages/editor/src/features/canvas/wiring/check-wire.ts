import { validateConnection, type Workflow } from '@catena/engine';
import { parseCardId } from '../../../document/card-id.ts';
import type { CatalogState } from '../../../document/catalog-store.ts';
import type { CardPort } from '../../../document/references.ts';

export interface WireCheck {
  workflow: Workflow;
  catalog: Pick<CatalogState, 'catalog' | 'models'>;
  source: CardPort;
  target: CardPort;
}

/** Why the engine would not accept a wire, in one line; undefined where it would. */
export function checkWire({ workflow, catalog, source, target }: WireCheck): string | undefined {
  if (parseCardId(target.card).kind === 'output') return undefined;
  const from = parseCardId(source.card);
  const edge = {
    source: from.kind === 'input' ? 'inputs' : from.name,
    sourcePort: from.kind === 'input' ? from.name : source.port,
    target: target.card,
    targetPort: target.port,
  };
  const { catalog: nodes, models } = catalog;
  return validateConnection({ workflow, catalog: nodes, models, edge })?.message;
}

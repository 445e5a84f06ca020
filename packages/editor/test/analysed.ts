import { validateWorkflow, type ModelSet, type NodeCatalog, type Workflow } from '@catena/engine';
import type { ConnectContext } from '../src/document/connect/connect-context.ts';
import { sampleCatalog, sampleModels } from './sample-catalog.ts';

/** A document with what the engine derives from it. */
export function analysed(
  nodes: Workflow['nodes'],
  rest: Partial<Workflow> = {},
  { catalog, models }: { catalog: NodeCatalog; models: ModelSet } = {
    catalog: sampleCatalog,
    models: sampleModels,
  },
): ConnectContext {
  const workflow = { catena: 1 as const, nodes, ...rest } as Workflow;
  const { ports, typed } = validateWorkflow(workflow, { catalog, models });
  return { workflow, catalog, models, ports, typed };
}

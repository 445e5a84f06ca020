import { parsePortType, type BaseType } from '@catena/engine';
import type { AnalysisState } from '../../../document/analysis-store.ts';
import { parseCardId } from '../../../document/card-id.ts';
import type { CardPort } from '../../../document/references.ts';
import type { Workflow } from '@catena/engine';

/** The type of the items that come out of a port; `any` where it is not known. */
export function baseAt(
  { card, port }: CardPort,
  analysis: Pick<AnalysisState, 'typed' | 'ports'>,
  workflow: Workflow,
): BaseType {
  const { kind, name } = parseCardId(card);
  if (kind === 'input') return parsePortType(workflow.inputs?.[name]?.type ?? '')?.base ?? 'any';
  const typed = analysis.typed.nodes.get(name)?.outputs.get(port)?.type.base;
  const declared = analysis.ports.get(name)?.outputs.find((output) => output.name === port);
  return typed ?? declared?.type.base ?? 'any';
}

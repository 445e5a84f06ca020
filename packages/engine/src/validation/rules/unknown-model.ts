import type { Issue } from '../../errors/issue.ts';
import { parseModelRef } from '../../prediction/model-ref.ts';
import { modelKey } from '../../typing/model-set.ts';
import type { PlacedNode, ValidationContext } from '../validation-context.ts';

function isNamed({ node, descriptor }: PlacedNode, providers?: readonly string[]): boolean {
  if (descriptor?.portsFrom?.kind !== 'model' || !node.provider) return false;
  if (providers && !providers.includes(node.provider)) return false;
  return parseModelRef(node.model ?? '') !== undefined;
}

function keyOf({ node }: PlacedNode): string {
  return modelKey(node.provider ?? '', node.model ?? '');
}

function toIssue({ id, node }: PlacedNode): Issue {
  return {
    code: 'unknown-model',
    severity: 'error',
    message: `The model "${node.model}" of node "${id}" is not known at "${node.provider}".`,
    hint: 'Check its name and version, and whether this account may see it.',
    nodeId: id,
    path: ['nodes', id, 'model'],
  };
}

/**
 * Passes on what is known to be wrong with models, and finds those of which nothing is known at all.
 * Models that are not named rightly are left to the rules for that.
 */
export function unknownModel({ nodes, options }: ValidationContext): Issue[] {
  const { models, providers, modelProblems = [] } = options;
  const named = nodes.filter((node) => isNamed(node, providers));
  const byId = new Map(named.map((node) => [node.id, node]));
  const known = modelProblems.flatMap((problem): Issue[] => {
    if (problem.nodeId === undefined) return [problem];
    if (!byId.has(problem.nodeId)) return [];
    return [{ path: ['nodes', problem.nodeId, 'model'], ...problem }];
  });
  if (known.some(({ nodeId }) => nodeId === undefined)) return known;
  const explained = new Set(
    known.flatMap(({ nodeId }) => {
      const node = byId.get(nodeId ?? '');
      return node ? [keyOf(node)] : [];
    }),
  );
  const unexplained = named.filter(
    (node) => !models.has(keyOf(node)) && !explained.has(keyOf(node)),
  );
  return [...known, ...unexplained.map(toIssue)];
}

import { canonicalJson } from '../platform/canonical-json.ts';
import { sha256 } from '../platform/sha256.ts';
import type { Workflow } from './workflow-schema.ts';

const forPeople = new Set(['title', 'description', 'note']);
const aboutTheFile = new Set(['$schema', 'name', 'layout', ...forPeople]);

function without(value: object, names: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(([name, member]) => !names.has(name) && member !== undefined),
  );
}

function strip(section: Readonly<Record<string, object>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(section).map(([id, member]) => [id, without(member, forPeople)]),
  );
}

/**
 * Names what a workflow computes: 64 hex digits, the same whatever its layout, titles, descriptions,
 * notes, name and the order of its members. Members that this version does not know count.
 */
export function semanticHash(workflow: Workflow): string {
  const { inputs = {}, nodes, outputs = {}, ...rest } = workflow;
  return sha256(
    canonicalJson({
      ...without(rest, aboutTheFile),
      inputs: strip(inputs),
      nodes: strip(nodes),
      outputs: strip(outputs),
    }),
  );
}

import { isArtifactRef } from '../artifact/artifact-ref.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import { sha256 } from '../platform/sha256.ts';
import type { KeyParts } from '../prediction/prediction-cache.ts';
import type { PlannedNode } from './run-graph.ts';

/** Why a step is not answered from the cache. */
export type CacheMiss =
  | { kind: 'first-run' }
  | { kind: 'fresh' }
  | { kind: 'not-cacheable' }
  /** What differs from the last time: names of inputs, or `model`, `model version`, `node version`. */
  | { kind: 'changed'; changed: string[] }
  /** The same step has run before, but its result is no longer there. */
  | { kind: 'not-kept' };

function identify(value: unknown): unknown {
  if (isArtifactRef(value)) return { $artifact: value.$artifact };
  if (Array.isArray(value)) return value.map(identify);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, identify(member)]));
}

/**
 * The cache key of a step and what it is made of: node type and version, model version, provider
 * account, and each input, files by their content. Never ids, positions or addresses.
 */
export function cacheKey(options: {
  node: PlannedNode;
  /** Account of the provider, where the node has one. */
  account?: string | undefined;
  input: Readonly<Record<string, unknown>>;
}): { key: string; parts: KeyParts } {
  const { node, account, input } = options;
  const parts: Record<string, string> = {
    'node type': node.type,
    'node version': String(node.nodeTypeVersion),
  };
  if (node.provider !== undefined) parts['provider'] = `${node.provider} ${account ?? ''}`;
  if (node.model !== undefined) {
    parts['model'] = node.model;
    parts['model version'] = node.modelVersion ?? '';
  }
  for (const [name, value] of Object.entries(input)) {
    parts[`input ${name}`] = sha256(canonicalJson(identify(value)));
  }
  return { key: sha256(canonicalJson(parts)), parts };
}

/** What differs between two keys, in words: names of inputs without the word before them. */
export function changedParts(before: KeyParts, after: KeyParts): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => before[name] !== after[name])
    .map((name) => name.replace(/^input /, ''));
}

/** Where a referenced value comes from. */
export type ReferenceSource =
  { kind: 'node'; nodeId: string; port: string } | { kind: 'input'; name: string };

/** The word before the dot that names the workflow's own inputs; no node can have it as its id. */
export const inputsWord = 'inputs';

/** Reads `node.port` or `inputs.name`, split at the first dot; undefined where the text is neither. */
export function parseReference(text: string): ReferenceSource | undefined {
  const dot = text.indexOf('.');
  if (dot <= 0 || dot === text.length - 1) return undefined;
  const [head, tail] = [text.slice(0, dot), text.slice(dot + 1)];
  return head === inputsWord
    ? { kind: 'input', name: tail }
    : { kind: 'node', nodeId: head, port: tail };
}

/** Writes a source as it stands in `$from`. */
export function writeReference(source: ReferenceSource): string {
  return source.kind === 'input'
    ? `${inputsWord}.${source.name}`
    : `${source.nodeId}.${source.port}`;
}

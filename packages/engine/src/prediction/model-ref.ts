/** A model, and a version of it where one is named; written `owner/name` or `owner/name:version`. */
export interface ModelRef {
  owner: string;
  name: string;
  version?: string;
}

const pattern = /^([a-z0-9][a-z0-9._-]*)\/([a-z0-9][a-z0-9._-]*)(?::([A-Za-z0-9._-]+))?$/i;

/** Reads `owner/name[:version]`; undefined where the text is not of this form. */
export function parseModelRef(text: string): ModelRef | undefined {
  const [, owner, name, version] = pattern.exec(text) ?? [];
  if (owner === undefined || name === undefined) return undefined;
  return version === undefined ? { owner, name } : { owner, name, version };
}

/** Writes a model reference as `owner/name[:version]`. */
export function writeModelRef(ref: ModelRef): string {
  return ref.version === undefined
    ? `${ref.owner}/${ref.name}`
    : `${ref.owner}/${ref.name}:${ref.version}`;
}

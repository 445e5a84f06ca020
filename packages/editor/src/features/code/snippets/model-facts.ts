import { isArtifactRef } from '@catena/engine';

/** What a snippet for clients of Replicate is made from: a published workflow. */
export interface ModelFacts {
  /** Of the server, without a slash at the end. */
  baseUrl: string;
  needsToken: boolean;
  /** `owner/name` */
  model: string;
  version: string;
  /** Files as addresses. */
  input: Readonly<Record<string, unknown>>;
  givesFiles: boolean;
}

/** One way to call a published workflow. */
export interface ModelSnippet {
  id: string;
  title: string;
  words: string;
  fileName?: string;
  write(facts: ModelFacts): string;
}

/** Files of this server as addresses that its models take: clients of Replicate know no others. */
export function toAddresses(value: unknown, baseUrl: string): unknown {
  if (Array.isArray(value)) return value.map((item) => toAddresses(item, baseUrl));
  if (typeof value !== 'object' || value === null) return value;
  if (isArtifactRef(value)) return `${baseUrl}/api/artifacts/${value.$artifact}`;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, toAddresses(member, baseUrl)]),
  );
}

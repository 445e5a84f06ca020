import type { Workflow } from '@catena/engine';

/** What a snippet is made from: the saved workflow, where it is, and what it is to be run with. */
export interface SnippetFacts {
  /** Of the server, without a slash at the end. */
  baseUrl: string;
  /** Whether the server asks for a token. */
  needsToken: boolean;
  workflowId: string;
  workflow: Workflow;
  /** By name; files as artifacts. */
  inputs: Readonly<Record<string, unknown>>;
  /** Whether there can be files among the outputs. */
  givesFiles: boolean;
  /** The folder in which the server keeps files and results. */
  dataFolder: string;
}

/** One way to use a workflow from elsewhere. */
export interface Snippet {
  id: string;
  title: string;
  /** What it needs and where it is put, in a sentence or two. */
  words: string;
  /** The name to save it under; missing where it is pasted into a shell. */
  fileName?: string;
  write(facts: SnippetFacts): string;
}

/** Stands where the token of the server is to be put. */
export const tokenPlaceholder = 'PUT-THE-TOKEN-OF-THE-SERVER-HERE';
